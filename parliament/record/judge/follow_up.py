"""Following up: addressees with dispatches and replies; commitments with reports and reviews.

The institution's log is read before those of the sessions, so that a declaration is only named here.
"""

from dataclasses import asdict

from parliament.record.entries import (
    AddresseeNamed,
    AddresseeRemoved,
    AddresseeReplied,
    CommitmentMade,
    CommitmentReported,
    CommitmentReviewed,
    CommitmentWithdrawn,
    DispatchSent,
    Entry,
    Fact,
    Json,
)
from parliament.record.follow_up_state import (
    Addressee,
    AddresseeReply,
    Commitment,
    CommitmentReport,
    CommitmentReview,
    Dispatch,
)
from parliament.record.judge.registry import insist, known, replays, unused
from parliament.record.state import State
from parliament.rules.follow_up import (
    FINISHED,
    AddresseeKind,
    Channel,
    Finding,
    Position,
    Progress,
    is_day,
    is_evidence,
    is_figure,
)

# What an entry repeats of the seat, so that whoever reads of one declaration needs no other entry.
CITY = ("city", "other_name", "country", "country_name", "continent", "population")


def _said(fact: Fact) -> Json:
    """What a fact says of a thing whose declaration is known by what it belongs to."""
    return {name: value for name, value in asdict(fact).items() if name != "declaration"}


def _days(*said: str | None) -> None:
    for each in said:
        insist(each is None or is_day(each), f"{each} is not a day")


def _figures(*said: str | None) -> None:
    for each in said:
        insist(each is None or is_figure(each), f"{each} is not a figure")


def _addressee(state: State, key: str, declaration: str) -> Addressee:
    addressee = known(state.addressees, key, "addressee")
    insist(addressee.declaration == declaration, f"addressee {key} belongs to another declaration")
    insist(addressee.removed_at is None, f"addressee {key} was removed")
    return addressee


def _commitment(state: State, key: str, declaration: str) -> Commitment:
    commitment = known(state.commitments, key, "commitment")
    insist(commitment.declaration == declaration, f"commitment {key} belongs to another declaration")
    insist(commitment.withdrawn_at is None, f"commitment {key} was withdrawn")
    return commitment


@replays(AddresseeNamed)
def addressee_named(state: State, entry: Entry, fact: AddresseeNamed) -> None:
    """Once under a declaration, unless the former one was removed."""
    unused(state.addressees, fact.addressee, "addressee")
    insist(fact.addressee_kind in set(AddresseeKind), f"there is no kind {fact.addressee_kind} of addressee")
    insist(fact.name != "", "an addressee without a name")
    same = [
        each
        for each in state.addressees.values()
        if (each.declaration, each.name, each.removed_at) == (fact.declaration, fact.name, None)
    ]
    insist(not same, f"{fact.name} is an addressee already")
    state.addressees[fact.addressee] = Addressee(
        id=fact.addressee,
        declaration=fact.declaration,
        kind=fact.addressee_kind,
        name=fact.name,
        named_at=entry.at,
    )


@replays(AddresseeRemoved)
def addressee_removed(state: State, entry: Entry, fact: AddresseeRemoved) -> None:
    addressee = _addressee(state, fact.addressee, fact.declaration)
    insist(fact.reason != "", "an addressee is not removed without a reason")
    addressee.removed_at, addressee.reason = entry.at, fact.reason


@replays(DispatchSent)
def dispatch_sent(state: State, entry: Entry, fact: DispatchSent) -> None:
    _addressee(state, fact.addressee, fact.declaration)
    unused(state.dispatches, fact.dispatch, "dispatch")
    insist(fact.how in set(Channel), f"nothing is sent by {fact.how}")
    _days(fact.sent_on, fact.answer_by)
    insist(fact.answer_by is None or fact.sent_on <= fact.answer_by, "an answer was asked for before the sending")
    said = _said(fact)
    state.dispatches[fact.dispatch] = Dispatch(id=said.pop("dispatch"), entered_at=entry.at, **said)


@replays(AddresseeReplied)
def addressee_replied(state: State, entry: Entry, fact: AddresseeReplied) -> None:
    """Nobody answers what was not sent."""
    _addressee(state, fact.addressee, fact.declaration)
    sent = any(each.addressee == fact.addressee for each in state.dispatches.values())
    insist(sent, f"nothing was sent to addressee {fact.addressee}")
    unused(state.addressee_replies, fact.reply, "reply")
    insist(fact.position in set(Position), f"there is no position {fact.position}")
    _days(fact.received_on, fact.next_step_on)
    said = _said(fact)
    state.addressee_replies[fact.reply] = AddresseeReply(id=said.pop("reply"), entered_at=entry.at, **said)


@replays(CommitmentMade)
def commitment_made(state: State, entry: Entry, fact: CommitmentMade) -> None:
    known(state.seats, fact.seat, "seat")
    unused(state.commitments, fact.commitment, "commitment")
    insist("" not in (fact.measure, fact.unit), "a commitment without a measure or its unit")
    _figures(fact.baseline, fact.target)
    _days(fact.due_on, fact.next_review_on)
    insist(fact.next_review_on <= fact.due_on, "the first review is due after the commitment")
    seat = state.seats[fact.seat]
    for name in CITY:
        insist(getattr(seat, name) == getattr(fact, name), f"seat {fact.seat} is registered with another {name}")
    said = {name: value for name, value in asdict(fact).items() if name not in CITY}
    state.commitments[fact.commitment] = Commitment(id=said.pop("commitment"), made_at=entry.at, **said)


@replays(CommitmentReported)
def commitment_reported(state: State, entry: Entry, fact: CommitmentReported) -> None:
    commitment = _commitment(state, fact.commitment, fact.declaration)
    unused(state.commitment_reports, fact.report, "report")
    insist(fact.status in set(Progress), f"there is no status {fact.status}")
    insist(fact.evidence is None or is_evidence(fact.evidence), "the evidence is not an address")
    insist(fact.status != Progress.DONE or fact.evidence is not None, "done without evidence")
    insist(fact.status in FINISHED or fact.next_review_on is not None, "nobody says when to look again")
    _figures(fact.figure)
    _days(fact.reported_on, fact.next_review_on)
    commitment.next_review_on = fact.next_review_on or commitment.next_review_on
    said = _said(fact)
    state.commitment_reports[fact.report] = CommitmentReport(id=said.pop("report"), entered_at=entry.at, **said)


@replays(CommitmentReviewed)
def commitment_reviewed(state: State, entry: Entry, fact: CommitmentReviewed) -> None:
    """Each report once."""
    commitment = _commitment(state, fact.commitment, fact.declaration)
    report = known(state.commitment_reports, fact.report, "report")
    insist(report.commitment == fact.commitment, f"report {fact.report} is on another commitment")
    unused(state.commitment_reviews, fact.review, "review")
    again = any(each.report == fact.report for each in state.commitment_reviews.values())
    insist(not again, f"report {fact.report} is reviewed already")
    insist(fact.finding in set(Finding), f"there is no finding {fact.finding}")
    _days(fact.next_review_on)
    commitment.next_review_on = fact.next_review_on or commitment.next_review_on
    said = _said(fact)
    state.commitment_reviews[fact.review] = CommitmentReview(id=said.pop("review"), entered_at=entry.at, **said)


@replays(CommitmentWithdrawn)
def commitment_withdrawn(state: State, entry: Entry, fact: CommitmentWithdrawn) -> None:
    commitment = _commitment(state, fact.commitment, fact.declaration)
    insist(fact.reason != "", "a commitment is not withdrawn without a reason")
    commitment.withdrawn_at, commitment.reason = entry.at, fact.reason
