"""The order of speakers that the machine proposes, with its reasons; the chair decides.

As asked, or alternating (profile key `floor.order`): the sides take turns, whoever has not spoken on the item comes
before whoever has, then the continents heard least. Nobody is overtaken more than `PATIENCE` times (house rules).
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from parliament.rules.refusals import N_
from parliament.rules.stages import FloorOrder, Side

# After so many who asked later have gone first, it is one's turn whatever the balance.
PATIENCE = 3


class Reason(StrEnum):
    """Why somebody stands in this place."""

    ASKED_FIRST = "asked_first"
    OTHER_SIDE = "other_side"
    FIRST_SPEECH = "first_speech"
    CONTINENT = "continent"
    WAITED = "waited"


REASONS: dict[Reason, str] = {
    Reason.ASKED_FIRST: N_("asked first"),
    Reason.OTHER_SIDE: N_("speaks on another side than the speaker before"),
    Reason.FIRST_SPEECH: N_("has not spoken on this item yet"),
    Reason.CONTINENT: N_("comes from a continent that was heard less"),
    Reason.WAITED: N_("has waited while others who asked later went first"),
}


@dataclass(frozen=True)
class Waiting:
    """Somebody on the list: side, continent, speeches on this item so far, and how often others went first."""

    turn: str
    side: str
    continent: str
    spoken: int = 0
    overtaken: int = 0


@dataclass(frozen=True)
class Place:
    turn: str
    reasons: tuple[Reason, ...]


def proposed_order(
    waiting: Sequence[Waiting], *, order: str, last_side: str | None = None, heard: Mapping[str, int] | None = None
) -> list[Place]:
    """Everybody who waits, once, each with the reasons for the place. `waiting` is in the order of asking.

    `last_side` is that of the last speaker, `heard` how many speeches came from each continent.
    """
    if order == FloorOrder.AS_ASKED:
        return [Place(each.turn, (Reason.ASKED_FIRST,)) for each in waiting]
    left, places = list(waiting), []
    counts, overtaken = dict(heard or {}), {each.turn: each.overtaken for each in waiting}
    while left:
        chosen = _next(left, last_side, counts, overtaken)
        places.append(Place(chosen.turn, _reasons(chosen, left, last_side, counts, overtaken)))
        for each in left[: left.index(chosen)]:
            overtaken[each.turn] += 1
        left.remove(chosen)
        last_side, counts[chosen.continent] = chosen.side, counts.get(chosen.continent, 0) + 1
    return places


def _next(
    left: Sequence[Waiting], last_side: str | None, counts: Mapping[str, int], overtaken: Mapping[str, int]
) -> Waiting:
    """Whoever ran out of patience; else the best of the side whose turn it is."""
    for each in left:  # the one who asked first among them, so that none of them is overtaken once more
        if overtaken[each.turn] >= PATIENCE:
            return each
    side = _side(left, last_side)
    places = {each.turn: at for at, each in enumerate(left)}
    same = [each for each in left if each.side == side]
    return min(same, key=lambda each: (each.spoken > 0, counts.get(each.continent, 0), places[each.turn]))


def _side(left: Sequence[Waiting], last_side: str | None) -> str:
    """For and against answer each other, neutral speakers in between; a side alone goes on alone."""
    sides = {each.side for each in left}
    answer = {Side.FOR: Side.AGAINST, Side.AGAINST: Side.FOR}.get(Side(last_side)) if last_side else None
    if answer in sides:
        return str(answer)
    others = [each.side for each in left if each.side != last_side]
    return others[0] if others else left[0].side


def _reasons(
    chosen: Waiting,
    left: Sequence[Waiting],
    last_side: str | None,
    counts: Mapping[str, int],
    overtaken: Mapping[str, int],
) -> tuple[Reason, ...]:
    """What speaks for this choice over those who are passed by; with nobody passed by, having asked first is enough."""
    passed = left[: left.index(chosen)]
    if overtaken[chosen.turn] >= PATIENCE:
        return (Reason.WAITED,)
    if not passed:
        return (Reason.ASKED_FIRST,)
    found = []
    if last_side is not None and chosen.side != last_side and any(each.side == last_side for each in passed):
        found.append(Reason.OTHER_SIDE)
    if chosen.spoken == 0 and any(each.spoken > 0 for each in passed):
        found.append(Reason.FIRST_SPEECH)
    fewest = counts.get(chosen.continent, 0)
    if any(counts.get(each.continent, 0) > fewest for each in passed):
        found.append(Reason.CONTINENT)
    return tuple(found) or (Reason.OTHER_SIDE,)
