"""A text in Akoma Ntoso: its recitals and its paragraphs under the numbers that are printed."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from parliament.documents.akoma_names import level
from parliament.documents.akoma_nodes import Node, element
from parliament.texts import Text, as_printed
from parliament.texts.labels import numbers

# Who a paragraph addresses, as concepts; the words are English, like every name of a concept here.
CONCEPTS: Final = {
    "we_commit": "ourselves",
    "governments": "governments",
    "institutions": "international institutions",
}


def preamble(text: Text, ids: dict[str, str]) -> list[Node]:
    """The recitals, if there are any; `ids` are the eIds of the paragraphs."""
    words = {p.id: p.text for p in as_printed(text)}
    rows = text.outline.children["preamble"]
    if not rows:
        return []

    def below(pid: str, number: str) -> Iterable[Node]:
        yield element("num", number)
        yield element("p", words[pid])
        items = [element("item", *below(c, labels[c]), eId=ids[c]) for c in text.outline.children[pid]]
        if items:
            yield element("blockList", *items, eId=f"{ids[pid]}__list_1")

    labels = _last_numbers(text)
    recitals = [element("recital", *below(pid, labels[pid]), eId=ids[pid]) for pid in rows]
    return [element("preamble", element("recitals", *recitals, eId="recitals_1"))]


def main_body(text: Text, ids: dict[str, str]) -> Node:
    """The operative part, and the annex after it."""
    words, labels = {p.id: p.text for p in as_printed(text)}, _last_numbers(text)

    def paragraph(pid: str) -> Node:
        p, below = text.by_id[pid], text.outline.children[pid]
        node = element(level(text.outline.depth(pid)), element("num", labels[pid]), eId=ids[pid])
        node.append(element("intro" if below else "content", element("p", words[pid])))
        node.extend(paragraph(child) for child in below)
        if p.addressee:
            node.set("refersTo", f"#{p.addressee}")
        return node

    found = [paragraph(pid) for pid in text.outline.children["operative"]]
    annex = [paragraph(pid) for pid in text.outline.children["annex"]]
    if annex:
        found.append(element("hcontainer", *annex, eId="hcontainer_1", name="annex"))
    return element("mainBody", *(found or [element("p")]))


def _last_numbers(text: Text) -> dict[str, str]:
    """The last part of each number, as it stands before the paragraph."""
    found = {p.id: number.split(" ")[-1] for p, number in zip(text.paragraphs, numbers(text), strict=True)}
    return {pid: f"{number}." if number.isdigit() else number for pid, number in found.items()}
