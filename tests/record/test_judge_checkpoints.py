"""The judge on checkpoints of the sessions' logs: signed by the house, ever larger, of one name, none after the last."""

from dataclasses import replace

import pytest

from parliament.record.checkpoint import Signer, sign_checkpoint
from parliament.record.entries import INSTITUTION, CheckpointRecorded, Entry, Fact, KeyAdded
from parliament.record.replay import ReplayError, replay

HOUSE = Signer("house.example", b"h" * 32)
ORIGIN = "house.example/1-water"


def recorded(size: int, *, signer: Signer = HOUSE, origin: str = ORIGIN, sealed: bool = False) -> CheckpointRecorded:
    root = bytes([size]) * 32
    note = sign_checkpoint(origin, size, root, signer)
    return CheckpointRecorded(
        log="session-1", origin=origin, size=size, root=root.hex(), checkpoint=note, sealed=sealed
    )


def entries(*facts: Fact) -> list[Entry]:
    by = {"account": "clock", "office": "clock", "seat": None}
    at = "2026-11-22T09:00:00.000Z"
    all_of_them = (KeyAdded(vkey=HOUSE.vkey), *facts)
    return [Entry(INSTITUTION, seq, fact.kind, at, by, fact.body()) for seq, fact in enumerate(all_of_them, 1)]


def test_recorded_checkpoints_are_known_by_log_and_size():
    state = replay(entries(recorded(1), recorded(7), recorded(9, sealed=True)))
    assert list(state.checkpoints) == ["session-1 1", "session-1 7", "session-1 9"]
    assert [each.sealed for each in state.checkpoints.values()] == [False, False, True]


@pytest.mark.parametrize(
    ("facts", "why"),
    [
        ([recorded(7), recorded(7)], "7 entries of session-1 were recorded after 7"),
        ([recorded(7), recorded(6)], "6 entries of session-1 were recorded after 7"),
        ([recorded(7, sealed=True), recorded(8)], "was sealed with 7 entries"),
        ([recorded(7), recorded(8, origin="house.example/2-heat")], "had another name before"),
        ([recorded(7, signer=Signer("house.example", b"f" * 32))], "does not hold: no key we know"),
        ([replace(recorded(7), checkpoint="nonsense")], "does not hold"),
        ([replace(recorded(7), size=8)], "says something else than its entry"),
        ([replace(recorded(7), root="00" * 32)], "says something else than its entry"),
        ([replace(recorded(7), checkpoint=recorded(7, origin=f"{ORIGIN}-too").checkpoint)], "does not hold"),
        ([replace(recorded(7), log=INSTITUTION)], "cannot hold its own checkpoints"),
    ],
)
def test_record_cannot_say_what_cannot_be(facts: list[CheckpointRecorded], why: str):
    with pytest.raises(ReplayError, match=why):
        replay(entries(*facts))
