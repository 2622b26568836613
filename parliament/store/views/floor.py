"""The floor as everybody may see it: who speaks, who waits, the point of order and the procedural motions before it."""

from collections.abc import Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session as Db

from parliament.rules.floor import RANKS, is_at_once
from parliament.rules.floor_order import REASONS
from parliament.rules.procedural import rank
from parliament.rules.stages import PointState, ProceduralState, TurnKind, TurnState
from parliament.store.queries import floor as asked_of
from parliament.store.queries.sessions import profile_of
from parliament.store.tables import Amendment, Item, PointOfOrder, ProceduralMotion, Reconsideration, Sitting, Turn
from parliament.store.views.seats import seat_names

HAVE_THE_FLOOR = (TurnState.SPEAKING, TurnState.INTERRUPTED)
NO_FLOOR: dict = {
    "speaker": None,
    "waiting": [],
    "asking": [],
    "spoken": 0,
    "closed": False,
    "point": None,
    "procedural": [],
    "offered": [],
}


def floor_view(db: Db, sitting: Sitting) -> dict:
    """Who has the floor until when; who waits: replies first, then what is said on a procedural motion, then the list."""
    here = (Turn.sitting_id == sitting.id) & (Turn.item_id == sitting.item_id)
    turns = db.scalars(select(Turn).where(here).order_by(Turn.place)).all()
    procedural = pending_rows(db, sitting)
    point = asked_of.last_point(db, sitting.id)
    active = [turn for turn in turns if turn.state in (*HAVE_THE_FLOOR, TurnState.WAITING, TurnState.ASKED)]
    seats = seat_names(db, _seats_of(active, procedural, point))
    shown = [turn_row(turn, seats) for turn in active]
    waiting = [turn for turn in shown if turn["state"] == TurnState.WAITING]
    return {
        "speaker": next((turn for turn in shown if turn["state"] in HAVE_THE_FLOOR), None),
        "waiting": sorted(waiting, key=lambda turn: RANKS[TurnKind(turn["kind"])]),
        "asking": [turn for turn in shown if turn["state"] == TurnState.ASKED],
        "spoken": sum(turn.state == TurnState.DONE for turn in turns),
        "closed": asked_of.debate_is_closed(db, sitting.item_id),
        "point": point_row(point, seats, is_last=_is_last(db, point)) if point else None,
        "procedural": [_procedural_row(db, row, seats) for row in procedural],
        "offered": list(profile_of(db, sitting.plenary).procedural.precedence),
    }


def pending_rows(db: Db, sitting: Sitting) -> list[ProceduralMotion]:
    """The pending procedural motions, the one that is dealt with first in front."""
    precedence = profile_of(db, sitting.plenary).procedural.precedence
    return sorted(asked_of.pending_procedurals(db, sitting.id), key=lambda row: rank(row.kind, precedence))


def _seats_of(turns: Sequence[Turn], procedural: Sequence[ProceduralMotion], point: PointOfOrder | None) -> set[str]:
    seats = [turn.seat_id for turn in turns] + [row.seat_id for row in procedural]
    seats += [point.seat_id, point.appellant_id] if point else []
    return {seat for seat in seats if seat is not None}


def turn_row(turn: Turn, seats: dict[str, dict]) -> dict:
    """One speech, or a place on the list; somebody who was invited has a name instead of a seat."""
    return {
        "id": turn.id,
        "kind": turn.kind,
        "seat": seats[turn.seat_id] if turn.seat_id else None,
        "name": turn.name,
        "office": turn.office,
        "side": turn.side,
        "about": turn.about,
        "procedural": turn.procedural_id,
        "state": turn.state,
        "asked_at": turn.asked_at,
        "began_at": turn.began_at,
        "seconds": turn.seconds,
        "ends_at": turn.ends_at,
        "stopped_at": turn.stopped_at,
    }


def point_row(point: PointOfOrder, seats: dict[str, dict], *, is_last: bool) -> dict:
    """A point of order with the ruling and the appeal; `appealable` as long as nothing has gone on since the ruling."""
    return {
        "id": point.id,
        "state": point.state,
        "seat": seats[point.seat_id],
        "about": point.about,
        "on_conduct": point.on_conduct,
        "raised_at": point.raised_at,
        "seconds": point.seconds,
        "ruling": point.ruling,
        "words": point.words,
        "ruled_at": point.ruled_at,
        "appellant": seats[point.appellant_id] if point.appellant_id else None,
        "stands": point.stands,
        "appealable": is_last,
    }


def _is_last(db: Db, point: PointOfOrder | None) -> bool:
    """Whether the ruling can still be appealed, as `appeal_ruling` will judge it for a member who is present."""
    if point is None or point.state != PointState.RULED:
        return False
    sitting = db.get_one(Sitting, point.sitting_id)
    since = asked_of.kinds_since(db, sitting.plenary_id, point.ruled_seq or 0)
    return is_at_once(since) and profile_of(db, sitting.plenary).floor.appeal


def _procedural_row(db: Db, moved: ProceduralMotion, seats: dict[str, dict]) -> dict:
    target = db.get(Item, moved.target) if moved.target else None
    amendment = db.get(Amendment, moved.target) if moved.target else None
    return {
        "id": moved.id,
        "kind": moved.kind,
        "seat": seats[moved.seat_id],
        "text": moved.text,
        "target": moved.target,
        "target_title": target.title if target else None,
        "target_number": amendment.number if amendment else None,
        "moved_at": moved.moved_at,
    }


def proposal_view(db: Db, sitting: Sitting) -> dict:
    """The order of speakers that the house proposes, with a reason for each place, and whether it is another one."""
    places = asked_of.proposal_for(db, sitting)
    rows = {turn.id: turn for turn in asked_of.speeches_waiting(db, sitting)}
    seats = seat_names(db, {turn.seat_id for turn in rows.values() if turn.seat_id})
    proposed = [place.turn for place in places]
    return {
        "is_other": proposed != list(rows),
        "turns": proposed,
        "places": [
            turn_row(rows[place.turn], seats) | {"reasons": [REASONS[reason] for reason in place.reasons]}
            for place in places
        ],
    }


def own_floor(db: Db, sitting: Sitting | None, seat_id: str | None) -> dict:
    """What a seat may find on the floor of its own: its turns by kind, and the items it could ask to come next."""
    if sitting is None or seat_id is None:
        return {"seat": seat_id, "turns": {}, "items": []}
    turns = {kind.value: asked_of.place_of_seat(db, sitting, seat_id, kind) for kind in TurnKind}
    return {
        "seat": seat_id,
        "turns": {kind: {"id": turn.id, "state": turn.state} for kind, turn in turns.items() if turn},
        "items": [{"id": item.id, "title": item.title} for item in asked_of.items_to_call(db, sitting)],
    }


def reconsiderations_of(db: Db, motion_id: str) -> list[dict]:
    """The motions to decide anew on one motion, the newest first."""
    rows = db.scalars(
        select(Reconsideration)
        .where(Reconsideration.motion_id == motion_id)
        .order_by(Reconsideration.moved_at.desc(), Reconsideration.id)
    ).all()
    seats = seat_names(db, {row.seat_id for row in rows})
    return [
        {
            "id": row.id,
            "motion": row.motion_id,
            "seat": seats[row.seat_id],
            "reason": row.reason,
            "state": row.state,
            "is_pending": row.state == ProceduralState.PENDING,
            "moved_at": row.moved_at,
        }
        for row in rows
    ]
