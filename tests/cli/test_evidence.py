"""`export` and `verify`: what leaves the house is the same bytes each time, and tampering is found."""

import json
from pathlib import Path

import pytest

from parliament.config import read_settings
from parliament.record.checkpoint import open_checkpoint
from parliament.record.tree import leaf_hash, root
from parliament.results.archive import unpack
from parliament.store.database import Database
from tests.cli.conftest import Run


@pytest.fixture
def seated(founded: Run, cities: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Run:
    """A founded parliament with five seats; the shell stands in an empty folder."""
    assert founded("import", "seats", cities).exit_code == 0
    monkeypatch.chdir(tmp_path)
    return founded


def execute(statement: str) -> None:
    """Do what only somebody with the database in their hands can do."""
    database = Database(read_settings().database_url)
    with database.engine.begin() as connection:
        connection.exec_driver_sql(statement)
    database.engine.dispose()


def test_the_record_is_exported_as_the_same_bytes_each_time(seated: Run) -> None:
    for name in ("one.zip", "two.zip", "one.jsonl", "two.jsonl"):
        assert seated("export", "record", name).exit_code == 0
    assert Path("one.zip").read_bytes() == Path("two.zip").read_bytes()
    assert Path("one.jsonl").read_bytes() == Path("two.jsonl").read_bytes()


def test_the_exported_tree_grows_from_the_exported_entries_and_is_signed(seated: Run) -> None:
    seated("export", "record", "record.zip")
    files = unpack(Path("record.zip").read_bytes())
    lines = files["institution/entries.jsonl"].splitlines()
    checkpoint = open_checkpoint(files["institution/checkpoint"].decode(), [files["institution/vkey"].decode().strip()])
    assert checkpoint.size == len(lines) == 12
    assert checkpoint.root == root([leaf_hash(line) for line in lines])
    assert [json.loads(line)["seq"] for line in lines] == list(range(1, 13))


@pytest.mark.parametrize(
    "arguments",
    [
        ("export", "record", "record.pdf"),
        ("export", "record", "record.zip", "--session", "none"),
        ("export", "declaration", "none", "evidence.zip"),
    ],
)
def test_what_cannot_be_exported_is_said_and_no_file_is_left(seated: Run, arguments: tuple[str, ...]) -> None:
    assert seated(*arguments).exit_code == 2
    assert not list(Path().glob("*.zip"))
    assert not list(Path().glob("*.pdf"))


def test_the_books_of_an_honest_house_balance(seated: Run) -> None:
    outcome = seated("verify")
    assert outcome.exit_code == 0
    assert outcome.output == "Looked at 1 logs, 12 entries, 0 annexes.\nThe books balance.\n"


@pytest.mark.parametrize(
    ("statement", "said"),
    [
        ("UPDATE seats SET population = population + 1 WHERE slug = 'shanghai-chn'", "population"),
        ("DELETE FROM entries WHERE seq = 7", "not numbered 1 to 12"),
        ("UPDATE logs SET frontier = replace(frontier, 'a', 'b')", "its tree does not grow from its entries"),
        (
            "INSERT INTO annexes (sha256, media_type, content) VALUES ('" + "0" * 64 + "', 'text/plain', x'00')",
            "another hash",
        ),
        (
            "INSERT INTO tiles (log_id, level, \"index\", hashes) VALUES ('institution', 0, 0, x'00')",
            "its tiles are not those of its entries",
        ),
        (
            "INSERT INTO checkpoints (log_id, size, root, note, at, sealed) "
            "VALUES ('institution', 7, '" + "0" * 64 + "', 'a note', '2026-11-22', 0)",
            "the checkpoint of its first 7 entries does not hold",
        ),
        ("UPDATE entries SET salt = x'" + "00" * 32 + "' WHERE seq = 3", "its tree does not grow from its entries"),
    ],
)
def test_books_that_somebody_meddled_with_do_not_balance(seated: Run, statement: str, said: str) -> None:
    execute(statement)
    outcome = seated("verify")
    assert outcome.exit_code == 1
    assert said in outcome.output
    assert "NOT in order" in outcome.output


def test_a_file_that_is_no_bundle_is_not_verified(seated: Run) -> None:
    Path("evidence.zip").write_bytes(b"PK\x03\x04 and nothing more")
    outcome = seated("verify", "evidence.zip")
    assert outcome.exit_code == 1
    assert "NOT verified" in outcome.output
