"""The course of a session: its sittings with their pauses, and what happened in them and between them, from entries alone."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Literal

from parliament.record.entries import Entry
from parliament.rules.stages import Outcome

# What the timeline is made of; of a session's entries it needs no others.
KINDS = (
    "sitting.scheduled",
    "sitting.opened",
    "sitting.suspended",
    "sitting.resumed",
    "sitting.adjourned",
    "speaker.listed",
    "speaker.invited",
    "reply.asked",
    "turn.began",
    "turn.ended",
    "item.added",
    "item.changed",
    "item.called",
    "vote.opened",
    "vote.closed",
    "vote.annulled",
    "casting_vote.given",
    "declaration.published",
)
Kind = Literal["speech", "vote", "item", "declaration"]


@dataclass(frozen=True, slots=True)
class Happening:
    """Something that has a place in time. `what` is a city, a vote's number, an item's title or a declaration's title.

    `outcome` is that of a vote, or `annulled`; `entry` is where the record begins to tell of it; `turn` is a speech's.
    """

    kind: Kind
    at: str
    until: str
    what: str
    outcome: str
    entry: int
    turn: str = ""


@dataclass(slots=True)
class Stretch:
    """One sitting from its opening to its end, or, with the number 0, what happened outside all sittings."""

    number: int
    opened_at: str = ""
    ended_at: str = ""
    pauses: list[tuple[str, str]] = field(default_factory=list)
    happenings: list[Happening] = field(default_factory=list)


def timeline_of(entries: Sequence[Entry], cities: Mapping[str, str]) -> list[Stretch]:
    """The stretches of a session in their order, what fell outside the sittings last. `cities` names seats by id.

    A sitting that goes on ends, for now, with the last entry; so does a speech.
    """
    now = entries[-1].at if entries else ""
    found = [each for each in _sittings(entries, now) if each.opened_at]
    outside = Stretch(0)
    for happening in sorted(_happenings(entries, cities, now), key=lambda each: (each.at, each.entry)):
        home = next((each for each in found if each.opened_at <= happening.at <= each.ended_at), outside)
        home.happenings.append(happening)
    if outside.happenings:
        outside.opened_at = outside.happenings[0].at
        outside.ended_at = max(each.until for each in outside.happenings)
        found.append(outside)
    return found


def _sittings(entries: Iterable[Entry], now: str) -> list[Stretch]:
    found: dict[str, Stretch] = {}
    for entry in entries:
        match entry.kind:
            case "sitting.scheduled":
                found[entry.body["sitting"]] = Stretch(entry.body["number"], ended_at=now)
            case "sitting.opened":
                found[entry.body["sitting"]].opened_at = entry.at
            case "sitting.suspended":
                found[entry.body["sitting"]].pauses.append((entry.at, now))
            case "sitting.resumed":
                pauses = found[entry.body["sitting"]].pauses
                pauses[-1] = (pauses[-1][0], entry.at)
            case "sitting.adjourned":
                sitting = found[entry.body["sitting"]]
                sitting.ended_at = entry.at
                sitting.pauses = [(start, min(end, entry.at)) for start, end in sitting.pauses]
    return sorted(found.values(), key=lambda each: each.opened_at)


def _happenings(entries: Sequence[Entry], cities: Mapping[str, str], now: str) -> Iterator[Happening]:
    yield from _votes(entries, now)
    yield from _speeches(entries, cities, now)
    titles: dict[str, str] = {}
    for entry in entries:
        if entry.kind in ("item.added", "item.changed"):
            titles[entry.body["item"]] = str(entry.body["title"])
        if entry.kind == "declaration.published":
            yield Happening("declaration", entry.at, entry.at, entry.body["title"], "", entry.seq)
        if entry.kind == "item.called":
            yield Happening("item", entry.at, entry.at, titles.get(entry.body["item"], ""), "", entry.seq)


def _votes(entries: Sequence[Entry], now: str) -> Iterator[Happening]:
    ended: dict[str, str] = {}
    outcomes: dict[str, str] = {}
    for entry in entries:
        if entry.kind == "vote.closed":
            ended[entry.body["vote"]], outcomes[entry.body["vote"]] = entry.at, str(entry.body["outcome"])
        if entry.kind == "casting_vote.given":
            outcomes[entry.body["vote"]] = str(Outcome.ADOPTED if entry.body["choice"] == "yes" else Outcome.REJECTED)
        if entry.kind == "vote.annulled":
            outcomes[entry.body["vote"]] = "annulled"
    for entry in entries:
        if entry.kind == "vote.opened":
            vote, number = entry.body["vote"], str(entry.body["number"])
            yield Happening("vote", entry.at, ended.get(vote, now), number, outcomes.get(vote, ""), entry.seq)


def _speeches(entries: Sequence[Entry], cities: Mapping[str, str], now: str) -> Iterator[Happening]:
    speaker: dict[str, str] = {}
    for entry in entries:
        if entry.kind in ("speaker.listed", "speaker.invited", "reply.asked"):
            seat = entry.body.get("seat")
            speaker[entry.body["turn"]] = cities.get(seat, "") if seat else str(entry.body.get("name", ""))
    ended = {entry.body["turn"]: entry.at for entry in entries if entry.kind == "turn.ended"}
    for entry in entries:
        if entry.kind == "turn.began":
            turn = entry.body["turn"]
            yield Happening("speech", entry.at, ended.get(turn, now), speaker.get(turn, ""), "", entry.seq, turn)
