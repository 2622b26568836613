"""Majorities: the number needed, the properties that always hold, and the written form."""

from fractions import Fraction

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from parliament.rules.majority import (
    Absolute,
    AllOf,
    Floor,
    Majority,
    OfMembers,
    OfPresent,
    OverAbstentions,
    PlusFloor,
    Qualified,
    Simple,
    Tie,
    parse_majority,
)
from parliament.rules.refusals import Code, Refused
from parliament.rules.shares import Share
from parliament.rules.steps import Facts, steps_of


@st.composite
def shares(draw: st.DrawFn) -> Share:
    under = draw(st.integers(1, 12))
    fraction = Fraction(draw(st.integers(1, under)), under)
    return Share(fraction, strict=draw(st.booleans()) and fraction < 1)


@st.composite
def qualified(draw: st.DrawFn) -> Qualified:
    under = draw(st.integers(1, 12))
    return Qualified(Fraction(draw(st.integers(under // 2 + 1, under)), under))


PLAIN: st.SearchStrategy[Majority] = st.one_of(
    st.just(Simple()),
    st.just(OverAbstentions()),
    qualified(),
    st.builds(OfMembers, shares()),
    st.builds(OfPresent, shares()),
    st.builds(Absolute, st.integers(1, 400)),
)
MAJORITIES: st.SearchStrategy[Majority] = st.recursive(
    PLAIN,
    lambda inner: st.one_of(
        st.builds(AllOf, st.lists(inner, min_size=1, max_size=3).map(tuple)),
        st.builds(PlusFloor, inner, st.builds(Floor, shares())),
    ),
    max_leaves=4,
)


@st.composite
def facts(draw: st.DrawFn) -> Facts:
    yes, no, abstain, silent, absent = (draw(st.integers(0, 60)) for _ in range(5))
    present = yes + no + abstain + silent
    return Facts(yes, no, abstain, present, present + absent)


def is_reached(majority: Majority, at: Facts, tie: Tie = Tie.REJECTED) -> bool:
    return all(step.passed for step in steps_of(majority, at, tie))


@pytest.mark.parametrize(
    ("text", "yes", "no", "abstain", "present", "members", "need"),
    [
        ("simple", 7, 6, 50, 70, 300, 7),
        ("qualified 2/3", 20, 10, 5, 40, 100, 20),
        ("qualified 2/3", 20, 11, 0, 40, 100, 21),
        ("qualified 1/1", 5, 0, 3, 8, 10, 5),
        ("of_members 1/2", 40, 0, 0, 60, 100, 51),
        ("of_members 1/2", 40, 0, 0, 60, 101, 51),
        ("of_members 2/3", 40, 0, 0, 60, 99, 66),
        ("of_members at_least 1/2", 40, 0, 0, 60, 100, 50),
        ("of_present 1/2", 40, 10, 0, 60, 100, 31),
        ("of_present 3/5", 40, 10, 0, 60, 100, 36),
        ("of_present more_than 3/5", 40, 10, 0, 60, 100, 37),
        ("over_abstentions", 8, 3, 4, 20, 30, 8),
        ("absolute 33", 32, 0, 0, 40, 65, 33),
        ("simple", 0, 0, 5, 5, 9, 1),
        ("qualified 2/3", 0, 0, 5, 5, 9, 1),
        ("over_abstentions", 0, 0, 0, 5, 9, 1),
    ],
)
def test_each_kind_needs_its_number(
    text: str, yes: int, no: int, abstain: int, present: int, members: int, need: int
) -> None:
    (step,) = steps_of(parse_majority(text), Facts(yes, no, abstain, present, members))
    assert (step.need, step.has, step.passed) == (need, yes, yes >= need)


@pytest.mark.parametrize(
    ("yes", "reached"),
    [(29, False), (33, False), (34, True), (67, True)],
)
def test_two_thirds_of_the_cast_with_a_third_of_the_members_needs_both(yes: int, reached: bool) -> None:
    majority = parse_majority("qualified 2/3 plus_floor 1/3")
    assert is_reached(majority, Facts(yes, 10, 0, 100, 100)) is reached


@given(MAJORITIES, facts(), st.sampled_from(Tie))
def test_zero_votes_in_favour_never_reach_a_majority(majority: Majority, at: Facts, tie: Tie) -> None:
    assert not is_reached(majority, Facts(0, at.no, at.abstain, at.present, at.members), tie)


@given(MAJORITIES, facts(), st.sampled_from(Tie))
def test_turning_a_no_into_a_yes_never_loses_a_majority(majority: Majority, at: Facts, tie: Tie) -> None:
    before = Facts(at.yes, at.no + 1, at.abstain, at.present + 1, at.members + 1)
    after = Facts(at.yes + 1, at.no, at.abstain, at.present + 1, at.members + 1)
    assert is_reached(majority, before, tie) <= is_reached(majority, after, tie)


@given(st.one_of(st.just(Simple()), qualified()), facts(), st.integers(1, 50))
def test_adding_abstentions_never_changes_a_votes_cast_majority(majority: Majority, at: Facts, more: int) -> None:
    added = Facts(at.yes, at.no, at.abstain + more, at.present + more, at.members + more)
    assert steps_of(majority, at) == steps_of(majority, added)


@given(st.lists(MAJORITIES, min_size=1, max_size=4), facts())
def test_all_of_is_reached_exactly_when_every_part_is(parts: list[Majority], at: Facts) -> None:
    assert is_reached(AllOf(tuple(parts)), at) == all(is_reached(part, at) for part in parts)


@given(MAJORITIES, shares(), facts())
def test_plus_floor_is_its_majority_and_the_share_of_members(majority: Majority, share: Share, at: Facts) -> None:
    both = is_reached(majority, at) and is_reached(OfMembers(share), at)
    assert is_reached(PlusFloor(majority, Floor(share)), at) == both


def reaches_by_definition(majority: Majority, at: Facts) -> bool:
    """The definitions of the rules written as comparisons, to hold the computed needs against."""
    match majority:
        case Simple():
            reached = at.yes > at.no
        case Qualified(part):
            reached = part.denominator * at.yes >= part.numerator * (at.yes + at.no)
        case OfMembers(share) | OfPresent(share):
            whole = at.members if isinstance(majority, OfMembers) else at.present
            left, right = share.of_whole.denominator * at.yes, share.of_whole.numerator * whole
            reached = left > right if share.strict else left >= right
        case OverAbstentions():
            reached = at.yes > at.no + at.abstain
        case Absolute(votes):
            reached = at.yes >= votes
        case _:
            raise AssertionError(majority)
    return reached and at.yes > 0


@given(PLAIN, facts())
def test_a_plain_rule_passes_exactly_when_its_definition_holds(majority: Majority, at: Facts) -> None:
    assert is_reached(majority, at) == reaches_by_definition(majority, at)


@given(PLAIN, facts())
def test_the_need_is_the_smallest_number_that_carries(majority: Majority, at: Facts) -> None:
    """With the same numbers cast and present, moving votes between yes and no only."""
    if isinstance(majority, Simple | OverAbstentions):
        # These compare with the votes against, so the others stay as they are and only the votes in favour move.
        def moved(yes: int) -> Facts:
            return Facts(yes, at.no, at.abstain, at.present, at.members)
    else:

        def moved(yes: int) -> Facts:
            return Facts(yes, at.cast - yes, at.abstain, at.present, at.members)

    (step,) = steps_of(majority, at)
    assert is_reached(majority, moved(step.need))
    assert not is_reached(majority, moved(step.need - 1))


@pytest.mark.parametrize(("tie", "reached"), [(Tie.REJECTED, False), (Tie.ADOPTED, True)])
def test_equal_votes_do_what_the_tie_rule_says(tie: Tie, reached: bool) -> None:
    assert is_reached(Simple(), Facts(5, 5, 1, 11, 20), tie) is reached


@given(facts(), st.integers(2, 12))
def test_the_tie_rule_touches_nothing_but_simple(at: Facts, under: int) -> None:
    majority = AllOf((Qualified(Fraction(under, under + 1)), OverAbstentions()))
    assert steps_of(majority, at, Tie.ADOPTED) == steps_of(majority, at, Tie.REJECTED)


@given(MAJORITIES)
def test_written_majority_reads_back_as_itself(majority: Majority) -> None:
    text = str(majority)
    assume(len(text) <= 400)
    assert parse_majority(text) == majority


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("", "missing"),
        ("half", "not a kind"),
        ("Simple", "missing"),
        ("simple majority", "follows a majority"),
        ("qualified", "missing"),
        ("qualified 1/2", "write simple"),
        ("qualified 3/2", "between nothing and the whole"),
        ("qualified 1/0", "between nothing and the whole"),
        ("qualified 0.66", "not a share"),
        ("of_members 2", "not a share"),
        ("of_members more_than", "missing"),
        ("absolute 0", "not a number of votes"),
        ("absolute 12345678", "not a number of votes"),
        ("all_of []", "not a kind"),
        ("all_of [simple", "missing"),
        ("all_of simple", "is expected"),
        ("plus_floor 1/3", "not a kind"),
        ("simple plus_floor", "missing"),
        ("casting_vote", "not a kind"),
        ("all_of [" * 60 + "simple" + "]" * 60, "at most 400"),
    ],
)
def test_unreadable_majority_is_refused_with_its_key_and_problem(text: str, problem: str) -> None:
    with pytest.raises(Refused) as refused:
        parse_majority(text, "majority.motion")
    assert refused.value.code is Code.BAD_PROFILE
    assert refused.value.facts["key"] == "majority.motion"
    assert problem in str(refused.value.facts["problem"])
