"""What a motion and its amendments can be had as: the compendium, the table, word by word, and files to download."""

import io
import zipfile
from html import unescape

import pytest
from lxml import etree

from parliament.schemas import files
from tests.pages.deciding import words
from tests.pages.test_motions import drafted

MOTION_FILES = list(files.OF_MOTION)


def page_of(gallery, path, actor=None) -> str:
    answer = gallery.browser(actor).get(path)
    assert answer.status_code == 200
    return unescape(answer.text)


def test_compendium_has_each_amendment_under_its_paragraph_with_what_became_of_it(declared):
    answer = declared.browser().get(f"/motions/{declared.decided}/compendium")
    said = words(answer)
    places = (
        "Paragraph PP1 Recalling",
        "by “Noting”.",
        "Paragraph 1. We commit",
        "Paragraph 2. We call on governments",
    )
    at = [said.index(each) for each in places]
    assert at == sorted(at)
    assert "In paragraph 1, replace “year” by “two years”." in said
    assert "adopted · 6 for, 0 against, 0 abstaining" in said
    assert "lapsed · by amendment 4" in said
    assert answer.text.count('id="amendment-3"') == 1


def test_table_sets_base_amendments_and_adopted_text_side_by_side(declared):
    page = page_of(declared, f"/motions/{declared.decided}/table")
    rows = [row for row in page.split("<tr")[1:] if "columns" in row]
    (first,) = [row for row in rows if "heat plan every year;" in row]
    assert first.index("heat plan every year;") < first.index("/amendments/") < first.index('aria-label="Amendment 1"')
    assert "</ins>;" in first
    assert first.count("We commit") == 2
    (gone,) = [row for row in rows if "Decide to meet again" in row.partition("</td>")[0]]
    assert "The whole paragraph is removed" in gone


@pytest.mark.parametrize("path", ["motion", "declaration"])
def test_words_an_amendment_brought_bear_its_number_for_eye_and_ear(declared, path):
    motion = f"/motions/{declared.decided}"
    page = page_of(declared, motion if path == "motion" else f"/declarations/{declared.declaration['slug']}")
    link = f'<sup><a href="{motion}#amendment-1" aria-label="Amendment 1">1</a></sup>'
    assert f'<ins class="sourced">two years{link}</ins>' in page
    assert "Compendium" in page


def test_files_of_a_motion_are_offered_and_come_with_sensible_names(declared):
    motion = f"/motions/{declared.decided}"
    page, client = page_of(declared, motion), declared.browser()
    for kind in MOTION_FILES:
        assert f'href="{motion}/{kind}"' in page
        answer = client.get(f"{motion}/{kind}")
        assert (answer.status_code, answer.mimetype) == (200, files.OF_MOTION[kind][0])
        name = f"{declared.slug}-motion-1-{kind}"
        assert answer.headers["Content-Disposition"] == f"attachment; filename={name}"
        again = client.get(f"{motion}/{kind}", headers={"If-None-Match": answer.headers["ETag"]})
        assert (again.status_code, again.data) == (304, b"")


def test_files_of_an_amendment_say_what_it_does(declared):
    row = declared.motion_view(declared.decided)["amendments"][0]
    page, client = page_of(declared, f"/amendments/{row['id']}"), declared.browser()
    for kind in files.OF_AMENDMENT:
        assert f'href="/amendments/{row["id"]}/{kind}"' in page
    answer = client.get(f"/amendments/{row['id']}/changes.docx")
    assert answer.headers["Content-Disposition"].endswith(f"{declared.slug}-motion-1-amendment-1.docx")
    with zipfile.ZipFile(io.BytesIO(answer.data)) as package:
        assert b'w:author="Gaziantep"' in package.read("word/document.xml")
    root = etree.fromstring(client.get(f"/amendments/{row['id']}/amendment.akn.xml").data)
    assert "two years" in "".join(root.itertext())


@pytest.mark.parametrize("tail", ["compendium", "table", *MOTION_FILES])
def test_draft_has_no_files_but_for_its_seat(convened, tail):
    path = f"/motions/{drafted(convened)}/{tail}"
    assert convened.browser(convened.mayors[1]).get(path).status_code == 404
    mine = convened.browser(convened.mayors[0]).get(path).status_code
    assert mine == (404 if tail == "amendments.akn.xml" else 200)


def test_amendment_that_does_not_exist_has_no_files(declared):
    for kind in files.OF_AMENDMENT:
        assert declared.browser().get(f"/amendments/nothing/{kind}").status_code == 404


def test_count_of_a_bloc_is_that_of_each_amendment_in_it_and_a_part_has_none():
    tally = {"yes": 4, "no": 2, "abstain": 1}
    vote = {"tally": tally, "manner": "roll_call", "state": "closed", "part": None, "about": None, "outcome": "adopted"}
    votes = [
        vote | {"amendment_number": 1},
        vote | {"amendment_number": None, "about": "bloc"},
        vote | {"amendment_number": 4, "part": 1},
        vote | {"amendment_number": 5, "manner": "silence"},
        vote | {"amendment_number": 6, "state": "annulled"},
        vote | {"amendment_number": None, "about": "other", "outcome": "rejected"},
    ]
    found = files.tallies(votes, {"bloc": [2, 3], "other": [7]})
    assert found == dict.fromkeys((1, 2, 3), (4, 2, 1))
