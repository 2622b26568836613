"""One served parliament for each file of journeys; each test enters it as whom it likes, and may leave no error behind."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.founding import PASSWORD
from tests.browser.scenes import Scene, convened
from tests.browser.served import Parliament
from tests.browser.watching import Watch
from tests.services.chromium import OpenContext

Enter = Callable[..., Page]
expect.set_options(timeout=15_000)  # as patient as a window is: two cores may be busy with other tests


@pytest.fixture(scope="module")
def parliament(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Parliament]:
    """A parliament of nine cities, served; nothing may have failed in it by the end."""
    house = Parliament(tmp_path_factory.mktemp("parliament"))
    house.start()
    yield house
    house.kill()
    told = house.log.read_text()
    assert "Traceback" not in told, told


@pytest.fixture
def scene(parliament: Parliament) -> Scene:
    """A session of the test's own."""
    return convened(parliament)


@pytest.fixture
def enter(open_context: OpenContext, parliament: Parliament, browser: Browser) -> Iterator[Enter]:
    """Opens a window as somebody who is signed in, or as nobody: `enter("mayor0", width=390)`.

    Whatever the console says or a page asks elsewhere fails the test, but for what it `tolerates` (an expression).
    """
    watches: list[Watch] = []

    def enter_as(login: str = "", *, tolerates: str = "", **options: Any) -> Page:
        state = {"storage_state": signed_in(browser, parliament, login)} if login else {}
        context = open_context(base_url=parliament.url, **state, **options)
        watches.append(watch := Watch(parliament.url, tolerates))
        context.on("page", watch.follow)
        return context.new_page()

    yield enter_as
    troubles = [each for watch in watches for each in watch.troubles]
    assert troubles == []


def signed_in(browser: Browser, parliament: Parliament, login: str) -> Any:
    """What the browser of somebody keeps who went through the door, once for each person."""
    if login not in parliament.states:
        context = browser.new_context(base_url=parliament.url)
        page = context.new_page()
        page.goto("/sign-in")
        page.get_by_label("Sign-in name").fill(login)
        page.get_by_label("Password").fill(PASSWORD)
        page.locator("main").get_by_role("button", name="Sign in").click()
        page.wait_for_url(lambda url: "/sign-in" not in url)
        parliament.states[login] = context.storage_state()
        context.close()
    return parliament.states[login]
