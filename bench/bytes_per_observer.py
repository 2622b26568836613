"""What a two-hour sitting weighs on the wire for one observer, beside the canonical bytes of the entries it is made of.

`python -m bench.bytes_per_observer` plays `bench.sitting` and lets the house's own relay and progress speak to one page and one
program, on the sitting's clock. Every WebSocket frame is counted as it goes out: fragments (whole at first) or entries, counts,
pings. Nothing is merged that two hours would not merge. What loads the page comes before, and is not counted.
"""

import argparse
import tempfile
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from types import SimpleNamespace
from typing import Any

from bench.rows import Row, at_most, table
from bench.sitting import Sitting
from parliament.app import create_app
from parliament.config import Settings
from parliament.live import plain_json
from parliament.live.progress import Progress
from parliament.live.relay import Relay
from parliament.live.rooms import Followers, Room
from parliament.pages.fragments import render_fragments
from parliament.record.audience import Audience
from parliament.record.canonical import canonical
from parliament.record.entries import Entry
from parliament.store import record

GOAL = 1.5
PING, PING_SECONDS = 3, 25  # a frame of one character, and how often
HEADERS = ((126, 2), (65_536, 4))  # RFC 6455: what is shorter than this has a header of so many bytes


def on_the_wire(event: str, data: Any) -> int:
    """The bytes of one event as a frame, in the packets of Engine.IO and Socket.IO."""
    payload = len(f"42/live,{plain_json.dumps([event, data], separators=(',', ':'))}".encode())
    return payload + next((header for limit, header in HEADERS if payload < limit), 10)


class Ear:
    """One observer: what comes in, by kind of message."""

    def __init__(self, form: str) -> None:
        self.form, self.bytes, self.messages = form, Counter(), Counter()

    def hear(self, event: str, data: Any) -> None:
        self.bytes[event] += on_the_wire(event, data)
        self.messages[event] += 1


class Listening:
    """The relay and the progress of the house, with one page and one program for all their followers."""

    def __init__(self, sitting: Sitting) -> None:
        self.sitting, self.entries = sitting, 0
        self.ears = {"html": Ear("html"), "json": Ear("json")}
        app = create_app(Settings("sqlite://", "a key that signs nothing, long enough"), house=sitting.house)
        followers, bell = Followers(), SimpleNamespace(ring=lambda *_: None)

        def render(log: str, languages: set[str]) -> dict[str, dict[str, str]]:
            with app.app_context():
                return render_fragments(log, languages)

        self.relay = Relay(sitting.house.database, followers, bell, render, self._emit, by_hand=True)
        self.progress = Progress(followers, bell, self.relay.seq, self._emit, by_hand=True)
        with sitting.house.reading() as db:
            self.relay.watch(sitting.plenary, record.sizes(db, {sitting.plenary})[sitting.plenary])
        for sid, room in (("page", _room(sitting.plenary, "en")), ("program", _room(sitting.plenary, None))):
            followers.admit(sid, None)
            followers.enter(sid, room)
        self.began = sitting.now
        sitting.house.listeners[:] = [self._hear]
        sitting.ballot = self._ballot
        self._told_until = 0.0

    def _emit(self, event: str, data: Any, rooms: Sequence[Room]) -> None:
        for form in {room.form for room in rooms}:
            self.ears[form].hear(event, data)

    def _hear(self, entries: list[Entry]) -> None:
        self._pass()
        self.entries += sum(len(canonical(entry.to_json())) for entry in entries)
        self.relay(entries)
        self.relay.relay_now()

    def _ballot(self, vote: str, voted: int) -> None:
        self._pass()
        self.progress.ballot_cast(self.sitting.plenary, vote, voted, self.sitting.roll)

    def _pass(self) -> None:
        """The time since the last act, in which what waited was told when its turn came."""
        now = (self.sitting.now - self.began).total_seconds()
        while self._told_until < now:
            self._told_until = min(now, self._told_until + 0.25)
            for message in self.progress.due(self._told_until):
                self.progress.send(*message)

    def joins_late(self) -> int:
        """What the answer to `follow` weighs for a page that comes in the middle and has nothing."""
        shown = self.relay.shown(self.sitting.plenary, "en")
        assert shown is not None
        answer = {"seq": shown.seq, "progress": self.progress.latest(self.sitting.plenary), **shown.asked("", 0)}
        return on_the_wire("", answer)

    def pinged(self) -> int:
        """The pings of the time the sitting took; what the client answers is its own."""
        return int((self.sitting.now - self.began).total_seconds() / PING_SECONDS) * PING


def _room(log: str, language: str | None) -> Room:
    return Room(log, Audience.PUBLIC, language)


def listened(motions: int) -> Listening:
    """A sitting on so many motions, played and heard to its end."""
    with tempfile.TemporaryDirectory() as folder:
        sitting = Sitting(Path(folder), motions)
        listening = Listening(sitting)
        sitting.play()
        sitting.house.database.engine.dispose()
    return listening


def run(quick: bool) -> list[Row]:  # noqa: FBT001 -- what every bench is called with
    """The rows of the table: a quick sitting is one on two motions in place of four."""
    heard = listened(2 if quick else 4)
    took = (heard.sitting.now - heard.began).total_seconds() / 60
    rows = []
    for form, what in (("html", "live page"), ("json", "program")):
        ear = heard.ears[form]
        whole = sum(ear.bytes.values()) + heard.pinged()
        said = ", ".join(f"{event} {ear.bytes[event]:,} in {ear.messages[event]}" for event in sorted(ear.bytes))
        print(
            f"{what}: {said}; pings {heard.pinged():,}; a page that comes late is answered with {heard.joins_late():,}; {took:.0f} minutes"
        )
        rows.append(
            at_most(
                f"bytes to one {what}, sitting of {took:.0f} minutes",
                whole,
                heard.entries,
                "bytes of the entries",
                GOAL,
            )
        )
    return rows


def main() -> None:
    """Print the rows, and above them where the bytes went."""
    asked = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    asked.add_argument("--quick", action="store_true", help="two motions in place of four")
    print(table(run(asked.parse_args().quick)))


if __name__ == "__main__":
    main()
