"""What changed between two wordings, as a reader wants to see it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

from rapidfuzz.distance import Indel

from parliament.texts.tokens import Tokens, is_word, tokenise

Change = Literal["same", "removed", "added"]
Segment = tuple[Change, str]
Piece = tuple[int, int, int, int]  # old from, old to, new from, new to

JOIN = 1  # changes with at most so many words between them read better as one


def differences(old: str, new: str) -> list[Segment]:
    """Word by word: what stays, what goes, what comes; removals stand before what replaces them."""
    before, after = tokenise(old, None), tokenise(new, None)
    return segments(before, [(i, j, after[k:m]) for i, j, k, m in pieces(before, after)])


def segments(tokens: Tokens, cuts: Sequence[tuple[int, int, Sequence[str]]]) -> list[Segment]:
    """One wording with cuts (start, end, new tokens) shown in it."""
    found: list[Segment] = []
    reached = 0
    for start, end, new in sorted(cuts, key=lambda cut: cut[:2]):
        _say(found, "same", tokens[reached:start])
        _say(found, "removed", tokens[start:end])
        _say(found, "added", new)
        reached = end
    _say(found, "same", tokens[reached:])
    return found


def _say(found: list[Segment], change: Change, tokens: Sequence[str]) -> None:
    if tokens:
        found.append((change, "".join(tokens)))


def pieces(old: Tokens, new: Tokens) -> list[Piece]:
    """The fewest changes between two wordings, those close together joined, each trimmed of what it shares.

    Indel and not difflib: it is minimal, and stays fast where a text repeats itself.
    """
    found: list[Piece] = []
    for op in Indel.opcodes(old, new):
        if op.tag == "equal":
            continue
        i, j, k, m = op.src_start, op.src_end, op.dest_start, op.dest_end
        if found and sum(map(is_word, old[found[-1][1] : i])) <= JOIN:
            found[-1] = (found[-1][0], j, found[-1][2], m)
        else:
            found.append((i, j, k, m))
    return found
