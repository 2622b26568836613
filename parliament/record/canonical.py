"""One value, one sequence of bytes: RFC 8785 JSON with the limits of this house.

Hashes and signatures are over these bytes, so two programs must never disagree about them. That is why
floats are refused (quantities with a fraction are decimal strings), text is in Unicode NFC, and a reader
accepts nothing but the canonical form itself.
"""

import hashlib
import json
import re
import unicodedata
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

import rfc8785

MAX_DEPTH = 32
MAX_INTEGER = 2**53 - 1  # RFC 8785 through I-JSON: what every JSON reader holds exactly.
_TIMESTAMP = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}\.[0-9]{3}Z")


class NotCanonical(ValueError):
    """A value has no canonical form, or bytes are not the canonical form of what they say."""


def canonical(value: object) -> bytes:
    """The canonical bytes of `value`: RFC 8785 JSON in UTF-8, its text brought to NFC.

    Text is normalised, because keyboards differ; keys are not, because two of them could become one.
    """
    try:
        return rfc8785.dumps(_checked(value, MAX_DEPTH))
    except rfc8785.CanonicalizationError as error:
        raise NotCanonical(str(error)) from error


def parse_canonical(data: bytes) -> Any:
    """The value in `data`, which must be canonical to the last byte.

    Comparing with the canonical form at the end also catches stray space, other spellings of a number or
    an escape, keys out of order and text that is not NFC.
    """
    try:
        value = json.loads(
            data.decode("utf-8"),
            object_pairs_hook=_object_without_duplicates,
            parse_float=_refuse_number,
            parse_constant=_refuse_number,
        )
    except NotCanonical:
        raise
    except (ValueError, RecursionError) as error:
        raise NotCanonical(f"not JSON in UTF-8: {error}") from error
    if canonical(value) != data:
        raise NotCanonical("the bytes are not the canonical form of their value")
    return value


def timestamp(moment: datetime) -> str:
    """RFC 3339 in UTC to the millisecond. Finer digits are cut off, never rounded up past a deadline."""
    if moment.utcoffset() is None:
        raise NotCanonical("a time without a zone is not a moment")
    return moment.astimezone(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")


def parse_timestamp(text: str) -> datetime:
    """The moment in `text`, in the one form that `timestamp` writes."""
    if not _TIMESTAMP.fullmatch(text):
        raise NotCanonical(f"not a UTC time to the millisecond: {text[:40]!r}")
    try:
        return datetime.fromisoformat(text)
    except ValueError as error:
        raise NotCanonical(f"no such time: {text!r}") from error


def sha256_hex(data: bytes) -> str:
    """The SHA-256 by which annexes and texts are cited, as 64 lower-case hexadecimal digits."""
    return hashlib.sha256(data).hexdigest()


def _checked(value: object, depth: int) -> Any:
    """A copy of `value` in plain types and NFC, or `NotCanonical`. `depth` containers may still be opened."""
    if value is None or isinstance(value, bool):
        return value
    if isinstance(value, str):
        return unicodedata.normalize("NFC", value)
    if isinstance(value, int):
        if abs(value) > MAX_INTEGER:
            raise NotCanonical("an integer is beyond what JSON readers hold exactly")
        return int(value)
    if not isinstance(value, list | tuple | Mapping):
        raise NotCanonical(f"no canonical form for a {type(value).__name__}")
    if depth == 0:
        raise NotCanonical(f"nested deeper than {MAX_DEPTH}")
    if isinstance(value, Mapping):
        return {_checked_key(key): _checked(item, depth - 1) for key, item in value.items()}
    return [_checked(item, depth - 1) for item in value]


def _checked_key(key: object) -> str:
    if not isinstance(key, str):
        raise NotCanonical(f"a key is a {type(key).__name__}, not text")
    if not unicodedata.is_normalized("NFC", key):
        raise NotCanonical(f"a key is not in NFC: {key!r}")
    try:
        # RFC 8785 sorts keys by UTF-16 units, which a lone surrogate does not have.
        key.encode("utf-8")
    except UnicodeEncodeError as error:
        raise NotCanonical("a key contains a lone surrogate") from error
    return key


def _object_without_duplicates(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) != len(pairs):
        raise NotCanonical("an object names a key twice")
    return found


def _refuse_number(text: str) -> Any:
    raise NotCanonical(f"only integers are numbers here, not {text[:40]}")
