"""Witnesses: a key belongs to one witness for ever, and a key of the house watches nothing."""

from parliament.record.checkpoint import BadCheckpoint
from parliament.record.cosignature import parse_witness
from parliament.record.entries import Entry, WitnessAdded, WitnessRemoved
from parliament.record.judge.registry import insist, known, named_once, replays, unused
from parliament.record.state import State
from parliament.record.witness_state import Witness


@replays(WitnessAdded)
def witness_added(state: State, entry: Entry, fact: WitnessAdded) -> None:
    """The name in its key is how its lines are found, so no two witnesses share one."""
    unused(state.witnesses, fact.witness, "witness")
    insist(fact.name != "", "a witness without a name")
    try:
        key = parse_witness(fact.vkey)
    except BadCheckpoint as error:
        insist(False, str(error))
        return
    named_once(state, "witness", key.name)
    state.witnesses[fact.witness] = Witness(id=fact.witness, name=fact.name, vkey=fact.vkey, added_at=entry.at)


@replays(WitnessRemoved)
def witness_removed(state: State, entry: Entry, fact: WitnessRemoved) -> None:
    witness = known(state.witnesses, fact.witness, "witness")
    insist(witness.removed_at is None, f"witness {fact.witness} was removed before")
    insist(fact.reason != "", "a witness is not removed without a reason")
    witness.removed_at, witness.reason = entry.at, fact.reason
