"""Hands, requests before a vote, and ballots by telephone: who may, who answers for it, and what is refused."""

from dataclasses import replace
from datetime import timedelta

import pytest
from sqlalchemy import select

from parliament.commands.clock import declare_due
from parliament.commands.manners import (
    ask_before_vote,
    confirm_telephone_ballot,
    count_hands,
    take_telephone_ballot,
)
from parliament.commands.sittings import check_in, suspend_sitting
from parliament.commands.votes import cast_ballot, open_vote, stop_vote
from parliament.record.receipts import check_receipt
from parliament.rules.refusals import Code
from parliament.store.tables import Ballot, TelephoneBallot, Vote, VoteRequest
from parliament.store.views.votes import vote_view
from tests.builders import Chamber
from tests.commands.deciding import debated_under

HANDS = {"votes.manner": "show_of_hands"}
COUNT = {"yes": 4, "no": 1, "abstain": 0}


@pytest.fixture
def raising(founded: Chamber) -> Chamber:
    """A vote by show of hands is open, as the rules have it; two seats could have had the names called."""

    def play(chamber: Chamber) -> None:
        debated_under(chamber, **HANDS, **{"votes.roll_call_request_seats": 2})
        chamber.put()

    founded.come_to("raising hands", play)
    return founded


def count(chamber: Chamber, officer, **hands: int):
    return chamber.by(officer, count_hands, vote_id=chamber.vote, **(COUNT | hands))


def test_hands_that_two_officers_counted_alike_decide(raising):
    raising.refused(Code.COUNTS_MISSING, raising.chair, stop_vote, vote_id=raising.vote)
    count(raising, raising.chair)
    assert raising.last().kind == "vote.opened"  # what was counted is nobody's to read while the second one counts
    assert raising.refused(Code.COUNTS_MISSING, raising.chair, stop_vote, vote_id=raising.vote).facts == {"counted": 1}
    count(raising, raising.desk, yes=3)
    raising.refused(Code.COUNTS_DIFFER, raising.chair, stop_vote, vote_id=raising.vote)
    assert count(raising, raising.desk)["counts"] == 2
    answer = raising.close()
    assert {name: answer[name] for name in ("outcome", "yes", "no", "abstain", "not_voting", "absent")} == {
        "outcome": "adopted", "yes": 4, "no": 1, "abstain": 0, "not_voting": 1, "absent": 0,
    }  # fmt: skip
    assert raising.row(Vote, raising.vote).roll_call_hash is None
    counted = [
        (entry.body["officer"], entry.body["yes"]) for entry in raising.entries() if entry.kind == "hands.counted"
    ]
    assert sorted(counted) == sorted([(raising.chair.account, 4), (raising.desk.account, 4)])


def test_what_was_counted_is_told_once_the_vote_is_closed_and_who_has_counted_before(raising):
    def shown() -> list[tuple]:
        with raising.house.reading() as db:
            return [(row["officer"], row["yes"]) for row in vote_view(db, raising.vote)["counts"]]

    count(raising, raising.chair)
    assert shown() == [("Chair", None)]
    count(raising, raising.desk)
    raising.close()
    assert shown() == [("Chair", 4), ("Desk", 4)]


def test_no_ballot_is_cast_in_a_show_of_hands(raising):
    raising.refused(Code.NOT_BY_BALLOT, raising.mayors[0], cast_ballot, vote_id=raising.vote, choice="yes")


def test_clock_leaves_a_show_of_hands_to_those_who_count(raising):
    raising.at += timedelta(hours=1)
    assert declare_due(raising.house) == []
    count(raising, raising.chair)
    count(raising, raising.desk)
    assert raising.close()["outcome"] == "adopted"


@pytest.mark.parametrize(
    ("code", "hands"), [(Code.TOO_MANY_HANDS, {"yes": 6}), (Code.MALFORMED, {"no": -1}), (Code.NOT_FOUND, {})]
)
def test_count_that_cannot_be_is_refused(raising, code, hands):
    vote = "vote-0" if code is Code.NOT_FOUND else raising.vote
    raising.refused(code, raising.chair, count_hands, vote_id=vote, **(COUNT | hands))


def test_only_officers_count_and_only_while_the_vote_is_open(raising):
    raising.refused(Code.NOT_ALLOWED, raising.mayors[0], count_hands, vote_id=raising.vote, **COUNT)
    count(raising, raising.chair)
    count(raising, raising.desk)
    raising.close()
    raising.refused(Code.WRONG_STAGE, raising.chair, count_hands, vote_id=raising.vote, **COUNT)


def test_hands_are_not_counted_in_a_roll_call(voting):
    voting.refused(Code.NOT_BY_HANDS, voting.chair, count_hands, vote_id=voting.vote, **COUNT)


def test_majority_in_population_cannot_be_counted_by_hands(founded):
    debated_under(founded, **{"majority.motion": "weighted population [simple]"})
    said = {"motion_id": founded.motion, "manner": "show_of_hands"}
    founded.refused(Code.RULE_NEEDS_BALLOTS, founded.chair, open_vote, **said)
    founded.put()


# What seats ask for before a vote.


def ask(chamber: Chamber, mayor: int, asks_for: str = "roll_call"):
    said = {"sitting_id": chamber.sitting, "asks_for": asks_for}
    return chamber.by(chamber.mayors[mayor], ask_before_vote, **said)


def test_enough_seats_turn_the_next_show_of_hands_into_a_roll_call_and_no_other(founded):
    debated_under(founded, **HANDS, **{"votes.roll_call_request_seats": 2})
    ask(founded, 0)
    assert founded.last().kind == "vote_request.made"
    ask(founded, 3)
    said = {"motion_id": founded.motion, "manner": "show_of_hands"}
    founded.refused(Code.ROLL_CALL_ASKED, founded.chair, open_vote, **said)
    first = founded.put()
    assert founded.row(Vote, first).manner == "roll_call"
    assert founded.rows(select(VoteRequest.vote_id)) == [first, first]
    for at in range(6):
        founded.cast(at, "abstain")
    founded.cast(0, "yes")
    founded.vacate(founded.seats[5])
    assert founded.close()["outcome"] == "adopted"


def test_one_seat_alone_does_not_call_the_names_where_two_have_to_ask(founded):
    debated_under(founded, **HANDS, **{"votes.roll_call_request_seats": 2})
    ask(founded, 0)
    assert founded.row(Vote, founded.put()).manner == "show_of_hands"


def test_quorum_that_is_checked_on_request_is_checked_when_a_seat_asks(founded):
    debated_under(founded, **{"quorum.check": "on_request"})
    for mayor in founded.mayors[1:4]:
        founded.by(mayor, check_in, sitting_id=founded.sitting, present=False)
    ask(founded, 0, "quorum")
    refusal = founded.refused(Code.NO_QUORUM, founded.chair, open_vote, motion_id=founded.motion)
    assert refusal.facts == {"present": 3, "need": 4}


def test_quorum_that_nobody_asks_for_is_not_checked(founded):
    debated_under(founded, **{"quorum.check": "on_request"})
    for mayor in founded.mayors[1:4]:
        founded.by(mayor, check_in, sitting_id=founded.sitting, present=False)
    founded.put()
    founded.cast(0)
    assert founded.close()["outcome"] == "adopted"


def test_asking_is_refused_where_there_is_nothing_to_ask(debated):
    for asks_for in ("roll_call", "quorum"):
        said = {"sitting_id": debated.sitting, "asks_for": asks_for}
        debated.refused(Code.NOTHING_TO_ASK, debated.mayors[0], ask_before_vote, **said)
    debated.refused(Code.NOT_FOUND, debated.mayors[0], ask_before_vote, sitting_id="sitting-0", asks_for="quorum")


def test_only_a_present_seat_asks_and_only_once(founded):
    debated_under(founded, **HANDS)
    said = {"sitting_id": founded.sitting, "asks_for": "roll_call"}
    founded.refused(Code.NO_MANDATE, replace(founded.mayors[0], seat=None), ask_before_vote, **said)
    founded.by(founded.mayors[1], check_in, sitting_id=founded.sitting, present=False)
    founded.refused(Code.NOT_PRESENT, founded.mayors[1], ask_before_vote, **said)
    ask(founded, 0)
    founded.refused(Code.ASKED_ALREADY, founded.mayors[0], ask_before_vote, **said)
    founded.by(founded.chair, suspend_sitting, sitting_id=founded.sitting)
    founded.refused(Code.SITTING_NOT_OPEN, founded.mayors[2], ask_before_vote, **said)


# Ballots by telephone.


def by_telephone(chamber: Chamber, seat: int = 0, choice: str = "yes", **changes: str) -> dict:
    said = {"vote_id": chamber.vote, "seat_id": chamber.seats[seat], "choice": choice}
    return said | {"identity_check": "Called back on the number of the city hall"} | changes


def confirming(chamber: Chamber, seat: int = 0, choice: str = "yes") -> dict:
    return {"vote_id": chamber.vote, "seat_id": chamber.seats[seat], "choice": choice}


def test_ballot_by_telephone_counts_once_a_second_officer_heard_the_same(voting):
    voting.by(voting.desk, take_telephone_ballot, **by_telephone(voting))
    assert voting.rows(select(Ballot)) == []
    with voting.house.reading() as db:
        assert vote_view(db, voting.vote)["telephoned"] == []  # how the person is known is not for everybody yet
    voting.refused(Code.SAME_PERSON, voting.desk, confirm_telephone_ballot, **confirming(voting))
    voting.refused(Code.BALLOTS_DIFFER, voting.chair, confirm_telephone_ballot, **confirming(voting, choice="no"))
    receipt = voting.by(voting.chair, confirm_telephone_ballot, **confirming(voting))
    check_receipt(receipt, voting.house.signer.public_key)
    assert (voting.last().kind, voting.last().body["first"]) == ("ballot.telephoned", voting.desk.account)
    assert "yes" not in voting.last().body.values()
    voting.close()
    with voting.house.reading() as db:
        view = vote_view(db, voting.vote)
    assert [(row["city"], row["choice"]) for row in view["roll_call"] if row["via"] == "telephone"] == [
        ("Accra", "yes")
    ]
    assert [(row["first"], row["second"]) for row in view["telephoned"]] == [("Desk", "Chair")]


def test_first_officer_may_correct_what_was_written_down_until_it_is_confirmed(voting):
    voting.by(voting.desk, take_telephone_ballot, **by_telephone(voting, choice="no"))
    voting.by(voting.desk, take_telephone_ballot, **by_telephone(voting))
    voting.by(voting.chair, confirm_telephone_ballot, **confirming(voting))
    voting.refused(Code.ALREADY_VOTED, voting.desk, take_telephone_ballot, **by_telephone(voting, choice="no"))
    voting.refused(Code.NOTHING_TO_CONFIRM, voting.chair, confirm_telephone_ballot, **confirming(voting))
    assert voting.row(TelephoneBallot, (voting.vote, voting.seats[0])).choice == "yes"


@pytest.mark.parametrize(
    ("code", "changes"),
    [
        (Code.REASON_NEEDED, {"identity_check": " "}),
        (Code.MALFORMED, {"choice": "paper"}),
        (Code.NOT_FOUND, {"vote_id": "vote-0"}),
        (Code.NOT_ON_ROLL, {"seat_id": "seat-0"}),
    ],
)
def test_ballot_by_telephone_says_who_chooses_what_and_how_they_were_known(voting, code, changes):
    voting.refused(code, voting.desk, take_telephone_ballot, **by_telephone(voting, **changes))


def test_nothing_that_was_not_written_down_is_confirmed(voting):
    voting.refused(Code.NOTHING_TO_CONFIRM, voting.chair, confirm_telephone_ballot, **confirming(voting))


def test_mayors_take_no_ballots_by_telephone(voting):
    voting.refused(Code.NOT_ALLOWED, voting.mayors[1], take_telephone_ballot, **by_telephone(voting))


def test_telephone_is_as_late_as_every_other_ballot(voting):
    voting.by(voting.desk, take_telephone_ballot, **by_telephone(voting))
    voting.at = voting.row(Vote, voting.vote).closes_at - timedelta(seconds=1)
    voting.refused(Code.VOTE_CLOSED, voting.chair, confirm_telephone_ballot, **confirming(voting))
    voting.refused(Code.VOTE_CLOSED, voting.desk, take_telephone_ballot, **by_telephone(voting, seat=1))


def test_telephone_is_for_ballots_and_where_silence_decides_for_objections(debated):
    debated.put(manner="show_of_hands")
    debated.refused(Code.NOT_BY_BALLOT, debated.desk, take_telephone_ballot, **by_telephone(debated))


def test_in_silence_the_telephone_takes_objections_alone(debated):
    debated.put(manner="silence", minutes=3 * 24 * 60)
    debated.refused(Code.ONLY_OBJECTIONS, debated.desk, take_telephone_ballot, **by_telephone(debated))
    debated.by(debated.desk, take_telephone_ballot, **by_telephone(debated, choice="no"))


def test_rules_may_know_no_telephone(founded):
    debated_under(founded, **{"votes.telephone": False})
    founded.put()
    founded.refused(Code.NO_TELEPHONE, founded.desk, take_telephone_ballot, **by_telephone(founded))
