"""Drawing lots that anybody can draw again: no dice, no clock, only what the record holds."""

from collections.abc import Iterable
from hashlib import sha256


def lot_of(seed: str, candidate: str) -> str:
    """The lot a candidate draws: SHA-256, in hexadecimal, of the seed followed by the candidate's id."""
    return sha256(f"{seed}{candidate}".encode()).hexdigest()


def in_order_of_lots(seed: str, candidates: Iterable[str]) -> tuple[tuple[str, str], ...]:
    """Candidates with their lots, the lowest lot first.

    House rule. The seed is the hash of the annex that holds all papers of the round: it is fixed by what everybody
    voted, nobody knows it before the close, and nobody can choose it afterwards.
    """
    return tuple(sorted(((each, lot_of(seed, each)) for each in candidates), key=lambda drawn: drawn[1]))
