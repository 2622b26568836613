"""Amendments that the sponsors of a motion accept: all of them, in time, and against nobody's word."""

from datetime import timedelta

import pytest

from parliament.commands.acceptances import accept_amendment, object_to_acceptance, settle_acceptance
from parliament.commands.amendments import confirm_order, submit_amendment, submit_sub_amendment, withdraw_amendment
from parliament.commands.clock import accept_due
from parliament.commands.motions import withdraw_motion
from parliament.rules.powers import THE_CLOCK
from parliament.rules.refusals import Code
from parliament.store.queries.docket import docket_of
from parliament.store.tables import Motion
from tests.builders import Chamber
from tests.commands.test_corrections import rows

SPONSORS = (0, 1, 3)


def amend(chamber: Chamber, *change: str, mover: int = 2) -> str:
    said = rows(chamber, (change[0], change[1]))
    base_hash, paragraphs = said["text_hash"], said["paragraphs"]
    more = {"motion_id": chamber.motion, "base_hash": base_hash, "paragraphs": paragraphs}
    return str(chamber.by(chamber.mayors[mover], submit_amendment, **more)["amendment"])


def accept(chamber: Chamber, amendment: str, *sponsors: int) -> None:
    for sponsor in sponsors:
        chamber.by(chamber.mayors[sponsor], accept_amendment, amendment_id=amendment)


def fates(chamber: Chamber) -> list[str]:
    with chamber.house.reading() as db:
        return [fate.state for fate in docket_of(db, db.get_one(Motion, chamber.motion)).fates.values()]


@pytest.fixture
def amended(debated: Chamber) -> tuple[Chamber, str]:
    """An amendment is pending."""
    return debated, amend(debated, "every year", "every month")


def test_what_all_sponsors_accept_is_in_the_text_once_the_time_is_over(amended: tuple[Chamber, str]) -> None:
    chamber, amendment = amended
    rival = amend(chamber, "every year", "every week", mover=4)
    accept(chamber, amendment, *SPONSORS)
    until = chamber.last().body["objections_until_at"]
    assert until is not None
    assert [entry.body["objections_until_at"] for entry in chamber.entries() if entry.kind == "acceptance.given"] == [
        None,
        None,
        until,
    ]
    chamber.refused(Code.OBJECTIONS_RUN, chamber.chair, settle_acceptance, amendment_id=amendment)
    assert accept_due(chamber.house) == []
    chamber.at += timedelta(minutes=60)
    assert accept_due(chamber.house) == [amendment]
    assert accept_due(chamber.house) == []
    assert (chamber.last().kind, chamber.last().body["decision_kind"]) == ("amendment.decided", "accepted")
    assert chamber.last().by["office"] == "clock"
    assert fates(chamber) == ["accepted", "lapsed"]
    with chamber.house.reading() as db:
        text = docket_of(db, db.get_one(Motion, chamber.motion)).consolidated.text
    assert text.paragraphs[1].text == "Commit to publish a water plan every month"
    chamber.refused(Code.AMENDMENT_SETTLED, chamber.mayors[0], accept_amendment, amendment_id=amendment)
    chamber.refused(Code.AMENDMENT_SETTLED, chamber.mayors[0], accept_amendment, amendment_id=rival)


def test_the_chair_may_say_so_before_the_clock(amended: tuple[Chamber, str]) -> None:
    chamber, amendment = amended
    accept(chamber, amendment, *SPONSORS)
    chamber.at += timedelta(minutes=60)
    chamber.by(chamber.chair, settle_acceptance, amendment_id=amendment)
    assert fates(chamber) == ["accepted"]


def test_one_objection_brings_it_to_the_vote(amended: tuple[Chamber, str]) -> None:
    chamber, amendment = amended
    objector = chamber.mayors[5]
    chamber.refused(Code.NOT_ACCEPTED, objector, object_to_acceptance, amendment_id=amendment)
    accept(chamber, amendment, 0, 1)
    chamber.by(objector, object_to_acceptance, amendment_id=amendment, reason="Too often.")
    chamber.refused(Code.SAID_ALREADY, objector, object_to_acceptance, amendment_id=amendment)
    chamber.refused(Code.ACCEPTANCE_OBJECTED, chamber.mayors[3], accept_amendment, amendment_id=amendment)
    chamber.at += timedelta(days=1)
    chamber.refused(Code.ACCEPTANCE_OBJECTED, chamber.chair, settle_acceptance, amendment_id=amendment)
    assert accept_due(chamber.house) == []
    assert fates(chamber) == ["pending"]


def test_only_sponsors_accept_each_once_and_all_have_to(amended: tuple[Chamber, str]) -> None:
    chamber, amendment = amended
    chamber.refused(Code.NOT_A_SPONSOR, chamber.mayors[2], accept_amendment, amendment_id=amendment)
    chamber.refused(Code.NOT_ALLOWED, chamber.desk, accept_amendment, amendment_id=amendment)
    accept(chamber, amendment, 0, 1)
    chamber.refused(Code.SAID_ALREADY, chamber.mayors[0], accept_amendment, amendment_id=amendment)
    chamber.at += timedelta(days=1)
    refusal = chamber.refused(Code.NOT_ACCEPTED, THE_CLOCK, settle_acceptance, amendment_id=amendment)
    assert refusal.facts == {"have": 2, "need": 3}


def test_what_is_withdrawn_or_put_is_not_accepted(amended: tuple[Chamber, str]) -> None:
    chamber, amendment = amended
    accept(chamber, amendment, *SPONSORS)
    chamber.by(chamber.mayors[2], withdraw_amendment, amendment_id=amendment)
    chamber.at += timedelta(days=1)
    assert accept_due(chamber.house) == []
    chamber.refused(Code.AMENDMENT_SETTLED, chamber.chair, settle_acceptance, amendment_id=amendment)
    other = amend(chamber, "every year", "every week")
    accept(chamber, other, 0, 1)
    chamber.by(chamber.chair, confirm_order, motion_id=chamber.motion)
    chamber.put(other)
    for who, command in ((chamber.mayors[3], accept_amendment), (chamber.mayors[5], object_to_acceptance)):
        chamber.refused(Code.VOTE_OPEN, who, command, amendment_id=other)
    chamber.refused(Code.VOTE_OPEN, chamber.chair, settle_acceptance, amendment_id=other)


def test_changes_to_an_amendment_are_not_for_the_sponsors_of_the_motion(amended: tuple[Chamber, str]) -> None:
    chamber, amendment = amended
    words = [{"id": "o0", "section": "operative", "text": "week"}]
    sub = chamber.by(chamber.mayors[5], submit_sub_amendment, parent_id=amendment, paragraphs=words)["amendment"]
    chamber.refused(Code.NOT_OFFERED, chamber.mayors[0], accept_amendment, amendment_id=sub)


def test_a_motion_that_is_withdrawn_has_nothing_to_accept(amended: tuple[Chamber, str]) -> None:
    chamber, amendment = amended
    accept(chamber, amendment, *SPONSORS)
    chamber.by(chamber.mayors[0], withdraw_motion, motion_id=chamber.motion)
    chamber.at += timedelta(days=1)
    assert accept_due(chamber.house) == []
    chamber.refused(Code.WRONG_STAGE, chamber.mayors[0], accept_amendment, amendment_id=amendment)
