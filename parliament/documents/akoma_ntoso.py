"""Akoma Ntoso 3.0 (OASIS LegalDocML): a motion as `statement`, an amendment, the list of amendments.

Beyond the schema: every `#reference` leads to an eId of the same file, eIds follow the printed numbers, and there is one
modification for each operation. Words of users only ever become text of nodes.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import datetime
from string import Formatter
from typing import Any, Final

from lxml import etree

from parliament.documents.akoma_names import (
    COUNTRY,
    element_ids,
    expression,
    level,
    published_text,
    three_letters,
    work_of,
    work_of_amendment,
    work_of_list,
)
from parliament.documents.dossier import Amending, Dossier
from parliament.documents.script import for_xml
from parliament.texts import (
    Delete,
    Insert,
    Move,
    Op,
    Ops,
    Phrase,
    Readdress,
    Replace,
    Splice,
    Text,
    as_printed,
    payload,
    say,
    sentences,
)
from parliament.texts.apply import new_ids
from parliament.texts.labels import numbers
from parliament.texts.payload import operation_of

NAMESPACE: Final = "http://docs.oasis-open.org/legaldocml/ns/akn/3.0"
MEDIA_TYPE: Final = "application/akn+xml"
_XML: Final = "{http://www.w3.org/XML/1998/namespace}"
_HOUSE: Final = "Parliament of Mayors"
# Who a paragraph addresses, as concepts; the words are English, like every name of a concept here.
_CONCEPTS: Final = {
    "we_commit": "ourselves",
    "governments": "governments",
    "institutions": "international institutions",
}
_QUOTES: Final = {"startQuote": "“", "endQuote": "”"}

# An element of lxml, which comes without types.
Node = Any


def statement(dossier: Dossier) -> bytes:
    """The text in force of a motion, with a passive modification for every operation that is in it."""
    text, day = dossier.corrected.text, f"{dossier.dated_at:%Y-%m-%d}"
    ids = element_ids(text)
    address = work_of(dossier), expression(work_of(dossier), text.language, day, "!amended" if dossier.in_force else "")
    addressees = sorted({p.addressee for p in text.paragraphs if p.addressee})
    meta = _node(
        "meta",
        _identification(address, dossier.dated_at, text.language, ("FRBRsubtype", "motion"), dossier.number),
        _node("lifecycle", _node("eventRef", date=day, source="#original", type="generation"), source="#parliament"),
        *_passive(dossier, ids),
        _node(
            "references",
            _node("original", eId="original", href=published_text(dossier), showAs=dossier.base.title),
            *_organizations(dossier.seat, dossier.city),
            *(_concept(each, _CONCEPTS[each]) for each in addressees),
            source="#parliament",
        ),
    )
    preface = _node(
        "preface",
        _node("p", _node("docTitle", text.title, eId="title")),
        *(_node("p", _node("docNumber", str(n))) for n in [dossier.number] if n),
    )
    body = _node("statement", meta, preface, *_preamble(text, ids), _main(text, ids), name="motion")
    body.set("contains", "singleVersion" if dossier.in_force else "originalVersion")
    return _file(body, text.language)


def amendment(dossier: Dossier, number: int) -> bytes:
    """One amendment: its operations as modifications of the text it is on, its sentences with the words quoted in them."""
    it, day = dossier.by_number[number], f"{dossier.by_number[number].submitted_at:%Y-%m-%d}"
    work = work_of_amendment(dossier, it)
    parent = dossier.by_number.get(it.parent or 0)
    affected = work_of_amendment(dossier, parent) if parent else published_text(dossier)
    status = f"fate_{it.fate.state}"
    mods = [_mod(it, op, at) for at, op in enumerate(it.ops, 1)]
    meta = _node(
        "meta",
        _identification((work, expression(work, it.of.language, day)), it.submitted_at, it.of.language, None, number),
        _node(
            "analysis",
            _node("activeModifications", *_active(dossier.base, it, parent, affected, mods)),
            source="#parliament",
        ),
        _node(
            "references",
            *_organizations(it.seat, it.city),
            _concept(status, it.fate.state.replace("_", " ")),
            source="#parliament",
        ),
    )
    preface = _node(
        "preface",
        _node("p", _node("docNumber", str(number))),
        _node("p", _node("affectedDocument", dossier.base.title, href=affected)),
        _node("p", _node("docProponent", it.city, refersTo="#mover")),
        _node("p", _node("docStatus", it.fate.state.replace("_", " "), refersTo=f"#{status}")),
    )
    content = _node("amendmentContent", *(_node("p", mod) for mod in mods), eId="content_1")
    reasons = [_node("amendmentJustification", _node("p", it.justification), eId="just_1")] if it.justification else []
    body = _node("amendmentBody", content, *reasons)
    return _file(_node("amendment", meta, preface, body, name="amendment"), it.of.language)


def amendment_list(dossier: Dossier) -> bytes:
    """The amendments of a motion in the order of their numbers, each by its address; at least one is needed."""
    language, work = dossier.base.language, work_of_list(dossier)
    address = work, expression(work, language, f"{dossier.dated_at:%Y-%m-%d}")
    meta = _node(
        "meta",
        _identification(address, dossier.dated_at, language, None, dossier.number),
        _node("references", *_organizations(dossier.seat, dossier.city), source="#parliament"),
    )
    rows = [
        _node(
            "component",
            _node("documentRef", href=work_of_amendment(dossier, each), showAs=str(each.number)),
            eId=f"comp_{each.number}",
        )
        for each in dossier.amendments
    ]
    title = _node("preface", _node("p", _node("docTitle", dossier.base.title)))
    return _file(_node("amendmentList", meta, title, _node("collectionBody", *rows), name="amendments"), language)


def _node(tag: str, *inside: Node | str, **attributes: str) -> Node:
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


def _file(body: Node, language: str) -> bytes:
    root = etree.Element(f"{{{NAMESPACE}}}akomaNtoso", nsmap={None: NAMESPACE})
    for part in body[1:]:  # everything but the metadata; the schema has no place for it further up
        part.set(f"{_XML}lang", language)
    root.append(body)
    return bytes(etree.tostring(root, xml_declaration=True, encoding="UTF-8"))


def _identification(
    address: tuple[str, str], at: datetime, language: str, also: tuple[str, str] | None, number: int | None
) -> Node:
    """Work, expression and manifestation; the order of what they hold is fixed by the schema."""

    def said(address: str, what: str) -> list[Node]:
        date = _node("FRBRdate", date=f"{at:%Y-%m-%d}", name=what)
        this = _node("FRBRthis", value=f"{address}/!main"), _node("FRBRuri", value=address)
        return [*this, date, _node("FRBRauthor", href="#mover" if what == "work" else "#parliament")]

    work, found = address
    more = [_node("FRBRcountry", value=COUNTRY)]
    more += [_node(also[0], value=also[1])] if also else []
    more += [_node("FRBRnumber", value=str(number))] if number else []
    tongue = _node("FRBRlanguage", language=three_letters(language))
    return _node(
        "identification",
        _node("FRBRWork", *said(work, "work"), *more),
        _node("FRBRExpression", *said(found, "expression"), tongue),
        _node("FRBRManifestation", *said(f"{found}.akn", "manifestation"), _node("FRBRformat", value=MEDIA_TYPE)),
        source="#parliament",
    )


def _organizations(seat: str, city: str) -> list[Node]:
    house, mover = (f"/ontology/organization/{COUNTRY}/{name}" for name in ("parliament-of-mayors", seat))
    return [
        _node("TLCOrganization", eId="parliament", href=house, showAs=_HOUSE),
        _node("TLCOrganization", eId="mover", href=mover, showAs=city or seat),
    ]


def _concept(eid: str, words: str) -> Node:
    return _node("TLCConcept", eId=eid, href=f"/ontology/concept/{COUNTRY}/{eid}", showAs=words)


def _preamble(text: Text, ids: dict[str, str]) -> list[Node]:
    words = {p.id: p.text for p in as_printed(text)}
    rows = text.outline.children["preamble"]
    if not rows:
        return []

    def below(pid: str, number: str) -> Iterable[Node]:
        yield _node("num", number)
        yield _node("p", words[pid])
        items = [_node("item", *below(c, labels[c]), eId=ids[c]) for c in text.outline.children[pid]]
        if items:
            yield _node("blockList", *items, eId=f"{ids[pid]}__list_1")

    labels = _last_numbers(text)
    recitals = [_node("recital", *below(pid, labels[pid]), eId=ids[pid]) for pid in rows]
    return [_node("preamble", _node("recitals", *recitals, eId="recitals_1"))]


def _main(text: Text, ids: dict[str, str]) -> Node:
    words, labels = {p.id: p.text for p in as_printed(text)}, _last_numbers(text)

    def paragraph(pid: str) -> Node:
        p, below = text.by_id[pid], text.outline.children[pid]
        node = _node(level(text.outline.depth(pid)), _node("num", labels[pid]), eId=ids[pid])
        node.append(_node("intro" if below else "content", _node("p", words[pid])))
        node.extend(paragraph(child) for child in below)
        if p.addressee:
            node.set("refersTo", f"#{p.addressee}")
        return node

    found = [paragraph(pid) for pid in text.outline.children["operative"]]
    annex = [paragraph(pid) for pid in text.outline.children["annex"]]
    if annex:
        found.append(_node("hcontainer", *annex, eId="hcontainer_1", name="annex"))
    return _node("mainBody", *(found or [_node("p")]))


def _last_numbers(text: Text) -> dict[str, str]:
    """The last part of each number, as it stands before the paragraph."""
    found = {p.id: number.split(" ")[-1] for p, number in zip(text.paragraphs, numbers(text), strict=True)}
    return {pid: f"{number}." if number.isdigit() else number for pid, number in found.items()}


def _kind(op: Op) -> str:
    """Which of the schema's kinds of textual modification an operation is; a move has none of its own."""
    if isinstance(op, Splice):
        return "substitution" if op.old and op.new else "insertion" if op.new else "repeal"
    kinds: dict[type, str] = {
        Delete: "repeal",
        Replace: "replacement",
        Insert: "insertion",
        Move: "renumbering",
        Readdress: "substitution",
    }
    return kinds[type(op)]


def _place(op: Op) -> str:
    """The paragraph of the base that an operation is at, or what its place is under; "" for a whole section."""
    if isinstance(op, Insert):
        return op.place.after or op.place.parent
    return op.pid


def _passive(dossier: Dossier, ids: dict[str, str]) -> list[Node]:
    base, published = element_ids(dossier.base), published_text(dossier)
    found: list[Node] = []

    def note(number: int, ops: Ops) -> None:
        address = work_of_amendment(dossier, dossier.by_number[number])
        fresh = new_ids(ops, dossier.by_number[number].name)
        for at, op in enumerate(ops):
            there = [ids[pid] for pid in fresh.get(at, (_place(op),)) if pid in ids]
            old = base.get(_place(op))
            # What is gone from this text is named where it was, in the text as published.
            places = [f"#{eid}" for eid in there] or [f"{published}#{old}" if old else published]
            destinations = [_node("destination", href=place) for place in places]
            eid = f"pmod_{len(found) + 1}"
            found.append(_node("textualMod", _node("source", href=address), *destinations, eId=eid, type=_kind(op)))

    for number, ops in dossier.in_force.items():
        note(number, ops)
    if not found:
        return []
    return [_node("analysis", _node("passiveModifications", *found), source="#parliament")]


def _active(base: Text, it: Amending, parent: Amending | None, affected: str, mods: list[Node]) -> Iterable[Node]:
    """One modification for each operation, from the `mod` that says it to the paragraph it is at."""
    ids = element_ids(it.of)
    if parent is not None:  # what a sub-amendment is on stands in its parent, in the modification that brings it
        is_same = payload(base, parent.ops) == it.of
        ids = {p.id: f"mod_{operation_of(p.id) + 1}" for p in it.of.paragraphs} if is_same else {}
    for at, (op, mod) in enumerate(zip(it.ops, mods, strict=True), 1):
        eid = ids.get(_place(op))
        quoted = [(node.get("eId"), node.get("class")) for node in mod.iter(f"{{{NAMESPACE}}}quotedText")]
        yield _node(
            "textualMod",
            _node("source", href=f"#mod_{at}"),
            _node("destination", href=f"{affected}#{eid}" if eid else affected),
            *(_node("old", href=f"#{ref}") for ref, what in quoted if what == "old"),
            *(_node("new", href=f"#{ref}") for ref, what in quoted if what == "new"),
            eId=f"amod_{at}",
            type=_kind(op),
        )


def _mod(it: Amending, op: Op, at: int) -> Node:
    """An operation as its sentence, in English, with the words it takes and brings as quotations."""
    parts: list[Node | str] = []
    count = 0
    for phrase in sentences(it.of, [op]):
        if parts:
            parts.append(" ")
        for part, name in _pieces(phrase):
            if name is None:
                parts.append(part)
                continue
            count += 1
            quoted = _node("quotedText", part, eId=f"mod_{at}__qtext_{count}", **_QUOTES)
            quoted.set("class", name)
            quoted.set(f"{_XML}lang", it.of.language)
            parts.append(quoted)
    mod = _node("mod", *parts, eId=f"mod_{at}")
    mod.set(f"{_XML}lang", "en")
    return mod


def _pieces(phrase: Phrase, translate: Callable[[str], str] = str) -> Iterable[tuple[str, str | None]]:
    """A sentence cut at the words it quotes: (words, "old" or "new") for those, (text, None) for what is between."""
    is_quoted = False
    for literal, field, _, _ in Formatter().parse(translate(phrase.template)):
        # The quotation marks of the template become attributes of the quotation.
        text = literal.removeprefix("”") if is_quoted else literal
        is_quoted = field in ("old", "new") and isinstance(phrase.params[field], str)
        if field is None:
            yield text, None
        elif is_quoted:
            yield text.removesuffix("“"), None
            yield str(phrase.params[field]), field
        else:
            said = phrase.params[field]
            yield text + (say(said, translate) if isinstance(said, Phrase) else str(said)), None
