"""Convening a session, making its agenda, closing it."""

from datetime import datetime

from sqlalchemy import func, select

from parliament.commands.house import Answer, Tx, requires
from parliament.commands.profiles import shipped_profile
from parliament.record.canonical import canonical, timestamp
from parliament.record.entries import INSTITUTION, ItemAdded, SessionClosed, SessionConvened
from parliament.rules.deadlines import check_notice, is_time_zone
from parliament.rules.powers import Power
from parliament.rules.refusals import Code, Refused
from parliament.rules.sittings import check_closing_session
from parliament.rules.stages import ItemKind, SessionStage, Stage, check_stage
from parliament.rules.wording import line, slug
from parliament.store import record
from parliament.store.queries import found, held
from parliament.store.queries.sessions import all_seats, item_of_motion, next_number, open_votes_of
from parliament.store.tables import Item, Log, Motion, PlenarySession, Sitting

RUNNING = (SessionStage.CONVENED, SessionStage.RUNNING)


@requires(Power.CONVENE)
def convene_session(
    tx: Tx, *, title: str, opens_at: datetime, time_zone: str, language: str = "en", profile: str = "global_mayors"
) -> Answer:
    """Convene a session: its own log begins, with the rules of procedure and the seats frozen as annexes.

    Refused: text_empty, unknown_profile, notice_too_short (key `notice_hours`), malformed.
    """
    tx.hold(INSTITUTION)
    rules = shipped_profile(profile)
    title = line(title, "title")
    if not is_time_zone(time_zone):
        raise Refused(Code.MALFORMED, field="time_zone")
    check_notice(tx.now, opens_at, rules.notice_hours)
    number = next_number(tx.db, PlenarySession.number)
    seats = _seats_annex(tx)
    plenary = PlenarySession(
        id=tx.new_id("session"),
        slug=slug(number, title),
        number=number,
        title=title,
        stage=SessionStage.CONVENED,
        language=language,
        time_zone=time_zone,
        convened_at=tx.now,
        opens_at=opens_at,
        profile=rules.name,
        profile_hash=tx.annex(canonical(rules.to_json())),
        seats_hash=tx.annex(canonical({"seats": seats})),
        seats=len(seats),
    )
    tx.db.add(plenary)
    record.open_log(tx.db, plenary.id, f"{tx.db.get_one(Log, INSTITUTION).origin.rpartition('/')[0]}/{plenary.slug}")
    tx.record(_convened(plenary), plenary.id)
    return {"session": plenary.id, "slug": plenary.slug}


def _convened(plenary: PlenarySession) -> SessionConvened:
    return SessionConvened(
        plenary=plenary.id,
        slug=plenary.slug,
        number=plenary.number,
        title=plenary.title,
        language=plenary.language,
        time_zone=plenary.time_zone,
        opens_at=timestamp(plenary.opens_at),
        profile=plenary.profile,
        profile_hash=plenary.profile_hash,
        seats_hash=plenary.seats_hash,
        seats=plenary.seats,
    )


def _seats_annex(tx: Tx) -> list[dict]:
    """Seats as the session's record needs them to be checked alone: the city's figures and the holder's mandate."""
    return [
        {
            "seat": seat.id,
            "slug": seat.slug,
            "city": seat.city,
            "other_name": seat.other_name,
            "country": seat.country,
            "country_name": seat.country_name,
            "continent": seat.continent,
            "population": seat.population,
            "latitude": seat.latitude,
            "longitude": seat.longitude,
            "state": seat.state,
            "mandate": mandate.id if mandate else None,
        }
        for seat, mandate in all_seats(tx.db)
    ]


@requires(Power.EDIT_AGENDA)
def add_item(tx: Tx, *, session_id: str, kind: str, title: str = "", motion_id: str | None = None) -> Answer:
    """Put an item at the end of the agenda; a published motion becomes scheduled by it.

    Refused: not_found, wrong_stage, already_exists, text_empty, malformed (a motion's item without one).
    """
    plenary = held(tx.db, PlenarySession, session_id)
    check_stage(plenary.stage, *RUNNING)
    if kind not in set(ItemKind) or (kind == ItemKind.MOTION) != (motion_id is not None):
        raise Refused(Code.MALFORMED, field="motion_id")
    if motion_id:
        motion = found(tx.db, Motion, motion_id)
        if motion.plenary_id != plenary.id:
            raise Refused(Code.NOT_FOUND, field="motion_id")
        if item_of_motion(tx.db, motion_id):
            raise Refused(Code.ALREADY_EXISTS, field="motion_id", what=motion.title)
        check_stage(motion.stage, Stage.PUBLISHED)
        motion.stage, title = Stage.SCHEDULED, motion.title
    position = next_number(tx.db, Item.position, Item.plenary_id == plenary.id)
    item = Item(
        id=tx.new_id("item"),
        plenary_id=plenary.id,
        position=position,
        kind=kind,
        title=line(title, "title"),
        motion_id=motion_id,
    )
    tx.db.add(item)
    tx.record(
        ItemAdded(item=item.id, position=position, item_kind=kind, title=item.title, motion=motion_id), plenary.id
    )
    return {"item": item.id, "position": position}


@requires(Power.CLOSE_SESSION)
def close_session(tx: Tx, *, session_id: str) -> Answer:
    """Close the session and its log. Refused: wrong_stage, open_business."""
    plenary = held(tx.db, PlenarySession, session_id)
    meeting = select(func.count()).where(Sitting.plenary_id == plenary.id, Sitting.state.in_(("open", "suspended")))
    check_closing_session(
        stage=plenary.stage,
        open_sittings=tx.db.scalar(meeting) or 0,
        open_votes=len(open_votes_of(tx.db, plenary.id)),
    )
    plenary.stage = SessionStage.CLOSED
    tx.record(SessionClosed(plenary=plenary.id), plenary.id)
    return {"session": plenary.id}
