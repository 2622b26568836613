"""What the house knows of amendments, as plain values: a part of `state`."""

from dataclasses import dataclass


@dataclass(kw_only=True)
class Amendment:
    id: str
    motion: str
    number: int
    seat: str
    base_hash: str
    operations_hash: str
    justification: str
    parent: str | None
    replaces: list[str]
    submitted_at: str
    withdrawn_at: str | None = None


@dataclass(kw_only=True)
class AmendmentDecision:
    """What became of an amendment without a vote."""

    id: str
    motion: str
    amendment: str
    number: int
    kind: str
    reason: str
    after_vote: int
    at: str


@dataclass(kw_only=True)
class Order:
    """The order of voting on a motion's amendments, by their numbers."""

    motion: str
    proposed: list[int]
    confirmed: list[int]
    reason: str
    at: str
