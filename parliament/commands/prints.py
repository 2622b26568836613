"""A declaration on paper: its document, its life and its pictures, brought together for the press."""

from collections.abc import Mapping, Sequence

import structlog

from parliament.commands.house import Tx
from parliament.commands.press_room import PRESS_ROOM, beside_the_loop
from parliament.documents.declaration_blocks import CHOICES, Picture
from parliament.documents.declaration_pdf import IN_ENGLISH, declaration_forme
from parliament.documents.press import MEDIA_TYPE, NotPrintable
from parliament.documents.reader import Reader
from parliament.record.entries import DeclarationPrinted, Json
from parliament.results.colours import coloured
from parliament.results.hemicycle import SeatMark, hemicycle
from parliament.results.places import Place
from parliament.results.world_map import CityMark, world_map
from parliament.rules.refusals import N_
from parliament.store.tables import Declaration, Print
from parliament.store.views.places import seat_places
from parliament.store.views.statements import words_on_vote

Places = Mapping[str, Place]
NOWHERE: Places = {}

logger = structlog.get_logger("parliament.prints")

# Those who agree sit together, then those who are between, then those who do not; whoever said nothing comes last.
BENCHES = ("yes", "abstain", "no", "not_voting", "absent")


def print_of(
    document: Json,
    document_hash: str,
    *,
    life: Json | None = None,
    statements: Sequence[Json] = (),
    places: Places = NOWHERE,
    to: Reader = IN_ENGLISH,
) -> bytes:
    """The PDF of a declaration for this reader, with what became of it. Raises `NotPrintable`.

    Refused: too_many_attempts.
    """
    pictures = pictures_of(document, places, to)
    forme = declaration_forme(document, document_hash, life=life, statements=statements, pictures=pictures, to=to)
    return PRESS_ROOM.print_of(forme)


def print_for_ever(
    document: Json, document_hash: str, *, statements: Sequence[Json] = (), places: Places = NOWHERE
) -> bytes:
    """The PDF that is kept at publication. Raises `NotPrintable`, also where the machine has no font for its script.

    Where what a seat handed in cannot be printed, these statements are left out: no seat prevents the print of all.
    """
    pictures = pictures_of(document, places, IN_ENGLISH)
    try:
        return _kept(document, document_hash, pictures, statements)
    except NotPrintable:
        if not statements:
            raise
    return _kept(document, document_hash, pictures)


def _kept(document: Json, document_hash: str, pictures: Sequence[Picture], statements: Sequence[Json] = ()) -> bytes:
    """A print to be kept waits behind no reader's: who publishes holds the session meanwhile."""
    forme = declaration_forme(document, document_hash, statements=statements, pictures=pictures, is_for_ever=True)
    return beside_the_loop(forme)


def keep_print(tx: Tx, declaration: Declaration, document: Json) -> None:
    """Keep the PDF of what is about to be published: right before the entry that publishes it, so that bundles hold it.

    A text that this machine has no font for is published all the same, and nothing is said to have been printed.
    """
    try:
        content = print_for_ever(
            document,
            declaration.document_hash,
            statements=words_on_vote(tx.db, document["vote"]["id"]),
            places=seat_places(tx.db),
        )
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


def pictures_of(document: Json, places: Places, to: Reader) -> Sequence[Picture]:
    """The hemicycle of the vote, if it left names, and the map of those seats whose place is known."""
    rows = [row for bench in BENCHES for row in document["vote"]["roll_call"] if row["choice"] == bench]
    if not rows:
        return ()
    tally = document["vote"]["tally"]
    counts = to.listed(*(f"{to.word(choice)}: {to.number(tally[choice])}" for choice in CHOICES))
    words = to.words(N_("How the seats voted. %(counts)s"), counts=counts)
    drawn = hemicycle([SeatMark("", "", row["choice"]) for row in rows], "")
    pictures = [Picture(coloured(drawn), words)]
    if cities := [_on_map(row, places[row["seat"]]) for row in rows if row["seat"] in places]:
        words = to.words(N_("Where the cities are, and how they voted. The table below says the same."))
        pictures.append(Picture(coloured(world_map(cities, "")), words))
    return pictures


def _on_map(row: Json, place: Place) -> CityMark:
    return CityMark("", "", row["choice"], place.latitude, place.longitude)
