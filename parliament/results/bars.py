"""Bars: how groups of seats voted, one bar for each choice, drawn as SVG text.

Each bar begins with the mark of its choice and ends with its number, so that neither colour nor length speaks alone. All
bars of a drawing have one scale. Words come in the reader's language, and the whole is mirrored for one that is written
from right to left.
"""

from collections.abc import Callable, Mapping, Sequence
from html import escape

from parliament.results.groups import CHOICES, Group
from parliament.results.hemicycle import State, outline

WIDTH = 340.0
LINE, ROW, GAP = 20.0, 15.0, 9.0  # the heights of a group's name and of a bar, and the air below a group
MARK, BAR = 10.0, 9.0
START, LONGEST = 18.0, 270.0  # where bars begin, and how long the longest is: what is left is for its number
STATES: dict[str, State] = {"yes": "yes", "abstain": "abstain", "no": "no", "silent": "not_voting"}


def bars(
    groups: Sequence[Group],
    label: str,
    choices: Mapping[str, str],
    *,
    number: Callable[[int], str] = str,
    is_mirrored: bool = False,
) -> str:
    """The drawing of these groups, in their order. `choices` are the words for `CHOICES`."""
    most = max((count for group in groups for count in group.counts.values()), default=0)
    body, y = [], 0.0
    for group in groups:
        body.append(_text("group", _at(0, is_mirrored), y + 14, group.name))
        y += LINE
        for choice in (each for each in CHOICES if group.counts[each]):
            title = f"{group.name}: {choices[choice]} {number(group.counts[choice])}"
            width = LONGEST * group.counts[choice] / most
            body.append(_bar(choice, width, y, number(group.counts[choice]), title, is_mirrored))
            y += ROW
        y += GAP
    return (
        f'<svg class="bars" viewBox="0 0 {WIDTH:g} {max(y - GAP, 1):g}" role="img" aria-label="{escape(label)}"'
        f' direction="{"rtl" if is_mirrored else "ltr"}" stroke-width="1.3">{"".join(body)}</svg>'
    )


def _bar(choice: str, width: float, y: float, said: str, title: str, is_mirrored: bool) -> str:  # noqa: FBT001
    state = STATES[choice]
    mark = outline(state, _at(MARK / 2 + 1, is_mirrored), y + ROW / 2, MARK)
    start = _at(START + width, is_mirrored) if is_mirrored else START
    return (
        f'<g><title>{escape(title)}</title>{mark[:-1]} class="seat seat-{state}"/>'
        f'<rect class="bar seat seat-{state}" x="{start:.2f}" y="{y + (ROW - BAR) / 2:.2f}" width="{width:.2f}" height="{BAR:g}"/>'
        + _text("figure", _at(START + width + 5, is_mirrored), y + 11.5, said)
        + "</g>"
    )


def _at(x: float, is_mirrored: bool) -> float:  # noqa: FBT001
    return WIDTH - x if is_mirrored else x


def _text(kind: str, x: float, y: float, words: str) -> str:
    return f'<text class="{kind}" x="{x:.2f}" y="{y:.2f}" font-size="12">{escape(words)}</text>'
