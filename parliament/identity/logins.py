"""Signed-in browsers, kept on the server: a login can be ended there, whatever a browser or a thief still holds.

30 minutes without a request, or 12 hours in all, end it (S14). `on_ended` hears of every login that is ended
here, after the commit; expiry and suspension elsewhere are seen by asking `living_actors`.
"""

import secrets
from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any

import structlog
from sqlalchemy import ColumnElement, Select, bindparam, select, update
from sqlalchemy.orm import Session as Db

from parliament.identity.actors import NOW, actor_in, who
from parliament.identity.secrets_asked import Holders
from parliament.rules.powers import Actor
from parliament.store.tables import Account, Login
from parliament.store.tokens import new_token

if TYPE_CHECKING:
    from parliament.commands.house import House

logger = structlog.get_logger("parliament.identity")

IDLE = timedelta(minutes=30)
ABSOLUTE = timedelta(hours=12)
SEEN_EVERY = timedelta(minutes=1)

on_ended: list[Callable[[str], None]] = []


def _who_signed_in(now: ColumnElement[datetime]) -> Select[Any]:
    known = who(now).join(Login, Login.account_id == Account.id).where(Login.ended_at.is_(None))
    return known.add_columns(Login.id.label("login"), Login.seen_at, Login.began_at)


def _is_alive(row: Any) -> bool:
    return row.now - row.seen_at < IDLE and row.now - row.began_at < ABSOLUTE


_BY_LOGIN = _who_signed_in(NOW).where(Login.id.in_(bindparam("logins", expanding=True)))


@dataclass(frozen=True)
class OpenLogin:
    """One of a person's own signed-in browsers, as they are shown it."""

    id: str
    agent: str
    began_at: datetime
    seen_at: datetime


def begin_login(house: "House", account_id: str, agent: str = "") -> str:
    """Begin a login and return its secret, which only the browser keeps."""
    token, hashed = new_token()
    with house.database.writing() as db:
        now = house.now(db)
        db.add(
            Login(
                id=f"login-{secrets.token_hex(8)}",
                token_hash=hashed,
                account_id=account_id,
                agent=agent[:200],
                began_at=now,
                seen_at=now,
            )
        )
    return token


class Browsers:
    """Who is signed in with the secret of a cookie."""

    def __init__(self, house: "House") -> None:
        self._house = house
        self._holders = Holders(house, _who_signed_in, Login.token_hash, is_valid=_is_alive)

    def find(self, token: str) -> Actor:
        """Who holds this secret; nobody when the login was ended, has run out or its account is suspended."""
        actor, row = self._holders.find(token)
        if row and row.now - row.seen_at >= SEEN_EVERY:
            _mark_seen(self._house, row.login)
        return actor


def living_actors(house: "House", login_ids: Iterable[str]) -> dict[str, Actor]:
    """Who stands behind those of these logins that still stand. Nobody is marked as seen by being looked at (S14)."""
    found: defaultdict[str, list[Any]] = defaultdict(list)
    with house.reading() as db:
        for row in db.execute(_BY_LOGIN, {"logins": list(login_ids), "now": house.now(db)}):
            if _is_alive(row):
                found[row.login].append(row)
        return {login: actor_in(db, rows, login) for login, rows in found.items()}


def own_logins(db: Db, account_id: str, now: datetime) -> list[OpenLogin]:
    """The open logins of one account, the latest first."""
    rows = db.scalars(
        select(Login)
        .where(
            Login.account_id == account_id,
            Login.ended_at.is_(None),
            Login.seen_at > now - IDLE,
            Login.began_at > now - ABSOLUTE,
        )
        .order_by(Login.began_at.desc(), Login.id)
    )
    return [OpenLogin(row.id, row.agent, row.began_at, row.seen_at) for row in rows]


def end_login(house: "House", account_id: str, login_id: str) -> None:
    """End one login of this account; another account's is left alone."""
    _end(house, Login.account_id == account_id, Login.id == login_id)


def end_all_logins(house: "House", account_id: str, except_login: str | None = None) -> None:
    """End every login of this account, but for the one at hand if it is named."""
    others = () if except_login is None else (Login.id != except_login,)
    _end(house, Login.account_id == account_id, *others)


def _mark_seen(house: "House", login_id: str) -> None:
    # A condition in the statement itself: a login that ended meanwhile stays as it was when it ended.
    with house.database.writing() as db:
        now = house.now(db)
        db.execute(
            update(Login)
            .where(Login.id == login_id, Login.ended_at.is_(None), Login.seen_at <= now - SEEN_EVERY)
            .values(seen_at=now)
        )


def _end(house: "House", *which: ColumnElement[bool]) -> None:
    with house.database.writing() as db:
        ending = update(Login).where(Login.ended_at.is_(None), *which).values(ended_at=house.now(db))
        ended = list(db.scalars(ending.returning(Login.id)))
    for login_id in ended:
        for listener in on_ended:
            try:
                listener(login_id)
            except Exception:
                # The login is ended whatever a listener does; the sweep over `living_actors` finds what it missed.
                logger.exception("a listener to ended logins failed", login=login_id)
