"""Operations said as sentences."""

import string

import pytest
from hypothesis import given

from parliament.texts import (
    REASONS,
    TEMPLATES,
    Insert,
    NewParagraph,
    Ops,
    Paragraph,
    Phrase,
    Place,
    Readdress,
    Replace,
    Text,
    say,
    sentences,
    tokenise,
)
from parliament.texts.operations import seal
from tests.texts.drafting import MODEST, Case, cases, delete, insert, move, words

BASE = Text(
    "en",
    "On water",
    (
        Paragraph("p", "preamble", None, "Noting the drought"),
        Paragraph("a", "operative", None, "The cities and the regions may act and may report"),
        Paragraph("b", "operative", "a", "in spring"),
        Paragraph("x", "annex", None, "A table"),
    ),
)
UNDER = (NewParagraph(0, ("one",)), NewParagraph(1, ("two",), "we_commit"))


@pytest.mark.parametrize(
    ("ops", "said"),
    [
        (delete(BASE, "b"), ["Delete paragraph 1 (a)."]),
        (delete(BASE, "p"), ["Delete preambular paragraph 1."]),
        ((Replace("x", tokenise("A table"), ("None",)),), ["Replace annex paragraph 1 by “None”."]),
        (words(BASE, "p", 4, 5, "rain"), ["In preambular paragraph 1, replace “drought” by “rain”."]),
        (words(BASE, "a", 8, 9, "towns"), ["In paragraph 1, replace “regions” by “towns”."]),
        (words(BASE, "a", 10, 11, "shall"), ["In paragraph 1, after “regions”, replace “may” by “shall”."]),
        (words(BASE, "a", 16, 17, "shall"), ["In paragraph 1, after “act and”, replace “may” by “shall”."]),
        (words(BASE, "a", 15, 17), ["In paragraph 1, after “act and”, delete “may”."]),
        (words(BASE, "a", 12, 15), ["In paragraph 1, delete “act and”."]),
        (words(BASE, "a", 0, 0, "All "), ["At the beginning of paragraph 1, insert “All”."]),
        (words(BASE, "a", 7, 7, " big"), ["In paragraph 1, after “the”, insert “big”."]),
        (words(BASE, "a", 3, 4, "\u00a0"), ["In paragraph 1, change the spacing after “cities”."]),
        (words(BASE, "title", 2, 3, "rain"), ["In the title, replace “water” by “rain”."]),
        (insert(BASE, "a", "It ends"), ["After paragraph 1, insert: “It ends”."]),
        (insert(BASE, "", "It ends"), ["At the beginning of the operative part, insert: “It ends”."]),
        (insert(BASE, "", "It ends", "b"), ["At the beginning of paragraph 1 (a), insert: “It ends”."]),
        (
            (Insert(Place("preamble", "p"), UNDER),),
            [
                "After preambular paragraph 1, insert: “one”.",
                "Below it, at level 1, insert: “two”.",
                "The new paragraph is addressed to ourselves.",
            ],
        ),
        (move(BASE, "b", "a"), ["Move paragraph 1 (a) to follow paragraph 1."]),
        (move(BASE, "a", "", "preamble"), ["Move paragraph 1 to the beginning of the preamble."]),
        (
            (Readdress("a", "", "governments"),),
            ["In paragraph 1, change the addressee from nobody in particular to governments."],
        ),
    ],
)
def test_an_operation_is_said_so(ops: Ops, said: list[str]) -> None:
    assert [say(phrase) for phrase in sentences(BASE, seal(BASE, ops))] == said


@MODEST
@given(cases(1))
def test_every_operation_has_a_sentence_made_of_known_templates(case: Case) -> None:
    said = sentences(case.base, case.items[1])
    assert len(said) >= len(case.items[1])
    for phrase in said:
        nested = [part for part in phrase.params.values() if isinstance(part, Phrase)]
        assert {part.template for part in (phrase, *nested)} <= set(TEMPLATES)
        assert "{" not in say(phrase)


def test_words_that_look_like_templates_are_said_as_they_are() -> None:
    (phrase,) = sentences(BASE, words(BASE, "p", 4, 5, "{old} {0} %s"))
    assert say(phrase) == "In preambular paragraph 1, replace “drought” by “{old} {0} %s”."


def test_a_phrase_is_translated_with_everything_in_it() -> None:
    (phrase,) = sentences(BASE, delete(BASE, "b"))
    other = {"Delete {paragraph}.": "Supprimer {paragraph}.", "paragraph {number}": "le paragraphe {number}"}
    assert say(phrase, other.__getitem__) == "Supprimer le paragraphe 1 (a)."


def test_templates_are_distinct_and_name_their_fields() -> None:
    every = [*TEMPLATES, *REASONS]
    assert len(set(every)) == len(every)
    fields = [name for template in every for _, name, _, _ in string.Formatter().parse(template) if name is not None]
    assert all(name.isidentifier() for name in fields)
