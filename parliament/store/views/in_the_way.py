"""What a command would refuse, asked of the very rule it will ask: for the words beside a button not to be pressed."""

from collections.abc import Callable
from typing import Any

from parliament.rules.refusals import Obstacle, Refused


def in_the_way(check: Callable[..., None], **facts: Any) -> list[Obstacle]:
    """The refusal of this rule as an obstacle; nothing if it lets the act pass."""
    try:
        check(**facts)
    except Refused as refusal:
        return [Obstacle(refusal.code, tuple(refusal.facts.items()))]
    return []
