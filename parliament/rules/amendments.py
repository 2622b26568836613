"""Amendments: when they may be submitted, withdrawn, ordered. What they do to a text is for `texts`."""

from collections.abc import Collection, Iterable, Sequence

from parliament.rules.motions import AMENDABLE, check_seat
from parliament.rules.refusals import Code, Refused
from parliament.rules.stages import DecisionKind, Stage
from parliament.texts import Cutting, Decision

FEWEST_REPLACED = 2  # a compromise in place of one amendment would be an amendment that comes too late (house rule)


def stands(kind: str, after_vote: int, votes: Collection[int]) -> bool:
    """Whether a decision without a vote stands, given the numbers of the votes that were not annulled.

    A ruling on a clash is a ruling on the text as the vote before it left it, and falls with that vote (house rule).
    """
    return kind == DecisionKind.ACCEPTED or after_vote == 0 or after_vote in votes


def decision(number: int, kind: str) -> Decision:
    """A decision without a vote, as the drafting table takes it."""
    if kind == DecisionKind.CUT:
        return Cutting(number)
    return (number, "accepted" if kind == DecisionKind.ACCEPTED else "lapsed")


def decision_log(
    voted: Iterable[tuple[int, Decision]], otherwise: Iterable[tuple[int, Decision]]
) -> tuple[Decision, ...]:
    """All that was decided on a text, in the order in which it counts.

    `voted` are decisions with the number of the vote that brought them, `otherwise` those without a vote, in their
    order, with the number of the last vote before each.
    """
    both = [(at, 0, each) for at, each in voted] + [(at, 1, each) for at, each in otherwise]
    return tuple(each for _, _, each in sorted(both, key=lambda one: one[:2]))


def with_compromises(order: Sequence[int], replaced_by: Iterable[tuple[int, Sequence[int]]]) -> tuple[int, ...]:
    """A confirmed order with the compromises that came later, each right before the first of what it replaces."""
    found = list(order)
    for number, replaces in replaced_by:
        if number not in found:
            found.insert(min((found.index(n) for n in replaces if n in found), default=len(found)), number)
    return tuple(found)


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
