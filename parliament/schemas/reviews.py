"""The reviews of commitments as a calendar file (RFC 5545): one whole day each, with a reminder a week before."""

from collections.abc import Callable
from datetime import date, timedelta

from flask_babel import gettext
from icalendar import Alarm, Calendar, Event

from parliament.results.reminders import calendar_days

MEDIA_TYPE = "text/calendar"
BEFORE = timedelta(days=7)


def reviews_of(view: dict, url: Callable[[str], str]) -> bytes:
    """Every review that is set; `url` gives the address of a commitment. Nothing private stands here."""
    calendar = Calendar()
    calendar.add("prodid", f"-//{view['house']}//Parliament of Mayors//EN")
    calendar.add("version", "2.0")
    calendar.add("calscale", "GREGORIAN")
    calendar.add("method", "PUBLISH")
    calendar.add("x-wr-calname", gettext("Reviews of commitments"))
    for row in calendar_days(view["commitments"]):
        calendar.add_component(_event(row["of"], row["on"], view, url(row["of"]["commitment"])))
    return calendar.to_ical()


def _event(commitment: dict, on: str, view: dict, url: str) -> Event:
    event = Event()
    day = date.fromisoformat(on)
    event.add("uid", f"{commitment['commitment']}@{view['house']}")
    event.add("dtstamp", view["changed_at"])
    # The review of a commitment is one event that moves: each thing said of it may have moved it.
    event.add("sequence", len(commitment["reports"]) + len(commitment["reviews"]))
    event.add("summary", gettext("%(city)s: %(measure)s", city=commitment["city"], measure=commitment["measure"]))
    event.add("description", gettext("The city reports how far it has come: %(url)s", url=url))
    event.add("dtstart", day)
    event.add("dtend", day + timedelta(days=1))
    event.add("transp", "TRANSPARENT")
    event.add("url", url)
    event.add_component(_alarm(commitment))
    return event


def _alarm(commitment: dict) -> Alarm:
    alarm = Alarm()
    alarm.add("action", "DISPLAY")
    alarm.add("description", gettext("A review falls due: %(measure)s", measure=commitment["measure"]))
    alarm.add("trigger", -BEFORE)
    return alarm
