"""Translations of a text, paragraph by paragraph: each is of one wording, and stale once the wording is another.

Only one language of a text is authentic. Whatever stands in another belongs to a paragraph *version*: the words it was
made from are kept beside it. If the house goes back to an earlier wording, the translation of that wording is good again.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any, Final, Literal, get_args

import rfc8785

from parliament.texts.differences import Segment, differences
from parliament.texts.outline import TITLE
from parliament.texts.problems import TextProblem
from parliament.texts.text import Text, text_hash
from parliament.texts.tokens import nfc

Kind = Literal["human", "machine"]
State = Literal["missing", "human", "machine", "stale"]
KINDS: Final[tuple[Kind, ...]] = get_args(Kind)
STATES: Final[tuple[State, ...]] = get_args(State)
WORK: Final[tuple[State, ...]] = ("stale", "missing", "machine", "human")  # what a translator looks at first


@dataclass(frozen=True)
class Translation:
    """One revision: the words of a paragraph (or of the title) in another language, and the words they were made from."""

    paragraph: str
    revision: int
    kind: Kind
    source: str
    text: str


@dataclass(frozen=True)
class Rendered:
    """Where one paragraph stands in a language: its words now, and the translation that fits them best."""

    paragraph: str
    source: str
    translation: Translation | None

    @property
    def state(self) -> State:
        """Missing; stale where the words have changed since; else how the translation was made."""
        if self.translation is None:
            return "missing"
        return "stale" if nfc(self.translation.source) != nfc(self.source) else self.translation.kind

    @property
    def changed(self) -> list[Segment]:
        """What has changed in the words since they were translated; nothing unless it is stale."""
        if self.translation is None or self.state != "stale":
            return []
        return differences(self.translation.source, self.source)


def words_hash(words: str) -> str:
    """SHA-256 of the words of one paragraph, in hexadecimal: the name a translation gives to what it was made from."""
    return hashlib.sha256(nfc(words).encode("utf-8")).hexdigest()


def words_of(text: Text) -> dict[str, str]:
    """All that can be translated, in reading order: the title, then every paragraph."""
    return {TITLE: text.title} | {p.id: p.text for p in text.paragraphs}


def rendered(text: Text, made: Iterable[Translation]) -> tuple[Rendered, ...]:
    """Every paragraph of a text with its translation in one language, in reading order, the title first.

    The last revision made from the present words; where there is none, the last revision, which is stale then.
    """
    by_paragraph: dict[str, list[Translation]] = {}
    for each in sorted(made, key=lambda translation: translation.revision):
        by_paragraph.setdefault(each.paragraph, []).append(each)
    return tuple(Rendered(pid, words, _best(words, by_paragraph.get(pid, []))) for pid, words in words_of(text).items())


def _best(words: str, made: list[Translation]) -> Translation | None:
    fitting = [each for each in made if nfc(each.source) == nfc(words)]
    chosen = fitting or made
    return chosen[-1] if chosen else None


def in_language(text: Text, language: str, rows: Iterable[Rendered]) -> Text:
    """The text with the same paragraphs under the same ids, in another language; what is missing stays as it is."""
    said = {row.paragraph: row.translation.text for row in rows if row.translation is not None}
    return Text(
        language,
        said.get(TITLE, text.title),
        tuple(replace(p, text=said.get(p.id, p.text)) for p in text.paragraphs),
    )


def counts(rows: Iterable[Rendered]) -> dict[State, int]:
    """How many paragraphs are in each state."""
    found: dict[State, int] = dict.fromkeys(STATES, 0)
    for row in rows:
        found[row.state] += 1
    return found


def work_first(rows: Iterable[Rendered]) -> list[Rendered]:
    """As a translator wants them: what is stale, then what is missing, then machine work, each in reading order."""
    return sorted(rows, key=lambda row: WORK.index(row.state))


def set_to_json(text: Text, languages: Mapping[str, Iterable[Rendered]]) -> dict[str, Any]:
    """All translations of a text as they stand: what the house freezes when it votes on the text.

    A language in which nothing is translated is left out, and so is a paragraph without a translation.
    """
    said = {tag: [_row(row) for row in rows if row.translation] for tag, rows in languages.items()}
    return {
        "authentic": text.language,
        "text_hash": text_hash(text),
        "languages": [{"language": tag, "paragraphs": said[tag]} for tag in sorted(said) if said[tag]],
    }


def _row(row: Rendered) -> dict[str, Any]:
    made = row.translation
    assert made is not None, "only what is translated is told"
    return {
        "paragraph": row.paragraph,
        "state": row.state,
        "kind": made.kind,
        "revision": made.revision,
        "source_hash": words_hash(made.source),
        "text": nfc(made.text),
    }


def set_hash(data: dict[str, Any]) -> str:
    """SHA-256 of the canonical form of a set, in hexadecimal."""
    return hashlib.sha256(rfc8785.dumps(data)).hexdigest()


def check_set(text: Text, data: object) -> list[str]:
    """The languages of a set of translations of this very text. TextProblem where it cannot be one.

    Sets come out of bundles, and so from strangers: shape, order, paragraphs and every state are looked at again.
    """
    match data:
        case {"authentic": text.language, "text_hash": str(digest), "languages": list(rows), **other} if not other:
            tags = [_check_language(text, row) for row in rows]
            if digest == text_hash(text) and tags == sorted(set(tags)) and text.language not in tags:
                return tags
    raise TextProblem("malformed")


def _check_language(text: Text, data: object) -> str:
    match data:
        case {"language": str(tag), "paragraphs": [_, *_] as rows, **other} if tag and not other:
            order, words = list(words_of(text)), words_of(text)
            found = [_check_row(words, row) for row in rows]
            if found == [pid for pid in order if pid in found]:
                return tag
    raise TextProblem("malformed")


def _check_row(words: Mapping[str, str], data: object) -> str:
    match data:
        case {
            "paragraph": str(pid),
            "state": str(state),
            "kind": "human" | "machine" as kind,
            "revision": int(revision),
            "source_hash": str(source),
            "text": str(said),
            **other,
        } if not other and pid in words and revision > 0 and said:
            if state == (kind if source == words_hash(words[pid]) else "stale"):
                return pid
    raise TextProblem("malformed")
