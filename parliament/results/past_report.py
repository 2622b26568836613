"""What an import of past votes says of itself: how much came in, and where the source contradicts its own votes."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from parliament.record.past_annex import read_annex, write_annex
from parliament.results.popolo import Popolo
from parliament.rules.past import PastSession
from parliament.rules.past_outcomes import Recounted, recount_all


@dataclass(frozen=True)
class Arrival:
    """A session that comes in: as it will be kept, the document that keeps it, and its votes counted again."""

    past: PastSession
    annex: bytes
    counted: tuple[Recounted, ...]

    @property
    def agreements(self) -> int:
        return sum(each.agrees is True for each in self.counted)

    @property
    def disagreements(self) -> int:
        """Votes that disagree with what was published of them, in result or counts."""
        return sum(bool(each.disagreements) for each in self.counted)

    @property
    def not_computed(self) -> int:
        return sum(each.decision is None for each in self.counted)


def arrivals(popolo: Popolo) -> list[Arrival]:
    """The sessions of a file, counted again from the very bytes that will be kept."""
    found = []
    for each in popolo.sessions:
        annex = write_annex(each)
        past = read_annex(annex)
        found.append(Arrival(past, annex, tuple(recount_all(past))))
    return found


def report(popolo: Popolo, arrived: Sequence[Arrival]) -> dict[str, Any]:
    """The report as JSON, the shape of which is in docs/formats.md."""
    counted = [each for arrival in arrived for each in arrival.counted]
    return {
        "sessions": len(arrived),
        "votes": len(counted),
        "people": popolo.people,
        "organizations": popolo.organizations,
        "agreements": sum(each.agrees is True for each in counted),
        "disagreements": [one.to_json() for each in counted for one in each.disagreements],
        "not_published": sum(each.published is None for each in counted),
        "not_computed": [{"id": each.vote.id, "why": each.why_not} for each in counted if each.decision is None],
        "assumed": sum(each.vote.assumed for each in counted),
    }
