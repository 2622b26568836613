"""The count over the frozen roll, and the decision made from it."""

from dataclasses import replace
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from parliament.rules.majority import Majority, OfPresent, OverAbstentions, Qualified, Simple, Tie, parse_majority
from parliament.rules.quorum import Quorum, parse_quorum
from parliament.rules.refusals import Code, Refused
from parliament.rules.shares import Share
from parliament.rules.tally import Choice, Outcome, Tally, count, decide, tally_from_json

SEATS = [f"seat-{number}" for number in range(12)]
TALLIES = st.builds(Tally, *(st.integers(0, 40) for _ in range(5)))
RULES: st.SearchStrategy[Majority] = st.sampled_from(
    [Simple(), Qualified(Fraction(2, 3)), OverAbstentions(), OfPresent(Share(Fraction(1, 2), strict=True))]
    + [parse_majority(text) for text in ("of_members 1/2", "absolute 9", "simple plus_floor 1/3")]
)
QUORUMS = st.sampled_from([parse_quorum(text) for text in ("none", "20", "1/3 of members", "1/2 of roll")])
NO_QUORUM = Quorum(0)


def outcome_of(tally: Tally, majority: Majority, quorum: Quorum = NO_QUORUM, tie: Tie = Tie.REJECTED) -> Outcome:
    return decide(tally, majority, quorum, members=tally.roll, accredited=tally.roll, tie=tie).outcome


def test_every_seat_of_the_roll_is_counted_once_under_what_it_did() -> None:
    ballots = {"seat-0": "yes", "seat-1": "yes", "seat-2": "no", "seat-3": "abstain"}
    tally = count(ballots, SEATS, present={"seat-0", "seat-2", "seat-4", "seat-5"})
    assert tally == Tally(yes=2, no=1, abstain=1, not_voting=2, absent=6)
    assert (tally.cast, tally.voted, tally.present, tally.roll) == (3, 4, 6, 12)


def test_a_seat_that_cast_a_ballot_is_present_though_it_missed_the_roll_call() -> None:
    assert count({"seat-0": "abstain"}, SEATS, present=()).present == 1


def test_a_seat_present_but_not_on_the_roll_does_not_appear() -> None:
    assert count({}, ["seat-0"], present=SEATS) == Tally(not_voting=1)


def test_a_ballot_from_outside_the_roll_is_refused() -> None:
    with pytest.raises(Refused) as refused:
        count({"seat-99": "yes"}, SEATS, present=SEATS)
    assert refused.value.code is Code.NOT_ON_ROLL


def test_weights_are_summed() -> None:
    weights = dict.fromkeys(SEATS, 10) | {"seat-0": 7}
    tally = count({"seat-0": "yes", "seat-1": "no"}, SEATS, present=["seat-2"], weights=weights)
    assert tally == Tally(yes=7, no=10, not_voting=10, absent=90)


@given(st.dictionaries(st.sampled_from(SEATS), st.sampled_from(Choice)), st.sets(st.sampled_from(SEATS)))
def test_tally_equals_a_recount_of_the_ballots(ballots: dict[str, Choice], present: set[str]) -> None:
    tally = count(ballots, SEATS, present)
    cast = list(ballots.values())
    assert (tally.yes, tally.no, tally.abstain) == tuple(
        cast.count(choice) for choice in (Choice.YES, Choice.NO, Choice.ABSTAIN)
    )
    assert tally.present == len(present | set(ballots))
    assert tally.roll == len(SEATS)


@given(TALLIES)
def test_tally_comes_back_from_the_record_as_it_went_in(tally: Tally) -> None:
    assert tally_from_json(tally.to_json()) == tally


@pytest.mark.parametrize(
    ("yes", "no", "not_voting", "outcome"),
    [
        (20, 10, 21, Outcome.ADOPTED),
        (20, 11, 20, Outcome.REJECTED),
        (20, 10, 20, Outcome.INQUORATE),
        (50, 0, 0, Outcome.INQUORATE),
        (51, 0, 0, Outcome.ADOPTED),
        (0, 0, 60, Outcome.REJECTED),
    ],
)
def test_quorum_comes_before_the_majority(yes: int, no: int, not_voting: int, outcome: Outcome) -> None:
    tally = Tally(yes=yes, no=no, not_voting=not_voting, absent=100 - yes - no - not_voting)
    assert outcome_of(tally, Qualified(Fraction(2, 3)), parse_quorum("more_than 1/2 of members")) is outcome


def test_members_count_though_they_are_not_on_the_roll() -> None:
    tally = Tally(yes=40)
    assert decide(tally, parse_majority("of_members 1/2"), NO_QUORUM, members=80, accredited=40).outcome == "rejected"
    assert decide(tally, Simple(), parse_quorum("1/2 of members"), members=80, accredited=40).outcome == "inquorate"
    assert decide(tally, Simple(), parse_quorum("1/2 of accredited"), members=80, accredited=40).outcome == "adopted"


@given(TALLIES, RULES, QUORUMS, st.sampled_from(Tie))
def test_no_votes_in_favour_never_adopt(tally: Tally, majority: Majority, quorum: Quorum, tie: Tie) -> None:
    assert outcome_of(replace(tally, yes=0), majority, quorum, tie) is not Outcome.ADOPTED


@given(TALLIES, RULES, QUORUMS, st.sampled_from(Tie))
def test_turning_a_no_into_a_yes_never_turns_adopted_into_rejected(
    tally: Tally, majority: Majority, quorum: Quorum, tie: Tie
) -> None:
    before = replace(tally, no=tally.no + 1)
    after = replace(tally, yes=tally.yes + 1)
    adopted_before = outcome_of(before, majority, quorum, tie) is Outcome.ADOPTED
    assert adopted_before <= (outcome_of(after, majority, quorum, tie) is Outcome.ADOPTED)


@given(TALLIES, st.sampled_from([Simple(), Qualified(Fraction(2, 3))]), QUORUMS)
def test_an_abstention_of_a_seat_in_the_room_changes_no_votes_cast_majority(
    tally: Tally, majority: Majority, quorum: Quorum
) -> None:
    silent = replace(tally, not_voting=tally.not_voting + 1)
    abstained = replace(tally, abstain=tally.abstain + 1)
    assert outcome_of(abstained, majority, quorum) is outcome_of(silent, majority, quorum)


@given(TALLIES, RULES, QUORUMS)
def test_the_numbers_of_a_decision_say_its_outcome(tally: Tally, majority: Majority, quorum: Quorum) -> None:
    decision = decide(tally, majority, quorum, members=tally.roll, accredited=tally.roll)
    assert decision.quorum.is_met == (decision.outcome is not Outcome.INQUORATE)
    assert (decision.has >= decision.need) == (decision.outcome is Outcome.ADOPTED)
