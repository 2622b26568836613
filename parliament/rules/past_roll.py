"""The roll call of one past vote as rows a reader can follow."""

from typing import Any

from parliament.rules.past import COUNTED_AS, OPTIONS, PastSession, PastVote


def past_roll_call(past: PastSession, vote: PastVote) -> list[dict[str, Any]]:
    """Everybody named, by name: person, name, group, weight, the option as published and the choice it is counted as."""
    if vote.roster is None:
        return []
    roster = past.rosters[vote.roster]
    nothing: tuple[None, ...] = (None,) * len(roster.voters)
    rows = [
        {
            "person": past.persons[voter][0],
            "name": past.persons[voter][1] or past.persons[voter][0],
            "group": group,
            "weight": weight,
            "option": OPTIONS[letter],
            "choice": COUNTED_AS[letter],
        }
        for voter, letter, group, weight in zip(
            roster.voters,
            vote.choices,
            roster.groups or nothing,
            roster.weights or (1,) * len(roster.voters),
            strict=True,
        )
    ]
    return sorted(rows, key=lambda row: str(row["name"]).casefold())
