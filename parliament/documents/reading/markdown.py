"""Markdown, as CommonMark defines it, into paragraphs. Emphasis goes, words stay; HTML is never taken."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from markdown_it import MarkdownIt
from markdown_it.token import Token

from parliament.documents.reading.written import MOST_LINES, Line, Mark, Written
from parliament.texts import MAX_PARAGRAPH

_LISTS: Final = ("ordered_list", "bullet_list")
_BLOCKS: Final = MarkdownIt("commonmark").disable("inline")
_INLINE: Final = MarkdownIt("commonmark")
# Looking for the ends of emphasis and links takes the square of the length, and no paragraph may be half as long anyway.
_LONGEST_INLINE: Final = 2 * MAX_PARAGRAPH


def read_markdown(said: str) -> Written:
    """The paragraphs of a text: headings by their rank, list items by their lists."""
    return _Reader().read(_BLOCKS.parse(said))


class _Reader:
    """Walks over the tokens, knowing the lists it is in."""

    def __init__(self) -> None:
        self.written = Written()
        self.lists: list[tuple[str, int]] = []  # the kind of each list around, and how many items it has had
        self.is_fresh = False  # at the first paragraph of a list item
        self.heading = 0

    def read(self, tokens: Sequence[Token]) -> Written:
        for token in tokens:
            if len(self.written.lines) > MOST_LINES:  # too many already: what follows changes nothing
                break
            self.take(token)
        return self.written

    def take(self, token: Token) -> None:
        kind, _, edge = token.type.rpartition("_")
        if kind in _LISTS:
            self._list(kind, edge, token)
        elif token.type == "list_item_open":
            name, count = self.lists[-1]
            self.lists[-1], self.is_fresh = (name, count + 1), True
        elif token.type == "heading_open":
            self.heading = int(token.tag[1:])
        elif token.type == "heading_close":
            self.heading = 0
        elif token.type == "inline":
            self._paragraph(self._inline(token.content))
        elif token.type in ("fence", "code_block"):
            for line in token.content.splitlines():
                self._paragraph(line)
        elif token.type == "html_block":
            self.written.losses["html"] += 1

    def _list(self, kind: str, edge: str, token: Token) -> None:
        if edge == "open":
            self.lists.append((kind, int(token.attrGet("start") or 1) - 1 if kind == "ordered_list" else 0))
        else:
            self.lists.pop()
            self.is_fresh = False

    def _paragraph(self, words: str) -> None:
        mark = None
        if self.lists and self.is_fresh:
            kind, count = self.lists[-1]
            is_number = kind == "ordered_list"
            level = len(self.lists) - 1
            mark = Mark(f"list {level}", level, count if is_number else 0, is_number=is_number)
        self.is_fresh = False
        if words.strip():
            self.written.lines.append(Line(words, mark, self.heading))

    def _inline(self, content: str) -> str:
        if len(content) > _LONGEST_INLINE:
            return content
        return "".join(self._words(token.children or []) for token in _INLINE.parseInline(content))

    def _words(self, tokens: Sequence[Token]) -> str:
        found: list[str] = []
        for token in tokens:
            if token.type in ("text", "code_inline"):
                found.append(token.content)
            elif token.type in ("softbreak", "hardbreak"):
                found.append(" ")
            elif token.type == "image":
                self.written.losses["pictures"] += 1
            elif token.type == "html_inline":
                self.written.losses["html"] += 1
            elif token.type == "link_open" and token.info != "auto":
                self.written.losses["addresses"] += 1
        return "".join(found)
