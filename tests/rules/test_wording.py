"""What people type into lines and boxes."""

import json
from pathlib import Path

import pytest

from parliament.rules.refusals import Code, Refused
from parliament.rules.wording import MISLEADING, line, prose, slug

NAUGHTY = Path(__file__).resolve().parents[2].parent / "shared" / "data" / "naughty" / "strings.jsonl"


def refusal(check, *arguments, **options) -> tuple[Code, str | None]:
    with pytest.raises(Refused) as refused:
        check(*arguments, **options)
    return refused.value.code, refused.value.field


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("  Clean   wells ", "Clean wells"),
        ("Clean\r\nwells", "Clean wells"),
        ("Clean\u2028wells\tnow", "Clean wells now"),
        ("Cafe\u0301", "Café"),
        ("مياه نظيفة", "مياه نظيفة"),
        ("水" * 200, "水" * 200),
    ],
)
def test_line_is_one_line_in_one_spelling(typed, kept):
    assert line(typed, "title") == kept


@pytest.mark.parametrize("typed", ["", " ", "\n\t", "\u2028"])
def test_line_is_not_empty(typed):
    assert refusal(line, typed, "title") == (Code.TEXT_EMPTY, "title")


@pytest.mark.parametrize("hidden", ["\0", "\x1b", "\x7f", "\u200b", "\u202e", "\u2066", "\ufeff", "\ud800"])
def test_what_nobody_sees_is_refused_and_not_taken_out(hidden):
    assert refusal(line, f"pay{hidden}er", "title") == (Code.TEXT_CONTROLS, "title")
    assert refusal(prose, f"pay{hidden}er", "reason") == (Code.TEXT_CONTROLS, "reason")


def test_limits_are_exact():
    assert line("a" * 200, "title") == "a" * 200
    assert refusal(line, "a" * 201, "title") == (Code.TEXT_TOO_LONG, "title")
    assert refusal(prose, "a" * 11, "reason", limit=10) == (Code.TEXT_TOO_LONG, "reason")


def test_prose_keeps_its_lines_and_may_be_empty_unless_it_is_needed():
    assert prose(" one\r\ntwo ", "reason") == "one\ntwo"
    assert prose("  ", "reason") == ""
    assert refusal(prose, "  ", "reason", required=True) == (Code.REASON_NEEDED, "reason")


@pytest.mark.parametrize(
    ("words", "address"),
    [
        ((3, "Clean Wells!"), "3-clean-wells"),
        (("São Paulo", "BRA"), "sao-paulo-bra"),
        (("東京", "JPN"), "jpn"),
        (("../etc",), "etc"),
        (("a" * 69, "bc"), "a" * 69),
        (("",), ""),
    ],
)
def test_slug_has_only_what_an_address_may_have(words, address):
    assert slug(*words) == address


@pytest.mark.shared_data
@pytest.mark.skipif(not NAUGHTY.is_file(), reason="the hostile strings are not beside this checkout")
def test_hostile_strings_are_refused_or_kept_as_something_that_can_be_read_back():
    strings = [json.loads(each)["s"] for each in NAUGHTY.read_text("utf-8").strip().split("\n")]
    assert len(strings) > 200
    refusals = set()
    for hostile in strings:
        try:
            kept = line(hostile, "title")
        except Refused as refused:
            refusals.add(refused.code)
            continue
        assert line(kept, "title") == kept
        assert kept.encode().decode() == kept
        assert MISLEADING.search(kept) is None
        assert len(kept.splitlines()) == 1
    assert refusals <= {Code.TEXT_EMPTY, Code.TEXT_TOO_LONG, Code.TEXT_CONTROLS}
