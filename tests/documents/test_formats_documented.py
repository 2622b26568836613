"""What docs/formats.md says of files for other programs is so."""

import re
from pathlib import Path

from lxml import etree

from parliament.documents import akoma_ntoso
from parliament.documents.akoma_names import element_ids
from parliament.schemas.declaration_files import OF_DECLARATION
from parliament.schemas.files import OF_AMENDMENT, OF_MOTION
from tests.documents.dossiers import decided, heat

PAGE = (Path(__file__).parents[2] / "docs" / "formats.md").read_text(encoding="utf-8")
START = PAGE.index("## Motions and amendments for other programs")
ABOUT = PAGE[START : PAGE.index("\n## ", START + 1)].partition("\n## ")[0]


def plain(node) -> str:
    """An element without regard to its line breaks."""
    for each in node.iter():
        each.text = " ".join(each.text.split(" ")) if each.text and each.text.strip() else None
        each.tail = each.tail if each.tail and each.tail.strip() else None
    return re.sub(r"\s+", " ", etree.tostring(node, method="c14n", with_tail=False).decode())


def test_examples_are_what_an_amendment_says() -> None:
    made = etree.fromstring(akoma_ntoso.amendment(decided(), 1))
    examples = [etree.fromstring(block) for block in re.findall(r"```xml\n(.*?)```", ABOUT, re.DOTALL)]
    assert [etree.QName(example).localname for example in examples] == ["activeModifications", "mod"]
    for example in examples:
        (found,) = made.iter(example.tag)
        assert plain(etree.fromstring(etree.tostring(found, with_tail=False))) == plain(example)


def test_every_file_is_on_the_page_with_its_media_type() -> None:
    rows = dict(re.findall(r"^\| [^|]+ \| `/([a-z]+/<id>/[a-z.]+)` \| `([^`]+)` \|", ABOUT, re.MULTILINE))
    made = {f"motions/<id>/{name}": kind for name, (kind, _) in OF_MOTION.items()}
    assert rows == made | {f"amendments/<id>/{name}": kind for name, (kind, _) in OF_AMENDMENT.items()}


def test_ids_on_the_page_are_those_of_such_a_text() -> None:
    ids = set(element_ids(heat()).values())
    assert {"para_2__subpara_b", "recitals_1__rec_1", "hcontainer_1__para_1"} <= ids


def test_every_file_of_a_declaration_is_on_the_page_with_its_media_type() -> None:
    rows = dict(re.findall(r"^\| [^|]+ \| `/declarations/<slug>/([a-z.-]+)` \| `([^`]+)` \|", PAGE, re.MULTILINE))
    made = {name: kind for name, (kind, _) in OF_DECLARATION.items()}
    assert {name: rows[name] for name in made} == made
    assert rows["published.pdf"] == made["declaration.pdf"]
