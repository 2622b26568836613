"""Laying operations on a sheet: all or nothing, each finding exactly what it expects."""

from __future__ import annotations

from collections.abc import Sequence

from parliament.texts.checks import check_text
from parliament.texts.conflicts import relation
from parliament.texts.operations import (
    EDGE,
    Delete,
    Insert,
    Move,
    Op,
    Ops,
    Readdress,
    Replace,
    Splice,
    sourced,
)
from parliament.texts.outline import TITLE
from parliament.texts.problems import Mismatch, TextProblem
from parliament.texts.sheet import Deleted, Moved, Readdressed, Removed, Sheet, Word
from parliament.texts.text import Text

Cut = tuple[int, int, Sequence[tuple[str, str]], str]  # start, end, new tokens each with its source, who cuts
OWN = "new"  # the source of what an amendment brings while it stands alone


def new_ids(ops: Sequence[Op], source: str) -> dict[int, tuple[str, ...]]:
    """The ids of the paragraphs an amendment brings: its name and a count, the same on every machine."""
    count, found = 0, {}
    for place, op in enumerate(ops):
        if isinstance(op, Insert):
            found[place] = tuple(f"{source}.{count + n + 1}" for n in range(len(op.block)))
            count += len(op.block)
    return found


def apply(text: Text, ops: Ops, source: str = OWN) -> Text:
    """The text with one amendment in it, or Mismatch."""
    sheet = Sheet(text)
    apply_to(sheet, ops, source)
    return sheet.text()


def apply_to(sheet: Sheet, ops: Ops, source: str) -> None:
    """Lay a whole amendment on a sheet; splices from the right, so that places on their left stay true."""
    ids = new_ids(ops, source)
    for at, op in sorted(enumerate(ops), key=lambda pair: -getattr(pair[1], "start", 0)):
        lay(sheet, op, source, ids.get(at, ()))
    sheet.check()


def check_operations(base: Text, ops: Ops) -> Text:
    """Whether these operations make a valid amendment of the base: the amended text, or the problem."""
    if not ops or any(changes_nothing(op) for op in ops):
        raise TextProblem("nothing_changed")
    amended = apply(base, ops)  # first, since only what fits the base can be compared on it
    for n, x in enumerate(ops):
        if any(x == y or _clash_in_one(base, x, y) for y in ops[:n]):
            raise Mismatch("the amendment conflicts with itself")
    return check_text(amended)


def changes_nothing(op: Op) -> bool:
    """An operation without effect would still make others fall, so none is accepted."""
    return isinstance(op, Replace | Splice | Readdress) and op.old == op.new


def _clash_in_one(base: Text, x: Op, y: Op) -> bool:
    """Within one amendment moves of different paragraphs may build on each other; the result is judged."""
    both = isinstance(x, Move) and isinstance(y, Move)
    return relation(base, x, y) == "hard" and not (both and getattr(x, "pid", "") != getattr(y, "pid", ""))


def lay(sheet: Sheet, op: Op, source: str, ids: tuple[str, ...] = ()) -> None:
    """Lay one operation on a sheet."""
    if not isinstance(op, Insert):
        if op.pid not in sheet.words or op.pid in sheet.dead:
            raise Mismatch(f"{op.pid} is gone")
        if op.pid == TITLE and not isinstance(op, Splice):
            raise Mismatch("the title takes splices only")
    match op:
        case Delete():
            _delete(sheet, op, source)
        case Insert():
            _insert(sheet, op, source, ids)
        case Move():
            _move(sheet, op, source)
        case Readdress():
            _readdress(sheet, op, source)
        case Replace() | Splice():
            start, end = expected(sheet, op)
            rewrite(sheet, op.pid, [(start, end, sourced(op.new, op.by, source), source)])


def expected(sheet: Sheet, op: Splice | Replace | Delete) -> tuple[int, int]:
    """The range an operation takes out, provided that it finds there what it states."""
    found = sheet.tokens(op.pid)
    if not isinstance(op, Splice):
        if found != op.old:
            raise Mismatch(f"{op.pid} reads otherwise")
        return 0, len(found)
    framed = (EDGE, *found, EDGE)
    if not 0 <= op.start <= op.end or framed[op.start : op.end + 2] != (op.left, *op.old, op.right):
        raise Mismatch(f"{op.pid} reads otherwise from {op.start} to {op.end}")
    return op.start, op.end


def rewrite(sheet: Sheet, pid: str, cuts: Sequence[Cut]) -> None:
    """Make cuts in one paragraph; two that touch cannot both stand."""
    have, found, reached = sheet.words[pid], list[Word](), -1
    for start, end, new, source in sorted(cuts, key=lambda cut: cut[:2]):
        if start <= reached:
            raise Mismatch(f"two edits of {pid} touch")
        found += have[max(reached, 0) : start]
        found += (Word(token, by, None) for token, by in new)
        _strike(sheet, pid, have[start:end], source)
        reached = end
    sheet.words[pid] = (*found, *have[max(reached, 0) :])


def _strike(sheet: Sheet, pid: str, words: Sequence[Word], source: str) -> None:
    sheet.ledger += [Removed(pid, word.at, word.token, source) for word in words if word.at is not None]


def _delete(sheet: Sheet, op: Delete, source: str) -> None:
    expected(sheet, op)
    _strike(sheet, op.pid, sheet.words[op.pid], source)
    home = sheet.outline.home.get(op.pid)
    if home is None or sheet.at[op.pid] != home:
        raise Mismatch(f"{op.pid} is not where it was")
    sheet.ledger.append(Deleted(op.pid, home, sheet.addressee[op.pid], source))
    sheet.dead.add(op.pid)


def _insert(sheet: Sheet, op: Insert, source: str, ids: tuple[str, ...]) -> None:
    if not sheet.has_slot(op.place):
        raise Mismatch(f"nothing can be put after {op.place.after!r} under {op.place.parent}")
    stack: list[str] = []
    for nth, (new, pid) in enumerate(zip(op.block, ids, strict=True)):
        if not 0 <= new.depth <= len(stack):
            raise Mismatch("a new paragraph hangs under nothing")
        stack = stack[: new.depth]
        sheet.add(pid, sourced(new.tokens, new.by, source), new.addressee, source)
        if stack:
            sheet.under.setdefault(stack[-1], []).append(pid)
        else:
            sheet.land(pid, op.place, op.group, op.seq, nth)
        stack.append(pid)


def _move(sheet: Sheet, op: Move, source: str) -> None:
    home = sheet.outline.home.get(op.pid)
    if home != op.home or sheet.at[op.pid] != home or not sheet.has_slot(op.place):
        raise Mismatch(f"{op.pid} cannot be moved from {op.home} to {op.place}")
    sheet.land(op.pid, op.place, op.group, op.seq)
    sheet.stated[op.pid] = op.depth
    sheet.ledger.append(Moved(op.pid, op.home, source))


def _readdress(sheet: Sheet, op: Readdress, source: str) -> None:
    if sheet.addressee[op.pid] != op.old:
        raise Mismatch(f"{op.pid} addresses somebody else")
    sheet.addressee[op.pid] = op.new
    sheet.ledger.append(Readdressed(op.pid, op.old, source))
