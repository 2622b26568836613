"""Procedural motions: which goes first, and what each does to the business it interrupts.

Kinds and precedence are the profile's.
"""

from collections.abc import Sequence

from parliament.rules.agenda import Parents, placed
from parliament.rules.refusals import Code, Refused
from parliament.rules.stages import ProceduralKind, ProceduralState, Stage

ON_THE_FLOOR = (ProceduralState.PENDING, ProceduralState.PUT)
# These name what they act on: an item that is to come next, an amendment that is to be divided.
WITH_TARGET = frozenset({ProceduralKind.CHANGE_OF_ORDER, ProceduralKind.SEPARATE_VOTE})
# These act on the item before the house, on its motion, or on the debate about it; the others on the sitting.
ON_AN_ITEM = frozenset(
    {
        ProceduralKind.ADJOURNMENT_OF_DEBATE,
        ProceduralKind.CLOSURE,
        ProceduralKind.REFERENCE_BACK,
        ProceduralKind.SEPARATE_VOTE,
    }
)
# And these on its motion, as long as the house debates it.
ON_A_MOTION = frozenset({ProceduralKind.REFERENCE_BACK, ProceduralKind.SEPARATE_VOTE})


def rank(kind: str, precedence: Sequence[str]) -> int:
    """The place in the precedence; the highest is 0."""
    return list(precedence).index(kind)


def first_of(pending: Sequence[str], precedence: Sequence[str]) -> str | None:
    """The kind that is dealt with before the other pending ones."""
    return min(pending, key=lambda kind: rank(kind, precedence), default=None)


def check_moving(
    *,
    kind: str,
    precedence: Sequence[str],
    pending: Sequence[str],
    decided: Sequence[str],
    once_per_item: bool,
    is_present: bool,
    vote_open: bool,
) -> None:
    """Moved by a member present, never while ballots are cast, and only above what is pending.

    `decided` are the kinds that the house has decided during this item; where the rules say once, that was the once.
    """
    if kind not in precedence:
        raise Refused(Code.NOT_OFFERED, field="kind")
    if not is_present:
        raise Refused(Code.NOT_PRESENT)
    if vote_open:
        raise Refused(Code.VOTE_OPEN)
    highest = first_of(pending, precedence)
    if highest is not None and rank(kind, precedence) >= rank(highest, precedence):
        raise Refused(Code.LOWER_RANK, field="kind", kind=highest)
    if once_per_item and kind in decided:
        raise Refused(Code.MOVED_ALREADY, field="kind")


def check_object(
    *, kind: str, has_item: bool, stage: str | None, is_closed: bool, target: str | None, targets: Sequence[str]
) -> None:
    """What it would act on is there: an item, its motion under debate, an open debate, what it names as its target.

    `targets` are, for a change of order, the items that can be called instead of the one before the house; for a
    separate vote, the amendments that can be divided.
    """
    if kind in ON_AN_ITEM and not has_item:
        raise Refused(Code.NOT_CURRENT_ITEM)
    if kind in ON_A_MOTION and stage != Stage.UNDER_DEBATE:
        raise Refused(Code.WRONG_STAGE, stage=str(stage or ""))
    if kind == ProceduralKind.CLOSURE and is_closed:
        raise Refused(Code.DEBATE_CLOSED)
    if kind in WITH_TARGET and target not in targets:
        raise Refused(Code.NOT_FOUND, field="target")


def check_putting(*, kind: str, state: str, pending: Sequence[str], precedence: Sequence[str]) -> None:
    """The highest of those that are pending is put."""
    check_pending(state)
    highest = first_of(pending, precedence)
    if highest is not None and kind != highest:
        raise Refused(Code.PROCEDURAL_PENDING, kind=highest)


def check_pending(state: str) -> None:
    """Put or withdrawn once, and not after it was decided."""
    if state != ProceduralState.PENDING:
        raise Refused(Code.WRONG_STAGE, stage=str(state))


def brought_next(order: Parents, item: str, *, after: str | None) -> list[str]:
    """The order of business with this item right after another, or first of all; an item takes its parts with it.

    A part stays with its item, so that one brought forward from elsewhere becomes the first part there.
    """
    parent = order[item]
    above = after if after is None or order[after] == parent else order[after]
    peers = [each for each, its in order.items() if its == parent and each != item]
    return placed(order, item, parent, peers.index(above) + 2 if above in peers else 1)
