"""The parliament at its moments, on both databases; a test asks for the moment it begins at."""

from collections.abc import Iterator
from types import CodeType

import pytest
from flask import Flask
from hypothesis import settings
from jinja2.bccache import Bucket, BytecodeCache

from tests.builders import Chamber, Shelf

# How long an example takes says how busy the machine is; what is to be fast is measured in bench/.
settings.register_profile("house", deadline=None, max_examples=100)
# Ten times as many, for `.ci/nightly`; what says how many examples it takes says it as a share of the profile's.
settings.register_profile("nightly", settings.get_profile("house"), max_examples=1000)
settings.load_profile("house")


class Compiled(BytecodeCache):
    """Templates compiled once in this process. Most tests have an app of their own, which would compile them again."""

    def __init__(self) -> None:
        self.codes: dict[tuple[str, str], CodeType] = {}

    def load_bytecode(self, bucket: Bucket) -> None:
        """Known by the name and the source, so that a template that has changed is compiled anew."""
        bucket.code = self.codes.get((bucket.key, bucket.checksum))

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Keep what was compiled."""
        assert bucket.code is not None
        self.codes[bucket.key, bucket.checksum] = bucket.code


Flask.jinja_options = Flask.jinja_options | {"bytecode_cache": Compiled()}


@pytest.fixture(params=["sqlite", "postgresql"])
def database_kind(request: pytest.FixtureRequest) -> str:
    """Every test that asks for a moment runs on both."""
    return request.param


@pytest.fixture(scope="session")
def shelf(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Shelf:
    """The moments of this run. PostgreSQL is started when the first of its moments is asked for."""
    return Shelf(tmp_path_factory.mktemp("moments"), lambda: request.getfixturevalue("postgres"))


@pytest.fixture
def founded(shelf: Shelf, database_kind: str) -> Iterator[Chamber]:
    """Everybody has a place; no session yet."""
    with shelf.copy(database_kind, "founded") as chamber:
        yield chamber


@pytest.fixture
def convened(shelf: Shelf, database_kind: str) -> Iterator[Chamber]:
    """A session with a sitting, at the time both were convened for."""
    with shelf.copy(database_kind, "convened") as chamber:
        yield chamber


@pytest.fixture
def published(shelf: Shelf, database_kind: str) -> Iterator[Chamber]:
    """A motion on the agenda, and an item of plain debate after it."""
    with shelf.copy(database_kind, "published") as chamber:
        yield chamber


@pytest.fixture
def debated(shelf: Shelf, database_kind: str) -> Iterator[Chamber]:
    """The sitting is open with all six seats present, and the motion is under debate."""
    with shelf.copy(database_kind, "debated") as chamber:
        yield chamber


@pytest.fixture
def voting(shelf: Shelf, database_kind: str) -> Iterator[Chamber]:
    """A live vote is open on the whole text."""
    with shelf.copy(database_kind, "voting") as chamber:
        yield chamber
