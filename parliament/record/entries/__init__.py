"""Every kind of entry: one frozen class each, in the past tense, whose docstring is its documentation.

Values only: strings, whole numbers, booleans, lists and nulls, because canonical JSON carries nothing else.
Instants are RFC 3339 strings; long texts are annexes, named by their SHA-256 in fields that end in `_hash`.
A file a noun; everybody else imports from here.
"""

from parliament.record.entries.declarations import DeclarationCertified, DeclarationPublished
from parliament.record.entries.fact import INSTITUTION, Entry, Fact, InstitutionFact, Json
from parliament.record.entries.floor import SpeakerListed, SpeakerWithdrew, TurnBegan, TurnEnded
from parliament.record.entries.institution import (
    KeyAdded,
    MandateBegan,
    MandateEnded,
    OfficeEnded,
    OfficeGranted,
    SeatRegistered,
)
from parliament.record.entries.motions import (
    AmendmentSubmitted,
    AmendmentWithdrawn,
    MotionAdmitted,
    MotionDecided,
    MotionNotAdmitted,
    MotionPublished,
    MotionSubmitted,
    MotionWithdrawn,
    OrderConfirmed,
)
from parliament.record.entries.sessions import ItemAdded, ItemCalled, SessionClosed, SessionConvened
from parliament.record.entries.sittings import (
    ChairHandedOver,
    RollCallTaken,
    SittingAdjourned,
    SittingOpened,
    SittingResumed,
    SittingScheduled,
    SittingSuspended,
)
from parliament.record.entries.votes import VoteClosed, VoteOpened

# In the order of a session's life, which is also that of the documentation.
FACTS: tuple[type[Fact], ...] = (
    KeyAdded,
    SeatRegistered,
    MandateBegan,
    MandateEnded,
    OfficeGranted,
    OfficeEnded,
    SessionConvened,
    SessionClosed,
    ItemAdded,
    ItemCalled,
    SittingScheduled,
    SittingOpened,
    RollCallTaken,
    SittingSuspended,
    SittingResumed,
    SittingAdjourned,
    ChairHandedOver,
    SpeakerListed,
    SpeakerWithdrew,
    TurnBegan,
    TurnEnded,
    MotionSubmitted,
    MotionAdmitted,
    MotionNotAdmitted,
    MotionPublished,
    MotionWithdrawn,
    AmendmentSubmitted,
    AmendmentWithdrawn,
    OrderConfirmed,
    MotionDecided,
    VoteOpened,
    VoteClosed,
    DeclarationCertified,
    DeclarationPublished,
)

KINDS: dict[str, type[Fact]] = {each.kind: each for each in FACTS}

__all__ = [
    "FACTS",
    "INSTITUTION",
    "KINDS",
    "AmendmentSubmitted",
    "AmendmentWithdrawn",
    "ChairHandedOver",
    "DeclarationCertified",
    "DeclarationPublished",
    "Entry",
    "Fact",
    "InstitutionFact",
    "ItemAdded",
    "ItemCalled",
    "Json",
    "KeyAdded",
    "MandateBegan",
    "MandateEnded",
    "MotionAdmitted",
    "MotionDecided",
    "MotionNotAdmitted",
    "MotionPublished",
    "MotionSubmitted",
    "MotionWithdrawn",
    "OfficeEnded",
    "OfficeGranted",
    "OrderConfirmed",
    "RollCallTaken",
    "SeatRegistered",
    "SessionClosed",
    "SessionConvened",
    "SittingAdjourned",
    "SittingOpened",
    "SittingResumed",
    "SittingScheduled",
    "SittingSuspended",
    "SpeakerListed",
    "SpeakerWithdrew",
    "TurnBegan",
    "TurnEnded",
    "VoteClosed",
    "VoteOpened",
]
