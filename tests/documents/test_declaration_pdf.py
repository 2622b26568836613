"""A declaration in print, read by programs that are not ours: qpdf for its marks and structure, PDFium for its words."""

import io
import json
import subprocess
import sys
import unicodedata
from copy import deepcopy

import pikepdf
import pypdfium2
import pytest
import typst

from parliament.commands.press_room import PRESS_ROOM
from parliament.commands.prints import pictures_of, print_for_ever, print_of
from parliament.documents import press
from parliament.documents.declaration_blocks import Picture
from parliament.documents.declaration_pdf import declaration_forme, told
from parliament.documents.reader import Reader
from parliament.results.places import Place
from tests.documents.published import (
    HASH,
    NAUGHTY,
    SCRIPTS,
    document,
    followed_up,
    named_only,
    signed,
    statements,
    untouched,
)

# All but the last of the document's five seats: what is not on the map is in the table all the same.
PLACES = {f"seat-{n}": Place(f"seat-{n}", "", "AF", 1, 10.0 * n, 30.0 * n - 60) for n in range(4)}
IN_ARABIC = Reader("ar", lambda words: {"Text": "النص"}.get(words, words))


# ISO 32000-1, 14.8.4: the kinds of structure that every reader's program knows.
STANDARD = {
    f"/{kind}"
    for kind in [
        "Document",
        "Part",
        "Sect",
        "Div",
        "P",
        "H",
        "H1",
        "H2",
        "H3",
        "H4",
        "H5",
        "H6",
        "L",
        "LI",
        "Lbl",
        "LBody",
        "Table",
        "TR",
        "TH",
        "TD",
        "THead",
        "TBody",
        "TFoot",
        "Span",
        "Figure",
        "Caption",
        "Link",
        "Note",
        "Code",
        "NonStruct",
    ]
}


def words_of(content: bytes) -> str:
    """All words of a PDF as a reader's program has them, each letter in its plain form, without spaces.

    PDFium gives lines in Arabic back as they are drawn, so a letter's forms are folded, and order is not looked at there.
    """
    pages = pypdfium2.PdfDocument(content)
    said = "".join(page.get_textpage().get_text_range() for page in pages)
    return "".join(unicodedata.normalize("NFKC", said).split())


def elements(content: bytes) -> list[tuple[str, str]]:
    """Every element of the structure tree: its kind, and the words that stand for it."""
    with pikepdf.open(io.BytesIO(content)) as opened:
        found, left = [], [opened.Root.StructTreeRoot]
        while left:
            each = left.pop(0)
            if isinstance(each, pikepdf.Array):
                left += list(each)
            elif isinstance(each, pikepdf.Dictionary):
                found += [(str(each.S), str(each.get("/Alt", "")))] if "/S" in each else []
                left += [each.K] if "/K" in each else []
    return found


@pytest.fixture(scope="module")
def made() -> dict[str, bytes]:
    """A print in every script."""
    return {language: print_of(document(language), HASH, places=PLACES) for language in SCRIPTS}


@pytest.mark.parametrize("language", SCRIPTS)
def test_print_bears_the_marks_of_the_archive_and_of_accessibility(made, language):
    content = made[language]
    with pikepdf.open(io.BytesIO(content)) as found:
        assert found.check_pdf_syntax() == []
        marks = found.open_metadata()
        assert (marks["pdfaid:part"], marks["pdfaid:conformance"], marks["pdfuaid:part"]) == ("2", "A", "1")
        assert marks["dc:title"] == SCRIPTS[language][0]
        root = found.Root
        assert root.MarkInfo.Marked
        assert root.ViewerPreferences.DisplayDocTitle
        assert str(root.Lang) == language
        assert root.OutputIntents[0].S == "/GTS_PDFA1"
        assert not {"/JavaScript", "/OpenAction", "/AA", "/AcroForm"} & set(root.keys())
        assert not found.is_encrypted


def test_every_font_is_in_the_file_and_says_what_its_glyphs_are(made):
    for content in made.values():
        with pikepdf.open(io.BytesIO(content)) as found:
            fonts = [
                each for each in found.objects if isinstance(each, pikepdf.Dictionary) and each.get("/Type") == "/Font"
            ]
            whole = [each for each in fonts if "/ToUnicode" in each]
            assert whole
            for font in (each for each in fonts if "/FontDescriptor" in each):
                assert {"/FontFile", "/FontFile2", "/FontFile3"} & set(font.FontDescriptor.keys())


def test_structure_has_headings_tables_with_their_heads_and_pictures_with_their_words(made):
    found = elements(made["en"])
    kinds = [kind for kind, _ in found]
    assert kinds.count("/Title") == 1
    assert kinds.count("/H1") >= 7
    assert kinds.count("/Table") == 6
    assert kinds.count("/TH") >= 14
    assert [words for kind, words in found if kind == "/Figure"] == [
        "How the seats voted. Yes: 1, No: 1, Abstain: 1, Did not vote: 1, Absent: 1",
        "Where the cities are, and how they voted. The table below says the same.",
    ]


def test_every_kind_of_element_is_one_that_the_format_knows_or_stands_for_one(made):
    for content in made.values():
        with pikepdf.open(io.BytesIO(content)) as found:
            roles = {name: str(kind) for name, kind in found.Root.StructTreeRoot.get("/RoleMap", {}).items()}
        kinds = {kind for kind, _ in elements(content)}
        assert {roles.get(kind, kind) for kind in kinds} <= STANDARD, kinds


def test_every_page_is_read_in_the_order_of_its_structure(made):
    with pikepdf.open(io.BytesIO(made["ar"])) as found:
        assert len(found.pages) >= 2
        assert {str(page.Tabs) for page in found.pages if "/Tabs" in page} <= {"/S"}
        assert all("/StructParents" in page for page in found.pages)


@pytest.mark.parametrize("language", SCRIPTS)
def test_words_of_every_script_can_be_searched_and_none_is_a_box(made, language):
    content = made[language]
    said = words_of(content)
    for each in SCRIPTS[language]:
        for word in each.split():
            letters = [letter for letter in unicodedata.normalize("NFKC", word) if letter.isalpha()]
            assert all(letter in said for letter in letters), word
    if language in ("en", "ru", "zh"):
        assert all("".join(each.split()) in said for each in map(str, map(_folded, SCRIPTS[language])))
    assert "\ufffd" not in said


def _folded(words: str) -> str:
    return unicodedata.normalize("NFKC", words)


@pytest.mark.parametrize(
    ("language", "family"),
    [("ar", "Naskh"), ("zh", "CJK"), ("hi", "Devanagari"), ("ru", "Libertinus"), ("en", "Libertinus")],
)
def test_each_script_is_set_in_a_font_made_for_it(made, language, family):
    with pikepdf.open(io.BytesIO(made[language])) as found:
        names = {
            str(each.BaseFont) for each in found.objects if isinstance(each, pikepdf.Dictionary) and "/BaseFont" in each
        }
    assert any(family.lower() in name.lower() for name in names), names


def test_figures_vote_roll_call_and_fingerprints_are_all_there(made):
    said = words_of(made["en"])
    for words in (
        "Declaration 3", "1,200,000", "people represented", "adopted 22 Nov 2026, 09:30 (Freetown)", "We commit", "1 (a)",
        "In favour: 1.", "Did not vote", "Mayor Suva", "北京", "Chair", "Secretariat", HASH, "7e" * 32, "9e" * 32,
        "parliament.example/1-water", "parliament verify 3-heat-plans.zip", "vote.closed",
    ):  # fmt: skip
        assert "".join(words.split()) in said, words


def test_house_speaks_the_language_of_the_reader_and_the_text_its_own():
    data = told(document("en"), HASH, None, (), IN_ARABIC)
    assert (data["lang"], data["rtl"], data["reader"]["lang"], data["reader"]["rtl"]) == ("en", False, "ar", True)
    assert {"kind": "heading", "words": "النص"} in data["blocks"]
    clause = next(block for block in data["blocks"] if block["kind"] == "clause")
    assert clause["words"] == SCRIPTS["en"][1]


def test_same_bytes_again_and_in_another_process(made):
    PRESS_ROOM.clear()
    assert print_of(document("ar"), HASH, places=PLACES) == made["ar"]
    bare = press.printed(declaration_forme(document("ar"), HASH))
    program = (
        "import sys; from tests.documents.published import HASH, document; "
        "from parliament.documents.declaration_pdf import declaration_forme; from parliament.documents.press import printed;"
        "sys.stdout.buffer.write(printed(declaration_forme(document('ar'), HASH)))"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, check=True, timeout=60)
    assert done.stdout == bare


def test_one_other_letter_makes_another_print(made):
    other = document("en")
    other["vote"]["roll_call"][0]["city"] = "Freetoun"
    assert print_of(other, HASH, places=PLACES) != made["en"]


def test_before_anybody_signed_the_print_is_the_one_that_is_kept(made):
    life = untouched(document("en"))
    assert print_for_ever(document("en"), HASH, places=PLACES) == made["en"]
    assert print_of(document("en"), HASH, life=life, places=PLACES) == made["en"]
    named = life | {"addressees": [named_only()]}
    assert print_of(document("en"), HASH, life=named, places=PLACES) == made["en"], "nothing was sent to it yet"


def test_map_has_a_mark_for_each_seat_whose_place_is_known_and_there_is_none_without():
    drawn = [each.svg for each in pictures_of(document("en"), PLACES, Reader())]
    assert [svg.count('class="seat ') for svg in drawn] == [5, 4]
    assert 'class="land" fill=' in drawn[1]
    assert len(pictures_of(document("en"), {}, Reader())) == 1


def test_addressees_and_commitments_are_told_with_answers_and_the_last_report():
    about = document("en")
    content = print_of(about, HASH, life=followed_up(about), places=PLACES)
    said = words_of(content)
    for words in ("Sent to", "Ministry of Water", "3 Dec 2026, by letter", "31 Jan 2027", "By courier.", "accepts in part, 20 Dec 2026",
                  "We will look into pipes.", "Next step: A meeting, 1 Feb 2027", "That office was closed long ago.",
                  "Commitments of cities", "Homes with safe water", "1,200.50 homes", "5,000 homes", "1,500 homes", "31 Dec 2030",
                  "under way, 1 Jun 2027, Review: confirmed", "Two districts are done.", "https://suva.example/water"):  # fmt: skip
        assert "".join(words.split()) in said, words
    assert "Nothingwasbuilt" not in said, "an earlier report"
    with pikepdf.open(io.BytesIO(content)) as found:
        assert found.open_metadata()["xmp:CreateDate"].startswith("2027-06-02T08:00:00")
        assert found.open_metadata()["pdfaid:conformance"] == "A"
        assert found.open_metadata()["pdfuaid:part"] == "1"


def test_explanations_and_dissent_stand_below_the_roll_call_and_are_kept_with_it(made):
    kept = print_for_ever(document("en"), HASH, statements=statements(), places=PLACES)
    life = untouched(document("en"))
    assert print_of(document("en"), HASH, life=life, statements=statements(), places=PLACES) == kept != made["en"]
    said = words_of(kept)
    for words in (
        "Explanations and dissent",
        "Nocountchangesbythem.",
        "Explanationofvote",
        "Nice, Late dissent",
        "We were away.",
    ):
        assert "".join(words.split()) in said, words
    assert "Nowcalledotherwise" not in said, "a city is named as in the roll call"
    assert said.index("Rollcall") < said.index("Explanationsanddissent") < said.index("Sponsors")


def test_what_people_wrote_is_set_as_it_stands_and_never_run():
    said = words_of(print_of(document("en", NAUGHTY), HASH, life=signed(document("en"), NAUGHTY, NAUGHTY[14])))
    for words in NAUGHTY[:-1]:
        assert "".join(_folded(words).split()) in said, words
    assert "thgir" in said  # drawn from right to left as it asks, and nothing after it


def test_signatories_are_told_with_mandate_reservation_and_who_took_it_back():
    about = document("en")
    life = signed(about, ("Ghent", "Suva", "غزة"), "Not paragraph 1 (a).")
    content = print_of(about, HASH, life=life)
    said = words_of(content)
    for words in ("Signatories", "Mayor Ghent, Mayor", "1 Nov 2026, Res. 7/2026", "Reservation of Ghent:", "Not paragraph 1 (a).",
                  "The council voted anew.", "withdrawn", "A network of ports", "We stand with them."):  # fmt: skip
        assert "".join(words.split()) in said, words
    assert (
        "Signatures in force on 29 Nov 2026, 08:00 (UTC): cities 2, countries 1, people 2,400,000.".replace(" ", "")
        in said
    )
    with pikepdf.open(io.BytesIO(content)) as found:
        assert found.open_metadata()["xmp:CreateDate"].startswith("2026-11-29T08:00:00")


def test_withdrawn_replaced_and_corrected_declarations_say_so_before_anything_else():
    about = document("en")
    life = untouched(about)
    life["withdrawn"] = {"at": "2026-12-01T08:00:00.000Z", "reason": "It was void."}
    life["superseded"] = {"at": "2026-12-02T08:00:00.000Z", "reason": "See declaration 9."}
    life["versions"] = [*life["versions"], life["versions"][0] | {"version": 2, "notice": "A comma was missing."}]
    said = words_of(print_of(about, HASH, life=life | {"version": 2}))
    for words in ("This declaration was withdrawn", "It was void.", "A later declaration has replaced", "See declaration 9.",
                  "Version 2, published", "A comma was missing."):  # fmt: skip
        assert said.index("".join(words.split())) < said.index("mayorsinfavour")


def test_later_version_sends_nobody_to_the_bundle_of_the_first_with_its_own_fingerprint():
    about = document("en")
    life, later = untouched(about), "2e" * 32
    life["versions"] = [*life["versions"], life["versions"][0] | {"version": 2, "document_hash": later, "notice": "A."}]
    first, second = (words_of(print_of(about, each, life=life | {"version": 2})) for each in (HASH, later))
    of_first = "must be the fingerprint of the first version below".replace(" ", "")
    of_its_own = "must be the fingerprint of the document below".replace(" ", "")
    assert (of_first in second, HASH in second, later in second, of_its_own in second) == (True, True, True, False)
    assert (of_first in first, later in first, of_its_own in first) == (False, False, True)


def test_vote_without_names_has_neither_drawing_nor_roll_call():
    about = document("en")
    about["vote"]["roll_call"] = []
    content = print_of(about, HASH)
    assert "/Figure" not in {kind for kind, _ in elements(content)}
    assert "Rollcall" not in words_of(content)


def test_character_that_cannot_be_archived_takes_away_the_archive_and_nothing_else():
    about = document("en")
    about["text"]["paragraphs"][0]["printed"] = "\ue000"
    with pikepdf.open(io.BytesIO(print_of(about, HASH))) as found:
        marks = found.open_metadata()
        assert marks["pdfuaid:part"] == "1"
        assert "pdfaid:part" not in marks


@pytest.fixture
def without_fonts(monkeypatch):
    """A machine that has no fonts but those the press brings along."""
    bare = typst.Fonts(include_system_fonts=False)
    monkeypatch.setattr(press, "fonts", lambda: bare)
    PRESS_ROOM.clear()
    yield
    PRESS_ROOM.clear()


def test_without_fonts_a_print_with_boxes_is_shown_but_never_kept(without_fonts):
    with pytest.raises(press.NotPrintable):
        print_for_ever(document("ar"), HASH)
    with pikepdf.open(io.BytesIO(print_of(document("ar"), HASH))) as found:
        assert "pdfaid:part" not in found.open_metadata()


def test_what_the_press_brings_along_sets_latin_and_cyrillic(without_fonts):
    for language in ("en", "ru"):
        about = document(language, ("Ghent", "Suva"))
        with pikepdf.open(io.BytesIO(print_for_ever(about, HASH))) as found:
            assert found.open_metadata()["pdfaid:part"] == "2"


def test_statement_that_cannot_be_printed_does_not_prevent_the_print_of_all(without_fonts):
    about = document("en", ("Ghent", "Suva"))
    odd = [statements()[0] | {"text": "为了水。"}]
    with pytest.raises(press.NotPrintable):
        press.printed(declaration_forme(about, HASH, statements=odd, is_for_ever=True))
    assert "Explanationsanddissent" not in words_of(print_for_ever(about, HASH, statements=odd))


def test_sheet_that_cannot_be_set_is_said_to_be_so():
    with pytest.raises(press.NotPrintable):
        press.printed(declaration_forme(document("en"), HASH, pictures=[Picture("this is no drawing", "nothing")]))


def test_print_says_nothing_that_the_document_does_not(made):
    about = deepcopy(document("en"))
    about["vote"]["tally"]["yes"] = 4
    assert json.dumps(told(about, HASH, None, (), Reader())).count('"4"') == 1
    assert words_of(print_of(about, HASH, places=PLACES)) != words_of(made["en"])
