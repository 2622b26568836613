"""Minutes: who may correct them and until when, and what must be settled before the house approves them (house rule)."""

from collections.abc import Collection
from datetime import datetime

from parliament.rules.deadlines import written
from parliament.rules.refusals import Code, Obstacle, Refused
from parliament.rules.stages import MinutesState, SittingState, check_stage


def check_drafting(*, sitting: str, drafted: bool) -> None:
    """Minutes are drafted once, of a sitting that is over."""
    check_stage(sitting, SittingState.ADJOURNED)
    if drafted:
        raise Refused(Code.WRONG_STAGE, stage=str(MinutesState.DRAFT))


def check_correcting(*, state: str, now: datetime, until: datetime, seat: str | None, present: Collection[str]) -> None:
    """Those who were there correct, until the round ends: at that very instant it is over."""
    check_stage(state, MinutesState.DRAFT)
    if seat not in present:
        raise Refused(Code.NOT_PRESENT_THEN)
    if now >= until:
        raise Refused(Code.CORRECTIONS_OVER, at=written(until))


def obstacles_to_approving(*, state: str, now: datetime, until: datetime, waiting: int) -> list[Obstacle]:
    """The round of corrections is over, and each correction is accepted or refused."""
    found = []
    if state != MinutesState.DRAFT:
        found.append(Obstacle(Code.WRONG_STAGE, (("stage", state),)))
    if now < until:
        found.append(Obstacle(Code.CORRECTIONS_RUN, (("at", written(until)),)))
    if waiting:
        found.append(Obstacle(Code.CORRECTIONS_WAIT, (("count", waiting),)))
    return found
