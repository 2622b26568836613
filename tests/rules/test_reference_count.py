"""A second count, as plain as the rules are written, held against ours over random rolls, ballots and nested rules.

It reads the written rule on its own and compares by definition ("more for than against"), never by numbers needed. It
shares no code with the house: dictionaries, and fractions where the rule has one.
"""

import re
from fractions import Fraction
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from parliament.rules.counting import RollRow
from parliament.rules.majority import Majority, Tie
from tests.rules.rolls import MAJORITIES, Held, held

Seat = dict[str, Any]
Rule = list[Any]


def seat_of(row: RollRow, vote: Held, *, on_roll: bool) -> Seat:
    choice = vote.ballots.get(row.seat)
    return {
        "did": (choice or ("here" if row.seat in vote.present else "away")) if on_roll else "no part",
        "seats": row.weight,
        "population": row.population,
        "continent": row.continent,
        "country": row.country,
    }


def read(text: str) -> Rule:
    """`per_group continent 2/3 [all_of [simple]]` as lists in lists: ["per_group", "continent", "2/3", [[…]]]."""
    words = re.findall(r"[a-z_]+|\d+/\d+|\d+|[\[\],]", text)
    parts: Rule = [[]]
    stack = [parts]
    for word in words:
        if word == "[":
            inner: Rule = [[]]
            stack[-1][-1].append(inner)
            stack.append(inner)
        elif word == "]":
            stack.pop()
        elif word == ",":
            stack[-1].append([])
        else:
            stack[-1][-1].append(word)
    return parts[0]


def reaches(number: int, words: list[str], whole: int) -> bool:
    """A bare half is more than half, every other bare share at least that share."""
    share = Fraction(words[-1])
    more_than = words[0] == "more_than" or (len(words) == 1 and share == Fraction(1, 2))
    return number > share * whole if more_than else number >= share * whole


def in_favour(rule: Rule, seats: list[Seat], unit: str, equal: str) -> str:
    """What a rule says: "yes", "no", or "equal" where equal votes are all that is missing."""
    rule, floors = list(rule), []
    while "plus_floor" in rule:
        at = len(rule) - rule[::-1].index("plus_floor")
        floors.append(["of_members", *rule[at:]])
        rule = rule[: at - 1]
    answers = [plainly(each, seats, unit, equal) for each in (rule, *floors)]
    return together(answers)


def together(answers: list[str]) -> str:
    if "no" in answers:
        return "no"
    return "equal" if "equal" in answers else "yes"


def plainly(rule: Rule, seats: list[Seat], unit: str, equal: str) -> str:
    if rule[0] == "all_of":
        return together([in_favour(part, seats, unit, equal) for part in rule[1]])
    if rule[0] == "weighted":
        return in_favour(rule[2][0], seats, rule[1], equal)
    if rule[0] == "per_group":
        return "yes" if enough_groups(rule, seats, unit) else "no"

    def total(*did: str) -> int:
        return sum(seat[unit] for seat in seats if seat["did"] in did)

    yes, no, abstain = total("yes"), total("no"), total("abstain")
    if rule[0] == "simple" and yes == no > 0:
        return equal
    present = total("yes", "no", "abstain", "here")
    reached = {
        "simple": lambda: yes > no,
        "over_abstentions": lambda: yes > no + abstain,
        "qualified": lambda: Fraction(yes) >= Fraction(rule[1]) * (yes + no),
        "absolute": lambda: yes >= int(rule[1]),
        "of_members": lambda: reaches(yes, rule[1:], sum(seat[unit] for seat in seats)),
        "of_present": lambda: reaches(yes, rule[1:], present),
    }[rule[0]]()
    return "yes" if reached and yes > 0 else "no"


def enough_groups(rule: Rule, seats: list[Seat], unit: str) -> bool:
    """Each group that has a seat on the roll is counted alone, and equal votes never carry it."""
    _, by, *needed, inner = rule
    names = {seat[by] for seat in seats if seat["did"] != "no part"}
    passing = 0
    for name in names:
        alone = [seat for seat in seats if seat[by] == name]
        passing += in_favour(inner[0], alone, unit, "no") == "yes"
    if len(needed) == 1 and needed[0].isdigit():
        return passing >= int(needed[0])
    return passing > 0 and reaches(passing, needed, len(names))


EQUAL = {Tie.REJECTED: "no", Tie.ADOPTED: "yes", Tie.CASTING_VOTE: "equal", Tie.SECOND_ROUND: "equal"}
OUTCOMES = {"yes": "adopted", "no": "rejected", "equal": "tied"}


@given(held(), MAJORITIES, st.sampled_from(Tie))
def test_both_counts_come_to_the_same_outcome(vote: Held, majority: Majority, tie: Tie) -> None:
    seats = [seat_of(row, vote, on_roll=True) for row in vote.roll]
    seats += [seat_of(row, vote, on_roll=False) for row in vote.off_roll]
    answer = in_favour(read(str(majority)), seats, "seats", EQUAL[tie])
    assert vote.decided(majority, tie).outcome == OUTCOMES[answer]
