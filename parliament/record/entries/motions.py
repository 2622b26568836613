"""Motions and their amendments."""

from dataclasses import dataclass
from typing import ClassVar

from parliament.record.entries.fact import Fact


@dataclass(frozen=True, kw_only=True)
class MotionCosponsored(Fact):
    """A cabinet signed a draft for its seat, because the mayor had instructed it to, as is said here."""

    kind: ClassVar[str] = "motion.cosponsored"
    motion: str
    seat: str
    text_hash: str
    instruction: str


@dataclass(frozen=True, kw_only=True)
class MotionSubmitted(Fact):
    """A motion was handed in with the sponsors who signed this very text."""

    kind: ClassVar[str] = "motion.submitted"
    motion: str
    seat: str
    title: str
    text_hash: str
    sponsors: list[str]


@dataclass(frozen=True, kw_only=True)
class MotionAdmitted(Fact):
    """The secretariat found the motion in order and numbered it."""

    kind: ClassVar[str] = "motion.admitted"
    motion: str
    number: int


@dataclass(frozen=True, kw_only=True)
class MotionNotAdmitted(Fact):
    """The secretariat did not admit the motion, and said why."""

    kind: ClassVar[str] = "motion.not_admitted"
    motion: str
    reason: str


@dataclass(frozen=True, kw_only=True)
class MotionPublished(Fact):
    """The motion became public, with its text, and may be amended."""

    kind: ClassVar[str] = "motion.published"
    motion: str
    number: int
    seat: str
    title: str
    text_hash: str
    sponsors: list[str]


@dataclass(frozen=True, kw_only=True)
class MotionWithdrawn(Fact):
    """The mover took the motion back before it was put."""

    kind: ClassVar[str] = "motion.withdrawn"
    motion: str


@dataclass(frozen=True, kw_only=True)
class AmendmentSubmitted(Fact):
    """An amendment was handed in; its operations are the annex and are never overwritten.

    Those of a sub-amendment are on the words that its `parent` brings. A compromise names the amendments it `replaces`.
    """

    kind: ClassVar[str] = "amendment.submitted"
    amendment: str
    motion: str
    number: int
    seat: str
    base_hash: str
    operations_hash: str
    justification: str
    parent: str | None
    replaces: list[str]


@dataclass(frozen=True, kw_only=True)
class AmendmentDecided(Fact):
    """An amendment was decided without a vote: accepted by the sponsors of the motion, or ruled on by the chair.

    Where it clashes in part with the text in force, the chair has that part cut off, or lets the whole lapse.
    `after_vote` is the number of the motion's last vote that stood then, 0 before the first.
    """

    kind: ClassVar[str] = "amendment.decided"
    decision: str
    motion: str
    amendment: str
    number: int
    decision_kind: str
    reason: str
    after_vote: int


@dataclass(frozen=True, kw_only=True)
class AmendmentWithdrawn(Fact):
    """The mover took the amendment back before it was put."""

    kind: ClassVar[str] = "amendment.withdrawn"
    amendment: str


@dataclass(frozen=True, kw_only=True)
class OrderConfirmed(Fact):
    """The chair fixed the order of voting; the proposed order is kept beside it, with the reason for any change."""

    kind: ClassVar[str] = "order.confirmed"
    motion: str
    proposed: list[int]
    confirmed: list[int]
    reason: str


@dataclass(frozen=True, kw_only=True)
class MotionDecided(Fact):
    """The vote on the whole text moved the motion: its outcome, and the exact text it is about."""

    kind: ClassVar[str] = "motion.decided"
    motion: str
    vote: str
    outcome: str
    text_hash: str
