"""Elections of persons: papers, rounds, ties and lots."""

from collections.abc import Mapping
from dataclasses import replace
from hashlib import sha256

import pytest
from hypothesis import given
from hypothesis import strategies as st

from parliament.rules.elections import (
    MOST_CANDIDATES,
    MOST_SEATS,
    Contest,
    Marks,
    Method,
    RoundCount,
    check_method,
    check_paper,
    check_room_for_candidate,
    count_round,
    most_marks,
)
from parliament.rules.elections_in_words import explain_round, method_in_words
from parliament.rules.ranking import MOST_RANKED
from parliament.rules.refusals import Code
from parliament.rules.stages import ElectionTie
from tests.rules.refusing import refusal

NAMES = ("ana", "bo", "cleo", "dag", "eve")
SEED = "5eed"
LOT, NEXT_ROUND = ElectionTie.LOT, ElectionTie.NEXT_ROUND


def contest(method: Method = Method.ONE, seats: int = 1, **other: object) -> Contest:
    return replace(Contest(method, seats, NAMES[:4], round=1, max_rounds=3), **other)


def papers(**numbers: int) -> dict[str, Marks]:
    """So many equal papers of each kind; `ana_bo=3` is three papers with two names, `blank` names nobody."""
    kinds = [
        () if kind == "blank" else tuple(kind.split("_")) for kind, number in numbers.items() for _ in range(number)
    ]
    return {f"seat-{place}": marks for place, marks in enumerate(kinds)}


@st.composite
def rounds(
    draw: st.DrawFn, method: Method | None = None, tie: ElectionTie | None = None
) -> tuple[Contest, dict[str, Marks]]:
    """A round and papers that are in order for it."""
    method = method or draw(st.sampled_from(Method))
    candidates = NAMES[: draw(st.integers(1, len(NAMES)))]
    seats = 1 if method is Method.ONE else draw(st.integers(1, 4))
    last = draw(st.integers(1, 3))
    tie = tie or draw(st.sampled_from(ElectionTie))
    found = Contest(method, seats, candidates, draw(st.integers(1, last)), last, tie)
    most = min(most_marks(method, seats, len(candidates)), len(candidates))
    marks = st.lists(st.sampled_from(candidates), unique=True, max_size=most).map(tuple)
    return found, dict(enumerate_seats(draw(st.lists(marks, max_size=12))))


def enumerate_seats(all_marks: list[tuple[str, ...]]) -> list[tuple[str, Marks]]:
    return [(f"seat-{place}", marks) for place, marks in enumerate(all_marks)]


@given(rounds(), st.permutations(NAMES))
def test_the_names_of_the_candidates_decide_nothing_but_lots(
    played: tuple[Contest, dict[str, Marks]], others: list[str]
) -> None:
    one, ballots = played
    called = dict(zip(NAMES, others, strict=True))
    renamed = replace(one, candidates=tuple(called[each] for each in one.candidates))
    before = count_round(one, ballots, SEED)
    after = count_round(renamed, {seat: [called[each] for each in marks] for seat, marks in ballots.items()}, SEED)
    assert {called[each] for each in before.tied} == set(after.tied)
    if not before.lots:
        assert {called[each] for each in before.elected} == set(after.elected)
        assert {called[each] for each in before.standing} == set(after.standing)
    sure = set(before.elected) - set(before.tied)
    assert {called[each] for each in sure} == set(after.elected) - set(after.tied)


@given(rounds())
def test_no_more_are_elected_than_there_are_seats_and_each_of_them_stood_and_was_named(
    played: tuple[Contest, dict[str, Marks]],
) -> None:
    one, ballots = played
    count = count_round(one, ballots, SEED)
    assert len(set(count.elected)) == len(count.elected) <= one.seats
    assert all(dict(count.votes)[each] >= max(1, count.need) for each in count.elected)
    assert set(count.elected) | set(count.standing) <= set(one.candidates)
    assert not set(count.elected) & set(count.standing)


@given(rounds())
def test_somebody_goes_on_only_where_a_round_is_left_and_a_seat_is_free(
    played: tuple[Contest, dict[str, Marks]],
) -> None:
    one, ballots = played
    count = count_round(one, ballots, SEED)
    left = len(one.candidates) > len(count.elected) < one.seats
    assert bool(count.standing) == (left and one.round < one.max_rounds)


@given(rounds(Method.ONE))
def test_who_is_elected_in_the_first_round_has_more_than_half_of_the_votes_cast(
    played: tuple[Contest, dict[str, Marks]],
) -> None:
    one, ballots = replace(played[0], round=1), played[1]
    count = count_round(one, ballots, SEED)
    assert all(2 * dict(count.votes)[each] > count.cast for each in count.elected)


@given(rounds(), st.integers(0, 5))
def test_blank_papers_elect_nobody(played: tuple[Contest, dict[str, Marks]], blank: int) -> None:
    count = count_round(played[0], papers(blank=blank), SEED)
    assert (count.elected, count.cast, count.papers) == ((), 0, blank)


@given(rounds(), st.integers(1, 5))
def test_a_blank_paper_changes_nothing_but_the_number_of_papers(
    played: tuple[Contest, dict[str, Marks]], blank: int
) -> None:
    one, ballots = played
    more = ballots | {f"blank-{number}": () for number in range(blank)}
    before, after = count_round(one, ballots, SEED), count_round(one, more, SEED)
    assert replace(after, papers=before.papers, blank=before.blank) == before


@given(rounds(Method.RANKED))
def test_who_is_preferred_to_every_other_one_by_one_is_always_elected(
    played: tuple[Contest, dict[str, Marks]],
) -> None:
    one, ballots = played
    for winner in one.candidates:
        beaten = all(beats(winner, other, ballots) for other in one.candidates if other != winner)
        if beaten and any(winner in marks for marks in ballots.values()):
            assert count_round(one, ballots, SEED).elected[0] == winner


def beats(one: str, other: str, ballots: Mapping[str, Marks]) -> bool:
    places = [[*marks, *(name for name in (one, other) if name not in marks)] for marks in ballots.values()]
    for marks, order in zip(ballots.values(), places, strict=True):
        if one not in marks and other not in marks:
            order.clear()
    wins = sum(order.index(one) < order.index(other) for order in places if order)
    return 2 * wins > sum(bool(order) for order in places)


@given(rounds(tie=LOT))
def test_lots_can_be_drawn_again_by_anybody(played: tuple[Contest, dict[str, Marks]]) -> None:
    one, ballots = played
    count = count_round(one, ballots, SEED)
    assert {each for each, _ in count.lots} == set(count.tied)
    assert all(lot == sha256(f"{SEED}{each}".encode()).hexdigest() for each, lot in count.lots)
    lots = dict(count.lots)
    lucky = [lots[each] for each in count.elected if each in lots]
    assert all(mine < theirs for mine in lucky for each, theirs in lots.items() if each not in count.elected)


@given(rounds(tie=NEXT_ROUND))
def test_without_lots_the_seed_decides_nothing(played: tuple[Contest, dict[str, Marks]]) -> None:
    assert count_round(*played, SEED) == count_round(*played, "another seed")


def test_more_than_half_of_the_votes_cast_elects_in_the_first_round() -> None:
    count = count_round(contest(), papers(ana=5, bo=4, blank=3), SEED)
    assert (count.elected, count.standing, count.need) == (("ana",), (), 5)


def test_without_more_than_half_the_two_most_voted_go_on() -> None:
    count = count_round(contest(), papers(ana=4, bo=3, cleo=2), SEED)
    assert (count.elected, count.standing) == ((), ("ana", "bo"))


def test_equals_for_the_second_place_all_go_on() -> None:
    assert count_round(contest(), papers(ana=4, bo=3, cleo=3), SEED).standing == ("ana", "bo", "cleo")


def test_exactly_half_does_not_elect() -> None:
    assert count_round(contest(), papers(ana=5, bo=5), SEED).elected == ()


def test_a_round_between_first_and_last_asks_for_more_than_half_again() -> None:
    ballots = papers(ana=4, bo=3, cleo=2)
    assert count_round(contest(round=2), ballots, SEED).elected == ()
    assert count_round(contest(round=3), ballots, SEED).elected == ("ana",)


def test_the_only_round_there_is_asks_for_more_than_half() -> None:
    count = count_round(contest(max_rounds=1), papers(ana=4, bo=3, cleo=2), SEED)
    assert (count.elected, count.standing) == ((), ())


def test_a_tie_in_the_last_round_leaves_the_seat_empty_or_is_decided_by_lot() -> None:
    ballots = papers(ana=4, bo=4, cleo=2)
    empty = count_round(contest(round=3), ballots, SEED)
    assert (empty.elected, empty.standing, empty.tied) == ((), (), ("ana", "bo"))
    drawn = count_round(contest(round=3, tie=LOT), ballots, SEED)
    assert drawn.elected == (min("ana", "bo", key=lambda name: sha256(f"{SEED}{name}".encode()).hexdigest()),)
    assert {count_round(contest(round=3, tie=LOT), ballots, str(seed)).elected for seed in range(20)} == {
        ("ana",),
        ("bo",),
    }


def test_up_to_fills_seats_with_more_than_half_and_asks_again_for_the_rest() -> None:
    count = count_round(contest(Method.UP_TO, 2), papers(ana_bo=3, ana_cleo=2, dag=1), SEED)
    assert (count.elected, count.standing) == (("ana",), ("bo", "cleo"))


def test_up_to_elects_the_best_where_more_than_there_are_seats_have_more_than_half() -> None:
    ballots = papers(ana_bo=3, ana_cleo=3, bo_cleo=2)  # eight papers: 6, 5 and 5 votes
    tied = count_round(contest(Method.UP_TO, 2), ballots, SEED)
    assert (tied.elected, tied.tied, tied.standing) == (("ana",), ("bo", "cleo"), ("bo", "cleo"))


def test_up_to_fills_the_seats_with_the_most_voted_in_the_last_round() -> None:
    count = count_round(contest(Method.UP_TO, 2, round=3), papers(ana=3, bo=2, cleo=1, dag=1), SEED)
    assert count.elected == ("ana", "bo")


def test_approval_elects_those_named_on_most_papers_at_once() -> None:
    count = count_round(contest(Method.APPROVAL, 2), papers(ana_bo_cleo=2, bo_dag=2, bo_ana=1), SEED)
    assert count.votes == (("ana", 3), ("bo", 5), ("cleo", 2), ("dag", 2))
    assert count.elected == ("bo", "ana")


def test_an_equal_number_of_approvals_for_the_last_seat_is_voted_on_again() -> None:
    count = count_round(contest(Method.APPROVAL, 1), papers(ana=2, bo=2, cleo=1), SEED)
    assert (count.elected, count.standing) == ((), ("ana", "bo"))


def test_a_seat_nobody_was_named_for_stays_free() -> None:
    count = count_round(contest(Method.APPROVAL, 3, max_rounds=1), papers(ana=2, bo=1), SEED)
    assert (count.elected, count.standing) == (("ana", "bo"), ())


def test_ranked_shows_how_every_candidate_fared_against_every_other() -> None:
    three = contest(Method.RANKED, candidates=NAMES[:3])
    count = count_round(three, papers(ana_bo_cleo=3, bo_cleo=2, cleo_ana=2, blank=1), SEED)
    assert count.matrix == ((0, 5, 3), (2, 0, 5), (4, 2, 0))
    # A circle: ana beats bo by 5, bo beats cleo by 5, cleo beats ana by 4, the weakest link.
    assert count.ranking == (("ana",), ("bo",), ("cleo",))
    assert count.elected == ("ana",)


def test_ranked_fills_several_seats_from_the_top_of_the_ranking() -> None:
    count = count_round(contest(Method.RANKED, 2), papers(ana_bo_cleo_dag=3, bo_ana_dag=1), SEED)
    assert count.elected == ("ana", "bo")


def test_a_paper_in_order_passes_and_others_are_refused_with_the_reason() -> None:
    stand = ("ana", "bo", "cleo")
    assert refusal(check_paper, Method.UP_TO, 2, stand, ["ana", "bo"]) is None
    assert refusal(check_paper, Method.ONE, 1, stand, []) is None
    assert refusal(check_paper, Method.APPROVAL, 1, stand, ["cleo", "ana", "bo"]) is None
    assert refusal(check_paper, Method.ONE, 1, stand, ["eve"]) is Code.UNKNOWN_CANDIDATE
    assert refusal(check_paper, Method.RANKED, 1, stand, ["ana", "bo", "ana"]) is Code.MARKED_TWICE
    assert refusal(check_paper, Method.ONE, 1, stand, ["ana", "bo"]) is Code.TOO_MANY_MARKS
    assert refusal(check_paper, Method.UP_TO, 2, stand, ["ana", "bo", "cleo"]) is Code.TOO_MANY_MARKS


def test_a_paper_that_is_not_in_order_is_never_counted() -> None:
    assert refusal(count_round, contest(), papers(eve=1), SEED) is Code.UNKNOWN_CANDIDATE


@pytest.mark.parametrize(("method", "most"), [(Method.ONE, 1), (Method.UP_TO, MOST_SEATS), (Method.RANKED, MOST_SEATS)])
def test_a_method_fills_at_least_one_seat_and_only_as_many_as_it_can(method: Method, most: int) -> None:
    assert refusal(check_method, method, 1) is None
    assert refusal(check_method, method, most) is None
    assert refusal(check_method, method, 0) is Code.BAD_NUMBER_OF_SEATS
    assert refusal(check_method, method, most + 1) is Code.BAD_NUMBER_OF_SEATS


@pytest.mark.parametrize(("method", "most"), [(Method.RANKED, MOST_RANKED), (Method.APPROVAL, MOST_CANDIDATES)])
def test_a_round_holds_so_many_candidates(method: Method, most: int) -> None:
    assert refusal(check_room_for_candidate, method, most - 1) is None
    assert refusal(check_room_for_candidate, method, most) is Code.TOO_MANY_CANDIDATES


NAMED = {"ana": "Ana", "bo": "Bo", "cleo": "Cleo", "dag": "Dag", "eve": "Eve"}


def said(one: Contest, ballots: dict[str, Marks]) -> list[str]:
    return [each.say() for each in explain_round(one, count_round(one, ballots, SEED), NAMED)]


def test_a_round_explains_itself_with_its_numbers() -> None:
    assert said(contest(candidates=NAMES[:3]), papers(ana=4, bo=3, cleo=2, blank=1)) == [
        "Papers: 10; of them blank, which count as abstentions: 1; votes cast: 9.",
        "This round elects with more than half of the votes cast; needed: 5. Seats to fill: 1.",
        "Ana: votes: 4.",
        "Bo: votes: 3.",
        "Cleo: votes: 2.",
        "A further round follows. Seats still free: 1; candidates who go on: 2.",
    ]


def test_a_lot_is_explained_so_that_a_reader_can_draw_it_again() -> None:
    words = said(contest(round=3, tie=LOT, candidates=NAMES[:2]), papers(ana=1, bo=1))
    assert words[1] == "In this round the most votes decide. Seats to fill: 1."
    assert words[4] == "The last place to fill has candidates who are equal."
    assert f"Bo: lot: {sha256(b'5eedbo').hexdigest()}." in words
    assert words[-1] == "All seats are filled."


def test_a_seat_that_stays_empty_is_named() -> None:
    assert said(contest(round=3), papers(blank=2))[-1] == "No further round follows. Seats that stay empty: 1."


@given(rounds())
def test_every_round_can_be_put_in_words(played: tuple[Contest, dict[str, Marks]]) -> None:
    count: RoundCount = count_round(*played, SEED)
    words = [each.say() for each in explain_round(played[0], count, NAMED)]
    assert sum(line.startswith("Elected: ") for line in words) == len(count.elected)
    assert all("{" not in line for line in words)


@pytest.mark.parametrize("method", Method)
def test_every_method_says_how_to_mark_a_paper(method: Method) -> None:
    assert method_in_words(method).say().endswith(".")
