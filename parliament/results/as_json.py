"""Sentences as data: a template with what goes into it, so that a document says the same in every language."""

from collections.abc import Callable, Mapping
from typing import Any

from parliament.record.entries import Json
from parliament.rules.explain import Sentence
from parliament.texts import Phrase

Part = int | str | Sentence | Phrase


def sentence_to_json(said: Sentence | Phrase) -> Json:
    """`{"template": …, "params": {…}}`; a parameter is a number, a word, or again such a pair."""
    parts: Mapping[str, Part] = dict(said.facts) if isinstance(said, Sentence) else said.params
    return {"template": said.template, "params": {name: _part(value) for name, value in parts.items()}}


def _part(value: Part) -> Any:
    return sentence_to_json(value) if isinstance(value, Sentence | Phrase) else value


def say(said: Json, translate: Callable[[str], str] = str) -> str:
    """Such a pair in the reader's language. Templates are ours; only documents we built or verified are read out."""
    params = {name: say(part, translate) if isinstance(part, dict) else part for name, part in said["params"].items()}
    return translate(said["template"]).format(**params)
