"""What the judge does not believe of several amendments at once and of one in parts."""

import pytest

from parliament.record.amendment_state import Amendment
from parliament.record.entries import AmendmentDivided, BlocDecided, DivisionOrdered, Entry, TakingOutAsked
from parliament.record.judge import REPLAYS, OutOfOrder
from parliament.record.state import Motion, State
from parliament.record.voting_state import Bloc, DivisionOrder

HERE, AT = "session-1", "2026-11-22T09:00:00.000000Z"


@pytest.fixture
def state() -> State:
    """A motion under debate with two amendments, both in a bloc, the first divided in two parts."""
    found = State()
    named = {"title": "T", "visibility": "public", "text_hash": "0" * 64, "sponsors": [], "submitted_at": AT}
    found.motions["m"] = Motion(id="m", plenary=HERE, seat="s", stage="under_debate", **named)
    for number in (1, 2):
        words = {"base_hash": "0" * 64, "operations_hash": "1" * 64, "justification": "", "submitted_at": AT}
        found.amendments[f"a{number}"] = Amendment(
            id=f"a{number}", motion="m", number=number, seat="s", parent=None, replaces=[], **words
        )
    proposed = {"amendments": [1, 2], "taken_out": [], "state": "proposed", "proposed_at": AT}
    found.blocs["b"] = Bloc(id="b", plenary=HERE, motion="m", number=1, **proposed)
    found.division_orders["a1"] = DivisionOrder(amendment="a1", parts_hash="2" * 64, parts=2, at=AT)
    return found


@pytest.mark.parametrize(
    ("fact", "why"),
    [
        (TakingOutAsked(request="r", bloc="b", number=3, seat="s"), "amendment 3 is not in bloc 1"),
        (BlocDecided(bloc="b", vote="v", outcome="adopted"), "there is no vote v"),
        (DivisionOrdered(motion="m", amendment="a2", parts=1, parts_hash="3" * 64), "an amendment in 1 parts"),
        (AmendmentDivided(motion="m", amendment="a1", outcomes=["adopted"] * 2), "0 of 2 parts of amendment a1"),
        (AmendmentDivided(motion="m", amendment="a2", outcomes=[]), "there is no division of amendment a2"),
    ],
)
def test_entry_that_cannot_be_is_out_of_order(state: State, fact, why: str) -> None:
    entry = Entry(HERE, 9, fact.kind, AT, {}, fact.body())
    with pytest.raises(OutOfOrder, match=why):
        REPLAYS[fact.kind](state, entry, fact)
