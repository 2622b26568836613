"""The press room: nobody can keep the press from the others, and the loop goes on while it prints."""

import json
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime
from threading import Barrier, Event, Lock

import pytest

from parliament.commands import press_room
from parliament.commands.press_room import PressRoom
from parliament.documents.press import Forme, NotPrintable
from parliament.rules.codes import Code
from parliament.rules.refusals import Refused

AT = datetime(2026, 11, 22, tzinfo=UTC)
MANY = 8


def forme(words: str) -> Forme:
    return Forme("declaration.typ", words, AT)


class SlowPress:
    """Stands in for the press: counts what is on it, holds it until `let_go`, and breaks on the word it was told to."""

    def __init__(self, breaks_on: dict[str, BaseException] | None = None) -> None:
        self.printed: list[str] = []
        self.on_it = self.most_on_it = 0
        self.started, self.let_go = Event(), Event()
        self.breaks_on = breaks_on or {}
        self._guard = Lock()

    def __call__(self, given: Forme) -> bytes:
        with self._guard:
            self.printed.append(given.data)
            self.on_it += 1
            self.most_on_it = max(self.most_on_it, self.on_it)
        self.started.set()
        self.let_go.wait(5)
        with self._guard:
            self.on_it -= 1
        if given.data in self.breaks_on:
            raise self.breaks_on.pop(given.data)
        return given.data.encode() * 10


def put_in_place(monkeypatch: pytest.MonkeyPatch, **said: dict[str, BaseException]) -> SlowPress:
    press = SlowPress(**said)
    monkeypatch.setattr(press_room, "printed", press)
    return press


def ask_together(press: SlowPress, room: PressRoom, asked: list[str]) -> list[bytes | BaseException]:
    """All ask at the same moment, and the press is let go once everybody has come."""
    barrier = Barrier(len(asked) + 1)

    def ask(words: str) -> bytes | BaseException:
        barrier.wait(5)
        try:
            return room.print_of(forme(words))
        except BaseException as error:  # noqa: BLE001 -- how it went is what is asked
            return error

    with ThreadPoolExecutor(len(asked)) as pool:
        told = [pool.submit(ask, words) for words in asked]
        barrier.wait(5)
        press.started.wait(5)
        Event().wait(0.1)  # for those who came to have lined up
        press.let_go.set()
        return [each.result(5) for each in told]


def test_who_asks_for_the_same_waits_for_one_print(monkeypatch: pytest.MonkeyPatch) -> None:
    press = put_in_place(monkeypatch)
    assert ask_together(press, PressRoom(), ["heat"] * MANY) == [b"heat" * 10] * MANY
    assert press.printed == ["heat"]


def test_one_print_is_made_at_a_time_and_without_the_room_there_would_be_more(monkeypatch: pytest.MonkeyPatch) -> None:
    press = put_in_place(monkeypatch)
    asked = [f"heat {number}" for number in range(MANY)]
    assert ask_together(press, PressRoom(), asked) == [words.encode() * 10 for words in asked]
    assert (sorted(press.printed), press.most_on_it) == (asked, 1)
    bare = put_in_place(monkeypatch)
    with ThreadPoolExecutor(2) as pool:
        told = [pool.submit(press_room.beside_the_loop, forme(words)) for words in asked[:2]]
        Event().wait(0.1)
        bare.let_go.set()
        assert [each.result(5) for each in told]
    assert bare.most_on_it == 2


def test_who_finds_too_many_before_them_is_sent_away_and_everybody_else_is_served(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    press = put_in_place(monkeypatch)
    room = PressRoom(most_awaited=3)
    told = ask_together(press, room, [f"heat {number}" for number in range(MANY)])
    sent_away = [each for each in told if isinstance(each, Refused)]
    assert len(sent_away) == MANY - 3
    assert {(each.code, each.facts["seconds"]) for each in sent_away} == {(Code.TOO_MANY_ATTEMPTS, 10)}
    assert len(press.printed) == 3
    assert room.print_of(forme("later")) == b"later" * 10


def test_prints_are_kept_up_to_a_number_of_bytes_and_the_oldest_goes(monkeypatch: pytest.MonkeyPatch) -> None:
    press = put_in_place(monkeypatch)
    press.let_go.set()
    room = PressRoom(kept_bytes=100)
    for words in ("aaaa", "bbbb", "aaaa", "cccc", "aaaa", "bbbb", "this is more than there is room for"):
        room.print_of(forme(words))
    assert press.printed == ["aaaa", "bbbb", "cccc", "bbbb", "this is more than there is room for"]
    room.print_of(forme("bbbb"))
    assert len(press.printed) == 5
    room.clear()
    room.print_of(forme("bbbb"))
    assert len(press.printed) == 6


def test_a_date_or_a_sheet_more_makes_another_print(monkeypatch: pytest.MonkeyPatch) -> None:
    press = put_in_place(monkeypatch)
    press.let_go.set()
    room = PressRoom()
    for sheet, at, kept in (("a", AT, False), ("b", AT, False), ("a", AT.replace(year=2027), False), ("a", AT, True)):
        room.print_of(Forme(sheet, "heat", at, kept))
    assert len(press.printed) == 4


def test_what_cannot_be_printed_is_told_to_all_who_wait_and_not_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    press = put_in_place(monkeypatch, breaks_on={"heat": NotPrintable("no font")})
    room = PressRoom()
    told = ask_together(press, room, ["heat"] * MANY)
    assert {type(each) for each in told} == {NotPrintable}
    assert room.print_of(forme("heat")) == b"heat" * 10


def test_if_who_prints_is_ended_another_who_waits_prints(monkeypatch: pytest.MonkeyPatch) -> None:
    press = put_in_place(monkeypatch, breaks_on={"heat": SystemExit()})
    told = ask_together(press, PressRoom(), ["heat"] * MANY)
    assert sorted(type(each).__name__ for each in told) == ["SystemExit"] + ["bytes"] * (MANY - 1)
    assert len(press.printed) == 2


WITH_GREENLETS = """
import gevent.monkey; gevent.monkey.patch_all()
import json, sys, time, gevent
from datetime import UTC, datetime
from parliament.commands import press_room
from parliament.documents import press
from parliament.documents.declaration_pdf import declaration_forme
from tests.documents.published import HASH, document

forme = declaration_forme(document(cities=tuple(f"City {number}" for number in range(150))), HASH)
press.printed(declaration_forme(document(), HASH))
gaps, going = [], True
def tick():
    last = time.monotonic()
    while going:
        gevent.sleep(0.005)
        now = time.monotonic()
        gaps.append(now - last)
        last = now
ticking = gevent.spawn(tick)
gevent.sleep(0.02)
def longest(make):
    gaps.clear()
    began = time.monotonic()
    made = make()
    took = time.monotonic() - began
    gevent.sleep(0.02)
    return made, max(gaps) / took
made, beside = longest(lambda: press_room.PRESS_ROOM.print_of(forme))
forme = declaration_forme(document(cities=tuple(f"Town {number}" for number in range(150))), HASH)
other, within = longest(lambda: press.printed(forme))
try:
    press_room.beside_the_loop(press.Forme("declaration.typ", "{}", datetime(2026, 11, 22, tzinfo=UTC)))
    broken = ""
except press.NotPrintable as error:
    broken = type(error).__name__
going = False
print(json.dumps({"pdf": made[:4] == other[:4] == b"%PDF", "beside": beside, "within": within, "broken": broken}))
"""


def test_with_greenlets_the_others_go_on_while_it_prints() -> None:
    done = subprocess.run(
        [sys.executable, "-c", WITH_GREENLETS], capture_output=True, check=True, timeout=60, text=True
    )
    told = json.loads(done.stdout)
    assert (told["pdf"], told["broken"], done.stderr) == (True, "NotPrintable", "")
    assert told["within"] > 0.9  # the negative control: printed in the loop, nobody else is served meanwhile
    assert told["beside"] < 0.6
