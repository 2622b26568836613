"""Cities, seats, mandates; accounts, offices, invitations; and the founding."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from parliament.commands.accounts import end_office, grant_office, invite
from parliament.commands.founding import FOUNDER, found_parliament
from parliament.commands.seats import begin_mandate, end_mandate, import_seats, rule_on_seat
from parliament.commands.sittings import take_roll_call
from parliament.commands.votes import cast_ballot
from parliament.identity.actors import actor_of
from parliament.rules.refusals import Code
from parliament.store.queries.sessions import present_seats
from parliament.store.tables import Account, Invitation, Mandate, OfficeHeld, Seat, Vote
from tests.builders import a_seat_file

QUITO = {"name": "Quito", "iso3": "ECU", "continent": "SA"}


def test_file_of_cities_is_taken_in_with_its_mayors(founded):
    made = founded.by(founded.desk, import_seats, csv=a_seat_file(QUITO, QUITO | {"name": "Loja", "mayor": "M"}))
    assert [founded.row(Seat, seat).state for seat in made["seats"]] == ["vacant", "held"]
    said = ["seat.registered", "seat.registered", "mandate.began"]
    assert [entry.kind for entry in founded.entries("institution")[-3:]] == said


def test_file_with_a_bad_row_is_taken_in_without_it_or_not_at_all(founded):
    file = a_seat_file(QUITO, {"name": "Nowhere", "iso3": "ECU", "continent": "XX"})
    refused = founded.refused(Code.BAD_ROWS, founded.desk, import_seats, csv=file)
    assert [(row["row"], row["column"]) for row in refused.facts["rows"]] == [(2, "continent")]
    assert founded.by(founded.desk, import_seats, csv=file, leave_out=[2])["left_out"] == [2]
    founded.refused(Code.BAD_ROWS, founded.desk, import_seats, csv=file, leave_out=[2])


def test_file_without_columns_or_without_rows_is_refused(founded):
    founded.refused(Code.MISSING_COLUMNS, founded.desk, import_seats, csv="name\nQuito\n")
    founded.refused(Code.MALFORMED, founded.desk, import_seats, csv='"name\n')
    founded.refused(Code.TEXT_EMPTY, founded.desk, import_seats, csv=a_seat_file(QUITO), leave_out=[1])


def test_mandates_follow_one_another(founded):
    seat = founded.seats[0]
    founded.refused(Code.ALREADY_EXISTS, founded.desk, begin_mandate, seat_id=seat, name="Another")
    former = founded.mandate(seat)
    founded.by(founded.desk, end_mandate, mandate_id=former)
    assert founded.row(Seat, seat).state == "vacant"
    made = founded.by(founded.desk, begin_mandate, seat_id=seat, name="Another")
    assert founded.mandate(seat) == made["mandate"]
    assert founded.row(Mandate, former).until_at is not None
    founded.refused(Code.NOT_FOUND, founded.desk, end_mandate, mandate_id=former)


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"seat_id": "seat-0"}, Code.NOT_FOUND),
        ({"name": " "}, Code.TEXT_EMPTY),
        ({"name": "a\u202eb"}, Code.TEXT_CONTROLS),
        ({"name": "n" * 201}, Code.TEXT_TOO_LONG),
    ],
)
def test_mandate_needs_a_seat_and_a_readable_name(founded, changes, code):
    said = {"seat_id": founded.vacant, "name": "Ola Nordmann"} | changes
    founded.refused(code, founded.desk, begin_mandate, **said)


def test_mandate_may_have_begun_earlier_but_not_later(founded):
    said = {"seat_id": founded.vacant, "name": "Ola Nordmann"}
    founded.refused(Code.BAD_TIMES, founded.desk, begin_mandate, from_at=founded.at + timedelta(days=1), **said)
    founded.by(founded.desk, begin_mandate, from_at=founded.at - timedelta(days=1), **said)


def test_founding_happens_once(founded):
    said = {"origin": "other.example", "login": "x", "name": "X"}
    founded.refused(Code.ALREADY_EXISTS, FOUNDER, found_parliament, **said)


def invitation(**changes: object) -> dict:
    return {"login": "new@x.example", "name": "New", "token_hash": "h", "office": "chair"} | changes


def test_account_may_be_invited_again_until_it_has_a_password(founded):
    first = founded.by(founded.desk, invite, **invitation())
    again = founded.by(founded.desk, invite, **invitation(token_hash="i", login=" NEW@x.example"))
    assert first["account"] == again["account"]
    kept = founded.rows(select(Invitation.expires_at).where(Invitation.account_id == first["account"]))
    assert len(kept) == 2
    with founded.house.database.writing() as db:
        db.get_one(Account, first["account"]).password_hash = "set"
    founded.refused(Code.ALREADY_EXISTS, founded.desk, invite, **invitation(token_hash="j"))


def test_mayor_is_invited_to_a_held_seat_once(founded):
    member = {"office": "member"}
    founded.refused(Code.NO_MANDATE, founded.desk, invite, **invitation(seat_id=founded.vacant, **member))
    founded.refused(Code.NO_MANDATE, founded.desk, invite, **invitation(**member))
    founded.refused(Code.ALREADY_EXISTS, founded.desk, invite, **invitation(seat_id=founded.seats[0], **member))


def test_invitation_needs_a_login_a_name_and_for_a_cabinet_its_seat(founded):
    founded.refused(Code.TEXT_EMPTY, founded.desk, invite, **invitation(login=" "))
    founded.refused(Code.TEXT_EMPTY, founded.desk, invite, **invitation(name=" "))
    founded.refused(Code.MALFORMED, founded.desk, invite, **invitation(office="cabinet"))
    founded.refused(Code.NOT_FOUND, founded.desk, invite, **invitation(office="cabinet", seat_id="seat-0"))
    founded.by(founded.desk, invite, **invitation(office="cabinet", seat_id=founded.seats[0]))


@pytest.mark.parametrize("office", ["clock", "queen", ""])
def test_nobody_is_invited_to_an_office_there_is_not(founded, office):
    founded.refused(Code.MALFORMED, founded.desk, invite, **invitation(office=office))


def test_office_is_granted_and_taken_back(founded):
    said = {"account_id": founded.deputy.account, "office": "secretariat"}
    grant = founded.by(founded.desk, grant_office, **said)["grant"]
    founded.refused(Code.ALREADY_EXISTS, founded.desk, grant_office, **said)
    founded.by(founded.desk, end_office, grant_id=grant)
    assert founded.row(OfficeHeld, grant).until_at == founded.at
    founded.refused(Code.WRONG_STAGE, founded.desk, end_office, grant_id=grant)
    founded.by(founded.desk, grant_office, **said)


@pytest.mark.parametrize("office", ["member", "clock", "queen"])
def test_office_that_nobody_grants_is_refused(founded, office):
    founded.refused(Code.MALFORMED, founded.desk, grant_office, account_id=founded.deputy.account, office=office)


def test_office_of_nobody_is_not_found(founded):
    founded.refused(Code.NOT_FOUND, founded.desk, grant_office, account_id="account-0", office="chair")
    founded.refused(Code.NOT_FOUND, founded.desk, end_office, grant_id="grant-0")


def test_interim_mandate_gives_the_seat_a_voice_and_says_so(founded):
    founded.by(founded.desk, begin_mandate, seat_id=founded.vacant, name="Acting", kind="interim")
    assert founded.row(Seat, founded.vacant).state == "interim"
    said = {"seat_id": founded.seats[0], "name": "X"}
    for kind in ("substitute", "acting", ""):
        founded.refused(Code.MALFORMED, founded.desk, begin_mandate, kind=kind, **said)


def test_mandate_does_not_begin_before_the_former_had_ended(founded):
    seat = founded.seats[0]
    founded.vacate(seat)
    ended = founded.at
    early = {"seat_id": seat, "name": "A successor", "from_at": ended - timedelta(seconds=1)}
    founded.refused(Code.BAD_TIMES, founded.desk, begin_mandate, **early)
    founded.by(founded.desk, begin_mandate, **early | {"from_at": ended})


def rule(state: str, reason: str = "The election is contested in court") -> dict:
    return {"state": state, "reason": reason}


@pytest.mark.parametrize("state", ["disputed", "suspended"])
def test_seat_that_is_ruled_out_takes_no_part_until_it_is_cleared(debated, state):
    seat, mayor = debated.seats[0], debated.mayors[0]
    debated.by(debated.desk, rule_on_seat, seat_id=seat, **rule(state))
    ruled = debated.row(Seat, seat)
    assert (ruled.state, ruled.reason) == (state, "The election is contested in court")
    with debated.house.reading() as db:
        assert present_seats(db, debated.sitting) == set(debated.seats[1:])
        assert actor_of(db, mayor.account, now=debated.at).offices == frozenset()
    called = {"sitting_id": debated.sitting, "present": [seat]}
    debated.refused(Code.NOT_FOUND, debated.desk, take_roll_call, **called)
    debated.put()
    assert debated.row(Vote, debated.vote).roll == 5
    debated.refused(Code.NOT_ON_ROLL, mayor, cast_ballot, vote_id=debated.vote, choice="yes")
    debated.by(debated.desk, rule_on_seat, seat_id=seat, **rule("clear", "The court has decided"))
    cleared = debated.row(Seat, seat)
    assert (cleared.state, cleared.reason) == ("held", "")
    assert debated.last("institution").body == {"seat": seat, "ruling": "clear", "reason": "The court has decided"}


def test_ruling_outlasts_a_change_of_mayors(founded):
    seat = founded.seats[0]
    founded.by(founded.desk, rule_on_seat, seat_id=seat, **rule("disputed"))
    founded.vacate(seat)
    assert founded.row(Seat, seat).state == "disputed"
    founded.by(founded.desk, begin_mandate, seat_id=seat, name="A successor", kind="interim")
    assert founded.row(Seat, seat).state == "disputed"
    founded.by(founded.desk, rule_on_seat, seat_id=seat, **rule("clear"))
    assert founded.row(Seat, seat).state == "interim"


@pytest.mark.parametrize(
    ("code", "changes"),
    [
        (Code.NOT_FOUND, {"seat_id": "seat-0"}),
        (Code.MALFORMED, {"state": "held"}),
        (Code.WRONG_STAGE, {"state": "clear"}),
        (Code.REASON_NEEDED, {"reason": " "}),
        (Code.TEXT_CONTROLS, {"reason": "a\u202eb"}),
        (Code.TEXT_TOO_LONG, {"reason": "n" * 501}),
    ],
)
def test_ruling_needs_a_seat_a_word_and_a_reason(founded, code, changes):
    said = {"seat_id": founded.seats[0]} | rule("disputed") | changes
    founded.refused(code, founded.desk, rule_on_seat, **said)


def test_coalition_has_one_seat_and_all_its_people(founded):
    row = {"name": "Romsdal", "iso3": "NOR", "continent": "EU", "population": "99116"}
    file = a_seat_file(row | {"coalition": "Molde|NOR|32002;Ålesund|NOR|67114"})
    seat = founded.by(founded.desk, import_seats, csv=file)["seats"][0]
    cities = [
        {"name": "Molde", "country": "NOR", "population": 32002},
        {"name": "Ålesund", "country": "NOR", "population": 67114},
    ]
    assert founded.row(Seat, seat).cities == founded.last("institution").body["cities"] == cities
