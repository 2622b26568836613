"""What stands in the way of a motion on its way to the house, said before anybody presses a button."""

from sqlalchemy import select
from sqlalchemy.orm import Session as Db

from parliament.rules.motions import obstacles_to_submitting
from parliament.rules.refusals import Obstacle
from parliament.store.queries.locking import found
from parliament.store.queries.sessions import profile_of
from parliament.store.tables import Motion, PlenarySession, Seat, Sponsorship


def obstacles_of(db: Db, motion_id: str) -> list[Obstacle]:
    """What the motion still lacks to be submitted, as `submit_motion` will judge it. Refused: not_found."""
    motion = found(db, Motion, motion_id)
    need = profile_of(db, db.get_one(PlenarySession, motion.plenary_id)).sponsors
    signed = select(Sponsorship.seat_id).where(
        Sponsorship.motion_id == motion.id, Sponsorship.text_hash == motion.text_hash
    )
    sponsors = {motion.seat_id, *db.scalars(signed)}
    countries = dict(db.execute(select(Seat.id, Seat.country).where(Seat.id.in_(sponsors))).all())
    return obstacles_to_submitting(
        stage=motion.stage,
        sponsors=sorted(sponsors),
        country_of=countries,
        need=need.min_number,
        need_countries=need.min_countries,
    )
