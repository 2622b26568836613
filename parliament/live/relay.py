"""From committed entries to those who listen: in order, once, and never while a command waits.

One thread takes the entries, so that an answer never waits for a page to be rendered and a burst renders once.
What it is told may come late, out of order or not at all (another process wrote it); what is missing it reads from
the record.
"""

import threading
import time
from collections.abc import Callable
from typing import Any

import structlog

from parliament.live import limits
from parliament.live.doorbell import Doorbell
from parliament.live.rooms import Followers, Room
from parliament.live.shown import Fragments, Shown
from parliament.record.audience import as_seen_by
from parliament.record.entries import Entry
from parliament.store import record
from parliament.store.database import Database

logger = structlog.get_logger("parliament.live")

Render = Callable[[str, set[str]], dict[str, Fragments]]
Emit = Callable[[str, dict[str, Any], list[Room]], None]

GATHER = 0.02  # seconds in which the entries of one burst come together


class Relay:
    """A listener of the house: `relay(entries)` after each commit, `heard(log, seq)` for what others committed.

    `by_hand` starts no thread: whoever plays two hours in a minute calls `relay_now` when it is time.
    """

    def __init__(
        self,
        database: Database,
        followers: Followers,
        bell: Doorbell,
        render: Render,
        emit: Emit,
        *,
        by_hand: bool = False,
    ) -> None:
        self._database, self._followers, self._bell = database, followers, bell
        self._render, self._emit = render, emit
        self._change = threading.Condition()
        self._told: dict[str, list[Entry]] = {}  # entries of this process, not yet relayed
        self._heads: dict[str, int] = {}  # logs that have something new, and up to where
        self._relayed: dict[str, int] = {}
        self._shown: dict[tuple[str, str], Shown] = {}  # what a room's pages look like, by log and language
        self._thread: threading.Thread | None = None
        self._by_hand = by_hand

    def __call__(self, entries: list[Entry]) -> None:
        """Take note and return at once."""
        with self._change:
            for entry in entries:
                self._told.setdefault(entry.log, []).append(entry)
                self._heads[entry.log] = max(entry.seq, self._heads.get(entry.log, 0))
            self._wake()

    def heard(self, log: str, seq: int) -> None:
        """Another process has brought this log to `seq`."""
        with self._change:
            self._heads[log] = max(seq, self._heads.get(log, 0))
            self._wake()

    def watch(self, log: str, head: int) -> None:
        """Somebody is about to listen to a log of this length. Called before the room is entered.

        Whatever is relayed is committed, so one who enters and then reads the record up to its end misses nothing;
        moving forward here only spares an empty gallery the entries from before.
        """
        with self._change:
            if not self._followers.connected(log):
                self._relayed[log] = max(head, self._relayed.get(log, 0))
                self._forget(log, set())
            self._wake()

    def seq(self, log: str) -> int:
        """The last entry relayed."""
        return self._relayed.get(log, 0)

    def shown(self, log: str, language: str) -> Shown | None:
        """What the pages of a room look like, if anything was sent to it yet. Asked by whoever has entered it."""
        with self._change:
            return self._shown.get((log, language))

    def _wake(self) -> None:
        if self._thread is None and not self._by_hand:
            # Not at start-up: a server that forks would leave the thread behind.
            self._thread = threading.Thread(target=self._run, name="live-relay", daemon=True)
            self._thread.start()
        self._change.notify()

    def _run(self) -> None:
        next_poll = 0.0
        while True:
            try:
                with self._change:
                    left = max(0.0, next_poll - time.monotonic())
                    is_heard = self._change.wait_for(lambda: bool(self._heads), timeout=left)
                if is_heard:
                    time.sleep(GATHER)
                self.relay_now()
                if time.monotonic() >= next_poll:
                    self._poll()
                    next_poll = time.monotonic() + limits.POLL
            except Exception:
                # The record is the outbox: whoever missed this sees the gap and asks.
                logger.exception("the relay failed")
                time.sleep(GATHER)

    def _poll(self) -> None:
        """The fall-back when no bell rings: look at the size of the logs that are followed."""
        logs = self._followers.logs()
        if not logs:
            return
        with self._database.reading() as db:
            sizes = record.sizes(db, logs)
        for log, size in sizes.items():
            if size > self.seq(log):
                self.heard(log, size)

    def relay_now(self) -> None:
        """Send what was told or heard of; called by the relay's own thread."""
        with self._change:
            heads, self._heads = self._heads, {}
            told, self._told = self._told, {}
        for log, head in heads.items():
            if log in told:
                self._bell.ring(("log", log), {"log": log, "seq": head})
            try:
                self._relay_log(log, head, told.get(log, []))
            except Exception:
                logger.exception("the relay failed", log=log, seq=head)

    def _relay_log(self, log: str, head: int, told: list[Entry]) -> None:
        rooms = self._followers.rooms(log)
        languages = {room.language for room in rooms if room.language}
        with self._change:
            self._forget(log, languages)
        if head <= self.seq(log):
            return
        for entry in self._following(log, head, told) if rooms else ():
            self._emit_entry(entry, rooms)
            head = entry.seq
        with self._change:
            self._relayed[log] = max(head, self.seq(log))
        if languages:
            self._emit_fragments(log, self.seq(log), languages)

    def _forget(self, log: str, languages: set[str]) -> None:
        """Whoever comes back to a room gets the whole page's fragments, not a difference to the past."""
        for key in [key for key in self._shown if key[0] == log and key[1] not in languages]:
            del self._shown[key]

    def _following(self, log: str, head: int, told: list[Entry]) -> list[Entry]:
        """The entries after the last one relayed: those we were told if they are all, else from the record."""
        start = self.seq(log) + 1
        new = sorted((entry for entry in told if entry.seq >= start), key=lambda entry: entry.seq)
        if [entry.seq for entry in new] == list(range(start, head + 1)):
            return new
        with self._database.reading() as db:
            return record.entries(db, log, after=start - 1)

    def _emit_entry(self, entry: Entry, rooms: list[Room]) -> None:
        for room in rooms:
            if room.form == "json":
                self._emit("entry", {"log": entry.log, **as_seen_by(entry, room.audience)}, [room])

    def _emit_fragments(self, log: str, seq: int, languages: set[str]) -> None:
        """Only what changed, and within it only what is new. `after` is the seq the change starts from, 0 for a whole
        page: a reader at any other seq must not apply it, because what is copied would be copied from other words."""
        for language, now in sorted(self._render(log, languages).items()):
            before = self._shown.get((log, language))
            shown = before.changed(seq, now) if before else Shown(seq, now)
            with self._change:
                self._shown[log, language] = shown  # before it is sent: who enters meanwhile is told it or hears it
            rooms = [room for room in self._followers.rooms(log) if room.language == language]
            self._emit("fragments", {"log": log, **(shown.recent[-1] if before else shown.whole())}, rooms)
