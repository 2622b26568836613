"""The blocks of a print: plain values that a sheet sets, each of a kind that the sheet knows."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from parliament.documents.script import begins_right_to_left

Block = dict[str, Any]


def heading(words: str) -> Block:
    return {"kind": "heading", "words": words}


def said(words: str) -> Block:
    """A sentence of the house."""
    return {"kind": "said", "words": words}


def quoted(words: str) -> Block:
    """Words that are not the house's, in the direction of their first letter."""
    return {"kind": "quoted", "words": words, "rtl": begins_right_to_left(words)}


def table(
    head: Sequence[str], rows: Sequence[Sequence[str]], widths: Sequence[str], marks: Sequence[str] = ()
) -> Block:
    """Rows under their headings; `marks`: the shape in front of each row's last cell. `widths`: wide, narrow.

    A cell has the direction of its first letter, so that a name keeps its punctuation where it belongs.
    """
    told = [[{"words": cell, "rtl": begins_right_to_left(cell)} for cell in row] for row in rows]
    return {"kind": "table", "head": head, "rows": told, "widths": widths, "marks": marks}


def facts(rows: Sequence[tuple[str, str]]) -> Block:
    """Names of facts with what they are; fingerprints and the like, set in one width."""
    return {"kind": "facts", "rows": rows}
