"""Opening what a stranger has packed: bounded in size, never written anywhere, never asking the network.

A document of a word processor is a ZIP archive of XML. A few bytes of it can grow into gigabytes, declare entities that
grow or that name files of ours, or lie about their size; so each part is unpacked only as far as the bound, whatever
the archive says of it, and a document type declaration, which neither format has, is refused as a whole.
"""

from __future__ import annotations

import io
import zipfile
import zlib
from typing import Final

from lxml import etree

from parliament.rules.refusals import Code, Refused

MEGABYTE: Final = 1024 * 1024
MOST_MEGABYTES: Final = 10  # of one part; the words of a long report take one
RATIO: Final = 100  # words pack to a tenth; what packs to less than a hundredth says nothing
MOST_PARTS: Final = 5000
_SMALL: Final = MEGABYTE  # what is smaller than this may pack as well as it likes

_BROKEN: Final = (
    zipfile.BadZipFile,
    zlib.error,
    NotImplementedError,
    RuntimeError,
    ValueError,
    OSError,
    EOFError,
)


class Packed:
    """An archive in memory, from which single parts are taken."""

    def __init__(self, content: bytes) -> None:
        try:
            self._archive = zipfile.ZipFile(io.BytesIO(content))
        except _BROKEN:
            raise Refused(Code.FILE_DAMAGED, field="content") from None
        self.names = frozenset(self._archive.namelist())
        if len(self._archive.infolist()) > MOST_PARTS:
            raise Refused(Code.FILE_DAMAGED, field="content")

    def part(self, name: str) -> bytes:
        """One part. Refused: unpacks_too_large, file_damaged (encrypted, missing or broken)."""
        try:
            with self._archive.open(name) as packed:
                content = packed.read(MOST_MEGABYTES * MEGABYTE + 1)
            packed_size = self._archive.getinfo(name).compress_size
        except (KeyError, *_BROKEN):
            raise Refused(Code.FILE_DAMAGED, field="content") from None
        is_bomb = len(content) > _SMALL and len(content) > RATIO * max(packed_size, 1)
        if is_bomb or len(content) > MOST_MEGABYTES * MEGABYTE:
            raise Refused(Code.UNPACKS_TOO_LARGE, field="content", limit=MOST_MEGABYTES)
        return content

    def xml(self, name: str) -> etree._Element:
        """One part as a tree. Refused as `part`."""
        content = self.part(name)
        try:
            tree = etree.fromstring(content, _parser())
        except (etree.XMLSyntaxError, ValueError):
            raise Refused(Code.FILE_DAMAGED, field="content") from None
        if tree.getroottree().docinfo.doctype:
            raise Refused(Code.FILE_DAMAGED, field="content")
        return tree

    def xml_if_any(self, name: str) -> etree._Element | None:
        """One part as a tree, if the archive has it."""
        return self.xml(name) if name in self.names else None


def _parser() -> etree.XMLParser:
    """A parser for one document: it expands nothing, loads nothing and gives up on trees that are too deep."""
    return etree.XMLParser(
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        huge_tree=False,
        remove_comments=True,
        remove_pis=True,
    )
