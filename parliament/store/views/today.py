"""What needs this person now: at most a handful of things, each with its deadline."""

from sqlalchemy import select
from sqlalchemy.orm import Session as Db
from sqlalchemy.orm import aliased

from parliament.rules.powers import Actor, Office
from parliament.rules.stages import Manner, SessionStage, Stage, Via, VoteState
from parliament.store.queries.sessions import MEETING
from parliament.store.tables import (
    Account,
    Amendment,
    Ballot,
    Item,
    Mandate,
    Motion,
    PlenarySession,
    Presence,
    RollSeat,
    Seat,
    Sitting,
    Sponsorship,
    Turn,
    Vote,
)
from parliament.store.views.motions import motion_row, vote_row
from parliament.store.views.seats import seat_name, seat_names
from parliament.store.views.sessions import session_row, sitting_row

# The line of the roll that is the reader's own; another one may be spoken for by it.
Own = aliased(RollSeat)


def today_view(db: Db, reader: Actor) -> dict:
    """For the seat of this reader: open votes, sittings to attend, its papers, motions that ask for its signature."""
    seat = db.get(Seat, reader.seat) if reader.seat else None
    open_sessions = select(PlenarySession).where(PlenarySession.stage != SessionStage.CLOSED)
    return {
        "seat": seat_name(seat) | {"time_zone": seat.time_zone} if seat else None,
        "may_vote": Office.MEMBER in reader.offices,
        "prepares": Office.CABINET in reader.offices and Office.MEMBER not in reader.offices,
        "votes": _open_votes(db, reader),
        "sittings": _sittings(db, reader),
        "papers": _papers(db, Motion.seat_id == reader.seat) if reader.seat else [],
        "to_sponsor": _papers(db, Motion.stage == Stage.GATHERING, *_unsigned_by(reader.seat)) if reader.seat else [],
        "sessions": [session_row(row) for row in db.scalars(open_sessions.order_by(PlenarySession.number.desc()))],
    }


def _open_votes(db: Db, reader: Actor) -> list[dict]:
    """Open votes in which this account holds a voice, those it has not voted in first; for a cabinet, its seat's.

    A voice held by proxy is a line of its own, with the city it is for, until that city votes itself. What the mayor
    chose is not shown to a cabinet: until the close a ballot is between the mayor and the house.
    """
    is_member = Office.MEMBER in reader.offices
    holds = Account.id == reader.account if is_member else Own.seat_id == reader.seat
    by_proxy = (RollSeat.proxy_seat_id == Own.seat_id) & is_member
    rows = db.execute(
        select(Vote, Amendment.number, Motion.title, PlenarySession.time_zone, Ballot.choice, Ballot.via, Own, Seat)
        .join(Own, Own.vote_id == Vote.id)
        .join(Mandate, Mandate.id == Own.mandate_id)
        .outerjoin(Account, Account.member_id == Mandate.member_id)
        .join(RollSeat, (RollSeat.vote_id == Vote.id) & ((RollSeat.seat_id == Own.seat_id) | by_proxy))
        .join(Seat, Seat.id == RollSeat.seat_id)
        .outerjoin(Ballot, (Ballot.vote_id == Vote.id) & (Ballot.seat_id == RollSeat.seat_id) & is_member)
        .outerjoin(Amendment, Amendment.id == Vote.amendment_id)
        .outerjoin(Motion, Motion.id == Vote.motion_id)
        .join(PlenarySession, PlenarySession.id == Vote.plenary_id)
        .where(Vote.state == VoteState.OPEN, Vote.manner != Manner.SHOW_OF_HANDS, holds)
        .order_by(Ballot.choice.is_not(None), Vote.closes_at, RollSeat.seat_id != Own.seat_id, Seat.slug)
    )
    return [
        vote_row(vote, number)
        | {"motion_title": title or "", "time_zone": zone, "choice": choice, "seat": seat.id}
        | {"proxy_for": None if seat.id == own.seat_id else seat_name(seat)}
        for vote, number, title, zone, choice, via, own, seat in rows
        if seat.id == own.seat_id or via in (None, Via.PROXY)
    ]


def _unsigned_by(seat: str | None) -> tuple:
    """Motions of other seats whose present version this seat has not signed."""
    signed = select(Sponsorship.seat_id).where(
        Sponsorship.motion_id == Motion.id, Sponsorship.seat_id == seat, Sponsorship.text_hash == Motion.text_hash
    )
    return Motion.seat_id != seat, ~signed.exists()


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
