"""The whole record out of a house, and a house out of its whole record."""

from pathlib import Path

import click

from parliament.cli.opening import is_founded, open_house, saying_refusals, sqlite_path
from parliament.commands.house import House
from parliament.commands.restoring import NotRestored, record_archive, restore_house
from parliament.config import read_settings
from parliament.record.replay import ReplayError
from parliament.results.archive import BadArchive
from parliament.results.whole_record import Record, Sealed, read_record
from parliament.store.database import Database
from parliament.store.migrate import upgrade

EXPORT_EPILOG = """\b
Examples:
  parliament export archive record.zip
  parliament export archive --whole for-ourselves.zip

With --whole, entries that are the house's own stand in it opened: keep it as you keep the database.
Next, in an empty database: parliament import archive for-ourselves.zip
"""

IMPORT_EPILOG = """\b
Examples:
  DATABASE_URL=sqlite:///again.db parliament import archive for-ourselves.zip

The archive is one that “parliament export archive --whole” wrote. Everything in it is looked at before anything is written,
and the tables are compared with the record afterwards. Not in it, because not in the record: accounts and passwords, mail, the
seeds of keys, drafts, presence, invitations, what witnesses signed. So nobody can sign in, and nothing new can be signed: what
comes of it is a reading room, whose export is the same bytes again.
"""


@click.command("archive", epilog=EXPORT_EPILOG)
@click.argument("file", type=click.Path(dir_okay=False, path_type=Path))
@click.option("--whole", is_flag=True, help="Also what is the house's own, which public archives hold sealed.")
@saying_refusals
def export_archive(file: Path, *, whole: bool) -> None:
    """Write the whole record to FILE: every log with its signed tree, and every document. The same record, the same bytes."""
    try:
        with open_house() as house:
            content = record_archive(house, whole=whole)
    except BadArchive as error:
        raise click.ClickException(
            f"Nothing was written: the record does not go into one archive, {error}. "
            "Keep a copy of the database instead, and export the record of each session by itself."
        ) from error
    file.write_bytes(content)
    click.echo(f"Wrote {file} ({len(content)} bytes).")


@click.command("archive", epilog=IMPORT_EPILOG)
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@saying_refusals
def import_archive(file: Path) -> None:
    """Set up a parliament to read in from its whole record. The database must be empty."""
    record, settings = _read(file), read_settings()
    path = sqlite_path(settings.database_url)
    if path:
        path.parent.mkdir(parents=True, exist_ok=True)
    house = House(Database(settings.database_url))
    try:
        if is_founded(house.database):
            raise click.ClickException("There is a parliament in this database already. An archive needs an empty one.")
        upgrade(settings.database_url)
        done = restore_house(house, record)
    except (NotRestored, ReplayError) as error:
        raise click.ClickException(f"Nothing was imported. The record does not hold: {error}") from error
    finally:
        house.close()
    click.echo("Imported. Logs: {logs}, entries: {entries}, documents: {annexes}.".format(**done))
    click.echo("Nobody can sign in, and nothing can be signed: it is there to be read. Next: parliament verify")


def _read(file: Path) -> Record:
    try:
        return read_record(file.read_bytes())
    except Sealed as error:
        raise click.ClickException(
            f"Nothing was imported: {error}. A parliament can only be set up from an archive "
            "that was written with: parliament export archive --whole"
        ) from error
    except BadArchive as error:
        raise click.ClickException(f"Nothing was imported. The archive does not hold: {error}") from error
