"""Which words of a text came from whom: the base, an amendment or a sub-amendment, a linguistic correction."""

from __future__ import annotations

from itertools import groupby
from typing import Final

from parliament.texts.consolidate import Consolidated
from parliament.texts.corrections import CORRECTION
from parliament.texts.standing import SOURCE
from parliament.texts.tokens import detokenise

KINDS: Final = {SOURCE: "amendment", CORRECTION: "correction"}


def words_by_source(now: Consolidated, pid: str) -> tuple[tuple[str, str], ...]:
    """The words of a paragraph (or of the title) in order as (source, words); words of the base have the source ""."""
    found = groupby(now.provenance[pid], key=lambda word: word[1])
    return tuple((source, detokenise(token for token, _ in words)) for source, words in found)


def source_of(name: str) -> tuple[str, int]:
    """Who a source is: ("amendment", 3), ("correction", 1), or ("", 0) for the base."""
    for stem, kind in KINDS.items():
        if name.startswith(stem):
            return kind, int(name.removeprefix(stem))
    return "", 0
