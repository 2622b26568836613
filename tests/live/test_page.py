"""A page in a real browser: live, catching up, without WebSocket, and never in the way of somebody who types."""

from collections import Counter

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


BALLOT = """([held, newer]) => import("/static/js/live/stale.js").then(({ markStale }) => {
  document.body.dataset.saidStale = "It has changed.";
  const paper = (hash) => {
    const form = document.createElement("form");
    form.action = "/paper";
    for (const [name, value] of [["text_hash", hash], ["vote_id", "vote-" + hash]]) {
      form.append(Object.assign(document.createElement("input"), { type: "hidden", name, value }));
    }
    form.append(Object.assign(document.createElement("button"), { textContent: "Cast" }));
    const place = document.createElement("div");
    place.append(form);
    return place;
  };
  const place = paper(held);
  document.body.append(place);
  markStale(place, newer === null ? document.createElement("div") : paper(newer));
  return [place.querySelector("button").disabled, place.textContent];
})"""


@pytest.mark.parametrize(
    ("newer", "stale"),
    [("a", False), ("b", True), (None, False)],
    ids=["the same text", "another text", "closed: the house says so"],
)
def test_a_paper_for_another_text_is_not_sent_and_says_why(page, newer, stale) -> None:
    is_disabled, says = page.evaluate(BALLOT, ["a", newer])
    assert is_disabled is stale
    assert ("It has changed." in says) is stale


def test_readers_who_lose_a_server_together_come_back_apart(page) -> None:
    """A thousand waits each, drawn as the page draws them: no tenth of a second has more than a few of the readers."""
    waits = page.evaluate("""() => import("/static/js/live/waiting.js").then(({ BACK, jittered, spread }) => {
      const many = (draw) => Array.from({ length: 1000 }, () => draw());
      const library = () => BACK.reconnectionDelay * (1 + (Math.random() * 2 - 1) * BACK.randomizationFactor);
      return [many(spread), many(() => jittered(5000)), many(library)];
    })""")
    for drawn in waits:
        tenths = Counter(int(wait // 100) for wait in drawn)
        assert max(tenths.values()) < 200
        assert max(drawn) - min(drawn) > 900
