"""Dossiers for tests: a text with amendments of every kind, as the house would hand them over."""

from datetime import UTC, datetime, timedelta

from parliament.documents.dossier import Amending, Dossier
from parliament.texts import (
    Decision,
    Item,
    Ops,
    Paragraph,
    Readdress,
    Standing,
    Text,
    payload,
    sentences,
)
from tests.texts.drafting import delete, insert, move, words

BEGINNING = datetime(2026, 11, 22, 9, 0, tzinfo=UTC)
EVIL = '#panic("x") $x$ `r` <b>&amp; *s* @ref "] ; \\ </w:t>'
CITIES = ("Freetown", "Medellín", "غزة", EVIL, "Ghent", "Suva")


def heat(language: str = "en", title: str = "On heat") -> Text:
    """A text with all its sections, and paragraphs below paragraphs."""
    rows = (
        Paragraph("p", "preamble", None, "Recalling that heat kills"),
        Paragraph("q", "preamble", "p", "above all the old"),
        Paragraph("a", "operative", None, "We may act every year", "we_commit"),
        Paragraph("b", "operative", None, "Governments pay", "governments"),
        Paragraph("c", "operative", "b", "for shade"),
        Paragraph("d", "operative", "b", "for water"),
        Paragraph("e", "operative", None, "We meet again"),
        Paragraph("z", "annex", None, "The list of wells"),
    )
    return Text(language, title, rows)


def of_every_kind(base: Text) -> dict[int, Item]:
    """One amendment for each kind of operation, one that says evil things, and one to the words of another."""
    evil = insert(base, "z", EVIL, "annex")
    found: dict[int, Ops] = {
        1: words(base, "a", 2, 3, "shall"),
        2: (*delete(base, "e"), *insert(base, "a", "We tell")),
        3: (*move(base, "d", "a", "operative"), Readdress("a", "we_commit", "institutions")),
        4: evil,
        5: (*words(base, "title", 0, 1, "Against"), *delete(base, "c")),
    }
    items = {number: Item(number, ops) for number, ops in found.items()}
    tell = payload(base, found[2])
    return items | {6: Item(6, words(tell, "o1.0", 2, 3, "say"), parent=2)}


def dossier_of(base: Text, items: dict[int, Item], log: tuple[Decision, ...] = ()) -> Dossier:
    """What the house hands over once these decisions are taken."""
    standing = Standing(base, items, log)
    found = []
    for number, item in items.items():
        of = base if item.parent is None else payload(base, items[item.parent].ops)
        amending = Amending(
            id=f"id{number}",
            number=number,
            of=of,
            ops=item.ops,
            phrases=sentences(of, item.ops),
            seat=f"seat-{number}",
            city=CITIES[(number - 1) % len(CITIES)],
            country="Somewhere",
            submitted_at=BEGINNING + timedelta(hours=number),
            justification=EVIL if number == 4 else "",
            fate=standing.fate(number),
            parent=item.parent,
            tally=(4, 1, 1) if number == 1 else None,
        )
        found.append(amending)
    return Dossier(
        motion="m1",
        number=3,
        meeting="water-1",
        title=base.title,
        seat="seat-1",
        city="Freetown",
        country="Sierra Leone",
        sponsors=("Freetown", "Medellín"),
        dated_at=BEGINNING,
        base=base,
        now=standing.consolidated,
        corrected=standing.consolidated,
        in_force=standing.in_force,
        amendments=tuple(found),
    )


def decided(language: str = "en", title: str = "On heat") -> Dossier:
    """All of them adopted, the one to the words of another first."""
    base = heat(language, title)
    log: tuple[Decision, ...] = tuple((n, "adopted") for n in (6, 2, 1, 3, 4, 5))
    return dossier_of(base, of_every_kind(base), log)
