"""How far an amendment has come on the way to being accepted by the sponsors of its motion, and what a reader can do."""

from datetime import datetime

from sqlalchemy.orm import Session as Db

from parliament.rules.acceptances import check_accepting, check_objecting, check_open, check_settling
from parliament.rules.motions import AMENDABLE
from parliament.rules.powers import Actor, Power
from parliament.rules.refusals import Obstacle
from parliament.store.queries.acceptances import accepting
from parliament.store.queries.docket import Docket, docket_of
from parliament.store.queries.locking import found
from parliament.store.queries.sessions import open_vote_on, profile_of
from parliament.store.tables import Amendment, Motion, PlenarySession
from parliament.store.views.in_the_way import in_the_way
from parliament.store.views.seats import seat_names


def acceptance_of(db: Db, row: Amendment, motion: Motion, docket: Docket) -> dict:
    """Who has to accept an amendment and who did, until when seats may object, and who has; `minutes` 0: nobody can."""
    so_far = accepting(db, row, motion)
    seats = seat_names(db, {*so_far.sponsors, *so_far.objected})
    is_sub = docket.items[row.number].parent is not None
    return {
        "minutes": 0 if is_sub else minutes_of(db, motion),
        "sponsors": [{"seat": seats[key], "accepted_at": so_far.accepted.get(key)} for key in so_far.sponsors],
        "objections_until_at": so_far.until,
        "objections": [{"seat": seats[key], "reason": reason} for key, reason in so_far.objected.items()],
    }


def minutes_of(db: Db, motion: Motion) -> int:
    """How long seats may object under the rules of the motion's session."""
    return profile_of(db, db.get_one(PlenarySession, motion.plenary_id)).amendments.acceptance_minutes


def acts_on_acceptance(db: Db, amendment_id: str, reader: Actor, now: datetime) -> dict[str, list[Obstacle]]:
    """What this reader can do about it, each act with what stands in its way; acts of others are left out.

    Refused: not_found.
    """
    row = found(db, Amendment, amendment_id)
    motion, docket = row.motion, docket_of(db, row.motion)
    item, so_far = docket.items[row.number], accepting(db, row, motion)
    fate = docket.fates[row.number].state
    if motion.stage not in AMENDABLE or fate != "pending" or not minutes_of(db, motion) or item.parent is not None:
        return {}
    open_vote = in_the_way(check_open, item=item, fate=fate, vote_open=open_vote_on(db, motion.id) is not None)
    said = {"by": reader.seat or "", "accepted": so_far.accepted}
    acts: dict[str, list[Obstacle]] = {}
    if Power.ACCEPT_AMENDMENT in reader.powers and reader.seat in so_far.sponsors:
        minutes, objected = minutes_of(db, motion), bool(so_far.objected)
        rest = {"minutes": minutes, "item": item, "sponsors": so_far.sponsors, "objected": objected}
        acts["accept"] = open_vote or in_the_way(check_accepting, **said, **rest)
    if Power.OBJECT_TO_ACCEPTANCE in reader.powers and so_far.accepted:
        acts["object"] = open_vote or in_the_way(check_objecting, **said, objected=so_far.objected)
    if Power.SETTLE_ACCEPTANCE in reader.powers and so_far.accepted:
        acts["settle"] = open_vote or in_the_way(
            check_settling,
            sponsors=so_far.sponsors,
            accepted=so_far.accepted,
            objected=bool(so_far.objected),
            until=so_far.until,
            now=now,
        )
    return acts
