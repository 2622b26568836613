"""One form convenes a session with everything it begins with; then everybody is told, or at least can be."""

import csv
import io
import re
from datetime import timedelta
from pathlib import Path

import pytest

from parliament.commands import seats, sittings
from parliament.identity.invitations import find_invitation
from parliament.store.views.seats import list_seats
from parliament.store.views.sessions import list_sessions, session_view
from tests.pages.house_in_session import HouseInSession
from tests.pages.test_desk import at, send, words

URGENT = {
    "way": "urgent",
    "title": "Flood",
    "reason": "The river rose in the night",
    "time_zone": "UTC",
    "language": "en",
    "profile": "global_mayors",
    "items": "Flood relief | 40\nShelter\n\n",
    "paper_title": "Situation",
}


@pytest.fixture
def place(tmp_path: Path) -> HouseInSession:
    return HouseInSession(tmp_path)


def paper(content: bytes = b"The river rose.", name: str = "situation.txt") -> tuple:
    return io.BytesIO(content), name


def urgent(place: HouseInSession, **changes: object):
    desk = place.browser(place.secretariat)
    page = "/desk/convene?way=urgent"
    fields = URGENT | {"opens_at": at(place, hours=3), "file": paper()} | changes
    return send(desk, "/desk/convene", page=page, **fields)


def session(place: HouseInSession, slug: str) -> dict:
    with place.house.reading() as db:
        return session_view(db, slug)


def test_urgent_form_makes_session_sitting_agenda_and_paper_and_leads_to_the_notices(place: HouseInSession) -> None:
    page = urgent(place)
    plenary = session(place, "2-flood")
    assert [(row["title"], row["planned_minutes"]) for row in plenary["agenda"]] == [
        ("Flood relief", 40), ("Shelter", None)
    ]  # fmt: skip
    assert (plenary["urgency"], len(plenary["sittings"])) == ("pending", 1)
    assert "This house sends no mail yet." in words(page)
    assert "It is urgent: The river rose in the night" in page.text
    shown = place.browser().get("/sessions/2-flood")
    assert "The house votes on the urgency before anything else." in words(shown)
    file = place.browser().get("/sessions/2-flood/papers/1")
    assert (file.data, file.headers["Content-Disposition"]) == (
        b"The river rose.", 'attachment; filename="2-flood-paper-1.txt"'
    )  # fmt: skip
    assert file.headers["X-Content-Type-Options"] == "nosniff"
    assert "sandbox" in file.headers["Content-Security-Policy"]


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"reason": ""}, "reason"),
        ({"title": ""}, "title"),
        ({"items": "Flood | soon"}, "items"),
        ({"file": (io.BytesIO(b"%PDF-1.7"), "situation.txt")}, "file"),
        ({"file": (io.BytesIO(b"MZ"), "tool.exe")}, "file"),
        ({"language": "tlh"}, "language"),
        ({"time_zone": "Mars/Olympus"}, "time_zone"),
        ({"way": "sideways"}, "way"),
    ],
)
def test_form_that_is_refused_keeps_what_was_typed_and_convenes_nothing(
    place: HouseInSession, changes: dict, field: str
) -> None:
    page = urgent(place, **changes)
    assert (page.status_code, f'href="#field-{field}"' in page.text) == (422, True)
    if "items" not in changes:
        assert "Flood relief | 40" in page.text
    with place.house.reading() as db:
        assert len(list_sessions(db, rehearsals=True)) == 1


def test_regular_form_fixes_the_first_sitting_if_asked(place: HouseInSession) -> None:
    desk = place.browser(place.secretariat)
    fields = URGENT | {"way": "full", "opens_at": at(place, days=9), "first_sitting": "yes"}
    page = send(desk, "/desk/convene", **fields)
    assert (page.status_code, len(session(place, "2-flood")["sittings"])) == (200, 1)
    send(desk, "/desk/convene", **fields | {"title": "Drought", "first_sitting": ""} | {"items": ""})
    assert session(place, "3-drought")["urgency"] is None


def test_links_are_shown_once_and_work(place: HouseInSession) -> None:
    seat = place.mayors[0].seat
    with place.house.reading() as db:
        (mandate,) = (row["mandate"] for row in list_seats(db) if row["id"] == seat)
    place.perform(seats.end_mandate, mandate_id=mandate)
    place.perform(seats.begin_mandate, seat_id=seat, name="A new mayor")
    desk, url = place.browser(place.secretariat), f"/sessions/{place.slug}/desk/notices"
    assert "Mayors without an account or a link: 1" in words(desk.get(url))
    page = send(desk, f"/sessions/{place.slug}/desk/invite-all", page=url)
    (token,) = set(re.findall(r"http://127\.0\.0\.1:8000/invitations/([\w-]+)", page.text))
    assert "no-store" in page.headers["Cache-Control"]
    assert find_invitation(place.house, token).name == "A new mayor"
    assert token not in desk.get(url).text


def test_notices_come_as_a_table_in_each_mayors_own_time(place: HouseInSession) -> None:
    answer = place.browser(place.secretariat).get(f"/sessions/{place.slug}/desk/notices.csv")
    rows = list(csv.DictReader(io.StringIO(answer.text)))
    assert len(rows) == len(place.mayors)
    darwin = next(row for row in rows if row["city"] == "Darwin")
    assert "For you: 24 Nov 2026, 18:30 (Darwin)" in darwin["notice"]
    assert f"/sessions/{place.slug}/calendar.ics" in darwin["notice"]
    assert place.browser(place.chair).get(f"/sessions/{place.slug}/desk/notices").status_code == 403


def test_papers_are_laid_at_the_desk_listed_and_withdrawn(place: HouseInSession) -> None:
    desk, url = place.browser(place.secretariat), f"/sessions/{place.slug}/papers"
    page = send(desk, url, page=url, file=paper(name="map.txt"), title="<b>map</b>.txt", language="en", item_id="")
    assert "&lt;b&gt;map&lt;/b&gt;.txt" in page.text
    number = re.search(r'name="paper_id" value="([^"]+)"', page.text)[1]
    page = send(desk, f"{url}/withdraw", page=url, paper_id=number, reason="The wrong map")
    assert "The wrong map" in words(page)
    assert place.browser().get(f"{url}/1").data == b"The river rose."
    assert place.browser().get(f"{url}/2").status_code == 404
    page = send(desk, url, page=url, title="Empty", language="en", item_id="")
    assert (page.status_code, 'value="Empty"' in page.text) == (422, True)


def test_cockpit_of_an_urgent_session_proposes_the_vote_on_the_urgency_first(place: HouseInSession) -> None:
    urgent(place)
    plenary = session(place, "2-flood")
    sitting = plenary["sittings"][0]["id"]
    place.at += timedelta(hours=3)
    place.perform(sittings.take_roll_call, sitting_id=sitting, present=[mayor.seat for mayor in place.mayors])
    place.perform(sittings.open_sitting, by=place.chair, sitting_id=sitting)
    chair, cockpit = place.browser(place.chair), "/sessions/2-flood/chair"
    page = chair.get(cockpit)
    assert "I put the urgency to the vote, before anything else." in words(page)
    page = send(chair, f"{cockpit}/urgency", page=cockpit, sitting_id=sitting)
    assert "The vote is open." in words(page)
