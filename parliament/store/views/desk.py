"""The secretariat's desk: what waits for it across all sessions, and one session with everything it can do there."""

from sqlalchemy import func, select
from sqlalchemy.orm import Session as Db

from parliament.rules.powers import Actor
from parliament.rules.refusals import Obstacle
from parliament.rules.sittings import check_closing_session
from parliament.rules.stages import SessionStage, Stage
from parliament.store.queries.sessions import MEETING, open_votes_of
from parliament.store.tables import Motion, PlenarySession, Sponsorship
from parliament.store.views.certifications import certifications
from parliament.store.views.in_the_way import in_the_way
from parliament.store.views.motions import list_motions, motion_row
from parliament.store.views.seats import holders_of_chair, list_accounts, seat_names
from parliament.store.views.sessions import list_sessions, session_view

# In the order in which the secretariat clears them.
WAITING = (Stage.SUBMITTED, Stage.ADMITTED, Stage.PUBLISHED)


def desk_view(db: Db, reader: Actor) -> dict:
    """What waits, by what has to be done with it; sessions, the newest first."""
    found = _waiting(db)
    adopted = [row for row in certifications(db, reader) if row["declaration"] is None]
    return {
        "waiting": {str(stage): [row for row in found if row["stage"] == stage] for stage in WAITING},
        "to_certify": [row for row in adopted if row["publishing"]],
        "to_publish": [row for row in adopted if not row["publishing"]],
        "sessions": list_sessions(db, rehearsals=True),
    }


def _waiting(db: Db) -> list[dict]:
    rows = db.execute(
        select(Motion, PlenarySession)
        .join(PlenarySession, PlenarySession.id == Motion.plenary_id)
        .where(Motion.stage.in_(WAITING), PlenarySession.stage != SessionStage.CLOSED)
        .order_by(Motion.submitted_at)
    ).all()
    seats = seat_names(db, {motion.seat_id for motion, _ in rows})
    signed = _signatures(db, [motion.id for motion, _ in rows])
    return [
        motion_row(motion, seats)
        | {
            "sponsors": signed.get(motion.id, 0),
            "plenary_slug": plenary.slug,
            "plenary_title": plenary.title,
            "time_zone": plenary.time_zone,
        }
        for motion, plenary in rows
    ]


def _signatures(db: Db, motions: list[str]) -> dict[str, int]:
    """How many seats signed the present version of each."""
    rows = (
        select(Sponsorship.motion_id, func.count())
        .join(Motion, (Motion.id == Sponsorship.motion_id) & (Motion.text_hash == Sponsorship.text_hash))
        .where(Sponsorship.motion_id.in_(motions))
        .group_by(Sponsorship.motion_id)
    )
    return dict(db.execute(rows).all())


def desk_session_view(db: Db, word: str, reader: Actor) -> dict:
    """One session as the secretariat runs it. Refused: not_found."""
    plenary = session_view(db, word)
    meeting = [row for row in plenary["sittings"] if row["state"] in MEETING]
    chairs = [row for row in holders_of_chair(db) if row["id"] not in {sitting["chair"] for sitting in meeting}]
    return plenary | {
        "motions": [row for row in list_motions(db, plenary["id"], reader) if row["stage"] != Stage.WITHDRAWN],
        "certifications": certifications(db, reader, plenary["id"]),
        "meeting": meeting[0] if meeting else None,
        "chairs": chairs,
        "closing": _closing(db, plenary, len(meeting)),
    }


def _closing(db: Db, plenary: dict, meeting: int) -> list[Obstacle]:
    return in_the_way(
        check_closing_session,
        stage=plenary["stage"],
        open_sittings=meeting,
        open_votes=len(open_votes_of(db, plenary["id"])),
    )


def accounts_view(db: Db) -> dict:
    """Who holds what, first the offices that act for the whole house; seats by name."""
    seats = seat_names(db)
    accounts = [
        row
        | {
            "seat": seats.get(row["seat"] or ""),
            "offices": [grant | {"seat": seats.get(grant["seat"] or "")} for grant in row["offices"]],
        }
        for row in list_accounts(db)
    ]
    held = [grant | {"account": row} for row in accounts for grant in row["offices"]]
    return {
        "accounts": accounts,
        "grants": sorted(
            held, key=lambda grant: (grant["office"] == "cabinet", grant["office"], grant["account"]["name"])
        ),
        "seats": sorted(seats.values(), key=lambda seat: seat["city"].casefold()),
    }
