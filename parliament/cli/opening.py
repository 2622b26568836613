"""Opening the house for a command: its settings, its database, and refusals said as a shell expects them."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import wraps
from pathlib import Path
from typing import Any

import click
from sqlalchemy import Row, inspect, make_url, select

from parliament.commands.founding import found_house
from parliament.commands.house import House
from parliament.config import Settings, read_settings
from parliament.rules.powers import Actor, Office
from parliament.rules.refusals import Refused
from parliament.store.database import Database
from parliament.store.migrate import upgrade
from parliament.store.tables import Account, Log, OfficeHeld

BAD_INPUT = 2  # the exit status of click's own usage errors


def saying_refusals(run: Callable[..., Any]) -> Callable[..., Any]:
    """A refusal becomes one sentence on standard error and exit status 2; nothing was changed."""

    @wraps(run)
    def say(*given: Any, **named: Any) -> Any:
        try:
            return run(*given, **named)
        except Refused as refusal:
            rows = refusal.facts.get("rows", [])
            for row in rows if isinstance(rows, list) else []:
                click.echo(f"row {row['row']}, {row['column']}: {row['problem']}", err=True)
            click.echo(refusal.sentence(), err=True)
            raise SystemExit(BAD_INPUT) from None

    return say


@contextmanager
def open_house(settings: Settings | None = None) -> Iterator[House]:
    """The house these settings name, which has been founded. Connections are closed on leaving."""
    settings = settings or read_settings()
    exists = _may_exist(settings.database_url)
    house = House(Database(settings.database_url), signer=settings.signer) if exists else None
    try:
        if house is None or not is_founded(house.database):
            raise click.ClickException("There is no parliament in this database yet. Begin with: parliament init")
        yield house
    finally:
        if house is not None:
            house.close()


@contextmanager
def open_or_found() -> Iterator[House]:
    """The house, for those who bring what an empty one can hold: where there is none it is founded, and that is said."""
    settings = read_settings()
    path = sqlite_path(settings.database_url)
    if path:
        path.parent.mkdir(parents=True, exist_ok=True)
    house = House(Database(settings.database_url), signer=settings.signer)
    try:
        if not is_founded(house.database):
            upgrade(settings.database_url)
            login = f"secretariat@{settings.origin}"
            found_house(house, origin=settings.origin, login=login, name="Secretariat")
            click.echo(
                f"There was no parliament in this database: one was founded whose record is called {settings.origin}.\n"
                f"Its first account is {login}; to let it in: parliament account password {login}",
                err=True,
            )
        yield house
    finally:
        house.close()


def is_founded(database: Database) -> bool:
    """Whether somebody founded a parliament here: it then has the institution's log."""
    if not inspect(database.engine).has_table(Log.__tablename__):
        return False
    with database.reading() as db:
        return db.scalar(select(Log.id).limit(1)) is not None


def _may_exist(database_url: str) -> bool:
    # Looking into an SQLite file that is not there would make an empty one.
    path = sqlite_path(database_url)
    return path is None or path.exists()


def sqlite_path(database_url: str) -> Path | None:
    """Where an SQLite database lies; None for other databases."""
    url = make_url(database_url)
    return Path(url.database) if url.get_backend_name() == "sqlite" and url.database else None


def secretary(house: House, login: str | None = None) -> Actor:
    """The account of the secretariat in whose name a command acts: the one named, or the first there is."""
    held = select(Account.id, Account.login).join(OfficeHeld, OfficeHeld.account_id == Account.id)
    held = held.where(OfficeHeld.office == Office.SECRETARIAT, OfficeHeld.until_at.is_(None), Account.state == "active")
    with house.reading() as db:
        rows = db.execute(held.order_by(Account.created_at, Account.id)).all()
    found = next((row.id for row in rows if login is None or row.login == login.casefold()), None)
    if found is None:
        raise click.ClickException(f"{login or 'Nobody'} holds the office of the secretariat here.")
    return Actor(account=found, offices=frozenset({Office.SECRETARIAT}))


def account_named(house: House, login: str) -> Row[str, str, str]:
    """Id, login and name of the account with this login."""
    with house.reading() as db:
        named = select(Account.id, Account.login, Account.name).where(Account.login == login.casefold())
        account = db.execute(named).one_or_none()
    if account is None:
        raise click.ClickException(f"There is no account {login}. See: parliament account list")
    return account
