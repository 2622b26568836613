"""A share of a number of seats, and the smallest whole number that reaches it. Exact fractions, never floats."""

import re
from dataclasses import dataclass
from fractions import Fraction

HALF = Fraction(1, 2)
_SHARE = re.compile(r"(?:(more_than|at_least) +)?([0-9]{1,4})/([0-9]{1,4})", re.ASCII)


@dataclass(frozen=True)
class Share:
    """A part of a whole: `strict` is "more than", otherwise "at least"."""

    of_whole: Fraction
    strict: bool

    def needed(self, whole: int) -> int:
        """The smallest number that reaches this share of `whole`: more than half of 10 is 6, of 11 also 6."""
        exact = self.of_whole * whole
        if self.strict:
            return int(exact) + 1
        return -int(-exact // 1)

    def __str__(self) -> str:
        fraction = f"{self.of_whole.numerator}/{self.of_whole.denominator}"
        if self.strict == (self.of_whole == HALF):
            return fraction
        return f"{'more_than' if self.strict else 'at_least'} {fraction}"


def parse_share(text: str) -> Share:
    """Read `2/3`, `more_than 2/3` or `at_least 1/2`; a bare `1/2` is more than half, any other bare share at least.

    House rule for the bare form: "a majority" has always meant more than half, "two thirds" at least two thirds.
    Raises ValueError with the problem; the caller knows which key it stands under.
    """
    found = _SHARE.fullmatch(text.strip())
    if not found:
        raise ValueError(f"“{text}” is not a share such as 2/3 or more_than 1/2")
    word, over, under = found[1], int(found[2]), int(found[3])
    if not 0 < over <= under:
        raise ValueError(f"{over}/{under} is not between nothing and the whole")
    fraction = Fraction(over, under)
    strict = fraction == HALF if word is None else word == "more_than"
    if strict and fraction == 1:
        raise ValueError("nobody can have more than the whole")
    return Share(fraction, strict)
