"""Numbers and end punctuation of a text as it is printed: computed, never stored."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final, NamedTuple

from parliament.texts.outline import Outline
from parliament.texts.text import Text


class Punctuation(NamedTuple):
    """What ends a preambular paragraph, an operative one, the last one, and one that opens a list."""

    preambular: str = ","
    operative: str = ";"
    last: str = "."
    opening: str = ":"


_PUNCTUATION: Final = {
    "ar": Punctuation("،", "؛", ".", ":"),
    "ckb": Punctuation("،", "؛", ".", ":"),
    "fa": Punctuation("،", "؛", ".", ":"),
    "ps": Punctuation("،", "؛", ".", ":"),
    "ur": Punctuation("،", "؛", "۔", ":"),
    "am": Punctuation("፣", "፤", "።", "፦"),
    "ti": Punctuation("፣", "፤", "።", "፦"),
    "bn": Punctuation(",", ";", "।", ":"),
    "hi": Punctuation(",", ";", "।", ":"),
    "ne": Punctuation(",", ";", "।", ":"),
    "el": Punctuation(",", "·", ".", ":"),
    "hy": Punctuation(",", "․", "։", "՝"),
    "fr": Punctuation(",", "\u00a0;", ".", "\u00a0:"),
    "ja": Punctuation("、", "；", "。", "："),
    "zh": Punctuation("，", "；", "。", "："),
    "th": Punctuation("", "", "", ":"),  # Thai and Lao end a clause with a space, not with a mark
    "lo": Punctuation("", "", "", ":"),
    "km": Punctuation("", "", "។", "៖"),
    "my": Punctuation("၊", "၊", "။", "-"),
}
# All that the table can put at an end, but for marks that open a list: those are written by the author.
END_MARKS: Final = ",;.،؛۔፣፤።।·․։、；。，။၊។"


@dataclass(frozen=True)
class PrintedParagraph:
    """A paragraph as a reader sees it."""

    id: str
    label: str
    text: str


def labels(text: Text) -> dict[str, str]:
    """The number each paragraph is cited by: "PP3" in the preamble, "2 (b)" in the operative part."""
    marks = {"preamble": "PP{}", "operative": "{}", "annex": "Annex {}"}
    return {p.id: marks[p.section].format(number) for p, number in zip(text.paragraphs, numbers(text), strict=True)}


def numbers(text: Text) -> list[str]:
    """The number of each paragraph within its section, in reading order."""
    outline = text.outline
    return [_number(outline, p.id) for p in text.paragraphs]


def _number(outline: Outline, pid: str) -> str:
    styles = (str, _letters, _roman, str)
    path = reversed(outline.chain(pid)[:-1])
    counts = [outline.children[outline.home[node].parent].index(node) + 1 for node in path]
    first, *below = [styles[min(level, 3)](count) for level, count in enumerate(counts)]
    return first + "".join(f" ({part})" for part in below)


def _letters(count: int) -> str:
    """a … z, aa … as spreadsheets count columns."""
    found = ""
    while count:
        count, rest = divmod(count - 1, 26)
        found = chr(97 + rest) + found
    return found


_ROMAN: Final = ((100, "c"), (90, "xc"), (50, "l"), (40, "xl"), (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"))


def _roman(count: int) -> str:
    found = ""
    for value, sign in _ROMAN:
        while count >= value:
            found, count = found + sign, count - value
    return found


def as_printed(text: Text) -> tuple[PrintedParagraph, ...]:
    """Every paragraph with its number and the punctuation its place calls for."""
    ends = _PUNCTUATION.get(text.language.split("-")[0].lower(), Punctuation())
    named = labels(text)
    last = {p.section: p.id for p in text.paragraphs}  # the last row of each section wins
    return tuple(
        PrintedParagraph(p.id, named[p.id], _ended(p.text, _ending(p.id, p.section, last.values(), text.outline, ends)))
        for p in text.paragraphs
    )


def _ending(pid: str, section: str, last: Iterable[str], outline: Outline, ends: Punctuation) -> str:
    if outline.children[pid]:
        return ends.opening
    if section == "preamble":
        return ends.preambular
    return ends.last if pid in last or section == "annex" else ends.operative


def _ended(text: str, ending: str) -> str:
    """A paragraph that ends in a mark of its own (a colon, a question mark) keeps it."""
    return text if text.endswith((":", "：", "՝", "៖", "፦", "?", "!", "؟", "？", "！", "…")) else text + ending
