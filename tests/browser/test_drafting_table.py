"""A text from three amendments that collide to the published one, whose every word says which vote it came from."""

import time
from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import Enter
from tests.browser.hurried import Hurried
from tests.browser.scenes import Scene, convened
from tests.varied import written

OBJECTIONS_MINUTES = 30
RULES = {"amendments.acceptance_minutes": OBJECTIONS_MINUTES, "votes.live_seconds": 120}


@pytest.fixture(scope="module")
def parliament(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Hurried]:
    """A parliament in which nobody has to wait for the end of the time for objections."""
    house = Hurried(tmp_path_factory.mktemp("hurried"))
    house.start()
    yield house
    house.kill()
    told = house.log.read_text()
    assert "Traceback" not in told, told


def done(page: Page) -> None:
    expect(page.get_by_role("status").filter(has_text="Done.")).to_be_visible()


def rows(page: Page) -> Any:
    return page.locator('[data-section="operative"] .rows textarea')


def fates(scene: Scene, motion: str) -> dict[int, str]:
    return {row["number"]: row["fate"] for row in scene.desk.sees(f"/motions/{motion}")["amendments"]}


def settled(scene: Scene, motion: str, number: int) -> None:
    """Until the clock has said that the time for objections is over."""
    deadline = time.monotonic() + 30
    while fates(scene, motion)[number] != "accepted" and time.monotonic() < deadline:
        time.sleep(0.1)
    assert fates(scene, motion)[number] == "accepted"


def carry(scene: Scene, motion: str, amendment: str | None = None) -> str:
    vote = scene.put(motion, amendment)
    scene.cast(vote)
    scene.close(vote)
    return vote


def test_three_collide_a_compromise_is_changed_and_adopted_and_the_words_lead_back_to_the_votes(
    parliament: Hurried, enter: Enter
) -> None:
    parliament["desk"].does("/profiles", text=written(RULES, base="demonstration", name="quick"))
    scene = convened(parliament, "Drafting table", profile="quick")
    motion = scene.debated("Cool streets")
    for mayor, old, new in (
        (3, "every year", "every two years"),
        (4, "every year", "each spring"),
        (5, "publish a heat plan every year", "plant trees"),
    ):
        scene.amend(mayor, motion, old, new)
    accepted = scene.amend(6, motion, "shade and water", "shade, water and rest")["amendment"]
    for mayor in scene.mayors[:5]:
        mayor.does(f"/amendments/{accepted}/accept")

    page = enter("mayor8")
    page.goto(f"/motions/{motion}/clusters")
    cluster = page.get_by_role("region", name="Amendments 3, 2, 1", exact=True)
    expect(cluster).to_contain_text("Both change the same words of paragraph 1.")
    cluster.get_by_role("link", name="Draft a compromise").click()
    rows(page).first.fill("Commit to publish a heat plan every two years, in spring")
    page.get_by_role("button", name="Show what this changes").click()
    page.get_by_role("button", name="Submit this").click()
    done(page)
    compromise = page.url.rsplit("/", 1)[-1]

    other = enter("mayor7")
    other.goto(f"/amendments/{compromise}")
    other.get_by_role("link", name="Amend this amendment").click()
    other.get_by_label("Words it brings").fill("two years, before summer")
    other.get_by_role("button", name="Show what this changes").click()
    other.get_by_role("button", name="Submit this sub-amendment").click()
    done(other)
    sub = other.url.rsplit("/", 1)[-1]

    scene.chair.does(f"/motions/{motion}/order")
    page.goto(f"/motions/{motion}/list")
    order = page.get_by_role("region", name="In this order")
    expect(order).to_contain_text("Before amendment 5")
    expect(order.locator("#amendment-5 > .placed")).to_contain_text("Compromise in place of 1, 2, 3")
    expect(order.locator("#amendment-5 > .placed")).to_contain_text("amendment 1 falls; amendment 2 falls")
    expect(order.locator("#amendment-2")).to_contain_text("Not put while the compromise 5 is open.")

    votes = {6: carry(scene, motion, sub), 5: carry(scene, motion, compromise)}
    assert fates(scene, motion) == {1: "lapsed", 2: "lapsed", 3: "lapsed", 4: "pending", 5: "adopted", 6: "adopted"}
    parliament.hurry(60 * OBJECTIONS_MINUTES)
    settled(scene, motion, 4)
    last = carry(scene, motion)
    text = scene.desk.sees(f"/motions/{motion}")["as_amended"]
    assert scene.desk.sees(f"/votes/{last}")["text_hash"] == text["hash"]

    page.goto(f"/declarations/{scene.declared(motion)}")
    page.get_by_text("Word by word: what came from which amendment").click()
    words = page.locator("details[open] .law")
    for number, brought in ((5, "two years"), (6, "before summer"), (4, "rest")):
        expect(words.locator("ins", has=page.get_by_label(f"Amendment {number}")).first).to_contain_text(brought)
    page.locator("details[open]").get_by_role("link", name="Amendment 6").first.click()
    page.locator("#amendment-6").get_by_role("link").first.click()
    expect(page.locator(f'#votes a[href="/votes/{votes[6]}"]')).to_be_visible()
