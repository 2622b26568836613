"""Packages of word processors and spreadsheets (zip) without the time of their making: same parts, same bytes."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping
from typing import Final

# The first day that a zip file can name.
_UNDATED: Final = (1980, 1, 1, 0, 0, 0)


def packed(parts: Mapping[str, bytes], *, stored: str = "") -> bytes:
    """A package of these parts in their order; the one named is stored as it is, for programs that look into the file."""
    found = io.BytesIO()
    with zipfile.ZipFile(found, "w", zipfile.ZIP_DEFLATED) as kept:
        for name, content in parts.items():
            method = zipfile.ZIP_STORED if name == stored else zipfile.ZIP_DEFLATED
            kept.writestr(zipfile.ZipInfo(name, _UNDATED), content, method)
    return found.getvalue()


def undated(content: bytes) -> bytes:
    """The same package without the time of its making."""
    with zipfile.ZipFile(io.BytesIO(content)) as made:
        return packed({name: made.read(name) for name in made.namelist()})
