"""One value has one form, and nothing else is read."""

import json
import unicodedata
from datetime import UTC, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from parliament.record.canonical import (
    MAX_DEPTH,
    MAX_INTEGER,
    NotCanonical,
    canonical,
    parse_canonical,
    parse_timestamp,
    sha256_hex,
    timestamp,
)

INTEGERS = st.integers(-MAX_INTEGER, MAX_INTEGER)
TEXTS = st.text(st.characters(exclude_categories=["Cs"]))
NFC_TEXTS = TEXTS.map(lambda text: unicodedata.normalize("NFC", text))
VALUES = st.recursive(
    st.none() | st.booleans() | INTEGERS | NFC_TEXTS,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(NFC_TEXTS, inner, max_size=4),
    max_leaves=12,
)


def nested(depth):
    value = []
    for _ in range(depth - 1):
        value = [value]
    return value


def test_the_sorting_example_of_rfc_8785_comes_out_in_its_order():
    # Section 3.2.3: sorted by UTF-16 units, so the emoji (D83D…) stands before U+FB33. The last key of the
    # example is not in NFC (U+FB33 decomposes), so Hebrew presentation forms are replaced by U+FF21.
    value = {"\u20ac": 1, "\r": 2, "\uff21": 3, "1": 4, "\U0001f600": 5, "\u0080": 6, "\u00f6": 7}
    assert canonical(value) == '{"\\r":2,"1":4,"\u0080":6,"ö":7,"€":1,"😀":5,"Ａ":3}'.encode()


def test_strings_are_escaped_as_rfc_8785_shows():
    assert canonical("€$\u000f\nA'B\"\\/") == rb'"' + "€$".encode() + rb"\u000f\nA'B\"\\/" + b'"'


@given(VALUES)
def test_what_is_written_is_read_back_equal(value):
    assert parse_canonical(canonical(value)) == value


@given(VALUES)
def test_the_canonical_bytes_are_plain_json_to_everybody_else(value):
    assert json.loads(canonical(value)) == value


@given(TEXTS)
def test_text_is_brought_to_nfc_however_it_was_typed(text):
    assert canonical(unicodedata.normalize("NFD", text)) == canonical(unicodedata.normalize("NFC", text))


@pytest.mark.parametrize(
    "value",
    [
        1.0,
        float("nan"),
        MAX_INTEGER + 1,
        -MAX_INTEGER - 1,
        "\ud800",
        b"bytes",
        {1: "number as a key"},
        {"e\u0301": "key not in NFC"},
        {"\ud800": "key with a lone surrogate"},
        {"when": datetime(2026, 1, 1, tzinfo=UTC)},
        {"a", "set"},
        nested(MAX_DEPTH + 1),
    ],
)
def test_a_value_without_a_canonical_form_is_refused(value):
    with pytest.raises(NotCanonical):
        canonical(value)


def test_the_deepest_value_allowed_is_written_and_read():
    assert parse_canonical(canonical(nested(MAX_DEPTH))) == nested(MAX_DEPTH)


@pytest.mark.parametrize(
    "data",
    [
        b'{"a":1,"a":1}',
        b'{"a":1,"\\u0061":2}',
        b'{"b":1,"a":2}',
        b'{"a": 1}',
        b'{"a":1}\n',
        b"1.0",
        b"1e2",
        b"-0",
        b"NaN",
        b"Infinity",
        b"9007199254740992",
        pytest.param(b"9" * 5000, id="an integer of 5000 digits"),
        b'"\\u0041"',
        b'"\\/"',
        b'"\\ud800"',
        '"e\u0301"'.encode(),
        b"\xef\xbb\xbf1",
        b'"\xff"',
        b"",
        b"[1,]",
        b"[" * 33 + b"]" * 33,
        pytest.param(b"[" * 100_000, id="100000 brackets"),
    ],
)
def test_bytes_that_are_not_the_canonical_form_are_refused(data):
    with pytest.raises(NotCanonical):
        parse_canonical(data)


def test_key_named_twice_is_refused_by_that_name():
    with pytest.raises(NotCanonical, match="twice"):
        parse_canonical(b'{"a":1,"a":1}')


def test_a_time_is_written_in_utc_and_cut_to_the_millisecond():
    moment = datetime(2026, 11, 22, 10, 0, 0, 999_999, tzinfo=timezone(timedelta(hours=5, minutes=45)))
    assert timestamp(moment) == "2026-11-22T04:15:00.999Z"


def test_a_time_without_a_zone_is_refused():
    with pytest.raises(NotCanonical):
        timestamp(datetime(2026, 11, 22))  # noqa: DTZ001 -- the very thing that is refused


@given(st.datetimes(min_value=datetime(1, 1, 2), max_value=datetime(9999, 12, 30), timezones=st.timezones()))  # noqa: DTZ001
def test_a_time_is_read_back_to_its_millisecond(moment):
    exact = moment.astimezone(UTC)
    assert parse_timestamp(timestamp(moment)) == exact.replace(microsecond=exact.microsecond // 1000 * 1000)


@pytest.mark.parametrize(
    "text",
    [
        "2026-11-22T10:00:00Z",
        "2026-11-22T10:00:00.000+00:00",
        "2026-11-22 10:00:00.000Z",
        "2026-11-22T10:00:00.000Z\n",
        "2026-02-30T10:00:00.000Z",
        "2026-11-22T10:00:60.000Z",
        "٢٠٢٦-11-22T10:00:00.000Z",
        "",
    ],
)
def test_a_time_in_another_form_is_refused(text):
    with pytest.raises(NotCanonical):
        parse_timestamp(text)


def test_the_hash_of_an_annex_is_lower_case_sha_256():
    # FIPS 180-2, appendix B.1.
    assert sha256_hex(b"abc") == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"
