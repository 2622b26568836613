"""What the judge lets the record say of an election, and what it does not."""

from dataclasses import replace

import pytest

from parliament.record.entries import (
    CandidateNominated,
    CandidateWithdrew,
    ElectionAbandoned,
    ElectionOpened,
    ElectionRoundCounted,
    ElectionRoundUndone,
    Fact,
    ItemAdded,
    NominationsClosed,
    VoteAnnulled,
    VoteClosed,
    VoteOpened,
)
from parliament.record.replay import ReplayError, replay
from parliament.record.state import State
from tests.record.whole_session import A, closed, record_until, vote

ANA, BO, CLEO = "candidate-1", "candidate-2", "candidate-3"
ITEM = ItemAdded(item="item-9", position=3, item_kind="election", title="Bureau", motion=None)
OPENED = ElectionOpened(election="election-1", item="item-9", title="Bureau", method="one", seats=1)
CLOSED = NominationsClosed(election="election-1")


def nominated(number: int, **changes: object) -> CandidateNominated:
    said = {"name": f"Candidate {number}", "seat": None, "nominated_by": "seat-lyon", "number": number}
    return CandidateNominated(candidate=f"candidate-{number}", election="election-1", **(said | changes))


def put(number: int, election: str = "election-1") -> VoteOpened:
    return vote(number, question="election", about=election, wording="Bureau", motion=None, item="item-9")


def ended(number: int, outcome: str = "undecided") -> VoteClosed:
    return closed(number, outcome, yes=0, no=0, papers=3)


def counted(number: int, round_: int, elected: list[str], standing: list[str]) -> ElectionRoundCounted:
    return ElectionRoundCounted(
        election="election-1", vote=f"vote-{number}", round=round_, elected=elected, standing=standing, count_hash=A
    )


def annulled(number: int) -> VoteAnnulled:
    return VoteAnnulled(vote=f"vote-{number}", reason="A misprint.")


def undone(number: int) -> ElectionRoundUndone:
    return ElectionRoundUndone(election="election-1", vote=f"vote-{number}")


STAND = [ITEM, OPENED, nominated(1), nominated(2), nominated(3)]
ONE_ROUND = [*STAND, CLOSED, put(1), ended(1), counted(1, 1, [], [ANA, BO])]
DECIDED = [*ONE_ROUND, put(2), ended(2, "elected"), counted(2, 2, [BO], [])]
ABANDONED = ElectionAbandoned(election="election-1", reason="Merged.")


def after(facts: list[Fact]) -> State:
    return replay(record_until("opened", *facts))


def states(facts: list[Fact]) -> dict[str, tuple[str, int | None]]:
    return {key: (each.state, each.settled_round) for key, each in after(facts).candidates.items()}


def test_rounds_leave_fewer_to_stand_until_the_seat_is_filled() -> None:
    assert states(ONE_ROUND) == {ANA: ("standing", None), BO: ("standing", None), CLEO: ("not_elected", 1)}
    assert states(DECIDED) == {ANA: ("not_elected", 2), BO: ("elected", 2), CLEO: ("not_elected", 1)}
    election = after(DECIDED).elections["election-1"]
    assert (election.state, election.round) == ("decided", 2)


def test_undoing_a_round_lets_all_who_stood_in_it_stand_again() -> None:
    facts = [*DECIDED, annulled(2), undone(2)]
    assert states(facts)[ANA] == states(facts)[BO] == ("standing", None)
    assert states(facts)[CLEO] == ("not_elected", 1)
    election = after(facts).elections["election-1"]
    assert (election.state, election.round) == ("voting", 2)
    assert states([*facts, annulled(1), undone(1)])[CLEO] == ("standing", None)


REFUSALS: list[tuple[list[Fact], str]] = [
    ([ITEM, replace(OPENED, item="item-2")], "item item-2 is no election"),
    ([ITEM, replace(OPENED, method="by_shouting")], "there is no method by_shouting"),
    ([ITEM, replace(OPENED, seats=0)], "an election to 0 seats"),
    ([ITEM, OPENED, OPENED], "there already is election election-1"),
    ([*STAND, nominated(3)], "there already is candidate candidate-3"),
    ([*STAND, replace(nominated(4), number=3)], "there already is candidate number 3"),
    ([*STAND, nominated(4, nominated_by="seat-nice")], "there is no seat seat-nice"),
    ([*STAND, nominated(4, seat="seat-nice")], "there is no seat seat-nice"),
    ([*STAND, nominated(4, seat="seat-lyon"), nominated(5, seat="seat-lyon")], "seat seat-lyon stands already"),
    ([*STAND, CLOSED, nominated(4)], "election election-1 is voting"),
    ([*STAND, CLOSED, CLOSED], "election election-1 is voting"),
    ([ITEM, OPENED, CLOSED], "nobody stands"),
    ([*STAND, CandidateWithdrew(candidate=ANA), CandidateWithdrew(candidate=ANA)], "candidate-1 is withdrawn"),
    ([*STAND, CLOSED, put(1), CandidateWithdrew(candidate=ANA)], "a round of election election-1 is open"),
    ([*DECIDED, CandidateWithdrew(candidate=BO)], "election election-1 is decided"),
    ([*STAND, CLOSED, put(1, "election-9")], "there is no election election-9"),
    ([*STAND, CLOSED, put(1), counted(1, 1, [], [ANA])], "vote vote-1 is open"),
    ([*STAND, CLOSED, put(1), ended(1, "inquorate"), counted(1, 1, [], [ANA])], "vote vote-1 came out inquorate"),
    ([*STAND, CLOSED, put(1), ended(1), counted(1, 2, [], [ANA])], "round 1 comes next"),
    ([*STAND, CLOSED, put(1), ended(1), counted(1, 1, [ANA], [])], "vote vote-1 came out undecided"),
    ([*STAND, CLOSED, put(1), ended(1, "elected"), counted(1, 1, [], [ANA])], "vote vote-1 came out elected"),
    ([*STAND, CLOSED, put(1), ended(1, "elected"), counted(1, 1, [ANA, BO], [])], "2 elected to 1 seats"),
    ([*STAND, CLOSED, put(1), ended(1, "elected"), counted(1, 1, [ANA], [ANA])], "a candidate is named twice"),
    ([*ONE_ROUND, put(2), ended(2, "elected"), counted(2, 2, [CLEO], [])], "who did not stand"),
    ([*ONE_ROUND, counted(1, 2, [], [ANA])], "there already is counted round vote-1"),
    ([*DECIDED, undone(2)], "vote vote-2 is closed"),
    ([*DECIDED, annulled(1), undone(1)], "round 2 was the last one"),
    ([*STAND, CLOSED, put(1), annulled(1), undone(1)], "there is no counted round vote-1"),
    ([*STAND, replace(ABANDONED, reason="")], "without a reason"),
    ([*STAND, CLOSED, put(1), ABANDONED], "a round of election election-1 is open"),
    ([*DECIDED, ABANDONED], "election election-1 is decided"),
]


@pytest.mark.parametrize(("facts", "why"), REFUSALS)
def test_the_record_cannot_say_what_cannot_be(facts: list[Fact], why: str) -> None:
    after(facts[:-1])
    with pytest.raises(ReplayError, match=why):
        after(facts)
