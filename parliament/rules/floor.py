"""The floor: who may ask for it, who has it. One speaker at a time; a point of order goes before everything else.

That a point of order is ruled on at once and that the ruling can be appealed is common to assemblies; the house rules
here say what their rules leave to the chair: what exactly has to wait, and for how long an appeal is in time.
"""

from collections.abc import Sequence

from parliament.rules.refusals import Code, Obstacle, Refused
from parliament.rules.stages import PointState, Side, TurnKind, TurnState

# Whoever holds a place on the floor: a seat stands once on the list of an item with each kind of turn.
ON_THE_LIST = (TurnState.ASKED, TurnState.WAITING, TurnState.SPEAKING, TurnState.INTERRUPTED)
# A point of order that the sitting has not done with.
UNSETTLED = (PointState.RAISED, PointState.APPEALED)
# Replies come right after the speaker who runs, then what is said on a procedural motion, then the list.
RANKS = {TurnKind.REPLY: 0, TurnKind.PROCEDURAL: 1, TurnKind.SPEECH: 2}
# What may be recorded between a ruling and an appeal that is still made "at once": nobody has gone on (house rule).
ASIDES = frozenset(
    {"turn.resumed", "speaker.listed", "speaker.withdrew", "reply.asked", "roll_call.taken", "statement.submitted"}
)


def obstacles_on_floor(*, point: str | None, procedural: str | None) -> list[Obstacle]:
    """What comes before any other act on the floor: a point of order, an appeal, a procedural motion (its kind)."""
    if point == PointState.RAISED:
        return [Obstacle(Code.POINT_PENDING)]
    if point == PointState.APPEALED:
        return [Obstacle(Code.APPEAL_PENDING)]
    if procedural is not None:
        return [Obstacle(Code.PROCEDURAL_PENDING, (("kind", str(procedural)),))]
    return []


def check_asking(*, is_current_item: bool, is_listed: bool, is_closed: bool = False) -> None:
    """One asks for the floor on the item before the house, once at a time, until its debate is closed."""
    if not is_current_item:
        raise Refused(Code.NOT_CURRENT_ITEM)
    if is_listed:
        raise Refused(Code.ALREADY_LISTED)
    if is_closed:
        raise Refused(Code.DEBATE_CLOSED)


def check_replying(*, is_current_item: bool, is_listed: bool, another_spoke: bool) -> None:
    """A reply answers a speech of somebody else; whether that speech named the seat is for the chair to judge.

    A closed debate does not take the reply away (house rule): whoever was named last could not answer at all.
    """
    check_asking(is_current_item=is_current_item, is_listed=is_listed)
    if not another_spoke:
        raise Refused(Code.NOBODY_SPOKE)


def check_granting(state: str) -> None:
    """The chair grants or refuses a reply that was asked for and not answered yet."""
    if state != TurnState.ASKED:
        raise Refused(Code.NOT_LISTED)


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


def check_reordering(*, turns: Sequence[str], listed: Sequence[str]) -> None:
    """A new order holds everybody on the list, once, and nobody else."""
    if sorted(turns) != sorted(listed):
        raise Refused(Code.BAD_ORDER, field="turns")


def check_raising(*, is_present: bool, pending: str | None, vote_open: bool, on_conduct: bool) -> None:
    """A member present raises a point at any time, also while somebody speaks; one is dealt with at a time.

    While ballots are cast only the conduct of the vote may be the point (house rule).
    """
    if not is_present:
        raise Refused(Code.NOT_PRESENT)
    if pending is not None:
        raise obstacles_on_floor(point=pending, procedural=None)[0].refusal()
    if vote_open and not on_conduct:
        raise Refused(Code.VOTE_OPEN)


def check_ruling(state: str) -> None:
    """A point is ruled on once."""
    if state != PointState.RAISED:
        raise Refused(Code.WRONG_STAGE, stage=str(state))


def is_at_once(since: Sequence[str]) -> bool:
    """Whether nothing but asides was recorded since: whoever objects now objects at once."""
    return all(kind in ASIDES for kind in since)


def check_appeal(*, is_offered: bool, is_present: bool, state: str, since: Sequence[str]) -> None:
    """Appeal at once: `since` are the kinds of entries made after the ruling, and nothing may have gone on."""
    if not is_offered:
        raise Refused(Code.NOT_OFFERED)
    if not is_present:
        raise Refused(Code.NOT_PRESENT)
    if state != PointState.RULED:
        raise Refused(Code.WRONG_STAGE, stage=str(state))
    if not is_at_once(since):
        raise Refused(Code.APPEAL_TOO_LATE)


def check_side(*, side: str, taken: int, limit: int) -> None:
    """On a procedural motion one speaks for or against, and only so many on each side (profile keys)."""
    if side == Side.NEUTRAL:
        raise Refused(Code.MALFORMED, field="side")
    if taken >= limit:
        raise Refused(Code.SIDE_FULL, limit=limit)
