"""Warnings about amendments that can both stand."""

from itertools import combinations

import pytest
from hypothesis import given

from parliament.texts import SOFT, Ops, Paragraph, Text, hard, say, soft_conflicts, tokenise
from parliament.texts.operations import seal
from tests.texts.drafting import MODEST, Case, cases, delete, flat, insert, move, words

BASE = Text(
    "en",
    "On water",
    (
        Paragraph("p", "preamble", None, "Noting the drought"),
        Paragraph("a", "operative", None, "Cities meet every year. They pay 40 euros as paragraph 3 says"),
        Paragraph("b", "operative", None, "They report on 40 wells"),
        Paragraph("c", "operative", None, "They may ask"),
        Paragraph("d", "operative", "c", "for help"),
    ),
)


def at(pid: str, old: str, new: str) -> Ops:
    """An edit of some words of a paragraph, wherever they stand in it."""
    tokens, run = BASE.tokens[pid], tokenise(old)
    start = next(n for n in range(len(tokens)) if tokens[n : n + len(run)] == run)
    return words(BASE, pid, start, start + len(run), new)


def warnings(*amendments: Ops) -> list[tuple[str, str]]:
    """Kind and sentence of every warning about amendments 1, 2 …"""
    return [(w.kind, say(w.reason)) for w in soft_conflicts(BASE, dict(enumerate(amendments, 1)))]


@pytest.mark.parametrize(
    ("amendments", "expected"),
    [
        (
            (at("a", "every", "each"), at("a", "year", "two years")),
            [("near", "Amendments 1 and 2 change words of paragraph 1 that stand close together.")],
        ),
        (
            (at("a", "year", "month"), at("a", "Cities", "Towns")),
            [("sentence", "Amendments 1 and 2 change the same sentence of paragraph 1.")],
        ),
        ((at("a", "Cities", "Towns"), at("a", "euros", "pounds")), []),
        ((at("a", "40", "50"), at("b", "40", "60")), [("number", "Amendments 1 and 2 both change the number 40.")]),
        ((at("a", "40", "50"), at("b", "40 wells", "the 40 wells")), []),
        (
            (insert(BASE, "b", "As paragraph 3 (a) says"), delete(BASE, "d")),
            [("reference", "Amendment 1 refers to paragraph 3 (a), which amendment 2 deletes.")],
        ),
        (
            (move(BASE, "b", ""), at("a", "3", "2")),
            [("reference", "Amendment 2 refers to paragraph 2, which amendment 1 moves.")],
        ),
        (
            (insert(BASE, "b", "In view of paragraphs 1, 2 and 3(a)"), delete(BASE, "d")),
            [("reference", "Amendment 1 refers to paragraph 3 (a), which amendment 2 deletes.")],
        ),
        (
            (insert(BASE, "b", "As preambular paragraph 1 says"), delete(BASE, "p")),
            [("reference", "Amendment 1 refers to preambular paragraph 1, which amendment 2 deletes.")],
        ),
        ((insert(BASE, "c", "Paragraph 9 is not there"), delete(BASE, "b")), []),
        ((at("a", "euros", "pounds"), delete(BASE, "c", "d")), []),
        (
            (insert(BASE, "a", "Nobody pays"), insert(BASE, "b", "Nobody pays")),
            [("same_words", "Amendments 1 and 2 both insert “Nobody pays”.")],
        ),
        (
            (at("a", "euros", "pounds at most"), at("b", "wells", "wells or pounds at most")),
            [],
        ),
        (
            (at("a", "Cities", "All of the towns"), at("b", "They", "All of the towns")),
            [("same_words", "Amendments 1 and 2 both insert “All of the towns”.")],
        ),
        ((at("a", "Cities", "Towns"), at("b", "They", "Towns")), []),
        (
            (insert(BASE, "b", "Nobody pays"), delete(BASE, "b")),
            [("anchor", "Amendment 1 puts a paragraph after paragraph 2, which amendment 2 deletes.")],
        ),
        (
            (move(BASE, "b", ""), move(BASE, "a", "b")),
            [("anchor", "Amendment 2 puts a paragraph after paragraph 2, which amendment 1 moves.")],
        ),
    ],
)
def test_a_warning_says_which_two_and_why(amendments: tuple[Ops, ...], expected: list[tuple[str, str]]) -> None:
    assert warnings(*amendments) == expected


def test_what_conflicts_anyway_or_is_shared_is_no_warning() -> None:
    assert warnings(at("a", "40", "50"), at("a", "40", "60")) == []
    assert warnings(at("a", "40", "50"), at("a", "40", "50")) == []
    both = seal(BASE, [*delete(BASE, "b"), *insert(BASE, "b", "Nobody pays")])
    assert warnings(both, delete(BASE, "b")) == []


def test_a_block_that_shares_a_paragraph_with_another_is_warned_of() -> None:
    """Counterexample 20 of the study: both may stand, and the paragraph is then there twice."""
    one = insert(BASE, "a", "x")
    assert warnings(one, seal(BASE, [*one, *insert(BASE, "a", "y")])) == [
        ("same_words", "Amendments 1 and 2 both insert “x”.")
    ]


def test_a_full_stop_ends_a_sentence_in_every_script_that_has_one() -> None:
    hindi = flat("नगर मिलते हैं। वे लिखते हैं")
    tokens = hindi.tokens["a"]
    last = words(hindi, "a", len(tokens) - 1, len(tokens), "थे")
    assert soft_conflicts(hindi, {1: words(hindi, "a", 0, 1, "गाँव"), 2: last}) == ()
    assert (
        len(soft_conflicts(hindi, {1: words(hindi, "a", tokens.index("।") + 2, tokens.index("।") + 3, "ये"), 2: last}))
        == 1
    )


def test_every_template_of_a_warning_is_there_to_translate() -> None:
    found = soft_conflicts(BASE, {1: insert(BASE, "b", "As paragraph 2 says"), 2: delete(BASE, "b")})
    assert {w.kind for w in found} == {"anchor", "reference"}
    assert {w.reason.template for w in found} <= set(SOFT)


@MODEST
@given(cases(4))
def test_warnings_do_not_depend_on_company_and_never_join_what_is_hard(case: Case) -> None:
    """Written apart from the buckets: what is warned of among many is what is warned of in each pair alone."""
    among = soft_conflicts(case.base, case.items)
    pairs = [
        warning
        for n, m in combinations(case.items, 2)
        for warning in soft_conflicts(case.base, {n: case.items[n], m: case.items[m]})
    ]
    assert {(w.first, w.second, w.kind) for w in among} == {(w.first, w.second, w.kind) for w in pairs}
    assert not any(hard(case.base, case.items[w.first], case.items[w.second]) for w in among)
    assert all("{" not in say(w.reason) for w in among)
