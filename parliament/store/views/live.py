"""What is before the house this moment: the one view behind the live page, the chair's desk and the hall."""

from sqlalchemy import func, select
from sqlalchemy.orm import Session as Db

from parliament.record.entries import INSTITUTION
from parliament.rules.quorum import Attendance, check_quorum
from parliament.rules.refusals import Code, Refused
from parliament.rules.stages import ACCREDITED, Question, SeatState, SittingState, VoteState
from parliament.store.queries import sessions as questions
from parliament.store.queries.agenda import label_of
from parliament.store.queries.docket import Docket, docket_of
from parliament.store.queries.votes import count_ballots
from parliament.store.tables import (
    Account,
    Amendment,
    Ballot,
    Declaration,
    Item,
    Log,
    Motion,
    PlenarySession,
    Presence,
    Sitting,
    Vote,
)
from parliament.store.views.floor import NO_FLOOR, floor_view
from parliament.store.views.marking import changes_of
from parliament.store.views.motions import amendment_row, consequences, motion_row, printed, vote_row
from parliament.store.views.officers import requests_view
from parliament.store.views.seats import seat_names
from parliament.store.views.sessions import item_row, session_named, session_row, sitting_row
from parliament.store.views.votes import left_to, rule_from, rule_in_words
from parliament.store.views.voting import asked_at_once, marked_as_put


def live_view(db: Db, word: str) -> dict:
    """The session as it is now. Everything here is public."""
    plenary = session_named(db, word)
    sitting = _sitting_to_show(db, plenary)
    item = db.get(Item, sitting.item_id) if sitting and sitting.item_id else None
    motion = db.get(Motion, item.motion_id) if item and item.motion_id else None
    vote = questions.open_vote_in(db, sitting) if sitting else None
    chair = db.get(Account, sitting.chair_id) if sitting and sitting.chair_id else None
    docket = docket_of(db, motion) if motion else None
    return {
        "session": session_row(plenary),
        "seq": db.get_one(Log, plenary.id).size,
        "sitting": sitting_row(sitting, chair.name if chair else None) if sitting else None,
        "item": item_row(item, motion, label_of(db, item)) if item else None,
        "motion": motion_row(motion, seat_names(db, {motion.seat_id})) if motion else None,
        "focus": _focus(db, motion, docket, vote),
        "floor": floor_view(db, sitting) if sitting else NO_FLOOR,
        "presence": presence_view(db, plenary, sitting),
        "vote": open_vote_row(db, vote) if vote else None,
        "windows": [row for row in _open_votes(db, plenary) if vote is None or row["id"] != vote.id],
        "requests": requests_view(db, sitting) if sitting and sitting.state == SittingState.OPEN else [],
        "decided": _last_decided(db, plenary),
        "pending": _pending(db, docket, motion),
        "declarations": _declarations(db, plenary),
    }


def numbers_of(db: Db, word: str) -> tuple[str, tuple[int, ...]]:
    """A session's id, and the numbers its view follows from: as long as they stay, so does the view, and in one question.

    Whatever is an entry lengthens a log; ballots and presence are not in the record. Refused: not_found.
    """
    log, house = Log.__table__.alias(), Log.__table__.alias()
    ballots = select(func.count()).select_from(Ballot).join(Vote, Vote.id == Ballot.vote_id)
    present = select(func.count()).select_from(Presence).join(Sitting, Sitting.id == Presence.sitting_id)
    is_open = (Vote.plenary_id == PlenarySession.id) & (Vote.state == VoteState.OPEN)
    here = (Sitting.plenary_id == PlenarySession.id) & Presence.present
    row = db.execute(
        select(
            PlenarySession.id,
            log.c.size,
            house.c.size,
            ballots.where(is_open).correlate(PlenarySession).scalar_subquery(),
            present.where(here).correlate(PlenarySession).scalar_subquery(),
        )
        .join(log, log.c.id == PlenarySession.id)
        .join(house, house.c.id == INSTITUTION)
        .where((PlenarySession.id == word) | (PlenarySession.slug == word))
    ).first()
    if row is None:
        raise Refused(Code.NOT_FOUND)
    return row[0], tuple(row[1:])


def _sitting_to_show(db: Db, plenary: PlenarySession) -> Sitting | None:
    """The sitting that meets; else the next one; else the last one."""
    meeting = questions.meeting_of(db, plenary.id)
    if meeting:
        return meeting
    rows = db.scalars(select(Sitting).where(Sitting.plenary_id == plenary.id).order_by(Sitting.number)).all()
    waiting = [row for row in rows if row.state == "scheduled"]
    return waiting[0] if waiting else rows[-1] if rows else None


def _focus(db: Db, motion: Motion | None, docket: Docket | None, vote: Vote | None) -> dict | None:
    """The text being decided: what is put of an amendment, marked up, several in words, or the text as amended so far."""
    if motion is None or docket is None:
        return None
    is_about_it = vote is not None and vote.motion_id == motion.id
    if vote is not None and is_about_it and vote.amendment_id:
        amendment = db.get_one(Amendment, vote.amendment_id)
        return {
            "kind": "amendment",
            "amendment": amendment_row(amendment, docket, seat_names(db, {amendment.seat_id})),
            "marked": _put_of(docket, amendment.number, vote.part),
            "consequences": consequences(docket, amendment.number),
            "if_rejected": consequences(docket, amendment.number, "rejected"),
        }
    if vote is not None and is_about_it and vote.question == Question.BLOC:
        asked = asked_at_once(db, vote)
        return {"kind": "bloc"} | {name: asked[name] for name in ("changes", "consequences", "text")}
    is_put = vote is not None and is_about_it and vote.question == Question.MOTION
    return {"kind": "text", "text": printed(docket.consolidated.text), "is_put": is_put}


def _put_of(docket: Docket, number: int, part: int | None) -> list[dict]:
    """The paragraphs that the amendment changes, or the part of it that is put."""
    if part is None:
        return changes_of(docket, number)
    return [row for row in marked_as_put(docket, number, part) if row["mark"] != "same"]


def presence_view(db: Db, plenary: PlenarySession, sitting: Sitting | None) -> dict:
    """Seats present, against what the rules ask to open and to decide."""
    states = questions.count_seats(db)
    held = sum(states[state] for state in ACCREDITED)
    members = held + states[SeatState.DISPUTED] + states[SeatState.SUSPENDED]
    present = questions.count_present(db, sitting.id) if sitting else 0
    profile = questions.profile_of(db, plenary)
    attendance = Attendance(members=members, accredited=held, present=present, roll=held)
    to_open = check_quorum(profile.quorum.to_open, attendance)
    to_decide = check_quorum(profile.quorum.to_decide, attendance)
    return {
        "present": present,
        "held": held,
        "to_open": to_open.need,
        "to_decide": to_decide.need,
        "is_quorate": to_decide.is_met,
    }


def open_vote_row(db: Db, vote: Vote) -> dict:
    """A vote before the house, with how far it is and the rule it is decided by."""
    amendment = db.get(Amendment, vote.amendment_id) if vote.amendment_id else None
    motion = db.get(Motion, vote.motion_id) if vote.motion_id else None
    return vote_row(vote, amendment.number if amendment else None) | {
        "motion_number": motion.number if motion else None,
        "motion_title": motion.title if motion else "",
        "voted": count_ballots(db, vote.id),
        "rule": rule_in_words(rule_from(vote)),
    }


def _open_votes(db: Db, plenary: PlenarySession) -> list[dict]:
    """Every open vote of the session, the next one to close first: windows run beside the sitting, and after it."""
    rows = select(Vote).where(Vote.plenary_id == plenary.id, Vote.state == VoteState.OPEN)
    return [open_vote_row(db, vote) for vote in db.scalars(rows.order_by(Vote.closes_at, Vote.number))]


def _last_decided(db: Db, plenary: PlenarySession) -> dict | None:
    row = db.execute(
        select(Vote, Amendment.number, Motion.number, Motion.title)
        .outerjoin(Amendment, Amendment.id == Vote.amendment_id)
        .outerjoin(Motion, Motion.id == Vote.motion_id)
        .where(Vote.plenary_id == plenary.id, Vote.state == VoteState.CLOSED)
        .order_by(Vote.closed_at.desc(), Vote.number.desc())
        .limit(1)
    ).first()
    if row is None:
        return None
    vote, amendment_number, motion_number, title = row
    named = {"motion_number": motion_number, "motion_title": title or "", "left_to": left_to(vote)}
    return vote_row(vote, amendment_number) | named


def _pending(db: Db, docket: Docket | None, motion: Motion | None) -> list[dict]:
    """Only what will still be voted on this motion, in order, with what would follow."""
    if docket is None or motion is None:
        return []
    rows = db.scalars(
        select(Amendment).where(Amendment.motion_id == motion.id, Amendment.number.in_(docket.pending))
    ).all()
    seats = seat_names(db, {row.seat_id for row in rows})
    by_number = {row.number: row for row in rows}
    return [amendment_row(by_number[number], docket, seats) for number in docket.pending]


def _declarations(db: Db, plenary: PlenarySession) -> list[dict]:
    rows = select(Declaration).where(Declaration.plenary_id == plenary.id).order_by(Declaration.number.desc())
    return [
        {"slug": row.slug, "number": row.number, "title": row.title, "published_at": row.published_at}
        for row in db.scalars(rows)
    ]
