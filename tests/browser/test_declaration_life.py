"""A declaration's whole life, as its people live it: certified, published, signed, endorsed, handed over, answered, kept.

Each kind of page on the way is looked at on a phone and on a desk.
"""

import json
import re
from dataclasses import dataclass

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import Enter
from tests.browser.founding import PASSWORD
from tests.browser.scenes import Scene
from tests.browser.watching import overflow
from tests.services.chromium import HEIGHTS, axe, told

STATEMENT = "Our 1,200 members will measure shade as this text asks."
RESERVATION = "Paragraph 2 binds us from the budget of 2028 on."


def look(page: Page) -> None:
    """No barrier and nothing that leaves the window, on a phone and on a desk."""
    for width in (390, 1280):
        page.set_viewport_size({"width": width, "height": HEIGHTS[width]})
        assert told(axe(page)) == "", f"{page.url} at {width}"
        assert overflow(page) <= 0, f"{page.url} at {width}"


def done(page: Page, words: str) -> None:
    expect(page.get_by_role("status").filter(has_text=words)).to_be_visible()


@dataclass
class Windows:
    """The windows of those who take part."""

    desk: Page
    chair: Page
    member: Page
    anybody: Page


def published(scene: Scene, windows: Windows) -> str:
    """Both offices certify the adopted text; the desk publishes it. Returns its address."""
    scene.decided(scene.debated("Shade and water"))
    for page, place in ((windows.desk, "desk"), (windows.chair, "chair")):
        page.goto(f"/sessions/{scene.slug}/{place}")
        page.get_by_role("button", name="Certify this text Shade and water").click()
        done(page, "Done.")
    windows.desk.goto(f"/sessions/{scene.slug}/desk")
    windows.desk.get_by_role("button", name="Publish the declaration Shade and water").click()
    done(windows.desk, "Done.")
    windows.anybody.goto("/declarations")
    look(windows.anybody)
    windows.anybody.get_by_role("link", name="Shade and water").first.click()
    windows.anybody.wait_for_url("**/declarations/*shade-and-water")
    look(windows.anybody)
    return re.sub("https?://[^/]*", "", windows.anybody.url)


def opened(desk: Page, address: str) -> None:
    desk.goto(address)
    desk.get_by_role("link", name="After publication").click()
    desk.get_by_label("Each city names the day on which its council resolved to sign").check()
    look(desk)
    desk.get_by_role("button", name="Open it for signature").click()
    expect(desk.locator("#signing").get_by_text("open for signature", exact=True)).to_be_visible()


def signed(member: Page, address: str) -> None:
    """Not without the password, and not without the council's day; what was typed stays."""
    member.goto(address)
    member.get_by_role("link", name="Sign for your city").click()
    member.get_by_label("Your function").fill("Mayor")
    member.get_by_label("Day of the council’s resolution").fill("2026-11-02")
    member.get_by_label("Reservation").fill(RESERVATION)
    member.get_by_label("Your password").fill("not a lantern")
    member.get_by_role("button", name="Sign for São Paulo").click()
    expect(member.get_by_role("alert")).to_be_visible()
    expect(member.get_by_label("Reservation")).to_have_value(RESERVATION)
    look(member)
    member.get_by_label("Your password").fill(PASSWORD)
    member.get_by_role("button", name="Sign for São Paulo").click()
    done(member, "São Paulo has signed.")
    row = member.get_by_role("table", name="Cities that signed").get_by_role("row", name="São Paulo")
    expect(row).to_contain_text("2026-11-02")


def invited(desk: Page, upkeep: str) -> str:
    """The link that the secretariat sends to a city hall."""
    desk.goto(upkeep)
    desk.get_by_text("Invite a city", exact=True).click()
    for label, words in (
        ("City", "Valparaíso"),
        ("Country code", "CHL"),
        ("Country", "Chile"),
        ("Inhabitants", "300000"),
        ("Address of the city hall", "alcaldia@valparaiso.example"),
    ):
        desk.get_by_label(label, exact=True).fill(words)
    desk.get_by_label("Continent").select_option("SA")
    desk.get_by_role("button", name="Make the invitation").click()
    look(desk)
    return desk.get_by_label("Link for Valparaíso").input_value()


def signed_by_invitation(guest: Page, link: str) -> None:
    guest.goto(link)
    guest.get_by_label("Your name").fill("Camila Invented")
    guest.get_by_label("Your function").fill("Alcaldesa")
    guest.get_by_label("Day of the council’s resolution").fill("2026-11-09")
    look(guest)
    guest.get_by_role("button", name="Sign for Valparaíso").click()
    done(guest, "The secretariat checks the signature before it counts.")
    look(guest)


def admitted(desk: Page, anybody: Page, address: str, upkeep: str) -> None:
    """Only when the secretariat has asked the city hall does the signature count."""
    anybody.goto(address)
    expect(anybody.get_by_role("table", name="Cities that signed")).not_to_contain_text("Valparaíso")
    desk.goto(upkeep)
    desk.get_by_text("Invite a city", exact=True).click()
    look(desk)
    desk.get_by_role("button", name="It is confirmed: let it count Valparaíso").click()
    done(desk, "The signature counts from now on.")


def endorsed(desk: Page) -> None:
    desk.get_by_text("Enter an endorsement", exact=True).click()
    desk.get_by_label("Network", exact=True).fill("League of Shaded Streets")
    desk.get_by_label("Who speaks for it").fill("Noor Invented")
    desk.get_by_label("In which function").fill("President")
    desk.get_by_label("What it wrote").fill(STATEMENT)
    desk.get_by_role("button", name="Enter the endorsement").click()
    expect(desk.get_by_text(STATEMENT)).to_be_visible()


def handed_over(desk: Page, address: str) -> None:
    """It is sent, with a receipt, and answered."""
    desk.goto(f"{address}/follow-up")
    desk.get_by_role("link", name="Name an addressee…").click()
    desk.get_by_label("What it is").select_option("governments")
    desk.get_by_label("Name", exact=True).fill("Ministry of Water")
    desk.get_by_role("button", name="Name this addressee").click()
    done(desk, "The addressee is named.")
    desk.get_by_role("link", name="Ministry of Water").click()
    desk.get_by_role("link", name="It was sent…").click()
    desk.get_by_label("How").select_option("in_person")
    desk.get_by_label("Receipt").set_input_files(
        {"name": "receipt.txt", "mimeType": "text/plain", "buffer": b"Received at the front desk."}
    )
    look(desk)
    desk.get_by_role("button", name="Write it down").click()
    done(desk, "The dispatch is written down.")
    desk.get_by_role("link", name="They answered, or did not…").click()
    desk.get_by_label("Position").select_option("partly")
    desk.get_by_label("In short").fill("Shade yes, water after the drought.")
    look(desk)
    desk.get_by_role("button", name="Write it down").click()
    done(desk, "The answer is written down.")
    look(desk)


def committed(member: Page, address: str) -> None:
    """The city promises something that can be counted, and says later how far it is."""
    member.goto(f"{address}/follow-up")
    member.get_by_role("link", name="Commit your city…").click()
    for label, words in (
        ("What your city will do", "Streets with shade at noon"),
        ("Unit", "streets"),
        ("Where you are now", "40"),
        ("Where you will be", "400"),
        ("By when", "2030-12-31"),
        ("First report on", "2027-11-30"),
    ):
        member.get_by_label(label).fill(words)
    look(member)
    member.get_by_role("button", name="Commit the city").click()
    done(member, "Your city has committed.")
    member.get_by_role("link", name="Streets with shade at noon").click()
    member.get_by_role("link", name="Report how far you are…").click()
    member.get_by_label("Where you are").select_option("under_way")
    member.get_by_label("Figure").fill("95")
    member.get_by_label("Evidence").fill("https://shade.example/count")
    member.get_by_label("Next report on").fill("2028-11-30")
    look(member)
    member.get_by_role("button", name="Publish the report").click()
    done(member, "The report is public.")
    look(member)


def reviewed(desk: Page, commitment: str) -> None:
    desk.goto(commitment)
    desk.get_by_role("link", name="Review this report…").click()
    desk.get_by_label("What you found").select_option("confirmed")
    desk.get_by_role("button", name="Write it down").click()
    done(desk, "The review is written down.")


@pytest.mark.timeout(400)
def test_a_declaration_is_certified_published_signed_endorsed_handed_over_answered_and_kept(
    scene: Scene, enter: Enter
) -> None:
    windows = Windows(enter("desk"), enter("chair"), enter("mayor1", tolerates="status of 4"), enter())
    desk, member, anybody = windows.desk, windows.member, windows.anybody
    address = published(scene, windows)
    opened(desk, address)
    upkeep = desk.url.partition("#")[0]
    signed(member, address)
    guest = enter()
    signed_by_invitation(guest, invited(desk, upkeep))
    admitted(desk, anybody, address, upkeep)
    endorsed(desk)
    handed_over(desk, address)
    committed(member, address)
    reviewed(desk, member.url.partition("#")[0])

    anybody.goto(address)
    look(anybody)
    signatories = anybody.get_by_role("region", name="Signatories")
    figures = signatories.locator("dl.figures").inner_text()
    # São Paulo has a million inhabitants in this house, Valparaíso the 300,000 it was invited with.
    assert re.findall(r"[\d,]+", figures) == ["2", "2", "1", "1,300,000"]
    expect(signatories).to_contain_text(RESERVATION)
    expect(anybody.get_by_role("region", name="Endorsed by networks")).to_contain_text(STATEMENT)
    expect(anybody.get_by_role("region", name="Sent to")).to_contain_text("Shade yes, water after the drought.")
    expect(anybody.get_by_role("region", name="Commitments of cities")).to_contain_text("Streets with shade at noon")

    anybody.goto("/follow-up")
    look(anybody)
    row = anybody.get_by_role("row", name="Streets with shade at noon").last
    for words in ("São Paulo", "40", "400", "95"):
        expect(row).to_contain_text(words)
    everything = json.loads(anybody.request.get("/follow-up.json").text())
    (promise,) = everything["commitments"]
    assert (promise["city"], promise["baseline"], promise["target"], promise["figure"]) == (
        "São Paulo",
        "40",
        "400",
        "95",
    )
    (addressee,) = everything["addressees"]
    assert (addressee["name"], addressee["position"]) == ("Ministry of Water", "partly")
