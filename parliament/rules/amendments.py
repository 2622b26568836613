"""Amendments: when they may be submitted, withdrawn, ordered. What they do to a text is for `texts`."""

from collections.abc import Collection, Iterable, Mapping, Sequence

from parliament.rules.motions import AMENDABLE, check_seat
from parliament.rules.refusals import Code, Refused
from parliament.rules.stages import DecisionKind, Stage
from parliament.texts import OPEN, Cutting, Decision, Fate, Item, State

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


def check_amending_words(
    *, stage: str, order_confirmed: bool, number: int, parent: int | None, fate: State, brings_words: bool
) -> None:
    """Sub-amendments are taken as long as amendments are: one level, to open amendments that bring words.

    One level: PACE rule 34.5.
    """
    if stage not in AMENDABLE or order_confirmed:
        raise Refused(Code.AMENDMENTS_CLOSED)
    if parent is not None:
        raise Refused(Code.SUB_OF_SUB, number=parent)
    if fate not in OPEN:
        raise Refused(Code.AMENDMENT_SETTLED, number=number, fate=fate)
    if not brings_words:
        raise Refused(Code.NO_WORDS_OF_ITS_OWN, number=number)


def check_compromise(
    *,
    stage: str,
    base_hash: str,
    seen_hash: str,
    replaces: Sequence[int],
    items: Mapping[int, Item],
    fates: Mapping[int, Fate],
    being_voted: Collection[int],
) -> None:
    """A compromise is taken until the first of what it replaces is put, also once the order is confirmed (house rule)."""
    if stage not in AMENDABLE:
        raise Refused(Code.AMENDMENTS_CLOSED)
    if base_hash != seen_hash:
        raise Refused(Code.STALE_TEXT)
    if len(set(replaces)) < FEWEST_REPLACED:
        raise Refused(Code.TOO_FEW_REPLACED, field="replaces")
    for number in replaces:
        if number not in items or items[number].parent is not None or items[number].replaces:
            raise Refused(Code.NOT_REPLACEABLE, field="replaces", number=number)
        if fates[number].state not in OPEN:
            raise Refused(Code.AMENDMENT_SETTLED, field="replaces", number=number, fate=fates[number].state)
        if number in being_voted:
            raise Refused(Code.VOTE_OPEN)


def check_beside_text(fate: Fate) -> None:
    """What is submitted late finds amendments in the text already: it neither clashes with them nor says the same."""
    if fate.state == "satisfied":
        raise Refused(Code.CHANGES_NOTHING)
    if fate.state != "pending":
        raise Refused(Code.CLASHES_WITH_TEXT, field="paragraphs", number=fate.by or 0)


def check_ruling_on_clash(*, stage: str, is_current_item: bool, number: int, fate: str) -> None:
    """The chair rules on a clash in part while the motion is before the house."""
    if stage != Stage.UNDER_DEBATE or not is_current_item:
        raise Refused(Code.NOT_CURRENT_ITEM)
    if fate != "partial":
        raise Refused(Code.NO_CLASH, number=number)


def check_withdrawing(*, seat: str, by: str | None, number: int, fate: State, being_voted: bool) -> None:
    """The mover may withdraw an amendment as long as it is open, and neither it nor an amendment to it is voted on."""
    check_seat(of=seat, by=by)
    if being_voted:
        raise Refused(Code.VOTE_OPEN)
    if fate not in OPEN:
        raise Refused(Code.AMENDMENT_SETTLED, number=number, fate=fate)


def check_ordering(*, stage: str, any_decided: bool, pending: list[int], changed: bool, reason: str) -> None:
    """The chair fixes the order once the motion is under debate, before the first amendment is put."""
    if stage != Stage.UNDER_DEBATE:
        raise Refused(Code.NOT_CURRENT_ITEM)
    if any_decided or not pending:
        raise Refused(Code.AMENDMENTS_CLOSED)
    if changed and not reason:
        raise Refused(Code.REASON_NEEDED, field="reason")
