"""The operations an amendment is made of, in the coordinates of one base text, for ever.

Each states what it expects to find, so that on any other text it fails loudly. Identity is by normal form:
kind, place and content, never by author, number or the id a new paragraph will get. What one amendment lands at
one place is a group, named by its content, so that it stays together whoever else lands there.
"""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from typing import Final

import rfc8785

from parliament.texts.outline import RESERVED, Place
from parliament.texts.text import Addressee, Text
from parliament.texts.tokens import Tokens

EDGE: Final = ""  # what a splice expects beside it where the paragraph begins or ends; no token is empty


# Who brought each new token, beside the amendment itself (""): its sub-amendments. Empty if it brought all of them.
# No part of what an operation is, and not stored: it follows from the sub-amendments that were adopted.
Sources = tuple[str, ...]


@dataclass(frozen=True)
class Delete:
    """Take one paragraph out; what hangs under it leaves or goes in the same amendment."""

    pid: str
    old: Tokens


@dataclass(frozen=True)
class Replace:
    """Write the whole paragraph anew."""

    pid: str
    old: Tokens
    new: Tokens
    by: Sources = field(default=(), compare=False)


@dataclass(frozen=True)
class Splice:
    """Put `new` for the tokens from `start` to `end`, between the tokens `left` and `right`."""

    pid: str
    start: int
    end: int
    old: Tokens
    new: Tokens
    left: str
    right: str
    by: Sources = field(default=(), compare=False)


@dataclass(frozen=True)
class NewParagraph:
    """A paragraph to come: how deep under the first of its block, its words, whom it addresses."""

    depth: int
    tokens: Tokens
    addressee: Addressee = ""
    by: Sources = field(default=(), compare=False)


@dataclass(frozen=True)
class Insert:
    """Put a paragraph, with what hangs under it, at a place of the base."""

    place: Place
    block: tuple[NewParagraph, ...]
    group: str = ""
    seq: int = 0


@dataclass(frozen=True)
class Move:
    """Take a paragraph, with what hangs under it, from its home to another place of the base."""

    pid: str
    home: Place
    place: Place
    depth: int = 0  # where it ends up: stated, verified, and part of what the move is
    group: str = ""
    seq: int = 0


@dataclass(frozen=True)
class Readdress:
    """Say of a paragraph that it addresses somebody else."""

    pid: str
    old: Addressee
    new: Addressee


Op = Delete | Replace | Splice | Insert | Move | Readdress
Ops = tuple[Op, ...]


def splice(tokens: Tokens, pid: str, start: int, end: int, new: Iterable[str]) -> Splice:
    """A splice that states what it expects, read off the paragraph it is for."""
    framed = (EDGE, *tokens, EDGE)
    return Splice(pid, start, end, framed[start + 1 : end + 1], tuple(new), framed[start], framed[end + 1])


def seal(base: Text, ops: Iterable[Op]) -> Ops:
    """Number what one amendment lands at one place, and state the depth each of its moves ends at."""
    ops = tuple(ops)
    landing: dict[Place, list[Insert | Move]] = defaultdict(list)
    for op in ops:
        if isinstance(op, Insert | Move):
            landing[op.place].append(op)
    parents = {op.pid: op.place.parent for op in ops if isinstance(op, Move)}
    group = {place: _group(found) for place, found in landing.items()}
    seen: dict[Place, int] = defaultdict(int)
    sealed: list[Op] = []
    for op in ops:
        if isinstance(op, Insert | Move):
            op = replace(op, group=group[op.place], seq=seen[op.place])
            seen[op.place] += 1
        if isinstance(op, Move):
            op = replace(op, depth=_depth_after(base, op.pid, parents))
        sealed.append(op)
    return tuple(sealed)


def _group(found: list[Insert | Move]) -> str:
    """A name for all that lands together: the same content has the same name in every amendment."""
    content = [
        op.pid if isinstance(op, Move) else [[p.depth, list(p.tokens), p.addressee] for p in op.block] for op in found
    ]
    return hashlib.sha256(rfc8785.dumps(content)).hexdigest()[:16]


def _depth_after(base: Text, pid: str, parents: dict[str, str]) -> int:
    """Depth once all moves are made; a cycle among them ends at an impossible depth and is found on applying."""
    depth = -1
    while pid not in RESERVED and depth <= len(base.paragraphs):
        pid, depth = parents.get(pid) or base.outline.home[pid].parent, depth + 1
    return depth


def sourced(tokens: Tokens, by: Sources, source: str) -> list[tuple[str, str]]:
    """Each token an amendment brings, with who brought it: the amendment, or a sub-amendment to it."""
    return [(token, sub or source) for token, sub in zip(tokens, by or ("",) * len(tokens), strict=True)]
