"""Ballots by proxy: beside one's own, while one is there oneself, and never over what the seat cast itself."""

import pytest
from sqlalchemy import select

from parliament.commands.manners import confirm_telephone_ballot, take_telephone_ballot
from parliament.commands.sittings import check_in
from parliament.commands.votes import cast_ballot
from parliament.rules.refusals import Code
from parliament.store.tables import Ballot, RollSeat, Vote
from parliament.store.views.today import today_view
from parliament.store.views.votes import ballot_of, vote_view
from tests.builders import Chamber
from tests.commands.deciding import debated_under
from tests.commands.standing_in import give

GIVER, HOLDER = 0, 1


def represented_under(chamber: Chamber, **rules: object) -> Chamber:
    """A vote is open; the first mayor is away and has given the proxy to the second."""

    def play(chamber: Chamber) -> None:
        debated_under(chamber, **rules)
        be_there(chamber, GIVER, present=False)
        give(chamber, GIVER, HOLDER)
        chamber.put()

    chamber.come_to(f"represented under {sorted(rules.items())}", play)
    return chamber


def be_there(chamber: Chamber, mayor: int, *, present: bool) -> None:
    chamber.by(chamber.mayors[mayor], check_in, sitting_id=chamber.sitting, present=present)


@pytest.fixture
def represented(founded: Chamber) -> Chamber:
    return represented_under(founded)


def by_proxy(chamber: Chamber, choice: str = "no") -> dict:
    return {"vote_id": chamber.vote, "choice": choice, "seat_id": chamber.seats[GIVER]}


def test_holder_casts_two_ballots_with_two_receipts_and_the_roll_call_says_so(represented):
    own = represented.cast(HOLDER, "yes")
    other = represented.by(represented.mayors[HOLDER], cast_ballot, **by_proxy(represented))
    assert [(each["seat"], each["choice"]) for each in (own, other)] == [
        (represented.seats[HOLDER], "yes"),
        (represented.seats[GIVER], "no"),
    ]
    represented.close()
    with represented.house.reading() as db:
        rows = {row["city"]: row for row in vote_view(db, represented.vote)["roll_call"]}
    assert [rows["Accra"][name] for name in ("choice", "via", "proxy_city")] == ["no", "proxy", "Kumasi"]
    assert (rows["Kumasi"]["via"], rows["Kumasi"]["proxy_city"]) == ("own", None)


def test_holder_who_has_left_casts_nothing_for_another_seat(represented):
    be_there(represented, HOLDER, present=False)
    represented.refused(Code.PROXY_HOLDER_ABSENT, represented.mayors[HOLDER], cast_ballot, **by_proxy(represented))
    be_there(represented, HOLDER, present=True)
    represented.by(represented.mayors[HOLDER], cast_ballot, **by_proxy(represented))


def test_seat_that_comes_back_casts_its_own_ballot_and_the_holder_no_other(represented):
    represented.by(represented.mayors[HOLDER], cast_ballot, **by_proxy(represented))
    be_there(represented, GIVER, present=True)
    own = represented.cast(GIVER, "yes")
    assert (own["choice"], own["revision"]) == ("yes", 2)
    represented.refused(Code.NOT_YOUR_SEAT, represented.mayors[HOLDER], cast_ballot, **by_proxy(represented))
    represented.close()
    assert represented.row(Ballot, (represented.vote, represented.seats[GIVER])).via == "own"


def test_seat_that_makes_the_choice_of_its_proxy_its_own_keeps_it(represented):
    """It need not change its mind to have the last word."""
    represented.by(represented.mayors[HOLDER], cast_ballot, **by_proxy(represented))
    represented.cast(GIVER, "no")
    represented.refused(
        Code.NOT_YOUR_SEAT, represented.mayors[HOLDER], cast_ballot, **by_proxy(represented, choice="yes")
    )


def test_final_ballot_by_proxy_is_as_final_for_the_seat_itself(founded):
    chamber = represented_under(founded, **{"ballots.may_change_until_close": False})
    chamber.by(chamber.mayors[HOLDER], cast_ballot, **by_proxy(chamber))
    said = {"vote_id": chamber.vote, "choice": "yes"}
    chamber.refused(Code.ALREADY_VOTED, chamber.mayors[GIVER], cast_ballot, **said)


def test_holder_learns_of_the_seats_own_ballot_only_that_it_is_in(represented):
    represented.cast(GIVER, "yes")
    with represented.house.reading() as db:
        [shown] = ballot_of(db, represented.vote, represented.mayors[HOLDER])["proxies"]
    assert (shown["may_vote"], shown["has_voted_itself"], shown["facts"]) == (False, True, None)


def test_nobody_else_casts_for_a_seat(represented):
    for mayor in (2, 3):
        represented.refused(Code.NOT_ON_ROLL, represented.mayors[mayor], cast_ballot, **by_proxy(represented))


def test_roll_is_frozen_with_its_proxies(represented):
    """The giver was away when the vote opened: being back does not take the ballot from the holder before it votes."""
    be_there(represented, GIVER, present=True)
    represented.by(represented.mayors[HOLDER], cast_ballot, **by_proxy(represented))
    held = select(RollSeat.seat_id).where(RollSeat.proxy_seat_id == represented.seats[HOLDER])
    assert represented.rows(held) == [represented.seats[GIVER]]


def test_seat_that_is_there_when_the_vote_opens_votes_itself(founded):
    debated_under(founded)
    give(founded, GIVER, HOLDER)
    founded.put()
    founded.refused(Code.NOT_ON_ROLL, founded.mayors[HOLDER], cast_ballot, **by_proxy(founded))


@pytest.mark.parametrize(("counts", "outcome"), [(True, "adopted"), (False, "inquorate")])
def test_seats_there_by_proxy_make_a_quorum_where_the_rules_say_so(founded, counts, outcome):
    chamber = represented_under(founded, **{"proxies.count_for_quorum": counts})
    for mayor in (2, 3):
        be_there(chamber, mayor, present=False)
    chamber.cast(HOLDER, "yes")
    chamber.by(chamber.mayors[HOLDER], cast_ballot, **by_proxy(chamber, choice="yes"))
    assert chamber.close()["outcome"] == outcome
    assert chamber.row(Vote, chamber.vote).yes == 2


def test_today_shows_the_holder_both_ballots_until_the_seat_votes_itself(represented):
    def shown(mayor: int) -> list[tuple]:
        with represented.house.reading() as db:
            rows = today_view(db, represented.mayors[mayor])["votes"]
        return [(row["proxy_for"] and row["proxy_for"]["city"], row["choice"]) for row in rows]

    assert shown(HOLDER) == [(None, None), ("Accra", None)]
    assert shown(GIVER) == [(None, None)]
    represented.by(represented.mayors[HOLDER], cast_ballot, **by_proxy(represented))
    assert shown(HOLDER) == [(None, None), ("Accra", "no")]
    represented.cast(GIVER, "yes")
    assert shown(HOLDER) == [(None, None)]
    assert shown(3) == [(None, None)]


def test_seat_that_makes_the_choice_of_its_proxy_its_own_by_telephone_keeps_it(represented):
    represented.by(represented.mayors[HOLDER], cast_ballot, **by_proxy(represented, "no"))
    said = {"vote_id": represented.vote, "seat_id": represented.seats[GIVER], "choice": "no"}
    represented.by(represented.chair, take_telephone_ballot, identity_check="Called back.", **said)
    represented.by(represented.desk, confirm_telephone_ballot, **said)
    assert represented.row(Ballot, (represented.vote, represented.seats[GIVER])).via == "telephone"
    represented.refused(Code.NOT_YOUR_SEAT, represented.mayors[HOLDER], cast_ballot, **by_proxy(represented, "yes"))
