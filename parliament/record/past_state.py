"""What the house knows of sessions of the past, in the shape that replay and the store's snapshot share."""

from dataclasses import dataclass


@dataclass(kw_only=True)
class PastSession:
    """A session that was taken in; the four numbers are of its votes."""

    id: str
    slug: str
    title: str
    organization: str
    period: str
    votes: int
    agreements: int
    disagreements: int
    not_computed: int
    source_sha256: str
    votes_hash: str
    imported_at: str
