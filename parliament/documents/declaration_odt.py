"""A declaration as an OpenDocument text (ISO/IEC 26300, 1.3). Same document, same reader: same bytes."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Any, Final

from lxml import etree

from parliament.documents.declaration_text import Line, lines
from parliament.documents.packing import packed
from parliament.documents.reader import Reader
from parliament.documents.script import for_xml, is_right_to_left
from parliament.record.entries import Json

MEDIA_TYPE: Final = "application/vnd.oasis.opendocument.text"
_OASIS: Final = "urn:oasis:names:tc:opendocument:xmlns:"
_SPACES: Final = {
    "office": f"{_OASIS}office:1.0",
    "style": f"{_OASIS}style:1.0",
    "text": f"{_OASIS}text:1.0",
    "meta": f"{_OASIS}meta:1.0",
    "manifest": f"{_OASIS}manifest:1.0",
    "fo": f"{_OASIS}xsl-fo-compatible:1.0",
    "dc": "http://purl.org/dc/elements/1.1/",
}
# What the styles look like: size, weight, posture.
_LOOKS: Final = {
    "Title": ("20pt", "bold", "normal"),
    "Warning": ("12pt", "bold", "normal"),
    "Heading": ("13pt", "bold", "normal"),
    "Clause": ("11pt", "normal", "normal"),
    "Addressee": ("10pt", "normal", "italic"),
    "Said": ("10pt", "normal", "normal"),
    "Fingerprint": ("8pt", "normal", "italic"),
}
_DEEPEST: Final = 4
IN_ENGLISH: Final = Reader()
Node = Any


def declaration_in_open_document(
    document: Json, document_hash: str, to: Reader = IN_ENGLISH, *, life: Json | None = None
) -> bytes:
    """The text in its language with the labels it is cited by; what the house says about it in the reader's."""
    language = document["text"]["language"]
    parts = {
        "mimetype": MEDIA_TYPE.encode(),
        "content.xml": _content(list(lines(document, document_hash, to, life)), language, to),
        "styles.xml": _written(_node("office:document-styles", {"office:version": "1.3"}, _node("office:styles"))),
        "meta.xml": _meta(document, language),
        "META-INF/manifest.xml": _manifest(),
    }
    return packed(parts, stored="mimetype")


def _content(told: Sequence[Line], language: str, to: Reader) -> bytes:
    body = _node("office:text")
    for line in told:
        body.append(_paragraph(line))
    styles = [each for ours in (True, False) for each in _styles(ours, to.language if ours else language)]
    bold = _node("style:style", {"style:name": "Label", "style:family": "text"})
    bold.append(_node("style:text-properties", {"fo:font-weight": "bold"}))
    found = _node("office:document-content", {"office:version": "1.3"})
    found.append(_node("office:automatic-styles", {}, *styles, bold))
    found.append(_node("office:body", {}, body))
    return _written(found)


def _styles(ours: bool, language: str) -> list[Node]:  # noqa: FBT001 -- whose words they are
    """A style for each kind of line and depth, in the language and direction of its words."""
    return [
        _style(name, depth, ours, language) for name in _LOOKS for depth in range(_DEEPEST if name == "Clause" else 1)
    ]


def _style(name: str, depth: int, ours: bool, language: str) -> Node:  # noqa: FBT001 -- whose words they are
    size, weight, posture = _LOOKS[name]
    rtl = is_right_to_left(language)
    side = "fo:margin-right" if rtl else "fo:margin-left"
    about = {side: f"{8 * depth}mm", "fo:margin-bottom": "2mm", "style:writing-mode": "rl-tb" if rtl else "lr-tb"}
    about["fo:text-align"] = "start"
    words = {"fo:font-size": size, "fo:font-weight": weight, "fo:font-style": posture}
    first, _, rest = language.partition("-")
    words |= {"fo:language": first, "fo:country": rest.upper() if len(rest) == 2 else "none"}
    found = _node("style:style", {"style:name": _named(name, depth, ours), "style:family": "paragraph"})
    found.append(_node("style:paragraph-properties", about))
    found.append(_node("style:text-properties", words))
    return found


def _named(name: str, depth: int, ours: bool) -> str:  # noqa: FBT001 -- whose words they are
    return f"{name}{'' if ours else 'OfText'}{depth or ''}"


def _paragraph(line: Line) -> Node:
    style = _named(line.style, min(line.depth, _DEEPEST - 1), line.is_ours)
    if line.style in ("Title", "Heading"):
        level = "1" if line.style == "Title" else "2"
        found = _node("text:h", {"text:style-name": style, "text:outline-level": level})
    else:
        found = _node("text:p", {"text:style-name": style})
    last = None
    if line.label:
        label = _node("text:span", {"text:style-name": "Label"})
        label.text = for_xml(line.label)
        last = _node("text:tab")
        found.extend([label, last])
    _say(found, last, for_xml(line.words))
    return found


def _say(found: Node, last: Node, words: str) -> None:
    """Words behind the last node; OpenDocument folds white space, so lines and runs of spaces are nodes of their own."""
    for at, line in enumerate(words.split("\n")):
        if at:
            last = etree.SubElement(found, _name("text:line-break"))
        first, *rest = line.split("  ")
        last = _append(found, last, first)
        for each in rest:
            last = etree.SubElement(found, _name("text:s"))
            last.set(_name("text:c"), "2")
            last = _append(found, last, each)


def _append(found: Node, last: Node, words: str) -> Node:
    if last is None:
        found.text = (found.text or "") + words
    else:
        last.tail = (last.tail or "") + words
    return last


def _meta(document: Json, language: str) -> bytes:
    about = _node("office:meta")
    published = datetime.fromisoformat(document["published_at"]).astimezone(UTC)
    told = {
        "dc:title": document["title"],
        "meta:creation-date": f"{published:%Y-%m-%dT%H:%M:%S}",
        "dc:date": f"{published:%Y-%m-%dT%H:%M:%S}",
        "dc:language": language,
    }
    for name, words in told.items():
        node = _node(name)
        node.text = for_xml(words)
        about.append(node)
    return _written(_node("office:document-meta", {"office:version": "1.3"}, about))


def _manifest() -> bytes:
    found = _node("manifest:manifest", {"manifest:version": "1.3"})
    kinds = {"/": MEDIA_TYPE, "content.xml": "text/xml", "styles.xml": "text/xml", "meta.xml": "text/xml"}
    for path, kind in kinds.items():
        said = {"manifest:full-path": path, "manifest:media-type": kind}
        found.append(_node("manifest:file-entry", said | ({"manifest:version": "1.3"} if path == "/" else {})))
    return _written(found)


def _node(name: str, said: dict[str, str] | None = None, *inside: Node) -> Node:
    found = etree.Element(_name(name), nsmap=_SPACES)
    for key, value in (said or {}).items():
        found.set(_name(key), value)
    found.extend(inside)
    return found


def _name(name: str) -> str:
    prefix, _, local = name.partition(":")
    return f"{{{_SPACES[prefix]}}}{local}"


def _written(root: Node) -> bytes:
    return bytes(etree.tostring(root, xml_declaration=True, encoding="UTF-8"))
