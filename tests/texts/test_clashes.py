"""Why amendments clash, in words; and what an amendment touches, marked without the rest of the text."""

from itertools import combinations

from hypothesis import given

from parliament.texts import CLASHES, changes_marked, clashes, hard, labels, marked_up, say
from tests.texts.drafting import MODEST, Case, cases, delete, flat, insert, move, words


@MODEST
@given(cases(4))
def test_there_is_a_reason_where_there_is_a_conflict_and_only_there(case: Case) -> None:
    for a, b in combinations(case.items.values(), 2):
        reasons = clashes(case.base, a, b)
        assert bool(reasons) == bool(hard(case.base, a, b))
        assert {reason.template for reason in reasons} <= set(CLASHES)
        assert len({say(reason) for reason in reasons}) == len(reasons)


@MODEST
@given(cases(3))
def test_what_is_touched_is_marked_as_in_the_whole_text(case: Case) -> None:
    for ops in case.items.values():
        whole = [p for p in marked_up(case.base, ops) if p.mark != "same"]
        assert [p for p in changes_marked(case.base, ops, labels(case.base)) if p.mark != "same"] == whole


def test_the_reason_names_the_paragraph_and_what_each_does_to_it() -> None:
    text = flat("Cities may act together", "They report", "They meet")
    said = {
        "Both change the same words of paragraph 1.": (words(text, "a", 2, 3, "shall"), words(text, "a", 2, 3, "can")),
        "They change words of paragraph 1 that stand side by side.": (
            words(text, "a", 2, 3, "shall"),
            words(text, "a", 3, 4, "-"),
        ),
        "One deletes paragraph 2, the other keeps it and changes it.": (delete(text, "b"), move(text, "b", "c")),
        "They move paragraph 1 to different places.": (move(text, "a", "b"), move(text, "a", "c")),
        "One deletes paragraph 1, the other puts something below it.": (
            delete(text, "a"),
            insert(text, "", "New words", parent="a"),
        ),
    }
    for sentence, (a, b) in said.items():
        assert [say(reason) for reason in clashes(text, a, b)] == [sentence]
        assert [say(reason) for reason in clashes(text, b, a)] == [sentence]
