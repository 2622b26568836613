"""A declaration as the lines of a word processor's file: the text as it is printed, and in short how it came about."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal, NamedTuple

from parliament.documents.declaration_blocks import place, standing
from parliament.documents.reader import Reader
from parliament.documents.tracked import ADDRESSEES
from parliament.record.entries import Json
from parliament.texts import N_

Style = Literal["Title", "Warning", "Heading", "Clause", "Addressee", "Said", "Fingerprint"]


class Line(NamedTuple):
    """One paragraph: how it is set, its words and label, and whether they are the house's or those of the text."""

    style: Style
    words: str
    label: str = ""
    depth: int = 0
    is_ours: bool = True


def lines(document: Json, document_hash: str, to: Reader, life: Json | None = None) -> Iterator[Line]:
    """The whole file, from the first line to the last; that it is gone, replaced or corrected before anything else."""
    for block in standing(life, to):
        yield Line(
            "Warning" if block["kind"] == "warning" else "Said", block["words"], is_ours=block["kind"] != "quoted"
        )
    plenary = document["session"]
    number = to.words(N_("Declaration %(number)s"), number=to.number(document["number"]))
    yield Line("Said", " · ".join([to.words(N_("Parliament of Mayors")), number]))
    yield Line("Title", document["title"], is_ours=False)
    adopted = to.instant(document["adopted_at"], plenary["time_zone"])
    yield Line("Said", " · ".join([plenary["title"], to.words(N_("adopted %(time)s"), time=adopted)]))
    for row in document["text"]["paragraphs"]:
        if row["addressee"]:
            yield Line("Addressee", to.words(ADDRESSEES[row["addressee"]]))
        yield Line("Clause", row["printed"], row["label"], row["depth"], is_ours=False)
    yield from _vote(document["vote"], to)
    yield Line("Heading", to.words(N_("Sponsors")))
    yield Line("Said", to.listed(*(place(row) for row in document["sponsors"])))
    yield Line("Heading", to.words(N_("Check it yourself")))
    yield Line("Fingerprint", f"{to.words(N_('Fingerprint of the document'))}: {document_hash}")
    yield Line("Fingerprint", f"{to.words(N_('Fingerprint of the text'))}: {document['text_hash']}")


def _vote(vote: Json, to: Reader) -> Iterator[Line]:
    yield Line("Heading", to.words(N_("Vote %(number)s"), number=vote["number"]))
    yield Line("Said", to.listed(to.read_out(vote["manner"]), to.word(vote["outcome"])))
    counts = (f"{to.word(choice)}: {to.number(vote['tally'][choice])}" for choice in ("yes", "no", "abstain"))
    yield Line("Said", to.listed(*counts))
    for each in vote["explanation"]:
        yield Line("Said", to.read_out(each))
