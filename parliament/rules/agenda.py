"""The agenda: its order with sub-items, when it may still be edited, and what an undecided urgency holds up.

A draft until the house adopts it; then its order changes only by decision (house rule).
"""

from collections.abc import Mapping, Sequence
from datetime import datetime

from parliament.rules.refusals import Code, Obstacle, Refused
from parliament.rules.stages import ItemKind, SessionStage, Urgency, check_stage

# Every item in the order of business, each with the item it is a part of, if it is of one.
Parents = Mapping[str, str | None]

LONGEST_MINUTES = 24 * 60


def labels(order: Parents) -> dict[str, str]:
    """What each item is called: `3`, or `3.1` for its first part."""
    tops, parts, found = 0, 0, {}
    for item, parent in order.items():
        if parent is None:
            tops, parts = tops + 1, 0
            found[item] = str(tops)
        else:
            parts += 1
            found[item] = f"{tops}.{parts}"
    return found


def placed(order: Parents, item: str, parent: str | None, place: int | None) -> list[str]:
    """The order with an item at this place among those of its rank, with its parts behind it; the end without one.

    The item may stand in the order already, or be new to it.
    """
    rest = {each: above for each, above in order.items() if item not in (each, above)}
    parts = [each for each, above in order.items() if above == item]
    peers = [each for each, above in rest.items() if above == parent]
    if place is not None and not 1 <= place <= len(peers) + 1:
        raise Refused(Code.BAD_ORDER, field="place")
    others = list(rest)
    if place is not None and place <= len(peers):
        at = others.index(peers[place - 1])
    elif parent is None:
        at = len(others)
    else:
        at = others.index(parent) + 1 + len(peers)
    return [*others[:at], item, *parts, *others[at:]]


def is_in_order(order: Sequence[str], parents: Parents) -> bool:
    """Whether this is every item once, each part behind the item it belongs to, with nothing else between."""
    if len(order) != len(parents) or set(order) != set(parents):
        return False
    top = None
    for item in order:
        if parents[item] is None:
            top = item
        elif parents[item] != top:
            return False
    return True


def check_agenda_order(order: Sequence[str], parents: Parents) -> None:
    """Refuse an order that leaves something out or tears a part from its item."""
    if not is_in_order(order, parents):
        raise Refused(Code.BAD_ORDER, field="items")


def check_editing(*, stage: str, adopted: bool, being_put: bool) -> None:
    """The desk edits a draft; not while the house votes on it, and never once it is adopted."""
    check_stage(stage, SessionStage.CONVENED, SessionStage.RUNNING)
    if adopted:
        raise Refused(Code.AGENDA_ADOPTED)
    if being_put:
        raise Refused(Code.VOTE_OPEN)


def check_proposing(*, stage: str, adopted: bool) -> None:
    """A change is proposed to an agenda that is adopted; a draft is simply edited."""
    check_stage(stage, SessionStage.CONVENED, SessionStage.RUNNING)
    if not adopted:
        raise Refused(Code.AGENDA_NOT_ADOPTED)


def check_item(
    *, kind: str, has_motion: bool, planned_minutes: int | None, has_parent: bool, parent_is_part: bool
) -> None:
    """An item on a motion has one and stands alone; parts have no parts of their own."""
    if kind not in set(ItemKind) or (kind == ItemKind.MOTION) != has_motion:
        raise Refused(Code.MALFORMED, field="motion_id")
    if planned_minutes is not None and not 1 <= planned_minutes <= LONGEST_MINUTES:
        raise Refused(Code.MALFORMED, field="planned_minutes")
    if has_parent and parent_is_part:
        raise Refused(Code.MALFORMED, field="parent_id")


def check_removal(*, label: str, called_at: datetime | None, has_parts: bool, in_use: bool) -> None:
    """What was called stays on the agenda, because the record speaks of it; parts go before their item.

    So does what somebody has acted upon: an election opened under it, a statement, a proxy for it alone.
    """
    if called_at is not None:
        raise Refused(Code.ITEM_CALLED, item=label)
    if has_parts:
        raise Refused(Code.ITEM_HAS_PARTS, item=label)
    if in_use:
        raise Refused(Code.ITEM_IN_USE, item=label)


def obstacles_to_business(urgency: str | None) -> list[Obstacle]:
    """In an urgent session nothing else happens until the house has adopted the urgency (house rule)."""
    if urgency == Urgency.PENDING:
        return [Obstacle(Code.URGENCY_UNDECIDED)]
    if urgency == Urgency.REJECTED:
        return [Obstacle(Code.URGENCY_REJECTED)]
    return []


def check_urgency_put(urgency: str | None) -> None:
    """The urgency is put in an urgent session, until it is decided."""
    if urgency != Urgency.PENDING:
        raise Refused(Code.WRONG_STAGE, stage=str(urgency or "decided"))
