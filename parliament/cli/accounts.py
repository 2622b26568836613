"""Accounts from a shell: who there is, inviting, passwords and tokens."""

import click

from parliament.cli.founding import invitation_link
from parliament.cli.opening import account_named, open_house, saying_refusals, secretary
from parliament.commands import accounts
from parliament.commands.house import House
from parliament.config import read_settings
from parliament.identity.logins import end_all_logins
from parliament.identity.passwords import check_strength, hash_password
from parliament.identity.tokens import make_token
from parliament.rules.powers import Office
from parliament.store.tables import Account
from parliament.store.tokens import new_token
from parliament.store.views.seats import list_accounts, list_seats

OFFICES = [str(office) for office in Office if office is not Office.CLOCK]

EPILOG = """\b
Examples:
  parliament account invite mayor@freetown.example --office member --seat freetown-sle --name "Ada Lovelace"
  parliament account invite chair@example.org --office chair --name "Grace Hopper"
  parliament account token clerk@example.org --label "agenda import"

Next: send the link that is printed to that person, and to nobody else.
"""


@click.group(epilog=EPILOG)
def account() -> None:
    """See accounts, invite their holders, set a password, make a token for a program."""


@account.command("list")
def list_() -> None:
    """Every account: login, name, offices, and whether a password was chosen."""
    with open_house() as house, house.reading() as db:
        cities = {seat["id"]: seat["slug"] for seat in list_seats(db)}
        rows = list_accounts(db)
    for row in rows:
        held = [grant["office"] + (f" of {cities[grant['seat']]}" if grant["seat"] else "") for grant in row["offices"]]
        held += [f"member for {cities[row['seat']]}"] if row["seat"] else []
        entered = "has a password" if row["has_password"] else "no password yet"
        click.echo(f"{row['login']}\t{row['name']}\t{', '.join(held) or 'observer'}\t{row['state']}, {entered}")


@account.command("invite", epilog=EPILOG)
@click.argument("login")
@click.option("--office", type=click.Choice(OFFICES), required=True)
@click.option("--name", prompt="That person's name")
@click.option("--seat", metavar="SLUG", help="The city's seat, for a member or a cabinet, such as freetown-sle.")
@click.option("--by", metavar="LOGIN", help="The account of the secretariat that invites; otherwise the first one.")
@saying_refusals
def invite(login: str, office: str, name: str, seat: str | None, by: str | None) -> None:
    """Make an account and print the link by which its holder chooses a password, once, within 14 days."""
    settings = read_settings()
    with open_house(settings) as house:
        actor, seat_id = secretary(house, by), _seat_id(house, seat)
        secret, hashed = new_token()
        who = {"login": login, "name": name, "office": office, "seat_id": seat_id}
        house.perform(accounts.invite, by=actor, token_hash=hashed, **who)
    click.echo(invitation_link(settings.base_url, secret))


def _seat_id(house: House, slug: str | None) -> str | None:
    if slug is None:
        return None
    with house.reading() as db:
        found = next((seat["id"] for seat in list_seats(db) if seat["slug"] == slug), None)
    if found is None:
        raise click.BadParameter(f"there is no seat {slug}", param_hint="--seat")
    return str(found)


@account.command("password")
@click.argument("login")
@saying_refusals
def password(login: str) -> None:
    """Set a password for somebody who lost theirs; ends every sign-in of that account.

    It is asked for twice and never shown. An invitation is better where the person can be reached.
    """
    with open_house() as house:
        row = account_named(house, login)
        chosen = click.prompt("New password (at least 15 characters)", hide_input=True, confirmation_prompt=True)
        check_strength(chosen, login=row.login, name=row.name)
        hashed = hash_password(chosen)
        with house.database.writing() as db:
            db.get_one(Account, row.id, with_for_update=True).password_hash = hashed
        end_all_logins(house, row.id)
    click.echo(f"{row.login} has a new password; every sign-in was ended.")


@account.command("token")
@click.argument("login")
@click.option("--label", default="from the command line", show_default=True, help="What it is for.")
def token(login: str, label: str) -> None:
    """Make a bearer token for a program that acts through the API in this account's name; it is shown this once.

    The program sends it with every request:  Authorization: Bearer TOKEN
    """
    with open_house() as house:
        row = account_named(house, login)
        with house.database.writing() as db:
            secret = make_token(db, row.id, label, house.now(db))
    click.echo(secret)
