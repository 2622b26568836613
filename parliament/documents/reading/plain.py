"""Plain text into paragraphs.

A blank line ends a paragraph. Whether a single line break does depends on the writer's program: where no line is longer
than a page is wide, and not every line ends like a paragraph, a line that was broken only because the next word would not
have fitted goes on in the next one; everywhere else a line is a paragraph. Numbers, letters and bullets are found later, in every kind of file alike.
"""

from __future__ import annotations

import codecs
import re
from itertools import pairwise
from typing import Final

from parliament.documents.reading.numbering import COLONS
from parliament.documents.reading.written import Line, Written
from parliament.rules.refusals import Code, Refused
from parliament.texts import tokenise
from parliament.texts.labels import END_MARKS

_WIDEST_PAGE: Final = 100
_NARROWEST_PAGE: Final = 40
_ENDS: Final = (*END_MARKS, *COLONS)
_BREAKS = re.compile("\r\n|[\n\r\v\f\u0085\u2028\u2029]")
_MARKED = re.compile(r"\s*(?:[-*•‣◦·–—▪●○]\s|\(?\w{1,4}[.)、]|PP|OP)")
_BYTE_ORDERS: Final = ((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))


def decoded(content: bytes) -> str:
    """The letters of a text file: UTF-8, or UTF-16 that says so. Refused: unknown_encoding.

    Nothing is guessed: a letter of another encoding would come out as a different letter without anybody seeing it.
    """
    encoding = next((name for order, name in _BYTE_ORDERS if content.startswith(order)), "utf-8")
    try:
        said = content.decode(encoding)
    except UnicodeDecodeError:
        raise Refused(Code.UNKNOWN_ENCODING, field="content") from None
    if "\x00" in said:
        raise Refused(Code.UNKNOWN_ENCODING, field="content")
    return said


def read_plain(said: str) -> Written:
    """The paragraphs of a text; spaces before the first word tell how deep a bullet is, and are kept till then."""
    lines = [line.rstrip().expandtabs(4) for line in _BREAKS.split(said)]
    width = max(map(len, lines), default=0)
    is_wrapped = _NARROWEST_PAGE <= width <= _WIDEST_PAGE and any(
        line and following and not line.endswith(_ENDS) for line, following in pairwise(lines)
    )
    found: list[str] = []
    previous = ""
    for line in lines:
        if is_wrapped and line and _goes_on(previous, line, width):
            found[-1] += " " + line.strip()
        elif line:
            found.append(line)
        previous = line
    return Written([Line(paragraph) for paragraph in found])


def _goes_on(previous: str, line: str, width: int) -> bool:
    """Whether the line before was full: the first word of this one would have stood out over the widest line."""
    if not previous or _MARKED.match(line):
        return False
    first = next((token for token in tokenise(line.strip()) if token.strip()), "")
    return len(previous) + 1 + len(first) > width
