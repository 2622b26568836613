"""Sentences that are put together here and translated elsewhere.

A phrase is an English template, which is the key of its translation, and what goes into it: words of the text,
numbers, or further phrases. `N_` marks templates so that gettext finds them; it does nothing else.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import NamedTuple


def N_(template: str) -> str:
    """Mark a template for extraction."""
    return template


class Phrase(NamedTuple):
    """A template and what goes into it."""

    template: str
    params: Mapping[str, str | int | Phrase] = {}


def say(phrase: Phrase, translate: Callable[[str], str] = str) -> str:
    """The phrase in the language `translate` speaks; what is put in is never itself read as a template."""
    params = {key: say(part, translate) if isinstance(part, Phrase) else part for key, part in phrase.params.items()}
    return translate(phrase.template).format(**params)
