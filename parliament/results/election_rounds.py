"""Counting an election's round again: from the papers in the roll call, under the rules frozen when it was put."""

from parliament.record.entries import Json
from parliament.rules.elections import contest_from_json, count_round
from parliament.rules.refusals import Refused


def problems_in_round(said: Json, frozen: Json, roll_call: Json, counted: Json, seed: str) -> list[str]:
    """What the record says of a round and its papers do not bear out, in words; empty when they do.

    In go the body of the entry, the annexes of contest, roll call and count, and the hash of the roll call, from which
    lots are drawn.
    """
    where = f"election {said['election']}, round {said['round']}"
    contest = contest_from_json(frozen)
    if frozen["election"] != said["election"] or contest.round != said["round"]:
        return [f"{where}: the vote was opened on another round"]
    if contest.to_json() != counted["contest"]:
        return [f"{where}: it was counted under other rules than it was opened under"]
    papers = {
        row["seat"]: row.get("marks", []) for row in roll_call["roll_call"] if row["choice"] in ("paper", "abstain")
    }
    try:
        again = count_round(contest, papers, seed)
    except Refused as refusal:
        return [f"{where}: a paper is not in order ({refusal.code})"]
    found = []
    if again.to_json() != counted["count"]:
        found.append(f"{where}: the papers give another count")
    if (list(again.elected), list(again.standing)) != (said["elected"], said["standing"]):
        found.append(f"{where}: by the papers others are elected, or go on")
    return found
