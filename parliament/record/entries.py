"""Every kind of entry: one frozen class each, in the past tense, whose docstring is its documentation.

Values only: strings, whole numbers, booleans, lists and nulls, because canonical JSON carries nothing else.
Instants are RFC 3339 strings; long texts are annexes, named by their SHA-256 in fields that end in `_hash`.
"""

from dataclasses import asdict, dataclass
from typing import Any, ClassVar

INSTITUTION = "institution"

Json = dict[str, Any]


@dataclass(frozen=True, kw_only=True)
class Fact:
    """What one entry says. `home` tells its log: the institution's, or the session's it belongs to."""

    kind: ClassVar[str]
    home: ClassVar[str] = "session"

    def body(self) -> Json:
        return asdict(self)


@dataclass(frozen=True, kw_only=True)
class InstitutionFact(Fact):
    """A fact of the institution's own log."""

    home: ClassVar[str] = INSTITUTION


@dataclass(frozen=True, kw_only=True)
class KeyAdded(InstitutionFact):
    """The house's signing key, as a verifier key of a signed note."""

    kind: ClassVar[str] = "key.added"
    vkey: str


@dataclass(frozen=True, kw_only=True)
class SeatRegistered(InstitutionFact):
    """A city received a seat. The city's public figures stand here so that results can count them."""

    kind: ClassVar[str] = "seat.registered"
    seat: str
    slug: str
    city: str
    other_name: str
    country: str
    country_name: str
    continent: str
    population: int
    latitude: str
    longitude: str
    time_zone: str
    languages: list[str]


@dataclass(frozen=True, kw_only=True)
class MandateBegan(InstitutionFact):
    """A person took the seat of a city, for a dated tenure."""

    kind: ClassVar[str] = "mandate.began"
    mandate: str
    seat: str
    member: str
    name: str
    mandate_kind: str
    from_at: str


@dataclass(frozen=True, kw_only=True)
class MandateEnded(InstitutionFact):
    """A tenure came to its end; the seat is vacant until the next begins."""

    kind: ClassVar[str] = "mandate.ended"
    mandate: str
    seat: str
    until_at: str


@dataclass(frozen=True, kw_only=True)
class OfficeGranted(InstitutionFact):
    """An account received an office; for a cabinet, the seat it prepares for."""

    kind: ClassVar[str] = "office.granted"
    grant: str
    account: str
    office: str
    seat: str | None


@dataclass(frozen=True, kw_only=True)
class OfficeEnded(InstitutionFact):
    """An office was taken back or laid down."""

    kind: ClassVar[str] = "office.ended"
    grant: str


@dataclass(frozen=True, kw_only=True)
class SessionConvened(Fact):
    """A session was convened: rules of procedure and seats are frozen as annexes, notice is given."""

    kind: ClassVar[str] = "session.convened"
    session: str
    slug: str
    number: int
    title: str
    language: str
    time_zone: str
    opens_at: str
    profile: str
    profile_hash: str
    seats_hash: str
    seats: int


@dataclass(frozen=True, kw_only=True)
class SessionClosed(Fact):
    """The session ended; its record takes no more entries."""

    kind: ClassVar[str] = "session.closed"
    session: str


@dataclass(frozen=True, kw_only=True)
class ItemAdded(Fact):
    """An item entered the agenda."""

    kind: ClassVar[str] = "item.added"
    item: str
    position: int
    item_kind: str
    title: str
    motion: str | None


@dataclass(frozen=True, kw_only=True)
class ItemCalled(Fact):
    """The chair called an item: it is before the house now."""

    kind: ClassVar[str] = "item.called"
    sitting: str
    item: str


@dataclass(frozen=True, kw_only=True)
class SittingScheduled(Fact):
    """A sitting was fixed for a time."""

    kind: ClassVar[str] = "sitting.scheduled"
    sitting: str
    number: int
    starts_at: str


@dataclass(frozen=True, kw_only=True)
class SittingOpened(Fact):
    """The sitting opened with its credentials report: who was present at the roll call stands in the annex."""

    kind: ClassVar[str] = "sitting.opened"
    sitting: str
    chair: str
    present: int
    held: int
    vacant: int
    needed: int
    credentials_hash: str


@dataclass(frozen=True, kw_only=True)
class RollCallTaken(Fact):
    """The seats were called again in mid-sitting."""

    kind: ClassVar[str] = "roll_call.taken"
    sitting: str
    present: int
    held: int
    vacant: int
    credentials_hash: str


@dataclass(frozen=True, kw_only=True)
class SittingSuspended(Fact):
    """The sitting was interrupted."""

    kind: ClassVar[str] = "sitting.suspended"
    sitting: str


@dataclass(frozen=True, kw_only=True)
class SittingResumed(Fact):
    """The sitting went on."""

    kind: ClassVar[str] = "sitting.resumed"
    sitting: str


@dataclass(frozen=True, kw_only=True)
class SittingAdjourned(Fact):
    """The sitting ended."""

    kind: ClassVar[str] = "sitting.adjourned"
    sitting: str


@dataclass(frozen=True, kw_only=True)
class ChairHandedOver(Fact):
    """Another person took the chair of the sitting."""

    kind: ClassVar[str] = "chair.handed_over"
    sitting: str
    from_account: str
    to_account: str
    reason: str


@dataclass(frozen=True, kw_only=True)
class SpeakerListed(Fact):
    """A seat asked for the floor and is on the speakers' list."""

    kind: ClassVar[str] = "speaker.listed"
    turn: str
    sitting: str
    item: str
    seat: str
    side: str


@dataclass(frozen=True, kw_only=True)
class SpeakerWithdrew(Fact):
    """A seat left the speakers' list before it was called."""

    kind: ClassVar[str] = "speaker.withdrew"
    turn: str


@dataclass(frozen=True, kw_only=True)
class TurnBegan(Fact):
    """The chair gave the floor."""

    kind: ClassVar[str] = "turn.began"
    turn: str
    seconds: int


@dataclass(frozen=True, kw_only=True)
class TurnEnded(Fact):
    """The speech ended."""

    kind: ClassVar[str] = "turn.ended"
    turn: str


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
    """An amendment was handed in; its operations are the annex and are never overwritten."""

    kind: ClassVar[str] = "amendment.submitted"
    amendment: str
    motion: str
    number: int
    seat: str
    base_hash: str
    operations_hash: str
    justification: str


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
class VoteOpened(Fact):
    """A vote opened on one question; its roll is frozen as an annex, its text is named by hash."""

    kind: ClassVar[str] = "vote.opened"
    vote: str
    number: int
    sitting: str
    item: str
    motion: str
    amendment: str | None
    text_hash: str
    roll_hash: str
    roll: int
    present: int
    window: bool
    closes_at: str


@dataclass(frozen=True, kw_only=True)
class VoteClosed(Fact):
    """The vote closed: tally and outcome; the roll call of named ballots is the annex."""

    kind: ClassVar[str] = "vote.closed"
    vote: str
    yes: int
    no: int
    abstain: int
    not_voting: int
    absent: int
    present: int
    outcome: str
    roll_call_hash: str


@dataclass(frozen=True, kw_only=True)
class MotionDecided(Fact):
    """The vote on the whole text moved the motion: its outcome, and the exact text it is about."""

    kind: ClassVar[str] = "motion.decided"
    motion: str
    vote: str
    outcome: str
    text_hash: str


@dataclass(frozen=True, kw_only=True)
class DeclarationCertified(Fact):
    """One of the two persons who must do so certified the exact adopted text."""

    kind: ClassVar[str] = "declaration.certified"
    motion: str
    text_hash: str
    office: str
    account: str


@dataclass(frozen=True, kw_only=True)
class DeclarationPublished(Fact):
    """The declaration was published; its document, built from this record alone, is the annex."""

    kind: ClassVar[str] = "declaration.published"
    declaration: str
    motion: str
    number: int
    slug: str
    title: str
    text_hash: str
    document_hash: str


def _all_kinds(base: type[Fact]) -> dict[str, type[Fact]]:
    found: dict[str, type[Fact]] = {}
    for each in base.__subclasses__():
        found |= {each.kind: each} if hasattr(each, "kind") else {}
        found |= _all_kinds(each)
    return found


KINDS: dict[str, type[Fact]] = _all_kinds(Fact)


@dataclass(frozen=True)
class Entry:
    """One numbered fact of one log, as it is written: `by` names office, account and seat."""

    log: str
    seq: int
    kind: str
    at: str
    by: Json
    body: Json

    def to_json(self) -> Json:
        return {
            "v": 1,
            "log": self.log,
            "seq": self.seq,
            "kind": self.kind,
            "at": self.at,
            "by": self.by,
            "body": self.body,
        }

    @classmethod
    def from_json(cls, value: Json) -> "Entry":
        return cls(value["log"], value["seq"], value["kind"], value["at"], value["by"], value["body"])
