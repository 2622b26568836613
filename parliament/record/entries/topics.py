"""What declarations are about."""

from dataclasses import dataclass
from typing import ClassVar

from parliament.record.entries.fact import InstitutionFact


@dataclass(frozen=True, kw_only=True)
class DeclarationClassified(InstitutionFact):
    """The secretariat said what a published declaration is about; the topics are all that hold from now on."""

    kind: ClassVar[str] = "declaration.classified"
    declaration: str
    topics: list[str]
