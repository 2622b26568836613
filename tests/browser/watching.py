"""What a browser says about a page behind the reader's back, and whether a page was ever left."""

import re
from dataclasses import dataclass, field

from playwright.sync_api import ConsoleMessage, Page, Request


@dataclass
class Watch:
    """Errors of script and policy, and requests to anywhere but the parliament, of every page of one person."""

    origin: str
    tolerates: str = ""
    troubles: list[str] = field(default_factory=list)

    def follow(self, page: Page) -> None:
        page.on("console", self._said)
        page.on("pageerror", lambda error: self.troubles.append(f"{page.url}: {error}"))
        page.on("request", self._asked)

    def _said(self, message: ConsoleMessage) -> None:
        told = f"{message.location.get('url', '')}: {message.text}"
        is_expected = self.tolerates and re.search(self.tolerates, told)
        if message.type in ("error", "warning") and not is_expected:
            self.troubles.append(told)

    def _asked(self, request: Request) -> None:
        if not request.url.startswith((self.origin, "data:", "blob:")):
            self.troubles.append(f"asked {request.url}")


class Stay:
    """Proves that a page was changed in place: nothing was loaded after this began."""

    def __init__(self, page: Page) -> None:
        self._loads: list[str] = []
        page.on("framenavigated", lambda frame: self._loads.append(frame.url))
        page.evaluate("document.documentElement.dataset.testStay = 'yes'")
        self._page = page

    def holds(self) -> bool:
        return self._loads == [] and self._page.evaluate("document.documentElement.dataset.testStay") == "yes"


def overflow(page: Page) -> int:
    """By how many CSS pixels the page is wider than its window."""
    return page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
