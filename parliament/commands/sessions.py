"""Convening a session, with full notice or urgently; the vote on the urgency; closing it."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session as Db

from parliament.commands.agenda import put_on
from parliament.commands.house import Answer, Tx, requires
from parliament.commands.papers import lay
from parliament.commands.profiles import profile_named
from parliament.commands.questions import Asked, comes_before_votes, moves, put
from parliament.commands.sittings import presided, schedule
from parliament.record.canonical import canonical, timestamp
from parliament.record.entries import INSTITUTION, SessionClosed, SessionConvened, UrgencyDecided
from parliament.rules.agenda import check_urgency_put, obstacles_to_business
from parliament.rules.deadlines import check_notice, check_urgent_notice, is_time_zone
from parliament.rules.powers import Power
from parliament.rules.profile import Profile
from parliament.rules.refusals import Code, Obstacle, Refused
from parliament.rules.sittings import check_closing_session
from parliament.rules.stages import ItemKind, Outcome, Question, SessionStage, Urgency
from parliament.rules.wording import line, prose, slug
from parliament.store import record
from parliament.store.queries import held
from parliament.store.queries.sessions import all_seats, next_number, open_votes_of
from parliament.store.tables import Log, PlenarySession, Sitting, Vote


@requires(Power.CONVENE)
def convene_session(
    tx: Tx,
    *,
    title: str,
    opens_at: datetime,
    time_zone: str,
    language: str = "en",
    profile: str = "global_mayors",
    urgent: bool = False,
    reason: str = "",
    rehearsal: bool = False,
    first_sitting: bool = False,
    items: Sequence[dict[str, Any]] = (),
    papers: Sequence[dict[str, Any]] = (),
) -> Answer:
    """Convene a session: its own log begins, with the rules of procedure and the seats frozen as annexes.

    In the same act: its first sitting at the opening, the items of its draft agenda (`kind`, `title`,
    `planned_minutes`) and its first papers (`title`, `media_type`, `content`, `language`). An urgent session has the
    short notice, a reason and a first sitting; a rehearsal needs no notice.

    Refused: text_empty, unknown_profile, notice_too_short (key `notice_hours`), urgent_notice_too_short (key
    `urgent.notice_minutes`), reason_needed, malformed, paper_too_large, wrong_kind_of_file.
    """
    tx.hold(INSTITUTION)
    rules = profile_named(tx.db, profile)
    if not is_time_zone(time_zone):
        raise Refused(Code.MALFORMED, field="time_zone")
    reason = prose(reason, "reason", limit=1000, required=urgent)
    if not rehearsal:
        _check_notice(tx.now, opens_at, rules, urgent=urgent)
    plenary = _opened(tx, line(title, "title"), rules, rehearsal=rehearsal)
    plenary.language, plenary.time_zone, plenary.opens_at = language, time_zone, opens_at
    plenary.urgency, plenary.reason = Urgency.PENDING if urgent else None, reason
    tx.db.add(plenary)
    record.open_log(tx.db, plenary.id, _origin(tx, plenary))
    tx.record(_convened(plenary), plenary.id)
    sitting = schedule(tx, plenary, opens_at) if first_sitting or urgent else None
    _lay_out(tx, plenary, items, papers)
    return {"session": plenary.id, "slug": plenary.slug, "sitting": sitting.id if sitting else None}


def _origin(tx: Tx, plenary: PlenarySession) -> str:
    """The public name of the log. A rehearsal's slug may be given again once it is deleted, and its log's name must
    never be: whoever signs would take the second for a forged first."""
    house = tx.db.get_one(Log, INSTITUTION).origin.rpartition("/")[0]
    return f"{house}/{plenary.id if plenary.rehearsal else plenary.slug}"


def _check_notice(now: datetime, opens_at: datetime, rules: Profile, *, urgent: bool) -> None:
    if urgent:
        check_urgent_notice(now, opens_at, rules.urgent.notice_minutes)
    else:
        check_notice(now, opens_at, rules.notice_hours)


def _opened(tx: Tx, title: str, rules: Profile, *, rehearsal: bool) -> PlenarySession:
    """The session with its number and address, its rules and its seats."""
    number = next_number(tx.db, PlenarySession.number, PlenarySession.rehearsal.is_(rehearsal))
    seats = _seats_annex(tx)
    return PlenarySession(
        id=tx.new_id("session"),
        slug=slug(*(("rehearsal",) if rehearsal else ()), number, title),
        number=number,
        title=title,
        stage=SessionStage.CONVENED,
        convened_at=tx.now,
        profile=rules.name,
        profile_hash=tx.annex(canonical(rules.to_json())),
        seats_hash=tx.annex(canonical({"seats": seats})),
        seats=len(seats),
        rehearsal=rehearsal,
    )


def _lay_out(
    tx: Tx, plenary: PlenarySession, items: Sequence[dict[str, Any]], papers: Sequence[dict[str, Any]]
) -> None:
    """What is on the agenda and on the table from the beginning; papers belong to the first item, if there is one."""
    if any(row["kind"] == ItemKind.MOTION for row in items):
        raise Refused(Code.MALFORMED, field="items")  # a session that begins has no motions yet
    made = [
        put_on(tx, plenary, kind=row["kind"], title=row["title"], planned_minutes=row.get("planned_minutes"))
        for row in items
    ]
    for paper in papers:
        lay(tx, plenary, **({"language": plenary.language} | paper), item=made[0] if made else None)


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
        urgent=plenary.urgency is not None,
        reason=plenary.reason,
        rehearsal=plenary.rehearsal,
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
            "cities": seat.cities,
            "latitude": seat.latitude,
            "longitude": seat.longitude,
            "state": seat.state,
            "mandate": mandate.id if mandate else None,
        }
        for seat, mandate in all_seats(tx.db)
    ]


@comes_before_votes
def urgency_first(_db: Db, sitting: Sitting, asked: Asked) -> list[Obstacle]:
    """In an urgent session the house votes on the urgency before it votes on anything else."""
    urgency = sitting.plenary.urgency
    if asked.question is Question.URGENCY and urgency == Urgency.PENDING:
        return []
    return obstacles_to_business(urgency)


@requires(Power.OPEN_VOTE)
def put_urgency(tx: Tx, *, sitting_id: str, manner: str | None = None) -> Answer:
    """Put the urgency of the session to the house: the first vote of its first sitting.

    Refused: not_found, not_presiding, wrong_stage (the session is not urgent, or it is decided), and as any question:
    sitting_not_open, vote_open, floor_taken, no_quorum.
    """
    sitting = presided(tx, sitting_id)
    check_urgency_put(sitting.plenary.urgency)
    asked = Asked(question=Question.URGENCY, about=sitting.plenary_id, wording="The urgency of this session")
    return put(tx, sitting, asked, manner=manner)


@moves(Question.URGENCY)
def urgency_decided(tx: Tx, vote: Vote, outcome: Outcome) -> None:
    """Adopted, business goes on; rejected, none follows. An undecided urgency may be put again."""
    if outcome not in (Outcome.ADOPTED, Outcome.REJECTED):
        return
    plenary = tx.db.get_one(PlenarySession, vote.plenary_id)
    plenary.urgency = Urgency(outcome)
    tx.record(UrgencyDecided(vote=vote.id, outcome=outcome), plenary.id)


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
