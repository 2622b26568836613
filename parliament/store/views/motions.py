"""Motions with their text, sponsors and amendments, as far as the reader may see them."""

import json
from typing import Literal

from sqlalchemy import select
from sqlalchemy.orm import Session as Db

from parliament import texts
from parliament.rules.motions import may_read
from parliament.rules.powers import Actor
from parliament.rules.refusals import Code, Refused
from parliament.store.queries.docket import Docket, docket_of
from parliament.store.queries.sessions import item_of_motion
from parliament.store.record import annex
from parliament.store.tables import Amendment, AmendmentOrder, Declaration, Motion, PlenarySession, Sponsorship, Vote
from parliament.store.views.marking import sentences_of
from parliament.store.views.seats import seat_names


def motion_row(motion: Motion, seats: dict[str, dict]) -> dict:
    return {
        "id": motion.id,
        "session": motion.plenary_id,
        "number": motion.number,
        "title": motion.title,
        "stage": motion.stage,
        "visibility": motion.visibility,
        "outcome": motion.outcome,
        "reason": motion.reason,
        "mover": seats[motion.seat_id],
        "text_hash": motion.text_hash,
        "adopted_hash": motion.adopted_hash,
        "drafted_at": motion.drafted_at,
        "submitted_at": motion.submitted_at,
        "published_at": motion.published_at,
    }


def list_motions(db: Db, plenary_id: str, reader: Actor) -> list[dict]:
    """The motions of a session that this reader may see, by number, drafts last."""
    rows = db.scalars(select(Motion).where(Motion.plenary_id == plenary_id)).all()
    seen = [row for row in rows if may_read(visibility=row.visibility, seat=row.seat_id, reader=reader)]
    seats = seat_names(db, {row.seat_id for row in seen})
    return [motion_row(row, seats) for row in sorted(seen, key=lambda row: (row.number or 10**6, row.drafted_at))]


def motion_for(db: Db, motion_id: str, reader: Actor) -> Motion:
    """The motion, if this reader may see it: what is hidden and what is not there look alike. Refused: not_found."""
    motion = db.get(Motion, motion_id)
    if motion is None or not may_read(visibility=motion.visibility, seat=motion.seat_id, reader=reader):
        raise Refused(Code.NOT_FOUND)
    return motion


def of_motion(db: Db, motion: Motion, docket: Docket) -> dict:
    """What the pages on a motion's amendments say of it."""
    plenary = db.get_one(PlenarySession, motion.plenary_id)
    return {
        "motion": motion.id,
        "motion_number": motion.number,
        "motion_title": motion.title,
        "motion_stage": motion.stage,
        "language": docket.base.language,
        "session_slug": plenary.slug,
        "session_title": plenary.title,
        "time_zone": plenary.time_zone,
    }


def printed(text: texts.Text) -> dict:
    """A text as it is shown and edited: labels and end punctuation computed."""
    shown = {p.id: p for p in texts.as_printed(text)}
    depth = text.outline
    return {
        "language": text.language,
        "title": text.title,
        "hash": texts.text_hash(text),
        "paragraphs": [
            {
                "id": p.id,
                "section": p.section,
                "depth": len(depth.chain(p.id)) - 2,
                "label": shown[p.id].label,
                "text": p.text,
                "printed": shown[p.id].text,
                "addressee": p.addressee,
            }
            for p in text.paragraphs
        ],
    }


def words_of(now: texts.Consolidated) -> dict[str, list[dict]]:
    """The words of each paragraph, and of the title, with their sources."""
    return {
        pid: [{"source": source, "text": words} for source, words in texts.words_by_source(now, pid)]
        for pid in now.provenance
    }


def motion_view(db: Db, motion_id: str, reader: Actor) -> dict:
    """One motion whole: base text, text as amended, sponsors, amendments with their fates, votes."""
    motion = motion_for(db, motion_id, reader)
    docket = docket_of(db, motion)
    signed = db.execute(
        select(Sponsorship.seat_id, Sponsorship.text_hash, Sponsorship.at, Sponsorship.instruction)
        .where(Sponsorship.motion_id == motion.id)
        .order_by(Sponsorship.at, Sponsorship.seat_id)
    ).all()
    amendments = db.scalars(select(Amendment).where(Amendment.motion_id == motion.id).order_by(Amendment.number)).all()
    ids = {motion.seat_id, *(row.seat_id for row in signed), *(row.seat_id for row in amendments)}
    seats = seat_names(db, ids)
    item = item_of_motion(db, motion.id)
    plenary = db.get_one(PlenarySession, motion.plenary_id)
    declaration = db.scalar(select(Declaration.slug).where(Declaration.motion_id == motion.id))
    order = db.get(AmendmentOrder, motion.id)
    return motion_row(motion, seats) | {
        "session_slug": plenary.slug,
        "session_title": plenary.title,
        "item": item.id if item else None,
        "text": printed(docket.base),
        "as_amended": printed(docket.consolidated.text),
        "words": words_of(docket.consolidated),
        "sponsors": [
            seats[row.seat_id]
            | {"signed_at": row.at, "is_current": row.text_hash == motion.text_hash}
            | {"on_instruction": bool(row.instruction)}
            for row in signed
        ],
        "amendments": [amendment_row(row, docket, seats) for row in amendments],
        "order": order_view(docket, order),
        "votes": vote_rows(db, motion.id),
        "declaration": declaration,
    }


def amendment_row(row: Amendment, docket: Docket, seats: dict[str, dict]) -> dict:
    fate = docket.fates[row.number]
    return {
        "id": row.id,
        "motion": row.motion_id,
        "number": row.number,
        "mover": seats[row.seat_id],
        "justification": row.justification,
        "parent": docket.items[row.number].parent,
        "replaces": list(docket.items[row.number].replaces),
        "submitted_at": row.submitted_at,
        "withdrawn_at": row.withdrawn_at,
        "fate": fate.state,
        "by": fate.by,
        "part": _next_part(docket, row.number),
        "parts": len(docket.divided[row.number].parts) if row.number in docket.divided else None,
        "conflicts_with": sorted(docket.standing.rivals(row.number)),
        "sentences": sentences_of(docket, row.number),
        "consequences": consequences(docket, row.number) if fate.state == "pending" else [],
    }


def _next_part(docket: Docket, number: int) -> int | None:
    """Of an amendment that is put in parts, the one that comes next."""
    divided = docket.divided.get(number)
    return None if divided is None or divided.is_done else divided.next_part


def consequences(docket: Docket, number: int, outcome: Literal["adopted", "rejected"] = "adopted") -> list[dict]:
    """“If adopted, 9 falls, 3 is satisfied”: number and fate of each amendment whose fate would change, and by which."""
    found = docket.consequences(number, outcome)
    return [{"number": n, "fate": fate.state, "by": fate.by} for n, fate in found.items()]


def order_view(docket: Docket, order: AmendmentOrder | None) -> dict:
    """The order of voting: proposed with its reasons; as confirmed, once it is; what is still to be voted."""
    return {
        "proposed": [{"number": p.number, "key": p.key, "reason": p.reason} for p in docket.proposed],
        "confirmed": list(order.confirmed) if order else None,
        "reason": order.reason if order else "",
        "pending": docket.pending,
    }


def vote_rows(db: Db, motion_id: str) -> list[dict]:
    """The votes on a motion and its amendments, in the order they were opened."""
    rows = (
        select(Vote, Amendment.number)
        .outerjoin(Amendment, Amendment.id == Vote.amendment_id)
        .where(Vote.motion_id == motion_id)
        .order_by(Vote.number)
    )
    return [vote_row(vote, number) for vote, number in db.execute(rows)]


def vote_row(vote: Vote, amendment_number: int | None) -> dict:
    return {
        "id": vote.id,
        "number": vote.number,
        "session": vote.plenary_id,
        "sitting": vote.sitting_id,
        "item": vote.item_id,
        "question": vote.question,
        "about": vote.about,
        "wording": vote.wording,
        "motion": vote.motion_id,
        "amendment": vote.amendment_id,
        "amendment_number": amendment_number,
        "part": vote.part,
        "parts": vote.parts,
        "manner": vote.manner,
        "round": vote.round,
        "state": vote.state,
        "window": vote.window,
        "objections": vote.objections,
        "text_hash": vote.text_hash,
        "roll": vote.roll,
        "opened_at": vote.opened_at,
        "closes_at": vote.closes_at,
        "closed_at": vote.closed_at,
        "outcome": vote.outcome,
        "casting": vote.casting,
        "annulled_reason": vote.annulled_reason,
        "tally": tally_of(vote),
    }


def tally_of(vote: Vote) -> dict | None:
    if vote.yes is None:
        return None
    names = ("yes", "no", "abstain", "papers", "not_voting", "absent", "present")
    return {name: getattr(vote, name) for name in names}


def text_of(db: Db, sha256: str) -> texts.Text:
    return texts.text_from_json(json.loads(annex(db, sha256)))
