"""Minutes of a sitting, composed from the entries of the record alone: who was there, what was done, how it came out.

Each paragraph is a sentence as data, which every reader reads in their language, with the number of its entry. Names
of officers stand in no entry, so whoever calls brings them.
"""

from collections.abc import Mapping, Sequence
from typing import Any

from parliament.record.entries import Entry, Json
from parliament.results import telling_parts  # noqa: F401 -- its tellers are registered by being read
from parliament.results.as_json import sentence_to_json
from parliament.results.matter import Annex, NotInRecord, closed_votes, read
from parliament.results.telling import TELLERS, Told


def compose_minutes(entries: Sequence[Entry], annex: Annex, *, sitting: str, names: Mapping[str, str]) -> Json:
    """The draft minutes of a sitting that is over. `names` are those of accounts. Raises `NotInRecord`."""
    opened, adjourned = _bounds(entries, sitting)
    told = Told.of(entries, names)
    within = [entry for entry in entries if opened.seq <= entry.seq <= adjourned.seq or _is_of(entry, told, sitting)]
    paragraphs = [
        {"number": number, "seq": entry.seq, "at": entry.at, "kind": entry.kind, "sentence": sentence_to_json(said)}
        for number, (entry, said) in enumerate(
            ((entry, said) for entry in within for said in _say(told, entry)), start=1
        )
    ]
    there, away = _attendance(within, annex)
    scheduled = next(e for e in entries if e.kind == "sitting.scheduled" and e.body["sitting"] == sitting)
    convened = entries[0].body
    return {
        "sitting": sitting,
        "number": scheduled.body["number"],
        "session": {name: convened[name] for name in ("plenary", "slug", "number", "title", "time_zone")},
        "starts_at": scheduled.body["starts_at"],
        "opened_at": opened.at,
        "adjourned_at": adjourned.at,
        "chairs": told.chairs(within),
        "present": there,
        "absent": away,
        "paragraphs": paragraphs,
        "entries": {"from": opened.seq, "to": adjourned.seq},
    }


def with_corrections(draft: Json, corrections: Sequence[Json]) -> Json:
    """The minutes as the house approves them: each accepted correction beside the words it replaces.

    A correction has `number`, `paragraph`, `text`, `seat`, `city`; of two to one paragraph, the later one stands.
    """
    accepted = {int(each["paragraph"]): each for each in sorted(corrections, key=lambda each: int(each["number"]))}
    return draft | {
        "paragraphs": [
            paragraph | {"correction": accepted.get(paragraph["number"])} for paragraph in draft["paragraphs"]
        ]
    }


def _bounds(entries: Sequence[Entry], sitting: str) -> tuple[Entry, Entry]:
    found = {entry.kind: entry for entry in entries if entry.body.get("sitting") == sitting}
    if "sitting.opened" not in found or "sitting.adjourned" not in found:
        raise NotInRecord(f"sitting {sitting} was not held, or is not over")
    return found["sitting.opened"], found["sitting.adjourned"]


def _is_of(entry: Entry, told: Told, sitting: str) -> bool:
    """What happened after the sitting to a vote that was opened in it: a window ends when it was announced to."""
    vote = told.votes.get(str(entry.body.get("vote")))
    return entry.kind.startswith(("vote.", "casting_vote.")) and vote is not None and vote.body["sitting"] == sitting


def _say(told: Told, entry: Entry) -> list[Any]:
    teller = TELLERS.get(entry.kind)
    said = teller(told, entry) if teller else None
    return [] if said is None else [said]


def _attendance(within: Sequence[Entry], annex: Annex) -> tuple[list[Json], list[Json]]:
    """Seats that were there at any time of the sitting, and seats with a holder that never were.

    By the roll calls, by ballots cast in person, and by speeches; never by a proxy.
    """
    rows: dict[str, Json] = {}
    there: set[str] = set()
    for entry in within:
        if "credentials_hash" in entry.body:
            for row in read(annex, entry.body["credentials_hash"])["seats"]:
                rows[row["seat"]] = {name: row[name] for name in ("seat", "city", "country")}
                there |= {row["seat"]} if row["present"] else set()
                if row["mandate"] is None:
                    del rows[row["seat"]]
        if entry.kind == "speaker.listed":
            there |= {entry.body["seat"] for turn in within if _began(turn, entry)}
    there |= _voters(within, annex)
    by_city = sorted(rows.values(), key=lambda row: (row["city"], row["seat"]))
    return [row for row in by_city if row["seat"] in there], [row for row in by_city if row["seat"] not in there]


def _began(entry: Entry, listed: Entry) -> bool:
    return entry.kind == "turn.began" and entry.body["turn"] == listed.body["turn"]


def _voters(within: Sequence[Entry], annex: Annex) -> set[str]:
    """Seats whose own holder was there at a vote by name."""
    found: set[str] = set()
    for vote in closed_votes([entry for entry in within if entry.kind in ("vote.opened", "vote.closed")]):
        if vote.closed.body["roll_call_hash"] is None:
            continue
        by_proxy = {row["seat"] for row in read(annex, vote.opened.body["roll_hash"])["roll"] if row.get("proxy")}
        called = read(annex, vote.closed.body["roll_call_hash"])["roll_call"]
        found |= {row["seat"] for row in called if row["choice"] != "absent"} - by_proxy
    return found
