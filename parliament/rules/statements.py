"""What seats say in writing: statements on an item, explanations of vote, late dissent; and deciding anew.

Late dissent stands beside the tally and never inside it, as in the United States Conference of Mayors, where a mayor
may still have a no recorded on a resolution that passed. Limits and hours are the profile's.
"""

from datetime import datetime, timedelta

from parliament.rules.refusals import Code, Refused
from parliament.rules.stages import Choice, Outcome, Question, Reconsiderer, Stage, VoteState, check_stage


def check_words(text: str, limit: int, field: str = "text") -> None:
    """At most so many words, counted between blanks; 0 means that the rules know no such statement."""
    if limit == 0:
        raise Refused(Code.NOT_OFFERED)
    if len(text.split()) > limit:
        raise Refused(Code.STATEMENT_TOO_LONG, field=field, limit=limit)


def check_deadline(*, now: datetime, closed_at: datetime, hours: int) -> None:
    """So many hours after the close of the vote, the last instant included; 0 hours allow nothing."""
    if hours == 0:
        raise Refused(Code.NOT_OFFERED)
    until = closed_at + timedelta(hours=hours)
    if now > until:
        raise Refused(Code.TOO_LATE, at=until.isoformat(timespec="seconds"))


def check_speaking_on_vote(*, state: str, on_roll: bool, said_already: bool) -> None:
    """Once a kind, by a seat of the roll, on a vote that is closed."""
    check_stage(state, VoteState.CLOSED)
    if not on_roll:
        raise Refused(Code.NOT_ON_ROLL)
    if said_already:
        raise Refused(Code.SAID_ALREADY)


def check_explaining(*, is_mover: bool, mover_may: bool) -> None:
    """In some houses the mover gives no explanation of vote (profile key)."""
    if is_mover and not mover_may:
        raise Refused(Code.NOT_OFFERED)


def check_dissent(*, question: str, outcome: str | None, choice: str | None) -> None:
    """Dissent is from a text that was adopted, by a seat that did not vote against it."""
    adopted = question in (Question.MOTION, Question.AMENDMENT) and outcome == Outcome.ADOPTED
    if not adopted:
        raise Refused(Code.WRONG_STAGE, stage=str(outcome or ""))
    if choice == Choice.NO:
        raise Refused(Code.ALREADY_VOTED, choice=str(choice))


def check_reconsidering(
    *, stage: str, certified: bool, pending: bool, who: str, choice: str | None, outcome: str | None
) -> None:
    """What is decided and not yet certified; where the rules say so, by a seat that voted for the outcome.

    The prevailing side voted yes on what was adopted and no on what was rejected, as in Robert's Rules.
    """
    check_stage(stage, Stage.DECIDED)
    if certified:
        raise Refused(Code.ALREADY_CERTIFIED)
    if pending:
        raise Refused(Code.SAID_ALREADY)
    prevailing = {Outcome.ADOPTED: Choice.YES, Outcome.REJECTED: Choice.NO}.get(Outcome(outcome)) if outcome else None
    if who == Reconsiderer.PREVAILING_SIDE and (choice is None or choice != prevailing):
        raise Refused(Code.NOT_PREVAILING)
