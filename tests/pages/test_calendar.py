"""Calendar files, read once by a library and once by hand: RFC 5545 is strict about lines, and calendars are too."""

import re
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from icalendar import Calendar

from parliament.commands import agenda, sessions, sittings
from tests.pages.house_in_session import OPENING, HouseInSession


@pytest.fixture
def place(tmp_path: Path) -> HouseInSession:
    return HouseInSession(tmp_path)


def fetched(place: HouseInSession) -> bytes:
    answer = place.browser().get(f"/sessions/{place.slug}/calendar.ics")
    assert answer.content_type == "text/calendar; charset=utf-8"
    hold_to_rfc_5545(answer.data)
    return answer.data


def hold_to_rfc_5545(content: bytes) -> None:
    """Lines of at most 75 octets that end in CRLF, whole characters in each, no bare line break, blocks that close."""
    assert content.endswith(b"\r\n")
    lines = content.split(b"\r\n")[:-1]
    assert all(0 < len(each) <= 75 and b"\n" not in each and b"\r" not in each for each in lines)
    for each in lines:
        each.decode("utf-8")
    unfolded = re.sub(rb"\r\n[ \t]", b"", content).decode("utf-8").split("\r\n")[:-1]
    assert all(re.fullmatch(r"[A-Z-]+(;[A-Z-]+=[^:;]+)*:.*", each) for each in unfolded)
    opened = [each.partition(":")[2] for each in unfolded if each.startswith("BEGIN:")]
    closed = [each.partition(":")[2] for each in unfolded if each.startswith("END:")]
    assert sorted(opened) == sorted(closed)


def events(content: bytes) -> list:
    return list(Calendar.from_ical(content).walk("VEVENT"))


def test_each_sitting_is_an_event_with_its_time_and_the_way_in(place: HouseInSession) -> None:
    place.perform(
        agenda.add_item, session_id=place.session, kind="debate", title="Hitzeschutz für Städte, 熱, حرارة; " * 4,
        planned_minutes=45,
    )  # fmt: skip
    (event,) = events(fetched(place))
    assert event["dtstart"].dt == OPENING
    assert event["dtend"].dt == OPENING + timedelta(minutes=45)
    assert event["status"] == "CONFIRMED"
    assert event["url"] == f"http://127.0.0.1:8000/sessions/{place.slug}/live"
    assert str(event["url"]) in event["description"]
    assert "Hitzeschutz für Städte, 熱, حرارة;" in event["description"]
    assert event["uid"] == f"{place.sitting}@parliament.example"


def test_what_changes_grows_the_sequence_and_keeps_the_name(place: HouseInSession) -> None:
    (before,) = events(fetched(place))
    place.at += timedelta(minutes=5)
    place.perform(agenda.add_item, session_id=place.session, kind="debate", title="Roads")
    later = place.perform(sittings.schedule_sitting, session_id=place.session, starts_at=OPENING + timedelta(days=1))
    first, second = events(fetched(place))
    assert first["uid"] == before["uid"]
    assert first["sequence"] > before["sequence"]
    assert first["dtstamp"].dt > before["dtstamp"].dt
    assert second["uid"] == f"{later['sitting']}@parliament.example"


def test_sitting_that_will_not_be_held_is_cancelled(place: HouseInSession) -> None:
    place.perform(sessions.close_session, session_id=place.session)
    (event,) = events(fetched(place))
    assert event["status"] == "CANCELLED"


def test_times_are_in_utc_whatever_the_zone_of_the_session(place: HouseInSession) -> None:
    opens_at = datetime(2027, 7, 1, 16, 0, tzinfo=UTC)
    said = {"title": "Summer", "opens_at": opens_at, "time_zone": "America/Sao_Paulo", "first_sitting": True}
    made = place.perform(sessions.convene_session, **said)
    content = place.browser().get(f"/sessions/{made['slug']}/calendar.ics").data
    assert b"DTSTART:20270701T160000Z\r\n" in content
    assert b"DTEND:20270701T180000Z\r\n" in content


def test_session_that_is_not_there_has_no_calendar(place: HouseInSession) -> None:
    assert place.browser().get("/sessions/9-nowhere/calendar.ics").status_code == 404
