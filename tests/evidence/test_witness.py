"""`parliament witness` on its own: what continues is cosigned, what contradicts is kept as evidence (T17).

Every forgery is signed with the right key, as a thief of the key or an operator could sign it. And every one is tried a
second time with the check taken out, where it passes: it is the check that finds it, and not something else.
"""

import base64
import threading
from itertools import pairwise
from pathlib import Path

import click.testing
import pytest

from parliament.cli import witness_reading
from parliament.cli import witnessing as command
from parliament.cli.witness_home import WitnessHome
from parliament.record.checkpoint import Signer, open_checkpoint
from parliament.record.cosignature import cosigned_at
from parliament.record.tiles import tile_path
from tests.evidence.logs import HOUSE, ORIGIN, SIGNER, Log, a_log, entry, key_rotated
from tests.evidence.serving import Site, a_site
from tests.evidence.test_sumdb import inserted, removed, reordered

FINE, CONTRADICTS, UNREADABLE = 0, 1, 2
KEPT = 280
LOG = a_log(300)


@pytest.fixture
def site(tmp_path: Path):
    with a_site(tmp_path / "site") as found:
        yield found


@pytest.fixture
def home(tmp_path: Path) -> Path:
    return tmp_path / "home"


def watch(site: Site, home: Path, *more: str) -> click.testing.Result:
    given = [site.url, "--home", str(home), "--name", "witness.accra.example.org", *more]
    done = click.testing.CliRunner().invoke(command.witness, given)
    assert done.exception is None or isinstance(done.exception, SystemExit), done.exc_info
    return done


def kept(home: Path) -> str:
    """The one checkpoint that the witness holds to be true."""
    (found,) = home.glob("logs/*/checkpoint")
    return found.read_text()


def key_of(done: click.testing.Result) -> str:
    return done.output.partition("Your key: ")[2].split("\n")[0]


def seen(site: Site, home: Path, log: Log) -> None:
    site.show(log)
    done = watch(site, home)
    assert done.exit_code == FINE, done.output


def test_what_is_seen_first_is_cosigned_and_kept(site, home):
    site.show(LOG)
    done = watch(site, home)
    assert done.exit_code == FINE
    assert f"Believed from now on: {HOUSE.vkey}" in done.output
    assert open_checkpoint(kept(home), LOG.vkeys).size == 300
    assert cosigned_at(kept(home), key_of(done)) > 0


@pytest.mark.parametrize("sizes", [(1, 2), (255, 256), (256, 257), (270, 270), (257, 300), (1, 300)])
def test_what_only_grew_is_cosigned_again(site, home, sizes):
    for size in sizes:
        seen(site, home, a_log(size))
    assert open_checkpoint(kept(home), LOG.vkeys).size == sizes[-1]


FORGERIES = {
    "fork": lambda: a_log(KEPT, forked_from=260),
    "rewritten": lambda: a_log(300, forked_from=260),
    "rewritten at the end": lambda: a_log(300, forked_from=KEPT - 1),
    "removed": lambda: Log(removed(LOG.leaves, 260)),
    "reordered": lambda: Log(reordered(LOG.leaves, 260)),
    "inserted": lambda: Log(inserted(LOG.leaves, 260)),
    "rolled back": lambda: a_log(KEPT - 1),
    "rolled back and grown otherwise": lambda: Log([*LOG.leaves[: KEPT - 1], *(entry(n, "anew") for n in range(60))]),
    "emptied": lambda: a_log(1),
}


@pytest.mark.parametrize("forgery", FORGERIES)
def test_what_contradicts_is_kept_as_evidence_and_never_cosigned(site, home, forgery, monkeypatch):
    """T17, each with its negative control."""
    seen(site, home, a_log(KEPT))
    before, forged = kept(home), FORGERIES[forgery]()
    site.show(forged)
    done = watch(site, home)
    assert done.exit_code == CONTRADICTS
    assert kept(home) == before
    (evidence,) = (home / "evidence").iterdir()
    assert (evidence / "kept").read_text() == before
    assert (evidence / "shown").read_text() == forged.checkpoint()
    assert str(evidence) in done.output
    monkeypatch.setattr(command, "check_continues", lambda *_: None)
    assert watch(site, home).exit_code == FINE, "without the check it would pass"


def test_once_it_contradicted_itself_it_stays_so_until_it_shows_what_it_showed(site, home):
    seen(site, home, a_log(KEPT))
    site.show(a_log(300, forked_from=3))
    assert [watch(site, home).exit_code for _ in range(2)] == [CONTRADICTS, CONTRADICTS]
    seen(site, home, a_log(300))
    assert len(list((home / "evidence").iterdir())) == 2


@pytest.mark.parametrize(("level", "index", "width"), [(0, 1, 44), (1, 0, 1)])
def test_a_changed_byte_in_a_tile_is_found(site, home, level, index, width, monkeypatch):
    """T17. The tiles that make the root; the rest a proof reads when it needs them."""
    seen(site, home, a_log(KEPT))
    site.show(LOG)
    file = site.folder / "log" / "institution" / tile_path(level, index, width)
    data = bytearray(file.read_bytes())
    data[7] ^= 1
    file.write_bytes(data)
    assert watch(site, home).exit_code == CONTRADICTS
    monkeypatch.setattr(command, "check_continues", lambda *_: None)
    assert watch(site, home).exit_code == FINE, "without the check it would pass"


def test_a_changed_byte_of_the_signature_is_not_believed(site, home, monkeypatch):
    """Nobody proved anything by it, because anybody on the way could have done it: status 2, and nothing is kept."""
    seen(site, home, a_log(KEPT))
    before = kept(home)
    site.show(LOG)
    file = site.folder / "log" / "institution" / "checkpoint"
    head, _, line = LOG.checkpoint().rpartition(" ")
    raw = bytearray(base64.b64decode(line))
    raw[20] ^= 1
    file.write_text(f"{head} {base64.b64encode(raw).decode()}\n")
    done = watch(site, home)
    assert (done.exit_code, kept(home)) == (UNREADABLE, before)
    assert "did not sign" in done.output
    monkeypatch.setattr("parliament.record.checkpoint.VerifierKey.check", lambda *_: None)
    assert watch(site, home).exit_code == FINE, "without the check it would pass"


def test_another_house_at_the_same_address_is_not_believed(site, home):
    seen(site, home, a_log(KEPT))
    thief = Signer(HOUSE.name, bytes([9]) * 32)
    site.show(Log(a_log(300).leaves, signer=thief.for_log(ORIGIN)))
    assert watch(site, home).exit_code == UNREADABLE


def test_another_log_of_the_house_is_not_this_one(site, home):
    seen(site, home, a_log(KEPT))
    site.show(Log(a_log(300).leaves, signer=HOUSE.for_log(f"{HOUSE.name}/3-heat")))
    done = watch(site, home)
    assert done.exit_code == CONTRADICTS
    assert "what was kept is of" in done.output


def test_a_key_known_from_elsewhere_counts_and_not_the_one_that_is_served(site, home):
    site.show(LOG)
    other = Signer(HOUSE.name, bytes([9]) * 32)
    assert watch(site, home, "--vkey", other.vkey).exit_code == UNREADABLE
    assert watch(site, home, "--vkey", SIGNER.vkey).exit_code == FINE


NEXT, LAST = (Signer(HOUSE.name, bytes([number]) * 32) for number in (5, 6))


def rotated(*keys: Signer, size: int = 300) -> Log:
    """A log in which these keys followed one another, signed by the last."""
    leaves = list(LOG.leaves[:size])
    for at, (old, new) in enumerate(pairwise(keys)):
        leaves[285 + at] = key_rotated(286 + at, old, new)
    return Log(leaves, signer=keys[-1].for_log(ORIGIN))


def test_keys_that_follow_each_other_are_followed(site, home):
    """Without anybody at the witness doing anything, over two changes at once."""
    seen(site, home, a_log(KEPT))
    site.show(rotated(HOUSE, NEXT, LAST))
    done = watch(site, home)
    assert done.exit_code == FINE, done.output
    assert f"Believed from now on: {NEXT.vkey}\nBelieved from now on: {LAST.vkey}" in done.output
    assert "Believed" not in watch(site, home).output


def test_a_key_that_the_one_before_did_not_sign_is_not_followed(site, home, monkeypatch):
    """A thief who can write the log, but has not the key, brings in his own (T17)."""
    seen(site, home, a_log(KEPT))
    forged = rotated(HOUSE, NEXT)
    stranger = Signer(HOUSE.name, bytes([9]) * 32)
    entry_of = key_rotated(286, stranger, NEXT).replace(stranger.vkey.encode(), HOUSE.vkey.encode())
    forged = Log([*forged.leaves[:285], entry_of, *forged.leaves[286:]], signer=forged.signer)
    site.show(forged)
    assert watch(site, home).exit_code == UNREADABLE
    monkeypatch.setattr("parliament.record.watching.check_rotation", lambda *_: None)
    assert watch(site, home).exit_code == FINE, "without the check it would pass"


def test_a_session_is_watched_with_keys_from_the_log_of_the_institution(site, home):
    session = Log(a_log(300).leaves, signer=NEXT.for_log(f"{HOUSE.name}/3-heat"))
    site.show(rotated(HOUSE, NEXT))
    site.show(session, "3-heat")
    assert watch(site, home, "--log", "3-heat").exit_code == FINE
    assert watch(site, home, "--log", "institution").exit_code == FINE
    assert len(list(home.glob("logs/*/checkpoint"))) == 2


def test_two_runs_at_once_take_turns(site, home):
    """C2SP tlog-witness: comparing and keeping are one act. Whoever comes second compares with what the first kept."""
    seen(site, home, a_log(257))
    site.show(LOG)
    done: list[click.testing.Result] = []
    with WitnessHome(home).locked():
        waiting = threading.Thread(target=lambda: done.append(watch(site, home)))
        waiting.start()
        waiting.join(0.3)
        assert waiting.is_alive()
        assert open_checkpoint(kept(home), LOG.vkeys).size == 257
    waiting.join()
    assert (done[0].exit_code, open_checkpoint(kept(home), LOG.vkeys).size) == (FINE, 300)


def test_what_was_half_written_when_the_power_failed_is_as_if_it_had_not_been(site, home, monkeypatch):
    """The new checkpoint stands beside the old one until it is whole and on the disk; then it takes its place at once."""
    seen(site, home, a_log(KEPT))
    before = kept(home)
    site.show(LOG)
    monkeypatch.setattr(Path, "replace", lambda *_: (_ for _ in ()).throw(SystemExit(137)))
    assert watch(site, home).exit_code == 137
    monkeypatch.undo()
    assert kept(home) == before
    assert watch(site, home).exit_code == FINE
    assert open_checkpoint(kept(home), LOG.vkeys).size == 300


def test_a_partial_tile_that_is_gone_is_read_from_the_full_one(site, home):
    """C2SP tlog-tiles lets a log drop it. Between checkpoint and tiles the log may grow past it."""
    site.show(a_log(257))
    place = site.folder / "log" / "institution"
    for partial in place.rglob("*.p"):
        if "entries" not in partial.parts:
            (partial / "1").rename(partial.with_suffix(""))
            partial.rmdir()
    assert watch(site, home).exit_code == FINE


@pytest.mark.parametrize("answer", [b"", b"hello", b"\xff\xfe", b"a\n99999999999999\nb\n\n\xe2\x80\x94 a AAAAAAAA\n"])
def test_what_is_no_checkpoint_is_unreadable_and_nothing_is_kept(site, home, answer):
    site.show(LOG)
    (site.folder / "log" / "institution" / "checkpoint").write_bytes(answer)
    assert watch(site, home).exit_code == UNREADABLE
    assert not (home / "logs").exists()


def test_an_answer_without_end_is_given_up(site, home, monkeypatch):
    monkeypatch.setattr(witness_reading, "LARGEST", 100)
    site.show(LOG)
    assert watch(site, home).exit_code == UNREADABLE


def test_nobody_there_is_said(site, home, tmp_path):
    site.show(LOG, "another")
    assert watch(site, home).exit_code == UNREADABLE
    gone = Site("http://127.0.0.1:9", tmp_path)
    assert watch(gone, home).exit_code == UNREADABLE
    assert watch(Site("file:///etc/passwd", tmp_path), home).exit_code == UNREADABLE


def test_a_place_belongs_to_one_witness_who_has_a_name(site, home):
    site.show(LOG)
    assert "--name" in click.testing.CliRunner().invoke(command.witness, [site.url, "--home", str(home)]).output
    seen(site, home, LOG)
    assert watch(site, home, "--name", "another.example.org").exit_code == UNREADABLE
    assert (home / "key").stat().st_mode & 0o777 == 0o600


def test_a_witness_needs_nothing_of_the_house_but_the_record():
    """Nothing that knows tables, rules of procedure or the web stands in what a witness runs."""
    for module in ("witnessing", "witness_home", "witness_reading"):
        text = (Path(command.__file__).parent / f"{module}.py").read_text()
        imported = [line.split()[1] for line in text.splitlines() if line.startswith("from parliament.")]
        assert all(name.startswith(("parliament.record.", "parliament.cli.witness_")) for name in imported), module
