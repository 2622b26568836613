"""Elections of persons: nominations, rounds, what a round moves, and what undoes it."""

import json
from datetime import timedelta

import pytest

from parliament.cli.election_books import problems_in_elections
from parliament.commands import annulments, elections, sittings, votes
from parliament.record.entries import INSTITUTION
from parliament.rules.elections import Method, contest_from_json, count_round, round_count_from_json
from parliament.rules.refusals import Code
from parliament.store.queries.sessions import profile_of
from parliament.store.record import annex
from parliament.store.tables import Annex, BallotRevision, Election, PlenarySession, Vote
from tests.builders import Chamber
from tests.commands.electing import (
    before_the_house,
    cast,
    electing_under,
    frozen,
    nominated,
    opened,
    played,
    put,
    states,
)


@pytest.fixture
def electing(debated: Chamber) -> Chamber:
    return before_the_house(debated)


def test_more_than_half_of_the_papers_elects_and_the_election_is_decided(electing: Chamber) -> None:
    election = opened(electing)
    ana, bo = nominated(electing, election, "Ana", "Bo")
    answer = played(electing, election, [ana], [ana], [ana], [bo], [])
    assert (answer["outcome"], answer["papers"]) == ("elected", 5)
    assert states(electing, ana, bo) == ["elected", "not_elected"]
    row = electing.row(Election, election)
    assert (row.state, row.round) == ("decided", 1)
    counted = electing.last()
    assert counted.kind == "election.round_counted"
    assert (counted.body["elected"], counted.body["standing"], counted.body["round"]) == ([ana], [], 1)


def test_without_more_than_half_the_two_most_voted_stand_again(electing: Chamber) -> None:
    election = opened(electing)
    ana, bo, cleo = nominated(electing, election, "Ana", "Bo", "Cleo")
    answer = played(electing, election, [ana], [ana], [ana], [bo], [bo], [cleo])
    assert answer["outcome"] == "undecided"
    assert states(electing, ana, bo, cleo) == ["standing", "standing", "not_elected"]
    assert electing.row(Election, election).round == 2
    answer = played(electing, election, [bo], [bo], [bo], [bo], [ana])
    assert answer["outcome"] == "elected"
    assert states(electing, ana, bo) == ["not_elected", "elected"]


def test_seats_left_over_are_filled_in_the_next_round(electing: Chamber) -> None:
    election = opened(electing, "up_to", 2)
    ana, bo, cleo = nominated(electing, election, "Ana", "Bo", "Cleo")
    played(electing, election, [ana, bo], [ana, cleo], [ana])
    assert states(electing, ana, bo, cleo) == ["elected", "standing", "standing"]
    put(electing, election)
    refused = electing.refused(
        Code.TOO_MANY_MARKS,
        electing.mayors[0],
        votes.cast_ballot,
        vote_id=electing.vote,
        choice="paper",
        marks=[bo, cleo],
    )
    assert refused.facts["limit"] == 1
    cast(electing, [bo], [bo], [cleo])
    electing.close()
    assert states(electing, ana, bo, cleo) == ["elected", "elected", "not_elected"]


@pytest.mark.parametrize("method", [Method.APPROVAL, Method.RANKED])
def test_approving_and_ranking_fill_all_seats_at_once(electing: Chamber, method: Method) -> None:
    election = opened(electing, method, 2)
    ana, bo, cleo = nominated(electing, election, "Ana", "Bo", "Cleo")
    played(electing, election, [ana, bo], [ana, bo], [bo], [ana, cleo])
    assert states(electing, ana, bo, cleo) == ["elected", "elected", "not_elected"]


def test_anybody_can_count_the_round_again_from_the_annexes(electing: Chamber) -> None:
    election = opened(electing, "ranked")
    ana, bo, cleo = nominated(electing, election, "Ana", "Bo", "Cleo")
    played(electing, election, [ana, bo], [bo, cleo], [cleo, ana], [ana])
    vote, body = electing.row(Vote, electing.vote), electing.last().body
    with electing.house.reading() as db:
        counted = json.loads(annex(db, body["count_hash"]))
        roll_call = json.loads(annex(db, vote.roll_call_hash))["roll_call"]
    papers = {row["seat"]: row.get("marks", []) for row in roll_call if row["choice"] in ("paper", "abstain")}
    again = count_round(contest_from_json(counted["contest"]), papers, vote.roll_call_hash)
    assert again == round_count_from_json(counted["count"])
    assert list(again.elected) == body["elected"] == [ana]
    assert again.matrix == ((0, 3, 2), (1, 0, 2), (2, 1, 0))


@pytest.mark.parametrize(("tie", "elected"), [("lot", 1), ("next_round", 0)])
def test_a_tie_in_the_last_round_goes_by_lot_or_leaves_the_seat_empty(founded: Chamber, tie: str, elected: int) -> None:
    """Profile keys `elections.max_rounds` and `elections.tie`."""
    electing = electing_under(founded, {"elections.max_rounds": 3, "elections.tie": tie})
    election = opened(electing)
    ana, bo = nominated(electing, election, "Ana", "Bo")
    for number in (1, 2, 3):
        assert electing.row(Election, election).round == number
        assert electing.row(Election, election).state != "decided"
        played(electing, election, [ana], [bo])
    assert electing.row(Election, election).state == "decided"
    assert states(electing, ana, bo).count("elected") == elected
    electing.refused(Code.WRONG_STAGE, electing.chair, elections.put_round, election_id=election)


def test_electing_has_a_quorum_of_its_own(founded: Chamber) -> None:
    """Profile key `quorum.to_elect`."""
    electing = electing_under(founded, {"quorum.to_elect": "7", "quorum.to_decide": "none"})
    election = opened(electing)
    nominated(electing, election, "Ana")
    refused = electing.refused(Code.NO_QUORUM, electing.chair, elections.put_round, election_id=election)
    assert refused.facts["need"] == 7


def test_a_round_is_put_under_the_rules_of_the_profile_and_freezes_who_stands(electing: Chamber) -> None:
    election = opened(electing, "up_to", 2)
    ana, bo = nominated(electing, election, "Ana", "Bo")
    vote = electing.row(Vote, put(electing, election))
    with electing.house.reading() as db:
        rules = profile_of(db, db.get_one(PlenarySession, electing.plenary))
    said = frozen(electing)
    assert (said["max_rounds"], said["tie"]) == (rules.elections.max_rounds, str(rules.elections.tie))
    assert (said["candidates"], said["seats"], said["round"]) == ([ana, bo], 2, 1)
    assert [each["name"] for each in said["names"]] == ["Ana", "Bo"]
    assert vote.quorum == str(rules.quorum.to_elect)
    assert (vote.question, vote.about, vote.manner) == ("election", election, "roll_call")


def test_without_a_quorum_the_same_round_is_put_again(electing: Chamber) -> None:
    election = opened(electing)
    ana, bo = nominated(electing, election, "Ana", "Bo")
    put(electing, election)
    cast(electing, [ana])
    leaving = {"sitting_id": electing.sitting, "present": [], "absent": list(electing.seats[1:])}
    electing.by(electing.desk, sittings.take_roll_call, **leaving)
    assert electing.close()["outcome"] == "inquorate"
    assert states(electing, ana, bo) == ["standing", "standing"]
    row = electing.row(Election, election)
    assert (row.state, row.round) == ("voting", 1)
    assert electing.last().kind == "vote.closed"


def test_a_paper_may_be_changed_until_the_close_and_the_former_one_is_kept(electing: Chamber) -> None:
    election = opened(electing)
    ana, bo = nominated(electing, election, "Ana", "Bo")
    put(electing, election)
    first = electing.cast(1, "paper", marks=[ana])
    assert first == electing.cast(1, "paper", marks=[ana])
    assert electing.cast(1, "paper", marks=[bo])["marks"] == [bo]
    former = electing.row(BallotRevision, (electing.vote, electing.seats[1], 1))
    assert former.marks == [ana]
    electing.close()
    assert states(electing, bo) == ["elected"]


def test_a_blank_paper_and_an_abstention_elect_nobody(electing: Chamber) -> None:
    election = opened(electing)
    (ana,) = nominated(electing, election, "Ana")
    put(electing, election)
    electing.cast(0, "paper", marks=[])
    electing.cast(1, "abstain")
    assert electing.close()["outcome"] == "undecided"
    assert states(electing, ana) == ["standing"]


def test_papers_that_are_not_in_order_are_refused(electing: Chamber) -> None:
    election = opened(electing, "approval")
    (ana,) = nominated(electing, election, "Ana")
    put(electing, election)
    said = {"vote_id": electing.vote, "choice": "paper"}
    voter = electing.mayors[1]
    electing.refused(Code.UNKNOWN_CANDIDATE, voter, votes.cast_ballot, marks=["nobody"], **said)
    electing.refused(Code.MARKED_TWICE, voter, votes.cast_ballot, marks=[ana, ana], **said)


def test_only_the_item_before_the_house_is_put_and_one_round_at_a_time(electing: Chamber) -> None:
    election = opened(electing)
    nominated(electing, election, "Ana")
    electing.refused(Code.NOT_PRESIDING, electing.deputy, elections.put_round, election_id=election)
    electing.call(electing.other_item)
    electing.refused(Code.NOT_CURRENT_ITEM, electing.chair, elections.put_round, election_id=election)
    electing.call(electing.item)
    put(electing, election)
    electing.refused(Code.VOTE_OPEN, electing.chair, elections.put_round, election_id=election)


def test_a_round_can_be_a_window(electing: Chamber) -> None:
    election = opened(electing)
    (ana,) = nominated(electing, election, "Ana")
    closes_at = electing.at + timedelta(hours=5)
    answer = electing.by(electing.chair, elections.put_round, election_id=election, closes_at=closes_at)
    electing.vote = answer["vote"]
    electing.by(electing.chair, sittings.adjourn_sitting, sitting_id=electing.sitting)
    for mayor in range(6):
        electing.cast(mayor, "paper", marks=[ana])
    assert electing.close()["outcome"] == "elected"


def test_an_abandoned_election_has_a_reason_and_no_further_round(electing: Chamber) -> None:
    election = opened(electing)
    nominated(electing, election, "Ana")
    electing.refused(Code.REASON_NEEDED, electing.chair, elections.abandon_election, election_id=election, reason=" ")
    put(electing, election)
    said = {"election_id": election, "reason": "The post was merged with another."}
    electing.refused(Code.VOTE_OPEN, electing.chair, elections.abandon_election, **said)
    electing.close()
    electing.by(electing.chair, elections.abandon_election, **said)
    assert electing.row(Election, election).state == "abandoned"
    electing.refused(Code.WRONG_STAGE, electing.chair, elections.put_round, election_id=election)
    electing.refused(Code.WRONG_STAGE, electing.chair, elections.abandon_election, **said)


def annul(chamber: Chamber, vote: str) -> None:
    chamber.by(chamber.chair, annulments.annul_vote, vote_id=vote, reason="A name was misspelt.")


def test_annulling_a_counted_round_lets_everybody_stand_again(electing: Chamber) -> None:
    election = opened(electing)
    ana, bo = nominated(electing, election, "Ana", "Bo")
    played(electing, election, [ana], [ana], [bo])
    annul(electing, electing.vote)
    assert states(electing, ana, bo) == ["standing", "standing"]
    row = electing.row(Election, election)
    assert (row.state, row.round) == ("voting", 1)
    played(electing, election, [bo], [bo])
    assert states(electing, ana, bo) == ["not_elected", "elected"]


def test_rounds_are_annulled_from_the_last_one_back(electing: Chamber) -> None:
    election = opened(electing)
    ana, bo, cleo = nominated(electing, election, "Ana", "Bo", "Cleo")
    played(electing, election, [ana], [bo], [cleo])
    first = electing.vote
    put(electing, election)
    said = {"vote_id": first, "reason": "A name was misspelt."}
    electing.refused(Code.VOTE_OPEN, electing.chair, annulments.annul_vote, **said)
    cast(electing, [ana], [ana])
    electing.close()
    electing.refused(Code.RESTED_ON, electing.chair, annulments.annul_vote, **said)
    annul(electing, electing.vote)
    annul(electing, first)
    assert states(electing, ana, bo, cleo) == ["standing"] * 3
    assert electing.row(Election, election).round == 1


def test_an_annulled_open_round_is_simply_put_again(electing: Chamber) -> None:
    election = opened(electing)
    (ana,) = nominated(electing, election, "Ana")
    put(electing, election)
    annul(electing, electing.vote)
    played(electing, election, [ana])
    assert states(electing, ana) == ["elected"]


def test_everything_of_an_election_stands_in_the_record_of_its_session(electing: Chamber) -> None:
    election = opened(electing)
    (ana,) = nominated(electing, election, "Ana")
    played(electing, election, [ana])
    kinds = [entry.kind for entry in electing.entries()]
    at = kinds.index("election.opened")
    assert kinds[at:] == [
        "election.opened",
        "candidate.nominated",
        "nominations.closed",
        "vote.opened",
        "vote.closed",
        "election.round_counted",
    ]
    assert all(entry.kind != "election.opened" for entry in electing.entries(INSTITUTION))


def test_the_own_books_count_every_round_again(electing: Chamber) -> None:
    election = opened(electing, "up_to", 2)
    ana, bo, cleo = nominated(electing, election, "Ana", "Bo", "Cleo")
    played(electing, election, [ana, bo], [ana, cleo], [ana])
    played(electing, election, [bo], [bo], [cleo])
    with electing.house.database.writing() as db:
        assert problems_in_elections(db) == []
        count = db.get_one(Annex, electing.last().body["count_hash"])
        count.content = count.content.replace(b'"papers":3', b'"papers":4')
        assert problems_in_elections(db) == [f"election {election}, round 2: the papers give another count"]
        db.rollback()
