"""The timeline drawn as SVG text: a strip for each sitting, its speeches below it, its votes above it.

A vote is marked by the shape of its outcome (adopted a circle, rejected a square, undecided otherwise a triangle or a ring), a
declaration by a diamond. Words and times come in the reader's language, and time runs in the direction of its script.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from html import escape

from parliament.results.hemicycle import State, outline
from parliament.results.timeline import Happening, Stretch

WIDTH = 340.0
TITLE, STRIP, SPEECH, TIMES, GAP = 18.0, 10.0, 7.0, 14.0, 12.0
MARK = 11.0
NARROWEST = 1.0  # what lasted less than can be drawn is still drawn
OUTCOMES: dict[str, State] = {
    "adopted": "yes",
    "elected": "yes",
    "rejected": "no",
    "objected": "no",
    "tied": "abstain",
}


@dataclass(frozen=True, slots=True)
class Saying:
    """How a drawing says things: the title of a stretch, a time, a happening, and whether words run from right to left."""

    title: Callable[[Stretch], str]
    time: Callable[[str], str]
    happening: Callable[[Happening], str]
    is_mirrored: bool = False


def timeline(stretches: Sequence[Stretch], label: str, saying: Saying) -> str:
    """The drawing: one strip below the other, each as wide as the drawing, whatever time it took."""
    body, y = [], 0.0
    for stretch in stretches:
        drawn, high = _strip(stretch, y, saying)
        body.append(drawn)
        y += high + GAP
    return (
        f'<svg class="timeline" viewBox="0 0 {WIDTH:g} {max(y - GAP, 1):g}" role="img" aria-label="{escape(label)}"'
        f' direction="{"rtl" if saying.is_mirrored else "ltr"}" stroke-width="1.3">{"".join(body)}</svg>'
    )


def lanes(spots: Sequence[float], size: float) -> list[int]:
    """For each mark, in the order of their places, the lowest lane in which it touches no earlier one."""
    ends: list[float] = []
    found = []
    for spot in spots:
        lane = next((n for n, end in enumerate(ends) if spot - end >= size), len(ends))
        ends[lane:] = [spot, *ends[lane + 1 :]]
        found.append(lane)
    return found


def position(at: str, stretch: Stretch) -> float:
    """Where an instant is along a strip, from its reading start; what is outside is put at its ends."""
    start, end, this = (datetime.fromisoformat(each) for each in (stretch.opened_at, stretch.ended_at, at))
    length = (end - start).total_seconds()
    share = (this - start).total_seconds() / length if length else 0.5
    return WIDTH * min(max(share, 0.0), 1.0)


def _strip(stretch: Stretch, y: float, saying: Saying) -> tuple[str, float]:
    """One strip, and how high it is."""
    marked = [each for each in stretch.happenings if each.kind in ("vote", "declaration")]
    speeches = [each for each in stretch.happenings if each.kind == "speech"]
    spots = [min(max(position(each.until, stretch), MARK / 2), WIDTH - MARK / 2) for each in marked]
    in_order = sorted(range(len(marked)), key=lambda each: spots[each])
    stacked = dict(zip(in_order, lanes([spots[each] for each in in_order], MARK + 1), strict=True))
    top = y + TITLE
    strip = top + (max(stacked.values(), default=-1) + 1) * (MARK + 2)
    parts = [_text("group", 0, y + 13, saying.title(stretch), saying)]
    for at, happening in enumerate(marked):
        parts.append(_mark(happening, spots[at], strip - (stacked[at] + 0.5) * (MARK + 2), saying))
    # What happened outside the sittings has a time and no sitting: a thin line instead of a bar.
    high = STRIP - 2 if stretch.number else 2.0
    parts.append(_block("open", 0, WIDTH, strip + (STRIP - high) / 2, high, "", saying))
    parts += [_between("pause", pause, stretch, strip + 2, STRIP - 4, "", saying) for pause in stretch.pauses]
    for each in speeches:
        said = saying.happening(each)
        parts.append(_between("turn", (each.at, each.until), stretch, strip + STRIP + 1, SPEECH - 2, said, saying))
    foot = strip + STRIP + (SPEECH if speeches else 0)
    parts.append(_text("figure", 0, foot + 11, saying.time(stretch.opened_at), saying))
    parts.append(_text("figure", WIDTH, foot + 11, saying.time(stretch.ended_at), saying, anchor="end"))
    return "".join(parts), foot + TIMES - y


def _mark(happening: Happening, x: float, y: float, saying: Saying) -> str:
    x = _at(x, saying)
    state = OUTCOMES.get(happening.outcome, "not_voting")
    shape, look = outline(state, x, y, MARK)[:-1], f"seat seat-{state}"
    if happening.kind == "declaration":
        half = MARK / 2
        shape, look = f'<path d="M{x:.2f} {y - half:.2f}l{half} {half} -{half} {half} -{half} -{half}z"', "open"
    return f'<g><title>{escape(saying.happening(happening))}</title>{shape} class="{look}"/></g>'


def _between(
    kind: str, time: tuple[str, str], stretch: Stretch, y: float, high: float, said: str, saying: Saying
) -> str:
    start, end = (position(each, stretch) for each in time)
    start = min(start, WIDTH - NARROWEST)
    return _block(kind, start, max(end, start + NARROWEST), y, high, said, saying)


def _block(kind: str, start: float, end: float, y: float, high: float, said: str, saying: Saying) -> str:
    x = _at(end if saying.is_mirrored else start, saying)
    head = f'<rect class="{kind}" x="{x:.2f}" y="{y:.2f}" width="{end - start:.2f}" height="{high:g}"'
    return f"{head}><title>{escape(said)}</title></rect>" if said else f"{head}/>"


def _at(x: float, saying: Saying) -> float:
    return WIDTH - x if saying.is_mirrored else x


def _text(kind: str, x: float, y: float, words: str, saying: Saying, anchor: str = "start") -> str:
    place = f'x="{_at(x, saying):.2f}" y="{y:.2f}" text-anchor="{anchor}" font-size="12"'
    return f'<text class="{kind}" {place}>{escape(words)}</text>'
