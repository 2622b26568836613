"""Without a vote: by silence until a time, or in a moment of the sitting; adopted unless enough seats object."""

from datetime import timedelta

import pytest

from parliament.commands.clock import declare_due
from parliament.commands.votes import cast_ballot, open_vote, stop_vote
from parliament.rules.refusals import Code
from parliament.store.tables import Motion, Vote
from parliament.store.views.votes import vote_view
from tests.builders import Chamber
from tests.commands.deciding import debated_under

TWO_HOURS = 120


@pytest.fixture
def silent(founded: Chamber) -> Chamber:
    """A motion put by silence for two hours; two objections prevent it."""
    debated_under(founded, **{"votes.silence_objections": 2})
    founded.put(manner="silence", minutes=TWO_HOURS)
    return founded


def to_the_close(chamber: Chamber, milliseconds: int = 0) -> None:
    """The next act is at the closing instant, or so many milliseconds later."""
    chamber.at = chamber.row(Vote, chamber.vote).closes_at - timedelta(seconds=1) + timedelta(milliseconds=milliseconds)


def test_silence_adopts_when_its_time_is_over(silent):
    silent.cast(0, "no")
    to_the_close(silent, milliseconds=-1)
    silent.refused(Code.WINDOW_RUNS, silent.chair, stop_vote, vote_id=silent.vote)
    assert declare_due(silent.house) == []
    to_the_close(silent, milliseconds=1000)
    assert declare_due(silent.house) == [silent.vote]
    assert silent.row(Motion, silent.motion).outcome == "adopted"
    with silent.house.reading() as db:
        view = vote_view(db, silent.vote)
    assert [each.say() for each in view["explanation"]] == [
        "Objections: 1. Objections that prevent an adoption without a vote: 2.",
        "Adopted.",
    ]
    assert view["rule_key"] == "votes.silence_objections"


def test_enough_objections_end_it_before_its_time_and_it_may_be_put_to_a_vote(silent):
    silent.cast(0, "no")
    silent.cast(1, "no")
    assert silent.close()["outcome"] == "objected"
    assert silent.row(Motion, silent.motion).stage == "under_debate"
    silent.put()


def test_objection_at_the_closing_instant_is_late_and_a_millisecond_earlier_is_not(silent):
    to_the_close(silent, milliseconds=-1)
    silent.cast(0, "no")
    to_the_close(silent)
    silent.refused(Code.VOTE_CLOSED, silent.mayors[1], cast_ballot, vote_id=silent.vote, choice="no")
    assert silent.close()["no"] == 1


@pytest.mark.parametrize("choice", ["yes", "abstain"])
def test_whoever_agrees_says_nothing(silent, choice):
    silent.refused(Code.ONLY_OBJECTIONS, silent.mayors[0], cast_ballot, vote_id=silent.vote, choice=choice)


def test_silence_needs_its_time(debated):
    said = {"motion_id": debated.motion, "manner": "silence"}
    debated.refused(Code.BAD_TIMES, debated.chair, open_vote, **said)
    hours = {"closes_at": debated.at + timedelta(hours=23, minutes=59)}
    debated.refused(Code.WINDOW_TOO_SHORT, debated.chair, open_vote, **said, **hours)


@pytest.mark.parametrize("manner", ["show_of_hands", "without_objection"])
def test_only_ballots_and_silence_run_until_a_time(debated, manner):
    said = {"motion_id": debated.motion, "manner": manner, "closes_at": debated.at + timedelta(hours=30)}
    debated.refused(Code.MALFORMED, debated.chair, open_vote, **said)


def test_without_objection_is_adopted_after_the_moment_the_rules_give(debated):
    debated.put(manner="without_objection")
    opened = debated.row(Vote, debated.vote)
    assert opened.closes_at - opened.opened_at == timedelta(seconds=20)
    debated.refused(Code.WINDOW_RUNS, debated.chair, stop_vote, vote_id=debated.vote)
    to_the_close(debated)
    assert debated.close()["outcome"] == "adopted"


def test_one_objection_is_enough_where_the_chair_asks_for_them_in_the_room(founded):
    """Two would be needed by silence: the profile says so of silence alone."""
    debated_under(founded, **{"votes.silence_objections": 2})
    founded.put(manner="without_objection")
    founded.cast(0, "no")
    assert founded.close()["outcome"] == "objected"
