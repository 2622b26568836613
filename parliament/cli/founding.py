"""Founding a parliament and taking in its cities."""

from collections import Counter
from pathlib import Path

import click

from parliament.cli.opening import BAD_INPUT, is_founded, open_house, saying_refusals, secretary, sqlite_path
from parliament.commands.founding import found_house
from parliament.commands.house import House
from parliament.commands.seats import import_seats
from parliament.config import read_settings
from parliament.rules.seat_rows import MOST_ROWS, Preview, read_seat_rows
from parliament.store.database import Database
from parliament.store.migrate import upgrade
from parliament.store.queries.seats import slugs_in_use
from parliament.store.tokens import make_invitation

INIT_EPILOG = """\b
Examples:
  PARLIAMENT_ORIGIN=parliament.example.org parliament init --login ada@example.org --name "Ada Lovelace"
  DATABASE_URL=postgresql:///parliament parliament init --login ada@example.org --name "Ada Lovelace"

Next: parliament import seats cities.csv, then parliament serve, and open the link that is printed.
Run it again after an update: it then only brings the tables up to date.
"""

IMPORT_EPILOG = """\b
Examples:
  parliament import seats cities.csv --preview
  parliament import seats cities.csv --leave-out 3,7

Next: parliament account invite LOGIN --office member --seat freetown-sle, for each mayor.
"""


@click.command(epilog=INIT_EPILOG)
@click.option("--login", prompt="Login of the first account of the secretariat (an e-mail address)")
@click.option("--name", prompt="That person's name")
@saying_refusals
def init(login: str, name: str) -> None:
    """Make the tables, found the parliament and print a link for its first secretary.

    The name of its record (PARLIAMENT_ORIGIN) is signed into everything it publishes and can never be changed.
    """
    settings = read_settings()
    path = sqlite_path(settings.database_url)
    if path:
        path.parent.mkdir(parents=True, exist_ok=True)
    upgrade(settings.database_url)
    house = House(Database(settings.database_url), signer=settings.signer)
    try:
        if is_founded(house.database):
            click.echo("This parliament was founded before; its tables are up to date. Next: parliament serve")
            return
        founded = found_house(house, origin=settings.origin, login=login, name=name)
        with house.database.writing() as db:
            secret = make_invitation(db, founded["account"], house.now(db))
    finally:
        house.close()
    click.echo(
        f"Founded. Its record is called {settings.origin}; whoever checks it needs this key:\n  {founded['vkey']}"
    )
    click.echo(f"{name} chooses a password here, within 14 days:\n  {invitation_link(settings.base_url, secret)}")
    click.echo("Next: parliament import seats FILE, then parliament serve")


def invitation_link(base_url: str, secret: str) -> str:
    """Where the bearer of an invitation goes."""
    return f"{base_url.rstrip('/')}/invitations/{secret}"


@click.group("import")
def import_() -> None:
    """Take in files: cities with their seats and mayors, votes of the past."""


@import_.command("seats", epilog=IMPORT_EPILOG)
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option(
    "--leave-out", default="", help="Numbers of rows not to take in, such as 3,7; the first row has number 1."
)
@click.option("--preview", is_flag=True, help="Say what would be taken in, and change nothing.")
@click.option("--by", metavar="LOGIN", help="The account of the secretariat that imports; otherwise the first one.")
@saying_refusals
def seats(file: Path, leave_out: str, preview: bool, by: str | None) -> None:  # noqa: FBT001 -- click calls it by name
    """Take in cities, their seats and their mayors from a CSV file: every row, or none.

    Columns: name, iso3, country, continent (AF, AS, EU, NA, OC, SA), population, lat, lon, timezone; if you have them
    also other_script_name, country_languages, mayor. A row that cannot be taken in is named, and nothing is changed.
    """
    left = _row_numbers(leave_out)
    try:
        text = file.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError:
        raise click.UsageError(f"{file} is not a text in UTF-8. Nothing was imported.") from None
    with open_house() as house:
        with house.reading() as db:
            found = read_seat_rows(text, taken=slugs_in_use(db))
        _show(found, left)
        if preview:
            raise SystemExit(_name_what_blocks(found, left))
        done = house.perform(import_seats, by=secretary(house, by), csv=text, leave_out=sorted(left))
    click.echo(f"Imported {len(done['seats'])} seats.")


def _row_numbers(words: str) -> set[int]:
    parts = [word.strip() for word in words.split(",") if word.strip()]
    if not all(part.isascii() and part.isdigit() and 0 < int(part) <= MOST_ROWS for part in parts):
        raise click.BadParameter("give row numbers with commas between them, such as 3,7", param_hint="--leave-out")
    return {int(part) for part in parts}


def _show(found: Preview, left: set[int]) -> None:
    rows = [row for row in found.rows if row.number not in left]
    places = Counter(row.continent for row in rows)
    counted = ", ".join(f"{continent} {count}" for continent, count in sorted(places.items()))
    mayors = sum(bool(row.mayor) for row in rows)
    click.echo(
        f"{len(rows)} cities of {len({row.country for row in rows})} countries ({counted}), {mayors} with a mayor."
    )
    for problem in found.problems:
        if problem.row in left:
            click.echo(f"row {problem.row} is left out: {problem.column} {problem.problem}")


def _name_what_blocks(found: Preview, left: set[int]) -> int:
    """Name what an import would be refused for; the exit status."""
    blocking = [problem for problem in found.problems if problem.row not in left]
    for problem in blocking:
        click.echo(f"row {problem.row}, {problem.column}: {problem.problem}", err=True)
    return BAD_INPUT if blocking else 0
