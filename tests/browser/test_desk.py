"""The secretariat at its desk: a form with an error loses nothing, a bad row lands nowhere, a link lets a newcomer in."""

import re
from datetime import datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

from playwright.sync_api import Page, expect

from tests.browser.conftest import Enter
from tests.browser.founding import seat_rows
from tests.browser.scenes import Scene
from tests.browser.served import Parliament

NEWCOMERS = (
    ("Valparaíso", "CHL", "Chile", "SA", -33.05, -71.62, "America/Santiago"),
    ("Busan", "KOR", "Korea", "AS", 35.18, 129.08, "Asia/Nowhere"),
    ("Tunis", "TUN", "Tunisia", "AF", 36.81, 10.18, "Africa/Tunis"),
)


def done(page: Page, words: str = "") -> None:
    expect(page.get_by_role("status").filter(has_text=f"Done. {words}")).to_be_visible()


def test_a_convening_with_an_error_keeps_what_was_typed_and_then_succeeds(parliament: Parliament, enter: Enter) -> None:
    page = enter("desk", tolerates="status of 4")
    page.goto("/desk")
    page.get_by_role("link", name="Convene a session").click()
    page.get_by_label("Title", exact=True).fill("Rivers")
    page.get_by_label("Time zone of the session").select_option("Africa/Nairobi")
    page.get_by_label("Rules of procedure").select_option("global_mayors")
    page.get_by_role("textbox", name="Opens").fill(_local("Africa/Nairobi", hours=-1))
    page.get_by_role("button", name="Convene a session", exact=True).click()
    expect(page.get_by_role("alert")).to_contain_text("24 hours of notice")
    expect(page.get_by_label("Title", exact=True)).to_have_value("Rivers")
    expect(page.get_by_label("Time zone of the session")).to_have_value("Africa/Nairobi")
    assert "Rivers" not in [row["title"] for row in parliament["desk"].sees("/sessions")["sessions"]]

    page.get_by_role("alert").get_by_role("link").click()
    expect(page.get_by_role("textbox", name="Opens")).to_be_focused()
    page.get_by_role("textbox", name="Opens").fill(_local("Africa/Nairobi", hours=30))
    page.get_by_role("button", name="Convene a session", exact=True).click()
    done(page)
    assert "Rivers" in [row["title"] for row in parliament["desk"].sees("/sessions")["sessions"]]


def _local(zone: str, hours: int) -> str:
    return (datetime.now(ZoneInfo(zone)) + timedelta(hours=hours)).strftime("%Y-%m-%dT%H:%M")


def test_a_file_with_a_bad_row_lands_nowhere_until_the_row_is_left_out(
    parliament: Parliament, enter: Enter, tmp_path: Path
) -> None:
    file = tmp_path / "cities.csv"
    file.write_text(seat_rows(NEWCOMERS), encoding="utf-8")
    page = enter("desk", tolerates="status of 4")
    page.goto("/desk/seats/import")
    page.get_by_label("A CSV file").set_input_files(file)
    page.get_by_role("button", name="Look at the rows").click()
    problems = page.get_by_role("table", name="Problems, row by row")
    expect(problems.get_by_role("row")).to_have_count(2)
    expect(problems).to_contain_text("timezone")
    page.get_by_role("button", name="Take in these cities").click()
    expect(page.get_by_role("alert")).to_be_visible()
    assert _cities(parliament).isdisjoint({"Valparaíso", "Busan", "Tunis"})

    page.get_by_label("Leave out every row with a problem").check()
    page.get_by_role("button", name="Take in these cities").click()
    done(page)
    assert {"Valparaíso", "Tunis"} <= _cities(parliament)
    assert "Busan" not in _cities(parliament)


def _cities(parliament: Parliament) -> set[str]:
    return {row["city"] for row in parliament["desk"].sees("/seats")["seats"]}


def test_an_invitation_lets_a_newcomer_choose_a_password_once(enter: Enter) -> None:
    page = enter("desk")
    page.goto("/desk/accounts")
    page.get_by_label("Name", exact=True).fill("Noor Inayat")
    page.get_by_label("Sign-in name").fill("noor")
    page.get_by_label("Office", exact=True).select_option("chair")
    page.get_by_role("button", name="Make the link").click()
    link = page.get_by_label("Link for noor").input_value()

    newcomer = enter(tolerates="status of 4")
    newcomer.goto(link)
    expect(newcomer.get_by_text("Welcome, Noor Inayat.")).to_be_visible()
    newcomer.get_by_label("Password", exact=True).fill("ships in a bottle of rain")
    newcomer.get_by_label("The same password again").fill("ships in a battle of rain")
    newcomer.get_by_role("button", name="Set the password and sign in").click()
    expect(newcomer.get_by_role("alert")).to_be_visible()
    newcomer.get_by_label("Password", exact=True).fill("ships in a bottle of rain")
    newcomer.get_by_label("The same password again").fill("ships in a bottle of rain")
    newcomer.get_by_role("button", name="Set the password and sign in").click()
    expect(newcomer.get_by_role("banner").get_by_text("Noor Inayat")).to_be_visible()

    other = enter(tolerates="status of 4")
    assert other.goto(link).status >= 400


def test_a_motion_goes_from_the_desk_to_the_agenda_and_comes_back_to_be_declared(scene: Scene, enter: Enter) -> None:
    motion = scene.submitted("Quiet nights")
    page = enter("desk")
    page.goto(f"/sessions/{scene.slug}/desk")
    for words in ("Admit Quiet nights", "Publish Quiet nights", "Put on the agenda Quiet nights"):
        page.get_by_role("button", name=words).click()
        done(page)
    expect(page.get_by_role("region", name="Agenda")).to_contain_text("Quiet nights")
    page.get_by_label("Fix a sitting for").fill(_local("Africa/Freetown", hours=1))
    page.get_by_role("button", name="Fix the sitting").click()
    done(page)

    plenary = scene.desk.sees(f"/sessions/{scene.session}")
    scene.sitting = plenary["sittings"][0]["id"]
    for mayor in scene.mayors:
        mayor.does(f"/sittings/{scene.sitting}/check-in")
    scene.wait()
    scene.chair.does(f"/sittings/{scene.sitting}/open")
    scene.call(plenary["agenda"][0]["id"])
    scene.decided(motion)

    page.reload()
    expect(page.get_by_role("button", name="Publish the declaration Quiet nights")).to_be_disabled()
    page.get_by_role("button", name="Certify this text Quiet nights").click()
    done(page)
    expect(page.get_by_role("button", name="Publish the declaration Quiet nights")).to_be_disabled()
    chair = enter("chair")
    chair.goto(f"/sessions/{scene.slug}/chair")
    chair.get_by_role("button", name="Certify this text Quiet nights").click()
    done(chair)
    page.reload()
    page.get_by_role("button", name="Publish the declaration Quiet nights").click()
    done(page)
    page.goto(f"/motions/{motion}")
    page.get_by_role("link", name="Read the declaration").click()
    expect(page).to_have_url(re.compile("/declarations/.*quiet-nights"))


def test_a_motion_that_is_not_in_order_goes_back_with_the_reason(scene: Scene, enter: Enter) -> None:
    motion = scene.submitted("Out of order")
    page = enter("desk", tolerates="status of 4")
    page.goto(f"/sessions/{scene.slug}/desk")
    page.get_by_role("link", name="Do not admit… Out of order").click()
    page.get_by_label("Why it is not in order").fill("It names no addressee (rule 7).")
    page.get_by_role("button", name="Do not admit the motion").click()
    done(page)
    page.goto(f"/motions/{motion}")
    expect(page.get_by_text("It names no addressee (rule 7).")).to_be_visible()
