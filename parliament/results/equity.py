"""Who was heard in a session: speaking time, texts and their adoption, by region and by the size of cities.

Counted from the entries of the session's log and the seats frozen at its convening, and nothing else. Income groups of
countries are not in the record, so nothing is said of them.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from parliament.record.entries import Entry, Json
from parliament.results.groups import SIZES, UNKNOWN_REGION, UNKNOWN_SIZE, size_class
from parliament.results.matter import Annex, Voted, closed_votes, one, seats_in
from parliament.rules.explain import CONTINENTS
from parliament.rules.stages import DecisionKind, Outcome, Question

# Of a session's entries the report needs no others.
KINDS = (
    "session.convened",
    "speaker.listed",
    "reply.asked",
    "turn.began",
    "turn.interrupted",
    "turn.resumed",
    "turn.ended",
    "motion.published",
    "motion.decided",
    "amendment.submitted",
    "amendment.decided",
    "vote.opened",
    "vote.closed",
    "vote.annulled",
    "casting_vote.given",
    "hands.counted",
)


@dataclass(kw_only=True)
class Heard:
    """What the record says of one seat. `milliseconds` is how long it had the floor, without what interrupted it."""

    people: int | None
    region: str
    size: str
    turns: int = 0
    milliseconds: int = 0
    motions: set[str] = field(default_factory=set)
    amendments: set[str] = field(default_factory=set)


def equity_of(entries: Sequence[Entry], annex: Annex) -> Json:
    """The report: `region` and `size`, each a list of groups whose columns add up to `whole`."""
    seats = _seats(entries, annex)
    _speeches(entries, seats)
    _texts(entries, seats)
    adopted = _adopted(entries)
    regions = [*sorted(CONTINENTS.values()), UNKNOWN_REGION]
    sizes = [*SIZES, UNKNOWN_SIZE]
    whole = _group("", seats.values(), adopted)
    return {
        "region": [_shared(each, whole) for each in _grouped(seats, lambda seat: seat.region, regions, adopted)],
        "size": [_shared(each, whole) for each in _grouped(seats, lambda seat: seat.size, sizes, adopted)],
        "whole": _shared(whole, whole),
    }


def _seats(entries: Sequence[Entry], annex: Annex) -> dict[str, Heard]:
    frozen = seats_in(one(entry for entry in entries if entry.kind == "session.convened"), annex)
    return {
        seat: Heard(
            people=row["population"],
            region=CONTINENTS.get(row["continent"], UNKNOWN_REGION),
            size=size_class(row["population"]),
        )
        for seat, row in frozen.items()
    }


def _seat(seats: dict[str, Heard], key: str) -> Heard:
    """A seat; one that came after the convening belongs to no known group."""
    return seats.setdefault(key, Heard(people=None, region=UNKNOWN_REGION, size=UNKNOWN_SIZE))


def _speeches(entries: Sequence[Entry], seats: dict[str, Heard]) -> None:
    """Add up the time each seat had the floor; a speech that goes on is counted up to the last of these entries."""
    seat_of: dict[str, str] = {}
    since: dict[str, datetime] = {}
    for entry in entries:
        turn = str(entry.body.get("turn"))
        if entry.kind in ("speaker.listed", "reply.asked"):
            seat_of[turn] = entry.body["seat"]
        elif turn in seat_of and entry.kind in ("turn.began", "turn.resumed"):
            _seat(seats, seat_of[turn]).turns += entry.kind == "turn.began"
            since[turn] = datetime.fromisoformat(entry.at)
        elif turn in since and entry.kind in ("turn.interrupted", "turn.ended"):
            _seat(seats, seat_of[turn]).milliseconds += _milliseconds(since.pop(turn), entry.at)
    for turn, began in since.items():
        _seat(seats, seat_of[turn]).milliseconds += _milliseconds(began, entries[-1].at)


def _milliseconds(began: datetime, ended_at: str) -> int:
    return (datetime.fromisoformat(ended_at) - began) // timedelta(milliseconds=1)


def _texts(entries: Sequence[Entry], seats: dict[str, Heard]) -> None:
    """Published motions and amendments handed in, each for the seat that moved it."""
    for entry in entries:
        if entry.kind == "motion.published":
            _seat(seats, entry.body["seat"]).motions.add(entry.body["motion"])
        elif entry.kind == "amendment.submitted":
            _seat(seats, entry.body["seat"]).amendments.add(entry.body["amendment"])


def _adopted(entries: Sequence[Entry]) -> set[str]:
    """The motions and amendments the house adopted; an amendment of which a part was adopted counts as adopted.

    A motion that was decided more than once stands as it was decided last.
    """
    last = {entry.body["motion"]: entry.body["outcome"] for entry in entries if entry.kind == "motion.decided"}
    found = {motion for motion, outcome in last.items() if outcome == Outcome.ADOPTED}
    found |= {
        entry.body["amendment"]
        for entry in entries
        if entry.kind == "amendment.decided" and entry.body["decision_kind"] == DecisionKind.ACCEPTED
    }
    for vote in closed_votes(entries):
        if vote.outcome == Outcome.ADOPTED:
            found |= _put(vote, entries)
    return found


def _put(vote: Voted, entries: Sequence[Entry]) -> set[str]:
    """The amendments that a vote was on; those put at once are named by their numbers in the question."""
    if vote.opened.body["question"] == Question.AMENDMENT:
        return {vote.opened.body["amendment"]}
    if vote.opened.body["question"] != Question.BLOC:
        return set()
    numbers = {int(each) for each in vote.opened.body["wording"].split(", ")}
    return {
        entry.body["amendment"]
        for entry in entries
        if entry.kind == "amendment.submitted"
        and entry.body["motion"] == vote.opened.body["motion"]
        and entry.body["number"] in numbers
    }


def _grouped(
    seats: dict[str, Heard], name_of: Callable[[Heard], str], order: Sequence[str], adopted: set[str]
) -> list[Json]:
    found: dict[str, list[Heard]] = {}
    for seat in seats.values():
        found.setdefault(name_of(seat), []).append(seat)
    return [_group(name, found[name], adopted) for name in sorted(found, key=order.index)]


def _group(name: str, seats: Iterable[Heard], adopted: set[str]) -> Json:
    seats = list(seats)
    return {
        "name": name,
        "seats": len(seats),
        "people": sum(seat.people or 0 for seat in seats),
        "speakers": sum(seat.turns > 0 for seat in seats),
        "turns": sum(seat.turns for seat in seats),
        "seconds": sum(seat.milliseconds // 1000 for seat in seats),
        "motions": sum(len(seat.motions) for seat in seats),
        "motions_adopted": sum(len(seat.motions & adopted) for seat in seats),
        "amendments": sum(len(seat.amendments) for seat in seats),
        "amendments_adopted": sum(len(seat.amendments & adopted) for seat in seats),
    }


def _shared(group: Json, whole: Json) -> Json:
    """With its share of the seats and of the speaking time, in percent to one place; "" where there is nothing to share."""
    return group | {
        "share_of_seats": _percent(group["seats"], whole["seats"]),
        "share_of_time": _percent(group["seconds"], whole["seconds"]),
    }


def _percent(part: int, whole: int) -> str:
    """Rounded half up, so that everybody rounds alike."""
    if not whole:
        return ""
    tenths = (part * 2000 + whole) // (2 * whole)
    return f"{tenths // 10}.{tenths % 10}"
