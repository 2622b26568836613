"""Which operations cannot both stand; and the counterexamples that shaped the rules."""

from itertools import combinations, permutations

import pytest
from hypothesis import given

from parliament.texts import (
    Index,
    Mismatch,
    Move,
    Ops,
    Paragraph,
    Place,
    Readdress,
    Replace,
    Text,
    apply,
    consolidate,
    hard,
    landing_order,
    rebase,
    relation,
)
from parliament.texts.apply import apply_to
from parliament.texts.operations import seal
from parliament.texts.sheet import Sheet
from tests.texts.drafting import MODEST, Case, cases, delete, flat, insert, move, words

ABC = flat("Cities may act", "They report", "They meet")
NESTED = Text(
    "en",
    "t",
    tuple(
        Paragraph(pid, "operative", parent, pid.upper())
        for pid, parent in (("a", None), ("b", None), ("c", "b"), ("d", "c"))
    ),
)


def finals(base: Text, *amendments: Ops, ranked: bool = True) -> set[tuple[str, ...]]:
    """Every text that some order of adoption gives."""
    rank = landing_order(dict(enumerate(amendments))) if ranked else None
    return {
        tuple(p.text for p in consolidate(base, [(f"A{n}", amendments[n]) for n in order], rank).text.paragraphs)
        for order in permutations(range(len(amendments)))
    }


def between(base: Text, a: Ops, b: Ops) -> str:
    (x,), (y,) = a, b
    assert relation(base, x, y) == relation(base, y, x)
    return relation(base, x, y)


REPLACED: Ops = (Replace("a", ("Cities", " ", "may", " ", "act"), ("x",)),)


@pytest.mark.parametrize(
    ("a", "b", "expected"),
    [
        (delete(ABC, "a"), delete(ABC, "a"), "same"),
        (delete(ABC, "a"), delete(ABC, "b"), "none"),
        (delete(ABC, "a"), REPLACED, "hard"),
        (delete(ABC, "a"), words(ABC, "a", 2, 3, "x"), "hard"),
        (delete(ABC, "a"), insert(ABC, "", "x", "a"), "hard"),
        (delete(ABC, "a"), insert(ABC, "a", "x"), "none"),
        (delete(ABC, "a"), move(ABC, "a", "c"), "hard"),
        (delete(ABC, "a"), move(ABC, "b", "", "a"), "hard"),
        (delete(ABC, "a"), move(ABC, "c", "a"), "none"),
        (delete(ABC, "a"), (Readdress("a", "", "governments"),), "hard"),
        (REPLACED, words(ABC, "a", 2, 3, "x"), "hard"),
        (REPLACED, move(ABC, "a", "c"), "none"),
        (REPLACED, (Readdress("a", "", "governments"),), "none"),
        (words(ABC, "a", 0, 1, "x"), words(ABC, "a", 1, 2, "-"), "hard"),
        (words(ABC, "a", 0, 1, "x"), words(ABC, "a", 2, 3, "y"), "none"),
        (words(ABC, "a", 0, 3, "x"), words(ABC, "a", 2, 5, "y"), "hard"),
        (words(ABC, "title", 0, 1, "x"), words(ABC, "title", 0, 1, "y"), "hard"),
        (words(ABC, "a", 0, 1, "x"), move(ABC, "a", "c"), "none"),
        (insert(ABC, "a", "x"), insert(ABC, "a", "y"), "order"),
        (insert(ABC, "a", "x"), insert(ABC, "b", "x"), "none"),
        (insert(ABC, "a", "x"), move(ABC, "c", "a"), "order"),
        (move(ABC, "a", "b"), move(ABC, "a", "c"), "hard"),
        (move(ABC, "a", "", "b"), move(ABC, "b", "", "c"), "hard"),
        (move(ABC, "a", "c"), move(ABC, "c", "a"), "none"),
        (move(NESTED, "b", "", "a"), insert(NESTED, "", "x", "d"), "hard"),
        (move(NESTED, "b", "", "a"), insert(NESTED, "", "x", "c"), "none"),
        ((Readdress("a", "", "governments"),), (Readdress("a", "", "institutions"),), "hard"),
    ],
)
def test_the_matrix(a: Ops, b: Ops, expected: str) -> None:
    base = NESTED if any(isinstance(op, Move) and op.pid == "b" and op.place.parent == "a" for op in a) else ABC
    assert between(base, a, b) == expected


@MODEST
@given(cases(2))
def test_conflict_is_symmetric_and_nothing_conflicts_with_itself(case: Case) -> None:
    a, b = case.items.values()
    assert bool(hard(case.base, a, b)) == bool(hard(case.base, b, a))
    assert hard(case.base, a, a) == ()
    assert all(relation(case.base, x, y) == relation(case.base, y, x) for x in a for y in b)


@MODEST
@given(cases(5))
def test_the_index_finds_what_comparing_all_pairs_finds(case: Case) -> None:
    index = Index(case.base, case.items)
    for n, m in combinations(case.items, 2):
        a, b = case.items[n], case.items[m]
        assert (m in index.hard[n]) == (n in index.hard[m]) == bool(hard(case.base, a, b))
        assert (m in index.order[n]) == any(relation(case.base, x, y) == "order" for x in a for y in b)
        assert (m in index.same[n]) == bool(set(a) & set(b))


@MODEST
@given(cases(5))
def test_clusters_are_what_conflicts_join(case: Case) -> None:
    index = Index(case.base, case.items)
    clusters = index.clusters()
    assert sorted(n for cluster in clusters for n in cluster) == sorted(case.items)
    for cluster in clusters:
        reached, todo = set(), [cluster[0]]
        while todo:
            n = todo.pop()
            todo += index.hard[n] - reached
            reached |= {n, *index.hard[n]}
        assert tuple(sorted(reached)) == cluster


@MODEST
@given(cases(3))
def test_conflicts_found_on_the_base_hold_after_an_adoption(case: Case) -> None:
    a, b, c = case.items.values()
    if hard(case.base, a, b) or hard(case.base, a, c):
        return
    left = [tuple(op for op in ops if op not in a) for ops in (b, c)]
    assert len(hard(case.base, rebase(case.base, b, a), rebase(case.base, c, a))) == len(hard(case.base, *left))


@MODEST
@given(cases(4))
def test_any_order_of_amendments_without_conflict_gives_one_text(case: Case) -> None:
    """Laid one after the other, each rebased on those before it, they give what consolidation gives at once."""
    peaceful = case.peaceful()
    rank = landing_order(case.items)
    at_once = consolidate(case.base, [(f"A{n}", ops) for n, ops in peaceful.items()], rank).text
    wanted = [(p.section, p.text, p.addressee) for p in at_once.paragraphs]
    for order in permutations(peaceful):
        sheet, pending = Sheet(case.base, rank), dict(peaceful)
        for number in order:
            ops = pending.pop(number)
            apply_to(sheet, ops, f"A{number}")
            pending = {m: rebase(case.base, other, ops) for m, other in pending.items()}  # all as they read by now
        text = sheet.text()
        assert [(p.section, p.text, p.addressee) for p in text.paragraphs] == wanted
        assert text.title == at_once.title


def test_rebase_shifts_words_and_never_guesses() -> None:
    late, early = words(ABC, "a", 4, 5, "work"), words(ABC, "a", 0, 1, "All the cities")
    (shifted,) = rebase(ABC, late, early)
    assert (getattr(shifted, "start", 0), getattr(shifted, "end", 0)) == (8, 9)
    assert apply(apply(ABC, early), (shifted,)).paragraphs[0].text == "All the cities may work"
    with pytest.raises(Mismatch):
        rebase(ABC, words(ABC, "a", 0, 1, "Towns"), early)
    assert rebase(ABC, early, early) == ()


# The counterexamples of the study, by their number there.
def test_1_an_insertion_goes_where_its_anchor_stood_in_whatever_order() -> None:
    after_a, after_b = insert(ABC, "a", "y"), insert(ABC, "b", "x")
    assert finals(ABC, after_a, after_b, delete(ABC, "b")) == {("Cities may act", "y", "x", "They meet")}
    moved = finals(ABC, after_a, after_b, move(ABC, "b", "c"))
    assert moved == {("Cities may act", "y", "x", "They meet", "They report")}


@pytest.mark.parametrize("ranked", [True, False])
def test_2_order_at_one_place_belongs_to_the_content_and_not_to_who_came_first(ranked: bool) -> None:
    found = finals(ABC, insert(ABC, "a", "x"), insert(ABC, "a", "y"), insert(ABC, "a", "x"), ranked=ranked)
    assert len(found) == 1
    if ranked:  # 1 brought x before 2 brought y
        assert found == {("Cities may act", "x", "y", "They report", "They meet")}


def test_3_an_amendment_that_extends_another_does_not_conflict_with_it() -> None:
    shorter = seal(ABC, move(ABC, "c", "", "preamble"))
    longer = seal(ABC, (*shorter, *move(ABC, "a", "", "c")))
    assert hard(ABC, shorter, longer) == () == hard(ABC, longer, longer)


def test_4_moves_that_end_at_different_depths_are_different_moves() -> None:
    alone = move(ABC, "a", "", "b")
    deeper = seal(ABC, (*alone, *move(ABC, "b", "", "c")))
    assert [getattr(op, "depth", None) for op in (*alone, *deeper)] == [1, 2, 1]
    assert hard(ABC, alone, deeper)


def test_5_what_would_together_be_too_deep_is_a_conflict() -> None:
    deep, under = move(NESTED, "b", "", "a"), insert(NESTED, "", "x", "d")
    assert apply(NESTED, deep)
    assert apply(NESTED, under)
    assert hard(NESTED, deep, under)
    with pytest.raises(Mismatch, match="too deep"):
        consolidate(NESTED, [("A1", deep), ("A2", under)])


def test_6_three_moves_cannot_make_a_circle() -> None:
    circle = [move(ABC, "a", "", "b"), move(ABC, "b", "", "c"), move(ABC, "c", "", "a")]
    assert all(hard(ABC, x, y) for x, y in combinations(circle, 2))
    assert finals(ABC, move(ABC, "a", "c"), move(ABC, "c", "a"), move(ABC, "b", ""))  # reordering stays free


def test_9_a_deletion_is_of_one_paragraph_and_shared_deletions_agree() -> None:
    whole, part = delete(NESTED, "b", "c", "d"), delete(NESTED, "d")
    assert hard(NESTED, whole, part) == ()
    out = (*delete(NESTED, "b"), *move(NESTED, "c", "", "a"))
    assert [p.id for p in apply(NESTED, seal(NESTED, out)).paragraphs] == ["a", "c", "d"]


def test_10_words_follow_their_paragraph() -> None:
    text = consolidate(ABC, [("A1", move(ABC, "a", "c")), ("A2", words(ABC, "a", 2, 3, "must"))]).text
    assert [p.text for p in text.paragraphs] == ["They report", "They meet", "Cities must act"]


def test_11_two_new_paragraphs_at_one_place_both_stand() -> None:
    assert hard(ABC, insert(ABC, "a", "x"), insert(ABC, "a", "y")) == ()


def test_17_operations_with_one_effect_are_not_one_operation() -> None:
    same = flat("w w w w w")
    first, last, middle = words(same, "a", 0, 2), words(same, "a", 7, 9), words(same, "a", 4, 5, "x")
    assert apply(same, first) == apply(same, last)
    assert between(same, first, last) == "none"
    assert finals(same, first, last, middle) == {("w x w",)}


def test_20_blocks_that_share_a_paragraph_both_stand_whole() -> None:
    one = insert(ABC, "a", "x")
    two = seal(ABC, [*one, *insert(ABC, "a", "y")])
    assert hard(ABC, one, two) == ()
    assert finals(ABC, one, two) == {("Cities may act", "x", "x", "y", "They report", "They meet")}


def test_one_paragraph_moved_to_one_place_in_different_company_is_a_conflict() -> None:
    alone = move(ABC, "c", "a")
    assert hard(ABC, alone, seal(ABC, [*alone, *insert(ABC, "a", "x")]))
    assert Place("operative", "a") == getattr(alone[0], "place", None)
