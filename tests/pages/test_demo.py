"""The demonstration's door: one click, one office; and no such door anywhere else."""

import re

import pytest

from parliament.app import create_app
from parliament.config import Settings
from tests.pages.house_in_session import HouseInSession


@pytest.fixture
def house(tmp_path) -> HouseInSession:
    house = HouseInSession(tmp_path)
    people = {
        "member": house.mayors[0],
        "cabinet": house.cabinet,
        "chair": house.chair,
        "secretariat": house.secretariat,
    }
    house.app.extensions["parliament.visitors"] = lambda office: people[office].account
    return house


def sent(page: str, office: str) -> dict[str, str]:
    return {"csrf_token": re.findall(r'name="csrf_token" value="([^"]+)"', page)[0], "office": office}


@pytest.mark.parametrize(
    ("office", "place"), [("member", "/today"), ("cabinet", "/today"), ("chair", "/chair"), ("secretariat", "/desk")]
)
def test_one_click_signs_a_newcomer_in_to_an_office(house: HouseInSession, office: str, place: str) -> None:
    browser = house.browser()
    page = browser.get("/demo").text
    assert f'name="office" value="{office}"' in page
    assert browser.post("/demo", data=sent(page, office)).location == place
    assert browser.get("/account").status_code == 200


def test_an_office_that_is_not_offered_is_refused(house: HouseInSession) -> None:
    browser = house.browser()
    assert browser.post("/demo", data=sent(browser.get("/demo").text, "clock")).status_code == 422


def test_every_page_of_the_demonstration_says_that_it_is_one(house: HouseInSession) -> None:
    assert "Simulated mayors: nothing here is real." in house.browser().get("/sign-in").text


def test_a_real_parliament_has_no_such_door(house: HouseInSession) -> None:
    settings = Settings(database_url="sqlite://", secret_key="a key for tests, long enough")
    browser = create_app(settings, house=house.house).test_client()
    assert browser.get("/demo").status_code == 404
    assert "Simulated mayors" not in browser.get("/sign-in").text
