"""A rehearsal says so on every page of it, stands in no public list, and is deleted at the desk."""

import re
from dataclasses import replace
from pathlib import Path

import pytest

from parliament.commands import agenda, ballots, floor, sessions, sittings, votes
from parliament.documents.share_card import Card, share_card
from parliament.pages import share
from parliament.pages.pictures import KINDS
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


def test_what_other_sites_show_of_a_rehearsal_says_so_and_files_of_it_are_not_made(place: HouseInSession) -> None:
    vote, browser = decided(place), place.browser()
    at, session = f"/votes/{vote}", f"/sessions/{place.slug}"
    for page in (at, session, f"{session}/results"):
        text = browser.get(page).text
        assert f"Rehearsal: {BANNER}" in re.search('og:description" content="([^"]*)"', text)[1]
        assert not re.search(r"\.svg\"|equity\.csv|oembed|share-code", text.replace("mark.svg", ""))
    assert BANNER in browser.get(f"/embed{at}").text
    files = [f"{at}/{kind}.svg" for kind in KINDS] + [f"{session}/timeline.svg", f"{session}/results/equity.csv"]
    files.append(f"/oembed?url=http://127.0.0.1:8000{at}")
    assert {file: browser.get(file).status_code for file in files} == dict.fromkeys(files, 404)


def test_what_other_sites_show_of_a_session_in_earnest_is_made_and_says_nothing_of_a_rehearsal(
    tmp_path: Path,
) -> None:
    real = HouseInSession(tmp_path)
    vote, browser = decided(real), real.browser()
    at, session = f"/votes/{vote}", f"/sessions/{real.slug}"
    assert "Rehearsal" not in browser.get(at).text
    files = [f"{at}/{kind}.svg" for kind in KINDS] + [f"{session}/timeline.svg", f"{session}/results/equity.csv"]
    files.append(f"/oembed?url=http://127.0.0.1:8000{at}")
    assert {file: browser.get(file).status_code for file in files} == dict.fromkeys(files, 200)


@pytest.mark.parametrize("is_demo", [True, False])
def test_card_and_description_bear_what_the_page_bears(
    place: HouseInSession, monkeypatch: pytest.MonkeyPatch, is_demo: bool
) -> None:
    vote, drawn = decided(place), []
    monkeypatch.setattr(share, "share_card", lambda card, *_: drawn.append(card) or b"")
    app = place.app
    monkeypatch.setitem(
        app.extensions, "parliament.settings", replace(app.extensions["parliament.settings"], demo=is_demo)
    )
    for path in (f"votes/{vote}", f"sessions/{place.slug}", f"sessions/{place.real}"):
        assert place.browser().get(f"/embed/{path}/card.png").status_code == 200
    demo = "Demonstration: Simulated mayors: nothing here is real." if is_demo else ""
    rehearsal = " ".join(filter(None, [demo, f"Rehearsal: {BANNER}"]))
    assert [card.warning for card in drawn] == [rehearsal, rehearsal, demo]


def test_warning_is_drawn_on_the_card() -> None:
    plain = Card("Session 1", "Water", "en", "Running", "plain", "", (), "", "Parliament of Mayors", "p.example")
    bare, warned = (share_card(card, "svg") for card in (plain, replace(plain, warning="Rehearsal")))
    assert (bare.count(b"#b23a12"), warned.count(b"#b23a12")) == (0, 1)
    assert warned.count(b"<use") - bare.count(b"<use") == len("Rehearsal")


def decided(house: HouseInSession) -> str:
    """A vote in which everybody was for it, closed."""
    vote = house.perform(votes.open_vote, by=house.chair, motion_id=house.debated())["vote"]
    for mayor in house.mayors:
        house.perform(ballots.cast_ballot, by=mayor, vote_id=vote, choice="yes")
    house.perform(votes.close_vote, by=house.chair, vote_id=vote)
    return vote
