"""Counting again: the tally from the roll call, the outcome from the tally and the session's rules of procedure."""

from collections import Counter
from typing import Any

from parliament.results.matter import Annex, NotInRecord, Voted, read
from parliament.rules.decision import decision_under
from parliament.rules.profile import Profile
from parliament.rules.tally import Decision, Tally, tally_from_json

SILENT = ("not_voting", "absent")
CHOICES = ("yes", "no", "abstain", *SILENT)


def roll_call_of(vote: Voted, annex: Annex) -> list[dict[str, Any]]:
    """Who voted how, seat by seat, for exactly the seats of the roll that was frozen when the vote opened."""
    said = read(annex, vote.closed.body["roll_call_hash"])
    roll = read(annex, vote.opened.body["roll_hash"])
    if {said["vote"], roll["vote"]} != {vote.opened.body["vote"]}:
        raise NotInRecord("a roll or a roll call belongs to another vote")
    called = [(row["seat"], row["mandate"]) for row in said["roll_call"]]
    entitled = [(row["seat"], row["mandate"]) for row in roll["roll"]]
    if len(dict(called)) != len(called) or sorted(called) != sorted(entitled):
        raise NotInRecord("the seats of the roll call are not those of the frozen roll, each once")
    if any(row["weight"] != 1 for row in roll["roll"]) or vote.opened.body["roll"] != len(entitled):
        raise NotInRecord("the roll does not have the number of seats, of one voice each, that the entry states")
    return list(said["roll_call"])


def recounted(roll_call: list[dict[str, Any]]) -> Tally:
    """The tally of these named ballots."""
    counts = Counter(row["choice"] for row in roll_call)
    if unknown := sorted(set(counts) - set(CHOICES)):
        raise NotInRecord(f"there is no choice {unknown[0]}")
    return Tally(**{choice: counts[choice] for choice in CHOICES})


def declared(vote: Voted) -> Tally:
    """The tally as the entry states it."""
    return tally_from_json(vote.closed.body)


def decision_of(vote: Voted, profile: Profile) -> Decision:
    """The outcome of a vote worked out again, with every step."""
    return decision_under(profile, declared(vote), roll=vote.opened.body["roll"], is_amendment=vote.is_amendment)
