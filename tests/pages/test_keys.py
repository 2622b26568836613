"""The keys at the desk: where the house signs, and two persons who change the key without script."""

import re

import pytest

from parliament.commands.accounts import grant_office
from parliament.rules.powers import Office
from tests.pages.house_in_session import HouseInSession

TOKEN = re.compile(r'name="csrf_token" value="([^"]+)"')
HIDDEN = re.compile(r'name="(vkey|once)" value="([^"]+)"')


@pytest.fixture
def place(tmp_path):
    return HouseInSession(tmp_path)


def send(browser, path: str):
    page = browser.get("/desk/keys").text
    return browser.post(path, data=dict(HIDDEN.findall(page)) | {"csrf_token": TOKEN.search(page)[1]})


def test_two_secretaries_change_the_key_at_the_desk(place):
    granted = {"account_id": place.chair.account, "office": Office.SECRETARIAT}
    place.house.perform(grant_office, by=place.secretariat, **granted)
    first, second = place.browser(place.secretariat), place.browser(place.chair)
    page = first.get("/desk/keys").text
    assert "Inside" in page
    assert place.house.pen.vkey.replace("+", "&#43;") in page or place.house.pen.vkey in page
    assert send(first, "/desk/keys/propose").status_code == 303
    page = first.get("/desk/keys").text
    assert "You proposed it" in page
    assert "/desk/keys/confirm" not in page
    old = place.house.pen.vkey
    assert send(second, "/desk/keys/confirm").status_code == 303
    assert "The house signs with the new key from now on" in second.get("/desk/keys").text
    assert place.house.pen.vkeys[1:] == (old,)
    assert "The house signs with another key from now on" in place.browser().get("/record").text


def test_whoever_proposed_it_is_told_that_somebody_else_has_to_agree(place):
    browser = place.browser(place.secretariat)
    send(browser, "/desk/keys/propose")
    waiting = place.house.pen.propose_key()
    page = browser.get("/desk/keys").text
    answer = browser.post("/desk/keys/confirm", data={"vkey": waiting, "csrf_token": TOKEN.search(page)[1]})
    assert answer.status_code == 303
    assert "A second person has to do this" in browser.get("/desk/keys").text
    assert place.house.pen.vkey != waiting


def test_the_page_is_for_the_desk_alone(place):
    assert place.browser().get("/desk/keys").status_code in (302, 303, 401)
    assert place.browser(place.mayors[0]).get("/desk/keys").status_code == 403
