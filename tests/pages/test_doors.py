"""The doors: signing in and out, invitations, the browsers one is signed in with."""

import re
import secrets

import pytest
from argon2 import PasswordHasher

from parliament.commands import accounts
from parliament.identity import passwords
from parliament.identity.logins import begin_login
from parliament.store.tokens import new_token
from tests.pages.house_in_session import HouseInSession

PASSWORD = "a lantern by the harbour wall"


@pytest.fixture
def house(tmp_path, monkeypatch) -> HouseInSession:
    """Hashes are cheap here: what is tested is the page, not their cost."""
    monkeypatch.setattr(passwords, "_hasher", PasswordHasher(time_cost=1, memory_cost=8, parallelism=1))
    passwords.prepare.cache_clear()
    yield HouseInSession(tmp_path)
    passwords.prepare.cache_clear()


def csrf(page: str) -> dict[str, str]:
    return {"csrf_token": re.findall(r'name="csrf_token" value="([^"]+)"', page)[0]}


def invitation(house: HouseInSession) -> str:
    token, hashed = new_token()
    login = f"guest-{secrets.token_hex(4)}"
    house.perform(accounts.invite, login=login, name="Guest", token_hash=hashed, office="chair")
    return f"/invitations/{token}"


def test_an_invitation_sets_a_password_and_signs_in(house: HouseInSession) -> None:
    browser, url = house.browser(), invitation(house)
    page = browser.get(url).text
    login = re.findall(r'name="username" value="([^"]+)"', page)[0]
    assert browser.post(url, data=csrf(page) | {"password": PASSWORD, "again": PASSWORD}).status_code == 303
    assert "Guest" in browser.get("/account").text
    other = house.browser()
    sent = csrf(other.get("/sign-in?next=/account").text) | {"login": login, "password": PASSWORD, "next": "/account"}
    assert other.post("/sign-in", data=sent).location == "/account"
    assert house.browser().get(url).status_code == 410


@pytest.mark.parametrize(("password", "again", "field"), [("short", "short", "password"), (PASSWORD, "other", "again")])
def test_a_password_that_will_not_do_is_said_beside_its_field(house: HouseInSession, password, again, field) -> None:
    browser, url = house.browser(), invitation(house)
    answer = browser.post(url, data=csrf(browser.get(url).text) | {"password": password, "again": again})
    assert answer.status_code == 422
    assert f'id="error-{field}"' in answer.text


def test_a_wrong_password_keeps_the_name_and_says_no_more_than_needed(house: HouseInSession) -> None:
    browser = house.browser()
    sent = csrf(browser.get("/sign-in").text) | {"login": "desk", "password": "not this one at all"}
    answer = browser.post("/sign-in", data=sent)
    assert answer.status_code == 401
    assert 'value="desk"' in answer.text
    assert "do not go together" in answer.text


@pytest.mark.parametrize("elsewhere", ["https://evil.example/", "//evil.example", "/\\evil.example"])
def test_nobody_is_sent_elsewhere_after_signing_in(house: HouseInSession, elsewhere: str) -> None:
    page = house.browser().get("/sign-in", query_string={"next": elsewhere}).text
    assert "evil.example" not in page[page.index('name="next"') : page.index('name="login"')]


def test_signing_out_ends_the_login(house: HouseInSession) -> None:
    browser = house.browser(house.mayors[0])
    assert browser.post("/sign-out", data=csrf(browser.get("/account").text)).status_code == 303
    assert browser.get("/account").status_code == 303


def test_the_other_browsers_can_be_signed_out(house: HouseInSession) -> None:
    browser = house.browser(house.mayors[0])
    begin_login(house.house, house.mayors[0].account, "An old telephone")
    page = browser.get("/account").text
    assert "This browser" in page
    assert "An old telephone" in page
    browser.post("/account/logins/end-others", data=csrf(page))
    assert "An old telephone" not in browser.get("/account").text
