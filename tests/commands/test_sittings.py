"""Fixing, opening, interrupting and ending a sitting, and calling an item."""

from datetime import timedelta

import pytest

from parliament.commands.agenda import add_item
from parliament.commands.sessions import close_session, convene_session
from parliament.commands.sittings import (
    adjourn_sitting,
    call_item,
    open_sitting,
    resume_sitting,
    schedule_sitting,
    suspend_sitting,
    take_roll_call,
)
from parliament.record.canonical import parse_canonical
from parliament.rules.refusals import Code
from parliament.store import record
from parliament.store.tables import Motion, PlenarySession, Sitting

INTERRUPTING = (suspend_sitting, adjourn_sitting)


def test_sittings_are_numbered_in_the_order_they_are_fixed(convened):
    starts_at = convened.at + timedelta(days=1)
    made = convened.by(convened.desk, schedule_sitting, session_id=convened.plenary, starts_at=starts_at)
    assert made["number"] == 2
    assert (convened.row(Sitting, made["sitting"]).state, convened.last().kind) == ("scheduled", "sitting.scheduled")


def test_sitting_cannot_begin_before_its_session(convened):
    opens_at = convened.row(PlenarySession, convened.plenary).opens_at
    early = {"session_id": convened.plenary, "starts_at": opens_at - timedelta(milliseconds=1)}
    assert convened.refused(Code.BAD_TIMES, convened.desk, schedule_sitting, **early).field == "starts_at"
    convened.by(convened.desk, schedule_sitting, session_id=convened.plenary, starts_at=opens_at)


def test_no_sitting_is_fixed_in_a_closed_or_an_unknown_session(convened):
    convened.by(convened.desk, close_session, session_id=convened.plenary)
    said = {"starts_at": convened.at + timedelta(days=1)}
    convened.refused(Code.WRONG_STAGE, convened.desk, schedule_sitting, session_id=convened.plenary, **said)
    convened.refused(Code.NOT_FOUND, convened.desk, schedule_sitting, session_id="session-0", **said)


def test_opener_presides_and_the_credentials_report_is_an_annex(published):
    published.open(absent=2)
    entry = published.last()
    assert (entry.kind, entry.body["chair"]) == ("sitting.opened", published.chair.account)
    assert [entry.body[name] for name in ("present", "held", "vacant", "needed")] == [4, 6, 1, 2]
    with published.house.reading() as db:
        report = parse_canonical(record.annex(db, entry.body["credentials_hash"]))
    present = {row["seat"] for row in report["seats"] if row["present"]}
    assert present == set(published.seats[:4])
    assert published.row(PlenarySession, published.plenary).stage == "running"


def test_sitting_opens_at_its_sessions_time_and_not_a_moment_before(published):
    opens_at = published.row(PlenarySession, published.plenary).opens_at
    published.by(published.desk, take_roll_call, sitting_id=published.sitting, present=list(published.seats))
    published.at = opens_at - timedelta(seconds=1, milliseconds=1)
    published.refused(Code.TOO_EARLY, published.chair, open_sitting, sitting_id=published.sitting)
    published.at = opens_at - timedelta(seconds=1)
    published.by(published.chair, open_sitting, sitting_id=published.sitting)


def test_sitting_opens_with_exactly_a_quorum_and_not_with_one_seat_less(convened):
    """A third of six held seats is two; the vacant seat counts for nothing."""
    with pytest.raises(Exception, match="1 seats are present; 2 make a quorum"):
        convened.open(absent=5)
    convened.open(absent=4)


def test_sitting_opens_once(debated):
    debated.refused(Code.WRONG_STAGE, debated.chair, open_sitting, sitting_id=debated.sitting)


def test_one_sitting_of_a_session_is_open_at_a_time(debated):
    other = debated.by(debated.desk, schedule_sitting, session_id=debated.plenary, starts_at=debated.at)["sitting"]
    debated.refused(Code.SITTING_ALREADY_OPEN, debated.deputy, open_sitting, sitting_id=other)
    debated.by(debated.chair, suspend_sitting, sitting_id=debated.sitting)
    debated.refused(Code.SITTING_ALREADY_OPEN, debated.deputy, open_sitting, sitting_id=other)


def test_no_sitting_opens_in_a_closed_session(convened):
    convened.by(convened.desk, close_session, session_id=convened.plenary)
    convened.refused(Code.WRONG_STAGE, convened.chair, open_sitting, sitting_id=convened.sitting)


def test_sitting_is_suspended_resumed_and_adjourned(debated):
    for command, state in ((suspend_sitting, "suspended"), (resume_sitting, "open"), (adjourn_sitting, "adjourned")):
        debated.by(debated.chair, command, sitting_id=debated.sitting)
        assert debated.row(Sitting, debated.sitting).state == state
    said = ["sitting.suspended", "sitting.resumed", "sitting.adjourned"]
    assert [entry.kind for entry in debated.entries()[-3:]] == said


def test_suspended_sitting_may_be_adjourned_without_resuming_it(debated):
    debated.by(debated.chair, suspend_sitting, sitting_id=debated.sitting)
    debated.refused(Code.WRONG_STAGE, debated.chair, suspend_sitting, sitting_id=debated.sitting)
    debated.by(debated.chair, adjourn_sitting, sitting_id=debated.sitting)


@pytest.mark.parametrize("command", [suspend_sitting, resume_sitting, adjourn_sitting])
def test_sitting_is_led_only_by_whoever_presides(debated, command):
    debated.refused(Code.NOT_PRESIDING, debated.deputy, command, sitting_id=debated.sitting)


@pytest.mark.parametrize("command", [suspend_sitting, resume_sitting, adjourn_sitting])
def test_sitting_that_is_over_is_neither_interrupted_nor_resumed(debated, command):
    debated.by(debated.chair, adjourn_sitting, sitting_id=debated.sitting)
    debated.refused(Code.WRONG_STAGE, debated.chair, command, sitting_id=debated.sitting)


def test_open_sitting_cannot_be_resumed(debated):
    debated.refused(Code.WRONG_STAGE, debated.chair, resume_sitting, sitting_id=debated.sitting)


@pytest.mark.parametrize("command", INTERRUPTING)
def test_live_vote_is_not_interrupted(voting, command):
    voting.refused(Code.VOTE_OPEN, voting.chair, command, sitting_id=voting.sitting)


@pytest.mark.parametrize("command", INTERRUPTING)
def test_speech_is_not_interrupted(debated, command):
    debated.speak()
    debated.refused(Code.FLOOR_TAKEN, debated.chair, command, sitting_id=debated.sitting)


@pytest.mark.parametrize("command", INTERRUPTING)
def test_window_goes_on_beside_an_interruption(debated, command):
    debated.put(minutes=60)
    debated.by(debated.chair, command, sitting_id=debated.sitting)
    debated.cast(0)


def test_calling_an_item_opens_the_debate_on_its_motion(published):
    published.open()
    published.call(published.other_item)
    assert published.row(Motion, published.motion).stage == "scheduled"
    published.call()
    assert published.row(Motion, published.motion).stage == "under_debate"
    assert (published.last().kind, published.last().body["item"]) == ("item.called", published.item)


def test_item_is_called_by_whoever_presides_in_an_open_sitting(debated):
    called = {"sitting_id": debated.sitting, "item_id": debated.other_item}
    debated.refused(Code.NOT_PRESIDING, debated.deputy, call_item, **called)
    debated.by(debated.chair, suspend_sitting, sitting_id=debated.sitting)
    debated.refused(Code.SITTING_NOT_OPEN, debated.chair, call_item, **called)


def test_item_of_another_session_is_not_found(debated):
    said = {"title": "Heat", "opens_at": debated.at + timedelta(days=9), "time_zone": "UTC"}
    other = debated.by(debated.desk, convene_session, **said)["session"]
    item = debated.by(debated.desk, add_item, session_id=other, kind="debate", title="Shade")["item"]
    for unknown in (item, "item-0"):
        debated.refused(Code.NOT_FOUND, debated.chair, call_item, sitting_id=debated.sitting, item_id=unknown)


def test_item_is_not_changed_during_a_speech(debated):
    called = {"sitting_id": debated.sitting, "item_id": debated.other_item}
    debated.speak()
    debated.refused(Code.FLOOR_TAKEN, debated.chair, call_item, **called)


def test_item_is_not_changed_during_a_live_vote(voting):
    called = {"sitting_id": voting.sitting, "item_id": voting.other_item}
    voting.refused(Code.VOTE_OPEN, voting.chair, call_item, **called)
