"""`account`: who there is, and ways in for them."""

from pathlib import Path

import pytest

from parliament.commands.house import House
from parliament.config import read_settings
from parliament.identity.passwords import is_password
from parliament.identity.tokens import bearers
from parliament.rules.powers import Actor, Office
from parliament.store.database import Database
from parliament.store.tables import Account
from tests.cli.conftest import Run


def bearer(token: str) -> Actor:
    database = Database(read_settings().database_url)
    actor, _ = bearers(House(database)).find(token)
    database.engine.dispose()
    return actor


def test_a_mayor_is_invited_to_the_seat_of_their_city(founded: Run, cities: Path) -> None:
    founded("import", "seats", cities)
    arguments = ("--office", "member", "--seat", "shanghai-chn", "--name", "Grace Hopper")
    outcome = founded("account", "invite", "grace@example.org", *arguments)
    assert outcome.output.startswith("http://127.0.0.1:8000/invitations/")
    listed = founded("account", "list").output
    assert "grace@example.org\tGrace Hopper\tmember for shanghai-chn\tactive, no password yet" in listed


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("--office", "member", "--seat", "atlantis-atl"), "there is no seat atlantis-atl"),
        (("--office", "member"), "no mandate"),
        (("--office", "king"), "king"),
        (("--office", "chair", "--by", "nobody@example.org"), "nobody@example.org"),
    ],
)
def test_an_invitation_that_cannot_be_is_refused(founded: Run, arguments: tuple[str, ...], said: str) -> None:
    before = founded("account", "list").output
    outcome = founded("account", "invite", "grace@example.org", "--name", "Grace", *arguments)
    assert outcome.exit_code != 0
    assert said in outcome.output
    assert founded("account", "list").output == before


def test_a_token_acts_with_the_powers_of_its_account(founded: Run) -> None:
    outcome = founded("account", "token", "ada@example.org", "--label", "agenda")
    assert bearer(outcome.output.strip()).offices == frozenset({Office.SECRETARIAT})
    assert founded("account", "token", "eve@example.org").exit_code == 1


def test_a_password_is_asked_for_twice_and_never_shown(founded: Run) -> None:
    secret = "a quiet river at dusk"
    outcome = founded("account", "password", "ada@example.org", input=f"{secret}\n{secret}\n")
    assert outcome.exit_code == 0
    assert secret not in outcome.output
    database = Database(read_settings().database_url)
    with database.reading() as db:
        assert is_password(db.query(Account).one().password_hash, secret)
    database.engine.dispose()


def test_a_weak_password_is_refused(founded: Run) -> None:
    outcome = founded("account", "password", "ada@example.org", input="password\npassword\n")
    assert outcome.exit_code == 2
    assert "at least 15" in outcome.output
    assert "no password yet" in founded("account", "list").output
