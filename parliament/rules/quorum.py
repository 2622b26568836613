"""Quorum: how many seats have to be there before the house may open a sitting or decide a question.

Presence is what roll call or check-in says, together with every seat that cast a ballot; never an open browser tab.
"""

from dataclasses import dataclass
from enum import StrEnum

from parliament.rules.refusals import Code, Refused
from parliament.rules.shares import Share, parse_share

MOST_SEATS = 100_000


class Base(StrEnum):
    """What a quorum is a share of."""

    MEMBERS = "members"  # the seats of the house
    ACCREDITED = "accredited"  # the seats whose credentials the sitting accepted
    PRESENT = "present"  # the seats present at the vote; asks how many of them took part
    ROLL = "roll"  # the seats entitled in this vote, frozen at its opening


@dataclass(frozen=True)
class Quorum:
    """A number of seats, or a share of a base. The base of a plain number says nothing."""

    threshold: int | Share
    base: Base = Base.MEMBERS

    def __str__(self) -> str:
        if isinstance(self.threshold, Share):
            return f"{self.threshold} of {self.base}"
        return str(self.threshold) if self.threshold else "none"


@dataclass(frozen=True)
class Attendance:
    """The numbers a quorum looks at. `roll`, `voted` and `represented` exist only at a vote.

    `present` may hold seats that are there only by the holder of their proxy. `represented` is how many of them the
    rules of the session do not count as being in the room; where they do count, the caller says 0.
    """

    members: int
    accredited: int
    present: int
    roll: int = 0
    voted: int = 0
    represented: int = 0


@dataclass(frozen=True)
class QuorumCheck:
    """A quorum held against an attendance: `need` and `has` in seats, `base` the number the share was taken of."""

    quorum: Quorum
    need: int
    has: int
    base: int

    @property
    def is_met(self) -> bool:
        return self.has >= self.need


def check_quorum(quorum: Quorum, attendance: Attendance) -> QuorumCheck:
    """Compare the seats present with the quorum.

    Whoever is in the room counts, abstaining or silent. Only a share of `present` counts ballots instead, because
    measured against itself presence would always suffice (house rule). There a ballot cast by proxy is a ballot.
    """
    base = {
        Base.MEMBERS: attendance.members,
        Base.ACCREDITED: attendance.accredited,
        Base.PRESENT: attendance.present,
        Base.ROLL: attendance.roll,
    }[quorum.base]
    has = attendance.voted if quorum.base is Base.PRESENT else attendance.present - attendance.represented
    if isinstance(quorum.threshold, Share):
        return QuorumCheck(quorum, quorum.threshold.needed(base), has, base)
    return QuorumCheck(quorum, quorum.threshold, has, base)


def parse_quorum(text: str, key: str = "quorum") -> Quorum:
    """Read `none`, `67`, `at_least 1/3 of members` or `more_than 1/2 of roll`, or refuse, naming the key."""
    try:
        return _read(text.strip())
    except ValueError as problem:
        raise Refused(Code.BAD_PROFILE, key=key, problem=str(problem)) from None


def _read(text: str) -> Quorum:
    if text == "none":
        return Quorum(0)
    if text.isascii() and text.isdigit() and len(text) <= 6 and 0 < int(text) <= MOST_SEATS:
        return Quorum(int(text))
    share, of, base = text.partition(" of ")
    if not of or base.strip() not in list(Base):
        raise ValueError(f"“{text}” is not none, a number of seats, or a share such as more_than 1/2 of members")
    return Quorum(parse_share(share), Base(base.strip()))
