"""Counting again: the count from the roll call, the outcome from the count and the session's rules of procedure."""

from typing import Any

from parliament.results.matter import Annex, NotInRecord, Voted, read
from parliament.rules.decision import VoteRule, decided, majority_for, quorum_for, rule_from_json, tie_for
from parliament.rules.profile import Profile
from parliament.rules.stages import Manner, Question
from parliament.rules.tally import Counted, Decision, DecisionWithoutVote, RollRow, Tally, count_roll, tally_from_json

SILENT = ("not_voting", "absent")
CAST = ("yes", "no", "abstain", "paper")


def roll_call_of(vote: Voted, annex: Annex) -> list[dict[str, Any]]:
    """Who voted how, seat by seat, for exactly the seats of the roll that was frozen when the vote opened."""
    said = read(annex, vote.closed.body["roll_call_hash"])
    roll = _roll(vote, annex)
    if said["vote"] != vote.opened.body["vote"]:
        raise NotInRecord("a roll call belongs to another vote")
    called = [(row["seat"], row["mandate"]) for row in said["roll_call"]]
    entitled = [(row["seat"], row["mandate"]) for row in roll["roll"]]
    if len(dict(called)) != len(called) or sorted(called) != sorted(entitled):
        raise NotInRecord("the seats of the roll call are not those of the frozen roll, each once")
    return list(said["roll_call"])


def _roll(vote: Voted, annex: Annex) -> dict[str, Any]:
    """The frozen roll, which is of this vote and as long as the entry says."""
    roll: dict[str, Any] = read(annex, vote.opened.body["roll_hash"])
    if roll["vote"] != vote.opened.body["vote"]:
        raise NotInRecord("a roll belongs to another vote")
    if any(row["weight"] != 1 for row in roll["roll"]) or vote.opened.body["roll"] != len(roll["roll"]):
        raise NotInRecord("the roll does not have the number of seats, of one voice each, that the entry states")
    return roll


def counted_again(vote: Voted, annex: Annex) -> Counted | Tally:
    """The count from the named ballots over the frozen roll; of a show of hands, what two officers counted."""
    if vote.opened.body["manner"] == Manner.SHOW_OF_HANDS:
        return _hands(vote)
    rows, roll = roll_call_of(vote, annex), _roll(vote, annex)
    if unknown := sorted({row["choice"] for row in rows} - {*CAST, *SILENT}):
        raise NotInRecord(f"there is no choice {unknown[0]}")
    ballots = {row["seat"]: row["choice"] for row in rows if row["choice"] in CAST}
    present = {row["seat"] for row in rows if row["choice"] != "absent"}
    return count_roll(_rows(roll["roll"]), ballots, present, _rows(roll["off_roll"]))


def _rows(said: list[dict[str, Any]]) -> list[RollRow]:
    return [RollRow(row["seat"], row["population"], row["continent"], row["country"]) for row in said]


def _hands(vote: Voted) -> Tally:
    """Hands leave no names: the declared counts stand if two officers counted them, each the same."""
    tally, names = declared(vote), ("yes", "no", "abstain")
    last = {entry.body["officer"]: tuple(entry.body[name] for name in names) for entry in vote.hands}
    if list(last.values()).count(tuple(getattr(tally, name) for name in names)) < 2:
        raise NotInRecord("two officers did not count what was declared")
    return tally


def tally_again(vote: Voted, annex: Annex) -> Tally:
    """The same in seats."""
    counted = counted_again(vote, annex)
    return counted if isinstance(counted, Tally) else counted.seats


def declared(vote: Voted) -> Tally:
    """The tally as the entry states it."""
    return tally_from_json(vote.closed.body)


def rule_of(vote: Voted, profile: Profile) -> VoteRule:
    """The rule the vote was opened under, which must be the one that the session's profile has for the question."""
    rule, question = rule_from_json(vote.opened.body), Question(vote.opened.body["question"])
    asked_for = {majority_for(profile, question)}
    if question is Question.PROCEDURAL:
        asked_for |= set(profile.procedural.majorities.values())
    quorums = {quorum_for(profile, question, requested=requested) for requested in (True, False)}
    if (
        rule.majority not in asked_for
        or rule.quorum not in quorums
        or rule.tie is not tie_for(profile, vote.opened.body["part"])
    ):
        raise NotInRecord(f"vote {vote.opened.body['number']} was opened under another rule than the session's")
    return rule


def decision_of(vote: Voted, profile: Profile, annex: Annex) -> Decision | DecisionWithoutVote:
    """The outcome of a vote worked out again, with every step."""
    return decided(rule_of(vote, profile), counted_again(vote, annex), represented=vote.closed.body["represented"])
