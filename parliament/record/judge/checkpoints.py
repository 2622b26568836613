"""Checkpoints of the sessions' logs: each signed by a key of the house, each of a larger tree than the one before."""

from parliament.record.checkpoint import BadCheckpoint, BadSignature, Checkpoint, open_checkpoint, parse_vkey
from parliament.record.checkpoint_state import RecordedCheckpoint, recorded_id
from parliament.record.entries import INSTITUTION, CheckpointRecorded, Entry
from parliament.record.judge.registry import OutOfOrder, insist, replays
from parliament.record.state import State


@replays(CheckpointRecorded)
def checkpoint_recorded(state: State, entry: Entry, fact: CheckpointRecorded) -> None:
    """Whether the root is that of the log is for whoever has the log; here, the account has to agree with itself."""
    insist(fact.log != INSTITUTION, "a log cannot hold its own checkpoints")
    before = [each for each in state.checkpoints.values() if each.log == fact.log]
    for each in before:
        insist(each.size < fact.size, f"{fact.size} entries of {fact.log} were recorded after {each.size}")
        insist(not each.sealed, f"the log {fact.log} was sealed with {each.size} entries")
        insist(each.note.partition("\n")[0] == fact.origin, f"the log {fact.log} had another name before")
    said = _signed(state, fact)
    agrees = (said.origin, said.size, said.root.hex()) == (fact.origin, fact.size, fact.root)
    insist(agrees, f"the checkpoint of {fact.log} says something else than its entry")
    state.checkpoints[recorded_id(fact.log, fact.size)] = RecordedCheckpoint(
        log=fact.log,
        size=fact.size,
        root=fact.root,
        note=fact.checkpoint,
        recorded_at=entry.at,
        sealed=fact.sealed,
    )


def _signed(state: State, fact: CheckpointRecorded) -> Checkpoint:
    try:
        return open_checkpoint(fact.checkpoint, [parse_vkey(vkey).for_log(fact.origin).encode() for vkey in state.keys])
    except (BadCheckpoint, BadSignature) as error:
        raise OutOfOrder(f"the checkpoint of {fact.log} does not hold: {error}") from error
