"""How the amendments to a motion are put: several at once, one in parts; and what seats have asked about either."""

from sqlalchemy import select
from sqlalchemy.orm import Session as Db

from parliament import texts
from parliament.rules.powers import Actor
from parliament.rules.stages import BlocState, Outcome, VoteState
from parliament.store.queries import blocs as asked_of
from parliament.store.queries.docket import Docket, docket_of
from parliament.store.queries.sessions import profile_of
from parliament.store.tables import Amendment, Bloc, Motion, PlenarySession, Vote
from parliament.store.views.docket import submitted
from parliament.store.views.marking import marked, marked_amendment, sentences_of
from parliament.store.views.motions import motion_for, of_motion, printed, text_of
from parliament.store.views.seats import seat_names


def voting_view(db: Db, motion_id: str, reader: Actor) -> dict:
    """The blocs of a motion, and its amendments that are divided or can be. Refused: not_found."""
    motion = motion_for(db, motion_id, reader)
    docket = docket_of(db, motion)
    rules = profile_of(db, db.get_one(PlenarySession, motion.plenary_id)).amendments
    rows = db.scalars(select(Amendment).where(Amendment.motion_id == motion.id).order_by(Amendment.number)).all()
    seats = seat_names(db, {row.seat_id for row in rows})
    named = {row.number: submitted(docket, row, seats) for row in rows}
    return of_motion(db, motion, docket) | {
        "is_confirmed": docket.confirmed is not None,
        "take_out_seats": rules.take_out_seats,
        "division_seats": rules.division_seats,
        "may_be_together": [
            named[number]
            for number in docket.pending
            if docket.fates[number].state == "pending" and number not in docket.by_themselves and number != docket.begun
        ],
        "blocs": [_bloc(db, bloc, named, reader) for bloc in asked_of.blocs_of(db, motion.id)],
        "amendments": [
            divisible(db, docket, row, named[row.number], reader) for row in rows if _is_shown(docket, row.number)
        ],
    }


def _is_shown(docket: Docket, number: int) -> bool:
    """Whatever was divided, and what still can be."""
    is_open = docket.fates[number].state == "pending" and number not in docket.by_themselves
    return is_open or number in docket.divided


def _bloc(db: Db, bloc: Bloc, named: dict[int, dict], reader: Actor) -> dict:
    asking = asked_of.askers_to_take_out(db, bloc.id)
    return {
        "id": bloc.id,
        "number": bloc.number,
        "state": bloc.state,
        "taken_out": list(bloc.taken_out),
        "is_put": bloc.state == BlocState.PROPOSED and asked_of.is_bloc_put(db, bloc.id),
        "members": [
            named[number]
            | {
                "is_out": number in bloc.taken_out,
                "asked": len(asking.get(number, [])),
                "asked_by_me": reader.seat in asking.get(number, []),
            }
            for number in bloc.amendments
        ],
        "proposed_at": bloc.proposed_at,
    }


def divisible(db: Db, docket: Docket, row: Amendment, named: dict, reader: Actor) -> dict:
    """An amendment with its changes, numbered as a division names them; its parts; and who wants it divided."""
    requests = asked_of.division_requests(db, row.id)
    seats = seat_names(db, {each.seat_id for each in requests})
    ops = docket.standing.operations(row.number)
    return named | {
        "is_next": docket.confirmed is not None and docket.pending[:1] == [row.number],
        "is_begun": docket.begun == row.number,
        "wanted_by_house": row.number in docket.wanted_divided,
        "changes": [
            {
                "number": at,
                "sentences": list(texts.sentences(docket.base, (op,))),
                "may_be_cut": isinstance(op, texts.Splice) and max(len(op.old), len(op.new)) > 1,
            }
            for at, op in enumerate(ops, start=1)
        ],
        "parts": parts_of(docket, row.number),
        "requests": [
            seats[each.seat_id] | {"wish": each.wish, "by_house": each.procedural_id is not None, "at": each.at}
            for each in requests
        ],
        "asked_by_me": any(each.seat_id == reader.seat and each.procedural_id is None for each in requests),
    }


def parts_of(docket: Docket, number: int) -> list[dict]:
    """The parts of a divided amendment, each with its changes in words, and what became of it."""
    divided = docket.divided.get(number)
    if divided is None:
        return []
    said = [str(Outcome.ADOPTED if is_in else Outcome.REJECTED) for is_in in divided.adopted]
    return [
        {
            "part": at,
            "sentences": list(texts.sentences(docket.base, part)),
            "outcome": said[at - 1] if at <= len(said) else None,
        }
        for at, part in enumerate(divided.parts, start=1)
    ]


def marked_as_put(docket: Docket, number: int, part: int | None) -> list[dict]:
    """The text marked with the amendment, or with the part of it that is put."""
    divided = docket.divided.get(number)
    if divided is None or part is None or part > len(divided.parts):
        return marked_amendment(docket, number)
    return marked(docket.base, divided.parts[part - 1])


def change_put(docket: Docket, amendment: Amendment, part: int | None, seats: dict[str, dict]) -> dict:
    """What the amendment, or the part of it that is put, changes, in words."""
    parts = parts_of(docket, amendment.number)[:part] if part else []
    said = parts[-1]["sentences"] if part and len(parts) == part else sentences_of(docket, amendment.number)
    return {
        "id": amendment.id,
        "number": amendment.number,
        "mover": seats[amendment.seat_id],
        "sentences": said,
    }


def asked_at_once(db: Db, vote: Vote) -> dict:
    """The amendments that are put at once, each in words, the text with all of them in, and what follows for others."""
    motion, bloc = db.get_one(Motion, vote.motion_id), db.get_one(Bloc, vote.about)
    docket, numbers = docket_of(db, motion), bloc.remaining
    rows = db.scalars(select(Amendment).where(Amendment.motion_id == motion.id, Amendment.number.in_(numbers))).all()
    seats = seat_names(db, {row.seat_id for row in rows})
    found = docket.consequences_of_all(numbers) if vote.state == VoteState.OPEN else {}
    return {
        "motion_number": motion.number,
        "motion_title": motion.title,
        "text": printed(text_of(db, vote.text_hash)),
        "changes": [change_put(docket, row, None, seats) for row in sorted(rows, key=lambda row: row.number)],
        "consequences": [{"number": n, "fate": fate.state, "by": fate.by} for n, fate in found.items()],
    }
