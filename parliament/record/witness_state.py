"""What the house knows of its witnesses, in the shape that replay and the store's snapshot share."""

from dataclasses import dataclass


@dataclass(kw_only=True)
class Witness:
    """Who watches, the key it signs with, and since when; `removed_at` and `reason` once it is no longer listed."""

    id: str
    name: str
    vkey: str
    added_at: str
    removed_at: str | None = None
    reason: str = ""
