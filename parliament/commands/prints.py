"""A declaration on paper: its document, its life and its pictures, brought together for the press."""

from collections.abc import Sequence

import structlog

from parliament.commands.house import Tx
from parliament.documents.declaration_blocks import CHOICES, Picture
from parliament.documents.declaration_pdf import IN_ENGLISH, declaration_in_print
from parliament.documents.press import MEDIA_TYPE, NotPrintable
from parliament.documents.reader import Reader
from parliament.record.entries import DeclarationPrinted, Json
from parliament.results.colours import coloured
from parliament.results.hemicycle import SeatMark, hemicycle
from parliament.rules.refusals import N_
from parliament.store.tables import Declaration, Print

logger = structlog.get_logger("parliament.prints")

# Those who agree sit together, then those who are between, then those who do not; whoever said nothing comes last.
BENCHES = ("yes", "abstain", "no", "not_voting", "absent")


def print_of(document: Json, document_hash: str, *, life: Json | None = None, to: Reader = IN_ENGLISH) -> bytes:
    """The PDF of a declaration for this reader, with what became of it."""
    return declaration_in_print(document, document_hash, life=life, pictures=pictures_of(document, to), to=to)


def print_for_ever(document: Json, document_hash: str) -> bytes:
    """The PDF that is kept at publication. Raises `NotPrintable`, also where the machine has no font for its script."""
    pictures = pictures_of(document, IN_ENGLISH)
    return declaration_in_print(document, document_hash, pictures=pictures, is_for_ever=True)


def keep_print(tx: Tx, declaration: Declaration, document: Json) -> None:
    """Keep the PDF of what is about to be published: right before the entry that publishes it, so that bundles hold it.

    A text that this machine has no font for is published all the same, and nothing is said to have been printed.
    """
    try:
        content = print_for_ever(document, declaration.document_hash)
    except NotPrintable:
        logger.exception("a declaration could not be printed", declaration=declaration.id)
        return
    row = Print(
        declaration_id=declaration.id,
        document=declaration.document_hash,
        language=IN_ENGLISH.language,
        pdf_hash=tx.annex(content, MEDIA_TYPE),
        at=tx.now,
    )
    tx.db.add(row)
    said = {"document": row.document, "language": row.language, "pdf_hash": row.pdf_hash}
    tx.record(DeclarationPrinted(declaration=declaration.id, **said), declaration.plenary_id)


def pictures_of(document: Json, to: Reader) -> Sequence[Picture]:
    """The hemicycle of the vote, if it left names."""
    rows = [row for bench in BENCHES for row in document["vote"]["roll_call"] if row["choice"] == bench]
    if not rows:
        return ()
    tally = document["vote"]["tally"]
    counts = to.listed(*(f"{to.word(choice)}: {to.number(tally[choice])}" for choice in CHOICES))
    words = to.words(N_("How the seats voted. %(counts)s"), counts=counts)
    drawn = hemicycle([SeatMark("", "", row["choice"]) for row in rows], "")
    return (Picture(coloured(drawn), words),)
