"""Declarations: two persons certify the exact adopted text before it is published."""

from collections.abc import Mapping

from parliament.rules.powers import Office
from parliament.rules.refusals import Code, Refused
from parliament.rules.stages import Outcome

CERTIFIERS = (Office.CHAIR, Office.SECRETARIAT)


def check_correcting(*, outcome: str | None, certified: bool, text_hash: str, seen_hash: str) -> None:
    """Words are put right in what was adopted until the first of the two persons has certified it (house rule)."""
    if outcome != Outcome.ADOPTED:
        raise Refused(Code.WRONG_STAGE, stage=outcome or "pending")
    if certified:
        raise Refused(Code.TEXT_CERTIFIED)
    if text_hash != seen_hash:
        raise Refused(Code.STALE_TEXT)


def check_certifying(*, outcome: str | None, office: str, account: str, done: Mapping[str, str]) -> None:
    """Chair and secretariat each certify once, and they are two persons. `done` maps office to account."""
    if outcome != Outcome.ADOPTED:
        raise Refused(Code.WRONG_STAGE, stage=outcome or "pending")
    if office in done:
        raise Refused(Code.ALREADY_CERTIFIED)
    if account in done.values():
        raise Refused(Code.SAME_PERSON)


def check_publishing(*, done: Mapping[str, str], published: bool) -> None:
    if published:
        raise Refused(Code.WRONG_STAGE, stage="published")
    if any(office not in done for office in CERTIFIERS):
        raise Refused(Code.NOT_CERTIFIED)


def check_in_earnest(*, rehearsal: bool) -> None:
    """What a rehearsal adopts is a toy: it is never published."""
    if rehearsal:
        raise Refused(Code.REHEARSAL)
