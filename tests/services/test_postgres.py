"""The PostgreSQL that tests get is real, empty, private to the test, and gone afterwards."""

import os
import signal
import subprocess
import sys
import textwrap
import time
from pathlib import Path

import pytest
from sqlalchemy import create_engine, make_url, text

from tests.services import postgres as service
from tests.services.postgres import Postgres

ROOT = Path(__file__).parents[2]


def rows(url: str, statement: str) -> list[tuple[object, ...]]:
    engine = create_engine(url)
    try:
        with engine.begin() as connection:
            answer = connection.execute(text(statement))
            return [tuple(row) for row in answer] if answer.returns_rows else []
    finally:
        engine.dispose()


def is_alive(pid: int) -> bool:
    return Path(f"/proc/{pid}").exists()


def test_a_fresh_database_is_postgresql_in_utf_8_and_empty(postgres_url: str) -> None:
    assert postgres_url.startswith("postgresql+psycopg://")
    assert rows(postgres_url, "SELECT count(*) FROM pg_tables WHERE schemaname = 'public'") == [(0,)]
    assert rows(postgres_url, "SHOW server_encoding") == [("UTF8",)]


def test_two_databases_share_nothing(postgres: Postgres, postgres_url: str) -> None:
    rows(postgres_url, "CREATE TABLE city (name text)")
    with postgres.database() as other:
        assert rows(other, "SELECT to_regclass('city')") == [(None,)]


def test_a_database_copied_from_a_template_has_its_rows(postgres: Postgres, postgres_url: str) -> None:
    rows(postgres_url, "CREATE TABLE city (name text)")
    rows(postgres_url, "INSERT INTO city VALUES ('مراكش')")
    with postgres.database(template=postgres_url) as copy:
        assert rows(copy, "SELECT name FROM city") == [("مراكش",)]


def test_a_database_is_dropped_even_with_a_connection_open(postgres: Postgres) -> None:
    with postgres.database() as url:
        engine = create_engine(url)
        forgotten = engine.connect()
    name = make_url(url).database
    assert postgres.execute(f"SELECT 1 FROM pg_database WHERE datname = '{name}'") == []
    forgotten.invalidate()
    engine.dispose()


def test_a_database_url_in_any_spelling_of_postgresql_is_used(monkeypatch: pytest.MonkeyPatch) -> None:
    for spelling in ("postgres", "postgresql", "postgresql+psycopg2"):
        monkeypatch.setenv("DATABASE_URL", f"{spelling}://chair:word@db.example:5433/house")
        named = service.named_by_environment()
        assert named is not None
        assert named.render_as_string(hide_password=False) == "postgresql+psycopg://chair:word@db.example:5433/house"


def test_a_database_url_of_another_kind_is_left_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DATABASE_URL", "sqlite:///house.db")
    assert service.named_by_environment() is None


def test_programs_copied_to_another_folder_still_find_their_libraries(tmp_path: Path) -> None:
    binaries = service.copied(service.installation(), tmp_path) / "pginstall" / "bin"
    said = subprocess.run([binaries / "initdb", "--version"], capture_output=True, text=True, check=True).stdout
    assert said.startswith("initdb (PostgreSQL) 16.")


def test_a_folder_below_a_private_one_is_not_open_to_everyone(tmp_path: Path) -> None:
    below = tmp_path / "house"
    below.mkdir(mode=0o755)
    tmp_path.chmod(0o700)
    assert not service.open_to_everyone(below)
    assert service.open_to_everyone(Path("/usr/bin"))


def test_a_cluster_leaves_neither_process_nor_folder() -> None:
    with service.cluster() as fresh:
        folder = Path(str(fresh.url.query["host"]))
        pid = int((folder / "data" / "postmaster.pid").read_text().splitlines()[0])
        assert is_alive(pid)
    assert not is_alive(pid)
    assert not folder.exists()


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux lets a child ask to die with its parent")
def test_a_cluster_ends_with_a_test_process_that_was_killed(tmp_path: Path) -> None:
    script = tmp_path / "dying.py"
    script.write_text(
        textwrap.dedent("""
        import time
        from tests.services import postgres
        with postgres.cluster() as fresh:
            print(fresh.url.query["host"], flush=True)
            time.sleep(60)
        """)
    )
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    with subprocess.Popen([sys.executable, script], stdout=subprocess.PIPE, env=environment, text=True) as dying:
        assert dying.stdout is not None
        folder = Path(dying.stdout.readline().strip())
        assert folder.is_absolute(), "the cluster did not start"
        pid = int((folder / "data" / "postmaster.pid").read_text().splitlines()[0])
        dying.send_signal(signal.SIGKILL)
    deadline = time.monotonic() + 20
    while is_alive(pid) and time.monotonic() < deadline:
        time.sleep(0.05)
    survived = is_alive(pid)
    subprocess.run(["rm", "-rf", folder], check=True)
    assert not survived
