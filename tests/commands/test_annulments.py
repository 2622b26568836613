"""After a vote: equal votes and who settles them; a vote that does not count."""

from datetime import timedelta

import pytest

from parliament.commands.acceptances import accept_amendment
from parliament.commands.agenda_changes import put_agenda
from parliament.commands.amendments import withdraw_amendment
from parliament.commands.annulments import annul_vote, give_casting_vote
from parliament.commands.clock import accept_due
from parliament.commands.declarations import certify_declaration
from parliament.commands.motions import withdraw_motion
from parliament.commands.reconsiderations import move_reconsideration, put_reconsideration
from parliament.commands.sittings import adjourn_sitting, call_item, suspend_sitting
from parliament.commands.votes import cast_ballot, open_vote
from parliament.rules.refusals import Code
from parliament.store.queries import found
from parliament.store.queries.docket import docket_of
from parliament.store.queries.votes import vote_for_casting
from parliament.store.tables import Motion, Vote
from parliament.store.views.votes import vote_view
from tests.builders import Chamber
from tests.commands.amending import amend, fates, order
from tests.commands.deciding import all_cast, amended, debated_under

REASON = "The wrong text was on the screen."


def tied_under(chamber: Chamber, tie: str) -> Chamber:
    """Three votes for and three against, under a simple majority."""

    def play(chamber: Chamber) -> None:
        debated_under(chamber, **{"majority.motion": "simple", "majority.tie": tie})
        chamber.put()
        all_cast(chamber, "yyynnn")
        assert chamber.close()["outcome"] == ("tied" if tie in ("casting_vote", "second_round") else tie)

    chamber.come_to(f"tied under {tie}", play)
    return chamber


def stage_of(chamber: Chamber) -> tuple[str, str | None]:
    motion = chamber.row(Motion, chamber.motion)
    return motion.stage, motion.outcome


def said(chamber: Chamber) -> list[str]:
    with chamber.house.reading() as db:
        return [each.say() for each in vote_view(db, chamber.vote)["explanation"]]


@pytest.mark.parametrize(("choice", "outcome"), [("yes", "adopted"), ("no", "rejected")])
def test_chair_decides_between_equal_votes_and_the_tally_stays(founded, choice, outcome):
    chamber = tied_under(founded, "casting_vote")
    assert stage_of(chamber) == ("under_debate", None)
    answer = chamber.by(chamber.chair, give_casting_vote, vote_id=chamber.vote, choice=choice)
    assert answer["outcome"] == outcome
    vote = chamber.row(Vote, chamber.vote)
    assert (vote.yes, vote.no, vote.casting, vote.outcome) == (3, 3, choice, outcome)
    assert stage_of(chamber) == ("decided", outcome)
    assert [entry.kind for entry in chamber.entries()[-2:]] == ["casting_vote.given", "motion.decided"]
    assert said(chamber)[-1].startswith("Casting vote of the chair")
    chamber.refused(Code.NOT_TIED, chamber.chair, give_casting_vote, vote_id=chamber.vote, choice=choice)


def test_nothing_else_is_put_before_the_casting_vote(founded):
    chamber = tied_under(founded, "casting_vote")
    chamber.refused(Code.TIE_PENDING, chamber.chair, open_vote, motion_id=chamber.motion)
    chamber.refused(Code.NOT_PRESIDING, chamber.deputy, give_casting_vote, vote_id=chamber.vote, choice="yes")
    chamber.refused(Code.MALFORMED, chamber.chair, give_casting_vote, vote_id=chamber.vote, choice="abstain")
    chamber.refused(Code.NOT_FOUND, chamber.chair, give_casting_vote, vote_id="vote-0", choice="yes")


@pytest.mark.parametrize("tie", ["rejected", "adopted", "second_round"])
def test_there_is_no_casting_vote_where_the_rules_settle_equal_votes(founded, tie):
    chamber = tied_under(founded, tie)
    chamber.refused(Code.NOT_TIED, chamber.chair, give_casting_vote, vote_id=chamber.vote, choice="yes")


def test_equal_votes_are_put_a_second_time_and_then_rejected(founded):
    chamber = tied_under(founded, "second_round")
    assert stage_of(chamber) == ("under_debate", None)
    chamber.put()
    assert chamber.row(Vote, chamber.vote).round == 2
    all_cast(chamber, "yyynnn")
    assert chamber.close()["outcome"] == "rejected"
    assert stage_of(chamber) == ("decided", "rejected")


def test_tie_that_was_annulled_is_no_first_round(founded):
    chamber = tied_under(founded, "second_round")
    chamber.by(chamber.chair, annul_vote, vote_id=chamber.vote, reason=REASON)
    chamber.put()
    assert chamber.row(Vote, chamber.vote).round == 1


def test_open_vote_is_annulled_and_its_motion_goes_back_under_debate(voting):
    voting.cast(0)
    voting.by(voting.chair, annul_vote, vote_id=voting.vote, reason=REASON)
    assert voting.last().kind == "vote.annulled"
    assert voting.last().body["reason"] == REASON
    assert stage_of(voting) == ("under_debate", None)
    vote = voting.row(Vote, voting.vote)
    assert (vote.state, vote.annulled_reason, vote.yes) == ("annulled", REASON, None)
    voting.refused(Code.VOTE_CLOSED, voting.mayors[1], cast_ballot, vote_id=voting.vote, choice="yes")
    assert voting.row(Vote, voting.put()).number == 2


@pytest.mark.parametrize(("choices", "outcome"), [("yyyyyy", "adopted"), ("nnnnnn", "rejected"), ("y-----", "adopted")])
def test_closed_vote_is_annulled_with_what_it_decided_and_its_numbers_stay(voting, choices, outcome):
    all_cast(voting, choices)
    assert voting.close()["outcome"] == outcome
    voting.by(voting.chair, annul_vote, vote_id=voting.vote, reason=REASON)
    assert stage_of(voting) == ("under_debate", None)
    assert voting.row(Motion, voting.motion).adopted_hash is None
    with voting.house.reading() as db:
        view = vote_view(db, voting.vote)
    assert (view["state"], view["tally"]["yes"], len(view["roll_call"])) == ("annulled", choices.count("y"), 6)
    voting.put()


def test_amendment_is_open_again_when_its_vote_is_annulled(debated):
    amendment = amended(debated)
    debated.put(amendment)
    all_cast(debated, "yyyyyy")
    debated.close()

    def pending() -> list[int]:
        with debated.house.reading() as db:
            return list(docket_of(db, db.get_one(Motion, debated.motion)).pending)

    assert pending() == []
    debated.by(debated.chair, annul_vote, vote_id=debated.vote, reason=REASON)
    assert pending() == [1]
    debated.put(amendment)


def test_vote_on_which_a_later_one_rests_is_annulled_after_that_one(debated):
    first = debated.put(amended(debated))
    all_cast(debated, "yyyyyy")
    debated.close()
    second = debated.put()
    annulling = {"reason": REASON}
    debated.refused(Code.RESTED_ON, debated.chair, annul_vote, vote_id=first, **annulling)
    debated.by(debated.chair, annul_vote, vote_id=second, **annulling)
    debated.by(debated.chair, annul_vote, vote_id=first, **annulling)


def test_vote_whose_text_is_certified_is_not_annulled(voting):
    all_cast(voting, "yyyyyy")
    voting.close()
    voting.by(voting.chair, certify_declaration, motion_id=voting.motion)
    voting.refused(Code.RESTED_ON, voting.chair, annul_vote, vote_id=voting.vote, reason=REASON)


def test_annulling_is_for_whoever_presides_needs_a_reason_and_happens_once(voting):
    annulling = {"vote_id": voting.vote, "reason": REASON}
    voting.refused(Code.NOT_PRESIDING, voting.deputy, annul_vote, **annulling)
    voting.refused(Code.NOT_ALLOWED, voting.desk, annul_vote, **annulling)
    voting.refused(Code.REASON_NEEDED, voting.chair, annul_vote, vote_id=voting.vote, reason=" ")
    voting.refused(Code.NOT_FOUND, voting.chair, annul_vote, vote_id="vote-0", reason=REASON)
    voting.by(voting.chair, annul_vote, **annulling)
    voting.refused(Code.WRONG_STAGE, voting.chair, annul_vote, **annulling)


def test_annulled_tie_leaves_nothing_for_the_chair_to_decide(founded):
    chamber = tied_under(founded, "casting_vote")
    chamber.by(chamber.chair, annul_vote, vote_id=chamber.vote, reason=REASON)
    chamber.refused(Code.NOT_TIED, chamber.chair, give_casting_vote, vote_id=chamber.vote, choice="yes")
    assert stage_of(chamber) == ("under_debate", None)


def test_house_goes_on_to_nothing_else_before_the_casting_vote(founded):
    chamber = tied_under(founded, "casting_vote")
    said = {"sitting_id": chamber.sitting}
    for command in (suspend_sitting, adjourn_sitting):
        chamber.refused(Code.TIE_PENDING, chamber.chair, command, **said)
    chamber.refused(Code.TIE_PENDING, chamber.chair, call_item, item_id=chamber.other_item, **said)
    chamber.refused(Code.TIE_PENDING, chamber.mayors[0], withdraw_motion, motion_id=chamber.motion)


def test_equal_window_that_closed_after_its_sitting_is_not_decided_once_the_motion_is_gone(founded):
    debated_under(founded, **{"majority.motion": "simple", "majority.tie": "casting_vote"})
    founded.put(minutes=60)
    all_cast(founded, "yyynn")
    founded.by(founded.chair, adjourn_sitting, sitting_id=founded.sitting)
    founded.cast(5, "no")
    assert founded.close()["outcome"] == "tied"
    founded.by(founded.mayors[0], withdraw_motion, motion_id=founded.motion)
    founded.refused(Code.WRONG_STAGE, founded.chair, give_casting_vote, vote_id=founded.vote, choice="yes")
    assert stage_of(founded) == ("withdrawn", None)


def test_vote_that_was_decided_anew_is_annulled_no_more(voting):
    first = voting.vote
    all_cast(voting, "yyyyyy")
    voting.close()
    said = {"motion_id": voting.motion, "reason": "New figures"}
    moved = voting.by(voting.mayors[1], move_reconsideration, **said)["reconsideration"]
    voting.vote = voting.by(voting.chair, put_reconsideration, reconsideration_id=moved)["vote"]
    voting.refused(Code.RESTED_ON, voting.chair, annul_vote, vote_id=first, reason=REASON)
    all_cast(voting, "yyyyyy")
    assert voting.close()["outcome"] == "adopted"
    voting.refused(Code.RESTED_ON, voting.chair, annul_vote, vote_id=first, reason=REASON)


def test_motion_that_was_withdrawn_since_stays_so_when_an_earlier_vote_is_annulled(founded):
    chamber = tied_under(founded, "second_round")
    chamber.by(chamber.mayors[0], withdraw_motion, motion_id=chamber.motion)
    chamber.by(chamber.chair, annul_vote, vote_id=chamber.vote, reason=REASON)
    assert stage_of(chamber) == ("withdrawn", None)


def test_agenda_that_was_rejected_is_not_left_half_annulled(debated):
    debated.vote = debated.by(debated.chair, put_agenda, sitting_id=debated.sitting)["vote"]
    all_cast(debated, "nnnnnn")
    debated.close()
    debated.refused(Code.RESTED_ON, debated.chair, annul_vote, vote_id=debated.vote, reason=REASON)


def test_vote_that_was_read_before_its_lock_is_read_again_under_it(voting):
    """An officer at the telephone waits for the log; the vote may have been annulled when it is free."""
    with voting.house.database.writing() as db:
        assert found(db, Vote, voting.vote).present == 6
        db.connection().exec_driver_sql("UPDATE votes SET present = 5")
        assert vote_for_casting(db, voting.vote).present == 5


@pytest.mark.parametrize("choice", ["yes", "no"])
def test_equal_window_is_not_decided_once_sponsors_have_settled_a_rival(founded, choice):
    debated_under(founded, **{"majority.amendment": "simple", "majority.tie": "casting_vote"})
    first = amend(founded, 1, p1=("every year", "every month"))
    rival = amend(founded, 2, p1=("every year", "every week"))
    order(founded, 1, 2, reason="As they were handed in.")
    founded.put(first, minutes=60)
    all_cast(founded, "yyynn")
    founded.by(founded.chair, adjourn_sitting, sitting_id=founded.sitting)
    founded.cast(5, "no")
    assert founded.close()["outcome"] == "tied"
    for sponsor in (0, 1, 3):
        founded.by(founded.mayors[sponsor], accept_amendment, amendment_id=rival)
    founded.at += timedelta(minutes=60)
    assert accept_due(founded.house) == [rival]
    assert fates(founded) == {1: "lapsed", 2: "accepted"}
    founded.refused(Code.RESTED_ON, founded.chair, give_casting_vote, vote_id=founded.vote, choice=choice)
    assert fates(founded) == {1: "lapsed", 2: "accepted"}


def test_amendment_is_not_withdrawn_while_the_chair_has_to_decide_on_it(founded):
    debated_under(founded, **{"majority.amendment": "simple", "majority.tie": "casting_vote"})
    first = amend(founded, 1, p1=("every year", "every month"))
    order(founded)
    founded.put(first)
    all_cast(founded, "yyynnn")
    assert founded.close()["outcome"] == "tied"
    founded.refused(Code.TIE_PENDING, founded.mayors[1], withdraw_amendment, amendment_id=first)
