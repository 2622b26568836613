"""Behaviours by key: several amendments at once, one in parts."""

from parliament.commands import amendments, blocs, divisions
from tests.builders import Chamber
from tests.commands.keyed import behaves, tried, voted


def two_amendments(chamber: Chamber) -> list[str]:
    """The first with two changes; both in the order of voting."""
    said = {"motion_id": chamber.motion, "base_hash": chamber.text_hash}
    changes = (
        chamber.edited(p0=("dry", "foul"), p1=("every year", "each spring")),
        chamber.edited(p2=("pay", "pay fairly")),
    )
    made = [
        chamber.by(chamber.mayors[1], amendments.submit_amendment, paragraphs=rows, **said)["amendment"]
        for rows in changes
    ]
    said = {"numbers": [1, 2], "reason": "As they were handed in."}
    chamber.by(chamber.chair, amendments.confirm_order, motion_id=chamber.motion, **said)
    return made


@behaves("amendments.take_out_seats", (1, [True]), (2, [False, True]), (3, [False, False, True]))
def seats_until_an_amendment_is_out(chamber: Chamber) -> list[bool]:
    two_amendments(chamber)
    said = {"motion_id": chamber.motion, "numbers": [1, 2]}
    bloc = chamber.by(chamber.chair, blocs.propose_bloc, **said)["bloc"]
    seen: list[bool] = []
    while not any(seen):
        mayor = chamber.mayors[len(seen)]
        seen.append(chamber.by(mayor, blocs.take_out, bloc_id=bloc, number=2)["taken_out"])
    return seen


@behaves("amendments.division_seats", (0, "done"), (1, "division_not_asked"))
def dividing_unasked(chamber: Chamber) -> str:
    first, _ = two_amendments(chamber)
    said = {"amendment_id": first, "parts": [["1"], ["2"]]}
    return tried(chamber, chamber.chair, divisions.divide_amendment, **said)


@behaves(
    "amendments.tie_in_part",
    ("rejected", "rejected"),
    ("adopted", "adopted"),
    ("casting_vote", "tied"),
    ("second_round", "tied"),
)
def equal_votes_on_a_part(chamber: Chamber) -> str:
    first, _ = two_amendments(chamber)
    chamber.by(chamber.mayors[2], divisions.request_division, amendment_id=first)
    chamber.by(chamber.chair, divisions.divide_amendment, amendment_id=first, parts=[["1"], ["2"]])
    return voted(chamber, chamber.put(first), 3, 3)
