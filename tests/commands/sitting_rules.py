"""The rules of procedure under which whole sittings are played, and the moment at which each of them begins."""

from typing import Any

from tests.builders import MOMENTS, Chamber
from tests.varied import convene_under

RULES: dict[str, dict[str, Any]] = {
    "two thirds": {},
    "casting vote": {
        "majority.motion": "simple",
        "majority.tie": "casting_vote",
        "ballots.may_change_until_close": False,
        "proxies.max_per_holder": 2,
        "proxies.count_for_quorum": True,
    },
    "second round": {
        "majority.motion": "simple",
        "majority.tie": "second_round",
        "quorum.check": "on_request",
        "quorum.request_seats": 2,
        "votes.manner": "show_of_hands",
        "votes.roll_call_request_seats": 2,
    },
    "double majority": {
        "majority.motion": "all_of [simple, weighted population [simple], per_group continent 2 [simple]]",
        "majority.tie": "second_round",
        "votes.roll_call_request_seats": 2,
    },
}


def debated(chamber: Chamber, changes: dict[str, Any]) -> None:
    convene_under(chamber, changes, base="demonstration")
    chamber.publish()
    chamber.open()
    chamber.call()


def moment_under(name: str) -> str:
    """The moment at which a motion is under debate under these rules."""
    return f"debated_under_{name.replace(' ', '_')}"


for name, changes in RULES.items():
    MOMENTS[moment_under(name)] = ("founded", lambda chamber, said=changes: debated(chamber, said))
