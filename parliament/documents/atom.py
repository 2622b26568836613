"""Atom feeds (RFC 4287): the same items, the same bytes.

A feed is as old as the newest thing in it, and no clock is read. What has been in a feed keeps its id for ever, whatever
becomes of it. Words of users only ever become text of nodes, and never markup.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final

from lxml import etree

from parliament.documents.script import for_xml

NAMESPACE: Final = "http://www.w3.org/2005/Atom"
MEDIA_TYPE: Final = "application/atom+xml"
# The latest of them; whoever wants all reads the API.
MOST: Final = 100
_AUTHOR: Final = "Parliament of Mayors"
_LANG: Final = "{http://www.w3.org/XML/1998/namespace}lang"

# An element of lxml, which comes without types.
Node = Any


@dataclass(frozen=True)
class Item:
    """One thing in a feed. `key` is its path at the house; `title` is in its own `language`, `words` in the feed's."""

    key: str
    title: str
    language: str
    published_at: str
    updated_at: str
    words: str


@dataclass(frozen=True)
class Feed:
    """What is said of a feed: `page` is the one it goes with; ids have the name of the `house`, whatever its address.

    `base` is the house's address without a slash at its end, `founded_at` how old a feed is with nothing in it.
    """

    path: str
    page: str
    title: str
    base: str
    house: str
    founded_at: str
    language: str


def atom(feed: Feed, items: Sequence[Item]) -> bytes:
    """The feed with the newest items first."""
    newest = sorted(items, key=lambda item: (item.updated_at, item.key), reverse=True)[:MOST]
    root = etree.Element(_name("feed"), {_LANG: feed.language}, nsmap={None: NAMESPACE})
    _add(root, "id", _tag(feed.house, feed.founded_at, feed.path))
    _add(root, "title", feed.title)
    _add(root, "updated", newest[0].updated_at if newest else feed.founded_at)
    _add(_add(root, "author"), "name", _AUTHOR)
    _link(root, "self", f"{feed.base}/{feed.path}", MEDIA_TYPE)
    _link(root, "alternate", f"{feed.base}/{feed.page}", "text/html")
    for item in newest:
        entry = _add(root, "entry")
        _add(entry, "id", _tag(feed.house, item.published_at, item.key))
        _add(entry, "title", item.title).set(_LANG, item.language)
        _add(entry, "published", item.published_at)
        _add(entry, "updated", item.updated_at)
        _link(entry, "alternate", f"{feed.base}/{item.key}", "text/html")
        _add(entry, "summary", item.words)
    return bytes(etree.tostring(root, xml_declaration=True, encoding="UTF-8"))


def _name(tag: str) -> str:
    return f"{{{NAMESPACE}}}{tag}"


def _add(parent: Node, tag: str, text: str | None = None) -> Node:
    made = etree.SubElement(parent, _name(tag))
    made.text = None if text is None else for_xml(text)
    return made


def _link(parent: Node, rel: str, href: str, kind: str) -> None:
    etree.SubElement(parent, _name("link"), rel=rel, href=href, type=kind)


def _tag(house: str, at: str, what: str) -> str:
    """An id that is given once (RFC 4151): the house's name, the day it was there, and what it is of."""
    return f"tag:{house},{at[:10]}:{what}"
