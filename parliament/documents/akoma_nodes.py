"""The elements that every document in Akoma Ntoso is made of: nodes with text, identification, what it refers to.

Words of users only ever become text of nodes.
"""

from __future__ import annotations

from datetime import datetime
from typing import Any, Final

from lxml import etree

from parliament.documents.akoma_names import COUNTRY, three_letters
from parliament.documents.script import for_xml

NAMESPACE: Final = "http://docs.oasis-open.org/legaldocml/ns/akn/3.0"
MEDIA_TYPE: Final = "application/akn+xml"
XML: Final = "{http://www.w3.org/XML/1998/namespace}"
HOUSE: Final = "Parliament of Mayors"

# An element of lxml, which comes without types.
Node = Any


def element(tag: str, *inside: Node | str, **attributes: str) -> Node:
    """An element with text and elements in it, in order."""
    node = etree.Element(f"{{{NAMESPACE}}}{tag}", {key: for_xml(value) for key, value in attributes.items()})
    for part in inside:
        if not isinstance(part, str):
            node.append(part)
        elif len(node):
            node[-1].tail = (node[-1].tail or "") + for_xml(part)
        else:
            node.text = (node.text or "") + for_xml(part)
    return node


def file_of(body: Node, language: str) -> bytes:
    """The whole document in UTF-8; the same nodes, the same bytes."""
    root = etree.Element(f"{{{NAMESPACE}}}akomaNtoso", nsmap={None: NAMESPACE})
    for part in body[1:]:  # everything but the metadata; the schema has no place for it further up
        part.set(f"{XML}lang", language)
    root.append(body)
    return bytes(etree.tostring(root, xml_declaration=True, encoding="UTF-8"))


def identification(
    address: tuple[str, str],
    at: datetime,
    language: str,
    also: tuple[str, str] | None,
    number: int | None,
    author: str = "#mover",
) -> Node:
    """Work, expression and manifestation; the order of what they hold is fixed by the schema."""

    def said(address: str, what: str) -> list[Node]:
        date = element("FRBRdate", date=f"{at:%Y-%m-%d}", name=what)
        this = element("FRBRthis", value=f"{address}/!main"), element("FRBRuri", value=address)
        return [*this, date, element("FRBRauthor", href=author if what == "work" else "#parliament")]

    work, found = address
    more = [element("FRBRcountry", value=COUNTRY)]
    more += [element(also[0], value=also[1])] if also else []
    more += [element("FRBRnumber", value=str(number))] if number else []
    tongue = element("FRBRlanguage", language=three_letters(language))
    return element(
        "identification",
        element("FRBRWork", *said(work, "work"), *more),
        element("FRBRExpression", *said(found, "expression"), tongue),
        element("FRBRManifestation", *said(f"{found}.akn", "manifestation"), element("FRBRformat", value=MEDIA_TYPE)),
        source="#parliament",
    )


def organizations(seat: str, city: str) -> list[Node]:
    """The house, and the city that brought the matter."""
    return [organization("parliament", "parliament-of-mayors", HOUSE), organization("mover", seat, city or seat)]


def organization(eid: str, name: str, words: str) -> Node:
    """A body that does something in a document, or a city by its seat."""
    return element("TLCOrganization", eId=eid, href=f"/ontology/organization/{COUNTRY}/{name}", showAs=words)


def concept(eid: str, words: str) -> Node:
    """A status, a kind, an addressee: what an attribute refers to."""
    return element("TLCConcept", eId=eid, href=f"/ontology/concept/{COUNTRY}/{eid}", showAs=words)
