"""Both pens keep the one rule: no second history of a log, whatever is proven, and whatever was put back (T6, T17)."""

import shutil
import socket
import stat
import subprocess
import time
from base64 import b64encode
from collections.abc import Callable, Iterator
from pathlib import Path
from threading import Thread

import pytest

from parliament.record.canonical import canonical
from parliament.record.checkpoint import Signer, open_checkpoint, parse_vkey
from parliament.record.pen import Pen, PenRefused, Signed, namespace
from parliament.record.receipts import check_receipt
from parliament.record.rotation import check_rotation
from parliament.record.sshsig import armored, public_line
from parliament.record.tree import consistency_proof, leaf_hash, root
from parliament.rules.refusals import Code, Refused
from parliament.signing import apart
from parliament.signing.apart import RemotePen
from parliament.signing.inside import EmbeddedPen
from parliament.signing.process import SignerServer, signer_server
from parliament.signing.strongbox import STATE, BadState, Strongbox
from parliament.store.database import Database
from parliament.store.tables import Base, Key, SignedSize
from tests.builders import BEGINNING

NAME = "parliament.example"
LOG = f"{NAME}/1-water"
TRUE = [leaf_hash(b"%d" % number) for number in range(20)]
FORKED = [*TRUE[:5], *(leaf_hash(b"other %d" % number) for number in range(15))]
FACTS = {
    "vote": "vote-1",
    "seat": "seat-1",
    "choice": "yes",
    "cast_at": "2026-11-22T09:00:00.000Z",
    "revision": 1,
    "text_hash": "a" * 64,
}


@pytest.fixture
def database(tmp_path: Path) -> Iterator[Database]:
    found = Database(f"sqlite:///{tmp_path / 'house.db'}")
    Base.metadata.create_all(found.engine, tables=[Key.__table__, SignedSize.__table__])
    yield found
    found.engine.dispose()


@pytest.fixture
def home(tmp_path: Path) -> Path:
    return tmp_path / "signer"


@pytest.fixture
def served(home: Path, tmp_path: Path) -> Iterator[SignerServer]:
    """A signer in a thread of this process, which answers as it would in its own."""
    server = signer_server(home, tmp_path / "pen.socket", NAME)
    thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    yield server
    server.shutdown()
    thread.join()
    server.close()


@pytest.fixture(autouse=True)
def closed(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Every pen of a test hangs up at its end."""
    pens: list[RemotePen] = []
    begin = RemotePen.__init__

    def noted(self: RemotePen, *arguments: object) -> None:
        begin(self, *arguments)
        pens.append(self)

    monkeypatch.setattr(RemotePen, "__init__", noted)
    yield
    for each in pens:
        each.close()


@pytest.fixture(params=["inside", "apart"])
def pen(request: pytest.FixtureRequest, database: Database) -> Pen:
    if request.param == "apart":
        server = request.getfixturevalue("served")
        found = RemotePen(str(server.server_address), database)
        with database.writing() as db:
            db.add(Key(id="key-1", name=NAME, vkey=found.vkey, created_at=BEGINNING, number=1))
        return found
    signer = Signer(NAME, b"house seed for tests, 32 bytes!!")
    with database.writing() as db:
        db.add(Key(id="key-1", name=NAME, vkey=signer.vkey, seed=signer.seed, created_at=BEGINNING, number=1))
    return EmbeddedPen(database, lambda _db: BEGINNING)


def signed(pen: Pen, size: int, leaves: list[bytes] = TRUE, origin: str = LOG) -> str:
    """The note of the first leaves, proven as an honest house would."""
    return pen.checkpoint(origin, size, root(leaves[:size]), lambda old, new: consistency_proof(old, leaves[:new]))


def keys_of(pen: Pen) -> list[str]:
    return [parse_vkey(vkey).for_log(LOG).encode() for vkey in pen.vkeys]


def refusal(act: Callable[[], object]) -> str:
    """The word with which the pen refuses."""
    with pytest.raises(PenRefused) as refused:
        act()
    return refused.value.why


def test_a_log_is_signed_as_it_grows_and_earlier_sizes_can_be_signed_again(pen: Pen):
    for size in (0, 1, 5, 12, 12, 3, 20):
        checkpoint = open_checkpoint(signed(pen, size), keys_of(pen))
        assert (checkpoint.origin, checkpoint.size, checkpoint.root) == (LOG, size, root(TRUE[:size]))


@pytest.mark.parametrize("size", [6, 10, 11, 20])
def test_another_history_is_never_signed_whatever_its_size(pen: Pen, size: int):
    """T17: a fork after five entries, when ten were signed. Proofs are the forger's own, and as good as can be made."""
    note = signed(pen, 10)
    assert refusal(lambda: signed(pen, size, FORKED)) == "fork"
    assert refusal(lambda: pen.checkpoint(LOG, size, root(FORKED[:size]), lambda *_: [b"x" * 32])) == "fork"
    assert signed(pen, 10) == note
    assert open_checkpoint(signed(pen, 20), keys_of(pen)).size == 20


def test_negative_control_a_pen_without_the_rule_would_sign_the_fork(pen: Pen, monkeypatch: pytest.MonkeyPatch):
    for place in ("inside", "scribe"):
        monkeypatch.setattr(f"parliament.signing.{place}.check_growth", lambda *_: None)
    signed(pen, 10)
    assert open_checkpoint(signed(pen, 20, FORKED), keys_of(pen)).root == root(FORKED)


def test_without_a_proof_nothing_larger_is_signed(pen: Pen):
    signed(pen, 5)
    assert refusal(lambda: pen.checkpoint(LOG, 10, root(TRUE[:10]), lambda *_: [])) == "no_proof"


@pytest.mark.parametrize("origin", ["elsewhere.example/1-water", NAME, f"{NAME}.evil/1"])
def test_a_log_of_another_house_is_not_signed(pen: Pen, origin: str):
    assert refusal(lambda: signed(pen, 1, origin=origin)) == "unknown_log"


def test_the_same_ballot_gives_the_same_receipt(pen: Pen):
    receipt = pen.receipt(FACTS)
    check_receipt(receipt, parse_vkey(pen.vkey).public_key)
    assert pen.receipt(dict(reversed(FACTS.items()))) == receipt


def test_checkpoints_alone_are_signed_for_ssh_and_only_those_of_this_house(pen: Pen):
    note = signed(pen, 3)
    assert len(pen.sign(note.encode(), "checkpoint")) == 64
    assert refusal(lambda: pen.sign(note.replace("3", "4", 1).encode(), "checkpoint")) == "malformed"
    assert refusal(lambda: pen.sign(note.encode(), "anything")) == "unknown_domain"


def test_a_declaration_of_many_cities_is_signed_too(pen: Pen):
    said = {
        "kind": "declaration",
        "check": {"origin": LOG},
        "certifications": [{"office": "chair"}],
        "more": "x" * 10**6,
    }
    assert len(pen.sign(canonical(said), "declaration.chair")) == 64


def test_the_next_key_is_made_once_and_endorsed_by_both(pen: Pen):
    vkey = pen.propose_key()
    assert pen.propose_key() == vkey != pen.vkey
    assert pen.endorse_key(vkey) == pen.endorse_key(vkey)
    check_rotation(pen.vkey, vkey, *(b64encode(each).decode() for each in pen.endorse_key(vkey)))
    assert refusal(lambda: pen.endorse_key(pen.vkey)) == "unknown_key"


def adopt(pen: Pen, database: Database) -> str:
    """Change the key as the command does: first the row of the house's own book, then the pen."""
    vkey = pen.propose_key()
    with database.writing() as db:
        row = db.query(Key).filter_by(vkey=vkey).one_or_none()
        if row is None:
            row = Key(id="key-2", name=NAME, vkey=vkey, created_at=BEGINNING)
            db.add(row)
        row.number = 2
    pen.adopt_key(vkey)
    return vkey


def test_after_a_change_the_new_key_signs_and_the_old_notes_still_hold(pen: Pen, database: Database):
    old_note, old = signed(pen, 4), pen.vkey
    new = adopt(pen, database)
    pen.adopt_key(new)
    assert pen.vkeys == (new, old)
    assert open_checkpoint(old_note, keys_of(pen)).size == 4
    assert open_checkpoint(signed(pen, 8), [parse_vkey(new).for_log(LOG).encode()]).size == 8
    assert refusal(lambda: signed(pen, 9, FORKED)) == "fork"
    check_receipt(pen.receipt(FACTS), parse_vkey(new).public_key)


def test_a_signer_that_missed_the_change_adopts_the_key_that_the_record_names(
    served: SignerServer, database: Database, monkeypatch: pytest.MonkeyPatch
):
    """The house dies between the entry and the word to its signer: the next request heals it."""
    monkeypatch.setattr(RemotePen, "adopt_key", lambda *_: None)
    pen = RemotePen(str(served.server_address), database)
    with database.writing() as db:
        db.add(Key(id="key-1", name=NAME, vkey=pen.vkey, created_at=BEGINNING, number=1))
    new = adopt(pen, database)
    fresh = RemotePen(str(served.server_address), database)
    check_receipt(fresh.receipt(FACTS), parse_vkey(new).public_key)


def test_openssh_itself_accepts_a_checkpoint_of_the_house_and_refuses_another(pen: Pen, tmp_path: Path):
    """Checked by code that is not ours; without OpenSSH on this machine there is nothing to ask."""
    program = shutil.which("ssh-keygen")
    if program is None:
        pytest.skip("ssh-keygen is not installed")
    note = signed(pen, 7).encode()
    public, space = parse_vkey(pen.vkey).public_key, namespace("checkpoint", NAME)
    (tmp_path / "signers").write_text(f"{NAME} {public_line(public)}\n")
    (tmp_path / "note.sig").write_text(armored(public, space, pen.sign(note, "checkpoint")))
    command = [program, "-Y", "verify", "-f", "signers", "-I", NAME, "-n", space, "-s", "note.sig"]

    def accepts(message: bytes) -> bool:
        return subprocess.run(command, input=message, cwd=tmp_path, capture_output=True, check=False).returncode == 0

    assert (accepts(note), accepts(note.replace(b"7", b"8", 1))) == (True, False)


# A signer of its own: its disk and its socket.


def test_the_state_that_was_put_back_learns_what_was_signed_and_refuses_the_fork(
    home: Path, tmp_path: Path, database: Database
):
    """T17: whoever restores the signer's disk and forks the log is refused, because the house keeps the last note."""
    assert fork_after_rollback(home, tmp_path, database) == "fork"


def test_negative_control_without_the_kept_note_the_fork_would_be_signed(
    home: Path, tmp_path: Path, database: Database, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(apart, "signed_note", lambda *_: None)
    assert fork_after_rollback(home, tmp_path, database) == "signed"


def fork_after_rollback(home: Path, tmp_path: Path, database: Database) -> str:
    path = tmp_path / "pen.socket"
    with running(home, path):
        pen = RemotePen(str(path), database)
        signed(pen, 5)
        earlier = (home / STATE).read_bytes()
        signed(pen, 10)
    (home / STATE).write_bytes(earlier)
    with running(home, path):
        pen = RemotePen(str(path), database)
        try:
            signed(pen, 12, FORKED)
        except PenRefused as refused:
            assert open_checkpoint(signed(pen, 12), keys_of(pen)).size == 12
            return refused.why
        return "signed"


def fork_after_kill(home: Path, path: Path, database: Database, monkeypatch: pytest.MonkeyPatch) -> str:
    """T6: what an answer was given for is asked of the next process; the house helps neither of them."""
    monkeypatch.setattr(apart, "signed_note", lambda *_: None)
    with running(home, path):
        signed(RemotePen(str(path), database), 10)
    with running(home, path):
        try:
            signed(RemotePen(str(path), database), 12, FORKED)
        except PenRefused as refused:
            return refused.why
    return "signed"


def test_what_was_answered_is_remembered_by_the_next_process(
    home: Path, tmp_path: Path, database: Database, monkeypatch: pytest.MonkeyPatch
):
    assert fork_after_kill(home, tmp_path / "pen.socket", database, monkeypatch) == "fork"


def test_negative_control_a_signer_that_answers_before_it_writes_signs_the_fork(
    home: Path, tmp_path: Path, database: Database, monkeypatch: pytest.MonkeyPatch
):
    def in_memory(self: Strongbox, origin: str, tree: Signed) -> None:
        self._signed[origin] = tree

    monkeypatch.setattr(Strongbox, "remember", in_memory)
    assert fork_after_kill(home, tmp_path / "pen.socket", database, monkeypatch) == "signed"


class running:  # noqa: N801 -- a context, used as a verb
    """A signer that answers at a path until it is left."""

    def __init__(self, home: Path, path: Path) -> None:
        self._server = signer_server(home, path, NAME)
        self._thread = Thread(target=self._server.serve_forever, kwargs={"poll_interval": 0.01})

    def __enter__(self) -> SignerServer:
        self._thread.start()
        return self._server

    def __exit__(self, *_error: object) -> None:
        self._server.shutdown()
        self._thread.join()
        self._server.close()


def test_seeds_state_and_socket_are_for_their_owner_alone(served: SignerServer, home: Path):
    """S59: the seed is in one place, and nobody else may read it."""
    assert stat.S_IMODE(home.stat().st_mode) == 0o700
    assert {stat.S_IMODE(path.stat().st_mode) for path in home.iterdir()} == {0o600}
    assert stat.S_IMODE(Path(served.server_address).stat().st_mode) == 0o600


def test_half_a_line_was_never_answered_and_is_cut_off(home: Path):
    box = Strongbox(home, NAME)
    vkey = box.signer.vkey
    box.close()
    with (home / STATE).open("ab") as file:
        file.write(b'{"signed": "parl')
    again = Strongbox(home, NAME)
    assert again.signer.vkey == vkey
    assert (home / STATE).read_bytes().endswith(b"\n")
    again.close()


def test_a_damaged_line_in_the_middle_stops_the_signer(home: Path):
    box = Strongbox(home, NAME)
    box.close()
    content = (home / STATE).read_bytes()
    (home / STATE).write_bytes(b"{}\n" + content)
    with pytest.raises(BadState, match="line 1"):
        Strongbox(home, NAME)


def test_two_signers_never_share_a_state(home: Path):
    box = Strongbox(home, NAME)
    with pytest.raises(BadState, match="another signer"):
        Strongbox(home, NAME)
    box.close()


def test_a_signer_signs_for_one_house_only(home: Path):
    Strongbox(home, NAME).close()
    with pytest.raises(BadState, match="not for elsewhere"):
        Strongbox(home, "elsewhere.example")


@pytest.mark.parametrize(
    "line",
    [
        b"{",
        b"[]",
        b'{"do": "shut_down"}',
        b'{"do": "checkpoint", "origin": 5}',
        b'{"do":"checkpoint","key":7}',
        b"[" * 20_000,
    ],
)
def test_nonsense_is_refused_in_words_and_the_signer_goes_on(served: SignerServer, line: bytes):
    with socket.socket(socket.AF_UNIX) as stranger:
        stranger.connect(str(served.server_address))
        stranger.sendall(line + b"\n")
        assert b'"refused"' in stranger.recv(65_536)
        stranger.sendall(b'{"do": "keys"}\n')
        assert b'"vkeys"' in stranger.recv(65_536)


def test_a_line_without_end_is_not_read_for_ever(served: SignerServer):
    with socket.socket(socket.AF_UNIX) as stranger:
        stranger.settimeout(5)
        stranger.connect(str(served.server_address))
        with pytest.raises((BrokenPipeError, ConnectionResetError)):
            stranger.sendall(b"x" * 65_536 * 100)


def test_a_signer_that_is_away_is_said_within_seconds_and_heals(
    home: Path, tmp_path: Path, database: Database, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(apart, "PATIENCE_SECONDS", 0.2)
    path = tmp_path / "pen.socket"
    pen = RemotePen(str(path), database)
    with running(home, path):
        receipt = pen.receipt(FACTS)
    begun = time.monotonic()
    with pytest.raises(Refused) as refused:
        pen.receipt(FACTS)
    assert (refused.value.code, pen.answers) == (Code.SIGNER_AWAY, False)
    assert time.monotonic() - begun < 2
    with running(home, path):
        assert (pen.receipt(FACTS), pen.answers) == (receipt, True)
