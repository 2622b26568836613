"""Translations: what the house had before it in other languages when it voted."""

from dataclasses import dataclass
from typing import ClassVar

from parliament.record.entries.fact import Fact


@dataclass(frozen=True, kw_only=True)
class TranslationsFrozen(Fact):
    """The vote on the whole text opened with these translations, which are the annex; none of them is authentic."""

    kind: ClassVar[str] = "translations.frozen"
    motion: str
    vote: str
    languages: list[str]
    translations_hash: str
