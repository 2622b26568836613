"""What every entry has in common: the fact it states, and the numbered form in which it is written."""

from dataclasses import asdict, dataclass
from typing import Any, ClassVar

INSTITUTION = "institution"

Json = dict[str, Any]


@dataclass(frozen=True, kw_only=True)
class Fact:
    """What one entry says. `home` tells its log: the institution's, or the session's it belongs to."""

    kind: ClassVar[str]
    home: ClassVar[str] = "session"

    def body(self) -> Json:
        return asdict(self)


@dataclass(frozen=True, kw_only=True)
class InstitutionFact(Fact):
    """A fact of the institution's own log."""

    home: ClassVar[str] = INSTITUTION


@dataclass(frozen=True)
class Entry:
    """One numbered fact of one log, as it is written: `by` names office, account and seat."""

    log: str
    seq: int
    kind: str
    at: str
    by: Json
    body: Json

    def to_json(self) -> Json:
        return {
            "v": 1,
            "log": self.log,
            "seq": self.seq,
            "kind": self.kind,
            "at": self.at,
            "by": self.by,
            "body": self.body,
        }

    @classmethod
    def from_json(cls, value: Json) -> "Entry":
        return cls(value["log"], value["seq"], value["kind"], value["at"], value["by"], value["body"])
