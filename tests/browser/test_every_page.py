"""Every page of the map, on a phone and on a desk, light and dark, in English and Arabic: usable, quiet, within its window.

One house is played to a moment at which all of them have something to show: a vote is open, a declaration is out.
"""

from collections.abc import Iterator
from dataclasses import dataclass

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.conftest import signed_in
from tests.browser.proceedings import proceedings
from tests.browser.scenes import convened, followed_up
from tests.browser.served import Parliament
from tests.browser.watching import Watch, overflow
from tests.services.chromium import HEIGHTS, OF_COLOURS, axe, told

# Address and whose page it is; what stands in braces is found in the house that was played.
PAGES = {
    "home": ("/", ""),
    "sessions": ("/sessions", ""),
    "session": ("/sessions/{slug}", ""),
    "rules": ("/sessions/{slug}/rules", ""),
    "live": ("/sessions/{slug}/live", ""),
    "live as mayor": ("/sessions/{slug}/live", "mayor1"),
    "live text": ("/sessions/{slug}/live/text", ""),
    "hall": ("/sessions/{slug}/hall", ""),
    "record": ("/sessions/{slug}/record", ""),
    "record of the institution": ("/record", ""),
    "motion": ("/motions/{motion}", ""),
    "motion as mayor": ("/motions/{gathering}", "mayor1"),
    "amendment": ("/amendments/{amendment}", ""),
    "vote open": ("/votes/{vote}", ""),
    "vote open as mayor": ("/votes/{vote}", "mayor1"),
    "vote with receipt": ("/votes/{vote}", "mayor0"),
    "vote closed": ("/votes/{closed}", ""),
    "declarations": ("/declarations", ""),
    "declaration": ("/declarations/{declaration}", ""),
    "results": ("/sessions/{slug}/results", ""),
    "cities": ("/cities", ""),
    "city": ("/cities/freetown-sle", ""),
    "verify": ("/verify", ""),
    "api docs": ("/api/docs", ""),
    "sign-in": ("/sign-in", ""),
    "invitation": ("/invitations/{invitation}", ""),
    "account": ("/account", "mayor0"),
    "today": ("/today", "mayor1"),
    "today of the cabinet": ("/today", "cabinet"),
    "chair": ("/sessions/{slug}/chair", "chair"),
    "chair with an order to confirm": ("/sessions/{second}/chair", "chair"),
    "chair looking on": ("/sessions/{slug}/chair", "deputy"),
    "roll call": ("/sessions/{slug}/chair/roll-call/{sitting}", "chair"),
    "desk": ("/desk", "desk"),
    "desk of a session": ("/sessions/{slug}/desk", "desk"),
    "convene": ("/desk/convene", "desk"),
    "seats": ("/desk/seats", "desk"),
    "seat": ("/desk/seats/freetown-sle", "desk"),
    "import": ("/desk/seats/import", "desk"),
    "accounts": ("/desk/accounts", "desk"),
    "refuse": ("/sessions/{slug}/desk/refuse/{submitted}", "desk"),
    "draft": ("/sessions/{slug}/motions/new", "mayor0"),
    "edit": ("/motions/{gathering}/edit", "mayor0"),
    "amend": ("/motions/{published}/amend", "mayor1"),
    "error": ("/nowhere", ""),
    "forbidden": ("/desk", "mayor0"),
}
# Pages of the procedure, made of the parts of the pages above: the desk's width would find nothing more on them.
OF_PROCEDURE = {
    "live with a point of order": ("/sessions/{procedure}/live", "mayor1"),
    "floor": ("/sessions/{procedure}/floor", "mayor4"),
    "chair with a point of order": ("/sessions/{procedure}/chair", "chair"),
    "vote with a proxy": ("/votes/{by_proxy}", "mayor0"),
    "vote with a casting vote": ("/votes/{equal}", ""),
    "statements on a vote": ("/votes/{equal}/statements", "mayor1"),
    "witnesses": ("/witnesses", "desk"),
    "topics": ("/declarations/{declaration}/topics", "desk"),
    "officers": ("/votes/{by_proxy}/officers", "chair"),
    "own seat": ("/seat", "mayor1"),
    "credentials": ("/sessions/{procedure}/sittings/2/credentials", ""),
    "agenda": ("/sessions/{procedure}/agenda", "desk"),
    "election": ("/elections/{election}", "chair"),
    "minutes": ("/sessions/{procedure}/minutes/1", "desk"),
    "profiles": ("/desk/profiles", "desk"),
    "write a profile": ("/desk/profiles/new", "desk"),
    "convene in urgency": ("/desk/convene?way=urgent", "desk"),
    "history": ("/history/assembly-2026", ""),
    "vote of the past": ("/history/assembly-2026/1", ""),
    "what will be voted": ("/motions/{debated}/list", "mayor1"),
    "amendments that conflict": ("/motions/{debated}/clusters", "mayor1"),
    "amendment before and after": ("/amendments/{amendment}?view=sides", ""),
    "follow-up": ("/follow-up", ""),
    "follow-up of a declaration": ("/declarations/{declaration}/follow-up", "mayor1"),
    "commitment": ("/commitments/{commitment}", "mayor1"),
    "form to sign": ("/declarations/{declaration}/sign", "mayor1"),
    "earlier version": ("/declarations/{declaration}/versions/1", ""),
}
LOOKS = {
    "phone": {"width": 390},
    "desk": {"width": 1280},
    "arabic": {"width": 390, "language": "ar"},
}


@dataclass
class Visitor:
    """Windows of everybody at one width, kept open for all pages, because opening one takes longer than a page."""

    browser: Browser
    parliament: Parliament
    names: dict[str, str]
    width: int
    language: str = "en"

    def __post_init__(self) -> None:
        self._pages: dict[str, Page] = {}
        self.watch = Watch(self.parliament.url, tolerates="the server responded with a status of 40")

    def page(self, login: str) -> Page:
        if login not in self._pages:
            state = {"storage_state": signed_in(self.browser, self.parliament, login)} if login else {}
            size = {"width": self.width, "height": HEIGHTS[self.width]}
            context = self.browser.new_context(
                base_url=self.parliament.url, viewport=size, reduced_motion="reduce", **state
            )
            context.add_cookies([{"name": "language", "value": self.language, "url": self.parliament.url}])
            context.on("page", self.watch.follow)
            context.set_default_timeout(30_000)
            self._pages[login] = context.new_page()
        return self._pages[login]

    def goes_to(self, name: str) -> Page:
        address, login = (PAGES | OF_PROCEDURE)[name]
        self.watch.troubles.clear()
        page = self.page(login)
        page.goto(address.format(**self.names))
        return page

    def leave(self) -> None:
        for page in self._pages.values():
            page.context.close()


@pytest.fixture(scope="module")
def names(parliament: Parliament) -> dict[str, str]:
    """A house with something on every page, by the names its addresses need."""
    scene = convened(parliament)
    motion = scene.debated("Cities that stay cool")
    amended = [
        scene.amend(3, motion, "every year", "every two years"),
        scene.amend(4, motion, "every year", "each spring"),
    ]
    first = scene.chair.does(f"/motions/{motion}/order")["numbers"][0]
    amendment = next(each["amendment"] for each in amended if each["number"] == first)
    closed = scene.put(motion, amendment)
    scene.cast(closed, mayors=slice(0, 5))
    scene.cast(closed, "no", mayors=slice(5, 7))
    scene.cast(closed, "abstain", mayors=slice(7, 8))
    scene.close(closed)
    scene.decided(motion)
    declaration = scene.declared(motion)
    commitment = followed_up(scene, declaration)
    at_vote = scene.published("Water for all")
    scene.call(scene.listed(at_vote))
    scene.mayors[2].does(f"/sittings/{scene.sitting}/speakers", side="for")
    vote = scene.put(at_vote, minutes=50)
    scene.cast(vote, mayors=slice(0, 1))
    scene.cast(vote, "no", mayors=slice(5, 8))
    link = scene.desk.does("/invitations", login="newcomer", name="Noor Inayat", office="chair")
    second = convened(parliament, "Second session")
    debated = second.debated("Trees")
    for mayor, words in ((3, "each spring"), (4, "each autumn")):
        second.amend(mayor, debated, "every year", words)
    return proceedings(parliament) | {
        "slug": scene.slug, "motion": motion, "amendment": amendment, "closed": closed, "vote": vote,
        "declaration": declaration, "sitting": scene.sitting, "second": second.slug,
        "debated": debated, "commitment": commitment,
        "gathering": scene.gathering("Shade")["motion"], "submitted": scene.submitted("Quiet"),
        "published": scene.published("Rain"), "invitation": link["link"].rsplit("/", 1)[-1],
    }  # fmt: skip


@pytest.fixture(scope="module", params=LOOKS, ids=str)
def visitor(
    request: pytest.FixtureRequest, browser: Browser, parliament: Parliament, names: dict[str, str]
) -> Iterator[Visitor]:
    """Everybody's windows in one look."""
    found = Visitor(browser, parliament, names, **LOOKS[request.param])
    yield found
    found.leave()


def assert_no_barrier(page: Page, visitor: Visitor) -> None:
    """Nothing that axe finds; on the wide page in dark colours too, which change nothing that other rules look at."""
    assert told(axe(page)) == ""
    if visitor.width == 1280:
        page.emulate_media(color_scheme="dark")
        assert told(axe(page, only=OF_COLOURS)) == ""
        page.emulate_media(color_scheme="light")
    assert overflow(page) <= 0


def assert_whole(visitor: Visitor, name: str) -> None:
    """One title, the reader's language, no barrier, no error."""
    page = visitor.goes_to(name)
    expect(page.locator("h1")).to_have_count(1)
    expect(page.locator("html")).to_have_attribute("dir", "rtl" if visitor.language == "ar" else "ltr")
    expect(page.locator("html")).to_have_attribute("lang", visitor.language)
    assert_no_barrier(page, visitor)
    assert visitor.watch.troubles == []


@pytest.mark.parametrize("name", PAGES)
def test_page_has_no_barrier_no_error_and_no_overflow(visitor: Visitor, name: str) -> None:
    assert_whole(visitor, name)


@pytest.mark.parametrize("name", OF_PROCEDURE)
@pytest.mark.parametrize("visitor", ["phone", "arabic"], indirect=True, scope="module")
def test_page_of_the_procedure_has_no_barrier_no_error_and_no_overflow(visitor: Visitor, name: str) -> None:
    assert_whole(visitor, name)


def test_the_preview_of_an_amendment_has_no_barrier(visitor: Visitor) -> None:
    page = visitor.goes_to("amend")
    page.locator('[data-section="operative"] textarea').first.fill("Commit to publish a heat plan each spring")
    page.locator("button[value=preview]:not(.vh)").click()
    page.wait_for_url("**/preview")
    assert_no_barrier(page, visitor)
    assert visitor.watch.troubles == []


def test_a_form_that_came_back_with_an_error_has_no_barrier(visitor: Visitor) -> None:
    page = visitor.goes_to("convene")
    page.locator("#field-title").fill("Rivers")
    page.locator("#field-opens_at").fill("2020-01-01T10:00")
    page.locator("main form .btn").last.click()
    expect(page.get_by_role("alert")).to_be_visible()
    assert_no_barrier(page, visitor)
