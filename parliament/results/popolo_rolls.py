"""Votes and counts of one Popolo vote event. The one place that is read hundreds of thousands of times."""

from collections.abc import Callable, Iterable
from typing import Any

from parliament.results.popolo_fields import MOST_ID, Thing, checked_text, in_range, kind_of
from parliament.results.popolo_json import malformed, shown
from parliament.rules.past import LETTERS, Roster

Position = Callable[[str, str], int]  # from a voter's id, and where it stands, to the position among the persons

PLAIN = {"id", "voter_id", "option", "group_id"}  # what most votes have, and no more
ALLOWED = "yes, no, abstain, not voting, absent, present or paired"


def read_roll(rows: Iterable[tuple[str, Any]], event: str | None, position: Position) -> tuple[Roster, str]:
    """Who voted, with a letter each. `rows` are votes with their places. Refused: bad_popolo."""
    letters: dict[int, str] = {}
    groups: dict[int, str] = {}
    weights: dict[int, int] = {}
    roles: dict[int, str] = {}
    for place, row in rows:
        if type(row) is not dict:
            raise malformed(place, f"an object is expected here, not {kind_of(row)}")
        voter = position(_voter(row, place), f"{place}/voter_id")
        if voter in letters:
            raise malformed(f"{place}/voter_id", "this voter has voted already in this vote event")
        letters[voter] = letter_of(row.get("option"), place)
        group = row.get("group_id")
        if type(group) is str and len(group) <= MOST_ID and "group" not in row:
            groups[voter] = group
        elif group is not None or "group" in row:
            _read_group(Thing(row, place), voter, groups)
        if not row.keys() <= PLAIN:
            _read_more(Thing(row, place), voter, event, weights, roles)
    voters = tuple(sorted(letters))
    roster = Roster(
        voters,
        tuple(map(groups.get, voters)) if groups else None,
        tuple(weights.get(voter, 1) for voter in voters) if weights else None,
        tuple(map(roles.get, voters)) if roles else None,
    )
    return roster, "".join(map(letters.__getitem__, voters))


def _voter(row: dict[str, Any], place: str) -> str:
    voter = row.get("voter_id")
    if type(voter) is not str or "voter" in row:
        voter = Thing(row, place).id_of("voter")
    if not voter:
        raise malformed(f"{place}/voter_id", "a vote has to name its voter")
    return checked_text(voter, f"{place}/voter_id")


def letter_of(option: Any, place: str) -> str:
    """The letter of an option, which has to be one of those that Popolo knows."""
    letter = LETTERS.get(option) if type(option) is str else None
    if letter is None:
        said = f"{shown(option)} is no option" if isinstance(option, str) else f"{kind_of(option)} is no option"
        raise malformed(f"{place}/option", f"{said}; an option is {ALLOWED}")
    return letter


def _read_group(row: Thing, voter: int, groups: dict[int, str]) -> None:
    group = row.id_of("group")
    if group is not None:
        groups[voter] = group


def _read_more(
    row: Thing,
    voter: int,
    event: str | None,
    weights: dict[int, int],
    roles: dict[int, str],
) -> None:
    """What few votes have: a weight that is not 1, a role, the event they belong to."""
    data = row.data
    if (weight := data.get("weight")) is not None and (whole := whole_weight(weight, row.at("weight"))) != 1:
        weights[voter] = whole
    if data.get("role") is not None:
        roles[voter] = row.text("role") or ""
    if data.get("vote_event_id") is not None and event is not None and row.text("vote_event_id") != event:
        raise malformed(row.at("vote_event_id"), "it is not the id of the vote event in which this vote stands")


def whole_weight(value: Any, place: str) -> int:
    """A weight counts votes, and so has to be whole; 2.0 is 2."""
    if type(value) is float and value.is_integer():
        value = int(value)
    if type(value) is not int:
        raise malformed(place, f"a weight is a whole number here, not {kind_of(value)}")
    return in_range(value, place)


def read_counts(event: Thing) -> tuple[tuple[str, int], ...] | None:
    """The published counts by letter: those of everybody, or where only groups are counted, the groups' sums."""
    whole: dict[str, int] = {}
    of_groups: dict[str, int] = {}
    named: set[tuple[str, str | None]] = set()
    for each in event.things("counts"):
        letter, group = letter_of(each.data.get("option"), each.place), each.id_of("group")
        number = each.whole("value")
        if number is None:
            raise malformed(each.at("value"), "a count has to give its value")
        key = (str(each.data["option"]).replace("_", " "), group)
        if key in named:
            raise malformed(each.at("option"), f"{shown(key[0])} is counted twice")
        named.add(key)
        sums = whole if group is None else of_groups
        sums[letter] = sums.get(letter, 0) + number
    found = whole or of_groups
    return tuple(found.items()) if found else None
