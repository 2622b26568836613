"""What needs this person now: at most a handful of things, each with its deadline."""

from sqlalchemy import select
from sqlalchemy.orm import Session as Db

from parliament.rules.powers import Actor, Office
from parliament.rules.stages import Stage, VoteState
from parliament.store.queries.sessions import MEETING
from parliament.store.queries.votes import seat_on_roll
from parliament.store.tables import (
    Amendment,
    Ballot,
    Item,
    Motion,
    PlenarySession,
    Presence,
    RollSeat,
    Sitting,
    Turn,
    Vote,
)
from parliament.store.views.motions import motion_row, vote_row
from parliament.store.views.seats import seat_names
from parliament.store.views.sessions import session_row, sitting_row


def today_view(db: Db, reader: Actor) -> dict:
    """For the seat of this reader: open votes, sittings to attend, drafts, motions that ask for a sponsor."""
    seats = seat_names(db, {reader.seat} if reader.seat else set())
    return {
        "seat": seats.get(reader.seat or ""),
        "may_vote": Office.MEMBER in reader.offices,
        "votes": _open_votes(db, reader),
        "sittings": _sittings(db, reader),
        "drafts": _papers(db, Motion.seat_id == reader.seat) if reader.seat else [],
        "to_sponsor": _papers(db, Motion.stage == Stage.GATHERING, Motion.seat_id != reader.seat),
        "sessions": [
            session_row(row)
            for row in db.scalars(
                select(PlenarySession).where(PlenarySession.stage != "closed").order_by(PlenarySession.number.desc())
            )
        ],
    }


def _open_votes(db: Db, reader: Actor) -> list[dict]:
    """Votes that are open and have this seat on their roll, those it has not voted in first."""
    rows = db.execute(
        select(Vote, Amendment.number, Motion.title, PlenarySession.time_zone, Ballot.choice)
        .join(RollSeat, (RollSeat.vote_id == Vote.id) & (RollSeat.seat_id == reader.seat))
        .outerjoin(Ballot, (Ballot.vote_id == Vote.id) & (Ballot.seat_id == reader.seat))
        .outerjoin(Amendment, Amendment.id == Vote.amendment_id)
        .join(Motion, Motion.id == Vote.motion_id)
        .join(PlenarySession, PlenarySession.id == Vote.plenary_id)
        .where(Vote.state == VoteState.OPEN)
        .order_by(Ballot.choice.is_not(None), Vote.closes_at)
    )
    return [
        vote_row(vote, number) | {"motion_title": title, "time_zone": zone, "choice": choice}
        for vote, number, title, zone, choice in rows
        if seat_on_roll(db, vote.id, reader.account)
    ]


def _sittings(db: Db, reader: Actor) -> list[dict]:
    """Sittings that meet or are to come, with whether this seat is present and stands on the list."""
    rows = db.execute(
        select(Sitting, PlenarySession, Presence.present, Item.title, Turn.id)
        .join(PlenarySession, PlenarySession.id == Sitting.plenary_id)
        .outerjoin(Presence, (Presence.sitting_id == Sitting.id) & (Presence.seat_id == reader.seat))
        .outerjoin(Item, Item.id == Sitting.item_id)
        .outerjoin(
            Turn,
            (Turn.item_id == Sitting.item_id) & (Turn.seat_id == reader.seat) & Turn.state.in_(("waiting", "speaking")),
        )
        .where(Sitting.state.in_((*MEETING, "scheduled")))
        .order_by(Sitting.starts_at)
    )
    return [
        sitting_row(sitting, None)
        | {"session": session_row(plenary), "is_present": bool(present), "item_title": title, "turn": turn}
        for sitting, plenary, present, title, turn in rows
    ]


def _papers(db: Db, *where) -> list[dict]:
    rows = db.scalars(
        select(Motion).where(*where, Motion.stage != Stage.WITHDRAWN).order_by(Motion.drafted_at.desc()).limit(20)
    ).all()
    seats = seat_names(db, {row.seat_id for row in rows})
    return [motion_row(row, seats) for row in rows]
