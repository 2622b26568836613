"""A text, its hash, its numbers, and what is refused in it."""

import json
from dataclasses import replace

import pytest
from hypothesis import given

from parliament.texts import (
    MAX_PARAGRAPH,
    MAX_PARAGRAPHS,
    MAX_TITLE,
    Paragraph,
    Text,
    TextProblem,
    as_printed,
    canonical,
    check_text,
    clean_paragraph,
    labels,
    text_from_json,
    text_hash,
    text_to_json,
)
from tests.texts.drafting import MODEST, articles, beside, flat, hostile, texts

NESTED = Text(
    "en",
    "On water",
    (
        Paragraph("r1", "preamble", None, "Recalling the pact"),
        Paragraph("r2", "preamble", None, "Noting the drought"),
        Paragraph("o1", "operative", None, "Decides", "we_commit"),
        Paragraph("o2", "operative", "o1", "to measure"),
        Paragraph("o3", "operative", "o1", "to report"),
        Paragraph("o4", "operative", "o3", "each year"),
        Paragraph("o5", "operative", None, "Calls for funds:", "governments"),
        Paragraph("o6", "operative", None, "Thanks the hosts"),
        Paragraph("x1", "annex", None, "A table"),
    ),
)


def kind_of(text: Text) -> str:
    with pytest.raises(TextProblem) as caught:
        check_text(text)
    return caught.value.kind


@MODEST
@given(texts())
def test_a_text_comes_back_from_its_json_and_its_hash_is_of_its_canonical_bytes(text: Text) -> None:
    assert text_from_json(json.loads(canonical(text))) == text
    assert check_text(text) == text
    assert text_hash(text) != text_hash(replace(text, title=text.title + " c"))


def test_the_canonical_form_is_fixed() -> None:
    assert (
        canonical(Text("fr", "E\u0301te\u0301", (Paragraph("a", "operative", None, "x", "we_commit"),)))
        == (
            '{"language":"fr","paragraphs":[{"addressee":"we_commit","id":"a","parent":null,"section":"operative",'
            '"text":"x"}],"title":"Été"}'
        ).encode()
    )


@pytest.mark.parametrize(
    "change",
    [
        {"title": 1},
        {"more": 1},
        {"paragraphs": {}},
        {"paragraphs": [{}]},
        {"paragraphs": [{"id": "a", "section": "title", "parent": None, "text": "x", "addressee": ""}]},
        {"paragraphs": [{"id": "a", "section": "annex", "parent": None, "text": "x", "addressee": "you"}]},
        {"paragraphs": [{"id": "a", "section": "annex", "parent": 1, "text": "x", "addressee": ""}]},
    ],
)
def test_data_that_is_no_text_is_refused(change: dict[str, object]) -> None:
    with pytest.raises(TextProblem, match="malformed"):
        text_from_json(text_to_json(NESTED) | change)


def test_numbers_are_computed_from_place() -> None:
    assert list(labels(NESTED).values()) == ["PP1", "PP2", "1", "1 (a)", "1 (b)", "1 (b) (i)", "2", "3", "Annex 1"]


def test_letters_and_roman_numbers_go_on_past_their_alphabet() -> None:
    deep = [Paragraph("o", "operative", None, "x")]
    deep += [Paragraph(f"l{n}", "operative", "o", "x") for n in range(28)]
    deep += [Paragraph(f"r{n}", "operative", "l27", "x") for n in range(14)]
    named = labels(Text("en", "t", tuple(deep)))
    assert (named["l25"], named["l27"], named["r8"], named["r13"]) == (
        "1 (z)",
        "1 (ab)",
        "1 (ab) (ix)",
        "1 (ab) (xiv)",
    )


def test_end_punctuation_is_computed_and_a_colon_of_the_author_stays() -> None:
    assert [p.text for p in as_printed(NESTED)] == [
        "Recalling the pact,",
        "Noting the drought,",
        "Decides:",
        "to measure;",
        "to report:",
        "each year;",
        "Calls for funds:",
        "Thanks the hosts.",
        "A table.",
    ]


def test_punctuation_follows_the_language() -> None:
    assert [p.text for p in as_printed(replace(flat("نعم", "لا"), language="ar"))] == ["نعم؛", "لا."]
    assert [p.text for p in as_printed(replace(flat("是", "否"), language="zh-Hans"))] == ["是；", "否。"]


def test_cleaning_takes_away_spaces_residue_and_end_punctuation_only() -> None:
    assert clean_paragraph("  The\tcities\r\n  of co\u00adast act ;  ") == "The cities of coast act"
    assert clean_paragraph("10\u00a0000 habitants.") == "10\u00a0000 habitants"
    assert clean_paragraph("decides:") == "decides:"


@pytest.mark.parametrize(
    "hidden",
    ["\u202e", "\u202a", "\u2066", "\u2069", "\u200e", "\u200b", "\u2060", "\x07", "\u200d", "\U000e0041", "\ue000"],
)
def test_a_title_takes_no_invisible_or_directional_character(hidden: str) -> None:
    assert kind_of(flat("x", title=f"On{hidden}water")) == "character"


@pytest.mark.parametrize(
    "hidden", ["\u202e", "\u2067", "\x00", "\u200d", "\u200c", "\ud800", "\u200b", "\ufffe", "\u3164"]
)
def test_a_paragraph_takes_nothing_that_makes_it_read_otherwise_than_it_is(hidden: str) -> None:
    assert kind_of(flat(f"On{hidden}water")) == "character"


@pytest.mark.parametrize(
    "words",
    ["می\u200cخواهیم", "क्\u200dष क्\u200cष", "ශ්\u200dරී", "ភាសា\u200bខ្មែរ", "שלום\u200e (a)", "👩‍🚀", "\u0601 ٢"],
)
def test_a_paragraph_keeps_the_joiners_and_breaks_its_script_needs(words: str) -> None:
    assert check_text(flat(words)).paragraphs[0].text == words


def test_persian_joiners_are_allowed_in_a_title_too() -> None:
    assert check_text(flat("x", title="می\u200cخواهیم")).title == "می\u200cخواهیم"


def test_limits_are_named() -> None:
    assert kind_of(flat("x", title="t" * (MAX_TITLE + 1))) == "too_long"
    assert kind_of(flat("x", title=" ")) == "empty"
    assert kind_of(flat("x", " . ")) == "empty"
    assert kind_of(flat()) == "empty"
    assert kind_of(flat("x" * (MAX_PARAGRAPH + 1))) == "too_long"
    assert kind_of(flat("字" * 2_001)) == "too_many_words"
    assert kind_of(flat("a" + "\u0301" * 12)) == "character"
    many = tuple(Paragraph(f"p{n}", "operative", None, "x") for n in range(MAX_PARAGRAPHS + 1))
    assert kind_of(Text("en", "t", many)) == "too_many_paragraphs"
    assert check_text(Text("en", "t" * MAX_TITLE, many[1:])).title == "t" * MAX_TITLE


@pytest.mark.parametrize(
    ("rows", "kind"),
    [
        ([("a", "operative", None), ("a", "operative", None)], "identifier"),
        ([("title", "operative", None)], "identifier"),
        ([("", "operative", None)], "identifier"),
        ([("a", "operative", "b"), ("b", "operative", None)], "order"),
        ([("a", "operative", None), ("b", "preamble", None)], "order"),
        ([("a", "preamble", None), ("b", "operative", "a")], "order"),
        ([("a", "operative", None), ("b", "operative", None), ("c", "operative", "a")], "order"),
        ([("a", "operative", None), *((c, "operative", p) for c, p in ("ba", "cb", "dc", "ed"))], "too_deep"),
    ],
)
def test_paragraphs_must_be_in_reading_order(rows: list[tuple[str, str, str | None]], kind: str) -> None:
    found = tuple(Paragraph(pid, section, parent, "x") for pid, section, parent in rows)  # type: ignore[arg-type]
    assert kind_of(Text("en", "t", found)) == kind


@pytest.mark.shared_data
@beside("languages")
def test_an_article_in_every_script_is_accepted_and_printed() -> None:
    for language, article in articles().items():
        done = check_text(Text(language, article[:60], (Paragraph("a", "operative", None, article),)))
        assert check_text(done) == done
        assert as_printed(done)[0].text.startswith(done.paragraphs[0].text)
        assert text_from_json(json.loads(canonical(done))) == done


@pytest.mark.shared_data
@beside("naughty")
def test_a_hostile_string_is_either_refused_or_a_stable_text() -> None:
    accepted = 0
    for string in hostile():
        try:
            done = check_text(flat(string))
        except TextProblem:
            continue
        accepted += 1
        assert check_text(done) == done
        assert text_from_json(json.loads(canonical(done))) == done
    assert 100 < accepted < len(hostile())
