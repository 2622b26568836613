"""A later version of a published declaration: what corrects it, who certified that, and which version it follows."""

from collections.abc import Sequence
from dataclasses import dataclass

from parliament.record.entries import Entry, Json
from parliament.results.corrections import PROPOSED
from parliament.results.matter import one

# What of the institution's log an edition is made of.
KINDS = (PROPOSED, "version.certified", "declaration.corrected")


@dataclass(frozen=True)
class Edition:
    """One version after the first: its correction with all those before it, and the certifications of its text."""

    proposed: tuple[Entry, ...]
    certified: tuple[Entry, ...]
    corrected_at: str

    @classmethod
    def of(cls, entries: Sequence[Entry], number: int, corrected_at: str) -> "Edition":
        """The edition with this number, from the entries of its declaration.

        Earlier versions are those that were published; of this one there need not be an entry that says so, because
        its document is built before it.
        """
        published = {
            e.body["version"] for e in entries if e.kind == "declaration.corrected" and e.body["number"] < number
        }
        asked = [e for e in entries if e.kind == PROPOSED]
        before = [e for e in asked if e.body["version"] in published]
        # A version that was dropped had this number, too: the last proposal is the one that was certified.
        last = one(iter([e for e in asked if e.body["number"] == number][-1:]))
        certified = (e for e in entries if e.kind == "version.certified" and e.body["version"] == last.body["version"])
        return cls((*before, last), tuple(certified), corrected_at)

    def to_json(self) -> Json:
        """What the document says of itself beside what the first one said."""
        last = self.proposed[-1]
        said = ("supersedes", "notice")
        return {
            "version": last.body["number"],
            **{name: last.body[name] for name in said},
            "corrected_at": self.corrected_at,
            "edition": {"log": last.log, "proposed": last.seq, "certified": [entry.seq for entry in self.certified]},
        }


def editions_of(entries: Sequence[Entry]) -> list[tuple[Entry, Edition]]:
    """Every published edition of a declaration with the entry that published it, from the declaration's entries."""
    published = [entry for entry in entries if entry.kind == "declaration.corrected"]
    return [(each, Edition.of(_until(entries, each), each.body["number"], each.at)) for each in published]


def _until(entries: Sequence[Entry], last: Entry) -> list[Entry]:
    """What was in the log before this entry: later proposals of the same number are another matter."""
    return [entry for entry in entries if (entry.log, entry.seq <= last.seq) == (last.log, True)]
