"""Somebody who never chaired leads a sitting from the cockpit: the page says what comes next."""

from playwright.sync_api import Page, expect

from tests.browser.conftest import Enter
from tests.browser.scenes import Scene


def now(page: Page):
    return page.locator('[data-fragment="chair-now"]')


def press(page: Page, words: str) -> None:
    """The next act, by the one button the cockpit proposes."""
    now(page).get_by_role("button", name=words).click()
    expect(page.get_by_role("status").filter(has_text="Done.")).to_be_visible()


def test_a_chair_leads_a_sitting_by_pressing_what_the_cockpit_proposes(scene: Scene, enter: Enter) -> None:
    scene.schedule()
    motion = scene.published("Night buses")
    scene.listed(motion)
    amendment = scene.amend(4, motion, "every year", "every spring")
    scene.wait()
    page = enter("chair")
    page.goto(f"/sessions/{scene.slug}/chair")
    press(page, "Open the sitting")
    press(page, "Call item 1")

    scene.mayors[3].does(f"/sittings/{scene.sitting}/speakers", side="for")
    press(page, "Give the floor to Amman")
    press(page, "End the turn of Amman")
    press(page, "Confirm the order of voting")
    press(page, "Put amendment 1")
    vote = scene.chair.sees(f"/sessions/{scene.slug}/live")["vote"]
    assert vote["amendment"] == amendment["amendment"]
    scene.cast(vote["id"])
    expect(now(page)).to_contain_text("9 of 9 seats have voted.")
    press(page, "Close the vote")
    expect(now(page)).to_contain_text("In favour 9, against 0, abstaining 0: amendment 1 is adopted.")

    press(page, "Put the whole text")
    scene.cast(scene.chair.sees(f"/sessions/{scene.slug}/live")["vote"]["id"], mayors=slice(0, 8))
    press(page, "Close the vote")
    expect(now(page)).to_contain_text("In favour 8, against 0, abstaining 0: the text as a whole is adopted.")
    expect(now(page).get_by_role("button", name="Adjourn the sitting")).to_be_visible()


def test_a_chair_hands_over_and_then_only_looks_on(scene: Scene, enter: Enter) -> None:
    scene.debated()
    page = enter("chair")
    page.goto(f"/sessions/{scene.slug}/chair")
    page.get_by_text("Hand over the chair").first.click()
    page.get_by_label("To whom").select_option(label="Ada Lovelace")
    page.get_by_role("button", name="Hand over the chair").click()
    expect(page.get_by_text("You are looking on.")).to_be_visible()
    expect(now(page)).to_contain_text("In the chair: Ada Lovelace")

    other = enter("deputy")
    other.goto(f"/sessions/{scene.slug}/chair")
    press(other, "Put the whole text")


def test_an_order_that_leaves_something_out_is_refused_and_what_was_typed_is_kept(scene: Scene, enter: Enter) -> None:
    motion = scene.debated()
    scene.amend(4, motion, "every year", "every spring")
    scene.amend(5, motion, "shade and water", "water")
    page = enter("chair", tolerates="status of 4")
    page.goto(f"/sessions/{scene.slug}/chair")
    page.get_by_label("Amendment 1").fill("1")
    page.get_by_label("Amendment 2").fill("1")
    page.get_by_label("Reason for another order").fill("Spring comes first")
    page.get_by_role("button", name="Confirm the order as numbered here").click()
    expect(page.get_by_role("alert")).to_be_visible()
    expect(page.get_by_label("Reason for another order")).to_have_value("Spring comes first")
    expect(page.get_by_label("Amendment 2")).to_have_value("1")
