"""Declarations: the permalink with text, vote, figures and evidence; the files exactly as published."""

import re
from hashlib import sha256
from html import unescape

from parliament.commands.evidence import evidence_bundle


def address(declared) -> str:
    return f"/declarations/{declared.declaration['slug']}"


def test_declaration_shows_text_figures_vote_and_evidence(declared):
    page = unescape(declared.browser().get(address(declared)).text)
    for words in (
        "Commit to publish a heat plan every two years;",
        "5,900,000",
        "people represented",
        "In favour: 4 of the votes cast: 5. Needed in favour: 4 (at least two thirds).",
        "Certified by Chair",
        "Certified by Desk",
        "In paragraph 1, replace “year” by “two years”.",
    ):
        assert words in page
    assert "Decide to meet again" in page[page.index("What the house took out") :]


def test_every_seat_of_the_roll_stands_in_drawing_and_table(declared):
    page = declared.browser().get(address(declared)).text
    drawing = page[page.index('<svg class="hemicycle') : page.index("</svg>", page.index('<svg class="hemicycle'))]
    assert len(re.findall(r'class="seat seat-(?:yes|no|abstain|not_voting|absent)"', drawing)) == 8
    table = page[page.index("<table") : page.index("</table>")]
    assert table.count('<th scope="row">') == 8
    assert "<title>Freetown: Yes</title>" in page


def test_roll_call_is_filtered_by_the_address_without_script(declared):
    page = declared.browser().get(f"{address(declared)}?choice=yes&country=BEL").text
    table = page[page.index("<table") : page.index("</table>")]
    assert table.count('<th scope="row">') == 1
    assert "=Leuven" in table
    assert "Seats shown: 1 of 8" in page
    assert "No seat answers to this." in declared.browser().get(f"{address(declared)}?choice=absent&country=BEL").text


def test_document_downloads_byte_for_byte_as_the_record_names_it(declared):
    answer = declared.browser().get(f"{address(declared)}/declaration.json")
    assert answer.mimetype == "application/json"
    assert sha256(answer.data).hexdigest() in declared.browser().get(address(declared)).text


def test_bundle_downloads_as_an_archive_and_need_not_come_twice(declared):
    client = declared.browser()
    answer = client.get(f"{address(declared)}/bundle.zip")
    assert answer.mimetype == "application/zip"
    assert answer.headers["Content-Disposition"] == f"attachment; filename={declared.declaration['slug']}.zip"
    assert answer.data == evidence_bundle(declared.house, declared.declaration["slug"])
    again = client.get(f"{address(declared)}/bundle.zip", headers={"If-None-Match": answer.headers["ETag"]})
    assert (again.status_code, again.data) == (304, b"")


def test_declarations_are_listed_with_what_people_quote(declared):
    page = declared.browser().get("/declarations").text
    assert address(declared) in page
    assert "mayors in favour" in page
    assert "5,900,000" in page


def test_list_without_declarations_says_how_one_comes_about(unfounded):
    assert "No declaration has been published yet" in unfounded.test_client().get("/declarations").text


def test_declaration_that_does_not_exist_is_not_found_in_any_form(declared):
    client = declared.browser()
    for tail in ("", "/bundle.zip", "/declaration.json"):
        assert client.get(f"/declarations/9-nothing{tail}").status_code == 404


def test_closed_vote_shows_its_worked_result_and_roll_call(declared):
    vote = declared.votes()[0]
    page = unescape(declared.browser().get(f"/votes/{vote['id']}?choice=abstain").text)
    assert "Adopted" in page
    assert "4 for, 1 against, 1 abstaining" in page
    assert "Quorum: seats present: 7; needed: 5" in page
    assert vote["text_hash"] in page
    assert "Seats shown: 1 of 8" in page
    assert ">Suva<" in page.replace("<bdi>", "").replace("</bdi>", "")
