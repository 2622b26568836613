"""Topics of declarations, in the shape of `record.state`: plain values by id."""

from dataclasses import dataclass


@dataclass(kw_only=True)
class Classification:
    """What a declaration is about."""

    declaration: str
    topics: list[str]
    at: str
