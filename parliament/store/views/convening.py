"""Who has to hear of a session: every seat with its holder, and whether the holder can sign in."""

from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session as Db

from parliament.rules.stages import ACCREDITED
from parliament.store.queries.sessions import all_seats
from parliament.store.tables import Account, Invitation, Member
from parliament.store.views.seats import seat_name
from parliament.store.views.sessions import session_view


def notices_view(db: Db, word: str, now: datetime) -> dict:
    """The session, and for each seat with a voice its holder, zone and standing: running, invited or none.

    Refused: not_found.
    """
    plenary = session_view(db, word)
    accounts = {row.member_id: row for row in db.scalars(select(Account).where(Account.member_id.is_not(None)))}
    waiting = set(
        db.scalars(select(Invitation.account_id).where(Invitation.used_at.is_(None), Invitation.expires_at > now))
    )
    names = dict(db.execute(select(Member.id, Member.name)).all())
    rows = [
        seat_name(seat)
        | {
            "holder": names[mandate.member_id],
            "time_zone": seat.time_zone,
            "standing": _standing(accounts.get(mandate.member_id), waiting),
        }
        for seat, mandate in all_seats(db)
        if mandate is not None and seat.state in ACCREDITED
    ]
    rows.sort(key=lambda row: (row["city"].casefold(), row["slug"]))
    return plenary | {"notified": rows, "without": sum(row["standing"] == "none" for row in rows)}


def _standing(account: Account | None, waiting: set[str]) -> str:
    if account is None:
        return "none"
    return "running" if account.password_hash is not None else "invited" if account.id in waiting else "none"
