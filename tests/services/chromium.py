"""A real browser for tests: Debian's Chromium, driven by Playwright, and axe run inside its pages.

One browser serves one file of tests, not the whole run: Playwright's blocking interface keeps an event loop running
in the main thread, and while it does, `asyncio.run` in any other test of the same process would fail.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Literal

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

# The same engine without the browser's own windows around it, which nobody would see, takes a third of the work.
SHELL, WHOLE = Path("/usr/bin/chromium-headless-shell"), Path("/usr/bin/chromium")
EXECUTABLE = SHELL if SHELL.exists() else WHOLE
# Debian's build has no sandbox for root, and its background services would call out to hosts that tests must not need.
ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
]
AXE = Path(__file__).parents[1] / "browser" / "vendor" / "axe.min.js"
WCAG = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22a", "wcag22aa"]
# The rules among these that look at colours.
OF_COLOURS = ["color-contrast", "link-in-text-block"]
HEIGHTS = {390: 844, 1280: 800}

Scheme = Literal["light", "dark"]
OpenContext = Callable[..., BrowserContext]


@contextmanager
def launched() -> Iterator[Browser]:
    """Chromium, without a window; gone on leaving."""
    if not EXECUTABLE.exists():
        pytest.skip("Chromium is not installed: sudo apt-get install chromium-headless-shell fonts-noto-core")
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=EXECUTABLE, args=ARGUMENTS)
        yield chromium
        chromium.close()


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """The browser of one file of tests."""
    with launched() as chromium:
        yield chromium


@pytest.fixture
def open_context(browser: Browser) -> Iterator[OpenContext]:
    """A function that opens a person's own browser window: cookies, width, colours and language of their own.

    `open_context(width=390, scheme="dark", locale="ar", base_url=…)`; further options go to Playwright's
    `new_context`. Every context is closed when the test ends.
    """
    contexts: list[BrowserContext] = []

    def open_one(*, width: int = 1280, scheme: Scheme = "light", locale: str = "en-GB", **more: Any) -> BrowserContext:
        viewport = {"width": width, "height": HEIGHTS.get(width, 800)}
        options = {"timezone_id": "UTC", "reduced_motion": "reduce", **more}
        context = browser.new_context(viewport=viewport, color_scheme=scheme, locale=locale, **options)
        context.set_default_timeout(15_000)
        contexts.append(context)
        return context

    yield open_one
    for context in contexts:
        context.close()


@pytest.fixture(params=[390, 1280], ids=["phone", "desk"])
def width(request: pytest.FixtureRequest) -> int:
    """The two widths in CSS pixels at which every page has to work."""
    return int(request.param)


@pytest.fixture(params=["light", "dark"])
def scheme(request: pytest.FixtureRequest) -> str:
    """The two colour schemes in which every page has to be readable."""
    return str(request.param)


@pytest.fixture
def context(open_context: OpenContext) -> BrowserContext:
    """A desk-wide light window, for a test that does not care."""
    return open_context()


@pytest.fixture
def phone(open_context: OpenContext) -> BrowserContext:
    """A phone held upright."""
    return open_context(width=390, has_touch=True)


@pytest.fixture
def page(context: BrowserContext) -> Page:
    """One page in a desk-wide light window."""
    return context.new_page()


def axe(page: Page, *, within: str | None = None, only: list[str] | None = None) -> list[dict[str, Any]]:
    """What axe finds against WCAG 2.0 to 2.2, levels A and AA, in the page or in the part a selector names.

    `only` names the rules to be run instead of all. The script goes in through the debugger, which the page's content
    security policy does not bind, so the policy under test stays as strict as it is for everyone. It goes in once for
    each document, and only violations come back: what passed is ten times as long, and nobody reads it.
    """
    if not page.evaluate("'axe' in window"):
        page.evaluate(AXE.read_text(encoding="utf-8"))
    wanted = {"type": "rule", "values": only} if only else {"type": "tag", "values": WCAG}
    options = {"runOnly": wanted, "resultTypes": ["violations"]}
    violations: list[dict[str, Any]] = page.evaluate(
        "([within, options]) => axe.run(within ?? document, options).then(outcome => outcome.violations)",
        [within, options],
    )
    return violations


def told(violations: list[dict[str, Any]]) -> str:
    """Violations as lines a person can act on: the rule, where, and what is wrong there."""
    return "\n".join(
        f"{violation['id']}: {' '.join(map(str, node['target']))}: {node.get('failureSummary', violation['help'])}"
        for violation in violations
        for node in violation["nodes"]
    )
