"""Akoma Ntoso that its own schema accepts, and what the schema does not see."""

from dataclasses import replace

import pytest
from lxml import etree

from parliament.documents import akoma_ntoso
from parliament.documents.akoma_names import element_ids, three_letters
from parliament.texts import Text
from tests.documents.dossiers import EVIL, decided, dossier_of, heat, of_every_kind
from tests.texts.drafting import SHARED, beside

AKN = {"a": akoma_ntoso.NAMESPACE}


@pytest.fixture(scope="module")
def schema():
    """The XSD of OASIS, kept beside the project; nothing is loaded from a network."""
    folder = SHARED / "schemas" / "akn"
    parser = etree.XMLParser(no_network=True)
    return etree.XMLSchema(etree.parse(folder / "akomantoso30.xsd", parser))


def files(dossier):
    """Every file that can be made of a dossier."""
    found = [akoma_ntoso.statement(dossier), akoma_ntoso.amendment_list(dossier)]
    return found + [akoma_ntoso.amendment(dossier, each.number) for each in dossier.amendments]


def unresolved(root) -> list[str]:
    """References into the file itself that lead nowhere."""
    known = {f"#{eid}" for eid in root.xpath("//@eId")}
    said = " ".join(root.xpath("//@href | //@source | //@refersTo | //@outcome | //@for"))
    return [each for each in said.split() if each.startswith("#") and each not in known]


def all_of(root, path: str) -> list:
    return root.xpath(path, namespaces=AKN)


@beside("schemas")
def test_every_file_is_valid_before_and_after_the_decisions(schema) -> None:
    base = heat()
    only_preamble = Text("ar", EVIL, base.paragraphs[:2])
    for dossier in (decided(), dossier_of(base, of_every_kind(base)), decided("fr", EVIL)):
        for content in files(dossier):
            assert schema.validate(etree.fromstring(content)), schema.error_log
    assert schema.validate(etree.fromstring(akoma_ntoso.statement(dossier_of(only_preamble, {})))), schema.error_log


def test_references_lead_somewhere_and_ids_are_given_once() -> None:
    for content in files(decided()):
        root = etree.fromstring(content)
        assert unresolved(root) == []
        ids = root.xpath("//@eId")
        assert len(ids) == len(set(ids))
    broken = etree.fromstring(akoma_ntoso.statement(decided()).replace(b'eId="governments"', b'eId="x"'))
    assert unresolved(broken) == ["#governments"]


def test_ids_follow_the_numbers_that_are_printed() -> None:
    dossier = decided()
    root = etree.fromstring(akoma_ntoso.statement(dossier))
    assert element_ids(heat())["d"] == "para_2__subpara_b"
    for eid, words in (
        ("para_1", "We shall act every year;"),
        ("recitals_1__rec_1__list_1__item_a", "above all the old,"),
    ):
        (node,) = all_of(root, f"//*[@eId='{eid}']")
        assert words in "".join(node.itertext())
    printed = ["".join(node.itertext()) for node in all_of(root, "//a:mainBody//a:num")]
    assert printed == ["1.", "2.", "3.", "4.", "1.", "2."]


def test_modifications_are_the_operations() -> None:
    dossier = decided()
    root = etree.fromstring(akoma_ntoso.statement(dossier))
    mods = all_of(root, "//a:passiveModifications/a:textualMod")
    assert len(mods) == sum(map(len, dossier.in_force.values())) == 8
    for each in dossier.amendments:
        root = etree.fromstring(akoma_ntoso.amendment(dossier, each.number))
        assert (
            len(all_of(root, "//a:activeModifications/a:textualMod")) == len(all_of(root, "//a:mod")) == len(each.ops)
        )
    root = etree.fromstring(akoma_ntoso.amendment(dossier, 1))
    assert [node.text for node in all_of(root, "//a:quotedText")] == ["may", "shall"]
    assert "".join(all_of(root, "//a:mod")[0].itertext()) == "In paragraph 1, replace may by shall."
    (mod,) = all_of(root, "//a:textualMod")
    assert mod.get("type") == "substitution"
    assert mod.find("a:destination", AKN).get("href").endswith("/eng@2026-11-22#para_1")


def test_amendment_to_words_of_another_is_on_that_amendment() -> None:
    root = etree.fromstring(akoma_ntoso.amendment(decided(), 6))
    (place,) = all_of(root, "//a:destination/@href")
    assert place == "/akn/xx/amendment/2026-11-22/water-1-3-amendment-2#mod_2"


def test_what_users_write_is_text_and_never_markup() -> None:
    dossier = decided(title=EVIL)
    root = etree.fromstring(akoma_ntoso.amendment(dossier, 4))
    assert all_of(root, "//a:amendmentJustification/a:p")[0].text == EVIL
    assert all_of(root, "//a:docProponent")[0].text == EVIL
    assert all_of(root, "//a:affectedDocument")[0].text == EVIL
    nul = replace(dossier, base=replace(dossier.base, title="a\0b\ud800\uffff"))
    assert (
        all_of(etree.fromstring(akoma_ntoso.amendment(nul, 4)), "//a:affectedDocument")[0].text
        == "a\ufffdb\ufffd\ufffd"
    )


def test_language_is_said_in_three_letters_where_there_are_three() -> None:
    assert (three_letters("zh-Hant-TW"), three_letters("x-unknown")) == ("zho", "x-unknown")
