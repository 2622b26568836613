"""What equal votes do under each tie rule, and what is decided without a vote."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from parliament.rules.majority import Majority, Simple, Tie, parse_majority
from parliament.rules.quorum import Quorum, parse_quorum
from parliament.rules.tally import Decision, Outcome, Tally, decide, decide_objections
from tests.rules.rolls import MAJORITIES, Held, held

EQUAL = Tally(yes=5, no=5, abstain=2, absent=8)
WAITING = st.sampled_from([Tie.CASTING_VOTE, Tie.SECOND_ROUND])


def decided(tally: Tally, rule: str, tie: Tie, *, round: int = 1, quorum: str = "none") -> Decision:  # noqa: A002
    return decide(tally, parse_majority(rule), parse_quorum(quorum), members=20, accredited=20, tie=tie, round=round)


@pytest.mark.parametrize(
    ("tie", "round", "outcome"),
    [
        (Tie.REJECTED, 1, Outcome.REJECTED),
        (Tie.ADOPTED, 1, Outcome.ADOPTED),
        (Tie.CASTING_VOTE, 1, Outcome.TIED),
        (Tie.CASTING_VOTE, 2, Outcome.TIED),
        (Tie.SECOND_ROUND, 1, Outcome.TIED),
        (Tie.SECOND_ROUND, 2, Outcome.REJECTED),
        (Tie.SECOND_ROUND, 3, Outcome.REJECTED),
    ],
)
def test_equal_votes_do_what_the_tie_rule_says(tie: Tie, round: int, outcome: Outcome) -> None:  # noqa: A002
    assert decided(EQUAL, "simple", tie, round=round).outcome is outcome


@pytest.mark.parametrize(
    ("tally", "rule", "outcome"),
    [
        (Tally(), "simple", Outcome.REJECTED),
        (Tally(abstain=9), "simple", Outcome.REJECTED),
        (Tally(yes=5, no=4), "simple", Outcome.ADOPTED),
        (Tally(yes=4, no=5), "simple", Outcome.REJECTED),
        (EQUAL, "simple plus_floor 1/4", Outcome.TIED),
        (EQUAL, "simple plus_floor 1/3", Outcome.REJECTED),
        (EQUAL, "all_of [simple, of_members 1/4]", Outcome.TIED),
        (EQUAL, "all_of [simple, qualified 2/3]", Outcome.REJECTED),
        (EQUAL, "all_of [simple, simple]", Outcome.TIED),
        # As many for as against and abstaining together is not a tie of votes.
        (Tally(yes=7, no=5, abstain=2), "over_abstentions", Outcome.REJECTED),
        (Tally(yes=5, no=5), "over_abstentions", Outcome.REJECTED),
        (Tally(yes=5, no=5), "absolute 6", Outcome.REJECTED),
    ],
)
@pytest.mark.parametrize("tie", [Tie.CASTING_VOTE, Tie.SECOND_ROUND])
def test_a_tie_is_equal_votes_and_nothing_else_missing(tally: Tally, rule: str, outcome: Outcome, tie: Tie) -> None:
    assert decided(tally, rule, tie).outcome is outcome


def test_without_a_quorum_nobody_breaks_a_tie() -> None:
    assert decided(EQUAL, "simple", Tie.CASTING_VOTE, quorum="13").outcome is Outcome.INQUORATE


@given(held(), MAJORITIES, WAITING, st.integers(1, 3))
def test_tied_exactly_when_only_equal_votes_are_in_the_way(
    vote: Held, majority: Majority, tie: Tie, number: int
) -> None:
    decision = vote.decided(majority, tie, number)
    failed = [step for step in decision.steps if not step.passed]
    equal = bool(failed) and all(
        isinstance(step.rule, Simple) and step.has == step.base and step.has > 0 for step in failed
    )
    assert (decision.outcome is Outcome.TIED) == (equal and (tie is Tie.CASTING_VOTE or number == 1))


@given(held(), MAJORITIES, WAITING)
def test_a_tie_rule_that_waits_leaves_open_only_what_equal_votes_could_adopt(
    vote: Held, majority: Majority, tie: Tie
) -> None:
    waiting, strict = vote.decided(majority, tie), vote.decided(majority, Tie.REJECTED)
    assert waiting.steps == strict.steps
    assert (waiting.outcome is Outcome.ADOPTED) == (strict.outcome is Outcome.ADOPTED)
    if waiting.outcome is Outcome.TIED:
        assert vote.decided(majority, Tie.ADOPTED).outcome is Outcome.ADOPTED


def test_the_tie_rule_is_named_only_where_the_votes_are_equal() -> None:
    assert decided(EQUAL, "simple", Tie.CASTING_VOTE).tied is Tie.CASTING_VOTE
    assert decided(EQUAL, "simple", Tie.SECOND_ROUND, round=2).tied is Tie.REJECTED
    assert decided(EQUAL, "simple", Tie.ADOPTED).tied is Tie.ADOPTED
    assert decided(Tally(yes=6, no=5), "simple", Tie.ADOPTED).tied is None
    assert decided(EQUAL, "qualified 2/3", Tie.CASTING_VOTE).tied is None


@pytest.mark.parametrize(("represented", "outcome"), [(0, Outcome.ADOPTED), (1, Outcome.INQUORATE)])
def test_a_ballot_by_proxy_counts_but_need_not_make_the_quorum(represented: int, outcome: Outcome) -> None:
    tally = Tally(yes=11, absent=9)
    quorum = parse_quorum("more_than 1/2 of members")
    decision = decide(tally, Simple(), quorum, members=20, accredited=20, represented=represented)
    assert decision.outcome is outcome


@pytest.mark.parametrize(
    ("objections", "limit", "outcome"),
    [
        (0, 1, Outcome.ADOPTED),
        (1, 1, Outcome.OBJECTED),
        (2, 3, Outcome.ADOPTED),
        (3, 3, Outcome.OBJECTED),
        (4, 3, Outcome.OBJECTED),
    ],
)
def test_silence_adopts_unless_enough_object(objections: int, limit: int, outcome: Outcome) -> None:
    assert decide_objections(objections, limit).outcome is outcome


@pytest.mark.parametrize(("objections", "limit"), [(-1, 1), (0, 0)])
def test_objections_and_limits_that_cannot_be_are_an_error(objections: int, limit: int) -> None:
    with pytest.raises(ValueError, match="no question that was put"):
        decide_objections(objections, limit)


@given(st.integers(0, 50), st.integers(1, 50))
def test_one_objection_more_never_adopts(objections: int, limit: int) -> None:
    more, fewer = decide_objections(objections + 1, limit), decide_objections(objections, limit)
    assert (more.outcome is Outcome.ADOPTED) <= (fewer.outcome is Outcome.ADOPTED)


def test_the_quorum_of_nobody_is_met_by_nobody_and_still_nothing_is_adopted() -> None:
    assert decide(Tally(), Simple(), Quorum(0), members=0, accredited=0, tie=Tie.ADOPTED).outcome is Outcome.REJECTED
