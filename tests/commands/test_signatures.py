"""Cities sign a published declaration: once, by the holder of the mandate, under the exact bytes, while it is open."""

from dataclasses import replace
from datetime import timedelta

import pytest

from parliament.commands import seats
from parliament.commands.clock import close_due_signings
from parliament.commands.signatures import close_signing, open_signing, sign_declaration, withdraw_signature
from parliament.rules.powers import THE_CLOCK, Office
from parliament.rules.refusals import Code
from parliament.rules.signing import seat_key
from parliament.store.snapshot import check, key_of_city
from parliament.store.tables import Signature, Signing
from tests.builders import Chamber
from tests.commands.declaring import asked, declaration, declare, document, life, open_it, sign, signing, told

YESTERDAY, COUNCIL = "2026-11-20", "Resolution 2026/114"


@pytest.fixture
def declared(voting: Chamber) -> Chamber:
    """A declaration is published; nobody signs it yet."""
    voting.come_to("declared", declare)
    return voting


@pytest.fixture
def opened(declared: Chamber) -> Chamber:
    """It is open for signature, without end."""
    declared.come_to("open for signature", open_it)
    return declared


def test_published_declaration_begins_its_life_as_published(declared: Chamber) -> None:
    found = life(declared)
    assert (found["status"], found["version"], found["signing"], found["signatories"]) == ("published", 1, None, [])
    assert [each["document_hash"] for each in found["versions"]] == [document(declared)]


def test_declaration_is_opened_for_signature_in_the_exact_version(declared: Chamber) -> None:
    closes_at = declared.at + timedelta(days=30)
    made = open_it(declared, closes_at=closes_at, council_needed=True)
    body = told(declared).body
    assert (body["signing"], body["version"], body["document_hash"]) == (made, 1, document(declared))
    found = life(declared)
    assert (found["status"], found["signing"]["open"], found["signing"]["council_needed"]) == (
        "open_for_signature",
        True,
        True,
    )
    assert found["signing"]["closes_at"] == body["closes_at"]


def test_declaration_is_not_opened_twice(opened: Chamber) -> None:
    opened.refused(Code.SIGNING_OPEN, opened.desk, open_signing, declaration_id=declaration(opened).id)


def test_declaration_cannot_be_open_until_yesterday(declared: Chamber) -> None:
    said = {"declaration_id": declaration(declared).id, "closes_at": declared.at - timedelta(days=1)}
    assert declared.refused(Code.BAD_TIMES, declared.desk, open_signing, **said).field == "closes_at"


def test_declaration_that_is_not_there_is_not_opened(declared: Chamber) -> None:
    declared.refused(Code.NOT_FOUND, declared.desk, open_signing, declaration_id="declaration-0")


def test_city_signs_by_the_holder_of_its_mandate(opened: Chamber) -> None:
    words = {"council_date": YESTERDAY, "council_reference": COUNCIL, "reservation": "Without paragraph 3."}
    made = sign(opened, 3, **words)
    (row,) = life(opened)["signatories"]
    assert (row["signature"], row["city"], row["country"], row["seat"]) == (
        made["signature"],
        "Lyon",
        "FRA",
        opened.seats[3],
    )
    assert (row["by"], row["function"], row["council_date"], row["council_reference"], row["reservation"]) == (
        "Mayor of Lyon",
        "Mayor",
        YESTERDAY,
        COUNCIL,
        "Without paragraph 3.",
    )
    assert (row["document_hash"], row["version"], row["withdrawn"]) == (document(opened), 1, None)
    entry = told(opened)
    assert (entry.by["office"], entry.by["seat"]) == ("member", opened.seats[3])
    assert row["entry"] == {"log": "institution", "seq": entry.seq}


def test_figures_are_those_of_the_signatures_in_force(opened: Chamber) -> None:
    signatures = [sign(opened, mayor)["signature"] for mayor in range(5)]
    people = {"mayors": 5, "cities": 5, "countries": 3, "continents": 3, "people": 5000, "cities_without_population": 0}
    assert life(opened)["figures"] == people
    opened.by(opened.mayors[4], withdraw_signature, signature_id=signatures[4], reason="The council resolved so.")
    fewer = {"mayors": 4, "cities": 4, "countries": 2, "continents": 2, "people": 4000, "cities_without_population": 0}
    assert life(opened)["figures"] == fewer


def test_nobody_signs_without_giving_the_password_for_it(opened: Chamber) -> None:
    refusal = opened.refused(Code.PASSWORD_NEEDED, opened.mayors[0], sign_declaration, **signing(opened))
    assert refusal.field == "password"


def test_nobody_signs_what_is_not_open(declared: Chamber) -> None:
    declared.refused(Code.SIGNING_NOT_OPEN, asked(declared.mayors[0]), sign_declaration, **signing(declared))


def test_city_signs_once(opened: Chamber) -> None:
    sign(opened)
    refusal = opened.refused(Code.ALREADY_SIGNED, asked(opened.mayors[0]), sign_declaration, **signing(opened))
    assert refusal.facts == {"who": "Accra"}


def test_key_that_holds_a_city_to_one_signature_follows_from_the_record(opened: Chamber) -> None:
    """Set up again from the record it is the same; another one in the tables is found when the books are compared."""
    sign(opened)
    with opened.house.database.writing() as db:
        row = db.query(Signature).one()
        assert row.city_key == key_of_city(row.seat_id, row.city, row.country) == seat_key(row.seat_id)
        row.city_key = str(row.seat_id)
        db.flush()
        assert check(db) == [f"signatures {row.id}: the key of its city is another"]
        row.city_key = seat_key(row.seat_id)


def test_city_signs_only_the_bytes_it_has_read(opened: Chamber) -> None:
    said = signing(opened, document_hash="0" * 64)
    opened.refused(Code.STALE_TEXT, asked(opened.mayors[0]), sign_declaration, **said)


def test_council_resolution_is_asked_for_where_it_is_needed(declared: Chamber) -> None:
    open_it(declared, council_needed=True)
    mayor = asked(declared.mayors[0])
    assert declared.refused(Code.COUNCIL_NEEDED, mayor, sign_declaration, **signing(declared)).field == "council_date"
    sign(declared, council_date=YESTERDAY)
    assert life(declared)["signatories"][0]["council_date"] == YESTERDAY


@pytest.mark.parametrize(
    ("words", "code", "field"),
    [
        ({"council_reference": COUNCIL}, Code.COUNCIL_NEEDED, "council_date"),
        ({"council_date": "20 November"}, Code.BAD_DATE, "council_date"),
        ({"council_date": "2026-02-30"}, Code.BAD_DATE, "council_date"),
        ({"council_date": "2026-12-24"}, Code.DAY_TO_COME, "council_date"),
        ({"function": " "}, Code.TEXT_EMPTY, "function"),
        ({"reservation": "x" * 2001}, Code.TEXT_TOO_LONG, "reservation"),
        ({"reservation": "a\u202eb"}, Code.TEXT_CONTROLS, "reservation"),
    ],
)
def test_words_of_a_signature_are_looked_at(opened: Chamber, words: dict, code: Code, field: str) -> None:
    assert opened.refused(code, asked(opened.mayors[0]), sign_declaration, **signing(opened, **words)).field == field


def test_cabinet_has_no_power_to_sign(opened: Chamber) -> None:
    cabinet = opened.invite("cabinet", Office.CABINET, opened.seats[0])
    opened.refused(Code.NOT_ALLOWED, asked(cabinet), sign_declaration, **signing(opened))


def test_member_without_a_seat_does_not_sign(opened: Chamber) -> None:
    former = replace(asked(opened.mayors[0]), seat=None)
    opened.refused(Code.NO_MANDATE, former, sign_declaration, **signing(opened))


def test_who_does_not_hold_the_mandate_does_not_sign_for_the_seat(opened: Chamber) -> None:
    standing_in = replace(asked(opened.mayors[1]), seat=opened.seats[0])
    opened.refused(Code.NO_MANDATE, standing_in, sign_declaration, **signing(opened))


def test_disputed_seat_does_not_sign(opened: Chamber) -> None:
    opened.by(opened.desk, seats.rule_on_seat, seat_id=opened.seats[0], state="disputed", reason="A court decides.")
    refusal = opened.refused(Code.SEAT_NOT_ACCREDITED, asked(opened.mayors[0]), sign_declaration, **signing(opened))
    assert refusal.facts == {"state": "disputed"}


def test_signature_taken_back_stays_in_sight_with_its_reason(opened: Chamber) -> None:
    made = sign(opened)["signature"]
    opened.by(opened.mayors[0], withdraw_signature, signature_id=made, reason="The council resolved so.")
    (row,) = life(opened)["signatories"]
    assert (row["withdrawn"]["reason"], row["withdrawn"]["at"]) == ("The council resolved so.", told(opened).at)
    assert life(opened)["figures"]["cities"] == 0


def test_city_that_took_its_signature_back_may_sign_again(opened: Chamber) -> None:
    first = sign(opened)["signature"]
    opened.by(opened.mayors[0], withdraw_signature, signature_id=first, reason="In error.")
    second = sign(opened)["signature"]
    assert [row["withdrawn"] is None for row in life(opened)["signatories"]] == [False, True]
    assert second != first


@pytest.mark.parametrize("who", ["another mayor", "the desk"])
def test_nobody_else_takes_the_signature_of_a_seat_back(opened: Chamber, who: str) -> None:
    made = sign(opened)["signature"]
    actor = opened.desk if who == "the desk" else opened.mayors[1]
    opened.refused(Code.NOT_YOUR_SEAT, actor, withdraw_signature, signature_id=made, reason="No.")


def test_signature_is_not_taken_back_without_a_reason_nor_twice(opened: Chamber) -> None:
    made = sign(opened)["signature"]
    opened.refused(Code.REASON_NEEDED, opened.mayors[0], withdraw_signature, signature_id=made, reason=" ")
    opened.by(opened.mayors[0], withdraw_signature, signature_id=made, reason="In error.")
    opened.refused(Code.WRONG_STAGE, opened.mayors[0], withdraw_signature, signature_id=made, reason="Again.")
    opened.refused(Code.NOT_FOUND, opened.mayors[0], withdraw_signature, signature_id="signature-0", reason="Again.")


def test_secretariat_closes_it_before_its_time_with_a_reason(opened: Chamber) -> None:
    said = {"declaration_id": declaration(opened).id}
    assert opened.refused(Code.REASON_NEEDED, opened.desk, close_signing, **said).field == "reason"
    opened.by(opened.desk, close_signing, **said, reason="The conference is over.")
    assert (life(opened)["status"], life(opened)["signing"]["open"]) == ("published", False)
    opened.refused(Code.SIGNING_NOT_OPEN, opened.desk, close_signing, **said, reason="Again.")
    opened.refused(Code.SIGNING_NOT_OPEN, asked(opened.mayors[0]), sign_declaration, **signing(opened))


def test_what_was_closed_can_be_opened_again_and_keeps_its_signatures(opened: Chamber) -> None:
    sign(opened)
    opened.by(opened.desk, close_signing, declaration_id=declaration(opened).id, reason="A pause.")
    open_it(opened)
    sign(opened, 1)
    assert [row["city"] for row in life(opened)["signatories"]] == ["Accra", "Kumasi"]
    opened.refused(Code.ALREADY_SIGNED, asked(opened.mayors[0]), sign_declaration, **signing(opened))


def test_nobody_signs_after_the_time_even_before_the_clock_has_said_so(declared: Chamber) -> None:
    open_it(declared, closes_at=declared.at + timedelta(minutes=5))
    declared.at += timedelta(minutes=5)
    declared.refused(Code.SIGNING_NOT_OPEN, asked(declared.mayors[0]), sign_declaration, **signing(declared))


def test_clock_says_what_is_over_and_nothing_before(declared: Chamber) -> None:
    open_it(declared, closes_at=declared.at + timedelta(minutes=5))
    assert close_due_signings(declared.house) == []
    declared.refused(Code.SIGNING_OPEN, THE_CLOCK, close_signing, declaration_id=declaration(declared).id)
    declared.at += timedelta(minutes=5)
    assert close_due_signings(declared.house) == [declaration(declared).id]
    assert close_due_signings(declared.house) == []
    entry = told(declared)
    assert (entry.kind, entry.by["office"], entry.body["reason"]) == ("signing.closed", "clock", "")
    assert declared.row(Signing, entry.body["signing"]).closed_at == declared.at


def test_sending_a_signature_twice_is_signing_once(opened: Chamber) -> None:
    first = sign(opened, once="key")
    assert sign(opened, once="key") == first
    assert opened.row(Signature, first["signature"]).city == "Accra"
    assert len(life(opened)["signatories"]) == 1
