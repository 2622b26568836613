"""A motion from draft to publication, or to where it ends before that."""

import pytest

from parliament.commands.motions import (
    admit_motion,
    draft_motion,
    gather_sponsors,
    publish_motion,
    refuse_motion,
    revise_draft,
    sponsor_motion,
    submit_motion,
    withdraw_motion,
)
from parliament.commands.sessions import close_session
from parliament.rules.powers import Actor, Office
from parliament.rules.refusals import Code
from parliament.store.tables import Motion
from tests.builders import PARAGRAPHS

SEATLESS = Actor("account-x", "X", frozenset({Office.MEMBER}))
OTHER = [dict(PARAGRAPHS[0], text="Noting that wells run dry"), *PARAGRAPHS[1:]]


@pytest.fixture
def gathering(convened):
    """A draft that two other mayors, of two countries in all, have signed."""
    convened.draft()
    convened.gather()
    return convened


@pytest.fixture
def submitted(gathering):
    gathering.by(gathering.mayors[0], submit_motion, motion_id=gathering.motion)
    return gathering


def stage(chamber) -> str:
    return chamber.row(Motion, chamber.motion).stage


def test_draft_is_kept_from_the_record_until_it_is_submitted(convened):
    before = convened.entries()
    convened.draft()
    convened.gather()
    assert (convened.entries(), stage(convened)) == (before, "gathering")
    convened.by(convened.mayors[0], submit_motion, motion_id=convened.motion)
    assert convened.last().body["sponsors"] == [convened.seats[at] for at in (0, 1, 3)]


def test_motion_is_admitted_numbered_and_published(submitted):
    said = {"motion_id": submitted.motion}
    assert submitted.by(submitted.desk, admit_motion, **said)["number"] == 1
    submitted.by(submitted.desk, publish_motion, **said)
    row = submitted.row(Motion, submitted.motion)
    assert (row.stage, row.visibility, submitted.last().kind) == ("published", "public", "motion.published")


def test_drafting_needs_a_mandate_and_a_session_that_runs(convened):
    said = {"session_id": convened.plenary, "title": "Wells", "paragraphs": PARAGRAPHS}
    convened.refused(Code.NO_MANDATE, SEATLESS, draft_motion, **said)
    convened.refused(Code.NOT_FOUND, convened.mayors[0], draft_motion, **(said | {"session_id": "session-0"}))
    convened.by(convened.desk, close_session, session_id=convened.plenary)
    convened.refused(Code.WRONG_STAGE, convened.mayors[0], draft_motion, **said)


@pytest.mark.parametrize(
    ("title", "rows", "code"),
    [
        ("", PARAGRAPHS, Code.TEXT_EMPTY),
        ("T" * 201, PARAGRAPHS, Code.TEXT_TOO_LONG),
        ("Wells", [], Code.TEXT_EMPTY),
        ("Wells", [dict(PARAGRAPHS[0], text="pay \u202eyap")], Code.TEXT_CONTROLS),
        ("Wells", [dict(PARAGRAPHS[0], text="w" * 5001)], Code.TEXT_TOO_LONG),
    ],
)
def test_text_that_cannot_stand_is_refused(convened, title, rows, code):
    said = {"session_id": convened.plenary, "title": title, "paragraphs": rows}
    convened.refused(code, convened.mayors[0], draft_motion, **said)


def test_revision_asks_the_sponsors_again(gathering):
    said = {"motion_id": gathering.motion, "title": "Clean wells", "paragraphs": OTHER}
    seen = {"seen_hash": gathering.text_hash}
    new = gathering.by(gathering.mayors[0], revise_draft, **said, **seen)["text_hash"]
    assert new != gathering.text_hash
    refused = gathering.refused(
        Code.NOT_ENOUGH_SPONSORS, gathering.mayors[0], submit_motion, motion_id=gathering.motion
    )
    assert refused.facts == {"have": 1, "need": 3}
    gathering.refused(Code.STALE_TEXT, gathering.mayors[0], revise_draft, **said, **seen)
    old = {"motion_id": gathering.motion, "text_hash": gathering.text_hash}
    gathering.refused(Code.STALE_TEXT, gathering.mayors[1], sponsor_motion, **old)
    for at in (1, 3):
        gathering.by(gathering.mayors[at], sponsor_motion, motion_id=gathering.motion, text_hash=new)
    gathering.by(gathering.mayors[0], submit_motion, motion_id=gathering.motion)


def test_three_sponsors_of_one_country_are_not_enough(convened):
    convened.draft()
    convened.gather(sponsors=(1, 2))
    refused = convened.refused(Code.NOT_ENOUGH_COUNTRIES, convened.mayors[0], submit_motion, motion_id=convened.motion)
    assert refused.facts == {"have": 1, "need": 2}


def test_signing_twice_is_signing_once(gathering):
    said = {"motion_id": gathering.motion, "text_hash": gathering.text_hash}
    gathering.by(gathering.mayors[1], sponsor_motion, **said)
    answer = gathering.by(gathering.mayors[0], submit_motion, motion_id=gathering.motion)
    assert len(answer["sponsors"]) == 3


def test_sponsoring_needs_a_mandate_and_a_motion_that_asks_for_sponsors(convened):
    convened.draft()
    said = {"motion_id": convened.motion, "text_hash": convened.text_hash}
    convened.refused(Code.WRONG_STAGE, convened.mayors[1], sponsor_motion, **said)
    convened.refused(Code.NO_MANDATE, SEATLESS, sponsor_motion, **said)


def test_paper_belongs_to_its_seat(gathering):
    other, own = gathering.mayors[2], {"motion_id": gathering.motion}
    for command in (gather_sponsors, submit_motion, withdraw_motion):
        gathering.refused(Code.NOT_YOUR_SEAT, other, command, **own)
    gathering.refused(Code.NOT_YOUR_SEAT, other, revise_draft, title="Wells", paragraphs=OTHER, **own)


def test_submitted_motion_is_no_draft_any_more(submitted):
    mover, own = submitted.mayors[0], {"motion_id": submitted.motion}
    for command in (gather_sponsors, submit_motion):
        submitted.refused(Code.WRONG_STAGE, mover, command, **own)
    submitted.refused(Code.WRONG_STAGE, mover, revise_draft, title="Wells", paragraphs=OTHER, **own)
    submitted.refused(Code.WRONG_STAGE, submitted.desk, publish_motion, **own)


def test_motion_is_not_admitted_only_with_a_reason(submitted):
    own = {"motion_id": submitted.motion}
    submitted.refused(Code.REASON_NEEDED, submitted.desk, refuse_motion, reason=" ", **own)
    submitted.by(submitted.desk, refuse_motion, reason="It is about another house.", **own)
    assert (stage(submitted), submitted.last().body["reason"]) == ("not_admitted", "It is about another house.")
    for command in (admit_motion, publish_motion):
        submitted.refused(Code.WRONG_STAGE, submitted.desk, command, **own)
    submitted.refused(Code.WRONG_STAGE, submitted.desk, refuse_motion, reason="Again", **own)


def test_withdrawn_draft_leaves_no_trace_in_the_record_and_a_submitted_motion_does(gathering):
    before = gathering.entries()
    gathering.by(gathering.mayors[0], withdraw_motion, motion_id=gathering.motion)
    assert (gathering.entries(), stage(gathering)) == (before, "withdrawn")
    gathering.draft()
    gathering.gather()
    gathering.by(gathering.mayors[0], submit_motion, motion_id=gathering.motion)
    gathering.by(gathering.mayors[0], withdraw_motion, motion_id=gathering.motion)
    assert gathering.last().kind == "motion.withdrawn"


def test_motion_that_is_put_cannot_be_withdrawn(voting):
    voting.refused(Code.WRONG_STAGE, voting.mayors[0], withdraw_motion, motion_id=voting.motion)


def test_closed_session_takes_no_more_entries_whatever_the_command(gathering):
    gathering.by(gathering.desk, close_session, session_id=gathering.plenary)
    gathering.refused(Code.WRONG_STAGE, gathering.mayors[0], submit_motion, motion_id=gathering.motion)
    assert gathering.last().kind == "session.closed"


def test_motion_that_was_published_is_not_withdrawn_from_a_closed_session(published):
    published.by(published.desk, close_session, session_id=published.plenary)
    published.refused(Code.WRONG_STAGE, published.mayors[0], withdraw_motion, motion_id=published.motion)


def test_unknown_motion_is_not_found(convened):
    for actor, commands in (
        (convened.mayors[0], (gather_sponsors, submit_motion, withdraw_motion)),
        (convened.desk, (admit_motion, publish_motion)),
    ):
        for command in commands:
            convened.refused(Code.NOT_FOUND, actor, command, motion_id="motion-0")
