"""The house's key: changed by two persons, endorsed by the old key and the new one, and told to the pen (S59)."""

from dataclasses import replace

import pytest

from parliament.commands import keys
from parliament.commands.accounts import invite
from parliament.commands.house import House
from parliament.commands.votes import cast_ballot
from parliament.record.checkpoint import open_checkpoint, parse_vkey, signed_by
from parliament.record.entries import INSTITUTION, Entry
from parliament.record.receipts import check_receipt
from parliament.record.replay import ReplayError, replay
from parliament.rules.powers import Actor, Office
from parliament.rules.refusals import Code, Refused
from parliament.store import record
from parliament.store.log_tree import root_at
from parliament.store.signatures import keys_view
from tests.builders import Chamber


def second_secretary(chamber: Chamber) -> Actor:
    said = {"login": "second@x.example", "name": "Second", "office": "secretariat", "token_hash": "x", "seat_id": None}
    made = chamber.by(chamber.desk, invite, **said)
    return Actor(account=made["account"], offices=frozenset({Office.SECRETARIAT}))


def rotated(chamber: Chamber) -> str:
    """The house has another key."""
    vkey = keys.propose(chamber.house, by=chamber.desk)["vkey"]
    keys.confirm(chamber.house, by=second_secretary(chamber), vkey=vkey)
    return vkey


def note_of(house: House, size: int, log: str = INSTITUTION) -> str:
    with house.reading() as db:
        root = root_at(db, log, size)
    return house.pen.checkpoint(f"{house.pen.vkey.partition('+')[0]}/{log}", size, root, house.proving(log))


def refusal(act) -> Code:
    with pytest.raises(Refused) as refused:
        act()
    return refused.value.code


def test_two_persons_change_the_key_and_the_record_says_so(founded: Chamber):
    old = founded.house.pen.vkey
    before = note_of(founded.house, 3)
    second = second_secretary(founded)
    vkey = keys.propose(founded.house, by=founded.desk)["vkey"]
    assert founded.house.pen.vkey == old
    assert keys.confirm(founded.house, by=second, vkey=vkey) == {"vkey": vkey, "old_vkey": old}
    assert founded.house.pen.vkeys == (vkey, old)
    with founded.house.reading() as db:
        entry = record.entries(db, INSTITUTION)[-1]
        view = keys_view(db)
    assert (entry.kind, entry.by["account"], entry.body["proposed_by"]) == (
        "key.rotated",
        second.account,
        founded.desk.account,
    )
    assert ([(row["vkey"], row["in_use"]) for row in view["keys"]], view["waiting"]) == (
        [(vkey, True), (old, False)],
        None,
    )
    after = note_of(founded.house, 4)
    assert [parse_vkey(signed_by(note, (vkey, old))).public_key for note in (before, after)] == [
        parse_vkey(old).public_key,
        parse_vkey(vkey).public_key,
    ]


def test_whoever_proposed_a_key_cannot_agree_to_it(founded: Chamber):
    vkey = keys.propose(founded.house, by=founded.desk)["vkey"]
    assert keys.propose(founded.house, by=founded.desk)["vkey"] == vkey
    assert refusal(lambda: keys.confirm(founded.house, by=founded.desk, vkey=vkey)) is Code.SAME_PERSON
    assert founded.house.pen.vkey != vkey


def test_a_second_proposal_is_refused_while_one_waits(founded: Chamber):
    keys.propose(founded.house, by=founded.desk)
    second = second_secretary(founded)
    assert refusal(lambda: keys.propose(founded.house, by=second)) is Code.ALREADY_EXISTS


def test_only_a_key_that_was_proposed_can_be_agreed_to(founded: Chamber):
    second = second_secretary(founded)
    made = founded.house.pen.propose_key()
    for vkey in (made, founded.house.pen.vkey, "parliament.example+00000000+AAAA"):
        assert refusal(lambda vkey=vkey: keys.confirm(founded.house, by=second, vkey=vkey)) is Code.NOT_FOUND


def test_a_change_that_the_keys_did_not_endorse_is_not_recorded(founded: Chamber):
    vkey = keys.propose(founded.house, by=founded.desk)["vkey"]
    second = second_secretary(founded)
    founded.refused(Code.NOT_SIGNED, second, keys.confirm_key, vkey=vkey, old_signature="A" * 88, signature="A" * 88)


@pytest.mark.parametrize("act", [keys.propose, lambda house, by: keys.confirm(house, by=by, vkey="x")])
def test_a_chair_neither_proposes_nor_agrees(founded: Chamber, act):
    with pytest.raises(Refused) as refused:
        act(founded.house, by=founded.chair)
    assert refused.value.code is Code.NOT_ALLOWED


def test_a_receipt_asked_for_again_after_the_change_bears_the_new_key(voting: Chamber):
    old = voting.house.pen.vkey
    first = voting.by(voting.mayors[0], cast_ballot, vote_id=voting.vote, choice="yes")
    vkey = rotated(voting)
    again = voting.by(voting.mayors[0], cast_ballot, vote_id=voting.vote, choice="yes")
    check_receipt(first, parse_vkey(old).public_key)
    check_receipt(again, parse_vkey(vkey).public_key)
    assert again["code"] == first["code"]


def test_an_old_checkpoint_still_opens_and_no_fork_passes_through_the_change(founded: Chamber):
    note = note_of(founded.house, 5)
    rotated(founded)
    house = founded.house
    origin = note.partition("\n")[0]
    vkeys = [parse_vkey(each).for_log(origin).encode() for each in house.pen.vkeys]
    assert open_checkpoint(note, vkeys).size == 5
    with pytest.raises(Refused) as refused:
        house.pen.checkpoint(origin, 6, b"x" * 32, house.proving(INSTITUTION))
    assert refused.value.code is Code.NOT_SIGNED


def entries_with_a_change(chamber: Chamber) -> list[Entry]:
    rotated(chamber)
    with chamber.house.reading() as db:
        return record.entries(db, INSTITUTION)


@pytest.mark.parametrize(
    ("field", "value", "why"),
    [
        ("old_signature", "A" * 88, "did not agree"),
        ("signature", "A" * 88, "did not agree"),
        ("signature", "é", "did not agree"),
        ("old_vkey", "parliament.example+00000000+AAAA", "not the key in use"),
        ("vkey", "nonsense", "did not agree"),
        ("proposed_by", None, "one person alone"),
    ],
)
def test_the_judge_refuses_a_change_that_was_tampered_with(founded: Chamber, field: str, value: str | None, why: str):
    *before, last = entries_with_a_change(founded)
    body = last.body | {field: value if value is not None else last.by["account"]}
    assert replay([*before, last]).keys
    with pytest.raises(ReplayError, match=why):
        replay([*before, replace(last, body=body)])
