"""A PostgreSQL that can be killed whole, as by a loss of power, and started again on what it left."""

import os
import shutil
import signal
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from sqlalchemy import URL

from tests.faults.parliaments import children
from tests.services import postgres, processes
from tests.services.postgres import Postgres

DURABLE = {"fsync": "on", "full_page_writes": "on", "synchronous_commit": "on"}
# What acknowledges before it is written; and nothing is written for ten seconds, so that a loss is certain, not likely.
HASTY = {**DURABLE, "synchronous_commit": "off", "wal_writer_delay": "10000"}


class Cluster:
    """One data folder and the server on it."""

    def __init__(self, scratch: Path, account: str | None) -> None:
        self._scratch, self._account = scratch, account
        self._binaries = postgres.programs(scratch)
        self._server: subprocess.Popen[bytes] | None = None
        address = URL.create("postgresql+psycopg", "postgres", database="postgres", query={"host": str(scratch)})
        self.postgres = Postgres(address)
        postgres.initialise(self._binaries, scratch / "data", account)

    def start(self, settings: dict[str, str]) -> None:
        """Start it, and wait until it has recovered."""
        own = {**postgres.SETTINGS, "unix_socket_directories": str(self._scratch), **settings}
        command = [str(self._binaries / "postgres"), "-D", str(self._scratch / "data")]
        command += [f"--{name}={value}" for name, value in own.items()]
        log, quick = self._scratch / "log", signal.SIGINT
        self._server = processes.start(command, log=log, stop_signal=quick, account=self._account)
        deadline = time.monotonic() + 60
        while not postgres.answers(self.postgres):
            if self._server.poll() is not None or time.monotonic() > deadline:
                pytest.fail(f"PostgreSQL did not start:\n{log.read_text()}")
            time.sleep(0.05)

    def kill(self) -> None:
        """Every process of it at once: nobody is left to write down what was only in memory."""
        assert self._server is not None
        for pid in (self._server.pid, *children(self._server.pid)):
            os.kill(pid, signal.SIGKILL)
        self._server.wait()
        # A new one refuses to start while anybody still holds the shared memory of the old one.
        time.sleep(0.1)

    def stop(self) -> None:
        if self._server is not None:
            processes.stop(self._server, stop_signal=signal.SIGINT)


@contextmanager
def killable() -> Iterator[Cluster]:
    """A cluster not started yet; gone on leaving."""
    scratch = Path(tempfile.mkdtemp(prefix="parliament-postgres-"))
    account = postgres.UNPRIVILEGED if os.geteuid() == 0 else None
    try:
        if account:
            shutil.chown(scratch, account)
        cluster = Cluster(scratch, account)
        try:
            yield cluster
        finally:
            cluster.stop()
    finally:
        shutil.rmtree(scratch, ignore_errors=True)
