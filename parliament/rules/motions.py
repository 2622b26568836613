"""The life of a motion: draft, gathering, submitted, admitted, published, scheduled, debated, put, decided."""

from collections.abc import Mapping, Sequence

from parliament.rules.powers import IN_THE_HOUSE, Actor
from parliament.rules.refusals import Code, Obstacle, Refused
from parliament.rules.stages import Stage, check_stage

DRAFTABLE = (Stage.DRAFT, Stage.GATHERING)
BEFORE_THE_VOTE = (
    Stage.DRAFT,
    Stage.GATHERING,
    Stage.SUBMITTED,
    Stage.ADMITTED,
    Stage.PUBLISHED,
    Stage.SCHEDULED,
    Stage.UNDER_DEBATE,
)
AMENDABLE = (Stage.PUBLISHED, Stage.SCHEDULED, Stage.UNDER_DEBATE)


def check_seat(*, of: str, by: str | None) -> None:
    """A paper belongs to its seat: its holder and cabinet work on it, nobody else."""
    if of != by:
        raise Refused(Code.NOT_YOUR_SEAT)


def check_sponsoring(*, stage: str, text_hash: str, seen_hash: str) -> None:
    """Support is bound to the version the sponsor has seen."""
    check_stage(stage, Stage.GATHERING)
    if text_hash != seen_hash:
        raise Refused(Code.STALE_TEXT)


def obstacles_to_submitting(
    *, stage: str, sponsors: Sequence[str], country_of: Mapping[str, str], need: int, need_countries: int
) -> list[Obstacle]:
    """What a motion still lacks. `sponsors` are the seats that signed this very version, the mover among them."""
    found = []
    if stage not in DRAFTABLE:
        found.append(Obstacle(Code.WRONG_STAGE, (("stage", stage),)))
    if len(sponsors) < need:
        found.append(Obstacle(Code.NOT_ENOUGH_SPONSORS, (("have", len(sponsors)), ("need", need))))
    countries = len({country_of[seat] for seat in sponsors})
    if countries < need_countries:
        found.append(Obstacle(Code.NOT_ENOUGH_COUNTRIES, (("have", countries), ("need", need_countries))))
    return found


def check_withdrawal(*, stage: str, seat: str, by: str | None, vote_open: bool) -> None:
    """The mover may withdraw at any time before the motion is put."""
    check_seat(of=seat, by=by)
    check_stage(stage, *BEFORE_THE_VOTE)
    if vote_open:
        raise Refused(Code.VOTE_OPEN)


def may_read(*, visibility: str, seat: str, reader: Actor) -> bool:
    """Whether the reader may see a motion: public ones everybody, others the house, drafts only their seat."""
    if visibility == "public":
        return True
    if visibility == "house":
        return bool(reader.offices & IN_THE_HOUSE)
    return reader.seat == seat
