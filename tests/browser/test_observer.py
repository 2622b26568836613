"""Somebody without an account follows a sitting: nothing is ever reloaded, and nothing is missed."""

import re
import time

from playwright.sync_api import Page, Route, expect

from tests.browser.conftest import Enter
from tests.browser.scenes import Scene
from tests.browser.served import Parliament
from tests.browser.watching import Stay

# What differs between two looks at the same moment: clocks that run.
FRAGMENTS = """() => Object.fromEntries([...document.querySelectorAll('[data-fragment]')].map((element) => {
  const copy = element.cloneNode(true);
  for (const clock of copy.querySelectorAll('.clock')) clock.replaceWith(clock.dateTime);
  return [copy.dataset.fragment, copy.outerHTML.replace(/\\s+/g, ' ')];
}))"""


def follow(page: Page, scene: Scene) -> None:
    page.goto(f"/sessions/{scene.slug}/live")
    expect(page.locator("#connection")).to_have_text("Live")


def part(page: Page, name: str):
    return page.locator(f'[data-fragment="{name}"]')


def test_an_observer_watches_a_motion_from_debate_to_declaration_without_reload(scene: Scene, enter: Enter) -> None:
    scene.open()
    page = enter()
    follow(page, scene)
    stay = Stay(page)
    expect(page.get_by_text("The chair has not called an item yet.")).to_be_visible()

    motion = scene.published("Cool streets")
    scene.call(scene.listed(motion))
    expect(page.get_by_role("heading", level=1)).to_have_text("Cool streets")
    expect(page.locator("#announcements")).not_to_be_empty()
    expect(part(page, "text")).to_contain_text("Commit to publish a heat plan every year")

    turn = scene.mayors[2].does(f"/sittings/{scene.sitting}/speakers", side="for")["turn"]
    expect(part(page, "floor")).to_contain_text("Mayor of Bristol")
    scene.chair.does(f"/turns/{turn}/give")
    expect(part(page, "floor").get_by_role("timer")).to_be_visible()
    scene.chair.does(f"/turns/{turn}/end")
    expect(part(page, "floor")).to_contain_text("Nobody has asked for the floor.")

    amendment = scene.amend(3, motion, "every year", "every two years")
    expect(part(page, "text")).to_contain_text("Still to be voted on")
    scene.chair.does(f"/motions/{motion}/order")
    vote = scene.put(motion, amendment["amendment"])
    expect(page.get_by_role("heading", name="The vote is open")).to_be_visible()
    expect(page.get_by_text("Adopt amendment 1?")).to_be_visible()
    expect(part(page, "text").locator("ins")).to_contain_text("two years")
    scene.cast(vote, mayors=slice(0, 3))
    expect(page.get_by_text("3 of 9 seats have voted.")).to_be_visible()
    scene.cast(vote, mayors=slice(3, 9))
    expect(page.get_by_text("9 of 9 seats have voted.")).to_be_visible()
    scene.close(vote)
    expect(part(page, "decided")).to_contain_text("Adopted")
    expect(part(page, "vote")).to_be_hidden()
    expect(part(page, "text")).to_contain_text("every two years")

    final = scene.put(motion)
    expect(page.get_by_text("Adopt the whole text?")).to_be_visible()
    scene.cast(final)
    scene.close(final)
    expect(part(page, "decided")).to_contain_text("9 for, 0 against, 0 abstaining")
    slug = scene.declared(motion)
    link = page.locator(f'a[href="/declarations/{slug}"]')
    expect(link).to_be_visible()
    assert stay.holds()

    link.click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Cool streets")
    expect(page.locator("main")).to_contain_text("every two years")


def test_a_page_that_was_cut_off_becomes_what_a_fresh_one_is(scene: Scene, enter: Enter) -> None:
    motion = scene.debated("Shade")
    page = enter(tolerates="ERR_INTERNET_DISCONNECTED|WebSocket")
    follow(page, scene)
    stay = Stay(page)
    page.context.set_offline(True)
    expect(page.locator("#connection")).to_have_text(re.compile("^Offline since"))

    scene.mayors[4].does(f"/sittings/{scene.sitting}/speakers", side="against")
    vote = scene.put(motion)
    scene.cast(vote, mayors=slice(0, 4))
    scene.cast(vote, "no", mayors=slice(4, 6))
    scene.close(vote)
    page.context.set_offline(False)
    expect(page.locator("#connection")).to_have_text("Live", timeout=30_000)
    expect(part(page, "decided")).to_contain_text("4 for, 2 against, 0 abstaining")
    assert stay.holds()
    assert_as_fresh(page, enter(), scene)


def test_a_page_outlives_a_server_that_is_killed(scene: Scene, enter: Enter, parliament: Parliament) -> None:
    motion = scene.debated("Water")
    vote = scene.put(motion, minutes=5)
    page = enter(tolerates="ERR_CONNECTION_REFUSED|WebSocket|ERR_EMPTY_RESPONSE")
    follow(page, scene)
    stay = Stay(page)
    scene.cast(vote, mayors=slice(0, 2))
    expect(page.get_by_text("2 of 9 seats have voted.")).to_be_visible()

    parliament.kill()
    expect(page.locator("#connection")).to_have_text(re.compile("^Offline since"), timeout=30_000)
    parliament.start()
    scene.cast(vote, mayors=slice(2, 5))
    expect(page.locator("#connection")).to_have_text("Live", timeout=30_000)
    expect(page.get_by_text("5 of 9 seats have voted.")).to_be_visible()
    assert stay.holds()
    assert_as_fresh(page, enter(), scene)


def test_ballots_cast_while_the_page_was_being_fetched_are_counted_on_it(scene: Scene, enter: Enter) -> None:
    vote = scene.put(scene.debated("Wind"))
    page = enter(tolerates="ERR_INTERNET_DISCONNECTED|WebSocket")
    follow(page, scene)
    overtaken: list[Route] = []

    def hold(route: Route) -> None:
        answer = route.fetch()
        if not overtaken:
            overtaken.append(route)
            scene.cast(vote, mayors=slice(0, 4))
            page.context.set_offline(False)
            time.sleep(4)  # the page is connected again before it gets what was written without these ballots
        route.fulfill(response=answer)

    page.route("**/live/fragments*", hold)
    page.context.set_offline(True)
    expect(page.get_by_text("4 of 9 seats have voted.")).to_be_visible(timeout=30_000)
    assert overtaken


def test_what_is_live_now_is_said_in_arabic_from_right_to_left(scene: Scene, enter: Enter) -> None:
    scene.debated("Trees")
    page = enter(width=390)
    page.goto("/live?language=ar")
    root = page.locator("html")
    expect(root).to_have_attribute("dir", "rtl")
    expect(root).to_have_attribute("lang", "ar")
    brand, bar = page.locator(".brand").bounding_box(), page.locator(".bar-in").bounding_box()
    assert brand["x"] + brand["width"] > bar["x"] + bar["width"] * 0.75  # the bar begins at the right


def assert_as_fresh(page: Page, another: Page, scene: Scene) -> None:
    """Fragment by fragment what somebody sees who comes only now."""
    follow(another, scene)
    fresh, kept = another.evaluate(FRAGMENTS), page.evaluate(FRAGMENTS)
    assert fresh.keys() == kept.keys()
    for name in fresh:
        assert kept[name].split() == fresh[name].split(), name


def test_the_text_only_page_says_it_all_in_one_small_answer(scene: Scene, enter: Enter) -> None:
    motion = scene.debated("Wells")
    amendment = scene.amend(3, motion, "every year", "every two years")
    scene.chair.does(f"/motions/{motion}/order")
    scene.put(motion, amendment["amendment"])
    page = enter(width=390)
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.resource_type))
    answer = page.goto(f"/sessions/{scene.slug}/live/text")
    page.wait_for_load_state("networkidle")
    assert [kind for kind in asked if kind != "other"] == ["document"]  # "other": the browser looks for an icon
    assert len(answer.body()) <= 10_000
    expect(page.get_by_text("Amendment 1 to “Wells”")).to_be_visible()
    expect(page.get_by_text("replace “year” by “two years”")).to_be_visible()
