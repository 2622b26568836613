"""A declaration for word processors, opened by their libraries; the same bytes each time."""

import io
import time
import zipfile

import pytest
from docx import Document
from lxml import etree
from odf import opendocument, teletype, text

from parliament.documents.declaration_docx import declaration_in_word
from parliament.documents.declaration_odt import MEDIA_TYPE, declaration_in_open_document
from parliament.documents.reader import Reader
from tests.documents.published import HASH, NAUGHTY, SCRIPTS, document, untouched

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
WRITERS = (declaration_in_word, declaration_in_open_document)


def lines_of(content: bytes) -> list[str]:
    """The paragraphs as the format's own library reads them."""
    if b"word/document.xml" in content:
        return [each.text for each in Document(io.BytesIO(content)).paragraphs]
    found = opendocument.load(io.BytesIO(content)).text.childNodes
    return [
        teletype.extractText(each) for each in found if each.qname in (text.P().qname, text.H(outlinelevel=1).qname)
    ]


@pytest.mark.parametrize("write", WRITERS)
@pytest.mark.parametrize("language", SCRIPTS)
def test_text_is_there_in_its_order_with_the_labels_it_is_cited_by(write, language):
    title, *words = SCRIPTS[language]
    said = lines_of(write(document(language), HASH))
    wanted = [title, *(f"{label}\t{each}" for label, each in zip(("PP1", "1", "1 (a)"), words, strict=True))]
    assert [line for line in said if line in wanted] == wanted
    assert said[said.index(wanted[2]) - 1] == "We commit"
    assert f"Fingerprint of the document: {HASH}" in said
    assert "by roll call, adopted" in said


@pytest.mark.parametrize("write", WRITERS)
def test_same_bytes_again_whatever_the_hour_and_others_for_another_text(write):
    made = write(document(), HASH)
    with zipfile.ZipFile(io.BytesIO(made)) as package:
        assert package.testzip() is None
        assert {each.date_time for each in package.infolist()} == {(1980, 1, 1, 0, 0, 0)}
    time.sleep(0.01)
    assert write(document(), HASH) == made
    assert write(document(cities=("Suva",)), HASH) != made


@pytest.mark.parametrize("write", WRITERS)
def test_what_people_wrote_stays_words(write):
    about = document(cities=NAUGHTY)
    about["text"]["paragraphs"][0]["printed"] = "Two  spaces,   three\nand a line; <b>&amp;</b> ]]> \x07"
    said = lines_of(write(about, HASH))
    assert "PP1\tTwo  spaces,   three\nand a line; <b>&amp;</b> ]]> �" in said


def test_open_document_is_known_by_its_first_bytes_and_lists_its_parts():
    made = declaration_in_open_document(document(), HASH)
    assert made[30:38] == b"mimetype"
    assert made[38 : 38 + len(MEDIA_TYPE)] == MEDIA_TYPE.encode()
    with zipfile.ZipFile(io.BytesIO(made)) as package:
        listed = etree.fromstring(package.read("META-INF/manifest.xml")).xpath("//@*[local-name()='full-path']")
        assert set(listed) - {"/"} == set(package.namelist()) - {"mimetype", "META-INF/manifest.xml"}
        styles = package.read("content.xml").decode()
    used = set(etree.fromstring(styles.encode()).xpath("//@*[local-name()='style-name']"))
    known = set(etree.fromstring(styles.encode()).xpath("//*[local-name()='style']/@*[local-name()='name']"))
    assert used <= known


def test_arabic_is_written_from_right_to_left_and_bears_its_language():
    words = etree.fromstring(part(declaration_in_word(document("ar"), HASH), "word/document.xml"))
    (title,) = [each for each in words.iter(f"{W}p") if "".join(each.itertext()) == SCRIPTS["ar"][0]]
    assert title.find(f"{W}pPr/{W}bidi") is not None
    assert title.find(f".//{W}lang").get(f"{W}bidi") == "ar"
    assert title.find(f".//{W}rPr/{W}rtl") is not None
    ours = next(each for each in words.iter(f"{W}p") if "".join(each.itertext()) == "We commit")
    assert ours.find(f"{W}pPr/{W}bidi") is None
    open_words = part(declaration_in_open_document(document("ar"), HASH), "content.xml").decode()
    assert 'style:name="TitleOfText"' in open_words
    assert open_words.count('style:writing-mode="rl-tb"') == open_words.count('fo:language="ar"') > 0


def test_english_text_has_no_line_from_right_to_left():
    assert b"w:bidi" not in part(declaration_in_word(document("en"), HASH), "word/document.xml")
    assert b"rl-tb" not in part(declaration_in_open_document(document("en"), HASH), "content.xml")


def test_house_speaks_to_an_arabic_reader_in_arabic():
    to = Reader("ar", lambda words: {"Sponsors": "المساندون"}.get(words, words))
    for write in WRITERS:
        assert "المساندون" in lines_of(write(document("en"), HASH, to))


def part(content: bytes, name: str) -> bytes:
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        return package.read(name)


@pytest.mark.parametrize("write", WRITERS)
def test_withdrawn_replaced_and_corrected_declarations_say_so_before_anything_else(write):
    about = document()
    life = untouched(about)
    life["withdrawn"] = {"at": "2026-12-01T08:00:00.000Z", "reason": "It was void."}
    life["superseded"] = {"at": "2026-12-02T08:00:00.000Z", "reason": "See declaration 9."}
    life["versions"] = [*life["versions"], life["versions"][0] | {"version": 2, "notice": "A comma was missing."}]
    said = lines_of(write(about, HASH, life=life))
    starts = ("This declaration was withdrawn:", "It was void.", "A later declaration has replaced this one:",
              "See declaration 9.", "Version 2, published", "A comma was missing.", "Parliament of Mayors")  # fmt: skip
    assert [words.startswith(start) for words, start in zip(said, starts, strict=False)] == [True] * len(starts)


@pytest.mark.parametrize("write", WRITERS)
def test_a_declaration_to_which_nothing_happened_is_written_without_a_warning(write):
    assert write(document(), HASH, life=untouched(document())) == write(document(), HASH)
