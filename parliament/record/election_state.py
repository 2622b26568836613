"""Elections of persons, in the shape of `record.state`: plain values by id."""

from dataclasses import dataclass


@dataclass(kw_only=True)
class Election:
    id: str
    plenary: str
    item: str
    title: str
    method: str
    seats: int
    state: str
    round: int
    opened_at: str
    reason: str = ""


@dataclass(kw_only=True)
class Candidate:
    """Somebody who stands, or stood; `settled_round` is the round that ended it."""

    id: str
    election: str
    number: int
    name: str
    seat: str | None
    nominated_by: str
    state: str
    nominated_at: str
    settled_round: int | None = None


@dataclass(kw_only=True)
class ElectionRound:
    """One counted round, by its vote."""

    vote: str
    election: str
    round: int
    elected: list[str]
    standing: list[str]
    count_hash: str
    counted_at: str
