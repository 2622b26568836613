"""What the house signed of a declaration: by one of its keys, once."""

from parliament.record.checkpoint import BadCheckpoint, decode64
from parliament.record.entries import Entry, EvidenceSigned
from parliament.record.evidence_state import Evidence
from parliament.record.judge.registry import OutOfOrder, insist, replays, unused
from parliament.record.state import State

SIGNATURE_SIZE = 64


@replays(EvidenceSigned)
def evidence_signed(state: State, entry: Entry, fact: EvidenceSigned) -> None:
    """Whether the signatures hold is for whoever has the annexes; that a key of the house made them, the account says.

    The institution's log is read before those of the sessions, so the declaration may still be to come.
    """
    insist(fact.vkey in state.keys, f"the house had no key {fact.vkey}")
    unused(state.evidence, fact.declaration, "evidence")
    for said in (fact.chair_signature, fact.secretariat_signature, fact.files_signature):
        insist(_is_signature(said), f"no signature: {said:.80}")
    state.evidence[fact.declaration] = Evidence(signed_at=entry.at, **fact.body())


def _is_signature(said: str) -> bool:
    try:
        return len(decode64(said)) == SIGNATURE_SIZE
    except BadCheckpoint as error:
        raise OutOfOrder(f"no signature: {error}") from error
