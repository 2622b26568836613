"""What voters sent and heard, and whether what the house kept agrees with it: lost, doubled, phantom, unequal.

A history is written as Jepsen's are (trust study, 3.2): `invoke` when a ballot is handed in, then `ok` with the receipt,
`fail` with a refusal, or `info` when nobody knows what became of it. One invocation may be sent many times, until it is
answered; it stays one act. The checker knows nothing of how the house works.
"""

import json
import threading
import time
from collections import Counter, defaultdict
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session as Db

from parliament.record.canonical import timestamp
from parliament.store.record import annex
from parliament.store.tables import Ballot, BallotRevision, Vote

Receipt = dict[str, Any]
# A paper as the house keeps it: seat, revision, choice, when.
Kept = tuple[str, int, str, str]


@dataclass
class Book:
    """What the house kept of one vote: all papers, those that count, and what it declared (None while it is open)."""

    papers: list[Kept]
    counting: list[Kept]
    declared: dict[str, str] | None = None


@dataclass
class Verdict:
    """What does not agree, in words; nothing at all is right."""

    lost: list[str] = field(default_factory=list)
    doubled: list[str] = field(default_factory=list)
    phantom: list[str] = field(default_factory=list)
    unequal: list[str] = field(default_factory=list)

    @property
    def faults(self) -> list[str]:
        return [f"{name}: {each}" for name, all_of in vars(self).items() for each in all_of]

    def __str__(self) -> str:
        return ", ".join(f"{name} {len(all_of)}" for name, all_of in vars(self).items())


class History:
    """Events in the order of happening, from any number of threads."""

    def __init__(self) -> None:
        self.events: list[dict[str, Any]] = []
        self._lock, self._began = threading.Lock(), time.monotonic()

    def cast(self, seat: str, choice: str, send: Callable[[], Receipt], refused: type[Exception]) -> Receipt | None:
        """Hand a ballot in by `send`, and write down how it went. None: refused, or nobody knows."""
        number = self._write("invoke", None, {"seat": seat, "choice": choice})
        try:
            receipt = send()
        except refused as refusal:
            self._write("fail", number, str(getattr(refusal, "code", refusal)))
        except Exception as trouble:  # noqa: BLE001 -- whatever it was, the sender does not know what became of it
            self._write("info", number, repr(trouble))
        else:
            self._write("ok", number, receipt)
            return receipt
        return None

    def _write(self, kind: str, number: int | None, value: Any) -> int:
        with self._lock:
            number = len(self.events) if number is None else number
            at = round(time.monotonic() - self._began, 6)
            process = threading.current_thread().name
            event = {"type": kind, "f": "cast", "op": number, "process": process, "value": value, "time": at}
            self.events.append(event)
        return number

    @property
    def receipts(self) -> list[Receipt]:
        """Every receipt, in the order in which they were heard."""
        return [each["value"] for each in self.events if each["type"] == "ok"]

    def count(self, kind: str) -> int:
        return sum(each["type"] == kind for each in self.events)

    def write(self, path: Path) -> None:
        """One JSON line an event, for whoever wants to check it with a program of their own."""
        path.write_text("".join(json.dumps(each) + "\n" for each in self.events), encoding="utf-8")

    def check(self, book: Book) -> Verdict:
        """Compare. An act counts as sent from its invocation on, whether or not anybody heard of it again."""
        verdict = Verdict()
        self._check_lost(book, verdict)
        self._check_sent(book, verdict)
        by_seat = Counter(seat for seat, *_ in book.counting)
        verdict.doubled += [f"{seat} counts {count} times" for seat, count in by_seat.items() if count > 1]
        if book.declared is not None:
            counted = {seat: choice for seat, _, choice, _ in book.counting}
            for seat in sorted(set(counted) | set(book.declared)):
                if counted.get(seat) != book.declared.get(seat):
                    verdict.lost.append(f"{seat} is {counted.get(seat)}, declared {book.declared.get(seat)}")
        return verdict

    def _check_lost(self, book: Book, verdict: Verdict) -> None:
        papers, written = set(book.papers), dict[tuple[str, int], Receipt]()
        highest = {seat: revision for seat, revision, *_ in book.counting}
        for receipt in self.receipts:
            paper = receipt["seat"], receipt["revision"], receipt["choice"], receipt["cast_at"]
            if paper not in papers or highest.get(paper[0], 0) < paper[1]:
                verdict.lost.append(f"{paper} was acknowledged")
            first = written.setdefault((paper[0], paper[1]), receipt)
            if first != receipt:
                verdict.unequal.append(f"{first} and {receipt}")

    def _check_sent(self, book: Book, verdict: Verdict) -> None:
        """Each act explains one paper at most; what was refused for good explains none."""
        refused = {each["op"] for each in self.events if each["type"] == "fail"}
        sent: dict[tuple[str, str], int] = defaultdict(int)
        for each in self.events:
            if each["type"] == "invoke" and each["op"] not in refused:
                sent[each["value"]["seat"], each["value"]["choice"]] += 1
        for (seat, choice), count in Counter((seat, choice) for seat, _, choice, _ in book.papers).items():
            if not sent[seat, choice]:
                verdict.phantom.append(f"{seat} never said {choice}")
            elif count > sent[seat, choice]:
                verdict.doubled.append(f"{seat} said {choice} {sent[seat, choice]} times, kept {count} times")


def book_of(db: Db, vote_id: str) -> Book:
    """What the house kept, read from its tables and from the roll call that the record cites."""
    counting, former = (
        [
            (row.seat_id, row.revision, str(row.choice), timestamp(row.cast_at))
            for row in db.scalars(select(table).where(table.vote_id == vote_id))
        ]
        for table in (Ballot, BallotRevision)
    )
    cited = db.get_one(Vote, vote_id).roll_call_hash
    if cited is None:
        return Book(counting + former, counting)
    called = json.loads(annex(db, cited))["roll_call"]
    said = {row["seat"]: row["choice"] for row in called if row["choice"] not in ("not_voting", "absent")}
    return Book(counting + former, counting, said)
