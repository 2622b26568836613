"""A declaration as a `statement` in Akoma Ntoso 3.0: the text in force with the vote that adopted it, and its life so far.

Made of the published document and, if it is given, of what became of it since. Every amendment that brought words is named
as a modification of the paragraphs it is in; counts and quorum stand where the schema has a place for them.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Any, Final, cast

from parliament.documents.akoma_names import COUNTRY, element_ids, expression, work_of_declaration
from parliament.documents.akoma_nodes import HOUSE, Node, concept, element, file_of, identification, organization
from parliament.documents.akoma_text import CONCEPTS, main_body, preamble
from parliament.texts import TITLE, Paragraph, Text
from parliament.texts.outline import Section
from parliament.texts.text import Addressee

Json = dict[str, Any]

_OFFICES: Final = {"chair": "the chair", "secretariat": "the secretariat"}
_COUNTED: Final = {
    "yes": "in favour",
    "no": "against",
    "abstain": "abstaining",
    "not_voting": "present and not voting",
    "absent": "absent",
}


def declaration_statement(document: Json, life: Json | None = None) -> bytes:
    """The text in force as published. `document` is that of the version in force, `life` what the record says since."""
    text = text_of(document)
    ids = element_ids(text)
    adopted, published = (datetime.fromisoformat(document[name]) for name in ("adopted_at", "published_at"))
    work = work_of_declaration(document["number"], f"{adopted:%Y-%m-%d}")
    address = work, expression(work, text.language, f"{published:%Y-%m-%d}")
    status = str(life["status"]) if life else "published"
    meta = element(
        "meta",
        identification(
            address, adopted, text.language, ("FRBRsubtype", "declaration"), document["number"], "#parliament"
        ),
        element(
            "publication", date=f"{published:%Y-%m-%d}", name="record", showAs=HOUSE, number=str(document["number"])
        ),
        _lifecycle(document, life),
        _workflow(document),
        element("analysis", *_passive(document, ids), _voting(document["vote"]), source="#parliament"),
        element("references", *_references(document, text, status), source="#parliament"),
    )
    preface = element(
        "preface",
        element("p", element("docTitle", text.title, eId="title")),
        element("p", element("docNumber", str(document["number"]))),
        element("p", element("docDate", f"{adopted:%Y-%m-%d}", date=f"{adopted:%Y-%m-%d}")),
        element("p", element("docStatus", status.replace("_", " "), refersTo=f"#status_{status}")),
    )
    body = element("statement", meta, preface, *preamble(text, ids), main_body(text, ids), name="declaration")
    body.set("contains", "singleVersion")
    return file_of(body, text.language)


def text_of(document: Json) -> Text:
    """The text a document prints. What a paragraph hangs under follows from its depth and those before it."""
    said, above, rows = document["text"], list[str](), list[Paragraph]()
    for row in said["paragraphs"]:
        depth = int(row["depth"])
        parent = above[depth - 1] if depth else None
        above[depth:] = [row["id"]]
        section, addressee = cast(Section, row["section"]), cast(Addressee, row["addressee"])
        rows.append(Paragraph(row["id"], section, parent, row["text"], addressee))
    return Text(said["language"], said["title"], tuple(rows))


def _lifecycle(document: Json, life: Json | None) -> Node:
    """When it came to be, and when a corrected version took its place or it was withdrawn."""
    events = [("generation", document["adopted_at"])]
    if life:
        events += [("amendment", each["published_at"]) for each in life["versions"][1:]]
        events += [("repeal", life["withdrawn"]["at"])] if life["withdrawn"] else []
    rows = [
        element("eventRef", eId=f"event_{at}", date=date[:10], source="#parliament", type=kind)
        for at, (kind, date) in enumerate(events, 1)
    ]
    return element("lifecycle", *rows, source="#parliament")


def _workflow(document: Json) -> Node:
    """Adopted, certified by two persons, published."""
    steps = [("#parliament", "#step_adopted", document["adopted_at"])]
    steps += [(f"#office_{row['office']}", "#step_certified", row["at"]) for row in document["certifications"]]
    steps += [("#parliament", "#step_published", document["published_at"])]
    rows = [element("step", date=at[:10], by=by, outcome=what) for by, what, at in steps]
    return element("workflow", *rows, source="#parliament")


def _passive(document: Json, ids: dict[str, str]) -> list[Node]:
    """One modification for each amendment and paragraph it brought words to; of the title too."""
    submitted = {row["number"]: row["submitted_at"][:10] for row in document["amendments"]}
    said = document["text"]
    places = [(TITLE, said["title_amended_by"])] + [(row["id"], row["amended_by"]) for row in said["paragraphs"]]
    found = [
        element(
            "textualMod",
            element("source", href=_amendment(document, number, submitted[number])),
            element("destination", href=f"#{ids[pid]}"),
            type="substitution",
        )
        for pid, numbers in places
        for number in numbers
    ]
    for at, each in enumerate(found, 1):
        each.set("eId", f"pmod_{at}")
    return [element("passiveModifications", *found)] if found else []


def _amendment(document: Json, number: int, day: str) -> str:
    motion = f"{document['session']['slug']}-{document['motion']['number']}"
    return f"/akn/{COUNTRY}/amendment/{day}/{motion}-amendment-{number}"


def _voting(vote: Json) -> Node:
    """The vote on the whole text: how many were there, and what each choice received."""
    counts = [
        element("count", eId=f"voting_1__count_{name}", value=str(vote["tally"][name]), refersTo=f"#{name}")
        for name in _COUNTED
    ]
    present = element("count", eId="quorumverification_1__count_1", value=str(vote["present"]))
    verified = element("quorumVerification", present, eId="quorumverification_1")
    outcome = f"#outcome_{vote['outcome']}"
    return element("parliamentary", verified, element("voting", *counts, eId="voting_1", outcome=outcome))


def _references(document: Json, text: Text, status: str) -> Iterable[Node]:
    yield organization("parliament", "parliament-of-mayors", HOUSE)
    for row in document["sponsors"]:
        yield organization(
            f"sponsor_{row['slug'] or row['seat']}", row["slug"] or row["seat"], row["city"] or row["seat"]
        )
    for office in sorted({row["office"] for row in document["certifications"]}):
        href = f"/ontology/role/{COUNTRY}/{office}"
        yield element("TLCRole", eId=f"office_{office}", href=href, showAs=_OFFICES.get(office, office))
    for word in ("adopted", "certified", "published"):
        yield concept(f"step_{word}", word)
    for addressee in sorted({p.addressee for p in text.paragraphs if p.addressee}):
        yield concept(addressee, CONCEPTS[addressee])
    for name, words in _COUNTED.items():
        yield concept(name, words)
    yield concept(f"outcome_{document['vote']['outcome']}", str(document["vote"]["outcome"]))
    yield concept(f"status_{status}", status.replace("_", " "))
