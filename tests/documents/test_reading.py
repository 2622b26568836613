"""Motions out of files: what every kind of file gives, what is said of the rest, and what no file can do to us."""

import io
import json
import unicodedata
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from docx import Document
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls
from hypothesis import given
from hypothesis import strategies as st

from parliament.documents.reading import Reading, problems, read_motion
from parliament.rules.refusals import Refused
from parliament.texts import Text, clean, clean_paragraph, say
from tests.documents.written_out import BODY, as_markdown, as_plain, packed_odt, word_with
from tests.texts.drafting import MODEST, SHARED, articles, beside, hostile, rows_of
from tests.texts.drafting import texts as any_texts

MOTION = """Wells for every district

Recalling that water is a right,
Noting with concern that wells fall dry,

The Parliament of Mayors:

1. Calls upon governments to pay for wells;
2. Commits to:
   (a) dig one well in each district;
   (b) keep them clean:
       (i) every month;
       (ii) after every flood;
3. Decides to meet again.

Annex

1. The list of wells
"""
ROWS = [
    ("preamble", 0, "Recalling that water is a right", ""),
    ("preamble", 0, "Noting with concern that wells fall dry", ""),
    ("preamble", 0, "The Parliament of Mayors:", ""),
    ("operative", 0, "Calls upon governments to pay for wells", "governments"),
    ("operative", 0, "Commits to", "we_commit"),
    ("operative", 1, "dig one well in each district", ""),
    ("operative", 1, "keep them clean", ""),
    ("operative", 2, "every month", ""),
    ("operative", 2, "after every flood", ""),
    ("operative", 0, "Decides to meet again", ""),
    ("annex", 0, "The list of wells", ""),
]


def of_text(text: str, name: str = "motion.txt") -> Reading:
    return read_motion(text.encode(), name)


def words(reading: Reading) -> list[str]:
    return [row.text for row in reading.rows]


def remarks(reading: Reading) -> list[str]:
    return [say(remark) for remark in reading.remarks]


def docx(fill: Callable[[Any], object]) -> bytes:
    document = Document()
    fill(document)
    found = io.BytesIO()
    document.save(found)
    return found.getvalue()


def test_plain_text_gives_title_parts_levels_and_addressees() -> None:
    reading = of_text(MOTION)
    assert reading.title == "Wells for every district"
    assert [tuple(row) for row in reading.rows] == ROWS
    assert problems(reading) == []
    assert remarks(reading) == ["To whom a paragraph is addressed was taken from its words; check it: 2."]


def test_lines_that_were_broken_at_the_edge_of_the_page_are_one_paragraph() -> None:
    text = "Wells\n\nRecalling that water is a right of everybody, and\nthat wells fall dry in every district of it,\n\nDecides so."
    assert words(of_text(text)) == [
        "Recalling that water is a right of everybody, and that wells fall dry in every district of it",
        "Decides so",
    ]


def test_lines_that_end_before_the_edge_are_paragraphs_of_their_own() -> None:
    text = "Recalling the right to water of everybody alive,\nNoting the drought,\n1. Decides to dig,\n2. Decides to drink."
    assert [row.section for row in of_text(text).rows] == ["preamble"] * 2 + ["operative"] * 2


@pytest.mark.parametrize(
    ("typed", "rest"),
    [
        ("١. نقرر الحفر", "نقرر الحفر"),
        ("१) हम निर्णय लेते हैं", "हम निर्णय लेते हैं"),
        ("一、决定打井", "决定打井"),
        ("（一）决定打井", "决定打井"),
        ("(أ) الحفر", "الحفر"),
        ("OP1 Decides", "Decides"),
        ("• Decides", "Decides"),
        ("A. Smith decides", "A. Smith decides"),
        ("(g) Decides", "(g) Decides"),
        ("2.1 million people", "2.1 million people"),
        ("2026. A year", "2026. A year"),
    ],
)
def test_a_number_of_any_script_is_taken_off_and_what_only_looks_like_one_stays(typed: str, rest: str) -> None:
    assert words(of_text(f"Title\n\nOne sentence here,\n\n{typed}"))[-1] == rest


def test_letters_go_on_after_h_and_numbers_within_numbers_are_levels() -> None:
    letters = "\n".join(f"({letter}) wells of {letter * 3}" for letter in "abcdefghij")
    reading = of_text(f"Title\n\n1. Decides:\n{letters}\n1.1. once\n1.2. twice")
    assert [row.depth for row in reading.rows] == [0, *[1] * 12]
    assert "wells of iii" in words(reading)


def test_preamble_and_demands_are_known_by_their_punctuation_in_a_language_without_cues() -> None:
    reading = of_text("Maji\n\nWakikumbuka haki ya maji,\n\nWakiona ukame,\n\nWanaamua kuchimba visima.")
    assert [row.section for row in reading.rows] == ["preamble", "preamble", "operative"]


def test_a_list_below_a_line_that_ends_in_a_colon_hangs_under_it() -> None:
    reading = of_text("Title\n\nDecides:\n- to dig\n- to drink\n  - every day\n\nCalls it a day.")
    assert [(row.depth, row.text) for row in reading.rows] == [
        (0, "Decides"),
        (1, "to dig"),
        (1, "to drink"),
        (2, "every day"),
        (0, "Calls it a day"),
    ]


def test_paragraphs_deeper_than_a_motion_can_hold_are_raised_and_counted() -> None:
    text = "Title\n\n" + "\n".join(f"{' ' * 2 * at}- level {'abcdef'[at]}" for at in range(6))
    reading = of_text(text)
    assert [row.depth for row in reading.rows] == [0, 1, 2, 3, 3, 3]
    assert remarks(reading) == ["Paragraphs that were deeper than a motion can hold were raised: 2."]


def test_page_numbers_and_linking_words_are_left_out_and_said() -> None:
    reading = of_text(
        "Title\n\nWhereas, wells fall dry; and\n\nPage 2 of 3\n\n2\n\nWhereas, it is hot; now, therefore, be it\n\nResolved, That we dig."
    )
    assert words(reading) == ["Whereas, wells fall dry", "Whereas, it is hot", "Resolved, That we dig"]
    assert remarks(reading) == [
        "Lines with nothing but a number or signs, such as page numbers, were left out: 2.",
        "Words that only lead to the next paragraph, such as “; and”, were left out: 2.",
    ]


def test_a_file_without_a_title_says_so() -> None:
    reading = of_text("1. Decides to dig.")
    assert (reading.title, remarks(reading)) == ("", ["No title was found: write one."])


def test_markdown_gives_headings_lists_and_words_without_their_looks() -> None:
    text = (
        "# Wells\n\nRecalling **water**\nas a [right](https://x.example/),\n\n<div>script</div>\n\n## Operative part\n\n"
        "1. Decides to `dig`:\n   1. here\n   2. there ![map](map.png)\n2. Calls it *a day*\n\n## Annex\n\nA list\n"
    )
    reading = of_text(text, "motion.md")
    assert reading.title == "Wells"
    assert [tuple(row[:3]) for row in reading.rows] == [
        ("preamble", 0, "Recalling water as a right"),
        ("operative", 0, "Decides to dig"),
        ("operative", 1, "here"),
        ("operative", 1, "there"),
        ("operative", 0, "Calls it a day"),
        ("annex", 0, "A list"),
    ]
    assert remarks(reading) == [
        "Pictures, drawings and text boxes were left out: 1.",
        "HTML was left out, with the words inside its blocks: 1.",
        "Of links the words were kept, and the addresses left out: 1.",
    ]


def styled(document: Any) -> None:
    document.add_heading("Wells", 0)
    document.add_paragraph("Recalling that water is a right,")
    document.add_paragraph("The Parliament of Mayors:")
    for style, said in (
        ("List Number", "Decides to:"),
        ("List Number 2", "dig;"),
        ("List Bullet 3", "deep;"),
        ("List Number", "Rests."),
    ):
        document.add_paragraph(said, style=style)
    document.add_heading("Annex", 1)
    document.add_paragraph("A list of wells")


def test_word_lists_give_numbers_and_levels() -> None:
    reading = read_motion(docx(styled), "motion.docx")
    assert reading.title == "Wells"
    assert [tuple(row[:3]) for row in reading.rows] == [
        ("preamble", 0, "Recalling that water is a right"),
        ("preamble", 0, "The Parliament of Mayors:"),
        ("operative", 0, "Decides to"),
        ("operative", 1, "dig"),
        ("operative", 2, "deep"),
        ("operative", 0, "Rests"),
        ("annex", 0, "A list of wells"),
    ]
    assert reading.remarks == ()


def run_in(kind: str, said: str, tag: str = "w:t") -> Any:
    return parse_xml(f'<w:{kind} {nsdecls("w")} w:id="1" w:author="x"><w:r><{tag}>{said}</{tag}></w:r></w:{kind}>')


def reviewed(document: Any) -> None:
    document.add_heading("Wells", 0)
    changed = document.add_paragraph("Decides to dig ")._p
    changed.append(run_in("ins", "three"))
    changed.append(run_in("del", "two", "w:delText"))
    changed.append(
        parse_xml(f'<w:r {nsdecls("w")}><w:t xml:space="preserve"> wells</w:t><w:footnoteReference w:id="2"/></w:r>')
    )
    joined = document.add_paragraph("Decides to")
    mark = OxmlElement("w:rPr")
    mark.append(OxmlElement("w:del"))
    joined._p.get_or_add_pPr().append(mark)
    hidden = document.add_paragraph(" drink").add_run(" wine")
    hidden.font.hidden = True
    document.add_comment(document.paragraphs[1].runs, "No!", "Somebody", "S")
    document.add_table(1, 1).cell(0, 0).text = "3 wells"


def test_tracked_changes_are_read_as_accepted_and_all_that_is_left_out_is_said() -> None:
    reading = read_motion(docx(reviewed), "motion.docx")
    assert words(reading) == ["Decides to dig three wells", "Decides to drink"]
    assert remarks(reading) == [
        "Tracked changes were read as if all of them were accepted: 3.",
        "Hidden text was left out: 1.",
        "Comments were left out: 1.",
        "Footnotes and endnotes were left out: 1.",
        "Tables were left out: 1.",
    ]


def test_open_document_gives_headings_lists_and_what_was_left_out() -> None:
    reading = read_motion(packed_odt(), "motion.odt")
    assert reading.title == "Wells"
    assert [tuple(row[:3]) for row in reading.rows] == [
        ("preamble", 0, "Recalling that water is a right"),
        ("preamble", 0, "The Parliament of Mayors:"),
        ("operative", 0, "Decides to"),
        ("operative", 1, "dig deep"),
        ("operative", 0, "Rests"),
    ]
    assert remarks(reading) == ["Footnotes and endnotes were left out: 1.", "Tables were left out: 1."]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_every_script_comes_through_every_encoding_in_nfc(encoding: str) -> None:
    for language, article in articles().items():
        title = unicodedata.normalize("NFD", article)[:60]
        reading = read_motion(f"{title}\n\n1. {article}\n2. {article}".encode(encoding), "a.txt")
        assert (reading.title, words(reading)) == (clean(title), [clean_paragraph(article)] * 2), language


def test_every_script_comes_through_a_word_processor() -> None:
    for language, article in articles().items():
        reading = read_motion(
            docx(lambda d, said=article: [d.add_heading("T", 0), d.add_paragraph(said, "List Number")]), "a.docx"
        )
        assert words(reading) == [clean_paragraph(article)], language


def resolutions() -> Iterator[dict[str, Any]]:
    with (SHARED / "resolutions" / "city_resolutions.jsonl").open(encoding="utf-8") as lines:
        yield from map(json.loads, lines)


@beside("resolutions")
def test_real_resolutions_keep_every_reason_every_demand_and_every_word() -> None:
    for each in resolutions():
        reading = of_text(f"{each['title']}\n\n{each['text']}")
        found = [row.section for row in reading.rows if row.text.lower().startswith(("whereas", "resolved"))]
        assert found == ["preamble"] * each["whereas"] + ["operative"] * each["resolved"], each["file"]
        assert reading.title == clean(each["title"])
        assert {(at, str(problem.kind)) for at, problem in problems(reading)} <= {(None, "too_long")}, each["file"]


@beside("naughty")
def test_hostile_strings_are_read_or_refused_and_never_break_anything() -> None:
    for evil in hostile():
        for name in ("a.txt", "a.md"):
            try:
                reading = read_motion(f"Title\n\n1. {evil}\n".encode("utf-8", "surrogatepass"), name)
            except Refused:
                continue
            assert all(isinstance(problem.kind, str) for _, problem in problems(reading))
            assert all(row.text == clean_paragraph(row.text) for row in reading.rows)


@MODEST
@given(any_texts())
def test_what_is_written_out_is_read_back_the_same(text: Text) -> None:
    for written, name in ((as_plain(text), "a.txt"), (as_markdown(text), "a.md")):
        reading = of_text(written, name)
        assert reading.title == text.title
        read = [(row.section, row.depth, row.text) for row in reading.rows]
        assert read == [row[:3] for row in rows_of(text)], written


@MODEST
@given(st.text(st.characters(exclude_categories=["Cs"]), max_size=300), st.sampled_from(["a.txt", "a.md"]))
def test_any_text_is_read_into_rows_a_form_could_hold_or_has_no_words(said: str, name: str) -> None:
    try:
        reading = of_text(f"Words\n\nof a motion\n\n{said}".replace("\x00", ""), name)
    except Refused as refused:
        pytest.fail(refused.code)
    depth = -1
    section = None
    for row in reading.rows:
        depth = depth if row.section == section else -1
        assert 0 <= row.depth <= depth + 1
        section, depth = row.section, row.depth


def test_what_a_form_would_refuse_is_named_by_its_row() -> None:
    reading = of_text("Title\n\n1. fine\n2. turned \u202earound\n3. " + "long " * 1001)
    assert [(at, problem.kind) for at, problem in problems(reading)] == [(1, "character"), (2, "too_long")]


def test_word_paragraphs_in_content_controls_are_read() -> None:
    inside = "<w:sdt><w:sdtContent><w:p><w:r><w:t>Decides</w:t><w:tab/><w:t>so</w:t></w:r></w:p></w:sdtContent></w:sdt>"
    assert words(read_motion(word_with(BODY.format(inside)), "a.docx")) == ["Decides so"]
