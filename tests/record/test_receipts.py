"""A receipt says what was counted, cannot be altered, and is the same one each time."""

import base64
import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from parliament.record.canonical import canonical
from parliament.record.checkpoint import BadSignature, Signer
from parliament.record.receipts import ALPHABET, DOMAIN, FACTS, BadReceipt, ballot_receipt, check_receipt

HOUSE = Signer("record.example.org", b"house seed for tests, 32 bytes!!")
STRANGER = Signer("record.example.org", b"another seed for tests, 32 bytes")
BALLOT = {
    "vote": 12,
    "seat": 345,
    "choice": "yes",
    "cast_at": "2026-11-22T10:00:00.123Z",
    "revision": 1,
    "text_hash": "9f" * 32,
}
OTHER = {
    "vote": 13,
    "seat": 346,
    "choice": "no",
    "cast_at": "2026-11-22T10:00:00.124Z",
    "revision": 2,
    "text_hash": "9e" * 32,
}
RECEIPT = ballot_receipt(BALLOT, HOUSE)


def test_receipt_states_the_facts_and_holds():
    assert {name: RECEIPT[name] for name in FACTS} == BALLOT
    assert list(RECEIPT) == [*FACTS, "signature", "code"]
    check_receipt(RECEIPT, HOUSE.public_key)


def test_form_of_a_receipt_is_fixed_so_that_old_ones_stay_good():
    assert RECEIPT["code"] == "5VN3-407W-A3J4-S8CX"
    assert RECEIPT["signature"] == (
        "2h+sFm6iZTZsw58/Vzpedv82M578DjEZO8WvBcXuuG0RGygh7JlweKX93klPdEW0i0NRltstihbj1GQ1F51oBQ=="
    )


def test_same_ballot_gives_the_same_receipt_byte_for_byte():
    again = ballot_receipt(dict(reversed(BALLOT.items())), Signer("record.example.org", HOUSE.seed))
    assert json.dumps(again) == json.dumps(RECEIPT)


def test_receipt_survives_the_post_as_json():
    check_receipt(json.loads(json.dumps(RECEIPT, indent=2)), HOUSE.public_key)


@pytest.mark.parametrize("fact", FACTS)
def test_changed_fact_is_refused(fact):
    with pytest.raises(BadSignature):
        check_receipt(RECEIPT | {fact: OTHER[fact]}, HOUSE.public_key)


@pytest.mark.parametrize("fact", FACTS)
def test_every_fact_changes_the_code(fact):
    assert ballot_receipt(BALLOT | {fact: OTHER[fact]}, HOUSE)["code"] != RECEIPT["code"]


def test_changed_code_is_refused():
    other = ballot_receipt(OTHER, HOUSE)["code"]
    with pytest.raises(BadSignature, match="code"):
        check_receipt(RECEIPT | {"code": other}, HOUSE.public_key)


@given(st.integers(0, 64 * 8 - 1))
def test_flipped_bit_in_the_signature_is_refused(bit):
    raw = bytearray(base64.b64decode(RECEIPT["signature"]))
    raw[bit // 8] ^= 1 << bit % 8
    with pytest.raises(BadSignature):
        check_receipt(RECEIPT | {"signature": base64.b64encode(raw).decode()}, HOUSE.public_key)


def test_receipt_signed_by_somebody_else_is_refused():
    with pytest.raises(BadSignature):
        check_receipt(ballot_receipt(BALLOT, STRANGER), HOUSE.public_key)
    with pytest.raises(BadSignature):
        check_receipt(RECEIPT, b"not a key")


def test_signature_over_the_bare_facts_does_not_pass_for_a_receipt():
    bare = base64.b64encode(HOUSE.sign(canonical(BALLOT))).decode()
    with pytest.raises(BadSignature):
        check_receipt(RECEIPT | {"signature": bare}, HOUSE.public_key)
    HOUSE.verifier.check(DOMAIN + canonical(BALLOT), base64.b64decode(RECEIPT["signature"]))


@pytest.mark.parametrize(
    "receipt",
    [
        {name: RECEIPT[name] for name in RECEIPT if name != "revision"},
        {name: RECEIPT[name] for name in RECEIPT if name != "signature"},
        RECEIPT | {"remark": "not signed"},
        RECEIPT | {"signature": "no base64!"},
        RECEIPT | {"signature": RECEIPT["signature"] + "\n"},
        RECEIPT | {"signature": RECEIPT["signature"].rstrip("=")},
        RECEIPT | {"signature": "é"},
        # The last letter carries four bits that decode to nothing.
        RECEIPT | {"signature": RECEIPT["signature"][:-3] + chr(ord(RECEIPT["signature"][-3]) + 1) + "=="},
        RECEIPT | {"cast_at": "2026-11-22 10:00"},
        RECEIPT | {"vote": 1.5},
        {},
    ],
)
def test_what_is_not_a_receipt_is_refused(receipt):
    with pytest.raises(BadReceipt):
        check_receipt(receipt, HOUSE.public_key)


def test_receipt_with_a_fact_missing_or_too_many_is_not_given():
    with pytest.raises(BadReceipt):
        ballot_receipt({"vote": 12}, HOUSE)
    with pytest.raises(BadReceipt):
        ballot_receipt(BALLOT | {"weight": 2}, HOUSE)


def test_receipt_shows_its_text_as_signed_whatever_the_keyboard_sent():
    receipt = ballot_receipt(BALLOT | {"choice": "e\u0301"}, HOUSE)
    assert receipt["choice"] == "é"
    check_receipt(receipt, HOUSE.public_key)


@given(st.integers(1, 10**6))
def test_code_is_four_groups_of_four_letters_that_are_not_mistaken(seat):
    code = ballot_receipt(BALLOT | {"seat": seat}, HOUSE)["code"]
    groups = code.split("-")
    assert [len(group) for group in groups] == [4, 4, 4, 4]
    assert set("".join(groups)) <= set(ALPHABET)
    assert set(ALPHABET).isdisjoint("ILOU")
    assert len(set(ALPHABET)) == 32
