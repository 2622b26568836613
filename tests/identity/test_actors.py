"""Which actor an account is, at this moment and at what cost."""

import pytest
from sqlalchemy import event

from parliament.identity.actors import actor_of
from parliament.rules.powers import NOBODY, Actor, Office, Power
from parliament.store.tables import Account, Mandate, OfficeHeld, Seat
from tests.identity.conftest import BEGINNING


def actor(house, account: str, login: str | None = None) -> Actor:
    with house.reading() as db:
        return actor_of(db, account, login, now=house.now(db))


def test_holder_of_a_running_mandate_is_a_member_for_that_seat(people):
    expected = Actor("account-amara", "Amara Osei", frozenset({Office.MEMBER}), "seat-accra", "login-1")
    assert actor(people, "account-amara", "login-1") == expected


def test_cabinet_acts_for_its_seat_without_a_vote(people):
    found = actor(people, "account-bo")
    assert found == Actor("account-bo", "Bo Mensah", frozenset({Office.CABINET}), "seat-tema")
    assert Power.CAST_BALLOT not in found.powers


def test_seat_of_the_mandate_wins_over_the_seat_of_the_cabinet(people):
    with people.database.writing() as db:
        for office, seat in (("cabinet", "seat-tema"), ("chair", None)):
            db.add(
                OfficeHeld(id=f"x-{office}", account_id="account-amara", office=office, seat_id=seat, from_at=BEGINNING)
            )
    found = actor(people, "account-amara")
    assert found.offices == {Office.MEMBER, Office.CABINET, Office.CHAIR}
    assert found.seat == "seat-accra"


def test_former_mayor_on_an_open_roll_acts_for_no_seat_even_as_a_cabinet(people, monkeypatch):
    """They may vote, because the roll was frozen with them on it; they may not amend for the seat they prepare for."""
    monkeypatch.setattr("parliament.identity.actors._is_on_an_open_roll", lambda _db, member: member is not None)
    with people.database.writing() as db:
        held = db.query(Mandate).filter_by(seat_id="seat-accra").one()
        held.until_at = BEGINNING
        db.add(OfficeHeld(id="x", account_id="account-amara", office="cabinet", seat_id="seat-tema", from_at=BEGINNING))
    found = actor(people, "account-amara")
    assert found.offices == {Office.MEMBER, Office.CABINET}
    assert found.seat is None


def test_office_that_was_taken_back_is_gone(people):
    with people.database.writing() as db:
        db.get_one(OfficeHeld, "grant-chloé").until_at = BEGINNING
    assert actor(people, "account-chloé") == Actor("account-chloé", "Chloé Martin")


def test_mandate_that_ended_gives_no_seat(people):
    with people.database.writing() as db:
        db.get_one(Mandate, "mandate-amara").until_at = BEGINNING
    assert actor(people, "account-amara") == Actor("account-amara", "Amara Osei")


@pytest.mark.parametrize("state", ["vacant", "suspended"])
def test_seat_that_is_not_held_gives_no_voice(people, state):
    with people.database.writing() as db:
        db.get_one(Seat, "seat-accra").state = state
    assert actor(people, "account-amara") == Actor("account-amara", "Amara Osei")


@pytest.mark.parametrize("office", ["member", "clock"])
def test_offices_that_nobody_grants_are_not_believed_from_a_row(people, office):
    with people.database.writing() as db:
        db.add(OfficeHeld(id="x", account_id="account-bo", office=office, from_at=BEGINNING))
    assert actor(people, "account-bo").offices == {Office.CABINET}


def test_suspended_and_unknown_accounts_are_nobody(people):
    assert actor(people, "account-dalia") == NOBODY
    assert actor(people, "account-of-nobody") == NOBODY


def test_an_actor_costs_one_question_however_many_offices_it_holds(people):
    with people.database.writing() as db:
        for number in range(20):
            db.add(OfficeHeld(id=f"x{number}", account_id="account-amara", office="observer", from_at=BEGINNING))
        assert db.get(Account, "account-amara") is not None
    asked: list[str] = []

    def note(_connection, _cursor, statement, *_rest):
        if statement.startswith("SELECT"):
            asked.append(statement)

    event.listen(people.database.engine, "before_cursor_execute", note)
    assert actor(people, "account-amara").offices == {Office.MEMBER, Office.OBSERVER}
    assert len(asked) == 1
