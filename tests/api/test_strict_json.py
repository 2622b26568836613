"""JSON as strangers send it (S39)."""

import time

import pytest

from parliament.api.strict_json import DEPTH, BadJson, read_json
from tests.api.conftest import World


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"{",
        b"\xff",
        b'{"a": 1, "a": 2}',
        b'{"b": {"a": 1, "\\u0061": 2}}',
        b"NaN",
        b"[Infinity]",
        b"-Infinity",
        b"1e999",
        b"9" * 5000,
        b'"\\ud800"',
        b'{"\\udfff": 1}',
        b'"a\\u0000b"',
        b"[" * (DEPTH + 1) + b"]" * (DEPTH + 1),
        b"[" * 100_000,
        b'{"a":' * (DEPTH + 1) + b"1" + b"}" * (DEPTH + 1),
    ],
    ids=lambda data: repr(data[:24]),
)
def test_what_is_not_plain_json_is_refused(data: bytes):
    with pytest.raises(BadJson):
        read_json(data)


def test_depth_is_allowed_up_to_its_bound_and_brackets_in_strings_do_not_count():
    deepest = b"[" * DEPTH + b"]" * DEPTH
    assert read_json(deepest) is not None
    assert read_json(b'"' + b"[" * 1000 + b'\\"]"') == "[" * 1000 + '"]'
    assert read_json('["é", "\\ud83d\\ude00", 1.5]'.encode()) == ["é", "😀", 1.5]


@pytest.mark.parametrize("piece", [b'"', b'\\"', b'"\\"', b"\\", b'"\\'])
def test_no_input_of_allowed_size_takes_long(piece: bytes):
    began = time.monotonic()
    with pytest.raises(BadJson):
        read_json(b'{"a":' + piece * (256 * 1024 // len(piece)))
    assert time.monotonic() - began < 2


def test_a_refused_body_is_said_in_the_one_shape_and_changes_nothing(sqlite_world: World):
    twice = b'{"login": "a", "name": "A", "office": "observer", "office": "chair"}'
    response = sqlite_world.secretariat.post("/invitations", data=twice, content_type="application/json")
    assert (response.status_code, response.get_json()) == (
        422,
        {
            "error": "malformed",
            "message": "Some of what was sent does not have the right shape. Nothing was changed.",
            "field": None,
            "facts": {},
            "fields": {"json": ["This cannot be read as JSON."]},
        },
    )
    assert "a" not in {row["login"] for row in sqlite_world.secretariat.sees("/accounts")["accounts"]}
