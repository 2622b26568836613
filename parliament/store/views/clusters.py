"""The sets of open amendments that cannot all stand, each beside the others against the base."""

from collections.abc import Iterable

from sqlalchemy import select
from sqlalchemy.orm import Session as Db

from parliament import texts
from parliament.rules.powers import Actor
from parliament.store.queries.docket import Docket, docket_of
from parliament.store.tables import Amendment
from parliament.store.views.docket import submitted
from parliament.store.views.marking import near_changes
from parliament.store.views.motions import motion_for, of_motion, printed
from parliament.store.views.seats import seat_names

PAGE = 10  # clusters of a page
MOST = 200  # warnings


def clusters_view(db: Db, motion_id: str, reader: Actor, *, page: int = 1) -> dict:
    """The clusters in the order of the text, each with the reasons and what it makes of every paragraph it touches.

    Refused: not_found.
    """
    motion = motion_for(db, motion_id, reader)
    docket = docket_of(db, motion)
    found = clusters_of(docket)
    shown = found[(page - 1) * PAGE : page * PAGE]
    numbers = {number for cluster in shown for number in cluster}
    rows = select(Amendment).where(Amendment.motion_id == motion.id, Amendment.number.in_(numbers))
    amendments = {row.number: row for row in db.scalars(rows)}
    seats = seat_names(db, {row.seat_id for row in amendments.values()})
    return of_motion(db, motion, docket) | {
        "page": page,
        "pages": -(-len(found) // PAGE) or 1,
        "total": len(found),
        "warnings": warnings(docket),
        "clusters": [
            {
                "amendments": [submitted(docket, amendments[number], seats) for number in cluster],
                "replaceable": sorted(n for n in cluster if not docket.items[n].replaces),
                "clashes": clashes_in(docket, cluster),
                "compared": compared(docket, cluster),
            }
            for cluster in shown
        ],
    }


def clusters_of(docket: Docket) -> list[list[int]]:
    """Open amendments joined by conflicts and by compromises, in the order they would be put; those alone left out."""
    place = {number: at for at, number in enumerate(docket.proposed_numbers)}
    free = {n for n in docket.pending if docket.items[n].parent is None}
    near = {n: _joined(docket, n) for n in free}
    found = []
    for number in sorted(free, key=place.__getitem__):
        if number not in free:
            continue
        cluster, reached = set(), {number}
        while reached:
            cluster |= reached
            reached = {other for n in reached for other in near[n] if other in near} - cluster
        free -= cluster
        if len(cluster) > 1:
            found.append(sorted(cluster, key=place.__getitem__))
    return found


def _joined(docket: Docket, number: int) -> set[int]:
    """Whom an amendment conflicts with, replaces or would be replaced by."""
    standing = docket.standing
    return standing.rivals(number) | {*docket.items[number].replaces, *standing.replaced_by.get(number, ())}


def warnings(docket: Docket) -> list[dict]:
    """Open amendments that can all stand and yet may not mean to; in a long list the first of them."""
    ops = {n: docket.standing.operations(n) for n in docket.pending if docket.items[n].parent is None}
    found = texts.soft_conflicts(docket.base, ops, docket.standing.index)
    return [{"kind": each.kind, "numbers": [each.first, each.second], "reason": each.reason} for each in found[:MOST]]


def clashes_in(docket: Docket, cluster: Iterable[int]) -> list[dict]:
    """Every reason once, with the pairs it holds for."""
    found: dict[str, dict] = {}
    ops = {number: docket.standing.operations(number) for number in cluster}
    for low in ops:
        for high in sorted(docket.standing.rivals(low) & ops.keys()):
            if low < high:
                for reason in texts.clashes(docket.base, ops[low], ops[high], docket.names):
                    row = found.setdefault(texts.say(reason), {"reason": reason, "pairs": []})
                    row["pairs"].append([low, high])
    return list(found.values())


def compared(docket: Docket, cluster: Iterable[int]) -> list[dict]:
    """Each paragraph that one of the cluster changes, as it is and as each of them would have it.

    What is put in stands with what it follows: a paragraph, or the beginning of a section.
    """
    columns = {number: _by_paragraph(docket, number) for number in cluster}
    touched = {pid for column in columns.values() for pid in column}
    return [
        {
            "paragraph": paragraph,
            "cells": [{"number": n, "marked": column.get(paragraph["id"], [])} for n, column in columns.items()],
        }
        for paragraph in _paragraphs(docket.base)
        if paragraph["id"] in touched
    ]


def _paragraphs(base: texts.Text) -> list[dict]:
    """The title, and the paragraphs of each section after one that stands for its beginning."""
    empty = {"depth": 0, "label": "", "addressee": "", "text": "", "printed": ""}
    found = [empty | {"id": texts.TITLE, "section": "title", "text": base.title, "printed": base.title}]
    rows = printed(base)["paragraphs"]
    for section in texts.SECTIONS:
        found += [empty | {"id": section, "section": section}, *(row for row in rows if row["section"] == section)]
    return found


def _by_paragraph(docket: Docket, number: int) -> dict[str, list[dict]]:
    """What an amendment changes, by what it stands with."""
    found: dict[str, list[dict]] = {}
    section = here = ""
    for row in near_changes(docket, number):
        if row["section"] != section:
            section = here = row["section"]
        if row["mark"] not in ("inserted", "moved_here"):
            here = row["id"]
        if row["mark"] != "same":
            found.setdefault(here, []).append(row)
    return found
