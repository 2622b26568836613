"""The signer and the key from a shell."""

from pathlib import Path
from threading import Thread

import pytest

from parliament.signing.process import signer_server
from parliament.signing.strongbox import Strongbox
from parliament.store.database import Database
from parliament.store.tables import Key
from tests.cli.conftest import Run


@pytest.fixture
def signer(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    """A signer that the shell is told of."""
    path = tmp_path / "pen.socket"
    server = signer_server(tmp_path / "signer", path, "parliament.example")
    thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    monkeypatch.setenv("PARLIAMENT_SIGNER", str(path))
    yield server
    server.shutdown()
    thread.join()
    server.close()


def seeds(tmp_path: Path) -> list[bytes | None]:
    database = Database(f"sqlite:///{tmp_path / 'home' / 'parliament.db'}")
    with database.reading() as db:
        found = [key.seed for key in db.query(Key)]
    database.engine.dispose()
    return found


@pytest.mark.usefixtures("signer")
def test_a_house_with_a_signer_takes_its_key_and_keeps_no_seed(run: Run, tmp_path: Path):
    outcome = run("init", "--login", "ada@example.org", "--name", "Ada Lovelace")
    assert outcome.exit_code == 0, outcome.output
    listed = run("key", "list").output
    assert "signs now, at a signer of its own" in listed
    assert listed.partition("\t")[0] in outcome.output
    assert seeds(tmp_path) == [None]
    assert run("verify").exit_code == 0


def test_a_house_does_not_begin_with_the_signer_of_another(run: Run, signer, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("PARLIAMENT_ORIGIN", "elsewhere.example")
    outcome = run("init", "--login", "ada@example.org", "--name", "Ada Lovelace")
    assert outcome.exit_code != 0
    assert "There is no parliament" in run("key", "list").output


def test_two_persons_change_the_key_from_a_shell(founded: Run):
    founded("account", "invite", "grace@example.org", "--office", "secretariat", "--name", "Grace Hopper")
    vkey = founded("key", "propose", "--by", "ada@example.org").output.splitlines()[0]
    assert f"{vkey}\tproposed by Ada Lovelace" in founded("key", "list").output
    refused = founded("key", "confirm", vkey, "--by", "ada@example.org")
    assert (refused.exit_code, "A second person" in refused.output) == (2, True)
    assert founded("key", "confirm", vkey, "--by", "grace@example.org").exit_code == 0
    rows = founded("key", "list").output.splitlines()
    assert [row.partition("\t")[2] for row in rows] == ["signs now, inside this house", "signed before"]
    assert rows[0].startswith(vkey)
    assert founded("verify").exit_code == 0


def test_key_and_memory_move_out_to_a_signer_and_the_database_forgets_the_seed(founded: Run, tmp_path: Path):
    founded("export", "record", tmp_path / "record.zip")
    vkey = founded("key", "list").output.partition("\t")[0]
    outcome = founded("key", "move-out", "--home", tmp_path / "moved")
    assert (outcome.exit_code, vkey in outcome.output, seeds(tmp_path)) == (0, True, [None])
    box = Strongbox(tmp_path / "moved", "parliament.example")
    assert box.signer.vkey == vkey
    assert box.signed("parliament.example/institution").size > 0
    box.close()
    assert founded("key", "move-out", "--home", tmp_path / "again").exit_code == 1


def test_a_signer_says_why_it_does_not_start(run: Run, tmp_path: Path):
    Strongbox(tmp_path / "signer", "elsewhere.example").close()
    outcome = run("signer", "--home", tmp_path / "signer", "--socket", tmp_path / "pen.socket")
    assert outcome.exit_code == 1
    assert "signs for elsewhere.example, not for parliament.example" in outcome.output
