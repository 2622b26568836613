"""A house of many mayors with a vote open in it, and the mayors, who cast over HTTP until each has a receipt."""

import queue
import threading
import time
from collections.abc import Callable
from contextlib import suppress
from datetime import datetime, timedelta
from typing import Any

from parliament.commands import agenda, motions, sessions, sittings, votes
from parliament.commands.house import House
from parliament.demo.client import Client, Denied
from parliament.demo.home import People, Simulated
from parliament.rules.powers import Actor, Office
from tests.faults.history import History, Receipt

SENDERS = 8
PATIENCE = 240  # seconds: on a busy machine the server takes a minute to be there again
CHOICES = ("yes", "no", "abstain")


def acting(who: Simulated) -> Actor:
    return Actor(account=who.account, offices=frozenset({Office(who.office)}), seat=who.seat or None)


def open_a_vote(house: House, people: People) -> dict[str, Any]:
    """The whole way to a vote on a motion, by commands; it stays open for ten minutes, longer than any test."""
    clock = _clock_of(house)
    secretary, chair = acting(people.holding("secretariat")[0]), acting(people.holding("chair")[0])
    members = people.holding("member")
    soon = clock[0] + timedelta(seconds=1)
    convening = {"title": "Water", "opens_at": soon, "time_zone": "UTC", "profile": "demonstration"}
    plenary = house.perform(sessions.convene_session, by=secretary, **convening)["session"]
    made = house.perform(sittings.schedule_sitting, by=secretary, session_id=plenary, starts_at=soon)
    sitting = made["sitting"]
    house.perform(sittings.take_roll_call, by=secretary, sitting_id=sitting, present=[each.seat for each in members])
    rows = [{"section": "operative", "text": "Mend every leak within a week", "addressee": "we_commit"}]
    motion = house.perform(
        motions.draft_motion, by=acting(members[0]), session_id=plenary, title="Leaks", paragraphs=rows
    )
    house.perform(motions.gather_sponsors, by=acting(members[0]), motion_id=motion["motion"])
    for signer in members[1:6]:
        house.perform(motions.sponsor_motion, by=acting(signer), **motion_and_text(motion))
    house.perform(motions.submit_motion, by=acting(members[0]), motion_id=motion["motion"])
    house.perform(motions.admit_motion, by=secretary, motion_id=motion["motion"])
    house.perform(motions.publish_motion, by=secretary, motion_id=motion["motion"])
    item = house.perform(agenda.add_item, by=secretary, session_id=plenary, kind="motion", motion_id=motion["motion"])
    clock[0] += timedelta(seconds=2)
    house.perform(sittings.open_sitting, by=chair, sitting_id=sitting)
    house.perform(sittings.call_item, by=chair, sitting_id=sitting, item_id=item["item"])
    closes_at = clock[0] + timedelta(minutes=10)
    return house.perform(votes.open_vote, by=chair, motion_id=motion["motion"], closes_at=closes_at)


def motion_and_text(motion: dict[str, Any]) -> dict[str, str]:
    return {"motion_id": motion["motion"], "text_hash": motion["text_hash"]}


def _clock_of(house: House) -> list[datetime]:
    """A clock that the test moves, starting at the database's time."""
    with house.reading() as db:
        clock = [house.database.now(db)]
    house._clock = lambda: clock[0]
    return clock


class Mayors:
    """All of them voting at once; each sends the ballot until there is a receipt. `history` says how it went."""

    def __init__(self, url: str, vote: str, members: list[Simulated], patience: float = PATIENCE) -> None:
        self.history, self._patience = History(), patience
        self._url, self._vote, self._waiting = url, vote, queue.SimpleQueue[tuple[Simulated, str]]()
        for number, member in enumerate(members):
            self._waiting.put((member, CHOICES[number % 3]))
        self._threads = [threading.Thread(target=self._send, daemon=True) for _ in range(SENDERS)]

    def begin(self) -> None:
        for thread in self._threads:
            thread.start()

    def wait(self, seconds: float) -> None:
        deadline = time.monotonic() + seconds
        for thread in self._threads:
            thread.join(max(0, deadline - time.monotonic()))

    def _send(self) -> None:
        client = Client(self._url, patience=self._patience)
        with suppress(queue.Empty):
            while True:
                member, choice = self._waiting.get_nowait()
                self.history.cast(member.seat, choice, self._casting(client, member, choice), Denied)
        client.close()

    def _casting(self, client: Client, member: Simulated, choice: str) -> Callable[[], Receipt]:
        return lambda: client.put(f"/api/votes/{self._vote}/ballot", member.token, choice=choice)
