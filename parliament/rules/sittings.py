"""Sessions and sittings: what must be true before one is convened, opened, adjourned, closed."""

from datetime import datetime

from parliament.rules.refusals import Code, Obstacle, Refused
from parliament.rules.stages import SessionStage, SittingState, check_stage


def obstacles_to_opening_sitting(
    *, state: str, stage: str, now: datetime, opens_at: datetime, other_open: bool, present: int, needed: int
) -> list[Obstacle]:
    """Everything that stands in the way of opening a sitting, in the order a chair would clear it."""
    found = []
    if stage == SessionStage.CLOSED:
        found.append(Obstacle(Code.WRONG_STAGE, (("stage", stage),)))
    if state != SittingState.SCHEDULED:
        found.append(Obstacle(Code.WRONG_STAGE, (("stage", state),)))
    if other_open:
        found.append(Obstacle(Code.SITTING_ALREADY_OPEN))
    if now < opens_at:
        found.append(Obstacle(Code.TOO_EARLY, (("at", opens_at.isoformat(timespec="minutes")),)))
    if present < needed:
        found.append(Obstacle(Code.NO_QUORUM, (("present", present), ("need", needed))))
    return found


def check_presiding(*, chair: str | None, account: str) -> None:
    """Whoever is in the chair of the sitting leads it; holding the office is not enough."""
    if chair != account:
        raise Refused(Code.NOT_PRESIDING)


def check_open(state: str) -> None:
    if state != SittingState.OPEN:
        raise Refused(Code.SITTING_NOT_OPEN)


def check_interruption(*, state: str, live_vote_open: bool, someone_speaks: bool, tie_pending: bool) -> None:
    """A sitting neither stops nor goes on to other business in a live vote, in a speech, or before the casting vote."""
    check_stage(state, SittingState.OPEN, SittingState.SUSPENDED)
    if live_vote_open:
        raise Refused(Code.VOTE_OPEN)
    if tie_pending:
        raise Refused(Code.TIE_PENDING)
    if someone_speaks:
        raise Refused(Code.FLOOR_TAKEN)


def check_closing_session(*, stage: str, open_sittings: int, open_votes: int) -> None:
    check_stage(stage, SessionStage.CONVENED, SessionStage.RUNNING)
    if open_sittings or open_votes:
        raise Refused(Code.OPEN_BUSINESS, what="sitting" if open_sittings else "vote")
