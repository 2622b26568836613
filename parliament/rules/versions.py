"""Correcting a published declaration by a new version, and withdrawing one: both by two persons, nothing in silence.

What may be put right is what may be put right before certification: words, not what the house decided. Withdrawing is
the reverse of publishing, so it asks for the same two offices (house rule).
"""

from collections.abc import Mapping
from enum import StrEnum

from parliament.rules.declarations import CERTIFIERS
from parliament.rules.refusals import Code, Refused


class VersionState(StrEnum):
    PROPOSED = "proposed"
    PUBLISHED = "published"
    DROPPED = "dropped"


class WithdrawalState(StrEnum):
    PROPOSED = "proposed"
    DECIDED = "decided"
    DROPPED = "dropped"


def check_proposing_version(*, pending: bool, text_hash: str, seen_hash: str) -> None:
    """One correction at a time, on the text as it is published now."""
    if pending:
        raise Refused(Code.CORRECTION_PENDING)
    if text_hash != seen_hash:
        raise Refused(Code.STALE_TEXT)


def check_certifying_version(*, state: str, office: str, account: str, done: Mapping[str, str]) -> None:
    """Chair and secretariat each certify the corrected text once, and they are two persons."""
    if state != VersionState.PROPOSED:
        raise Refused(Code.WRONG_STAGE, stage=state)
    if office in done:
        raise Refused(Code.ALREADY_CERTIFIED)
    if account in done.values():
        raise Refused(Code.SAME_PERSON)


def check_publishing_version(*, state: str, done: Mapping[str, str]) -> None:
    if state != VersionState.PROPOSED:
        raise Refused(Code.WRONG_STAGE, stage=state)
    if any(office not in done for office in CERTIFIERS):
        raise Refused(Code.NOT_CERTIFIED)


def check_dropping(state: str) -> None:
    """What was published or decided cannot be given up any more."""
    if state != VersionState.PROPOSED:
        raise Refused(Code.WRONG_STAGE, stage=state)


def check_withdrawing(*, state: str, proposed: tuple[str, str], second: tuple[str, str]) -> None:
    """A chair and the secretariat agree, two persons. `proposed` and `second` are office and account."""
    if state != WithdrawalState.PROPOSED:
        raise Refused(Code.WRONG_STAGE, stage=state)
    if proposed[1] == second[1]:
        raise Refused(Code.SAME_PERSON)
    if proposed[0] == second[0]:
        raise Refused(Code.OTHER_OFFICE)
