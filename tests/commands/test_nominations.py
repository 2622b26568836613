"""Opening an election, putting candidates forward, taking them back."""

import pytest

from parliament.commands import elections
from parliament.rules.refusals import Code
from parliament.store.tables import Candidate, Election
from tests.builders import Chamber
from tests.commands.electing import before_the_house, cast, frozen, nominated, opened, put, states


@pytest.fixture
def electing(debated: Chamber) -> Chamber:
    return before_the_house(debated)


def test_a_seat_is_nominated_under_the_name_of_its_holder(electing: Chamber) -> None:
    election = opened(electing)
    said = {"election_id": election, "seat_id": electing.seats[2]}
    candidate = electing.by(electing.mayors[1], elections.nominate, **said)["candidate"]
    row = electing.row(Candidate, candidate)
    assert (row.name, row.seat_id, row.nominated_by) == ("Mayor of Tema", electing.seats[2], electing.seats[1])


def test_nobody_stands_twice(electing: Chamber) -> None:
    election = opened(electing)
    nominated(electing, election, "Ana")
    by_seat = {"election_id": election, "seat_id": electing.seats[2]}
    electing.by(electing.mayors[1], elections.nominate, **by_seat)
    electing.refused(Code.ALREADY_EXISTS, electing.mayors[1], elections.nominate, **by_seat)
    electing.refused(Code.ALREADY_EXISTS, electing.mayors[1], elections.nominate, election_id=election, name="ANA")


def test_nominating_is_refused_without_a_name_a_holder_or_an_own_seat(electing: Chamber) -> None:
    election = opened(electing)
    electing.refused(Code.TEXT_EMPTY, electing.mayors[1], elections.nominate, election_id=election)
    vacant = {"election_id": election, "seat_id": electing.vacant}
    electing.refused(Code.NO_MANDATE, electing.mayors[1], elections.nominate, **vacant)
    electing.vacate(electing.seats[5])
    former = electing.mayors[5].__class__(electing.mayors[5].account, offices=electing.mayors[5].offices)
    electing.refused(Code.NO_MANDATE, former, elections.nominate, election_id=election, name="Ana")


def test_a_ranked_election_takes_only_so_many_candidates(electing: Chamber, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("parliament.rules.elections.MOST_RANKED", 2)
    election = opened(electing, "ranked")
    nominated(electing, election, "Ana", "Bo")
    said = {"election_id": election, "name": "One more"}
    electing.refused(Code.TOO_MANY_CANDIDATES, electing.mayors[1], elections.nominate, **said)


def test_nominations_close_with_the_first_round(electing: Chamber) -> None:
    election = opened(electing)
    nominated(electing, election, "Ana")
    put(electing, election)
    assert [entry.kind for entry in electing.entries()[-2:]] == ["nominations.closed", "vote.opened"]
    electing.refused(Code.WRONG_STAGE, electing.mayors[1], elections.nominate, election_id=election, name="Bo")


def test_the_candidate_or_who_put_the_name_forward_takes_it_back(electing: Chamber) -> None:
    election = opened(electing)
    said = {"election_id": election, "seat_id": electing.seats[2]}
    one = electing.by(electing.mayors[1], elections.nominate, **said)["candidate"]
    (other,) = nominated(electing, election, "Ana")
    electing.refused(Code.NOT_YOUR_SEAT, electing.mayors[3], elections.withdraw_candidacy, candidate_id=one)
    electing.by(electing.mayors[2], elections.withdraw_candidacy, candidate_id=one)
    electing.by(electing.mayors[0], elections.withdraw_candidacy, candidate_id=other)
    assert states(electing, one, other) == ["withdrawn", "withdrawn"]
    electing.refused(Code.WRONG_STAGE, electing.mayors[0], elections.withdraw_candidacy, candidate_id=other)
    electing.refused(Code.NO_CANDIDATES, electing.chair, elections.put_round, election_id=election)


def test_nobody_leaves_while_papers_are_cast_but_between_rounds_one_may(electing: Chamber) -> None:
    election = opened(electing)
    ana, bo, cleo = nominated(electing, election, "Ana", "Bo", "Cleo")
    put(electing, election)
    electing.refused(Code.VOTE_OPEN, electing.mayors[0], elections.withdraw_candidacy, candidate_id=ana)
    cast(electing, [ana], [bo], [cleo])
    electing.close()
    electing.by(electing.mayors[0], elections.withdraw_candidacy, candidate_id=ana)
    put(electing, election)
    assert frozen(electing)["candidates"] == [bo, cleo]


def test_a_seat_count_or_method_that_cannot_be_is_refused(electing: Chamber) -> None:
    said = {"item_id": electing.item}
    electing.refused(Code.BAD_NUMBER_OF_SEATS, electing.desk, elections.open_election, method="one", seats=2, **said)
    electing.refused(Code.MALFORMED, electing.desk, elections.open_election, method="by_shouting", **said)
    electing.refused(Code.MALFORMED, electing.desk, elections.open_election, item_id=electing.other_item)


def test_an_election_bears_the_name_of_its_item_unless_it_has_one(electing: Chamber) -> None:
    assert electing.row(Election, opened(electing)).title == "Bureau"
    assert electing.row(Election, opened(electing, title="Vice-chairs")).title == "Vice-chairs"
