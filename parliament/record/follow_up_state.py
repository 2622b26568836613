"""Addressees and commitments, in the shape of `record.state`: plain values by id."""

from dataclasses import dataclass, field


@dataclass(kw_only=True)
class Addressee:
    """Whom a declaration calls upon; `removed_at` and `reason` once it was found to be named by mistake."""

    id: str
    declaration: str
    kind: str
    name: str
    named_at: str
    removed_at: str | None = None
    reason: str = ""


@dataclass(kw_only=True)
class Dispatch:
    id: str
    addressee: str
    how: str
    sent_on: str
    answer_by: str | None
    note: str
    receipt_hash: str | None
    entered_at: str


@dataclass(kw_only=True)
class AddresseeReply:
    id: str
    addressee: str
    received_on: str
    position: str
    summary: str
    file_hash: str | None
    next_step: str
    next_step_on: str | None
    entered_at: str


@dataclass(kw_only=True)
class Commitment:
    """What a city promised; `next_review_on` is the day that was named last."""

    id: str
    declaration: str
    seat: str
    measure: str
    unit: str
    baseline: str | None
    target: str
    due_on: str
    next_review_on: str
    instruction: str
    made_at: str
    withdrawn_at: str | None = None
    reason: str = ""


@dataclass(kw_only=True)
class CommitmentReport:
    id: str
    commitment: str
    status: str
    figure: str | None
    reported_on: str
    evidence: str | None
    note: str
    next_review_on: str | None
    instruction: str
    entered_at: str


@dataclass(kw_only=True)
class CommitmentReview:
    id: str
    commitment: str
    report: str
    finding: str
    note: str
    next_review_on: str | None
    entered_at: str


@dataclass(kw_only=True)
class FollowUp:
    """The part of the state that is about following up declarations."""

    addressees: dict[str, Addressee] = field(default_factory=dict)
    dispatches: dict[str, Dispatch] = field(default_factory=dict)
    addressee_replies: dict[str, AddresseeReply] = field(default_factory=dict)
    commitments: dict[str, Commitment] = field(default_factory=dict)
    commitment_reports: dict[str, CommitmentReport] = field(default_factory=dict)
    commitment_reviews: dict[str, CommitmentReview] = field(default_factory=dict)
