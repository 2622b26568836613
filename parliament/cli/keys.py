"""The house's key from a shell: the signer as a process of its own, and changing the key."""

from pathlib import Path

import click

from parliament.cli.opening import open_house, saying_refusals, secretary
from parliament.commands import keys
from parliament.signing.moving import move_out
from parliament.signing.process import serve_signer
from parliament.signing.strongbox import BadState
from parliament.store.signatures import keys_view

SIGNER_EPILOG = """\b
Examples:
  PARLIAMENT_ORIGIN=parliament.example.org parliament signer --home /var/lib/signer --socket /run/signer/pen.socket
  PARLIAMENT_SIGNER=/run/signer/pen.socket parliament init --login ada@example.org --name "Ada Lovelace"

Best under an account of its own that the house has not, and under a supervisor that starts it again: it may be killed
at any moment, and what it answered is on its disk. Keep a copy of its home, and one of the keys in another place.
"""

KEY_EPILOG = """\b
Examples:
  parliament key list
  parliament key propose --by ada@example.org
  parliament key confirm parliament.example.org+1a2b3c4d+Ab… --by grace@example.org

At the desk two persons do this, each signed in. Whoever has a shell here can name both: that is why the record names them.
"""


@click.command(epilog=SIGNER_EPILOG)
@click.option(
    "--home", required=True, type=click.Path(file_okay=False, path_type=Path), help="Its seeds and its state."
)
@click.option("--socket", "path", required=True, type=click.Path(path_type=Path), help="Where the house asks.")
@click.option("--name", envvar="PARLIAMENT_ORIGIN", default="parliament.local", show_default=True)
def signer(home: Path, path: Path, name: str) -> None:
    """Sign for a house as a process of its own, which remembers what it signed and never signs another history.

    The first start makes the key. The house is told of it by PARLIAMENT_SIGNER, before it is founded.
    """
    try:
        serve_signer(home, path, name)
    except (BadState, OSError) as error:
        raise click.ClickException(str(error)) from error


@click.group(epilog=KEY_EPILOG)
def key() -> None:
    """See the house's keys, and change the one that signs: one person proposes, another one confirms."""


@key.command("list")
@saying_refusals
def list_() -> None:
    """Every key that ever signed, the one in use first; then the one that waits for a second person."""
    with open_house() as house:
        where = {"inside": "inside this house", "apart": "at a signer of its own"}[house.pen.where]
        with house.reading() as db:
            view = keys_view(db)
    for row in view["keys"]:
        click.echo(f"{row['vkey']}\t{f'signs now, {where}' if row['in_use'] else 'signed before'}")
    if view["waiting"]:
        click.echo(f"{view['waiting']['vkey']}\tproposed by {view['waiting']['name']}")


@key.command("move-out", epilog=KEY_EPILOG)
@click.option(
    "--home", required=True, type=click.Path(file_okay=False, path_type=Path), help="Where the signer keeps it."
)
def move_key(home: Path) -> None:
    """Hand the key and what it signed over to a signer of its own, for a house that signed inside so far.

    Stop the house first. Afterwards start the signer, and the house with PARLIAMENT_SIGNER; then change the key.
    """
    with open_house() as house:
        try:
            vkey = move_out(house.database, home)
        except BadState as error:
            raise click.ClickException(str(error)) from error
    click.echo(f"{home} signs with this key from now on, and the database has it no more:\n{vkey}")
    click.echo("Next: parliament signer --home … --socket PATH, and PARLIAMENT_SIGNER=PATH parliament serve")


@key.command("propose", epilog=KEY_EPILOG)
@click.option("--by", metavar="LOGIN", required=True, help="Who of the secretariat proposes it.")
@saying_refusals
def propose(by: str) -> None:
    """Make a new key and propose that the house sign with it."""
    with open_house() as house:
        done = keys.propose(house, by=secretary(house, by))
    click.echo(f"{done['vkey']}\nNext, by another person: parliament key confirm {done['vkey']} --by LOGIN")


@key.command("confirm", epilog=KEY_EPILOG)
@click.argument("vkey")
@click.option("--by", metavar="LOGIN", required=True, help="Who of the secretariat agrees; not who proposed it.")
@saying_refusals
def confirm(vkey: str, by: str) -> None:
    """Agree to the key that was proposed: the house signs with it from now on, and its record says so."""
    with open_house() as house:
        keys.confirm(house, by=secretary(house, by), vkey=vkey)
    click.echo("The house signs with it from now on. Publish it wherever the former key was published.")
