"""A page in a real browser: live, catching up, without WebSocket, and never in the way of somebody who types."""

import pytest

pytestmark = pytest.mark.timeout(120)


@pytest.fixture(scope="module")
def mode() -> str:
    """A page does not know how it is served, so one way is enough here."""
    return "threading"


@pytest.fixture
def page(standing, log, open_context):
    page = open_context(base_url=f"http://127.0.0.1:{standing.port}").new_page()
    page.goto(f"/?log={log}")
    page.wait_for_function("() => document.querySelector('[data-live-status]').textContent === 'live'")
    return page


def reads(page, fragment: str, text: str) -> None:
    page.wait_for_function(
        "([name, text]) => document.querySelector(`[data-fragment=${name}]`).textContent.trim() === text",
        arg=[fragment, text],
        timeout=15_000,
    )


def test_a_page_changes_when_an_entry_is_recorded(standing, log, page) -> None:
    standing.post(f"/append/{log}/1/public")
    reads(page, "head", "en 1")
    standing.post(f"/append/{log}/2/public")
    reads(page, "head", "en 3")
    assert page.get_attribute("main", "data-live-seq") == "3"


def test_a_page_that_was_offline_fetches_its_fragments_and_says_since_when(standing, log, page) -> None:
    page.context.set_offline(True)
    page.wait_for_function("() => document.querySelector('[data-live-status]').textContent.startsWith('offline since')")
    standing.post(f"/append/{log}/2/public")
    page.context.set_offline(False)
    reads(page, "head", "en 2 fetched")
    page.wait_for_function("() => document.querySelector('[data-live-status]').textContent === 'live'")


def test_what_somebody_types_is_left_alone_until_they_are_done(standing, log, page) -> None:
    page.fill("input[name=words]", "half a sen")
    page.evaluate("document.activeElement.blur()")
    page.context.set_offline(True)
    standing.post(f"/append/{log}/1/public")
    page.context.set_offline(False)
    reads(page, "head", "en 1 fetched")
    assert page.input_value("input[name=words]") == "half a sen"
    assert page.locator("[data-fragment=form]").inner_text().strip() == ""
    page.evaluate("document.querySelector('form').reset()")
    reads(page, "form", "1")


def test_progress_fills_the_seats_by_count(standing, log, page) -> None:
    standing.post(f"/ballot/{log}/vote-1/2")
    page.wait_for_selector("[data-progress-voted] >> text=2")
    assert page.locator("progress").evaluate("bar => [bar.value, bar.max]") == [2, 500]
    assert page.locator(".seat").evaluate_all(
        "seats => seats.map((seat) => seat.classList.contains('seat-voted'))"
    ) == [
        True,
        True,
        False,
    ]


def test_without_websocket_a_page_is_kept_up_to_date_by_asking(standing, log, open_context) -> None:
    page = open_context(base_url=f"http://127.0.0.1:{standing.port}").new_page()
    page.add_init_script("WebSocket = class { constructor() { throw new Error('blocked'); } }")
    page.goto(f"/?log={log}")
    standing.post(f"/append/{log}/1/public")
    reads(page, "head", "en 1 fetched")
    page.wait_for_function("() => document.querySelector('[data-live-status]').textContent === 'live'")


def test_nothing_on_a_live_page_offends_the_content_security_policy(standing, log, open_context) -> None:
    page = open_context(base_url=f"http://127.0.0.1:{standing.port}").new_page()
    said: list[str] = []
    page.on("console", lambda message: said.append(message.text))
    page.on("pageerror", lambda error: said.append(str(error)))
    page.goto(f"/?log={log}")
    page.wait_for_function("() => document.querySelector('[data-live-status]').textContent === 'live'")
    standing.post(f"/append/{log}/1/public")
    reads(page, "head", "en 1")
    assert [line for line in said if "favicon" not in line and "404" not in line] == []
