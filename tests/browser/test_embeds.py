"""A card in somebody else's page, in a real browser: it is shown, and no cookie goes either way (S41)."""

import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest
from playwright.sync_api import BrowserContext, Page, Request, Response, expect

from tests.browser.conftest import signed_in
from tests.browser.scenes import convened
from tests.browser.served import Parliament
from tests.browser.watching import overflow
from tests.services.chromium import OF_COLOURS, OpenContext, axe, told


class Elsewhere:
    """A site that is not ours, on whatever host name the browser asks it by. `page` is what it serves."""

    def __init__(self) -> None:
        site = self

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                self.send_response(200)
                self.send_header("Content-Type", "text/html; charset=utf-8")
                self.end_headers()
                self.wfile.write(site.page.encode())

            def log_message(self, *_: object) -> None:
                """Says nothing; the test looks at the browser's side."""

        self.page = ""
        self._server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.port = self._server.server_address[1]
        threading.Thread(target=self._server.serve_forever, daemon=True).start()

    def close(self) -> None:
        self._server.shutdown()
        self._server.server_close()


@pytest.fixture(scope="module")
def elsewhere() -> Iterator[Elsewhere]:
    site = Elsewhere()
    yield site
    site.close()


@pytest.fixture(scope="module")
def pages(parliament: Parliament) -> dict[str, str]:
    """The addresses of a declaration and of the vote behind it."""
    scene = convened(parliament)
    motion = scene.debated("Cities that stay cool")
    final = scene.put(motion)
    scene.cast(final, mayors=slice(0, 7))
    scene.cast(final, "no", mayors=slice(7, 8))
    scene.close(final)
    slug = scene.declared(motion)
    return {"declaration": f"/declarations/{slug}", "vote": f"/votes/{final}"}


class Traffic:
    """What went between the browser and the parliament, cookies and all, and what the console said."""

    def __init__(self, page: Page, origin: str) -> None:
        self.asked: list[Request] = []
        self.answered: list[Response] = []
        self.said: list[str] = []
        page.on("request", lambda request: self.asked.append(request) if request.url.startswith(origin) else None)
        page.on("response", lambda answer: self.answered.append(answer) if answer.url.startswith(origin) else None)
        page.on("console", lambda message: self.said.append(message.text))

    def sent(self) -> list[str]:
        return [request.url for request in self.asked if "cookie" in request.all_headers()]

    def set(self) -> list[str]:
        return [answer.url for answer in self.answered if "set-cookie" in answer.all_headers()]


def somebody(parliament: Parliament, open_context: OpenContext, browser, **options) -> BrowserContext:
    """A window of a mayor who is signed in at the parliament and reads it in Arabic: there are cookies to send."""
    context = open_context(storage_state=signed_in(browser, parliament, "mayor0"), **options)
    context.add_cookies([{"name": "language", "value": "ar", "url": parliament.url}])
    return context


def framed(elsewhere: Elsewhere, address: str, width: int = 560) -> None:
    elsewhere.page = f'<!doctype html><html lang="en"><title>Elsewhere</title><h1>News</h1><iframe src="{address}" title="A card" width="{width}" height="600"></iframe>'  # fmt: skip


@pytest.mark.parametrize("name", ["declaration", "vote"])
def test_sec_s41_a_card_on_another_site_sends_and_sets_no_cookie(
    parliament, pages, elsewhere, open_context, browser, name
) -> None:
    context = somebody(parliament, open_context, browser)
    kept = context.cookies()
    assert len(kept) == 2
    page = context.new_page()
    traffic = Traffic(page, parliament.url)
    framed(elsewhere, f"{parliament.url}/embed{pages[name]}")
    page.goto(f"http://localhost:{elsewhere.port}/")
    card = page.frame_locator("iframe")
    expect(card.locator("svg.hemicycle")).to_be_visible()
    expect(card.locator("html")).to_have_attribute("lang", "en")
    assert [request.resource_type for request in traffic.asked] == ["document"]  # it asks for nothing but itself
    assert (traffic.sent(), traffic.set()) == ([], [])
    assert context.cookies() == kept
    assert traffic.said == []


def test_sec_s41_where_the_browser_would_send_cookies_none_is_set_and_none_is_read(
    parliament, pages, elsewhere, open_context, browser
) -> None:
    """The same host with another port is the same site to a browser, and so its cookies go along."""
    context = somebody(parliament, open_context, browser)
    kept = context.cookies()
    page = context.new_page()
    traffic = Traffic(page, parliament.url)
    framed(elsewhere, f"{parliament.url}/embed{pages['declaration']}")
    page.goto(f"http://127.0.0.1:{elsewhere.port}/")
    card = page.frame_locator("iframe")
    expect(card.locator("svg.hemicycle")).to_be_visible()
    assert len(traffic.sent()) == 1
    expect(card.locator("html")).to_have_attribute("lang", "en")
    assert traffic.set() == []
    assert context.cookies() == kept


def test_sec_s41_the_page_itself_is_not_framed(parliament, pages, elsewhere, open_context, browser) -> None:
    page = somebody(parliament, open_context, browser).new_page()
    traffic = Traffic(page, parliament.url)
    framed(elsewhere, f"{parliament.url}{pages['declaration']}")
    page.goto(f"http://localhost:{elsewhere.port}/")
    expect(page.frame_locator("iframe").locator("h1")).to_have_count(0)
    assert any("frame-ancestors" in said for said in traffic.said)


def test_the_code_copied_from_the_page_shows_the_card_and_the_link(parliament, pages, elsewhere, open_context) -> None:
    page = open_context(base_url=parliament.url).new_page()
    page.goto(pages["declaration"])
    code = page.get_by_label("Copy this into your page:").input_value()
    elsewhere.page = f'<!doctype html><html lang="en"><title>Elsewhere</title><h1>News</h1>{code}'
    phone = open_context(width=390).new_page()
    phone.goto(f"http://localhost:{elsewhere.port}/")
    expect(phone.frame_locator("iframe").get_by_role("link", name="Read it and check it")).to_be_visible()
    assert overflow(phone) <= 0
    inside = phone.frame_locator("iframe").get_by_role("link", name="Read it and check it")
    assert inside.get_attribute("href") == f"{parliament.url}{pages['declaration']}"
    assert inside.get_attribute("target") == "_blank"  # the page of ours would not let itself be shown in the frame
    link = phone.get_by_role("link", name="Cities that stay cool")
    assert link.get_attribute("href") == f"{parliament.url}{pages['declaration']}"


LOOKS = {"phone": (320, "light", "en"), "desk": (560, "dark", "en"), "arabic": (390, "light", "ar")}


@pytest.mark.parametrize(("name", "look"), [("vote", "phone"), ("declaration", "desk"), ("declaration", "arabic")])
def test_a_card_has_no_barrier_and_fits_its_frame(parliament, pages, open_context, name, look) -> None:
    width, scheme, language = LOOKS[look]
    page = open_context(base_url=parliament.url, width=width, scheme=scheme).new_page()
    page.goto(f"/embed{pages[name]}?language={language}")
    assert told(axe(page)) == ""
    assert overflow(page) <= 0
    expect(page.locator("html")).to_have_attribute("dir", "rtl" if language == "ar" else "ltr")


def test_pictures_of_a_page_have_no_barrier_open_or_printed(parliament, pages, open_context) -> None:
    page = open_context(base_url=parliament.url, width=390).new_page()
    page.goto(f"{pages['declaration']}?language=ar")
    for summary in page.locator("#pictures summary").all():
        summary.click()
    assert page.locator("#pictures svg[role=img]").count() == 3
    assert told(axe(page, within="#pictures")) == ""
    assert told(axe(page, within="#share")) == ""
    page.emulate_media(color_scheme="dark")
    assert told(axe(page, within="#pictures", only=OF_COLOURS)) == ""
    assert overflow(page) <= 0
    page.emulate_media(media="print")
    expect(page.locator("#pictures svg.world-map")).to_be_visible()
    expect(page.locator("#share")).to_be_hidden()
