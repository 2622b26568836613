"""Recognising the paragraphs of a base in an edited text."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from typing import Final

from rapidfuzz.distance import Indel

from parliament.texts.tokens import Tokens, is_word

ALIKE: Final = 0.6  # below this two paragraphs share little more than their small words
NEAR: Final = 40  # how many candidates a paragraph is compared with: bounds the work on hostile texts

Rows = Sequence[tuple[str | None, Tokens]]


def match(base: Sequence[tuple[str, Tokens]], rows: Rows) -> list[str | None]:
    """For each edited row the base paragraph it is: by its id, else by equal text, else by alike text."""
    known = {pid for pid, _ in base}
    found: list[str | None] = []
    used: set[str] = set()
    for pid, _ in rows:
        is_known = pid is not None and pid in known and pid not in used
        found.append(pid if is_known else None)
        used |= {pid} if is_known and pid is not None else set()
    open_rows = [at for at, (pid, _) in enumerate(rows) if found[at] is None and pid is None]
    free = {pid: tokens for pid, tokens in base if pid not in used}
    _by_equal_text(open_rows, rows, free, found)
    _by_alike_text([at for at in open_rows if found[at] is None], rows, free, found)
    return found


def _by_equal_text(open_rows: Sequence[int], rows: Rows, free: dict[str, Tokens], found: list[str | None]) -> None:
    holders: dict[Tokens, list[str]] = defaultdict(list)
    for pid, tokens in free.items():
        holders[tokens].append(pid)
    for at in open_rows:
        if holders.get(rows[at][1]):
            pid = holders[rows[at][1]].pop(0)
            found[at] = pid
            del free[pid]


def _by_alike_text(open_rows: Sequence[int], rows: Rows, free: dict[str, Tokens], found: list[str | None]) -> None:
    """Words only: with the spaces, any two paragraphs look alike. The most alike pairs first."""
    words = {pid: [token for token in tokens if is_word(token)] for pid, tokens in free.items()}
    pids = list(free)
    pairs: list[tuple[float, int, int]] = []
    for at in open_rows:
        mine = [token for token in rows[at][1] if is_word(token)]
        first = max(0, min(at - NEAR // 2, len(pids) - NEAR))
        for n in range(first, min(first + NEAR, len(pids))):
            ratio = Indel.normalized_similarity(words[pids[n]], mine, score_cutoff=ALIKE)
            if ratio >= ALIKE:
                pairs.append((-ratio, at, n))
    taken: set[int] = set()
    for _, at, n in sorted(pairs):
        if found[at] is None and n not in taken:
            found[at] = pids[n]
            taken.add(n)
