"""A mayor writes a motion without any script, gathers sponsors and submits; another amends it and sees what that means."""

from playwright.sync_api import Page, expect

from tests.browser.conftest import Enter
from tests.browser.scenes import Scene


def done(page: Page) -> None:
    expect(page.get_by_role("status").filter(has_text="Done.")).to_be_visible()


def rows(page: Page, section: str):
    return page.locator(f'[data-section="{section}"] .rows textarea')


def test_a_mayor_drafts_a_motion_without_script_and_submits_it_with_sponsors(scene: Scene, enter: Enter) -> None:
    page = enter("mayor0", java_script_enabled=False)
    page.goto(f"/sessions/{scene.slug}/motions/new")
    page.get_by_label("Title").fill("Shade for bus stops")
    rows(page, "preamble").first.fill("Recalling that waiting in the sun is dangerous")
    rows(page, "operative").first.fill("Commit to plant trees")
    page.get_by_role("button", name="Add an operative paragraph").click()
    expect(rows(page, "operative")).to_have_count(2)
    expect(page.get_by_label("Title")).to_have_value("Shade for bus stops")
    rows(page, "operative").nth(1).fill("Commit to put a roof over every stop")
    page.get_by_role("button", name="Move up: Paragraph 2").click()
    expect(rows(page, "operative").first).to_have_value("Commit to put a roof over every stop")
    page.get_by_role("button", name="Save the draft").click()
    done(page)
    assert page.locator("#text .law").all_inner_texts() == [
        "Recalling that waiting in the sun is dangerous,",
        "Commit to put a roof over every stop;",
        "Commit to plant trees.",
    ]
    address = page.url.split("?")[0]
    motion = address.rsplit("/", 1)[-1]
    page.get_by_role("button", name="Ask for sponsors").click()
    done(page)
    expect(page.get_by_role("button", name="Submit")).to_be_disabled()

    other = enter("mayor1", java_script_enabled=False)
    other.goto("/today")
    other.get_by_role("link", name="Shade for bus stops").first.click()
    other.get_by_role("button", name="Sponsor this version").click()
    done(other)
    text_hash = scene.mayors[1].sees(f"/motions/{motion}")["text_hash"]
    for mayor in scene.mayors[2:5]:
        mayor.does(f"/motions/{motion}/sponsor", text_hash=text_hash)
    page.goto(address)
    page.get_by_role("button", name="Submit").click()
    done(page)
    assert scene.desk.sees(f"/motions/{motion}")["stage"] == "submitted"


def test_rows_are_moved_at_once_where_script_runs(scene: Scene, enter: Enter) -> None:
    page = enter("cabinet")
    page.goto(f"/sessions/{scene.slug}/motions/new")
    rows(page, "operative").first.fill("First")
    page.get_by_role("button", name="Add an operative paragraph").click()
    expect(rows(page, "operative")).to_have_count(2)
    expect(rows(page, "operative").nth(1)).to_be_focused()
    rows(page, "operative").nth(1).fill("Second")
    page.get_by_role("button", name="Move up: Paragraph 2").click()
    expect(rows(page, "operative").first).to_have_value("Second")
    expect(page.locator("#announcements")).to_contain_text("it is now paragraph 1")


def test_a_motion_out_of_a_file_is_put_in_order_by_keyboard_alone(scene: Scene, enter: Enter) -> None:
    page = enter("mayor2")
    page.goto(f"/sessions/{scene.slug}/motions/new")
    page.get_by_text("Import from a file").focus()
    page.keyboard.press("Enter")
    text = b"Wells\n\nRecalling the drought,\n\n1. Decides to dig;\n2. Decides to drink;\n3. Rests."
    page.get_by_label("A file with your motion").set_input_files(
        {"name": "wells.txt", "mimeType": "text/plain", "buffer": text}
    )
    page.get_by_role("button", name="Read the file").press("Enter")
    expect(page.get_by_role("heading", name="Read from your file")).to_be_visible()
    said, demands = page.locator("#announcements"), rows(page, "operative")
    demands.nth(2).focus()
    for keys, words in (
        ("Alt+Shift+ArrowUp", "it is now paragraph 2."),
        ("Alt+Shift+ArrowRight", "it is now paragraph 1 (a)."),
        ("Alt+Shift+ArrowRight", "still paragraph 1 (a)."),
        ("Alt+Shift+ArrowLeft", "it is now paragraph 2."),
    ):
        page.keyboard.press(keys)
        expect(said).to_contain_text(words)
        expect(demands.nth(1)).to_be_focused()
    page.keyboard.press("Control+Enter")
    expect(demands.nth(2)).to_be_focused()
    page.keyboard.type("Drinks")
    demands.nth(3).focus()
    page.keyboard.press("Alt+Shift+Delete")
    expect(said).to_contain_text("Paragraph 4 is removed.")
    page.get_by_role("button", name="Put it back").press("Enter")
    expect(demands).to_have_count(4)
    page.get_by_role("button", name="Save the draft").press("Enter")
    done(page)
    assert page.locator("#text .law").all_inner_texts()[1:] == [
        "Decides to dig;",
        "Rests;",
        "Drinks;",
        "Decides to drink.",
    ]


def test_an_amendment_is_seen_in_words_before_it_is_submitted_and_its_conflicts_are_shown(
    scene: Scene, enter: Enter
) -> None:
    motion = scene.published("Cool roofs")
    scene.amend(4, motion, "every year", "every two years")
    page = enter("mayor3")
    page.goto(f"/motions/{motion}")
    page.get_by_role("link", name="Amend this text").click()
    rows(page, "operative").first.fill("Commit to publish a heat plan each spring")
    page.get_by_role("button", name="Show what this changes").click()
    expect(page.get_by_role("region", name="In words")).to_contain_text("each spring")
    expect(page.locator("#marked ins").first).to_contain_text("each spring")
    expect(page.get_by_role("region", name="Cannot stand together with yours")).to_contain_text("Amendment 1")
    page.get_by_role("button", name="Change the wording again").click()
    expect(rows(page, "operative").first).to_have_value("Commit to publish a heat plan each spring")
    page.get_by_role("button", name="Show what this changes").click()
    page.get_by_label("Why").fill("Heat begins in spring.")
    page.get_by_role("button", name="Submit this amendment").click()
    done(page)
    expect(page.get_by_role("heading", level=1)).to_contain_text("Amendment 2")
    assert scene.desk.sees(f"/motions/{motion}")["amendments"][1]["conflicts_with"] == [1]


def test_an_amendment_that_changes_nothing_is_refused_and_the_text_is_kept(scene: Scene, enter: Enter) -> None:
    motion = scene.published("Cool walls")
    page = enter("mayor3", tolerates="status of 4")
    page.goto(f"/motions/{motion}/amend")
    page.get_by_role("button", name="Show what this changes").click()
    expect(page.get_by_role("alert")).to_be_visible()
    expect(rows(page, "operative").first).to_have_value("Commit to publish a heat plan every year")
