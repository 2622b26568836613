"""Cities without a seat: invited by the secretariat, signed through a link, checked before they count. Networks apart."""

from datetime import timedelta

import pytest

from parliament.commands.endorsements import record_endorsement, withdraw_endorsement
from parliament.commands.invited_cities import admit_signature, invite_city, turn_down_signature
from parliament.commands.seats import import_seats
from parliament.commands.signatures import close_signing, sign_declaration, withdraw_signature
from parliament.record.entries import INSTITUTION
from parliament.rules.powers import Office
from parliament.rules.refusals import Code, Refused
from parliament.store.tables import SigningInvitation
from tests.builders import Chamber, a_seat_file, everything
from tests.commands.declaring import (
    CITY,
    asked,
    declaration,
    declare,
    document,
    invite,
    life,
    offer,
    open_it,
    sign,
    signing,
    told,
)

ENDORSED = {
    "network": "Cities of the River",
    "name": "Ana Ruiz",
    "function": "President",
    "statement": "We stand by it.",
}


@pytest.fixture
def opened(voting: Chamber) -> Chamber:
    """A published declaration, open for signature without end."""

    def play(chamber: Chamber) -> None:
        declare(chamber)
        open_it(chamber)

    voting.come_to("declared and open", play)
    return voting


def refused(chamber: Chamber, code: Code, **words: str) -> Refused:
    """The refusal of what an invited city filled in; it leaves no trace."""
    before = everything(chamber.house.database)
    with pytest.raises(Refused) as caught:
        offer(chamber, **words)
    assert caught.value.code == code
    assert everything(chamber.house.database) == before
    return caught.value


def test_invited_city_counts_once_it_was_checked_and_from_the_day_it_signed(opened: Chamber) -> None:
    invitation = invite(opened, latitude="43.7", longitude="7.27")
    offer(opened, council_date="2026-11-20", reservation="Not paragraph 3.")
    signed_at = opened.at
    assert life(opened)["signatories"] == []
    opened.at += timedelta(days=2)
    made = opened.by(opened.desk, admit_signature, invitation_id=invitation)
    (row,) = life(opened)["signatories"]
    assert (row["signature"], row["city"], row["seat"], row["mandate"]) == (made["signature"], "Nice", None, None)
    assert (row["by"], row["population"], row["latitude"], row["reservation"]) == (
        "Chloé Martin",
        340_000,
        "43.7",
        "Not paragraph 3.",
    )
    assert row["at"].startswith(signed_at.strftime("%Y-%m-%dT%H:%M:%S"))
    assert told(opened).by["office"] == "secretariat"
    assert life(opened)["figures"]["cities"] == 1


def test_record_holds_neither_the_address_nor_the_link(opened: Chamber) -> None:
    invitation = invite(opened)
    offer(opened)
    opened.by(opened.desk, admit_signature, invitation_id=invitation)
    told_of = "".join(str(entry.to_json()) for entry in opened.entries(INSTITUTION))
    assert "Chloé Martin" in told_of
    row = opened.row(SigningInvitation, invitation)
    assert CITY["contact"] not in told_of
    assert row.token_hash not in told_of


def test_what_was_offered_in_time_counts_although_it_is_closed_meanwhile(opened: Chamber) -> None:
    invitation = invite(opened)
    offer(opened)
    opened.by(opened.desk, close_signing, declaration_id=declaration(opened).id, reason="The conference is over.")
    opened.by(opened.desk, admit_signature, invitation_id=invitation)
    assert [row["city"] for row in life(opened)["signatories"]] == ["Nice"]


def test_link_signs_once(opened: Chamber) -> None:
    invite(opened)
    offer(opened)
    refused(opened, Code.INVITATION_SPENT)


def test_unknown_link_opens_nothing(opened: Chamber) -> None:
    refused(opened, Code.INVITATION_SPENT, token="of-nobody")


def test_link_signs_for_fourteen_days(opened: Chamber) -> None:
    invite(opened)
    opened.at += timedelta(days=14)
    refused(opened, Code.INVITATION_SPENT)


def test_link_signs_only_while_it_is_open(opened: Chamber) -> None:
    invite(opened)
    opened.by(opened.desk, close_signing, declaration_id=declaration(opened).id, reason="A pause.")
    refused(opened, Code.SIGNING_NOT_OPEN)


@pytest.mark.parametrize(
    ("words", "code"),
    [
        ({"document_hash": "0" * 64}, Code.STALE_TEXT),
        ({"name": ""}, Code.TEXT_EMPTY),
        ({"function": ""}, Code.TEXT_EMPTY),
        ({"council_reference": "No. 4"}, Code.COUNCIL_NEEDED),
        ({"council_date": "yesterday"}, Code.BAD_DATE),
    ],
)
def test_what_an_invited_city_fills_in_is_looked_at(opened: Chamber, words: dict[str, str], code: Code) -> None:
    invite(opened)
    refused(opened, code, **words)


def test_city_with_a_seat_is_not_invited_in_its_mayors_place(opened: Chamber) -> None:
    said = {"declaration_id": declaration(opened).id, "token_hash": "h", **CITY, "city": " LYON ", "country": "fra"}
    refusal = opened.refused(Code.CITY_HAS_SEAT, opened.desk, invite_city, **said)
    assert (refusal.field, refusal.facts) == ("city", {"city": "Lyon"})


def test_city_that_received_a_seat_meanwhile_signs_by_it(opened: Chamber) -> None:
    invitation = invite(opened)
    offer(opened)
    row = {"name": "Nice", "iso3": "FRA", "continent": "EU", "mayor": ""}
    opened.by(opened.desk, import_seats, csv=a_seat_file(row))
    opened.refused(Code.CITY_HAS_SEAT, opened.desk, admit_signature, invitation_id=invitation)


def test_city_that_signed_by_invitation_does_not_sign_again_by_the_seat_it_was_given(opened: Chamber) -> None:
    invitation = invite(opened)
    offer(opened)
    opened.by(opened.desk, admit_signature, invitation_id=invitation)
    row = {"name": "Nice", "iso3": "FRA", "continent": "EU", "mayor": "Chloé Martin"}
    seat = opened.by(opened.desk, import_seats, csv=a_seat_file(row))["seats"][0]
    mayor = opened.invite("nice", Office.MEMBER, seat)
    assert opened.refused(Code.ALREADY_SIGNED, asked(mayor), sign_declaration, **signing(opened)).facts == {
        "who": "Nice"
    }
    assert life(opened)["figures"]["cities"] == 1


def test_stranger_without_a_link_does_not_come_near_the_lock_of_all_acts(opened: Chamber, monkeypatch) -> None:
    def locked() -> None:
        raise AssertionError("the house was locked for a stranger")

    monkeypatch.setattr(opened.house.database, "writing", locked)
    refused(opened, Code.INVITATION_SPENT, token="nobody knows it")


def test_city_is_invited_once_at_a_time(opened: Chamber) -> None:
    invitation = invite(opened)
    said = {"declaration_id": declaration(opened).id, "token_hash": "another", **CITY, "city": "nice"}
    assert opened.refused(Code.ALREADY_EXISTS, opened.desk, invite_city, **said).facts == {"what": "Nice"}
    opened.by(opened.desk, turn_down_signature, invitation_id=invitation, reason="Sent to a wrong address.")
    second = invite(opened, token="another")
    offer(opened, token="another")
    opened.by(opened.desk, admit_signature, invitation_id=second)
    opened.refused(Code.ALREADY_SIGNED, opened.desk, invite_city, **{**said, "token_hash": "third"})


@pytest.mark.parametrize(
    ("words", "field"),
    [
        ({"country": "FR"}, "country"),
        ({"continent": "Europe"}, "continent"),
        ({"population": 0}, "population"),
        ({"population": 10**9}, "population"),
        ({"latitude": "43.7"}, "longitude"),
        ({"latitude": "north", "longitude": "7"}, "latitude"),
    ],
)
def test_figures_of_an_invited_city_are_looked_at(opened: Chamber, words: dict, field: str) -> None:
    said = {"declaration_id": declaration(opened).id, "token_hash": "h", **CITY, **words}
    assert opened.refused(Code.MALFORMED, opened.desk, invite_city, **said).field == field


def test_nobody_is_invited_to_what_is_not_open(voting: Chamber) -> None:
    declare(voting)
    said = {"declaration_id": declaration(voting).id, "token_hash": "h", **CITY}
    voting.refused(Code.SIGNING_NOT_OPEN, voting.desk, invite_city, **said)


def test_only_what_was_offered_is_let_count_and_only_once(opened: Chamber) -> None:
    invitation = invite(opened)
    refusal = opened.refused(Code.WRONG_STAGE, opened.desk, admit_signature, invitation_id=invitation)
    assert refusal.facts == {"stage": "sent"}
    offer(opened)
    opened.by(opened.desk, admit_signature, invitation_id=invitation)
    opened.refused(Code.WRONG_STAGE, opened.desk, admit_signature, invitation_id=invitation)
    opened.refused(Code.NOT_FOUND, opened.desk, admit_signature, invitation_id="invitation-0")
    opened.refused(Code.NOT_ALLOWED, opened.chair, admit_signature, invitation_id=invitation)


def test_what_is_turned_down_never_counts_and_says_why(opened: Chamber) -> None:
    invitation = invite(opened)
    offer(opened)
    opened.refused(Code.REASON_NEEDED, opened.desk, turn_down_signature, invitation_id=invitation, reason="")
    opened.by(opened.desk, turn_down_signature, invitation_id=invitation, reason="City hall knows nothing of it.")
    assert opened.row(SigningInvitation, invitation).reason == "City hall knows nothing of it."
    opened.refused(Code.WRONG_STAGE, opened.desk, admit_signature, invitation_id=invitation)
    opened.refused(Code.WRONG_STAGE, opened.desk, turn_down_signature, invitation_id=invitation, reason="Again.")
    assert life(opened)["signatories"] == []


def test_secretariat_takes_an_invited_citys_signature_back_for_it(opened: Chamber) -> None:
    invitation = invite(opened)
    offer(opened)
    made = opened.by(opened.desk, admit_signature, invitation_id=invitation)["signature"]
    opened.refused(Code.NOT_YOUR_SEAT, opened.mayors[0], withdraw_signature, signature_id=made, reason="No.")
    opened.by(opened.desk, withdraw_signature, signature_id=made, reason="The city wrote so.")
    assert life(opened)["signatories"][0]["withdrawn"]["reason"] == "The city wrote so."


def test_networks_endorse_apart_from_the_cities(opened: Chamber) -> None:
    sign(opened)
    said = {"declaration_id": declaration(opened).id, "document_hash": document(opened), **ENDORSED}
    opened.by(opened.desk, record_endorsement, **said)
    found = life(opened)
    (row,) = found["endorsements"]
    assert (row["network"], row["by"], row["statement"], row["version"]) == (
        "Cities of the River",
        "Ana Ruiz",
        "We stand by it.",
        1,
    )
    assert (found["figures"]["cities"], row["withdrawn"]) == (1, None)
    refusal = opened.refused(Code.ALREADY_SIGNED, opened.desk, record_endorsement, **said)
    assert (refusal.field, refusal.facts) == ("network", {"who": "Cities of the River"})
    opened.refused(Code.STALE_TEXT, opened.desk, record_endorsement, **{**said, "document_hash": "0" * 64})
    other = {**said, "network": "Another"}
    opened.refused(Code.REASON_NEEDED, opened.desk, record_endorsement, **{**other, "statement": " "})
    opened.refused(Code.NOT_FOUND, opened.desk, record_endorsement, **{**other, "declaration_id": "declaration-0"})


def test_endorsement_is_taken_back_in_sight(opened: Chamber) -> None:
    said = {"declaration_id": declaration(opened).id, "document_hash": document(opened), **ENDORSED}
    made = opened.by(opened.desk, record_endorsement, **said)["endorsement"]
    opened.refused(Code.REASON_NEEDED, opened.desk, withdraw_endorsement, endorsement_id=made, reason="")
    opened.by(opened.desk, withdraw_endorsement, endorsement_id=made, reason="The network wrote so.")
    assert life(opened)["endorsements"][0]["withdrawn"]["reason"] == "The network wrote so."
    opened.refused(Code.WRONG_STAGE, opened.desk, withdraw_endorsement, endorsement_id=made, reason="Again.")
    opened.by(opened.desk, record_endorsement, **said)
    assert len(life(opened)["endorsements"]) == 2


def test_only_the_secretariat_invites_and_endorses(opened: Chamber) -> None:
    said = {"declaration_id": declaration(opened).id, "document_hash": document(opened), **ENDORSED}
    opened.refused(Code.NOT_ALLOWED, opened.chair, record_endorsement, **said)
    observer = opened.invite("observer", Office.OBSERVER)
    asked = {"declaration_id": declaration(opened).id, "token_hash": "h", **CITY}
    opened.refused(Code.NOT_ALLOWED, observer, invite_city, **asked)
