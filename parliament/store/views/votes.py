"""One vote: its question, rule and roll while it is open; tally, roll call and worked explanation once closed."""

import json

from sqlalchemy import func, select
from sqlalchemy.orm import Session as Db

from parliament.rules.decision import decision_under
from parliament.rules.explain import explain, majority_in_words, quorum_in_words
from parliament.rules.powers import Actor
from parliament.rules.refusals import Code, Refused
from parliament.rules.tally import Tally
from parliament.store.queries.docket import docket_of
from parliament.store.queries.sessions import profile_of
from parliament.store.queries.votes import count_ballots, is_stopped, seat_on_roll
from parliament.store.record import annex
from parliament.store.tables import Amendment, Ballot, Motion, PlenarySession, Seat, Vote
from parliament.store.views.motions import consequences, marked, printed, text_of, vote_row
from parliament.store.views.seats import seat_name, seat_names


def vote_view(db: Db, vote_id: str) -> dict:
    """A vote as everybody may see it. Choices are shown only after the close. Refused: not_found."""
    vote = db.get(Vote, vote_id)
    if vote is None:
        raise Refused(Code.NOT_FOUND)
    plenary = db.get_one(PlenarySession, vote.plenary_id)
    motion = db.get_one(Motion, vote.motion_id)
    amendment = db.get(Amendment, vote.amendment_id) if vote.amendment_id else None
    profile = profile_of(db, plenary)
    rule = profile.majority.amendment if amendment else profile.majority.motion
    seats = seat_names(db, {motion.seat_id} | ({amendment.seat_id} if amendment else set()))
    docket = docket_of(db, motion) if amendment else None
    return vote_row(vote, amendment.number if amendment else None) | {
        "session_slug": plenary.slug,
        "session_title": plenary.title,
        "time_zone": plenary.time_zone,
        "motion_number": motion.number,
        "motion_title": motion.title,
        "mover": seats[amendment.seat_id if amendment else motion.seat_id],
        "rule": majority_in_words(rule),
        "quorum": quorum_in_words(profile.quorum.to_decide),
        "may_change": profile.ballots.may_change_until_close,
        "voted": count_ballots(db, vote.id),
        "text": printed(text_of(db, vote.text_hash)),
        "marked": marked(docket.base, docket.items[amendment.number].ops) if docket and amendment else None,
        "consequences": (
            consequences(docket, amendment.number) if docket and amendment and vote.state == "open" else []
        ),
        "explanation": explained(vote, plenary, db),
        "roll_call": roll_call(db, vote),
    }


def explained(vote: Vote, plenary: PlenarySession, db: Db) -> list:
    """The numbers in the rule, worked out again from the tally; empty while the vote is open."""
    if vote.outcome is None:
        return []
    tally = Tally(
        yes=vote.yes or 0,
        no=vote.no or 0,
        abstain=vote.abstain or 0,
        not_voting=vote.not_voting or 0,
        absent=vote.absent or 0,
    )
    is_amendment = vote.amendment_id is not None
    decision = decision_under(profile_of(db, plenary), tally, roll=vote.roll, is_amendment=is_amendment)
    return explain(decision)


def roll_call(db: Db, vote: Vote) -> list[dict]:
    """The named ballots of a closed vote, by city: from the annex the record cites, not from the ballots."""
    if vote.roll_call_hash is None:
        return []
    rows = json.loads(annex(db, vote.roll_call_hash))["roll_call"]
    seats = {seat.id: seat for seat in db.scalars(select(Seat).where(Seat.id.in_({row["seat"] for row in rows})))}
    return [
        seat_name(seats[row["seat"]]) | {"seat": row["seat"], "member": row["member"], "choice": row["choice"]}
        for row in sorted(rows, key=lambda row: row["city"].casefold())
    ]


def ballot_of(db: Db, vote_id: str, reader: Actor) -> dict:
    """What the reader's own seat has to do with this vote: is it on the roll, has it voted, and what."""
    vote = db.get(Vote, vote_id)
    if vote is None:
        raise Refused(Code.NOT_FOUND)
    seat_id = seat_on_roll(db, vote_id, reader.account) if reader.account else None
    ballot = db.get(Ballot, (vote_id, seat_id)) if seat_id else None
    return {
        "vote": vote_id,
        "seat": seat_id,
        "may_vote": seat_id is not None and vote.state == "open" and not is_stopped(db, vote_id),
        "facts": {
            "vote": vote.id,
            "seat": ballot.seat_id,
            "choice": ballot.choice,
            "cast_at": ballot.cast_at,
            "revision": ballot.revision,
            "text_hash": vote.text_hash,
        }
        if ballot
        else None,
    }


def list_votes(db: Db, plenary_id: str) -> list[dict]:
    """The votes of a session, the newest first, with their questions."""
    rows = db.execute(
        select(Vote, Amendment.number, Motion.number, Motion.title)
        .outerjoin(Amendment, Amendment.id == Vote.amendment_id)
        .join(Motion, Motion.id == Vote.motion_id)
        .where(Vote.plenary_id == plenary_id)
        .order_by(Vote.number.desc())
    )
    return [
        vote_row(vote, number) | {"motion_number": motion_number, "motion_title": title}
        for vote, number, motion_number, title in rows
    ]


def progress_of(db: Db, vote_id: str) -> dict:
    """How many of the roll have voted: the only thing the public learns before the close."""
    row = db.execute(
        select(Vote.plenary_id, Vote.roll, func.count(Ballot.seat_id))
        .outerjoin(Ballot, Ballot.vote_id == Vote.id)
        .where(Vote.id == vote_id)
        .group_by(Vote.plenary_id, Vote.roll)
    ).one()
    return {"session": row[0], "of": row[1], "voted": row[2]}
