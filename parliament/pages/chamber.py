"""The chamber drawn, and the roll call as its reader wants to see it: the same facts, twice."""

from collections.abc import Sequence

from flask import request
from flask_babel import gettext
from markupsafe import Markup

from parliament.pages.shell import listed
from parliament.results.hemicycle import SeatMark, State, hemicycle, hemicycle_by_count
from parliament.schemas.words import word

# Those who agree sit together, then those who are between, then those who do not; whoever said nothing comes last.
BLOCKS = ("yes", "paper", "abstain", "no", "not_voting", "absent")
# The paper of an election says more than a mark can: it is drawn as a vote, whatever it names.
DRAWN: dict[str, State] = {"paper": "voted"}


def by_count(voted: int, total: int) -> Markup:
    """While a vote is open. The label has no number in it, because the script only moves the marks."""
    label = gettext("Seats that have voted, by count alone")
    return Markup(hemicycle_by_count(min(voted, total), total, label))  # noqa: S704 -- the drawing escapes its words


def by_choice(roll_call: Sequence[dict]) -> Markup:
    """A closed vote, seat by seat; every seat carries its city and its choice."""
    rows = sorted(roll_call, key=lambda row: BLOCKS.index(row["choice"]))
    marks = [
        SeatMark(
            row["seat"],
            gettext("%(city)s: %(choice)s", city=row["city"], choice=word(row["choice"])),
            DRAWN.get(row["choice"], row["choice"]),
        )
        for row in rows
    ]
    cast = [row["choice"] for row in rows]
    counts = listed(f"{word(choice)}: {cast.count(choice)}" for choice in BLOCKS if choice != "paper" or choice in cast)
    label = gettext("How the seats voted. %(counts)s", counts=counts)
    return Markup(hemicycle(marks, label))  # noqa: S704 -- the drawing escapes its words


def as_asked(roll_call: Sequence[dict]) -> list[dict]:
    """The roll call through the filters in the page's address: `choice` and `country`."""
    choice, country = request.args.get("choice", ""), request.args.get("country", "")
    return [row for row in roll_call if choice in ("", row["choice"]) and country in ("", row["country"])]


def choices_in(rows: Sequence[dict]) -> list[tuple[str, str]]:
    """The choices a roll call can be narrowed down to: yes, no and the like, or the papers of an election."""
    has_papers = any(row["choice"] == "paper" for row in rows)
    shown = [choice for choice in BLOCKS if choice not in (("yes", "no") if has_papers else ("paper",))]
    return [(choice, word(choice)) for choice in shown]


def countries(rows: Sequence[dict]) -> list[tuple[str, str]]:
    """The countries of these rows, as options of a list, by name."""
    found = {(row["country"], row.get("country_name") or row["country"]) for row in rows}
    return sorted(found, key=lambda pair: pair[1].casefold())


# What templates call them.
DRAWINGS = {
    "chamber_by_count": by_count,
    "chamber_by_choice": by_choice,
    "roll_call_as_asked": as_asked,
    "choices_in": choices_in,
    "countries": countries,
}
