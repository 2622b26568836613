"""The floor: who may ask for it, who has it. One speaker at a time; a seat stands once on the list of an item."""

from parliament.rules.refusals import Code, Refused
from parliament.rules.stages import TurnState


def check_asking(*, is_current_item: bool, is_listed: bool) -> None:
    """One asks for the floor on the item before the house, once at a time."""
    if not is_current_item:
        raise Refused(Code.NOT_CURRENT_ITEM)
    if is_listed:
        raise Refused(Code.ALREADY_LISTED)


def check_giving(*, state: str, is_current_item: bool, someone_speaks: bool, vote_open: bool) -> None:
    """The floor is given to a waiting seat when nobody speaks and no live vote is open."""
    if state != TurnState.WAITING:
        raise Refused(Code.NOT_LISTED)
    if not is_current_item:
        raise Refused(Code.NOT_CURRENT_ITEM)
    if someone_speaks:
        raise Refused(Code.FLOOR_TAKEN)
    if vote_open:
        raise Refused(Code.VOTE_OPEN)


def check_ending(state: str) -> None:
    if state != TurnState.SPEAKING:
        raise Refused(Code.FLOOR_FREE)
