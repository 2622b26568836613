"""Division: an amendment voted in parts.

Parts are operations, or pieces of the words of one, cut between tokens; together they are the whole amendment. Pieces
that are adopted and meet are joined again before anything is compared, so that adopting all parts is adopting the whole.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import combinations
from typing import Final

from parliament.texts.apply import check_operations
from parliament.texts.derive import normal
from parliament.texts.operations import Op, Ops, Splice, splice
from parliament.texts.problems import Mismatch, TextProblem
from parliament.texts.text import Text

MOST_PARTS: Final = 6  # every choice of parts is tried; more parts than this nobody can follow either


def cut(base: Text, op: Splice, old_at: int, new_at: int) -> tuple[Splice, Splice]:
    """Two pieces of a splice: the first takes so many of its old tokens and brings so many of its new ones."""
    tokens, middle = base.tokens[op.pid], op.start + old_at
    first = splice(tokens, op.pid, op.start, middle, op.new[:new_at])
    second = splice(tokens, op.pid, middle, op.end, op.new[new_at:])
    if op.by:
        first, second = replace(first, by=op.by[:new_at]), replace(second, by=op.by[new_at:])
    return first, second


def check_parts(base: Text, ops: Ops, parts: Sequence[Ops]) -> None:
    """Whether the parts are the whole, and any choice of them leaves a valid text.

    Problems: parts_do_not_tile (something is missing, doubled or empty), too_many_parts, parts_need_each_other (without
    one of them another would leave a paragraph hanging under nothing).
    """
    if len(parts) > MOST_PARTS:
        raise TextProblem("too_many_parts", limit=MOST_PARTS)
    pieces = [op for part in parts for op in part]
    if len(parts) < 2 or not all(parts) or any(_is_empty(op) for op in pieces):
        raise TextProblem("parts_do_not_tile")
    if not are_whole(ops, parts):
        raise TextProblem("parts_do_not_tile")
    for many in range(1, len(parts)):
        for chosen in combinations(parts, many):
            try:
                check_operations(base, rejoin(base, ops, [op for part in chosen for op in part]))
            except (Mismatch, TextProblem) as problem:
                raise TextProblem("parts_need_each_other") from problem


def are_whole(ops: Ops, parts: Iterable[Ops]) -> bool:
    """Whether the parts, joined where they meet, are these operations."""
    joined = _joined([op for part in parts for op in part])
    return sorted(map(repr, map(_bare, joined))) == sorted(map(repr, map(_bare, ops)))


def can_be_divided(base: Text, ops: Ops) -> bool:
    """Whether there is a division of which we know: one operation apart, or one splice cut in two."""
    return any(_is_division(base, ops, parts) for parts in _ways(base, ops))


def _ways(base: Text, ops: Ops) -> Iterator[list[Ops]]:
    for at, op in enumerate(ops):
        rest = (*ops[:at], *ops[at + 1 :])
        if rest:
            yield [(op,), rest]
        if isinstance(op, Splice) and len(op.old) + len(op.new) > 1:
            old_at, new_at = (len(op.old), 0) if op.old and op.new else (min(1, len(op.old)), min(1, len(op.new)))
            first, second = cut(base, op, old_at, new_at)
            yield [(*rest, first), (second,)]


def _is_division(base: Text, ops: Ops, parts: Sequence[Ops]) -> bool:
    try:
        check_parts(base, ops, parts)
    except TextProblem:
        return False
    return True


def rejoin(base: Text, whole: Ops, pieces: Iterable[Op]) -> Ops:
    """Pieces of a whole as operations: those that meet are one again, those that stand alone are in normal form.

    Words that are no piece of the whole are left out: of an operation that is in the text already, no piece is brought.
    """
    found, wholes = _joined(list(pieces)), _on_paragraphs(whole)
    splices = _on_paragraphs(found)
    joined: list[Op] = []
    for op in found:
        if not isinstance(op, Splice):
            joined.append(op)
        elif around := [other for other in wholes[op.pid] if other.start <= op.start and op.end <= other.end]:
            joined.append(_shortened(base, op, splices[op.pid], around[0]))
    return tuple(joined)


def _on_paragraphs(ops: Iterable[Op]) -> dict[str, list[Splice]]:
    found: dict[str, list[Splice]] = defaultdict(list)
    for op in ops:
        if isinstance(op, Splice):
            found[op.pid].append(op)
    return found


def _is_empty(op: Op) -> bool:
    return isinstance(op, Splice) and op.old == op.new


def _bare(op: Op) -> Op:
    return replace(op, by=()) if isinstance(op, Splice) else op


def _joined(pieces: Sequence[Op]) -> list[Op]:
    """Splices that meet at one point of their paragraph are joined, left to right; the rest is left alone."""
    found: list[Op] = [op for op in pieces if not isinstance(op, Splice)]
    last: Splice | None = None
    nth = sorted(
        enumerate(p for p in pieces if isinstance(p, Splice)), key=lambda at: (at[1].pid, at[1].start, at[1].end, at[0])
    )
    for _, op in nth:
        if last is not None and last.pid == op.pid and last.end == op.start:
            by = (*(last.by or ("",) * len(last.new)), *(op.by or ("",) * len(op.new)))
            by = by if any(by) else ()
            last = Splice(op.pid, last.start, op.end, last.old + op.old, last.new + op.new, last.left, op.right, by)
        else:
            found += [last] if last else []
            last = op
    return [*found, *([last] if last else [])]


def _shortened(base: Text, op: Splice, others: Sequence[Splice], whole: Splice) -> Splice:
    """Its normal form, by which it is known as identical to another; unless that would touch a neighbour.

    Nor may it leave the words of the whole: there it could meet one that was never a rival. The whole stays as it is.
    """
    tokens = base.tokens[op.pid]
    start, end, new = normal(tokens, op.start, op.end, op.new)
    if op.by or op == whole or start < whole.start or (start, end) == (op.start, op.end):
        return op
    if any(start <= other.end and other.start <= end for other in others if other is not op):
        return op
    return splice(tokens, op.pid, start, end, new)
