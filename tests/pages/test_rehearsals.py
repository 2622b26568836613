"""A rehearsal says so on every page of it, stands in no public list, and is deleted at the desk."""

import re
from pathlib import Path

import pytest

from parliament.commands import agenda, floor, sessions, sittings, votes
from parliament.store.views.sessions import session_view
from tests.pages.house_in_session import HouseInSession
from tests.pages.test_desk import send, words

BANNER = "Nothing here counts, and nothing of it is published."


@pytest.fixture
def place(tmp_path: Path) -> HouseInSession:
    """A rehearsal with a vote open in it, beside a session in earnest."""
    house = HouseInSession(tmp_path)
    house.real = house.slug
    said = {"title": "Dry run", "opens_at": house.at, "time_zone": "UTC", "profile": "demonstration"}
    made = house.perform(sessions.convene_session, rehearsal=True, first_sitting=True, **said)
    house.session, house.slug, house.sitting = made["session"], made["slug"], made["sitting"]
    return house


def test_every_page_of_a_rehearsal_says_so_and_no_other_does(place: HouseInSession) -> None:
    motion = place.debated()
    vote = place.perform(votes.open_vote, by=place.chair, motion_id=motion)["vote"]
    at = f"/sessions/{place.slug}"
    own = [at, f"{at}/agenda", f"{at}/papers", f"{at}/live", f"{at}/live/text", f"{at}/hall", f"{at}/rules"]
    own += [f"{at}/record", f"{at}/minutes/1", f"/motions/{motion}", f"/votes/{vote}"]
    passer_by = place.browser()
    assert {url: BANNER in passer_by.get(url).text for url in own} == dict.fromkeys(own, True)
    chair, desk, mayor = place.browser(place.chair), place.browser(place.secretariat), place.browser(place.mayors[0])
    assert BANNER in chair.get(f"{at}/chair").text
    assert BANNER in desk.get(f"{at}/desk").text
    assert BANNER in mayor.get(f"/motions/{motion}").text
    others = ["/", "/sessions", f"/sessions/{place.real}", f"/sessions/{place.real}/live", "/cities", "/declarations"]
    assert {url: BANNER in passer_by.get(url).text for url in others} == dict.fromkeys(others, False)


def test_public_lists_know_nothing_of_a_rehearsal(place: HouseInSession) -> None:
    assert "Dry run" not in place.browser().get("/sessions").text
    assert "Dry run" not in place.browser().get("/").text
    assert "Dry run" not in place.browser().get("/api/sessions").text
    assert place.browser().get("/live").headers["Location"].endswith(f"{place.real}/live")
    assert "Dry run" in place.browser(place.mayors[0]).get("/sessions").text
    assert "Dry run" in place.browser(place.secretariat).get("/desk").text


def test_rehearsal_is_deleted_at_the_desk_and_a_session_is_not(place: HouseInSession) -> None:
    place.perform(agenda.add_item, session_id=place.session, kind="debate", title="Toys")
    place.opened()
    with place.house.reading() as db:
        item = session_view(db, place.slug)["agenda"][0]["id"]
    place.perform(sittings.call_item, by=place.chair, sitting_id=place.sitting, item_id=item)
    place.perform(floor.ask_to_speak, by=place.mayors[0], sitting_id=place.sitting)
    desk, url = place.browser(place.secretariat), f"/sessions/{place.slug}/desk"
    page = send(desk, f"{url}/delete-rehearsal", page=url, session_id=place.session)
    assert "The rehearsal is deleted with its record." in words(page)
    assert desk.get(f"/sessions/{place.slug}").status_code == 404
    assert "was deleted with its record" in words(place.browser().get("/record"))
    assert not re.search("delete-rehearsal", desk.get(f"/sessions/{place.real}/desk").text)
