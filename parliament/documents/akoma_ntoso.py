"""Akoma Ntoso 3.0 (OASIS LegalDocML): a motion as `statement`, an amendment, the list of amendments.

Beyond the schema: every `#reference` leads to an eId of the same file, eIds follow the printed numbers, and there is one
modification for each operation. Words of users only ever become text of nodes.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from string import Formatter
from typing import Final

from parliament.documents.akoma_names import (
    element_ids,
    expression,
    published_text,
    work_of,
    work_of_amendment,
    work_of_list,
)
from parliament.documents.akoma_nodes import (
    MEDIA_TYPE,
    NAMESPACE,
    XML,
    Node,
    concept,
    element,
    file_of,
    identification,
    organizations,
)
from parliament.documents.akoma_text import CONCEPTS, main_body, preamble
from parliament.documents.dossier import Amending, Dossier
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
    payload,
    say,
    sentences,
)
from parliament.texts.apply import new_ids
from parliament.texts.payload import operation_of

__all__ = ["MEDIA_TYPE", "NAMESPACE", "amendment", "amendment_list", "statement"]

_QUOTES: Final = {"startQuote": "“", "endQuote": "”"}


def statement(dossier: Dossier) -> bytes:
    """The text in force of a motion, with a passive modification for every operation that is in it."""
    text, day = dossier.corrected.text, f"{dossier.dated_at:%Y-%m-%d}"
    ids = element_ids(text)
    address = work_of(dossier), expression(work_of(dossier), text.language, day, "!amended" if dossier.in_force else "")
    addressees = sorted({p.addressee for p in text.paragraphs if p.addressee})
    meta = element(
        "meta",
        identification(address, dossier.dated_at, text.language, ("FRBRsubtype", "motion"), dossier.number),
        element(
            "lifecycle", element("eventRef", date=day, source="#original", type="generation"), source="#parliament"
        ),
        *_passive(dossier, ids),
        element(
            "references",
            element("original", eId="original", href=published_text(dossier), showAs=dossier.base.title),
            *organizations(dossier.seat, dossier.city),
            *(concept(each, CONCEPTS[each]) for each in addressees),
            source="#parliament",
        ),
    )
    preface = element(
        "preface",
        element("p", element("docTitle", text.title, eId="title")),
        *(element("p", element("docNumber", str(n))) for n in [dossier.number] if n),
    )
    body = element("statement", meta, preface, *preamble(text, ids), main_body(text, ids), name="motion")
    body.set("contains", "singleVersion" if dossier.in_force else "originalVersion")
    return file_of(body, text.language)


def amendment(dossier: Dossier, number: int) -> bytes:
    """One amendment: its operations as modifications of the text it is on, its sentences with the words quoted in them."""
    it, day = dossier.by_number[number], f"{dossier.by_number[number].submitted_at:%Y-%m-%d}"
    work = work_of_amendment(dossier, it)
    parent = dossier.by_number.get(it.parent or 0)
    affected = work_of_amendment(dossier, parent) if parent else published_text(dossier)
    status = f"fate_{it.fate.state}"
    mods = [_mod(it, op, at) for at, op in enumerate(it.ops, 1)]
    meta = element(
        "meta",
        identification((work, expression(work, it.of.language, day)), it.submitted_at, it.of.language, None, number),
        element(
            "analysis",
            element("activeModifications", *_active(dossier.base, it, parent, affected, mods)),
            source="#parliament",
        ),
        element(
            "references",
            *organizations(it.seat, it.city),
            concept(status, it.fate.state.replace("_", " ")),
            source="#parliament",
        ),
    )
    preface = element(
        "preface",
        element("p", element("docNumber", str(number))),
        element("p", element("affectedDocument", dossier.base.title, href=affected)),
        element("p", element("docProponent", it.city, refersTo="#mover")),
        element("p", element("docStatus", it.fate.state.replace("_", " "), refersTo=f"#{status}")),
    )
    content = element("amendmentContent", *(element("p", mod) for mod in mods), eId="content_1")
    reasons = (
        [element("amendmentJustification", element("p", it.justification), eId="just_1")] if it.justification else []
    )
    body = element("amendmentBody", content, *reasons)
    return file_of(element("amendment", meta, preface, body, name="amendment"), it.of.language)


def amendment_list(dossier: Dossier) -> bytes:
    """The amendments of a motion in the order of their numbers, each by its address; at least one is needed."""
    language, work = dossier.base.language, work_of_list(dossier)
    address = work, expression(work, language, f"{dossier.dated_at:%Y-%m-%d}")
    meta = element(
        "meta",
        identification(address, dossier.dated_at, language, None, dossier.number),
        element("references", *organizations(dossier.seat, dossier.city), source="#parliament"),
    )
    rows = [
        element(
            "component",
            element("documentRef", href=work_of_amendment(dossier, each), showAs=str(each.number)),
            eId=f"comp_{each.number}",
        )
        for each in dossier.amendments
    ]
    title = element("preface", element("p", element("docTitle", dossier.base.title)))
    return file_of(element("amendmentList", meta, title, element("collectionBody", *rows), name="amendments"), language)


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
            destinations = [element("destination", href=place) for place in places]
            eid = f"pmod_{len(found) + 1}"
            found.append(element("textualMod", element("source", href=address), *destinations, eId=eid, type=_kind(op)))

    for number, ops in dossier.in_force.items():
        note(number, ops)
    if not found:
        return []
    return [element("analysis", element("passiveModifications", *found), source="#parliament")]


def _active(base: Text, it: Amending, parent: Amending | None, affected: str, mods: list[Node]) -> Iterable[Node]:
    """One modification for each operation, from the `mod` that says it to the paragraph it is at."""
    ids = element_ids(it.of)
    if parent is not None:  # what a sub-amendment is on stands in its parent, in the modification that brings it
        is_same = payload(base, parent.ops) == it.of
        ids = {p.id: f"mod_{operation_of(p.id) + 1}" for p in it.of.paragraphs} if is_same else {}
    for at, (op, mod) in enumerate(zip(it.ops, mods, strict=True), 1):
        eid = ids.get(_place(op))
        quoted = [(node.get("eId"), node.get("class")) for node in mod.iter(f"{{{NAMESPACE}}}quotedText")]
        yield element(
            "textualMod",
            element("source", href=f"#mod_{at}"),
            element("destination", href=f"{affected}#{eid}" if eid else affected),
            *(element("old", href=f"#{ref}") for ref, what in quoted if what == "old"),
            *(element("new", href=f"#{ref}") for ref, what in quoted if what == "new"),
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
            quoted = element("quotedText", part, eId=f"mod_{at}__qtext_{count}", **_QUOTES)
            quoted.set("class", name)
            quoted.set(f"{XML}lang", it.of.language)
            parts.append(quoted)
    mod = element("mod", *parts, eId=f"mod_{at}")
    mod.set(f"{XML}lang", "en")
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
