"""What changed inside a fragment: what is copied from the wordings its readers have, and the few new words.

`edits(base, now)` gives a flat list: a string is new text; two numbers are where to copy from in `base`, and how much.
Places count in UTF-16 units, as JavaScript does, so that `static/js/live/edits.js` can do what `edited` does.
"""

import re
from bisect import bisect_left
from collections import defaultdict
from itertools import accumulate

Edits = list[int | str]

# Words, numbers and single marks: a change in the middle of a tag or a sentence costs a word.
TOKEN = re.compile(r"[^\W\d_]+|\d+|\s+|.", re.DOTALL)
LEAST = 9  # characters worth copying: two numbers are about as long
TRIES = 6  # places looked at for what stands in many places


def edits(base: str, now: str) -> Edits:
    """How to make `now` out of `base`; at each place the longest copy that is found."""
    old, in_units = _Wording(base), _units(base)
    found: Edits = []
    at = near = new = 0  # where we are in `now`, where a copy would go on, where the words not yet said begin
    while at < len(now):
        start, size = old.longest(now, at, near)
        if not size:
            token = TOKEN.match(now, at)
            assert token
            at = token.end()
            continue
        found += [now[new:at]] if new < at else []
        found += [in_units[start], in_units[start + size] - in_units[start]]
        new = at = at + size
        near = start + size
    return [*found, now[new:]] if new < at else found


def edited(base: str, changes: Edits) -> str:
    """The new wording. What a page does with it; here for tests and measurements."""
    units, parts, rest = base.encode("utf-16-le"), [], iter(changes)
    for each in rest:
        if isinstance(each, str):
            parts.append(each)
        else:
            size = next(rest)
            assert isinstance(size, int)
            parts.append(units[2 * each : 2 * (each + size)].decode("utf-16-le"))
    return "".join(parts)


class _Wording:
    """A wording to copy from, with the places at which its tokens begin."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._places: dict[str, list[int]] = defaultdict(list)
        for token in TOKEN.finditer(text):
            self._places[text[token.start() : token.start() + LEAST]].append(token.start())

    def longest(self, now: str, at: int, near: int) -> tuple[int, int]:
        """From where most of `now` can be copied, from `at` on, and how much; 0 if it is not worth it."""
        places = self._places.get(now[at : at + LEAST], ())
        if len(now) - at < LEAST or not places:
            return 0, 0
        after = bisect_left(places, near)
        tried = {*places[:1], *places[max(0, after - 1) : after + TRIES], *places[-1:]}
        return max(((start, self._same(start, now, at)) for start in sorted(tried)), key=lambda row: row[1])

    def _same(self, start: int, now: str, at: int) -> int:
        """How many characters agree; halves are compared, because whole strings compare fast."""
        text, low, high = self._text, 0, min(len(self._text) - start, len(now) - at)
        while low < high:
            middle = (low + high + 1) // 2
            if text[start + low : start + middle] == now[at + low : at + middle]:
                low = middle
            else:
                high = middle - 1
        return low


def _units(text: str) -> range | list[int]:
    """Where each character begins in UTF-16; the same number as long as no character needs two units."""
    if text.isascii() or max(text) < "\U00010000":
        return range(len(text) + 1)
    return list(accumulate((1 + (character > "\uffff") for character in text), initial=0))
