"""A session played to its end, and what two processes send of it to the pages that follow: one tells each act, the other
comes late and tells several at once, and its chain breaks in the middle as when it is started again.
"""

import random
from dataclasses import asdict, dataclass, field
from datetime import timedelta
from pathlib import Path
from types import SimpleNamespace
from typing import Any

from parliament.commands import agenda as business
from parliament.commands import elections, floor, points, procedural, sittings, votes
from parliament.commands.house import House
from parliament.live.relay import Relay, Render
from parliament.live.rooms import Followers, Room
from parliament.live.shown import KEPT
from parliament.pages.fragments import render_fragments
from parliament.record.audience import Audience
from parliament.record.entries import Entry
from parliament.rules.powers import Office
from parliament.store.database import Database
from parliament.store.tables import Sitting
from tests.pages.conftest import app_of
from tests.results.played import Played

LANGUAGE = "en"
SPEAKING = ((1, "for"), (3, "against"), (5, "neutral"), (6, "for"))


@dataclass
class Worker:
    """What one process sent: at each step its frames, and what it would have answered to who asks."""

    sent: list[list[dict[str, Any]]] = field(default_factory=list)
    states: list[dict[str, Any]] = field(default_factory=list)
    changes: list[dict[str, Any]] = field(default_factory=list)


class Process:
    """A relay with one page in its room, driven by hand; `render` makes its fragments."""

    def __init__(self, house: House, log: str, render: Render) -> None:
        self.log, self.told = log, Worker()
        self._followers, self._frames = Followers(), []
        self._followers.admit("page", None)
        self._followers.enter("page", Room(log, Audience.PUBLIC, LANGUAGE))
        bell: Any = SimpleNamespace(ring=lambda *_: None)
        self.relay = Relay(house.database, self._followers, bell, render, self._emit, by_hand=True)

    def starts_again(self) -> None:
        """Everybody is gone for a moment: what follows is another chain."""
        room = Room(self.log, Audience.PUBLIC, LANGUAGE)
        self._followers.leave("page", self.log)
        self.relay.watch(self.log, self.relay.seq(self.log))
        self._followers.enter("page", room)

    def step(self, head: int | None) -> None:
        """One commit later; `head` if this process hears of it now."""
        if head is not None:
            self.relay.heard(self.log, head)
            self.relay.relay_now()
        self.told.sent.append(self._frames)
        self._frames = []
        shown = self.relay.shown(self.log, LANGUAGE)
        known = len(self.told.changes)
        recent = [n for n in range(known) if shown and self.told.changes[n]["of"] == shown.chain]
        self.told.states.append({"whole": shown.asked("", 0) if shown else None, "recent": recent[-KEPT:]})

    def _emit(self, event: str, data: dict[str, Any], rooms: list[Room]) -> None:
        if event == "fragments" and rooms:
            self._frames.append(data)
            shown = self.relay.shown(self.log, LANGUAGE)
            if data["after"] and shown:
                self.told.changes.append(data | {"of": shown.chain})


class Recording(Played):
    """The session, and everything that was sent of it. `kinds` are those of its entries."""

    def __init__(self, folder: Path, seed: int) -> None:
        super().__init__(folder)
        self.house = House(Database(f"sqlite:///{folder / 'house.db'}"), clock=lambda: self.now)
        self.convene()
        self.app, self.kinds = app_of(self.house), set[str]()
        self.fresh: list[dict[str, Any]] = []  # after each commit: the number, and what a page that is loaded now shows
        self.steady, self.late = (Process(self.house, self.plenary, self._rendered) for _ in range(2))
        self._chance = random.Random(seed)
        self.house.listeners[:] = [self._committed]
        play(self)
        self._committed([], is_last=True)
        self.house.database.engine.dispose()

    def _committed(self, entries: list[Entry], *, is_last: bool = False) -> None:
        heads = [entry.seq for entry in entries if entry.log == self.plenary]
        if not heads and not is_last:
            return
        self.kinds |= {entry.kind for entry in entries}
        head = heads[-1] if heads else self.fresh[-1]["seq"]
        with self.app.app_context():
            self.fresh.append({"seq": head, "fragments": render_fragments(self.plenary, {LANGUAGE})[LANGUAGE]})
        self.steady.step(head)
        if self._chance.random() < 0.05:
            self.late.starts_again()
        self.late.step(head if is_last or self._chance.random() < 0.5 else None)

    def _rendered(self, _log: str, languages: set[str]) -> dict[str, dict[str, str]]:
        """Both processes render the same moment, which is rendered once."""
        return dict.fromkeys(languages, self.fresh[-1]["fragments"])

    def told(self) -> list[dict[str, Any]]:
        return [asdict(each.told) for each in (self.steady, self.late)]


def play(house: Recording) -> None:
    """A motion with its amendments and votes; a debate with all that can happen in one; an election; the declaration."""
    motion = house.adopt()
    house.act(sittings.call_item, house.chair, sitting_id=house.sitting, item_id=_item(house, "debate", "Night buses"))
    _order(house, _debate(house))
    _breaks(house)
    house.act(sittings.call_item, house.chair, sitting_id=house.sitting, item_id=_item(house, "election", "Vice-chair"))
    _election(house)
    house.act(sittings.adjourn_sitting, house.chair, sitting_id=house.sitting)
    house.declare(motion)


def _item(house: Recording, kind: str, title: str) -> str:
    return str(house.act(business.add_item, house.desk, session_id=house.plenary, kind=kind, title=title)["item"])


def _debate(house: Recording) -> str:
    """Speeches and a reply; the turn that goes on."""
    here = {"sitting_id": house.sitting}
    turns = [house.act(floor.ask_to_speak, house.mayors[n], side=side, **here)["turn"] for n, side in SPEAKING]
    house.act(floor.invite_speaker, house.chair, name="Dr. Ayşe 🌳 Observer", **here)
    house.act(floor.leave_list, house.mayors[SPEAKING[-1][0]], turn_id=turns[-1])
    house.act(floor.give_floor, house.chair, turn_id=turns[0])
    house.now += timedelta(seconds=20)
    house.act(floor.end_turn, house.chair, turn_id=turns[0])
    replying = house.act(floor.ask_for_reply, house.mayors[4], about="You named my city", **here)["turn"]
    house.act(floor.grant_reply, house.chair, turn_id=replying)
    house.act(floor.give_floor, house.chair, turn_id=replying)
    house.act(floor.end_turn, house.chair, turn_id=replying)
    house.act(floor.give_floor, house.chair, turn_id=turns[1])
    return str(turns[1])


def _order(house: Recording, speaking: str) -> None:
    """A point of order stops the speech; its ruling is appealed; then the closure is moved."""
    here = {"sitting_id": house.sitting}
    point = house.act(points.raise_point_of_order, house.mayors[0], about="Not <b>on</b> the item", **here)["point"]
    house.act(points.rule_on_point, house.chair, point_id=point, ruling="dismissed", words="It is on the item.")
    house.act(points.appeal_ruling, house.mayors[0], point_id=point)
    _taken(house, house.act(points.put_appeal, house.chair, point_id=point)["vote"], "no")
    moved = house.act(procedural.move_procedural, house.mayors[1], kind="suspension", **here)["procedural"]
    house.act(procedural.withdraw_procedural, house.mayors[1], procedural_id=moved)
    moved = house.act(procedural.move_procedural, house.mayors[2], kind="closure", **here)["procedural"]
    house.act(floor.end_turn, house.chair, turn_id=speaking)
    _taken(house, house.act(procedural.put_procedural, house.chair, procedural_id=moved)["vote"], "yes")


def _breaks(house: Recording) -> None:
    """The sitting is suspended and goes on, with the roll called and somebody else in the chair."""
    here = {"sitting_id": house.sitting}
    house.act(sittings.suspend_sitting, house.chair, **here)
    house.act(sittings.resume_sitting, house.chair, **here)
    house.act(sittings.take_roll_call, house.desk, present=house.seats[:7], absent=house.seats[7:], **here)
    second = house.invite("second", Office.CHAIR)
    house.act(sittings.hand_over_chair, house.chair, account_id=second.account, **here)
    house.act(sittings.hand_over_chair, second, account_id=house.chair.account, **here)


def _election(house: Recording) -> None:
    with house.house.reading() as db:
        item = db.get_one(Sitting, house.sitting).item_id
    election = house.act(elections.open_election, house.chair, item_id=item)["election"]
    named = [
        house.act(elections.nominate, house.mayors[n], election_id=election, seat_id=house.seats[n])["candidate"]
        for n in (0, 1)
    ]
    vote = house.act(elections.put_round, house.chair, election_id=election)["vote"]
    for mayor in house.mayors[:6]:
        house.act(votes.cast_ballot, mayor, vote_id=vote, choice="paper", marks=named[:1])
    house.now += timedelta(minutes=5)
    votes.close(house.house, by=house.chair, vote_id=vote)


def _taken(house: Recording, vote: str, choice: str) -> None:
    for mayor in house.mayors[:6]:
        house.act(votes.cast_ballot, mayor, vote_id=vote, choice=choice)
    house.now += timedelta(minutes=3)
    votes.close(house.house, by=house.chair, vote_id=vote)
