"""Which operations cannot both stand, decided once, on the base, by the matrix of the algebra.

Only operations that two amendments do not share can set them against each other. Two insertions at one place
both stand: the relation is one of order, so that one city's new paragraph does not fall because another's came in.
"""

from __future__ import annotations

from typing import Literal

from parliament.texts.operations import Delete, Insert, Move, Op, Ops, Readdress, Splice
from parliament.texts.outline import MAX_DEPTH
from parliament.texts.text import Text

Relation = Literal["same", "hard", "order", "none"]


def relation(base: Text, x: Op, y: Op) -> Relation:
    """How two operations on one base stand to each other; the same whichever comes first."""
    if x == y:
        return "same"
    if not isinstance(x, Insert) and not isinstance(y, Insert) and x.pid == y.pid:
        return "hard" if _contradict(x, y) else "none"
    if _blocks(base, x, y) or _blocks(base, y, x):
        return "hard"
    if isinstance(x, Insert | Move) and isinstance(y, Insert | Move) and x.place == y.place:
        return "order"
    return "none"


def _contradict(x: Op, y: Op) -> bool:
    """On one paragraph: a deletion against everything, otherwise each kind against its like."""
    if isinstance(x, Delete) or isinstance(y, Delete):
        return True
    if isinstance(x, Move | Readdress) or isinstance(y, Move | Readdress):
        return type(x) is type(y)  # words follow their paragraph, wherever it goes and whomever it addresses
    if isinstance(x, Splice) and isinstance(y, Splice):
        return touch(x, y)
    return True


def touch(x: Splice, y: Splice) -> bool:
    """Overlap, or meet: the token on either side is part of what a splice expects."""
    return x.start <= y.end and y.start <= x.end


def reparents(op: Op) -> bool:
    """A move that changes the parent, unlike a mere reordering."""
    return isinstance(op, Move) and op.place.parent != op.home.parent


def _blocks(base: Text, x: Op, y: Op) -> bool:
    """Whether `x` takes away or carries off the ground `y` would land on."""
    if not isinstance(y, Insert | Move):
        return False
    parent = y.place.parent
    if isinstance(x, Delete):
        return x.pid == parent
    if not isinstance(x, Move) or not reparents(x) or x.pid not in base.outline.chain(parent):
        return False
    if isinstance(y, Move):
        return True  # otherwise three moves, each pair of them harmless, could make a circle
    deepest = base.outline.depth(parent) + 1 + max(new.depth for new in y.block)
    return deepest + x.depth - base.outline.depth(x.pid) > MAX_DEPTH


def hard(base: Text, a: Ops, b: Ops) -> tuple[tuple[Op, Op], ...]:
    """The pairs of operations, one of each amendment, that keep the two from both standing."""
    mine, theirs = [x for x in a if x not in b], [y for y in b if y not in a]
    return tuple((x, y) for x in mine for y in theirs if relation(base, x, y) == "hard")
