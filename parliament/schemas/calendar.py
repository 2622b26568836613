"""Calendar files (RFC 5545): one event a sitting, which keeps its name for ever and counts its revisions.

All times are in UTC, which every calendar shows in its owner's zone. Nothing private stands here: whoever has the
address may read it.
"""

from datetime import datetime, timedelta

from flask_babel import gettext
from icalendar import Calendar, Event

from parliament.rules.stages import SessionStage, SittingState

MEDIA_TYPE = "text/calendar"
# How long a sitting lasts in a calendar if its agenda says nothing (house rule).
USUAL = timedelta(hours=2)


def calendar_of(view: dict, *, url: str, live_url: str) -> bytes:
    """The sittings of a session as a calendar, with lines of at most 75 octets that end in CRLF."""
    calendar = _begun(view["house"], view["title"])
    for sitting in view["sittings"]:
        calendar.add_component(_event(view, sitting, url, live_url))
    return calendar.to_ical()


def calendar_of_sittings(sessions: list[dict], *, house: str, base: str) -> bytes:
    """The sittings of many sessions, each under the name it has in the calendar of its session."""
    calendar = _begun(house, gettext("Parliament of Mayors"))
    for plenary in sessions:
        for sitting in plenary["sittings"]:
            calendar.add_component(_short_event(plenary, sitting, house, f"{base}/sessions/{plenary['slug']}"))
    return calendar.to_ical()


def _begun(house: str, name: str) -> Calendar:
    calendar = Calendar()
    calendar.add("prodid", f"-//{house}//Parliament of Mayors//EN")
    calendar.add("version", "2.0")
    calendar.add("calscale", "GREGORIAN")
    calendar.add("method", "PUBLISH")
    calendar.add("x-wr-calname", name)
    return calendar


def _short_event(plenary: dict, sitting: dict, house: str, url: str) -> Event:
    begins = datetime.fromisoformat(sitting["opened_at"] or sitting["starts_at"])
    ends = datetime.fromisoformat(sitting["adjourned_at"]) if sitting["adjourned_at"] else begins + USUAL
    name = gettext("Sitting %(number)s", number=sitting["number"])
    event = Event()
    event.add("uid", f"{sitting['sitting']}@{house}")
    event.add("dtstamp", datetime.fromisoformat(plenary["changed_at"]))
    event.add("last-modified", datetime.fromisoformat(plenary["changed_at"]))
    event.add("sequence", plenary["revision"])
    event.add("summary", f"{plenary['title']} · {name}")
    event.add("dtstart", begins)
    event.add("dtend", max(ends, begins + timedelta(minutes=1)))
    event.add("status", "CANCELLED" if plenary["is_closed"] and not sitting["opened_at"] else "CONFIRMED")
    event.add("url", url)
    event.add("description", gettext("Agenda and papers: %(url)s", url=url))
    return event


def _event(view: dict, sitting: dict, url: str, live_url: str) -> Event:
    event = Event()
    name = gettext("Sitting %(number)s", number=sitting["number"])
    event.add("uid", f"{sitting['id']}@{view['house']}")
    event.add("dtstamp", view["changed_at"])
    event.add("last-modified", view["changed_at"])
    event.add("sequence", view["revision"])
    event.add("summary", f"{view['title']} · {name}")
    event.add("dtstart", sitting["opened_at"] or sitting["starts_at"])
    event.add("dtend", _end(view, sitting))
    event.add("status", "CANCELLED" if _is_off(view, sitting) else "CONFIRMED")
    event.add("url", live_url)
    event.add("description", _description(view, url, live_url))
    return event


def _end(view: dict, sitting: dict) -> datetime:
    begins = sitting["opened_at"] or sitting["starts_at"]
    if sitting["adjourned_at"]:
        return max(sitting["adjourned_at"], begins + timedelta(minutes=1))
    minutes = sum(item["planned_minutes"] or 0 for item in view["agenda"])
    return begins + (timedelta(minutes=minutes) if minutes else USUAL)


def _is_off(view: dict, sitting: dict) -> bool:
    """A sitting that was still to come when its session was closed will not be held."""
    return view["stage"] == SessionStage.CLOSED and sitting["state"] == SittingState.SCHEDULED


def _description(view: dict, url: str, live_url: str) -> str:
    lines = [view["reason"]] if view["urgency"] else []
    lines += [f"{item['label']} {item['title']}" for item in view["agenda"]]
    lines += [gettext("Join: %(url)s", url=live_url), gettext("Agenda and papers: %(url)s", url=url)]
    return "\n".join(lines)
