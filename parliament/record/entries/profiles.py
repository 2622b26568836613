"""Rules of procedure that a parliament writes for itself."""

from dataclasses import dataclass
from typing import ClassVar

from parliament.record.entries.fact import InstitutionFact


@dataclass(frozen=True, kw_only=True)
class ProfileAdopted(InstitutionFact):
    """Rules of procedure were adopted, or a new version of them: the text and what was read from it are annexes.

    Sessions convened before keep the rules they were convened with.
    """

    kind: ClassVar[str] = "profile.adopted"
    profile: str
    name: str
    version: int
    text_hash: str
    profile_hash: str
