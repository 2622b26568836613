"""A motion as its files need it: the view of its page, and the texts and operations behind that as the drafting table has them."""

import json

from sqlalchemy.orm import Session as Db

from parliament import texts
from parliament.rules.powers import Actor
from parliament.rules.refusals import Code, Refused
from parliament.store.queries.blocs import blocs_of
from parliament.store.queries.corrections import corrections_of
from parliament.store.queries.docket import Docket, docket_of
from parliament.store.record import annex
from parliament.store.tables import Amendment
from parliament.store.views.marking import text_of_amendment
from parliament.store.views.motions import motion_for, motion_view


def dossier_view(db: Db, motion_id: str, reader: Actor) -> dict:
    """A motion with its texts (`base`, `now`, `corrected`), `in_force`, and `of` and `ops` for each amendment.

    `at_once` are the amendments of each bloc that was or may be put. Refused: not_found.
    """
    motion = motion_for(db, motion_id, reader)
    docket = docket_of(db, motion)
    view = motion_view(db, motion_id, reader)
    amendments = []
    for row in view["amendments"]:
        of, ops = text_of_amendment(docket, row["number"])
        amendments.append(row | {"of": of, "ops": ops, "parent": docket.items[row["number"]].parent})
    return view | {
        "base": docket.base,
        "now": docket.consolidated,
        "corrected": corrected(db, motion_id, docket),
        "in_force": dict(docket.standing.in_force),
        "at_once": {bloc.id: list(bloc.remaining) for bloc in blocs_of(db, motion_id)},
        "amendments": amendments,
    }


def dossier_of_amendment(db: Db, amendment_id: str, reader: Actor) -> tuple[dict, int]:
    """The dossier an amendment is in, and its number there. Refused: not_found."""
    row = db.get(Amendment, amendment_id)
    if row is None:
        raise Refused(Code.NOT_FOUND)
    return dossier_view(db, row.motion_id, reader), row.number


def corrected(db: Db, motion_id: str, docket: Docket) -> texts.Consolidated:
    """The text in force with the linguistic corrections made since it was adopted, which are the source of their words."""
    now = docket.consolidated
    for row in corrections_of(db, [motion_id]):
        ops = texts.operations_from_json(json.loads(annex(db, row.operations_hash)))
        now = texts.correct(now, ops, f"{texts.CORRECTION}{row.number}")
    return now
