"""What other programs and another house came to with the same amendments; where we differ, a list says why."""

from itertools import groupby
from typing import Any

import pytest

from parliament.texts import (
    EditedParagraph,
    Insert,
    Paragraph,
    Standing,
    Text,
    clean,
    clean_paragraph,
    consolidate,
    derive,
    detokenise,
    differences,
    hard,
    propose_order,
    restore,
)
from tests.texts.drafting import beside
from tests.texts.peers import VotingList, blocks, cases_of, place_in_text, plain, voting_lists

pytestmark = [pytest.mark.shared_data, beside("amendments")]

SIGNS = {"same": "{}", "removed": "<del>{}</del>", "added": "<ins>{}</ins>"}


def text_of(paragraphs: list[str]) -> Text:
    return Text("en", "On water", tuple(Paragraph(f"p{n}", "operative", None, p) for n, p in enumerate(paragraphs)))


def rows(paragraphs: list[str]) -> list[EditedParagraph]:
    return [EditedParagraph(None, "operative", 0, p) for p in paragraphs]


# OpenSlides. Each case of its differences by name, with the reason where ours reads otherwise.
PARAGRAPHS = "a paragraph put in or taken out is an operation of its own, not words in the paragraph before it"
WHOLE_WORDS = "a word that changes is shown whole: a mayor reads words, and no grapheme or stem is ever cut"
JOINED = "two changes with one word or none between them are shown as one"
MARKUP = "a change of markup or line breaks alone is none: a text has paragraphs and words"
LEFTMOST = "of two ways to show one change ours is the leftmost"
OPENSLIDES = {
    "acts as documented by the official documentation": JOINED,
    "ignores changing cases in HTML tags": WHOLE_WORDS,
    "does not mark the last line of a paragraph as change if a heading is appended": PARAGRAPHS,
    "cannot handle changing CSS-classes": MARKUP,
    "handles inserted paragraphs": PARAGRAPHS,
    "handles insterted paragraphs (3)": PARAGRAPHS,
    "handles inserted paragraphs (5)": PARAGRAPHS,
    "handles changed text within nested lists": PARAGRAPHS,
    "does not repeat the last word (1)": MARKUP,
    "removed inline colors in inserted/deleted parts (1)": MARKUP,
    "marks a single moved word as deleted and inserted again": LEFTMOST,
    "does not lose words when changes are moved X-wise": JOINED,
    "does not fall back to block level replacement when BRs are inserted/deleted": MARKUP,
    "does not fall back to block level replacement when only a formatting is deleted": MARKUP,
    "does not fall back to block level replacement when replacement and tag insertion overlap (2)": MARKUP,
    "does not fall back to block level replacement when replacement and tag insertion overlap (3)": JOINED,
    "does not fall back to block level replacement when replacement and tag insertion overlap (4)": JOINED,
    "works with multiple inserted paragraphs": PARAGRAPHS,
    "does not delete a paragraph before an inserted one": PARAGRAPHS,
    "detects amendment insert on an empty paragraph": PARAGRAPHS,
    "detects changes over a blank line between two paragraphs": PARAGRAPHS,
    "nested split before in list": PARAGRAPHS,
    "detects broken HTML and lowercases class names": PARAGRAPHS,
}
# Places there are lines of a layout; here they are paragraphs and words, which do not change with the width of a page.
BY_LINES = {
    "HtmlDiff.replaceLines",
    "HtmlDiff.extractMotionLineRange",
    "HtmlDiff.getTextRemainderAfterLastChange",
    "HtmlDiff.detectAffectedLineRange",
}


def openslides(what: str) -> list[dict[str, Any]]:
    return [case for case in cases_of("openslides_diff_calls.jsonl") if case["fn"] == what]


def test_openslides_cases_are_all_accounted_for() -> None:
    calls = {case["fn"] for case in cases_of("openslides_diff_calls.jsonl")}
    by_lines = {call for call in calls if call.startswith("LineNumbering.")} | BY_LINES
    assert calls - by_lines == {"HtmlDiff.diff", "HtmlDiff.diffHtmlToFinalText"}
    assert len(openslides("HtmlDiff.diff")) + len(openslides("HtmlDiff.diffHtmlToFinalText")) == 33


def test_differences_are_those_of_openslides_but_where_we_mean_it_otherwise() -> None:
    differing = set()
    for case in openslides("HtmlDiff.diff"):
        old, new, marked = (clean(plain(markup)) for markup in (*case["args"][:2], case["result"]))
        found = differences(old, new)
        assert "".join(words for change, words in found if change != "added") == old
        assert "".join(words for change, words in found if change != "removed") == new
        if "".join(SIGNS[change].format(words) for change, words in found) != marked:
            differing.add(case["test"].split(" > ")[-1])
    assert differing == set(OPENSLIDES)


def test_paragraphs_openslides_marks_as_put_in_are_insertions() -> None:
    seen = 0
    for case in openslides("HtmlDiff.diff"):
        old, new, marked = (blocks(markup) for markup in (*case["args"][:2], case["result"]))
        wanted = [words for is_new, words in marked if is_new]
        known = {words for _, words in old}
        if not wanted or known & set(wanted) or len(marked) != len(new):
            continue  # there it takes a whole paragraph out and puts it in again
        kept = [EditedParagraph(None, "operative", 0, words) for _, words in new]
        base = text_of([words for _, words in old])
        found = [op for op in derive(base, kept) if isinstance(op, Insert)]
        brought = {detokenise(row.tokens) for op in found for row in op.block}
        assert {clean_paragraph(words) for words in wanted} <= brought
        seen += 1
    assert seen == 6


def test_the_final_text_leaves_out_what_was_struck() -> None:
    case = openslides("HtmlDiff.diffHtmlToFinalText")[0]
    assert clean(plain(case["result"])) == "Test Another test"
    assert "".join(
        w for c, w in differences("Test Test 2 Another test Test 3", "Test Another test") if c != "removed"
    ) == ("Test Another test")


# Antragsgrün.
@pytest.mark.parametrize("nth", range(9))
def test_what_antragsgruen_can_rewrite_does_not_conflict(nth: int) -> None:
    case = cases_of("antragsgruen_can_rewrite.jsonl")[nth]
    old, revised, amended = ([words for _, words in blocks(markup)] for markup in case["args"])
    base = text_of(old)
    assert (not hard(base, derive(base, rows(revised)), derive(base, rows(amended)))) == case["expected"]


def test_what_collides_in_antragsgruen_is_a_conflict_in_the_same_paragraph() -> None:
    """The form knows its paragraphs, so a changed one is no new one."""
    case = cases_of("antragsgruen_can_rewrite.jsonl")[9]
    old, revised, amended = ([words for _, words in blocks(markup)] for markup in case["args"])
    base = text_of(old)
    ids = {"Test 123 STRONG": "p0", "Test 4": "p1", "Test 5": "p1"}
    one, other = (
        derive(base, [EditedParagraph(ids.get(words), "operative", 0, words) for words in wanted])
        for wanted in (revised, amended)
    )
    assert {f"p{n}" for n in case["expected"]} == {getattr(op, "pid", "") for op, _ in hard(base, one, other)}


# New York: a bill as it was introduced and as it was adopted.
def lines(text: str) -> list[str]:
    found = (clean_paragraph(line) for line in text.split("\n"))
    return [line for line in found if any(map(str.isalnum, line))]


@pytest.mark.parametrize("part", range(5))
def test_a_bill_as_introduced_becomes_the_bill_as_adopted_and_back(part: int) -> None:
    cases = cases_of("base_and_adopted_texts.jsonl")
    assert len(cases) == 150
    for case in cases[part::5]:
        first, last = (lines(case["versions"][at]["text"]) for at in (0, -1))
        base = text_of(first)
        now = consolidate(base, [("amendment-1", derive(base, rows(last)))])
        assert [p.text for p in now.text.paragraphs] == last
        assert all(detokenise(t for t, _ in now.provenance[p.id]) == p.text for p in now.text.paragraphs)
        assert restore(now) == base


# The European Parliament.
SAME_MATTER = (
    "insertions at one place: there the second falls where it says the same; here both stand, unless identical"
)
OTHER_WORDS = "both are to one paragraph and do not exclude each other, which a list without the words does not show"
OTHER_TEXT = "the list goes on to another motion, whose paragraphs have the same numbers"
WHOLE_TEXT = "a whole other version of the text was adopted in one vote before"
LISTS = {
    "166209": SAME_MATTER,
    "166211": SAME_MATTER,
    "166213": SAME_MATTER,
    "166214": SAME_MATTER,
    "166216": SAME_MATTER,
    "168756": SAME_MATTER,
    "168757": SAME_MATTER,
    "168518": SAME_MATTER,
    "168521": SAME_MATTER,
    "168554": SAME_MATTER,
    "168345": WHOLE_TEXT,
    "176715": OTHER_WORDS,
    "166066": OTHER_WORDS,
    "168859": OTHER_WORDS,
    "170702": OTHER_TEXT,
    "166311": WHOLE_TEXT,
    "166312": WHOLE_TEXT,
    "166313": WHOLE_TEXT,
    "166314": WHOLE_TEXT,
    "166315": WHOLE_TEXT,
    "166316": WHOLE_TEXT,
}


def disagreements(one: VotingList) -> tuple[int, set[str]]:
    """How many amendments were put or fell there as here when each came up, and which were not."""
    now, agreed, other = Standing(one.base, one.items), 0, set()
    for put in one.puts:
        state = now.fate(put.number).state
        if put.result == "WITHDRAWN":
            now = now.after((put.number, "lapsed"))
            continue
        if ("lapsed" if put.result == "LAPSED" else "pending") == state:
            agreed += 1
        else:
            other.add(put.vote)
        if state == "pending":
            outcome = {"ADOPTED": "adopted", "REJECTED": "rejected", "LAPSED": "lapsed"}[put.result]
            now = now.after((put.number, outcome))  # type: ignore[arg-type]
    return agreed, other


def test_amendments_fall_where_they_fell_in_the_european_parliament() -> None:
    found = [disagreements(one) for one in voting_lists()]
    assert (len(found), sum(agreed for agreed, _ in found)) == (35, 372)
    assert {vote for _, votes in found for vote in votes} == set(LISTS)


def test_amendments_are_put_in_the_order_of_the_european_parliament() -> None:
    """Only the order of places: what goes furthest at one place cannot be told without the words."""
    same, other = 0, []
    for one in voting_lists():
        if any(place_in_text(put.subject)[0] == 9 for put in one.puts):
            continue  # the places of a regulation that amends others have no order that its list would show
        subject = {put.number: put.subject for put in one.puts}
        theirs = [place for place, _ in groupby(put.subject for put in one.puts)]
        ours = [place for place, _ in groupby(subject[placed.number] for placed in propose_order(one.base, one.items))]
        same += ours == theirs
        other += [one.name] * (ours != theirs)
    assert same == 15
    assert [name.split(",")[0] for name in other] == [
        "2024-11-28 Motions for resolutions: RC-B10-0173/2024"
    ]  # OTHER_TEXT
