"""What docs/formats.md says of sessions, votes and declarations as files is so."""

import re
from pathlib import Path

from lxml import etree

from parliament.documents.akoma_nodes import NAMESPACE

PAGE = (Path(__file__).parents[2] / "docs" / "formats.md").read_text(encoding="utf-8")
START = PAGE.index("## Sessions, votes and declarations for other programs")
ABOUT = PAGE[START : PAGE.index("\n## ", START + 1)]
ROW = re.compile(r"^\| [^|]+ \| `(/[^`]+)` \| `([^`]+)` \|", re.MULTILINE)


def addresses(declared) -> dict[str, str]:
    """Each address on the page with the media type it names, in a house where it leads somewhere."""
    vote, slug = declared.votes()[0]["id"], declared.declaration["slug"]
    names = {"/sessions/<slug>": f"/sessions/{declared.slug}", "/votes/<id>": f"/votes/{vote}"}
    names["/declarations/<slug>"] = f"/declarations/{slug}"
    found = {}
    for path, kind in ROW.findall(ABOUT):
        start = next((each for each in names if path.startswith(each)), "")
        found[names.get(start, "") + path.removeprefix(start)] = kind
    return found


def test_every_address_answers_with_its_media_type(declared):
    said = addresses(declared)
    assert len(said) == 9
    client = declared.browser()
    assert {path: client.get(path).mimetype for path in said} == said


def test_every_address_of_the_room_is_on_the_page(declared):
    rules = {str(rule.rule) for rule in declared.app.url_map.iter_rules() if rule.endpoint.startswith("formats.")}
    said = {path.replace("<id>", "<vote_id>") for path, _ in ROW.findall(ABOUT)}
    assert said == rules


def test_example_of_a_quorum_is_that_of_such_a_vote(declared):
    (block,) = re.findall(r"```xml\n(.*?)```", ABOUT, re.DOTALL)
    example = etree.fromstring(block, etree.XMLParser(remove_blank_text=True))
    root = etree.fromstring(declared.browser().get(f"/sessions/{declared.slug}/debate.akn.xml").data)
    found = next(
        each for each in root.iter(f"{{{NAMESPACE}}}quorumVerification") if each.get("eId") == example.get("eId")
    )
    assert [(node.tag, dict(node.attrib)) for node in found.iter()] == [
        (node.tag, dict(node.attrib)) for node in example.iter()
    ]
