"""Convening a session, making its agenda, closing it."""

from datetime import timedelta

import pytest

from parliament.commands.agenda import add_item
from parliament.commands.sessions import close_session, convene_session
from parliament.commands.sittings import adjourn_sitting
from parliament.rules.refusals import Code
from parliament.store.tables import Motion, PlenarySession


def notice(chamber, hours: float = 24, **changes: object) -> dict:
    """A session that opens so many hours after the act."""
    opens_at = chamber.at + timedelta(seconds=1, hours=hours)
    return {"title": "Heat", "opens_at": opens_at, "time_zone": "UTC"} | changes


def test_session_begins_a_log_of_its_own_with_rules_and_seats_as_annexes(founded):
    made = founded.by(founded.desk, convene_session, **notice(founded))
    (entry,) = founded.entries(made["session"])
    row = founded.row(PlenarySession, made["session"])
    assert (entry.kind, entry.body["plenary"], made["slug"]) == ("session.convened", row.id, "1-heat")
    assert (row.seats, entry.body["profile_hash"], entry.body["seats_hash"]) == (7, row.profile_hash, row.seats_hash)


def test_exactly_the_notice_is_enough_and_a_moment_less_is_not(founded):
    founded.by(founded.desk, convene_session, **notice(founded, 24))
    refused = founded.refused(Code.NOTICE_TOO_SHORT, founded.desk, convene_session, **notice(founded, 23.9999))
    assert refused.facts == {"hours": 24}
    founded.refused(Code.NOTICE_TOO_SHORT, founded.desk, convene_session, **notice(founded, 71, profile="municipal"))
    founded.by(founded.desk, convene_session, **notice(founded, 0, profile="demonstration"))


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"title": " "}, Code.TEXT_EMPTY),
        ({"profile": "../municipal"}, Code.UNKNOWN_PROFILE),
        ({"time_zone": "Mars/Olympus"}, Code.MALFORMED),
    ],
)
def test_session_needs_a_title_known_rules_and_a_zone(founded, changes, code):
    founded.refused(code, founded.desk, convene_session, **notice(founded, **changes))


def test_item_with_a_published_motion_schedules_it(published):
    assert published.row(Motion, published.motion).stage == "scheduled"
    said = {"session_id": published.plenary, "kind": "motion", "motion_id": published.motion}
    published.refused(Code.ALREADY_EXISTS, published.desk, add_item, **said)
    made = published.by(published.desk, add_item, session_id=published.plenary, kind="report", title="Budget")
    assert made["position"] == 3


@pytest.mark.parametrize(
    ("item", "code"),
    [
        ({"kind": "debate", "title": " "}, Code.TEXT_EMPTY),
        ({"kind": "motion"}, Code.MALFORMED),
        ({"kind": "dance", "title": "Waltz"}, Code.MALFORMED),
        ({"kind": "debate", "title": "Roads", "motion_id": "motion-0"}, Code.MALFORMED),
        ({"kind": "motion", "motion_id": "motion-0"}, Code.NOT_FOUND),
        ({"kind": "debate", "title": "Roads", "session_id": "session-0"}, Code.NOT_FOUND),
    ],
)
def test_item_that_cannot_stand_is_refused(convened, item, code):
    convened.refused(code, convened.desk, add_item, **({"session_id": convened.plenary} | item))


def test_motion_is_scheduled_in_its_own_session_and_only_once_published(convened):
    convened.draft()
    said = {"kind": "motion", "motion_id": convened.motion}
    convened.refused(Code.WRONG_STAGE, convened.desk, add_item, session_id=convened.plenary, **said)
    other = convened.by(convened.desk, convene_session, **notice(convened))["session"]
    convened.refused(Code.NOT_FOUND, convened.desk, add_item, session_id=other, **said)


def test_session_is_closed_once_and_takes_no_more_items(convened):
    own = {"session_id": convened.plenary}
    convened.by(convened.desk, close_session, **own)
    convened.refused(Code.WRONG_STAGE, convened.desk, close_session, **own)
    convened.refused(Code.WRONG_STAGE, convened.desk, add_item, kind="debate", title="Roads", **own)
    convened.refused(Code.NOT_FOUND, convened.desk, close_session, session_id="session-0")


def test_session_is_not_closed_with_a_sitting_or_a_vote_open(debated):
    own = {"session_id": debated.plenary}
    debated.put(minutes=60)
    assert debated.refused(Code.OPEN_BUSINESS, debated.desk, close_session, **own).facts == {"what": "sitting"}
    debated.by(debated.chair, adjourn_sitting, sitting_id=debated.sitting)
    assert debated.refused(Code.OPEN_BUSINESS, debated.desk, close_session, **own).facts == {"what": "vote"}
