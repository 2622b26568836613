"""When a vote closes, who may close it, and what the clock does."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest

from parliament.commands import clock, votes
from parliament.commands.clock import declare_due
from parliament.commands.sittings import adjourn_sitting, hand_over_chair
from parliament.commands.votes import cast_ballot, close_vote, stop_vote
from parliament.rules.powers import THE_CLOCK
from parliament.rules.refusals import Code, Refused
from parliament.store.tables import Motion, Vote

BOTH = (stop_vote, close_vote)


def at_the_close(chamber, milliseconds: int = 0) -> None:
    """Set the clock so that the next act is at the closing instant, or so many milliseconds later."""
    chamber.at = chamber.row(Vote, chamber.vote).closes_at - timedelta(seconds=1) + timedelta(milliseconds=milliseconds)


def test_ballot_at_the_closing_instant_is_late_and_a_millisecond_earlier_is_not(voting):
    at_the_close(voting, milliseconds=-1)
    voting.cast(0)
    at_the_close(voting)
    voting.refused(Code.VOTE_CLOSED, voting.mayors[1], cast_ballot, vote_id=voting.vote, choice="yes")
    assert (voting.row(Vote, voting.vote).state, voting.close()["yes"]) == ("open", 1)


def test_chair_closes_a_live_vote_early(voting):
    for at in range(5):
        voting.cast(at, "yes" if at < 4 else "no")
    answer = voting.close()
    assert [answer[name] for name in ("yes", "no", "abstain", "not_voting", "absent")] == [4, 1, 0, 1, 0]
    assert answer["outcome"] == "adopted"
    motion = voting.row(Motion, voting.motion)
    assert (motion.stage, motion.outcome, motion.adopted_hash) == ("decided", "adopted", voting.text_hash)
    assert [entry.kind for entry in voting.entries()[-2:]] == ["vote.closed", "motion.decided"]


def test_vote_without_a_quorum_decides_nothing_and_may_be_put_again(published):
    published.open(absent=2)
    published.call()
    published.put()
    for seat in published.seats[:4]:
        published.vacate(seat)
    assert published.close()["outcome"] == "inquorate"
    assert published.row(Motion, published.motion).stage == "under_debate"
    assert published.last().kind == "vote.closed"


@pytest.mark.parametrize("command", BOTH)
def test_only_whoever_presides_closes_a_vote(voting, command):
    voting.refused(Code.NOT_PRESIDING, voting.deputy, command, vote_id=voting.vote)
    voting.by(voting.chair, hand_over_chair, sitting_id=voting.sitting, account_id=voting.deputy.account)
    voting.refused(Code.NOT_PRESIDING, voting.chair, command, vote_id=voting.vote)
    voting.by(voting.deputy, command, vote_id=voting.vote)


@pytest.mark.parametrize("command", BOTH)
def test_closed_vote_is_not_closed_again(voting, command):
    voting.close()
    voting.refused(Code.VOTE_CLOSED, voting.chair, command, vote_id=voting.vote)
    voting.refused(Code.NOT_FOUND, voting.chair, command, vote_id="vote-0")


@pytest.mark.parametrize("command", BOTH)
def test_chair_does_not_close_a_window_that_runs(debated, command):
    debated.put(minutes=60)
    at_the_close(debated, milliseconds=-1)
    debated.refused(Code.WINDOW_RUNS, debated.chair, command, vote_id=debated.vote)
    at_the_close(debated)
    debated.by(debated.chair, command, vote_id=debated.vote)


def test_chair_closes_a_window_once_every_seat_has_voted(debated):
    debated.put(minutes=60)
    for at in range(5):
        debated.cast(at)
    debated.refused(Code.WINDOW_RUNS, debated.chair, stop_vote, vote_id=debated.vote)
    debated.cast(5)
    assert debated.close()["outcome"] == "adopted"


@pytest.mark.parametrize("command", BOTH)
def test_clock_does_not_close_before_the_time(voting, command):
    voting.refused(Code.WINDOW_RUNS, THE_CLOCK, command, vote_id=voting.vote)


@pytest.mark.parametrize("minutes", [None, 60])
def test_clock_closes_a_vote_at_its_time_and_not_before(debated, minutes):
    debated.put(minutes=minutes)
    debated.cast(0)
    debated.at = debated.row(Vote, debated.vote).closes_at - timedelta(milliseconds=1)
    assert declare_due(debated.house) == []
    debated.at += timedelta(milliseconds=1)
    assert declare_due(debated.house) == [debated.vote]
    assert declare_due(debated.house) == []
    closed = next(entry for entry in debated.entries() if entry.kind == "vote.closed")
    assert (closed.body["yes"], closed.by) == (1, {"account": "clock", "office": "clock", "seat": None})


def test_window_closes_by_the_clock_after_its_sitting_is_over(debated):
    debated.put(minutes=60)
    debated.by(debated.chair, adjourn_sitting, sitting_id=debated.sitting)
    debated.at += timedelta(hours=1)
    assert declare_due(debated.house) == [debated.vote]
    assert debated.row(Motion, debated.motion).stage == "decided"


def test_clock_finishes_a_close_that_was_begun_and_never_finished(voting):
    """The chair closed, casting stopped, and the process was killed before it counted."""
    voting.cast(0)
    voting.by(voting.chair, stop_vote, vote_id=voting.vote)
    assert voting.row(Vote, voting.vote).closes_at > voting.at
    assert declare_due(voting.house) == [voting.vote]
    assert (voting.row(Vote, voting.vote).state, voting.row(Vote, voting.vote).yes) == ("closed", 1)


def test_chair_finishes_a_close_that_was_begun_and_never_finished(voting):
    voting.by(voting.chair, stop_vote, vote_id=voting.vote)
    assert voting.close()["not_voting"] == 6


def test_vote_that_cannot_be_closed_does_not_keep_the_others_open(voting, monkeypatch):
    """The one that fails is left for the next stroke of the clock."""
    voting.at += timedelta(hours=1)
    closing = votes.close

    def broken(*_: object, **__: object) -> dict:
        raise ZeroDivisionError

    monkeypatch.setattr(clock.votes, "close", broken)
    assert declare_due(voting.house) == []
    monkeypatch.setattr(clock.votes, "close", closing)
    assert declare_due(voting.house) == [voting.vote]


def test_chair_and_clock_that_close_at_one_moment_declare_one_result(voting):
    voting.cast(0)
    at_the_close(voting, milliseconds=1000)

    def close(number: int) -> str:
        try:
            return votes.close(voting.house, by=(THE_CLOCK, voting.chair)[number % 2], vote_id=voting.vote)["outcome"]
        except Refused as refusal:
            return refusal.code

    with ThreadPoolExecutor(8) as threads:
        answers = sorted(threads.map(close, range(8)))
    assert answers == ["rejected" if voting.row(Vote, voting.vote).yes == 0 else "adopted", *["vote_closed"] * 7]
    assert [entry.kind for entry in voting.entries()].count("vote.closed") == 1
