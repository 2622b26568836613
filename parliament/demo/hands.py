"""What every simulated office works with: who there is, the client, the pace, and what the house looks like now."""

import random
from dataclasses import dataclass
from typing import Any

import structlog

from parliament.demo.client import Client, Denied
from parliament.demo.crowd import Crowd
from parliament.demo.home import People, Simulated
from parliament.demo.pace import Pace
from parliament.rules.powers import Office

logger = structlog.get_logger("parliament.demo")

DONE_ALREADY = ("already_certified",)
AFTER_REFUSAL = 6.0  # seconds before the same act is tried again


@dataclass(frozen=True)
class Look:
    """The house as the secretariat reads it at one moment; `motion` is the one before the house, whole."""

    plenary: dict[str, Any]
    live: dict[str, Any]
    motions: list[dict[str, Any]]
    motion: dict[str, Any] | None

    @property
    def sitting(self) -> dict[str, Any] | None:
        """The sitting that meets or comes next; None once the last one is over."""
        sitting = self.live["sitting"]
        return sitting if sitting and sitting["state"] != "adjourned" else None


class Hands:
    """Acts in the name of simulated accounts. A refusal is an answer, never an end: the house is looked at again."""

    def __init__(self, client: Client, people: People, pace: Pace) -> None:
        self.client, self.people, self.pace = client, people, pace
        self.crowd = Crowd()
        self.members = people.holding(Office.MEMBER)
        self.chairs = people.holding(Office.CHAIR)
        self.secretary = people.holding(Office.SECRETARIAT)[0]
        self.by_seat = {member.seat: member for member in self.members}
        self.declared: set[str] = set()
        self._refused: set[tuple[str, str]] = set()
        self._settled: set[tuple[str, str]] = set()
        self._read_to: dict[str, int] = {}
        self._last_acts: dict[tuple[str, str], int] = {}

    def act(self, who: Simulated, path: str, **body: Any) -> Any | None:
        """Do it, or learn that it cannot be done now; what was refused is not tried again at once."""
        key = (who.account, path)
        if key in self._refused and self.pace.since("refused", *key) < AFTER_REFUSAL:
            return None
        self._refused.discard(key)
        try:
            return self.client.post(path, who.token, **body)
        except Denied as refusal:
            say = logger.warning if refusal.is_our_mistake else logger.info
            say("the house refused", path=path, who=who.name, code=refusal.code, status=refusal.status)
            self._refused.add(key)
            self.pace.again("refused", *key)
            if refusal.code in DONE_ALREADY:
                self._settled.add(key)
            return None

    def settle(self, who: Simulated, path: str) -> bool:
        """Do something once; true when it is done, by us or, as the refusal says, by somebody before us."""
        key = (who.account, path)
        if key not in self._settled and self.act(who, path) is not None:
            self._settled.add(key)
        return key in self._settled

    def read(self, path: str) -> Any:
        """Read as the secretariat does, who sees what the house keeps to itself."""
        return self.client.get(path, self.secretary.token)

    def last_act_of(self, log: str, account: str) -> int:
        """The number of this account's latest entry in the record of a session; zero when there is none."""
        while True:
            after = self._read_to.get(log, 0)
            page = self.read(f"/api/sessions/{log}/record?after={after}")
            for entry in page["entries"]:
                if "by" in entry:
                    self._last_acts[log, entry["by"]["account"]] = entry["seq"]
            self._read_to[log] = page["next"]
            if not page["is_full"]:
                return self._last_acts.get((log, account), 0)

    def some_member(self, *seed: object, apart_from: tuple[str, ...] = ()) -> Simulated:
        """A member, the same one for the same words, so that a restart goes on with whoever began."""
        free = [member for member in self.members if member.seat not in apart_from]
        return chance(*seed).choice(free)

    def chair_of(self, sitting: dict[str, Any]) -> Simulated | None:
        """The simulated chair in whose hands this sitting is; None when a visitor presides."""
        return next((chair for chair in self.chairs if chair.account == sitting["chair"]), None)


def chance(*seed: object) -> random.Random:
    """Chance that falls the same way for the same words."""
    return random.Random("/".join(map(str, seed)))  # noqa: S311 -- a play needs no secrecy
