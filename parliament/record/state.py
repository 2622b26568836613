"""What the house knows, as plain values by id: the shape that replay and the store's snapshot share.

Whatever is not in the record is not here: drafts, single ballots, rolls, presence, accounts. Instants are the
strings of the record, so that both sides compare letter by letter.
"""

from dataclasses import dataclass, field, fields
from typing import Any

from parliament.record.acceptance_state import Acceptance, AcceptanceObjection
from parliament.record.amendment_state import Amendment, AmendmentDecision, Order
from parliament.record.checkpoint_state import RecordedCheckpoint
from parliament.record.declaration_state import Certification, Declaration, TextCorrection
from parliament.record.election_state import Candidate, Election, ElectionRound
from parliament.record.evidence_state import Evidence
from parliament.record.floor_state import PointOfOrder, ProceduralMotion, Reconsideration, Statement, Turn
from parliament.record.follow_up_state import FollowUp
from parliament.record.past_state import PastSession
from parliament.record.print_state import Print
from parliament.record.signature_state import (
    DeclarationVersion,
    Endorsement,
    Signature,
    Signing,
    VersionCertification,
    Withdrawal,
)
from parliament.record.topic_state import Classification
from parliament.record.translation_state import FrozenTranslations
from parliament.record.voting_state import Bloc, DivisionOrder, DivisionRequest, TakingOut
from parliament.record.witness_state import Witness


@dataclass(kw_only=True)
class Seat:
    id: str
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
    cities: list[dict[str, Any]]
    state: str
    reason: str = ""


@dataclass(kw_only=True)
class Mandate:
    """A tenure of a seat; a substitute's belongs to the session it was certified for."""

    id: str
    seat: str
    member: str
    name: str
    kind: str
    from_at: str
    until_at: str | None = None
    plenary: str | None = None
    reason: str = ""


@dataclass(kw_only=True)
class Proxy:
    """The voice of one seat in the hands of another."""

    id: str
    plenary: str
    giver: str
    holder: str
    item: str | None
    given_at: str
    from_at: str
    until_at: str
    taken_back_at: str | None = None


@dataclass(kw_only=True)
class Grant:
    """An office held by an account."""

    id: str
    account: str
    office: str
    seat: str | None
    from_at: str
    until_at: str | None = None


@dataclass(kw_only=True)
class AdoptedProfile:
    """Rules of procedure the house wrote for itself, one version of them."""

    id: str
    name: str
    version: int
    text_hash: str
    profile_hash: str
    adopted_at: str


@dataclass(kw_only=True)
class PlenarySession:
    id: str
    slug: str
    number: int
    title: str
    stage: str
    language: str
    time_zone: str
    convened_at: str
    opens_at: str
    profile: str
    profile_hash: str
    seats_hash: str
    seats: int
    urgency: str | None = None
    reason: str = ""
    rehearsal: bool = False
    agenda_adopted_at: str | None = None


@dataclass(kw_only=True)
class Item:
    id: str
    plenary: str
    position: int
    kind: str
    title: str
    motion: str | None
    parent: str | None = None
    planned_minutes: int | None = None
    called_at: str | None = None


@dataclass(kw_only=True)
class AgendaChange:
    """A proposal to adopt the agenda or to change it; `items` is the order it would have."""

    id: str
    plenary: str
    kind: str
    items: list[str]
    item: str | None
    item_kind: str | None
    title: str
    motion: str | None
    planned_minutes: int | None
    reason: str
    seat: str | None
    state: str
    proposed_at: str
    decided_at: str | None = None


@dataclass(kw_only=True)
class Paper:
    id: str
    plenary: str
    number: int
    item: str | None
    title: str
    language: str
    media_type: str
    content_hash: str
    size: int
    seat: str | None
    added_at: str
    withdrawn_at: str | None = None
    reason: str = ""


@dataclass(kw_only=True)
class Minutes:
    id: str
    plenary: str
    sitting: str
    state: str
    draft_hash: str
    drafted_at: str
    corrections_until_at: str
    approved_hash: str | None = None
    approved_at: str | None = None


@dataclass(kw_only=True)
class Correction:
    """Other words for one paragraph of minutes."""

    id: str
    minutes: str
    number: int
    paragraph: int
    seat: str
    text: str
    state: str
    proposed_at: str
    reason: str = ""
    decided_at: str | None = None


@dataclass(kw_only=True)
class Sitting:
    id: str
    plenary: str
    number: int
    state: str
    starts_at: str
    opened_at: str | None = None
    adjourned_at: str | None = None
    chair: str | None = None
    item: str | None = None


@dataclass(kw_only=True)
class Motion:
    id: str
    plenary: str
    seat: str
    title: str
    stage: str
    visibility: str
    text_hash: str
    sponsors: list[str]
    submitted_at: str
    number: int | None = None
    reason: str = ""
    published_at: str | None = None
    outcome: str | None = None
    adopted_hash: str | None = None


@dataclass(kw_only=True)
class Vote:
    """One act of deciding, with every number an outcome is recomputed from."""

    id: str
    plenary: str
    number: int
    sitting: str
    item: str | None
    question: str
    about: str | None
    wording: str
    motion: str | None
    amendment: str | None
    manner: str
    round: int
    majority: str
    tie: str
    quorum: str
    objections: int
    members: int
    accredited: int
    window: bool
    state: str
    text_hash: str
    roll_hash: str
    roll: int
    present: int
    opened_at: str
    closes_at: str
    closed_at: str | None = None
    yes: int | None = None
    no: int | None = None
    abstain: int | None = None
    papers: int | None = None
    not_voting: int | None = None
    absent: int | None = None
    represented: int | None = None
    outcome: str | None = None
    casting: str | None = None
    part: int | None = None
    parts: int | None = None
    annulled_reason: str = ""
    roll_call_hash: str | None = None


@dataclass(kw_only=True)
class VoteRequest:
    """A seat's wish about the next vote of its sitting, and the vote that met it."""

    id: str
    sitting: str
    seat: str
    asks_for: str
    at: str
    vote: str | None = None


@dataclass(kw_only=True)
class HandCount:
    """The last count of one officer in a show of hands."""

    vote: str
    account: str
    yes: int
    no: int
    abstain: int


@dataclass(kw_only=True)
class State(FollowUp):
    """Everything by id; an order by its motion, a certification by motion and office, a key by itself.

    `logs` holds how many entries each log has.
    """

    logs: dict[str, int] = field(default_factory=dict)
    keys: dict[str, str] = field(default_factory=dict)
    seats: dict[str, Seat] = field(default_factory=dict)
    mandates: dict[str, Mandate] = field(default_factory=dict)
    offices: dict[str, Grant] = field(default_factory=dict)
    profiles: dict[str, AdoptedProfile] = field(default_factory=dict)
    sessions: dict[str, PlenarySession] = field(default_factory=dict)
    checkpoints: dict[str, RecordedCheckpoint] = field(default_factory=dict)
    items: dict[str, Item] = field(default_factory=dict)
    agenda_changes: dict[str, AgendaChange] = field(default_factory=dict)
    papers: dict[str, Paper] = field(default_factory=dict)
    sittings: dict[str, Sitting] = field(default_factory=dict)
    turns: dict[str, Turn] = field(default_factory=dict)
    points_of_order: dict[str, PointOfOrder] = field(default_factory=dict)
    procedural_motions: dict[str, ProceduralMotion] = field(default_factory=dict)
    reconsiderations: dict[str, Reconsideration] = field(default_factory=dict)
    statements: dict[str, Statement] = field(default_factory=dict)
    proxies: dict[str, Proxy] = field(default_factory=dict)
    past_sessions: dict[str, PastSession] = field(default_factory=dict)
    motions: dict[str, Motion] = field(default_factory=dict)
    amendments: dict[str, Amendment] = field(default_factory=dict)
    amendment_decisions: dict[str, AmendmentDecision] = field(default_factory=dict)
    acceptances: dict[str, Acceptance] = field(default_factory=dict)
    acceptance_objections: dict[str, AcceptanceObjection] = field(default_factory=dict)
    orders: dict[str, Order] = field(default_factory=dict)
    blocs: dict[str, Bloc] = field(default_factory=dict)
    takings_out: dict[str, TakingOut] = field(default_factory=dict)
    division_requests: dict[str, DivisionRequest] = field(default_factory=dict)
    division_orders: dict[str, DivisionOrder] = field(default_factory=dict)
    votes: dict[str, Vote] = field(default_factory=dict)
    vote_requests: dict[str, VoteRequest] = field(default_factory=dict)
    hand_counts: dict[str, HandCount] = field(default_factory=dict)
    elections: dict[str, Election] = field(default_factory=dict)
    candidates: dict[str, Candidate] = field(default_factory=dict)
    election_rounds: dict[str, ElectionRound] = field(default_factory=dict)
    text_corrections: dict[str, TextCorrection] = field(default_factory=dict)
    certifications: dict[str, Certification] = field(default_factory=dict)
    declarations: dict[str, Declaration] = field(default_factory=dict)
    prints: dict[str, Print] = field(default_factory=dict)
    evidence: dict[str, Evidence] = field(default_factory=dict)
    classifications: dict[str, Classification] = field(default_factory=dict)
    signings: dict[str, Signing] = field(default_factory=dict)
    signatures: dict[str, Signature] = field(default_factory=dict)
    endorsements: dict[str, Endorsement] = field(default_factory=dict)
    declaration_versions: dict[str, DeclarationVersion] = field(default_factory=dict)
    version_certifications: dict[str, VersionCertification] = field(default_factory=dict)
    withdrawals: dict[str, Withdrawal] = field(default_factory=dict)
    frozen_translations: dict[str, FrozenTranslations] = field(default_factory=dict)
    minutes: dict[str, Minutes] = field(default_factory=dict)
    corrections: dict[str, Correction] = field(default_factory=dict)
    witnesses: dict[str, Witness] = field(default_factory=dict)
    # Names and numbers given out, which nobody may bear a second time: the judge's index, not knowledge.
    given: set[tuple[str, str, str | int]] = field(default_factory=set, compare=False, repr=False)


def certification_id(motion: str, office: str) -> str:
    """One word of certification a motion and office."""
    return f"{motion} {office}"


def hand_count_id(vote: str, account: str) -> str:
    """One count stands for a vote and an officer."""
    return f"{vote} {account}"


def difference(a: State, b: State, names: tuple[str, str] = ("record", "tables")) -> list[str]:
    """What differs between two accounts of the house, one sentence each, in a steady order."""
    found: list[str] = []
    for noun in (each for each in fields(State) if each.compare):
        first, second = getattr(a, noun.name), getattr(b, noun.name)
        for key in sorted(first.keys() | second.keys()):
            if key not in second:
                found.append(f"{noun.name} {key}: known to the {names[0]}, not to the {names[1]}")
            elif key not in first:
                found.append(f"{noun.name} {key}: known to the {names[1]}, not to the {names[0]}")
            elif first[key] != second[key]:
                found += _values(f"{noun.name} {key}", first[key], second[key], names)
    return found


def _values(where: str, a: Any, b: Any, names: tuple[str, str]) -> list[str]:
    if not hasattr(a, "__dataclass_fields__"):
        return [f"{where}: {names[0]} {a!r}, {names[1]} {b!r}"]
    pairs = [(each.name, getattr(a, each.name), getattr(b, each.name)) for each in fields(a)]
    return [f"{where}, {name}: {names[0]} {x!r}, {names[1]} {y!r}" for name, x, y in pairs if x != y]
