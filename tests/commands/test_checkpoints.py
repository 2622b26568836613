"""Checkpoints of the sessions' logs go into the institution's: at the convening, hourly while they grow, at the close."""

from dataclasses import replace
from datetime import timedelta

import pytest
from sqlalchemy import select

from parliament.cli.own_books import problems_in
from parliament.commands import checkpoints
from parliament.commands.agenda import add_item
from parliament.commands.checkpoints import head_of, keep, record_checkpoint, record_due
from parliament.commands.rehearsals import delete_rehearsal
from parliament.commands.sessions import close_session, convene_session
from parliament.record.checkpoint import Signer, open_checkpoint, parse_vkey, sign_checkpoint
from parliament.record.entries import INSTITUTION
from parliament.record.tree import leaf_hash, root
from parliament.rules.powers import THE_CLOCK
from parliament.rules.refusals import Code
from parliament.store import record
from parliament.store.tables import CheckpointRow, Key
from tests.commands.test_rehearsals import rehearse


def recorded(chamber) -> list[dict]:
    return [entry.body for entry in chamber.entries(INSTITUTION) if entry.kind == "checkpoint.recorded"]


def kept_of(log: str):
    return select(CheckpointRow).where(CheckpointRow.log_id == log)


def grow(chamber) -> None:
    chamber.by(chamber.desk, add_item, session_id=chamber.plenary, kind="other", title="Any other business")


def due(chamber) -> list[str]:
    chamber.at += timedelta(seconds=1)
    return record_due(chamber.house)


def close(chamber) -> None:
    chamber.by(chamber.desk, close_session, session_id=chamber.plenary)


def test_session_newly_convened_is_recorded_with_the_root_of_its_entries(convened):
    assert due(convened) == [convened.plenary]
    (said,) = recorded(convened)
    with convened.house.reading() as db:
        leaves = [leaf_hash(leaf) for leaf in record.leaves(db, convened.plenary)]
    assert (said["log"], said["size"], said["sealed"]) == (convened.plenary, len(leaves), False)
    assert said["root"] == root(leaves).hex()
    vkey = parse_vkey(convened.house.pen.vkey).for_log(said["origin"]).encode()
    signed = open_checkpoint(said["checkpoint"], [vkey])
    assert (signed.origin, signed.size, signed.root) == (said["origin"], len(leaves), root(leaves))
    assert convened.last(INSTITUTION).by["office"] == "clock"


def test_log_that_grows_is_recorded_once_an_hour(convened):
    due(convened)
    assert due(convened) == []
    convened.at += timedelta(hours=2)
    assert due(convened) == []  # it has not grown
    grow(convened)
    assert due(convened) == [convened.plenary]
    grow(convened)
    assert due(convened) == []
    convened.at += timedelta(minutes=61)
    assert due(convened) == [convened.plenary]
    assert [said["size"] for said in recorded(convened)] == sorted({said["size"] for said in recorded(convened)})


def test_closed_session_is_sealed_at_once_and_never_again(convened):
    due(convened)
    close(convened)
    assert due(convened) == [convened.plenary]
    assert [said["sealed"] for said in recorded(convened)] == [False, True]
    convened.at += timedelta(days=30)
    assert due(convened) == []


def test_session_closed_before_it_was_ever_recorded_is_sealed(convened):
    close(convened)
    assert due(convened) == [convened.plenary]
    assert [said["sealed"] for said in recorded(convened)] == [True]


def test_rehearsal_is_not_recorded(founded):
    rehearse(founded)
    assert due(founded) == []
    head = head_of(founded.house, founded.plenary)
    arguments = {"log": founded.plenary, "size": head.size, "root": head.root.hex(), "note": head.note}
    founded.refused(Code.REHEARSAL, THE_CLOCK, record_checkpoint, **arguments)


def test_rehearsal_is_deleted_with_its_tiles_and_checkpoints(founded):
    rehearse(founded)
    keep(founded.house, head_of(founded.house, founded.plenary))
    assert founded.rows(kept_of(founded.plenary)) != []
    founded.by(founded.desk, delete_rehearsal, session_id=founded.plenary)
    assert founded.rows(kept_of(founded.plenary)) == []


def test_tree_that_was_recorded_is_not_recorded_again(convened):
    due(convened)
    head = head_of(convened.house, convened.plenary)
    arguments = {"log": head.log, "size": head.size, "root": head.root.hex(), "note": head.note}
    convened.refused(Code.ALREADY_EXISTS, THE_CLOCK, record_checkpoint, **arguments)
    arguments["size"] -= 1
    convened.refused(Code.ALREADY_EXISTS, THE_CLOCK, record_checkpoint, **arguments)
    convened.refused(Code.NOT_FOUND, THE_CLOCK, record_checkpoint, **arguments | {"log": "session-none"})


def test_log_that_cannot_be_recorded_keeps_no_other_waiting(convened, monkeypatch):
    said = {"title": "Heat", "opens_at": convened.at + timedelta(hours=80), "time_zone": "UTC"}
    other = convened.by(convened.desk, convene_session, **said)["session"]

    def broken(house, log, size=None):
        if log == convened.plenary:
            raise RuntimeError("the tree of this log cannot be read")
        return head_of(house, log, size)

    monkeypatch.setattr(checkpoints, "head_of", broken)
    assert due(convened) == [other]
    monkeypatch.undo()
    assert due(convened) == [convened.plenary]


def test_checkpoint_that_was_given_away_stays_the_same_bytes_whoever_signs_later(convened):
    head = head_of(convened.house, convened.plenary)
    keep(convened.house, head)
    keep(convened.house, head)
    grow(convened)
    head_of(convened.house, convened.plenary)

    class Broken:
        vkeys = convened.house.pen.vkeys

        def checkpoint(self, *_arguments):
            raise AssertionError("what was kept is not signed again")

    convened.house._pen = Broken()
    assert head_of(convened.house, convened.plenary, head.size) == head
    with pytest.raises(AssertionError, match="not signed again"):
        head_of(convened.house, convened.plenary, head.size - 1)
    assert convened.row(CheckpointRow, (convened.plenary, head.size)).recorded_at is None


def test_own_books_know_a_checkpoint_that_the_log_does_not_lead_to(convened):
    """A signer that was made to sign another history: its own signature is the evidence, and `verify` finds it."""
    due(convened)
    head = head_of(convened.house, convened.plenary)
    with convened.house.reading() as db:
        assert problems_in(db)[0] == []
        seed = db.scalars(select(Key.seed)).one()
    other = b"\1" * 32
    note = sign_checkpoint(head.origin, head.size - 1, other, Signer("house.example", seed))
    keep(convened.house, replace(head, size=head.size - 1, root=other, note=note))
    with convened.house.reading() as db:
        (problem,) = problems_in(db)[0]
    assert problem.endswith(f"the checkpoint of its first {head.size - 1} entries has another root than they have")
