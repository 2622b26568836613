"""Amendments: when they may be submitted, withdrawn, ordered. What they do to a text is for `texts`."""

from parliament.rules.motions import AMENDABLE, check_seat
from parliament.rules.refusals import Code, Refused
from parliament.rules.stages import Stage


def check_amending(*, stage: str, order_confirmed: bool, base_hash: str, seen_hash: str) -> None:
    """Amendments are taken from publication until the chair has confirmed the order of voting (house rule)."""
    if stage not in AMENDABLE or order_confirmed:
        raise Refused(Code.AMENDMENTS_CLOSED)
    if base_hash != seen_hash:
        raise Refused(Code.STALE_TEXT)


def check_withdrawing(*, seat: str, by: str | None, number: int, fate: str, being_voted: bool) -> None:
    """The mover may withdraw an amendment as long as it is pending and not being voted on."""
    check_seat(of=seat, by=by)
    if being_voted:
        raise Refused(Code.VOTE_OPEN)
    if fate != "pending":
        raise Refused(Code.AMENDMENT_SETTLED, number=number, fate=fate)


def check_ordering(*, stage: str, any_decided: bool, pending: list[int], changed: bool, reason: str) -> None:
    """The chair fixes the order once the motion is under debate, before the first amendment is put."""
    if stage != Stage.UNDER_DEBATE:
        raise Refused(Code.NOT_CURRENT_ITEM)
    if any_decided or not pending:
        raise Refused(Code.AMENDMENTS_CLOSED)
    if changed and not reason:
        raise Refused(Code.REASON_NEEDED, field="reason")
