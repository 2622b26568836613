"""The browser that tests get is real, reaches nothing outside, and axe finds in it what is wrong."""

from playwright.sync_api import BrowserContext, Page

from tests.services.chromium import OpenContext, axe, told

SOUND = "<!doctype html><html lang=en><title>House</title><main><h1>House</h1></main></html>"
UNSOUND = "<!doctype html><html lang=en><title>House</title><main><h1>House</h1><img src=data:,></main></html>"


def test_a_page_is_laid_out_and_its_script_runs(page: Page) -> None:
    page.set_content(SOUND)
    assert page.locator("h1").bounding_box()["width"] > 0
    assert page.evaluate("[1, 2].map(n => n * 2)") == [2, 4]


def test_a_context_has_the_width_scheme_and_locale_it_was_asked_for(
    open_context: OpenContext, width: int, scheme: str
) -> None:
    page = open_context(width=width, scheme=scheme, locale="ar").new_page()
    assert page.evaluate("innerWidth") == width
    assert page.evaluate("matchMedia('(prefers-color-scheme: dark)').matches") is (scheme == "dark")
    assert page.evaluate("navigator.language") == "ar"


def test_two_people_do_not_share_cookies(open_context: OpenContext, phone: BrowserContext) -> None:
    mayor = open_context()
    mayor.add_cookies([{"name": "who", "value": "mayor", "url": "http://127.0.0.1/"}])
    assert [cookie["value"] for cookie in mayor.cookies()] == ["mayor"]
    assert phone.cookies() == []


def test_axe_accepts_a_sound_page(page: Page) -> None:
    page.set_content(SOUND)
    assert axe(page) == []


def test_axe_names_an_image_without_a_text(page: Page) -> None:
    page.set_content(UNSOUND)
    violations = axe(page)
    assert [violation["id"] for violation in violations] == ["image-alt"]
    assert told(violations).startswith("image-alt: img:")
