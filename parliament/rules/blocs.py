"""Votes on several amendments at once: which may be put together, who takes one out, and when they are put.

House rules, but for taking out: committees' amendments are put so in the European Parliament unless a separate vote is
asked for (rule 174(6)), and ten objections prevent it in the Parliamentary Assembly of the Council of Europe (34.11).
"""

from collections.abc import Collection, Mapping, Sequence

from parliament.rules.refusals import Code, Obstacle, Refused, raise_first
from parliament.rules.stages import BlocState, Stage, check_stage

FEWEST = 2
MOST = 80  # their numbers, written one after another, are the question of the vote


def check_proposing(
    *,
    stage: str,
    numbers: Sequence[int],
    fates: Mapping[int, str],
    by_itself: Collection[int],
    clashes: Collection[int],
    begun: int | None,
    due: int | None,
) -> None:
    """At least two pending amendments of a motion under debate, of which no two exclude each other.

    `by_itself` are the compromises and sub-amendments, `clashes` those that exclude another one of them; `begun` is the
    amendment that is being decided in parts, `due` one of these that the house wants divided.
    """
    check_stage(stage, Stage.UNDER_DEBATE)
    if not FEWEST <= len(set(numbers)) == len(numbers) <= MOST:
        raise Refused(Code.BLOC_TOO_SMALL, field="numbers")
    if not set(numbers) <= set(fates):
        raise Refused(Code.NOT_FOUND, field="numbers")
    for number in numbers:
        if number in by_itself:
            raise Refused(Code.PUT_BY_ITSELF, field="numbers", number=number)
    raise_first(_unfit(numbers, fates, clashes, begun if begun in numbers else None, due))


def _unfit(
    numbers: Sequence[int], fates: Mapping[int, str], clashes: Collection[int], begun: int | None, due: int | None
) -> list[Obstacle]:
    found = [
        Obstacle(Code.AMENDMENT_SETTLED, (("number", number), ("fate", fates[number])))
        for number in numbers
        if fates[number] != "pending"
    ]
    if clashes:
        found.append(Obstacle(Code.BLOC_CONFLICT, (("numbers", ", ".join(map(str, sorted(clashes)))),)))
    if begun is not None:
        found.append(Obstacle(Code.DIVISION_BEGUN, (("number", begun),)))
    if due is not None:
        found.append(Obstacle(Code.DIVISION_DUE, (("number", due),)))
    return found


def obstacles_to_putting_bloc(
    *,
    stage: str,
    is_current_item: bool,
    vote_open: bool,
    order_confirmed: bool,
    state: str,
    numbers: Sequence[int],
    fates: Mapping[int, str],
    clashes: Collection[int],
    earlier: int | None,
    begun: int | None,
    due: int | None,
) -> list[Obstacle]:
    """What stands in the way of putting a bloc; `numbers` are those that nobody has taken out.

    `earlier` is a pending amendment outside the bloc that comes before one of it in the order, and on which that one
    depends: it excludes it, or is a sub-amendment to it. Nobody is deprived of the vote on what goes further.
    """
    if state != BlocState.PROPOSED:
        return [Obstacle(Code.WRONG_STAGE, (("stage", state),))]
    found = []
    if not is_current_item:
        found.append(Obstacle(Code.NOT_CURRENT_ITEM))
    elif stage != Stage.UNDER_DEBATE and not vote_open:
        found.append(Obstacle(Code.WRONG_STAGE, (("stage", stage),)))
    if vote_open:
        found.append(Obstacle(Code.VOTE_OPEN))
    if not order_confirmed:
        found.append(Obstacle(Code.ORDER_NOT_CONFIRMED))
    if len(numbers) < FEWEST:
        found.append(Obstacle(Code.BLOC_TOO_SMALL))
    found += _unfit(numbers, fates, clashes, begun, due)
    if earlier is not None:
        found.append(Obstacle(Code.NOT_NEXT_IN_ORDER, (("number", earlier),)))
    return found


def check_taking_out(
    *, state: str, number: int, numbers: Collection[int], asked_already: bool, being_voted: bool
) -> None:
    """A seat asks once for each amendment of a bloc, until the vote on it opens."""
    check_stage(state, BlocState.PROPOSED)
    if being_voted:
        raise Refused(Code.VOTE_OPEN)
    if number not in numbers:
        raise Refused(Code.NOT_FOUND, field="number")
    if asked_already:
        raise Refused(Code.ASKED_ALREADY)


def check_withdrawing_bloc(*, state: str, being_voted: bool) -> None:
    """The chair takes a bloc back before it is decided."""
    check_stage(state, BlocState.PROPOSED)
    if being_voted:
        raise Refused(Code.VOTE_OPEN)
