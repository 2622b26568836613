"""What the record knows of translations: the sets that votes have frozen."""

from dataclasses import dataclass


@dataclass(kw_only=True)
class FrozenTranslations:
    """The translations before the house in one vote on a whole text."""

    vote: str
    motion: str
    languages: list[str]
    translations_hash: str
    at: str
