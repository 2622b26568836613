"""The base text paragraph by paragraph with each amendment under the paragraph it would change: what delegations print.

An amendment that touches several paragraphs stands in full under the first, and by its number and what it does there under
the others. Sub-amendments stand below the amendment they change.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from parliament.documents.dossier import Amending, Dossier
from parliament.documents.redline import Row, redline
from parliament.texts import SECTIONS, TITLE, Addressee, Insert, Op, Phrase, as_printed, paragraph_phrases, sentences
from parliament.texts.apply import new_ids


@dataclass(frozen=True)
class Note:
    """What an amendment does at one place; `is_first` where it is told in full, `subs` are the amendments to it."""

    amending: Amending
    phrases: tuple[Phrase, ...]
    is_first: bool
    subs: tuple[Amending, ...] = ()


@dataclass(frozen=True)
class Place:
    """A paragraph of the base as it is printed (or the title, or a section), and what is proposed to it."""

    id: str
    section: str
    depth: int
    label: str
    text: str
    addressee: Addressee
    notes: tuple[Note, ...]


@dataclass(frozen=True)
class Line:
    """A line of the table of three columns: the base, the amendments to it, the text as amended."""

    row: Row
    notes: tuple[Note, ...]


def compendium(dossier: Dossier) -> tuple[Place, ...]:
    """The title, every paragraph, and before the first of a section what would come at its beginning."""
    base, printed = dossier.base, {p.id: p for p in as_printed(dossier.base)}
    order = [TITLE, *(pid for s in SECTIONS for pid in (s, *(p.id for p in base.paragraphs if p.section == s)))]
    notes = notes_by_place(dossier, order)
    found = []
    for pid in order:
        if pid in printed:
            p = base.by_id[pid]
            depth, at = base.outline.depth(pid), printed[pid]
            found.append(Place(pid, p.section, depth, at.label, at.text, p.addressee, notes[pid]))
        elif pid == TITLE or notes[pid]:
            found.append(Place(pid, pid, 0, "", base.title if pid == TITLE else "", "", notes[pid]))
    return tuple(found)


def three_columns(dossier: Dossier) -> tuple[Line, ...]:
    """The base, the amendments and the text as amended, line beside line. A new paragraph has a line of its own.

    What a paragraph had while it was elsewhere is told where it was, and what would come in without being in force is told at
    the paragraph it would follow.
    """
    rows = redline(dossier.base, dossier.now)
    order = [TITLE, *SECTIONS, *(p.id for p in dossier.base.paragraphs)]
    notes, fresh = notes_by_place(dossier, order), _brought(dossier)
    found: list[Line] = []
    for at, row in enumerate(rows):
        here: tuple[Note, ...] = notes[row.id] if row.was else fresh.get(row.id, ())
        if row.section != TITLE and (at == 0 or rows[at - 1].section != row.section):
            here = (*notes[row.section], *here)
        found.append(Line(row, here))
    bare = [name for name in SECTIONS if notes[name] and name not in {row.section for row in rows}]
    return (*found, *(Line(Row(name, name, 0, "same", "", "", ()), notes[name]) for name in bare))


def notes_by_place(dossier: Dossier, order: Sequence[str]) -> defaultdict[str, tuple[Note, ...]]:
    """The notes under each place of the base, by the numbers of the amendments; `order` says which place is first."""
    rank, names = {pid: at for at, pid in enumerate(order)}, paragraph_phrases(dossier.base)
    subs: dict[int, list[Amending]] = defaultdict(list)
    for each in dossier.amendments:
        if each.parent is not None:
            subs[each.parent].append(each)
    found: defaultdict[str, tuple[Note, ...]] = defaultdict(tuple)
    for it in dossier.amendments:
        if it.parent is not None:
            continue
        at: dict[str, list[Op]] = defaultdict(list)
        for op in it.ops:
            at[_place(op)].append(op)
        places = sorted(at, key=lambda pid: rank[pid])
        for pid in places:
            is_first = pid == places[0]
            below = tuple(subs[it.number]) if is_first else ()
            found[pid] += (Note(it, sentences(it.of, at[pid], names), is_first, below),)
    return found


def _place(op: Op) -> str:
    if isinstance(op, Insert):
        return op.place.after or op.place.parent
    return op.pid


def _brought(dossier: Dossier) -> dict[str, tuple[Note, ...]]:
    """The amendment that brought each new paragraph that is in force."""
    found: dict[str, tuple[Note, ...]] = {}
    names = paragraph_phrases(dossier.base)
    for number, ops in dossier.in_force.items():
        it = dossier.by_number[number]
        for at, ids in new_ids(ops, it.name).items():
            found |= {pid: (Note(it, sentences(it.of, [ops[at]], names), is_first=False),) for pid in ids[:1]}
    return found
