"""Today: at most three things first, each with its deadline; what a mayor may do from there, and what a cabinet sees."""

import re

import pytest

from parliament.commands import votes
from parliament.pages.today import first_things
from tests.pages.house_in_session import HouseInSession


@pytest.fixture
def house(tmp_path) -> HouseInSession:
    return HouseInSession(tmp_path)


def section(page: str, name: str) -> str:
    start = page.index(f'id="{name}"')
    return page[start : page.index("</section>", start)]


def csrf(page: str) -> dict[str, str]:
    return {"csrf_token": re.findall(r'name="csrf_token" value="([^"]+)"', page)[0]}


def test_an_open_vote_comes_first_and_goes_once_it_is_voted(house: HouseInSession) -> None:
    house.drafted()
    motion_id = house.debated()
    vote = house.perform(votes.open_vote, by=house.chair, motion_id=motion_id)["vote"]
    browser = house.browser(house.mayors[0])
    page = browser.get("/today").text
    assert page.index(f"/votes/{vote}") < page.index("Go on writing")
    assert "Vote now" in page
    assert "24 Nov 2026, 09:02 (Freetown)" in page
    house.perform(votes.cast_ballot, by=house.mayors[0], vote_id=vote, choice="yes")
    page = browser.get("/today").text
    assert "Vote now" not in page
    assert "You voted:" in page


def test_times_are_in_the_zone_of_the_session_and_in_that_of_the_city(house: HouseInSession) -> None:
    page = house.browser(house.mayors[3]).get("/today").text
    assert "24 Nov 2026, 09:00 (Freetown) · 24 Nov 2026, 12:00 (Amman)" in page


def test_never_more_than_three_things_come_first() -> None:
    paper = {"stage": "draft", "id": "x"}
    view = {"votes": [], "sittings": [], "papers": [paper] * 5, "to_sponsor": [paper], "may_vote": True}
    assert [thing["kind"] for thing in first_things(view)] == ["draft"] * 3


def test_a_mayor_checks_in_and_leaves_from_here(house: HouseInSession) -> None:
    browser = house.browser(house.mayors[0])
    sent = csrf(browser.get("/today").text)
    url = f"/sittings/{house.sitting}/check-in"
    assert browser.post(url, data=sent | {"present": "yes"}).status_code == 303
    page = browser.get("/today").text
    assert "Your seat is present." in page
    assert "Check in" not in page
    browser.post(url, data=sent | {"present": "no"})
    assert "Check in" in browser.get("/today").text


def test_a_mayor_asks_for_the_floor_and_leaves_the_list(house: HouseInSession) -> None:
    house.debated()
    browser = house.browser(house.mayors[0])
    page = browser.get("/today").text
    url = f"/sittings/{house.sitting}/speakers"
    assert browser.post(url, data=csrf(page) | {"side": "sideways"}).status_code == 422
    browser.post(url, data=csrf(page) | {"side": "for"})
    page = browser.get("/today").text
    assert "You are on the speakers’ list of “Heat plans”." in page
    leave = re.findall(r'action="(/turns/[^"]+/leave)"', page)[0]
    browser.post(leave, data=csrf(page))
    assert "Ask for the floor on" in browser.get("/today").text


def test_a_motion_asks_for_a_signature_until_the_seat_has_signed(house: HouseInSession) -> None:
    motion_id = house.drafted(gathering=True)
    browser = house.browser(house.mayors[1])
    assert f"/motions/{motion_id}" in browser.get("/today").text
    house.signed_by_all(motion_id)
    assert f"/motions/{motion_id}" not in browser.get("/today").text


def test_a_cabinet_sees_the_deadlines_and_drafts_of_its_seat_but_no_ballot(house: HouseInSession) -> None:
    draft = house.drafted()
    motion_id = house.debated()
    vote = house.perform(votes.open_vote, by=house.chair, motion_id=motion_id)["vote"]
    house.perform(votes.cast_ballot, by=house.mayors[0], vote_id=vote, choice="no")
    page = house.browser(house.cabinet).get("/today").text
    assert "The mayor votes." in page
    assert f"/motions/{draft}/edit" in page
    assert "Vote now" not in page
    assert "You voted" not in page
    assert "Ask for the floor" not in page


def test_an_account_without_a_seat_is_told_so(house: HouseInSession) -> None:
    assert "No seat goes with your account" in house.browser(house.chair).get("/today").text


def test_a_passer_by_is_asked_to_sign_in(house: HouseInSession) -> None:
    assert house.browser().get("/today").location == "/sign-in?next=/today"
