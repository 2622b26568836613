"""The whole procedure by hand: what a chair and mayors see of a sitting in which nothing goes smoothly."""

import re
from datetime import timedelta

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import Enter
from tests.browser.scenes import Scene, convened
from tests.browser.served import Parliament
from tests.browser.test_chair import now, press
from tests.varied import written

RULES = {
    "majority.motion": "simple",
    "majority.tie": "casting_vote",
    "ballots.live_seconds": 600,
    "floor.speech_seconds": {"member": 600, "chair": 600, "secretariat": 600, "observer": 600},
    "floor.appeal": True,
    "proxies.max_per_holder": 2,
    "proxies.notice_hours": 0,
    "quorum.check": "always",
    "quorum.to_decide": "more_than 1/2 of members",
    "votes.manner": "roll_call",
}
PHONE = {"width": 390, "has_touch": True}


@pytest.fixture
def scene(parliament: Parliament, enter: Enter) -> Scene:
    """A session under rules that the secretariat wrote on its page, read in sentences, and adopted."""
    page = enter("desk")
    page.goto("/desk/profiles/new")
    page.get_by_label("The rules, one to a line").fill(written(RULES, base="demonstration", name="chair_decides"))
    page.get_by_role("button", name="Read them in sentences").click()
    expect(page.get_by_role("heading", name="In sentences; not adopted yet")).to_be_visible()
    page.get_by_role("button", name="Adopt these rules").click()
    expect(page.get_by_role("status").filter(has_text="adopted")).to_be_visible()
    return convened(parliament, profile="chair_decides")


def test_a_point_of_order_an_appeal_a_lost_quorum_a_proxy_a_tie_and_a_late_ballot(scene: Scene, enter: Enter) -> None:
    scene.schedule()
    motion = scene.published("Night buses")
    scene.listed(motion)
    scene.wait()
    cockpit = enter("chair")
    freetown, sao_paulo = enter("mayor0", **PHONE), enter("mayor1", **PHONE)
    montreal = enter("mayor5", tolerates="status of 409", **PHONE)
    cockpit.goto(f"/sessions/{scene.slug}/chair")
    press(cockpit, "Open the sitting")
    press(cockpit, "Call item 1")
    a_point_of_order_stops_a_speech_and_is_ruled_on(scene, cockpit, sao_paulo)
    the_ruling_is_appealed_and_the_house_upholds_it(scene, cockpit, montreal)
    too_few_are_left_to_decide_until_they_come_back(scene, cockpit, montreal)
    a_mayor_gives_a_proxy_and_leaves(scene, sao_paulo)
    press(cockpit, "Put the whole text")
    vote = open_vote(scene)
    montreal.goto(f"/votes/{vote}")
    montreal.locator("label.choice-yes").tap()
    the_holder_of_a_proxy_casts_two_ballots(freetown)
    scene.cast(vote, "yes", mayors=slice(2, 5))
    scene.cast(vote, "no", mayors=slice(6, 9))
    expect(now(cockpit)).to_contain_text("8 of 9 seats have voted.")
    press(cockpit, "Close the vote")
    a_ballot_that_comes_late_is_refused_and_its_choice_kept(montreal)
    the_chair_decides_between_equal_votes(cockpit, montreal, vote)
    montreal.goto(f"/motions/{motion}")
    expect(montreal.locator("main .chip").filter(has_text="adopted").first).to_be_visible()


def open_vote(scene: Scene) -> str:
    return scene.chair.sees(f"/sessions/{scene.slug}/live")["vote"]["id"]


def a_point_of_order_stops_a_speech_and_is_ruled_on(scene: Scene, cockpit: Page, mayor: Page) -> None:
    """Amman speaks; São Paulo raises the point on a phone; the chair dismisses it, and the speech goes on."""
    scene.mayors[3].does(f"/sittings/{scene.sitting}/speakers", side="for")
    press(cockpit, "Give the floor to Amman")
    mayor.goto(f"/sessions/{scene.slug}/live")
    expect(mayor.locator(".speaker.now")).to_contain_text("Amman")
    mayor.get_by_role("link", name="Point of order, reply, procedural motion").tap()
    mayor.get_by_label("What is out of order").fill("The speech is not on night buses")
    mayor.get_by_role("button", name="Raise a point of order").tap()
    expect(mayor.get_by_role("status").filter(has_text="Your point of order is before the chair")).to_be_visible()

    expect(now(cockpit)).to_contain_text("Rule on the point of order of São Paulo, below.")
    point = cockpit.get_by_role("region", name="Point of order")
    expect(point).to_contain_text("The speech is not on night buses")
    expect(cockpit.locator(".speaker.now")).to_contain_text("interrupted, seconds left:")
    point.get_by_label("The point is dismissed").check()
    point.get_by_label("In words").fill("It is about how people come home")
    point.get_by_role("button", name="Rule").click()
    expect(now(cockpit).get_by_role("button", name="End the turn of Amman")).to_be_visible()


def the_ruling_is_appealed_and_the_house_upholds_it(scene: Scene, cockpit: Page, mayor: Page) -> None:
    """Montréal appeals at once; four for it and five against, so the ruling stands, and the page says why."""
    mayor.goto(f"/sessions/{scene.slug}/floor")
    acts = mayor.locator('[data-fragment="floor-acts"]')
    expect(acts).to_contain_text("It is about how people come home")
    acts.get_by_role("button", name="Appeal against this ruling").tap()
    expect(mayor.get_by_role("status").filter(has_text="You have appealed.")).to_be_visible()
    press(cockpit, "Put the appeal")
    vote = open_vote(scene)
    scene.cast(vote, "no", mayors=slice(0, 5))
    scene.cast(vote, "yes", mayors=slice(5, 9))
    press(cockpit, "Close the vote")
    expect(now(cockpit)).to_contain_text("In favour 4, against 5, abstaining 0")
    expect(mayor.locator('[data-fragment="floor"]')).to_contain_text("Appealed by Montréal. The ruling stands.")
    mayor.goto(f"/votes/{vote}")
    why = mayor.locator("#result")
    expect(why).to_contain_text("Rejected")
    expect(why.get_by_role("heading", name="How the outcome follows")).to_be_visible()
    expect(why.get_by_role("listitem").filter(has_text="In favour: 4; against: 5.")).to_be_visible()
    press(cockpit, "End the turn of Amman")


def too_few_are_left_to_decide_until_they_come_back(scene: Scene, cockpit: Page, mayor: Page) -> None:
    """Five of nine leave, one of them by hand: the button says what is missing, and waits."""
    others = [scene.mayors[n] for n in (2, 3, 7, 8)]
    mayor.goto("/today")
    mayor.get_by_role("button", name="Leave the sitting").tap()
    check_in = mayor.get_by_role("button", name="Check in: my seat is present")
    expect(check_in).to_be_visible()
    for each in others:
        each.does(f"/sittings/{scene.sitting}/check-in", present=False)
    put = now(cockpit).get_by_role("button", name="Put the whole text")
    cockpit.get_by_role("link", name="Count again").click()
    expect(put).to_be_disabled()
    expect(put).to_have_accessible_description(re.compile("quorum", re.IGNORECASE))

    check_in.tap()
    expect(mayor.get_by_role("button", name="Leave the sitting")).to_be_visible()
    for each in others:
        each.does(f"/sittings/{scene.sitting}/check-in")
    cockpit.get_by_role("link", name="Count again").click()
    expect(put).to_be_enabled()


def a_mayor_gives_a_proxy_and_leaves(scene: Scene, mayor: Page) -> None:
    """São Paulo hands its voice to Freetown, on one page, and goes."""
    mayor.goto("/seat")
    mayor.get_by_label("Session").select_option(value=scene.session)
    mayor.get_by_label("Mayor of").select_option(label="Freetown (Sierra Leone)")
    until = scene.parliament.client.now() + timedelta(hours=3)
    mayor.get_by_label("Until").fill(until.strftime("%Y-%m-%dT%H:%M"))
    mayor.get_by_role("button", name="Give the proxy").tap()
    expect(mayor.get_by_role("status").filter(has_text="The proxy is given.")).to_be_visible()
    expect(mayor.locator("#given")).to_contain_text("Held by Freetown")
    mayor.goto("/today")
    mayor.get_by_role("button", name="Leave the sitting").tap()
    expect(mayor.get_by_role("button", name="Check in: my seat is present")).to_be_visible()


def the_holder_of_a_proxy_casts_two_ballots(holder: Page) -> None:
    """Freetown finds the vote on its page of today: yes for itself, no for São Paulo, a receipt for each."""
    holder.goto("/today")
    holder.get_by_role("link", name=re.compile("Vote now(?!.*proxy).*Night buses")).tap()
    holder.get_by_role("group", name="Your ballot on").locator("label.choice-yes").tap()
    holder.get_by_role("button", name="Cast Yes for Freetown").tap()
    expect(holder.get_by_role("heading", name="Your ballot is in")).to_be_visible()
    holder.get_by_role("group", name="The ballot of São Paulo on").locator("label.choice-no").tap()
    holder.get_by_role("button", name="Cast No for São Paulo").tap()
    expect(holder.get_by_role("heading", name="The ballot of São Paulo is in")).to_be_visible()


def a_ballot_that_comes_late_is_refused_and_its_choice_kept(mayor: Page) -> None:
    """Montréal had the page open before the close, and sends after it."""
    expect(mayor.get_by_role("heading", name="Result")).to_be_visible()
    mayor.get_by_role("button", name="Cast Yes for Montréal").tap()
    closed = re.compile(r"This vote closed at \d+ \w+ \d{4}, [\d:]+ \(UTC\)\.")
    expect(mayor.get_by_role("alert")).to_contain_text(closed)
    expect(mayor.locator(".flash.refused")).to_contain_text("Yes")


def the_chair_decides_between_equal_votes(cockpit: Page, mayor: Page, vote: str) -> None:
    """Four and four: two buttons for the chair; then everybody reads whose word decided, and who voted for whom."""
    expect(now(cockpit)).to_contain_text("The votes on the text as a whole are equal.")
    expect(now(cockpit)).to_have_attribute("data-announce", re.compile("to the chair to decide"))  # proposes neither
    expect(now(cockpit).get_by_role("button", name="Casting vote: against")).to_be_enabled()
    press(cockpit, "Casting vote: in favour")
    expect(now(cockpit)).to_contain_text("By the casting vote of the chair, the text as a whole is adopted.")
    mayor.goto(f"/votes/{vote}")
    expect(mayor.locator("#result")).to_contain_text("The votes were equal; the chair gave the casting vote: Yes")
    expect(mayor.get_by_role("row").filter(has_text="São Paulo")).to_contain_text("by proxy of Freetown")
