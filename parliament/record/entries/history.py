"""Sessions of the past that were taken in."""

from dataclasses import dataclass
from typing import ClassVar

from parliament.record.entries.fact import InstitutionFact


@dataclass(frozen=True, kw_only=True)
class PastSessionImported(InstitutionFact):
    """A session that was over before it came here was taken in, its votes counted again under the rules they name.

    `votes_hash` is the document with every vote; `source_sha256` is the fingerprint of the file it came in, which is not
    kept. `disagreements` are votes whose published result or counts are not those that the votes give.
    """

    kind: ClassVar[str] = "past_session.imported"
    past_session: str
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
