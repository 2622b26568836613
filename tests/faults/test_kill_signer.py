"""T6: the signer is killed again and again while ballots are cast and checkpoints are signed, and started anew.

No ballot is lost, what was not signed is signed in the end, and it never signs a fork.
"""

import os
import random
import signal
import sys
import threading
import time
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from subprocess import Popen

import pytest

from parliament.commands.floor import ask_to_speak
from parliament.commands.votes import cast_ballot
from parliament.record.checkpoint import open_checkpoint, parse_vkey
from parliament.record.pen import PenRefused
from parliament.record.receipts import check_receipt
from parliament.rules.refusals import Code, Refused
from parliament.signing import apart
from parliament.signing.moving import move_out
from parliament.signing.strongbox import Strongbox
from parliament.store.log_tree import root_at
from parliament.store.queries.votes import ballots_of
from parliament.store.record import sizes
from parliament.store.tables import Log
from tests.builders import Chamber, Shelf
from tests.services import processes

SEED, KILLS, LONGEST = 20261122, 3, 40


class Supervised:
    """`parliament signer` in a process of its own, started again whenever it is killed."""

    def __init__(self, home: Path, path: Path, name: str, log: Path) -> None:
        self._command = ["--home", str(home), "--socket", str(path), "--name", name]
        self._log, self.path = log, path
        self.process: Popen[bytes] | None = None

    def start(self) -> None:
        command = [sys.executable, "-m", "parliament.signing", *self._command]
        self.process = processes.start(command, log=self._log)

    def kill(self) -> None:
        assert self.process is not None
        os.kill(self.process.pid, signal.SIGKILL)
        self.process.wait()

    def stop(self) -> None:
        if self.process is not None:
            processes.stop(self.process, within=10)


@pytest.fixture
def chamber(shelf: Shelf, tmp_path: Path) -> Iterator[Chamber]:
    """A vote is open, and the key of the house has moved out."""
    with shelf.copy("sqlite", "voting") as chamber:
        name = chamber.house.pen.vkey.partition("+")[0]
        move_out(chamber.house.database, tmp_path / "signer")
        supervised = Supervised(tmp_path / "signer", tmp_path / "pen.socket", name, tmp_path / "log")
        chamber.house._signer, chamber.house._pen = str(supervised.path), None
        chamber.supervised = supervised  # type: ignore[attr-defined]
        yield chamber
        supervised.stop()
        chamber.house.pen.close()  # type: ignore[attr-defined]
        chamber.house._signer = None


class Asking(threading.Thread):
    """Asks until the test ends; whatever is refused but a signer that is away fails it."""

    def __init__(self, ask: Callable[[], None], ends: threading.Event) -> None:
        super().__init__(daemon=True)
        self._ask, self._ends = ask, ends
        self.done, self.away, self.error = 0, 0, None
        self.start()

    def run(self) -> None:
        while not self._ends.is_set():
            try:
                self._ask()
            except Refused as refused:
                if refused.code is not Code.SIGNER_AWAY:
                    self.error = refused
                    return
                self.away += 1
            else:
                self.done += 1


def checkpoint(chamber: Chamber, leaf: bytes | None = None) -> tuple[int, str]:
    """The newest tree of the session signed, or another tree of that size."""
    house = chamber.house
    with house.reading() as db:
        size, origin = sizes(db, [chamber.plenary])[chamber.plenary], db.get_one(Log, chamber.plenary).origin
        root = leaf or root_at(db, chamber.plenary, size)
    return size, house.pen.checkpoint(origin, size, root, house.proving(chamber.plenary))


@pytest.mark.timeout(60)
def test_no_ballot_is_lost_and_no_fork_signed_while_the_signer_is_killed(
    chamber: Chamber, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
):
    monkeypatch.setattr(apart, "PATIENCE_SECONDS", 0.3)
    chance, notes, receipts, ends = random.Random(SEED), {}, {}, threading.Event()
    supervised: Supervised = chamber.supervised  # type: ignore[attr-defined]
    turns = iter(range(10_000))

    def cast(turn: int | None = None) -> None:
        at = (next(turns) if turn is None else turn) % len(chamber.mayors)
        mayor, choice = chamber.mayors[at], ("yes", "no", "abstain")[at % 3]
        receipts[mayor.seat] = chamber.house.perform(cast_ballot, by=mayor, vote_id=chamber.vote, choice=choice)

    def sign() -> None:
        size, note = checkpoint(chamber)
        notes[size] = note

    supervised.start()
    asking = [Asking(cast, ends), Asking(sign, ends)]
    deadline = time.monotonic() + LONGEST
    for number in range(KILLS):
        before = [each.done for each in asking]
        while any(each.done <= was for each, was in zip(asking, before, strict=True)):
            assert [each.error for each in asking] == [None, None]
            assert time.monotonic() < deadline
            time.sleep(0.01)
        chamber.house.perform(ask_to_speak, by=chamber.mayors[number], sitting_id=chamber.sitting)  # the log grows
        time.sleep(chance.random() * 0.1)
        supervised.kill()
        time.sleep(chance.random() * 0.3)
        supervised.start()
    ends.set()
    for each in asking:
        each.join(10)
        assert (each.is_alive(), each.error) == (False, None)
    acknowledged = dict(receipts)
    for turn in range(len(chamber.mayors)):
        until_signed(partial(cast, turn), deadline)  # a ballot that was answered with “away” is sent again
    until_signed(sign, deadline)
    with pytest.raises(PenRefused) as refused:
        until_signed(lambda: checkpoint(chamber, leaf=b"x" * 32), deadline)

    with chamber.house.reading() as db:
        kept = {seat: (row.choice, row.revision) for seat, row in ballots_of(db, chamber.vote).items()}
        size = sizes(db, [chamber.plenary])[chamber.plenary]
        roots = {at: root_at(db, chamber.plenary, at) for at in notes}
    assert kept == {seat: (receipt["choice"], 1) for seat, receipt in receipts.items()}
    assert len(kept) == len(chamber.mayors)
    assert {seat: receipts[seat] for seat in acknowledged} == acknowledged
    for receipt in receipts.values():
        check_receipt(receipt, parse_vkey(chamber.house.pen.vkey).public_key)
    assert (max(notes), refused.value.why) == (size, "fork"), "the newest tree is not signed, or another one is"
    for at, note in notes.items():
        vkey = parse_vkey(chamber.house.pen.vkey).for_log(note.partition("\n")[0]).encode()
        assert open_checkpoint(note, [vkey]).root == roots[at]
    supervised.kill()
    box = Strongbox(tmp_path / "signer", chamber.house.pen.vkey.partition("+")[0])
    assert box.signed(notes[size].partition("\n")[0]).root == roots[size], "an answer was not on the disk"
    box.close()


def until_signed(act: Callable[[], object], deadline: float) -> None:
    """What could not be signed for a while is signed in the end, or refused for a better reason."""
    while True:
        try:
            act()
        except Refused as refused:
            if refused.code is not Code.SIGNER_AWAY or time.monotonic() > deadline:
                raise
            time.sleep(0.05)
        else:
            return


def test_a_ballot_is_in_though_nobody_signs_and_sending_it_again_gives_its_receipt(
    chamber: Chamber, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(apart, "PATIENCE_SECONDS", 0.2)
    mayor = chamber.mayors[0]
    with pytest.raises(Refused) as refused:
        chamber.house.perform(cast_ballot, by=mayor, once="key", vote_id=chamber.vote, choice="no")
    with chamber.house.reading() as db:
        row = ballots_of(db, chamber.vote)[mayor.seat]
        kept = (row.choice, row.revision)
    assert (refused.value.code, *kept) == (Code.SIGNER_AWAY, "no", 1)
    chamber.supervised.start()  # type: ignore[attr-defined]
    monkeypatch.setattr(apart, "PATIENCE_SECONDS", 10)
    time.sleep(1.1)  # for a second after a failure the house asks only once
    again = [
        chamber.house.perform(cast_ballot, by=mayor, once=key, vote_id=chamber.vote, choice="no")
        for key in ("key", None)
    ]
    check_receipt(again[0], parse_vkey(chamber.house.pen.vkey).public_key)
    assert again[0] == again[1]
