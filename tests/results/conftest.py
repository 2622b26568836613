"""One session, played and declared once for all tests of the results; nobody changes what these fixtures hold."""

from dataclasses import dataclass, field

import pytest

from parliament.commands.declarations import bundle_of
from parliament.record.canonical import parse_canonical
from parliament.record.checkpoint import Signer
from parliament.record.entries import Entry, Json
from parliament.results.archive import unpack
from parliament.store import record
from parliament.store.tables import Annex, EntryRow
from tests.results.played import Played


@dataclass(frozen=True)
class Declared:
    """A published declaration with the whole record behind it."""

    entries: tuple[Entry, ...]
    annexes: dict[str, bytes]
    origin: str
    signer: Signer
    vkey: str
    bundle: bytes
    lines: tuple[bytes, ...] = ()
    salts: dict[int, bytes] = field(default_factory=dict)

    @property
    def published(self) -> Entry:
        return self.entries[-1]

    @property
    def document(self) -> Json:
        return parse_canonical(self.annexes[self.published.body["document_hash"]])

    @property
    def files(self) -> dict[str, bytes]:
        return unpack(self.bundle)

    def entry(self, kind: str, nth: int = 0) -> Entry:
        return [entry for entry in self.entries if entry.kind == kind][nth]


@pytest.fixture(scope="session")
def played(tmp_path_factory) -> Played:
    """The house in which it was played; whoever acts in it plays one of their own."""
    played = Played(tmp_path_factory.mktemp("played"))
    played.convene()
    played.declare(played.adopt())
    return played


@pytest.fixture(scope="session")
def declared(played: Played) -> Declared:
    with played.house.reading() as db:
        return Declared(
            entries=tuple(record.entries(db, played.plenary)),
            annexes={row.sha256: row.content for row in db.query(Annex)},
            origin="parliament.example/1-water-and-heat",
            signer=played.signer(),
            vkey=played.vkey,
            bundle=bundle_of(played.house, "1-heat-plans"),
            lines=tuple(record.lines(db, played.plenary)),
            salts={row.seq: row.salt for row in db.query(EntryRow).filter_by(log_id=played.plenary) if row.salt},
        )
