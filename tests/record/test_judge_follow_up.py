"""The judge on following up: what is said of addressees and commitments can have happened, in this order."""

from dataclasses import replace

import pytest

from parliament.record.entries import (
    INSTITUTION,
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
    SeatRegistered,
)
from parliament.record.replay import ReplayError, replay

SEAT = SeatRegistered(
    seat="s1", slug="accra", city="Accra", other_name="", country="GHA", country_name="Ghana", continent="AF",
    population=1000, latitude="5.5", longitude="-0.25", time_zone="UTC", languages=[], cities=[],
)  # fmt: skip
NAMED = AddresseeNamed(addressee="a1", declaration="d1", addressee_kind="governments", name="Ministry")
SENT = DispatchSent(
    dispatch="x1", addressee="a1", declaration="d1", how="letter", sent_on="2026-11-22", answer_by="2026-12-22",
    note="", receipt_hash=None,
)  # fmt: skip
REPLIED = AddresseeReplied(
    reply="y1", addressee="a1", declaration="d1", received_on="2026-12-01", position="accepts", summary="Yes",
    file_hash=None, next_step="", next_step_on=None,
)  # fmt: skip
MADE = CommitmentMade(
    commitment="c1", declaration="d1", seat="s1", city="Accra", other_name="", country="GHA", country_name="Ghana",
    continent="AF", population=1000, measure="Homes", unit="homes", baseline=None, target="5", due_on="2030-12-31",
    next_review_on="2027-06-30", instruction="",
)  # fmt: skip
REPORTED = CommitmentReported(
    report="r1", commitment="c1", declaration="d1", status="under_way", figure="1.5", reported_on="2026-11-22",
    evidence="https://x.example/", note="", next_review_on="2027-12-31", instruction="",
)  # fmt: skip
REVIEWED = CommitmentReviewed(
    review="v1", commitment="c1", declaration="d1", report="r1", finding="confirmed", note="", next_review_on=None
)
TAKEN_BACK = CommitmentWithdrawn(commitment="c1", declaration="d1", reason="No money", instruction="")
GONE = AddresseeRemoved(addressee="a1", declaration="d1", reason="By mistake")
WHOLE = (SEAT, NAMED, SENT, REPLIED, MADE, REPORTED, REVIEWED, TAKEN_BACK, GONE)


def entries(*facts: Fact) -> list[Entry]:
    by, at = {"account": "desk", "office": "secretariat", "seat": None}, "2026-11-22T09:00:00.000Z"
    return [Entry(INSTITUTION, seq, fact.kind, at, by, fact.body()) for seq, fact in enumerate(facts, 1)]


def test_what_can_have_happened_is_known_afterwards():
    state = replay(entries(*WHOLE))
    assert (state.addressees["a1"].reason, state.commitments["c1"].reason) == ("By mistake", "No money")
    assert state.commitments["c1"].next_review_on == "2027-12-31"
    assert [*state.dispatches, *state.addressee_replies, *state.commitment_reports, *state.commitment_reviews] == [
        "x1",
        "y1",
        "r1",
        "v1",
    ]


@pytest.mark.parametrize(
    ("facts", "why"),
    [
        ([NAMED, NAMED], "there already is addressee a1"),
        ([NAMED, replace(NAMED, addressee="a2")], "Ministry is an addressee already"),
        ([replace(NAMED, name="")], "without a name"),
        ([replace(NAMED, addressee_kind="martians")], "no kind martians"),
        ([SENT], "there is no addressee a1"),
        ([NAMED, replace(SENT, declaration="d2")], "belongs to another declaration"),
        ([NAMED, replace(SENT, how="pigeon")], "nothing is sent by pigeon"),
        ([NAMED, replace(SENT, sent_on="2026-02-30")], "is not a day"),
        ([NAMED, replace(SENT, answer_by="2026-11-01")], "before the sending"),
        ([NAMED, SENT, SENT], "there already is dispatch x1"),
        ([NAMED, REPLIED], "nothing was sent"),
        ([NAMED, SENT, replace(REPLIED, position="perhaps")], "no position perhaps"),
        ([NAMED, SENT, replace(REPLIED, next_step_on="soon")], "is not a day"),
        ([NAMED, replace(GONE, reason="")], "without a reason"),
        ([NAMED, GONE, SENT], "was removed"),
        ([NAMED, SENT, GONE, REPLIED], "was removed"),
        ([MADE], "there is no seat s1"),
        ([SEAT, replace(MADE, city="Lima")], "registered with another city"),
        ([SEAT, replace(MADE, population=10**6)], "registered with another population"),
        ([SEAT, replace(MADE, unit="")], "without a measure or its unit"),
        ([SEAT, replace(MADE, target="many")], "is not a figure"),
        ([SEAT, replace(MADE, next_review_on="2031-01-01")], "due after the commitment"),
        ([SEAT, MADE, MADE], "there already is commitment c1"),
        ([REPORTED], "there is no commitment c1"),
        ([SEAT, MADE, replace(REPORTED, status="happy")], "no status happy"),
        ([SEAT, MADE, replace(REPORTED, evidence="http://x.example/")], "is not an address"),
        ([SEAT, MADE, replace(REPORTED, status="done", evidence=None)], "done without evidence"),
        ([SEAT, MADE, replace(REPORTED, next_review_on=None)], "when to look again"),
        ([SEAT, MADE, replace(REPORTED, declaration="d2")], "belongs to another declaration"),
        ([SEAT, MADE, REVIEWED], "there is no report r1"),
        ([SEAT, MADE, REPORTED, REVIEWED, replace(REVIEWED, review="v2")], "reviewed already"),
        ([SEAT, MADE, REPORTED, replace(REVIEWED, finding="fine")], "no finding fine"),
        ([SEAT, MADE, replace(MADE, commitment="c2"), REPORTED, replace(REVIEWED, commitment="c2")], "another commitment"),
        ([SEAT, MADE, replace(TAKEN_BACK, reason="")], "without a reason"),
        ([SEAT, MADE, TAKEN_BACK, REPORTED], "was withdrawn"),
        ([SEAT, MADE, TAKEN_BACK, TAKEN_BACK], "was withdrawn"),
    ],
)  # fmt: skip
def test_record_cannot_say_what_cannot_be(facts: list[Fact], why: str):
    with pytest.raises(ReplayError, match=why):
        replay(entries(*facts))
