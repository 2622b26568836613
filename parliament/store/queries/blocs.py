"""Several amendments put at once and one put in parts: what votes made of them, and what seats asked."""

import json

from sqlalchemy import func, select
from sqlalchemy.orm import Session as Db

from parliament import texts
from parliament.rules.divisions import Divided, divided_so_far
from parliament.rules.stages import BlocState, Question, VoteState
from parliament.store.tables import Amendment, Annex, Bloc, DivisionOrder, DivisionRequest, TakingOut, Vote


def adopted_at_once(db: Db, motion_id: str) -> list[tuple[int, texts.Decision]]:
    """Each amendment of each adopted bloc of a motion, with the number of the vote. A rejected bloc decides nothing."""
    rows = db.execute(
        select(Vote.number, Bloc)
        .join(Bloc, Bloc.id == Vote.about)
        .where(Vote.motion_id == motion_id, Vote.question == Question.BLOC)
        .where(Vote.state == VoteState.CLOSED, Vote.outcome == "adopted")
        .order_by(Vote.number)
    )
    return [(vote, (number, "adopted")) for vote, bloc in rows for number in bloc.remaining]


def divided_of(db: Db, motion_id: str) -> dict[int, Divided]:
    """The divided amendments of a motion by their numbers, each with what its parts came to so far."""
    votes: dict[str, dict[int, str]] = {}
    put = select(Vote.amendment_id, Vote.part, Vote.outcome).where(Vote.motion_id == motion_id, Vote.part.is_not(None))
    for amendment, part, outcome in db.execute(put.where(Vote.state == VoteState.CLOSED).order_by(Vote.number)):
        votes.setdefault(str(amendment), {})[int(part or 0)] = str(outcome)
    rows = db.execute(
        select(Amendment.id, Amendment.number, Annex.content)
        .join(DivisionOrder, DivisionOrder.amendment_id == Amendment.id)
        .join(Annex, Annex.sha256 == DivisionOrder.parts_hash)
        .where(Amendment.motion_id == motion_id)
    )
    return {
        number: divided_so_far(number, parts_from_json(json.loads(content)), votes.get(key, {}))
        for key, number, content in rows
    }


def parts_from_json(data: list[object]) -> tuple[texts.Ops, ...]:
    """The parts as their annex has them: for each the list of its operations."""
    return tuple(map(texts.operations_from_json, data))


def decided_in_parts(db: Db, divided: dict[int, Divided], motion_id: str) -> list[tuple[int, texts.Decision]]:
    """Each amendment all of whose parts are decided, with the number of the vote on the last one."""
    last = select(Amendment.number, func.max(Vote.number)).join(Vote, Vote.amendment_id == Amendment.id)
    last = last.where(Vote.motion_id == motion_id, Vote.part.is_not(None), Vote.state == VoteState.CLOSED)
    at = {number: vote for number, vote in db.execute(last.group_by(Amendment.number))} if divided else {}  # noqa: C416
    return [(at[number], each.decision()) for number, each in divided.items() if each.is_done]


def wanted_by_house(db: Db, motion_id: str) -> set[int]:
    """The amendments that the house decided to put in parts."""
    rows = select(Amendment.number).join(DivisionRequest, DivisionRequest.amendment_id == Amendment.id)
    return set(db.scalars(rows.where(Amendment.motion_id == motion_id, DivisionRequest.procedural_id.is_not(None))))


def blocs_of(db: Db, motion_id: str) -> list[Bloc]:
    """Every bloc proposed on a motion, in the order of their numbers."""
    return list(db.scalars(select(Bloc).where(Bloc.motion_id == motion_id).order_by(Bloc.number)))


def put_at_once(db: Db, motion_id: str) -> list[int]:
    """The numbers of the amendments to a motion that are put at once in a vote that is open."""
    rows = select(Bloc).join(Vote, Vote.about == Bloc.id)
    rows = rows.where(Vote.motion_id == motion_id, Vote.state == VoteState.OPEN)
    return [number for bloc in db.scalars(rows) for number in bloc.remaining]


def is_bloc_put(db: Db, bloc_id: str) -> bool:
    """Whether the vote on a bloc is open."""
    return db.scalar(select(Vote.id).where(Vote.about == bloc_id, Vote.state == VoteState.OPEN)) is not None


def is_being_put(db: Db, amendment: Amendment) -> bool:
    """Whether a vote is open on this amendment, on a part of it, or on several of which it is one."""
    alone = select(Vote.id).where(Vote.amendment_id == amendment.id, Vote.state == VoteState.OPEN)
    return db.scalar(alone) is not None or amendment.number in put_at_once(db, amendment.motion_id)


def askers_to_take_out(db: Db, bloc_id: str) -> dict[int, list[str]]:
    """For each amendment of a bloc, the seats that want it put by itself, in the order in which they asked."""
    found: dict[int, list[str]] = {}
    for row in db.scalars(select(TakingOut).where(TakingOut.bloc_id == bloc_id).order_by(TakingOut.at, TakingOut.id)):
        found.setdefault(row.number, []).append(row.seat_id)
    return found


def division_requests(db: Db, amendment_id: str) -> list[DivisionRequest]:
    """What was asked about dividing an amendment, in the order of asking."""
    rows = select(DivisionRequest).where(DivisionRequest.amendment_id == amendment_id)
    return list(db.scalars(rows.order_by(DivisionRequest.at, DivisionRequest.id)))


def open_blocs(db: Db, motion_id: str) -> list[Bloc]:
    """The blocs of a motion that are still to be decided."""
    return [bloc for bloc in blocs_of(db, motion_id) if bloc.state == BlocState.PROPOSED]
