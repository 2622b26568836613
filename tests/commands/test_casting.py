"""Casting a ballot: on which vote, by whom, on which words, and whether it may be changed."""

import pytest
from sqlalchemy import select

from parliament.commands.seats import begin_mandate, import_seats
from parliament.commands.votes import cast_ballot, close_vote, stop_vote
from parliament.identity.actors import actor_of
from parliament.record.checkpoint import parse_vkey
from parliament.record.receipts import check_receipt
from parliament.rules.powers import Actor, Office
from parliament.rules.refusals import Code
from parliament.store.tables import Ballot, BallotRevision, Vote
from tests.builders import Chamber, a_seat_file


def actor_now(chamber: Chamber, account: str) -> Actor:
    """Who the account is when it asks now, as the door sees it."""
    with chamber.house.reading() as db:
        return actor_of(db, account, now=chamber.at)


def test_ballot_is_answered_with_a_receipt_that_the_house_signed(voting):
    receipt = voting.cast(0, "abstain")
    check_receipt(receipt, parse_vkey(voting.house.pen.vkey).public_key)
    assert (receipt["seat"], receipt["choice"], receipt["revision"]) == (voting.seats[0], "abstain", 1)
    assert (receipt["vote"], receipt["text_hash"]) == (voting.vote, voting.row(Vote, voting.vote).text_hash)


def test_ballot_is_no_entry_of_the_record(voting):
    before = voting.entries()
    voting.cast(0)
    assert voting.entries() == before


def test_same_ballot_sent_again_later_gets_the_first_receipt(voting):
    first = voting.cast(0, "no")
    assert voting.cast(0, "no") == first
    assert voting.rows(select(BallotRevision.revision)) == []


def test_ballot_on_words_that_were_not_on_the_page_is_refused(voting):
    voting.cast(0, text_hash=voting.row(Vote, voting.vote).text_hash)
    said = {"vote_id": voting.vote, "choice": "yes", "text_hash": "0" * 64}
    voting.refused(Code.STALE_TEXT, voting.mayors[1], cast_ballot, **said)


def test_ballot_in_no_vote_is_not_found(voting):
    voting.refused(Code.NOT_FOUND, voting.mayors[0], cast_ballot, vote_id="vote-0", choice="yes")


def test_ballot_after_the_close_is_refused(voting):
    voting.cast(0)
    voting.close()
    for at in (0, 1):
        voting.refused(Code.VOTE_CLOSED, voting.mayors[at], cast_ballot, vote_id=voting.vote, choice="yes")


def test_account_that_holds_no_voice_is_not_on_the_roll(voting):
    stranger = Actor(voting.chair.account, "Chair", frozenset({Office.MEMBER}), voting.seats[0])
    voting.refused(Code.NOT_ON_ROLL, stranger, cast_ballot, vote_id=voting.vote, choice="yes")


@pytest.mark.parametrize("profile", ["global_mayors", "demonstration"])
def test_choice_may_be_changed_until_the_close_and_what_was_before_is_kept(founded, profile):
    founded.convene(profile)
    founded.publish()
    founded.open()
    founded.call()
    founded.put()
    first, second, third = founded.cast(0, "yes"), founded.cast(0, "no"), founded.cast(0, "abstain")
    assert [each["revision"] for each in (first, second, third)] == [1, 2, 3]
    kept = founded.rows(select(BallotRevision.choice).order_by(BallotRevision.revision))
    assert kept == ["yes", "no"]
    assert founded.row(Ballot, (founded.vote, founded.seats[0])).choice == "abstain"
    tally = founded.close()
    assert [tally[name] for name in ("yes", "no", "abstain")] == [0, 0, 1]


def test_choice_is_final_where_the_rules_say_so_and_the_refusal_names_it(founded):
    founded.convene("municipal")
    founded.publish()
    founded.open()
    founded.call()
    founded.put(manner="roll_call")
    first = founded.cast(0, "no")
    said = {"vote_id": founded.vote, "choice": "yes"}
    assert founded.refused(Code.ALREADY_VOTED, founded.mayors[0], cast_ballot, **said).facts == {"choice": "no"}
    assert founded.cast(0, "no") == first


def test_mayor_whose_mandate_ended_after_the_opening_still_votes(voting):
    """The roll names the mandate of the opening: the door lets its holder in until the vote is over."""
    former = voting.mayors[0]
    voting.vacate(voting.seats[0])
    now = actor_now(voting, former.account)
    assert (now.offices, now.seat) == ({Office.MEMBER}, None)
    assert voting.by(now, cast_ballot, vote_id=voting.vote, choice="no")["seat"] == voting.seats[0]
    assert voting.close()["no"] == 1
    assert actor_now(voting, former.account).offices == frozenset()


def test_successor_does_not_vote_in_what_was_opened_before(voting):
    seat = voting.seats[0]
    voting.vacate(seat)
    voting.by(voting.desk, begin_mandate, seat_id=seat, name="A successor")
    successor = voting.invite("successor", Office.MEMBER, seat)
    voting.refused(Code.NOT_ON_ROLL, successor, cast_ballot, vote_id=voting.vote, choice="yes")
    voting.close()
    assert voting.last("institution").kind == "mandate.began"


def test_seat_that_came_after_the_opening_is_not_on_the_roll(voting):
    row = {"name": "Quito", "iso3": "ECU", "continent": "SA", "mayor": "Mayor of Quito"}
    seat = voting.by(voting.desk, import_seats, csv=a_seat_file(row))["seats"][0]
    newcomer = voting.invite("newcomer", Office.MEMBER, seat)
    voting.refused(Code.NOT_ON_ROLL, newcomer, cast_ballot, vote_id=voting.vote, choice="yes")
    assert (voting.row(Vote, voting.vote).roll, voting.close()["not_voting"]) == (6, 6)


def test_ballot_does_not_slip_in_between_stop_and_close(voting):
    voting.by(voting.chair, stop_vote, vote_id=voting.vote)
    voting.refused(Code.VOTE_CLOSED, voting.mayors[0], cast_ballot, vote_id=voting.vote, choice="yes")
    assert voting.by(voting.chair, close_vote, vote_id=voting.vote)["not_voting"] == 6
