"""A witness beside a house, over HTTP: listed, taken in, served; and a house that was put back is found out (T17)."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import click.testing
import pytest

from parliament.cli.witnessing import witness
from parliament.commands import keys
from parliament.commands.accounts import invite
from parliament.commands.witnesses import add_witness
from parliament.record.checkpoint import open_checkpoint, parse_vkey
from parliament.record.cosignature import Cosigner, cosigned_at
from parliament.rules.powers import Actor, Office
from parliament.store.database import Database
from tests.checked_house import CheckedHouse
from tests.evidence.checker import Checker
from tests.evidence.house import move_to_today, served
from tests.pages.conftest import Gallery, app_of, begun_again

FINE, CONTRADICTS, UNREADABLE = 0, 1, 2


@pytest.fixture(scope="module")
def convened(tmp_path_factory: pytest.TempPathFactory) -> Gallery:
    """A session is convened; played once, and copied for each test."""
    gallery = Gallery(tmp_path_factory.mktemp("convened"))
    gallery.close()
    return gallery


@pytest.fixture
def gallery(convened: Gallery, tmp_path: Path) -> Iterator[Gallery]:
    """The house's clock says what the witness's own says."""
    found = begun_again(convened, tmp_path)
    move_to_today(found)
    yield found
    found.close()


def watch(url: str, home: Path, *more: str) -> click.testing.Result:
    given = [url, "--home", str(home), "--name", "witness.accra.example.org", *more]
    return click.testing.CliRunner().invoke(witness, given)


def listed(gallery: Gallery, done: click.testing.Result) -> str:
    vkey = done.output.partition("Your key: ")[2].split("\n")[0]
    gallery.act(add_witness, gallery.desk, name="City of Accra", vkey=vkey)
    return vkey


def grow(gallery: Gallery, number: int) -> None:
    """One entry more in the log of the institution."""
    vkey = Cosigner(f"guest{number}.example.org", bytes([number]) * 32).vkey
    gallery.act(add_witness, gallery.desk, name=f"Guest {number}", vkey=vkey)


def test_what_a_city_cosigns_is_served_to_everybody(gallery, tmp_path, checker: Checker):
    """The three lines of the page /witnesses, in their order; and Go reads what comes of them."""
    home, client = tmp_path / "witness", gallery.browser()
    with served(gallery) as url:
        first = watch(url, home)
        assert first.exit_code == FINE, first.output
        early = watch(url, home, "--submit")
        assert (early.exit_code, "No listed witness" in early.output) == (UNREADABLE, True)
        assert client.get("/log/institution/checkpoint.witnessed").status_code == 404
        vkey = listed(gallery, first)
        assert watch(url, home, "--submit").exit_code == FINE
        assert watch(url, home, "--submit", "--log", gallery.slug).exit_code == FINE
    for word in ("institution", gallery.slug):
        note = client.get(f"/log/{word}/checkpoint").text
        assert client.get(f"/log/{word}/checkpoint.witnessed").text == note
        at = cosigned_at(note, vkey)
        assert checker.reason("cosignature", note=note, vkey=vkey, at=at) == ""
        assert checker.reason("cosignature", note=note, vkey=vkey, at=at + 1)
    page = client.get("/witnesses").text
    assert "City of Accra" in page
    assert vkey in page
    grow(gallery, 1)
    assert "witness.accra" not in client.get("/log/institution/checkpoint").text
    assert client.get("/log/institution/checkpoint.witnessed").text.count("witness.accra") == 1


def test_a_witness_follows_the_house_from_key_to_key(gallery, tmp_path):
    """Two persons change the key; nobody at the witness does anything, and what it cosigned before still counts."""
    home = tmp_path / "witness"
    with served(gallery) as url:
        vkey = listed(gallery, watch(url, home))
        assert watch(url, home, "--submit", "--log", gallery.slug).exit_code == FINE
        named = {"login": "second@x.example", "name": "Second", "token_hash": "second"}
        made = gallery.act(invite, gallery.desk, office=Office.SECRETARIAT.value, **named)
        second = Actor(account=made["account"], offices=frozenset({Office.SECRETARIAT}))
        new = keys.propose(gallery.house, by=gallery.desk)["vkey"]
        keys.confirm(gallery.house, by=second, vkey=new)
        for word in ("institution", gallery.slug):
            done = watch(url, home, "--submit", "--log", word)
            assert done.exit_code == FINE, done.output
            assert (f"Believed from now on: {new}" in done.output) == (word == "institution")
    for word in ("institution", gallery.slug):
        assert cosigned_at(gallery.browser().get(f"/log/{word}/checkpoint.witnessed").text, vkey)


def test_a_house_that_was_put_back_is_found_out(gallery, tmp_path):
    """T17, rolled-back state: the whole database of an earlier hour, key, pen's memory and all.

    The pen inside the house is put back with it and signs what it is asked. Only who kept something knows.
    """
    home, backup = tmp_path / "witness", tmp_path / "backup.db"
    database = Path(gallery.house.database.engine.url.database or "")
    with served(gallery) as url:
        listed(gallery, watch(url, home))
        _copy(gallery, database, backup)
        grow(gallery, 1)
        assert watch(url, home).exit_code == FINE
    witnessed = next(home.glob("logs/*institution/checkpoint")).read_text()
    _restore(gallery, backup, tmp_path / "restored.db")
    with served(gallery) as url:
        (log,) = home.glob("logs/*institution")
        log.rename(home / "logs" / f"{url.partition('://')[2].replace(':', '%3A')}%2Finstitution")
        shorter = watch(url, home)
        grow(gallery, 2)
        grow(gallery, 3)
        other = watch(url, home)
    assert (shorter.exit_code, other.exit_code) == (CONTRADICTS, CONTRADICTS), shorter.output + other.output
    assert "shrunk" in shorter.output
    assert "rewritten" in other.output
    refused = gallery.browser().post("/api/witnesses/cosignatures", json={"checkpoint": witnessed})
    assert (refused.status_code, refused.get_json()["error"]) == (409, "not_our_tree")
    # Nobody could tell from the house itself: its own signature on what it shows now is in order.
    note = gallery.browser().get("/log/institution/checkpoint").text
    key = parse_vkey(gallery.house.pen.vkey).for_log(note.partition("\n")[0])
    assert open_checkpoint(note, [key.encode()])


def _copy(gallery: Gallery, database: Path, backup: Path) -> None:
    """The database as a backup would hold it."""
    gallery.house.database.engine.dispose()
    shutil.copy(database, backup)
    for more in ("-wal", "-shm"):
        if Path(f"{database}{more}").exists():
            shutil.copy(f"{database}{more}", f"{backup}{more}")


def _restore(gallery: Gallery, backup: Path, place: Path) -> None:
    gallery.close()
    shutil.copy(backup, place)
    for more in ("-wal", "-shm"):
        if Path(f"{backup}{more}").exists():
            shutil.copy(f"{backup}{more}", f"{place}{more}")
    gallery.house = CheckedHouse(Database(f"sqlite:///{place}"), clock=lambda: gallery.now)
    gallery.app = app_of(gallery.house)
