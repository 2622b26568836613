"""Questions about the floor: what comes first, who waits in which order, what was decided about the debate."""

from sqlalchemy import ColumnElement, func, select
from sqlalchemy.orm import Session as Db

from parliament.rules.floor import ON_THE_LIST, UNSETTLED, obstacles_on_floor
from parliament.rules.floor_order import Place, Waiting, proposed_order
from parliament.rules.procedural import first_of
from parliament.rules.refusals import Obstacle
from parliament.rules.stages import ProceduralKind, ProceduralState, Stage, TurnKind, TurnState
from parliament.store.queries.docket import docket_of
from parliament.store.queries.sessions import profile_of
from parliament.store.tables import (
    Amendment,
    EntryRow,
    Item,
    Motion,
    PointOfOrder,
    ProceduralMotion,
    Reconsideration,
    Seat,
    Sitting,
    Turn,
)


def unsettled_point(db: Db, sitting_id: str) -> PointOfOrder | None:
    """The point of order that is to be ruled on, or whose ruling is appealed."""
    return db.scalar(
        select(PointOfOrder).where(PointOfOrder.sitting_id == sitting_id, PointOfOrder.state.in_(UNSETTLED))
    )


def last_point(db: Db, sitting_id: str) -> PointOfOrder | None:
    """The latest point of order of a sitting."""
    rows = select(PointOfOrder).where(PointOfOrder.sitting_id == sitting_id)
    return db.scalar(rows.order_by(PointOfOrder.raised_at.desc(), PointOfOrder.id.desc()).limit(1))


def kinds_since(db: Db, log: str, seq: int) -> list[str]:
    """The kinds of entries of a log after this number."""
    return list(db.scalars(select(EntryRow.kind).where(EntryRow.log_id == log, EntryRow.seq > seq)))


def pending_procedurals(db: Db, sitting_id: str) -> list[ProceduralMotion]:
    """The procedural motions the house has not decided, in the order of moving."""
    rows = select(ProceduralMotion).where(
        ProceduralMotion.sitting_id == sitting_id, ProceduralMotion.state == ProceduralState.PENDING
    )
    return list(db.scalars(rows.order_by(ProceduralMotion.moved_at, ProceduralMotion.id)))


def first_procedural(db: Db, sitting: Sitting) -> ProceduralMotion | None:
    """The one that is dealt with first: the highest in the precedence of this session's rules."""
    rows = {row.kind: row for row in pending_procedurals(db, sitting.id)}
    precedence = profile_of(db, sitting.plenary).procedural.precedence
    return rows.get(first_of(list(rows), precedence) or "")


def decided_kinds(db: Db, sitting: Sitting) -> list[str]:
    """The kinds of procedural motions that the house has decided during the item before it, in any sitting."""
    decided = ProceduralMotion.state.in_((ProceduralState.ADOPTED, ProceduralState.REJECTED))
    here = ProceduralMotion.item_id == sitting.item_id
    if sitting.item_id is None:  # business without an item is that of its sitting alone
        here &= ProceduralMotion.sitting_id == sitting.id
    return list(db.scalars(select(ProceduralMotion.kind).where(decided, here)))


def floor_obstacles(db: Db, sitting: Sitting) -> list[Obstacle]:
    """What comes before any other act on the floor of this sitting."""
    point, procedural = unsettled_point(db, sitting.id), first_procedural(db, sitting)
    return obstacles_on_floor(point=point.state if point else None, procedural=procedural.kind if procedural else None)


def debate_is_closed(db: Db, item_id: str | None) -> bool:
    """Whether the house has closed the debate on an item, and has not decided to take the matter up again."""
    closure = select(func.max(ProceduralMotion.decided_at)).where(
        ProceduralMotion.item_id == item_id,
        ProceduralMotion.kind == ProceduralKind.CLOSURE,
        ProceduralMotion.state == ProceduralState.ADOPTED,
    )
    closed_at = db.scalar(closure) if item_id else None
    if closed_at is None:
        return False
    reopened = select(func.max(Reconsideration.decided_at)).where(
        Reconsideration.motion_id == select(Item.motion_id).where(Item.id == item_id).scalar_subquery(),
        Reconsideration.state == ProceduralState.ADOPTED,
    )
    reopened_at = db.scalar(reopened)
    return reopened_at is None or reopened_at < closed_at


def _of_list(sitting: Sitting) -> ColumnElement[bool]:
    return (Turn.sitting_id == sitting.id) & (Turn.item_id == sitting.item_id)


def next_place(db: Db, sitting: Sitting) -> int:
    """The place at the end of the list of the item before the house."""
    return (db.scalar(select(func.max(Turn.place)).where(_of_list(sitting))) or 0) + 1


def place_of_seat(db: Db, sitting: Sitting, seat_id: str, kind: str) -> Turn | None:
    """The turn of this kind that a seat has asked for or has, on the item before the house."""
    return db.scalar(
        select(Turn).where(_of_list(sitting), Turn.seat_id == seat_id, Turn.kind == kind, Turn.state.in_(ON_THE_LIST))
    )


def another_spoke(db: Db, sitting: Sitting, seat_id: str) -> bool:
    """Whether somebody else has or had the floor on this item in this sitting."""
    said = Turn.state.in_((TurnState.SPEAKING, TurnState.INTERRUPTED, TurnState.DONE))
    others = select(Turn.id).where(_of_list(sitting), said, Turn.seat_id.is_distinct_from(seat_id))
    return db.scalar(others.limit(1)) is not None


def count_side(db: Db, procedural_id: str, side: str) -> int:
    """How many stand or stood on one side of a procedural motion; who left the list does not count."""
    rows = select(func.count()).where(
        Turn.procedural_id == procedural_id, Turn.side == side, Turn.state != TurnState.WITHDRAWN
    )
    return db.scalar(rows) or 0


def interrupted_turn(db: Db, sitting_id: str) -> Turn | None:
    """The speech that a point of order has stopped."""
    return db.scalar(select(Turn).where(Turn.sitting_id == sitting_id, Turn.state == TurnState.INTERRUPTED))


def speeches_waiting(db: Db, sitting: Sitting) -> list[Turn]:
    """Those who wait to speak on the item, in their places: what the chair may put in another order."""
    rows = select(Turn).where(_of_list(sitting), Turn.kind == TurnKind.SPEECH, Turn.state == TurnState.WAITING)
    return list(db.scalars(rows.order_by(Turn.place)))


def waiting_on(db: Db, sitting_id: str, *where: ColumnElement[bool]) -> list[Turn]:
    """Whoever waits for the floor, or for leave to reply, in a sitting."""
    waits = Turn.state.in_((TurnState.WAITING, TurnState.ASKED))
    return list(db.scalars(select(Turn).where(Turn.sitting_id == sitting_id, waits, *where).order_by(Turn.place)))


def proposal_for(db: Db, sitting: Sitting) -> list[Place]:
    """The order of speakers that the rules of this session propose, with the reasons."""
    rows = db.execute(
        select(Turn, Seat.continent)
        .outerjoin(Seat, Seat.id == Turn.seat_id)
        .where(_of_list(sitting), Turn.kind == TurnKind.SPEECH)
        .order_by(Turn.asked_at, Turn.id)
    ).all()
    began = [(turn, continent) for turn, continent in rows if turn.began_at is not None]
    latest = max((turn for turn, _ in began), key=lambda turn: (turn.began_at, turn.id), default=None)
    heard: dict[str, int] = {}
    for _, continent in began:
        heard[continent or ""] = heard.get(continent or "", 0) + 1
    waiting = [
        Waiting(
            turn=turn.id,
            side=turn.side,
            continent=continent or "",
            spoken=sum(other.seat_id == turn.seat_id for other, _ in began) if turn.seat_id else 0,
            overtaken=sum((other.asked_at, other.id) > (turn.asked_at, turn.id) for other, _ in began),
        )
        for turn, continent in rows
        if turn.state == TurnState.WAITING
    ]
    order = profile_of(db, sitting.plenary).floor.order
    return proposed_order(waiting, order=order, last_side=latest.side if latest else None, heard=heard)


def waiting_on_procedural(db: Db, procedural_id: str) -> list[Turn]:
    """Who waits to speak for or against a procedural motion."""
    rows = select(Turn).where(Turn.procedural_id == procedural_id, Turn.state == TurnState.WAITING)
    return list(db.scalars(rows.order_by(Turn.place)))


def items_to_call(db: Db, sitting: Sitting) -> list[Item]:
    """The items of the agenda that can still be called instead of the one before the house."""
    rows = db.execute(
        select(Item, Motion.stage)
        .outerjoin(Motion, Motion.id == Item.motion_id)
        .where(Item.plenary_id == sitting.plenary_id, Item.id.is_distinct_from(sitting.item_id))
        .order_by(Item.position)
    )
    here = db.get(Item, sitting.item_id) if sitting.item_id else None
    above = here.parent_id if here else None
    return [item for item, stage in rows if item.id != above and stage in (None, Stage.SCHEDULED, Stage.UNDER_DEBATE)]


def divisible_amendments(db: Db, motion: Motion) -> list[str]:
    """The open amendments to a motion that are put whole so far: neither compromises nor sub-amendments."""
    docket = docket_of(db, motion)
    whole = [
        number
        for number, fate in docket.fates.items()
        if fate.state == "pending" and number not in docket.by_themselves and number != docket.begun
    ]
    rows = select(Amendment.id).where(Amendment.motion_id == motion.id, Amendment.number.in_(whole))
    return list(db.scalars(rows.order_by(Amendment.number)))
