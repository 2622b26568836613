"""Cutting a paragraph into tokens, the units in which amendments and differences are counted.

A token is a word with its marks, a number, one space, or one other character as a reader sees it
(a grapheme). Scripts that write no spaces between words (Han, Kana, Thai, Lao, Khmer, Myanmar) give one
grapheme a token: a dictionary would cut better, but two machines must cut alike for ever. Joined together
again the tokens are the text, whatever it is.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable

import regex

from parliament.texts.problems import TextProblem

MAX_TOKENS = 2_000  # per paragraph: keeps every comparison of two paragraphs in the milliseconds

Tokens = tuple[str, ...]

_SPACELESS = r"\p{Han}\p{Hiragana}\p{Katakana}\p{Thai}\p{Lao}\p{Khmer}\p{Myanmar}"
_LETTER = rf"[[\p{{L}}\p{{N}}_]--[{_SPACELESS}]]"
_JOINED = r"[\p{M}\u200c\u200d]*+"  # marks, and the joiners Persian and the Indic scripts need inside words
_TOKEN = regex.compile(
    rf"(?V1)(?=[{_SPACELESS}])\X"
    rf"|(?>\p{{Nd}}\p{{M}}*+(?:[.,]?\p{{Nd}}\p{{M}}*+)*+)(?!{_LETTER})"
    rf"|{_LETTER}{_JOINED}(?:['’]?{_LETTER}{_JOINED})*+"
    r"|\X"
)


def nfc(text: str) -> str:
    """The form all our texts are in, so that equal writing is equal data."""
    return unicodedata.normalize("NFC", text)


def tokenise(text: str, limit: int | None = MAX_TOKENS) -> Tokens:
    """The tokens of a text; more than `limit` of them is a problem, not a slow page."""
    found = tuple(_TOKEN.findall(nfc(text)))
    if limit is not None and len(found) > limit:
        raise TextProblem("too_many_words", limit=limit)
    return found


def detokenise(tokens: Iterable[str]) -> str:
    """The text again. NFC once more, because two tokens brought together may compose where they meet."""
    return nfc("".join(tokens))


def is_word(token: str) -> bool:
    """Whether a token carries content: anything that is not white space."""
    return not token.isspace()
