"""A real Redis for tests: Debian's redis-server on a free port, keeping nothing on disk."""

import shutil
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from redis import Redis
from redis.backoff import NoBackoff
from redis.exceptions import RedisError
from redis.retry import Retry

from tests.services import processes


def answers(port: int) -> bool:
    """Whether the server takes commands by now: one question, because the caller asks again itself."""
    try:
        with Redis(port=port, retry=Retry(NoBackoff(), 0)) as client:
            return bool(client.ping())
    except RedisError:
        return False


@contextmanager
def started(port: int) -> Iterator[str | None]:
    """A server on this port and its URL, or None if it ended before it answered: the port may be taken by then."""
    scratch = Path(tempfile.mkdtemp(prefix="parliament-redis-"))
    command = ["redis-server", "--port", str(port), "--bind", "127.0.0.1", "--dir", str(scratch)]
    server = processes.start([*command, "--save", "", "--appendonly", "no"], log=scratch / "log")
    try:
        while server.poll() is None and not answers(port):
            time.sleep(0.02)
        yield None if server.poll() is not None else f"redis://127.0.0.1:{port}/0"
    finally:
        processes.stop(server)
        shutil.rmtree(scratch, ignore_errors=True)


@contextmanager
def server() -> Iterator[str]:
    """A fresh server's URL; the server is gone on leaving."""
    for _ in range(5):
        with started(processes.free_port()) as url:
            if url is not None:
                yield url
                return
    pytest.fail("Redis did not start on any of five free ports")


@pytest.fixture(scope="session")
def redis_server() -> Iterator[str]:
    """The URL of the Redis of this test process."""
    if shutil.which("redis-server") is None:
        pytest.skip("redis-server is not installed: sudo apt-get install redis-server")
    with server() as url:
        yield url


@pytest.fixture
def redis_url(redis_server: str) -> str:
    """The URL of a Redis that holds nothing yet."""
    with Redis.from_url(redis_server) as client:
        client.flushall()
    return redis_server
