"""The agenda at work: the desk edits a draft, the chair puts it, mayors propose changes; nothing typed is lost."""

import re
from pathlib import Path

import pytest

from parliament.commands import agenda, votes
from parliament.commands.agenda_changes import put_agenda
from parliament.store.views.sessions import session_view
from tests.pages.house_in_session import HouseInSession
from tests.pages.test_desk import send, words


@pytest.fixture
def place(tmp_path: Path) -> HouseInSession:
    return HouseInSession(tmp_path)


@pytest.fixture
def url(place: HouseInSession) -> str:
    return f"/sessions/{place.slug}/agenda"


def titles(place: HouseInSession) -> list[str]:
    with place.house.reading() as db:
        return [row["title"] for row in session_view(db, place.slug)["agenda"]]


def adopted(place: HouseInSession) -> None:
    """Two items, adopted by the house in an open sitting."""
    for title in ("Roads", "Parks"):
        place.perform(agenda.add_item, session_id=place.session, kind="debate", title=title)
    place.opened()
    vote = place.perform(put_agenda, by=place.chair, sitting_id=place.sitting, manner="roll_call")["vote"]
    for mayor in place.mayors:
        place.perform(votes.cast_ballot, by=mayor, vote_id=vote, choice="yes")
    votes.close(place.house, by=place.chair, vote_id=vote)


def test_desk_adds_moves_changes_and_removes(place: HouseInSession, url: str) -> None:
    desk = place.browser(place.secretariat)
    for title, minutes in (("Roads", "20"), ("Parks", "")):
        page = send(desk, f"{url}/items", page=url, kind="debate", title=title, planned_minutes=minutes)
    assert "planned minutes: 20" in words(page)
    parks = re.findall(r'id="item-(item-[0-9a-f]+)"', page.text)[1]
    page = send(desk, f"{url}/move", page=url, item_id=parks, place="1")
    assert titles(place) == ["Parks", "Roads"]
    page = send(desk, f"{url}/change", page=url, item_id=parks, title="Parks and trees", planned_minutes="15")
    assert "Planned minutes together: 35" in words(page)
    page = send(desk, f"{url}/remove", page=url, item_id=parks)
    assert titles(place) == ["Roads"]


def test_wrong_input_comes_back_with_what_was_typed(place: HouseInSession, url: str) -> None:
    desk = place.browser(place.secretariat)
    page = send(desk, f"{url}/items", page=url, kind="debate", title="A long debate", planned_minutes="soon")
    assert (page.status_code, 'value="A long debate"' in page.text, 'value="soon"' in page.text) == (422, True, True)
    assert titles(place) == []


def test_passer_by_reads_the_agenda_and_finds_no_form(place: HouseInSession, url: str) -> None:
    place.perform(agenda.add_item, session_id=place.session, kind="debate", title="Roads")
    page = place.browser().get(url)
    assert ("A draft until the house adopts it." in words(page), f"{url}/" in page.text) == (True, False)


def test_chair_puts_the_agenda_without_objection(place: HouseInSession, url: str) -> None:
    place.perform(agenda.add_item, session_id=place.session, kind="debate", title="Roads")
    place.opened()
    chair = place.browser(place.chair)
    page = send(chair, f"{url}/put", page=url, sitting_id=place.sitting, manner="without_objection")
    assert (page.status_code, "The vote is open." in words(page)) == (200, True)


def test_mayor_proposes_another_order_an_item_and_a_removal(place: HouseInSession, url: str) -> None:
    adopted(place)
    mayor = place.browser(place.mayors[0])
    page = mayor.get(url)
    roads = re.findall(r'id="item-(item-[0-9a-f]+)"', page.text)[0]
    page = send(mayor, f"{url}/move", page=url, item_id=roads, place="2", reason="Parks are ready")
    page = send(mayor, f"{url}/items", page=url, kind="debate", title="Floods", reason="It rained")
    page = send(mayor, f"{url}/remove", page=url, item_id=roads, reason="They are built")
    assert page.text.count("→") == 1
    assert "It rained" in words(page)
    assert "They are built" in words(page)
    assert titles(place) == ["Roads", "Parks"]
    page = send(mayor, f"{url}/remove", page=url, item_id=roads, reason=" ")
    assert page.status_code == 422


def test_motion_published_after_the_adoption_is_proposed_from_the_page(place: HouseInSession, url: str) -> None:
    adopted(place)
    motion = place.published()
    desk = place.browser(place.secretariat).get(f"/sessions/{place.slug}/desk")
    assert f'href="{url}#motion"' in desk.text
    mayor = place.browser(place.mayors[0])
    assert f'<option value="{motion}"' in mayor.get(url).text
    page = send(mayor, f"{url}/items", page=url, kind="motion", motion_id=motion, place="1", reason="It is hot")
    assert "It is hot" in words(page)
    assert titles(place) == ["Roads", "Parks"]
