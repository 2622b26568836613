"""One amendment with all that belongs to it: its parent, those to it, what it replaces, how it reads by now."""

from sqlalchemy import select
from sqlalchemy.orm import Session as Db

from parliament import texts
from parliament.rules.motions import AMENDABLE
from parliament.rules.powers import Actor
from parliament.rules.refusals import Code, Refused
from parliament.rules.stages import Question
from parliament.store.queries.docket import Docket, docket_of
from parliament.store.tables import Amendment, AmendmentDecision, Motion
from parliament.store.views.acceptances import acceptance_of
from parliament.store.views.docket import submitted
from parliament.store.views.marking import marked, marked_amendment
from parliament.store.views.motions import amendment_row, consequences, motion_for, of_motion, vote_rows
from parliament.store.views.seats import seat_names


def amendment_view(db: Db, amendment_id: str, reader: Actor) -> dict:
    """One amendment: its sentences, the text it changes marked up, conflicts, fate and what would follow.

    `sentences` and `marked` are how it is put by now; `submitted` is what was handed in, which nobody writes over.
    Refused: not_found.
    """
    row, motion = _readable(db, amendment_id, reader)
    docket = docket_of(db, motion)
    rows = {each.number: each for each in db.scalars(select(Amendment).where(Amendment.motion_id == motion.id))}
    seats = seat_names(db, {each.seat_id for each in rows.values()})
    number, item = row.number, docket.items[row.number]

    def named(numbers: list[int] | tuple[int, ...]) -> list[dict]:
        return [submitted(docket, rows[each], seats) for each in numbers]

    return (
        amendment_row(row, docket, seats)
        | of_motion(db, motion, docket)
        | {
            "if_rejected": consequences(docket, number, "rejected") if docket.fates[number].state == "pending" else [],
            "marked": marked_amendment(docket, number),
            "operations": texts.operations_to_json(item.ops),
            "base_hash": row.base_hash,
            "is_revised": docket.standing.operations(number) != item.ops,
            "submitted": list(texts.item_sentences(docket.base, docket.items, number)),
            "words": words_of(docket, number),
            "to": named([item.parent] if item.parent is not None else []),
            "amendments": named(docket.standing.subs.get(number, [])),
            "in_place_of": named(item.replaces),
            "compromises": named(docket.standing.replaced_by.get(number, [])),
            "rest": rest_of(docket, number),
            "takes_amendments": _takes_amendments(motion, docket, number),
            "decisions": _decisions(db, row),
            "acceptance": acceptance_of(db, row, motion, docket),
            "votes": [vote for vote in vote_rows(db, motion.id) if _is_on(vote, row)],
        }
    )


def _is_on(vote: dict, row: Amendment) -> bool:
    """Whether the amendment was put, alone, in part, or with others at once, whose numbers are the wording then."""
    at_once = vote["wording"].split(", ") if vote["question"] == Question.BLOC else ()
    return vote["amendment"] == row.id or str(row.number) in at_once


def _readable(db: Db, amendment_id: str, reader: Actor) -> tuple[Amendment, Motion]:
    row = db.get(Amendment, amendment_id)
    if row is None:
        raise Refused(Code.NOT_FOUND)
    return row, motion_for(db, row.motion_id, reader)


def _takes_amendments(motion: Motion, docket: Docket, number: int) -> bool:
    """Whether its words may be amended now, whoever asks."""
    is_taken = motion.stage in AMENDABLE and docket.confirmed is None and docket.fates[number].state in texts.OPEN
    return is_taken and bool(words_of(docket, number))


def words_of(docket: Docket, number: int) -> list[dict]:
    """The pieces of new words an amendment brings, which a sub-amendment may change; a sub-amendment brings none."""
    if docket.items[number].parent is not None:
        return []
    words = texts.payload(docket.base, docket.items[number].ops)
    return [
        {
            "id": p.id,
            "section": p.section,
            "depth": words.outline.depth(p.id),
            "text": p.text,
            "addressee": p.addressee,
        }
        for p in words.paragraphs
    ]


def rest_of(docket: Docket, number: int) -> list[texts.Phrase]:
    """What would be left of an amendment that clashes in part, were that cut off; nothing of any other."""
    if docket.fates[number].state != "partial":
        return []
    kept = texts.Standing(docket.base, docket.items, (*docket.log, texts.Cutting(number)))
    return list(texts.sentences(docket.base, kept.operations(number)))


def _decisions(db: Db, row: Amendment) -> list[dict]:
    """What was decided on it without a vote, in order."""
    rows = select(AmendmentDecision).where(AmendmentDecision.amendment_id == row.id)
    return [
        {"kind": each.kind, "reason": each.reason, "at": each.at}
        for each in db.scalars(rows.order_by(AmendmentDecision.number))
    ]


def sub_preview(db: Db, amendment_id: str, ops: texts.Ops, reader: Actor) -> dict:
    """What a sub-amendment amounts to: in words, marked in the words it changes, and how its parent would then read.

    Refused: not_found.
    """
    row, motion = _readable(db, amendment_id, reader)
    docket = docket_of(db, motion)
    parent = docket.items[row.number].ops
    words = texts.payload(docket.base, parent)
    return {
        "sentences": list(texts.sentences(words, ops, texts.piece_phrases(words, row.number))),
        "operations": texts.operations_to_json(ops),
        "marked": marked(words, ops),
        "parent_then": list(texts.sentences(docket.base, texts.check_sub(docket.base, parent, ops))),
    }


def sub_operations(db: Db, amendment_id: str, reader: Actor) -> tuple[texts.Text, texts.Ops]:
    """The base, and the operations of an amendment that somebody wants to amend. Refused: not_found, sub_of_sub."""
    row, motion = _readable(db, amendment_id, reader)
    docket = docket_of(db, motion)
    item = docket.items[row.number]
    if item.parent is not None:
        raise Refused(Code.SUB_OF_SUB, number=item.parent)
    return docket.base, item.ops
