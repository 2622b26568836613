"""Several amendments in one vote and one amendment in several votes, as plain values: a part of `state`."""

from dataclasses import dataclass


@dataclass(kw_only=True)
class Bloc:
    """Amendments put at once, by their numbers; those taken out are put by themselves."""

    id: str
    plenary: str
    motion: str
    number: int
    amendments: list[int]
    taken_out: list[int]
    state: str
    proposed_at: str

    @property
    def remaining(self) -> list[int]:
        return [number for number in self.amendments if number not in self.taken_out]


@dataclass(kw_only=True)
class TakingOut:
    """A seat's wish that an amendment of a bloc be put by itself."""

    id: str
    bloc: str
    number: int
    seat: str
    at: str


@dataclass(kw_only=True)
class DivisionRequest:
    """A seat's wish that an amendment be put in parts, or with `procedural` the decision of the house on it."""

    id: str
    amendment: str
    seat: str
    procedural: str | None
    wish: str
    at: str


@dataclass(kw_only=True)
class DivisionOrder:
    """The parts an amendment is put in; their results follow from the votes."""

    amendment: str
    parts_hash: str
    parts: int
    at: str
