"""`export archive` and `import archive`: a record goes out, a parliament comes of it, and the same record goes out again."""

import json
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from parliament import app as wiring
from parliament.app import create_app
from parliament.cli.own_books import problems_in
from parliament.commands import amendments, declarations, divisions, evidence, minutes, motions, prints
from parliament.commands.evidence import evidence_bundle
from parliament.commands.house import House
from parliament.commands.restoring import NotRestored, record_archive, restore_house
from parliament.config import Settings
from parliament.record.audience import HOUSE_ONLY
from parliament.record.canonical import canonical
from parliament.record.checkpoint import Signer, sign_checkpoint
from parliament.record.leaves import hash_of_line
from parliament.record.replay import ReplayError
from parliament.record.tree import root
from parliament.results.archive import BadArchive, pack, unpack
from parliament.results.verify import verify_bundle
from parliament.results.whole_record import WRITTEN, Sealed, read_record
from parliament.rules.papers import ENDINGS
from parliament.rules.refusals import Code, Refused
from parliament.store.database import Database
from parliament.store.migrate import upgrade
from parliament.store.tables import Annex, Base
from tests.cli.conftest import Run
from tests.results.played import SECRET, Played

SLUG = "1-heat-plans"


@pytest.fixture(scope="module")
def played(tmp_path_factory: pytest.TempPathFactory) -> Played:
    """A parliament with a session, votes, what is the house's own, and a declaration."""
    house = Played(tmp_path_factory.mktemp("exported"))
    house.convene()
    house.declare(house.adopt())
    evidence_bundle(house.house, SLUG)
    return house


@pytest.fixture(scope="module")
def whole(played: Played) -> bytes:
    return record_archive(played.house, whole=True)


@pytest.fixture
def empty(tmp_path: Path) -> House:
    database = Database(f"sqlite:///{tmp_path / 'again.db'}")
    Base.metadata.create_all(database.engine)
    return House(database)


# There and back.


def test_record_goes_out_comes_in_and_goes_out_as_the_same_bytes(played: Played, whole: bytes, empty: House):
    public, bundle = record_archive(played.house, whole=False), evidence_bundle(played.house, SLUG)
    restore_house(empty, read_record(whole))
    assert record_archive(empty, whole=True) == whole == record_archive(played.house, whole=True)
    assert record_archive(empty, whole=False) == public
    assert evidence_bundle(empty, SLUG) == bundle
    assert verify_bundle(bundle, expected_vkey=played.vkey).ok


def test_nothing_happens_by_itself_in_what_was_imported(played: Played, whole: bytes, empty: House, monkeypatch):
    """Its clock would write what nobody can sign; the house it came from goes on."""
    restore_house(empty, read_record(whole))
    assert (played.house.is_for_reading, empty.is_for_reading) == (False, True)
    declared: list[House] = []
    monkeypatch.setattr(wiring, "DECLARED_BY_THE_CLOCK", (declared.append,))
    monkeypatch.setattr(wiring, "CLOCK_SECONDS", 0.01)
    for house in (empty, played.house):
        end = wiring.start_clock(
            create_app(
                Settings(database_url="sqlite://", secret_key="x" * 32, origin="parliament.example"), house=house
            )
        )
        deadline = time.monotonic() + (0.3 if house is empty else 10)
        while not declared and time.monotonic() < deadline:
            time.sleep(0.01)
        end()
        assert (played.house in declared, empty in declared) == (house is played.house, False)


def test_books_of_what_was_imported_balance(whole: bytes, empty: House):
    restore_house(empty, read_record(whole))
    with empty.reading() as db:
        problems, looked_at = problems_in(db)
    assert problems == []
    assert looked_at.startswith("Looked at 2 logs")


def test_imported_parliament_shows_its_declarations_sessions_and_votes(whole: bytes, empty: House):
    """And says of itself that it cannot sign, instead of failing."""
    restore_house(empty, read_record(whole))
    app = create_app(Settings(database_url="sqlite://", secret_key="x" * 32, origin="parliament.example"), house=empty)
    client = app.test_client()
    votes = [row["id"] for row in client.get("/api/sessions/1-water-and-heat/votes").json["votes"]]
    assert len(votes) == 5
    addresses = ["/", "/declarations", f"/declarations/{SLUG}", "/sessions/1-water-and-heat", "/verify", "/cities"]
    for address in addresses + [f"/votes/{vote}" for vote in votes] + ["/log/institution/checkpoint", "/record"]:
        answer = client.get(address, follow_redirects=True)
        assert answer.status_code == 200, (address, answer.text[-500:])
    assert "Medellín" in client.get(f"/votes/{votes[-1]}").text
    with pytest.raises(Refused) as refused:
        empty.pen.sign(b"", "checkpoint")
    assert (refused.value.code, empty.pen.answers) == (Code.SIGNER_AWAY, False)


def test_commands_do_the_same_from_a_shell(
    run: Run, whole: bytes, played: Played, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.chdir(tmp_path)
    Path("whole.zip").write_bytes(whole)
    Path("public.zip").write_bytes(record_archive(played.house, whole=False))
    sealed = run("import", "archive", "public.zip")
    assert (sealed.exit_code, "--whole" in sealed.output) == (1, True)
    done = run("import", "archive", "whole.zip")
    assert done.exit_code == 0, done.output
    assert run("export", "archive", "--whole", "again.zip").exit_code == 0
    assert run("export", "archive", "again-public.zip").exit_code == 0
    assert run("verify").exit_code == 0
    assert Path("again.zip").read_bytes() == whole
    assert Path("again-public.zip").read_bytes() == Path("public.zip").read_bytes()
    twice = run("import", "archive", "whole.zip")
    assert (twice.exit_code, "empty" in twice.output) == (1, True)


def test_tables_of_a_database_that_was_brought_up_to_date_take_it_too(whole: bytes, tmp_path: Path):
    url = f"sqlite:///{tmp_path / 'upgraded.db'}"
    upgrade(url)
    house = House(Database(url))
    restore_house(house, read_record(whole))
    assert record_archive(house, whole=True) == whole
    house.close()


def test_votes_go_out_as_popolo_come_in_and_go_out_as_the_same_bytes(
    run: Run, played: Played, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("DATABASE_URL", str(played.house.database.engine.url))
    assert run("export", "popolo", "votes.json").exit_code == 0
    monkeypatch.setenv("DATABASE_URL", f"sqlite:///{tmp_path / 'popolo.db'}")
    assert run("import", "popolo", "votes.json").exit_code == 0
    assert run("export", "popolo", "again.json").exit_code == 0
    assert json.loads(Path("votes.json").read_bytes())["vote_events"]
    assert Path("again.json").read_bytes() == Path("votes.json").read_bytes()


# What an archive tells, and to whom.


def test_public_archive_tells_nothing_of_what_is_the_houses_own(played: Played, whole: bytes):
    public = record_archive(played.house, whole=False)
    assert SECRET.encode() in whole
    assert SECRET.encode() not in public
    kinds = {json.loads(line).get("kind") for name, data in unpack(public).items() for line in _entries(name, data)}
    assert not kinds & HOUSE_ONLY
    with pytest.raises(Sealed):
        read_record(public)


def _entries(name: str, data: bytes) -> list[bytes]:
    return data.splitlines() if name.endswith("entries.jsonl") else []


# Whatever was changed is refused before anything is written.


def changed(whole: bytes, name: str, change: Callable[[bytes], bytes]) -> bytes:
    files = unpack(whole)
    name = next(each for each in files if each.endswith(name))
    assert change(files[name]) != files[name]
    return pack(files | {name: change(files[name])})


@pytest.mark.parametrize(
    ("name", "change"),
    [
        ("institution/entries.jsonl", lambda data: data.replace(b"Freetown", b"Helltown")),
        ("institution/entries.jsonl", lambda data: data[: data.rstrip().rindex(b"\n") + 1]),
        ("heat/entries.jsonl", lambda data: data.replace(b"Water and heat", b"Weather & heat")),
        ("heat/sealed.jsonl", lambda data: data.replace(b"protects", b"pretects")),
        ("heat/sealed.jsonl", lambda data: data.replace(b'"salt":"', b'"salt":"00', 1)),
        ("heat/sealed.jsonl", lambda data: data.rstrip(b"\n")),
        ("heat/checkpoint", lambda data: data.replace(b"heat", b"heet")),
        ("heat/vkey", lambda _: f"{Signer('parliament.example/1-water-and-heat', b'f' * 32).vkey}\n".encode()),
        ("media-types.json", lambda data: data.replace(b"{", b'{"00":"text/plain",', 1)),
        ("media-types.json", lambda _: b"[]"),
        ("media-types.json", lambda data: data.replace(b'"application/json"', b'"text/html"', 1)),
        ("heat/sealed.jsonl", lambda data: data + data.splitlines(keepends=True)[-1]),
        ("heat/sealed.jsonl", lambda data: data + b'{"entry":{},"salt":null,"seq":1}\n'),
    ],
)
def test_archive_with_a_changed_file_is_refused(whole: bytes, name: str, change: Callable[[bytes], bytes]):
    with pytest.raises(BadArchive):
        read_record(changed(whole, name, change))


def test_archive_with_a_changed_lost_or_added_document_is_refused(whole: bytes):
    files = unpack(whole)
    name = next(each for each in files if each.startswith("annexes/"))
    without = {each: data for each, data in files.items() if each != name}
    for other in (files | {name: files[name] + b" "}, without, files | {"annexes/" + "0" * 64: b""}):
        with pytest.raises(BadArchive):
            read_record(pack(other))
    with pytest.raises(BadArchive, match="missing"):
        read_record(pack({"1-a/entries.jsonl": b""}))


def test_archive_tells_of_the_kinds_that_the_house_writes_and_these_alone(played: Played):
    own = {amendments.OPERATIONS, declarations.DOCUMENT, divisions.PARTS, minutes.DOCUMENT, motions.TEXT}
    own |= {evidence.CHECKPOINT, evidence.LIST, prints.MEDIA_TYPE, *ENDINGS}
    assert own | {"application/json", "text/plain; charset=utf-8"} == WRITTEN
    with played.house.reading() as db:
        assert {row.media_type for row in db.query(Annex)} <= WRITTEN


def test_record_that_is_too_large_for_one_archive_is_not_written(founded: Run, tmp_path, monkeypatch):
    monkeypatch.setattr("parliament.results.archive.LARGEST_BYTES", 10)
    outcome = founded("export", "archive", str(tmp_path / "record.zip"))
    assert outcome.exit_code == 1
    assert "Nothing was written" in outcome.output
    assert not (tmp_path / "record.zip").exists()


def test_session_signed_by_a_key_that_the_institution_does_not_name_is_refused(whole: bytes):
    files = unpack(whole)
    stranger = Signer("parliament.example/1-water-and-heat", b"f" * 32)
    lines = files["1-water-and-heat/entries.jsonl"].splitlines()
    note = sign_checkpoint(stranger.name, len(lines), root([hash_of_line(line) for line in lines]), stranger)
    forged = {"1-water-and-heat/checkpoint": note.encode(), "1-water-and-heat/vkey": f"{stranger.vkey}\n".encode()}
    with pytest.raises(BadArchive, match="does not name"):
        read_record(pack(files | forged))


def test_record_that_cannot_have_happened_is_not_imported_though_the_house_signed_it(
    played: Played, whole: bytes, empty: House
):
    """A signature says whose record it is, not that it is a record of what can be: replay judges that, and nothing is left."""
    files, signer = unpack(whole), played.signer().for_log("parliament.example/institution")
    lines = files["institution/entries.jsonl"].splitlines()
    lines.append(canonical(json.loads(lines[1]) | {"seq": len(lines) + 1}))
    note = sign_checkpoint(signer.name, len(lines), root([hash_of_line(line) for line in lines]), signer)
    told = {"institution/entries.jsonl": b"".join(x + b"\n" for x in lines), "institution/checkpoint": note.encode()}
    with pytest.raises(ReplayError):
        restore_house(empty, read_record(pack(files | told)))
    with empty.reading() as db:
        assert all(
            db.connection().exec_driver_sql(f"SELECT count(*) FROM {name}").scalar() == 0
            for name in ("logs", "annexes")
        )


def test_tables_that_are_not_what_the_record_gives_are_not_kept(
    whole: bytes, empty: House, monkeypatch: pytest.MonkeyPatch
):
    """A negative control: were a noun of the record forgotten here, the two books would not balance."""
    monkeypatch.setattr("parliament.store.restoring._sponsorships", lambda _: [])
    with pytest.raises(NotRestored, match="sponsors"):
        restore_house(empty, read_record(whole))
