"""A sitting that never runs dry: look at the house, let each office do what is due, look again.

Nothing here is a script. What is done follows from what is there, so visitors may act as they please, the server may
be killed and started again, and the simulation goes on from whatever state it finds the house in.
"""

import time
from datetime import datetime
from typing import Any

import structlog

from parliament.demo import chairs, mayors, secretaries
from parliament.demo.client import Client, Denied, Unreachable
from parliament.demo.hands import Hands, Look
from parliament.demo.home import People
from parliament.demo.pace import Pace

logger = structlog.get_logger("parliament.demo")

TICK = 1.0
SHORTEST_TICK = 0.1
OPEN_STAGES = ("convened", "running")


def simulate(url: str, people: People, *, speed: float = 1.0) -> None:
    """Play for ever."""
    hands = Hands(Client(url), people, Pace(speed))
    while True:
        try:
            step(hands)
        except (Denied, Unreachable) as trouble:
            logger.warning("the house did not answer as expected", trouble=str(trouble))
        time.sleep(max(SHORTEST_TICK, hands.pace.wall(TICK)))


def step(hands: Hands) -> None:
    """One look, and everything that is due."""
    sessions = hands.read("/api/sessions")["sessions"]
    plenary = _current(hands, sessions)
    if plenary is None:
        secretaries.convene(hands, sessions)
        return
    look = look_at(hands, plenary["id"])
    _drop_what_is_over(hands, look)
    mayors.move(hands, look)
    mayors.sponsor(hands, look)
    mayors.amend(hands, look)
    mayors.check_in(hands, look)
    mayors.ask_for_the_floor(hands, look)
    mayors.vote(hands, look)
    secretaries.attend(hands, look)
    chairs.preside(hands, look)


def _current(hands: Hands, sessions: list[dict[str, Any]]) -> dict[str, Any] | None:
    """The oldest open session under the demonstration's rules. One that visitors convened for later can wait."""
    now = hands.client.now()
    for plenary in sorted(sessions, key=lambda each: each["number"]):
        is_ours = plenary["stage"] in OPEN_STAGES and plenary["profile"] == "demonstration"
        if is_ours and (datetime.fromisoformat(plenary["opens_at"]) - now).total_seconds() < 60:
            return plenary
    return None


def look_at(hands: Hands, plenary: str) -> Look:
    """The session, what is before the house, its motions, and the one at hand whole."""
    live = hands.read(f"/api/sessions/{plenary}/live")
    motion = hands.read(f"/api/motions/{live['motion']['id']}") if live["motion"] else None
    motions = hands.read(f"/api/sessions/{plenary}/motions")["motions"]
    return Look(hands.read(f"/api/sessions/{plenary}"), live, motions, motion)


def _drop_what_is_over(hands: Hands, look: Look) -> None:
    sitting, vote = look.sitting, look.live["vote"]
    wanted = {("sitting", sitting["id"])} if sitting else set()
    hands.crowd.keep_only(wanted | ({("vote", vote["id"])} if vote else set()))
