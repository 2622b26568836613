"""A mayor votes, on a phone, with a bad hand or a bad moment, and by keyboard alone."""

import re

from playwright.sync_api import Page, expect

from tests.browser.conftest import Enter
from tests.browser.founding import PASSWORD
from tests.browser.scenes import Scene


def code(page: Page) -> str:
    """The receipt's code, once there is one."""
    return page.locator(".receipt code.code").inner_text()


def test_a_mayor_signs_in_votes_on_a_phone_and_sending_it_again_gives_the_same_receipt(
    scene: Scene, enter: Enter
) -> None:
    vote = scene.put(scene.debated(), minutes=10)
    phone = enter(width=390, has_touch=True)
    phone.goto(f"/votes/{vote}")
    expect(phone.get_by_role("radio")).to_have_count(0)
    phone.locator("main").get_by_role("link", name="Sign in").tap()
    phone.get_by_label("Sign-in name").fill("mayor0")
    phone.get_by_label("Password").fill(PASSWORD)
    phone.locator("main").get_by_role("button", name="Sign in").tap()

    expect(phone.get_by_role("group", name="Your ballot on: “Heat plans” as a whole")).to_be_visible()
    phone.locator("label.choice-yes").tap()
    button = phone.get_by_role("button", name="Cast Yes for Freetown")
    button.dblclick()
    expect(phone.get_by_role("heading", name="Your ballot is in")).to_be_visible()
    first = code(phone)
    expect(phone.get_by_text("1 of 9 seats have voted.")).to_be_visible()
    expect(phone.get_by_text("Ballot 1 of this seat in this vote.")).to_be_visible()

    phone.go_back()
    phone.locator("label.choice-yes").tap()
    phone.get_by_role("button", name="Cast Yes for Freetown").tap()
    phone.wait_for_url("**#receipt")
    assert code(phone) == first
    expect(phone.get_by_text("Ballot 1 of this seat in this vote.")).to_be_visible()

    phone.locator("label.choice-no").tap()
    phone.get_by_role("button", name="Cast No for Freetown").tap()
    expect(phone.get_by_text("Ballot 2 of this seat in this vote.")).to_be_visible()
    assert code(phone) != first
    expect(phone.locator(".receipt")).to_contain_text("No")
    expect(phone.get_by_text("1 of 9 seats have voted.")).to_be_visible()


def test_a_ballot_typed_while_the_vote_closes_is_refused_in_words_and_its_choice_is_kept(
    scene: Scene, enter: Enter
) -> None:
    vote = scene.put(scene.debated())
    scene.cast(vote, mayors=slice(1, 9))
    page = enter("mayor0", width=390, tolerates="status of 409")
    page.goto(f"/votes/{vote}")
    page.locator("label.choice-abstain").click()
    scene.close(vote)
    expect(page.get_by_role("heading", name="Result")).to_be_visible()  # what is read changes, what is typed does not
    expect(page.get_by_role("radio", name="Abstain")).to_be_checked()
    page.get_by_role("button", name="Cast Abstain for Freetown").click()
    expect(page.get_by_role("alert")).to_contain_text(
        re.compile(r"This vote closed at \d+ \w+ \d{4}, [\d:]+ \(UTC\)\.")
    )
    expect(page.locator(".flash.refused")).to_contain_text("Abstain")
    result = scene.chair.sees(f"/votes/{vote}")
    assert next(row["choice"] for row in result["roll_call"] if row["city"] == "Freetown") == "not_voting"


def test_a_mayor_finds_the_open_vote_on_the_page_of_today(scene: Scene, enter: Enter) -> None:
    scene.put(scene.debated("Rain gardens"), minutes=10)
    page = enter("mayor1", width=390)
    page.goto("/today")
    page.get_by_role("link", name=re.compile("Vote now.*Rain gardens")).click()
    page.locator("label.choice-yes").click()
    page.get_by_role("button", name="Cast Yes for São Paulo").click()
    expect(page.get_by_role("heading", name="Your ballot is in")).to_be_visible()


def test_a_mayor_votes_by_keyboard_alone_from_the_skip_link_to_the_receipt(scene: Scene, enter: Enter) -> None:
    vote = scene.put(scene.debated(), minutes=10)
    page = enter("mayor2")
    page.goto(f"/votes/{vote}")
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="Skip to the content")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.locator("main")).to_be_focused()
    tab_to(page, "input[name=choice]")
    page.keyboard.press("Space")
    expect(page.get_by_role("radio", name="Yes")).to_be_checked()
    page.keyboard.press("ArrowDown")
    expect(page.get_by_role("radio", name="No")).to_be_checked()
    page.keyboard.press("Tab")
    expect(page.get_by_role("button", name="Cast No for Bristol")).to_be_focused()
    assert_focus_is_seen(page)
    page.keyboard.press("Enter")
    expect(page.locator(".receipt")).to_contain_text("No")


def tab_to(page: Page, selector: str) -> None:
    for _ in range(40):
        page.keyboard.press("Tab")
        if page.evaluate("selector => document.activeElement.matches(selector)", selector):
            return
        assert_focus_is_seen(page)
    raise AssertionError(f"the Tab key never comes to {selector}")


def assert_focus_is_seen(page: Page) -> None:
    outline = page.evaluate("getComputedStyle(document.activeElement).outlineStyle")
    assert outline != "none", page.evaluate("document.activeElement.outerHTML")
