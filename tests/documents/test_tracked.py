"""Word documents with tracked changes: accepted they are the amended text, rejected the base."""

import io
import zipfile
from copy import deepcopy

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from parliament.documents import tracked
from parliament.texts import Item, consolidate
from tests.documents.dossiers import EVIL, decided, dossier_of
from tests.texts.drafting import MODEST, cases

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
SECTIONS = {"91": "preamble", "92": "operative", "93": "annex"}
ADDRESSEES = {words: addressee for addressee, words in tracked.ADDRESSEES.items()}


def body_of(content: bytes):
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        return etree.fromstring(package.read("word/document.xml"))[0]


def settled(content: bytes, *, accept: bool):
    """The body with all its changes accepted or rejected, as Word does it."""
    body = deepcopy(body_of(content))
    gone, kept = ("del", "ins") if accept else ("ins", "del")
    joined: list = []  # what a paragraph leaves to the next one, when the mark between them goes
    for p in list(body.iter(f"{W}p")):
        for node in p.findall(f"{W}{gone}"):
            p.remove(node)
        for node in p.findall(f"{W}{kept}"):
            at = p.index(node)
            p[at : at + 1] = list(node)
        runs = [*joined, *p.findall(f"{W}r")]
        joined = []
        if p.find(f"{W}pPr/{W}rPr/{W}{gone}") is not None:
            joined = runs
            body.remove(p)
        else:
            p[1:] = runs
    return body


def read(body) -> tuple[str, list[tuple[str, int, str, str]]]:
    """Title and paragraphs of a body without changes: section, depth, words, addressee."""
    title, rows, addressee = "", [], ""
    for p in body.findall(f"{W}p"):
        words = "".join(node.text or "" for node in p.iter(f"{W}t", f"{W}delText"))
        style = p.find(f"{W}pPr/{W}pStyle")
        if style is None:
            number = p.find(f"{W}pPr/{W}numPr")
            section = SECTIONS[number.find(f"{W}numId").get(f"{W}val")]
            rows.append((section, int(number.find(f"{W}ilvl").get(f"{W}val")), words, addressee))
            addressee = ""
        elif style.get(f"{W}val") == "Title":
            title = words
        elif style.get(f"{W}val") == "Addressee":
            addressee = ADDRESSEES[words]
    return title, rows


def as_read(text):
    return text.title, [(p.section, text.outline.depth(p.id), p.text, p.addressee) for p in text.paragraphs]


def holds(content: bytes, base, now) -> None:
    assert read(settled(content, accept=True)) == as_read(now)
    assert read(settled(content, accept=False)) == as_read(base)


@settings(MODEST, max_examples=8)
@given(st.data())
def test_accepting_gives_the_amended_text_and_rejecting_the_base(data: st.DataObject) -> None:
    case = data.draw(cases(3))
    adopted = case.peaceful()
    items = {number: Item(number, ops) for number, ops in adopted.items()}
    dossier = dossier_of(case.base, items, tuple((number, "adopted") for number in items))
    holds(tracked.changes_in_word(dossier), case.base, dossier.now.text)


def test_every_kind_of_change_alone_and_together_is_held() -> None:
    for dossier in (decided(), decided("ar", EVIL)):
        holds(tracked.changes_in_word(dossier), dossier.base, dossier.now.text)
        for it in dossier.amendments[2::3]:
            now = consolidate(it.of, [(it.name, it.ops)]).text
            holds(tracked.amendment_in_word(dossier, it.number), it.of, now)


def test_changes_bear_the_city_and_the_date_and_a_number_each() -> None:
    dossier = decided()
    changes = list(body_of(tracked.changes_in_word(dossier)).iter(f"{W}ins", f"{W}del"))
    assert [node.get(f"{W}id") for node in changes] == [str(n) for n in range(1, len(changes) + 1)]
    signed = {(node.get(f"{W}author"), node.get(f"{W}date")) for node in changes}
    assert signed == {(it.city, f"{it.submitted_at:%Y-%m-%dT%H:%M:%SZ}") for it in dossier.amendments}
    (word,) = [node for node in changes if "".join(node.itertext()) == "say"]
    assert word.get(f"{W}author") == "Suva"


@pytest.mark.parametrize(("language", "is_rtl"), [("ar", True), ("en", False), ("az-Arab", True), ("ur-Latn", False)])
def test_paragraphs_and_runs_go_from_right_to_left_where_the_language_does(language, is_rtl) -> None:
    body = body_of(tracked.changes_in_word(decided(language)))
    assert all((p.find(f"{W}pPr/{W}bidi") is not None) == is_rtl for p in body.iter(f"{W}p"))
    assert all((r.find(f"{W}rPr/{W}rtl") is not None) == is_rtl for r in body.iter(f"{W}r"))


def test_numbers_are_those_of_the_house_and_follow_the_text() -> None:
    with zipfile.ZipFile(io.BytesIO(tracked.changes_in_word(decided()))) as package:
        numbering = etree.fromstring(package.read("word/numbering.xml"))
    (operative,) = numbering.findall(f"{W}abstractNum[@{W}abstractNumId='92']")
    assert [node.get(f"{W}val") for node in operative.iter(f"{W}lvlText")] == [
        "%1.",
        "%1 (%2)",
        "%1 (%2) (%3)",
        "%1 (%2) (%3) (%4)",
    ]


def test_same_text_gives_the_same_bytes_and_names_nobody_who_made_them() -> None:
    made = tracked.amendment_in_word(decided(title=EVIL), 4)
    assert made == tracked.amendment_in_word(decided(title=EVIL), 4)
    with zipfile.ZipFile(io.BytesIO(made)) as package:
        known = etree.fromstring(package.read("docProps/core.xml"))
    said = [node.text or "" for node in known]
    assert f"{EVIL} · Amendment 4 · {EVIL}" in said
    assert not any("docx" in each for each in said)
