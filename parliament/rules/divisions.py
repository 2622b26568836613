"""Division: an amendment put in parts. Who may ask for it, when the chair divides, which part comes next.

Neither a compromise nor a sub-amendment is divided (European Parliament rule 174(5) for the first; house rule for the
second). How many seats have to ask is the profile's; a house that adopts a separate vote needs no count of them.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from parliament.rules.refusals import Code, Obstacle, Refused
from parliament.rules.stages import Outcome, Stage, check_stage
from parliament.texts import Division, Ops, are_whole

DECISIVE = (Outcome.ADOPTED, Outcome.REJECTED)


@dataclass(frozen=True)
class Divided:
    """An amendment in its parts, and which of those that were put so far were adopted, in their order."""

    number: int
    parts: tuple[Ops, ...]
    adopted: tuple[bool, ...] = ()

    @property
    def is_begun(self) -> bool:
        return 0 < len(self.adopted) < len(self.parts)

    @property
    def is_done(self) -> bool:
        return len(self.adopted) == len(self.parts)

    @property
    def next_part(self) -> int:
        """The number of the part that is put next, from 1."""
        return len(self.adopted) + 1

    def decision(self) -> Division:
        """What the votes on all of its parts made of it."""
        return Division(self.number, self.parts, self._kept())

    def with_next(self, *, adopted: bool = True) -> Division:
        """As it would be decided if the next part were adopted, or were not, and none of those that follow."""
        return Division(self.number, self.parts, self._kept() | ({len(self.adopted)} if adopted else set()))

    def _kept(self) -> frozenset[int]:
        return frozenset(at for at, is_in in enumerate(self.adopted) if is_in)


def divided_so_far(number: int, parts: Sequence[Ops], outcomes: Mapping[int, str]) -> Divided:
    """`outcomes` are those of the votes that stand, by the number of the part; what decided nothing is put again."""
    decided = [outcomes[part] for part in sorted(outcomes) if outcomes[part] in DECISIVE]
    return Divided(number, tuple(parts), tuple(outcome == Outcome.ADOPTED for outcome in decided))


def that_hold(ordered: Mapping[int, Divided], operations: Callable[[int], Ops]) -> dict[int, Divided]:
    """The divisions that hold, of those the chair ordered: of the amendments as they are put now.

    Until its first part is decided an amendment may still change: part of it is cut off, or the vote on a change to it
    is annulled. Its parts would then bring words that it no longer has, so that the division falls (house rule).
    """
    return {n: each for n, each in ordered.items() if each.adopted or are_whole(operations(n), each.parts)}


def check_asking(*, stage: str, number: int, fate: str, by_itself: bool, begun: bool, asked_already: bool) -> None:
    """A seat asks once, for an amendment that is open, before its first part is put."""
    if stage not in (Stage.PUBLISHED, Stage.SCHEDULED, Stage.UNDER_DEBATE):
        check_stage(stage, Stage.UNDER_DEBATE)
    _check_whole(number=number, fate=fate, by_itself=by_itself, begun=begun)
    if asked_already:
        raise Refused(Code.ASKED_ALREADY)


def _check_whole(*, number: int, fate: str, by_itself: bool, begun: bool) -> None:
    if by_itself:
        raise Refused(Code.PUT_BY_ITSELF, number=number)
    if fate != "pending":
        raise Refused(Code.AMENDMENT_SETTLED, number=number, fate=fate)
    if begun:
        raise Refused(Code.DIVISION_BEGUN, number=number)


def check_dividing(
    *,
    stage: str,
    number: int,
    fate: str,
    by_itself: bool,
    begun: bool,
    being_voted: bool,
    next_in_order: int | None,
    asked: int,
    needed: int,
    by_house: bool,
) -> None:
    """The chair divides the amendment that comes next, when enough seats have asked or the house has decided so.

    Only then is it known what it says: until then, sub-amendments to it may be adopted (house rule). Until its first
    part is put it may be divided otherwise.
    """
    check_stage(stage, Stage.UNDER_DEBATE)
    _check_whole(number=number, fate=fate, by_itself=by_itself, begun=begun)
    if being_voted:
        raise Refused(Code.VOTE_OPEN)
    if next_in_order is None:
        raise Refused(Code.ORDER_NOT_CONFIRMED)
    if next_in_order != number:
        raise Refused(Code.NOT_NEXT_IN_ORDER, number=next_in_order)
    if asked < needed and not by_house:
        raise Refused(Code.DIVISION_NOT_ASKED, have=asked, need=needed)


def check_not_begun(begun: int | None, *numbers: int) -> None:
    """An amendment that is being decided in parts is decided to its end: not withdrawn, not replaced.

    Without numbers: nothing on the motion is decided otherwise between two of its parts.
    """
    if begun is not None and (not numbers or begun in numbers):
        raise Refused(Code.DIVISION_BEGUN, number=begun)


def obstacles_in_parts(*, amendment: int | None, begun: int | None, due: int | None) -> list[Obstacle]:
    """What division has to say before an amendment is put, or the whole text (None).

    `begun` is the amendment that is being decided in parts: nothing else comes between them. `due` is the one that the
    house wants divided and the chair has not divided yet.
    """
    if begun is not None and begun != amendment:
        return [Obstacle(Code.DIVISION_BEGUN, (("number", begun),))]
    if due is not None and due == amendment:
        return [Obstacle(Code.DIVISION_DUE, (("number", due),))]
    return []
