"""A sitting of two hours, played by the house's own commands on a clock of its own: four motions of the demonstration,
a hundred cities, speeches, amendments voted one by one, points of order, closures of debate.

It is what bytes and pages are measured on; nothing in it takes two hours.
"""

import random
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

from parliament.commands import (
    agenda,
    amendments,
    floor,
    founding,
    motions,
    points,
    procedural,
    seats,
    sessions,
    sittings,
    votes,
)
from parliament.commands.house import House
from parliament.commands.wording import stored_text
from parliament.demo.library import Change, Draft, open_library
from parliament.rules.powers import Actor, Office
from parliament.store.database import Database
from parliament.store.queries.docket import docket_of
from parliament.store.tables import Base, Motion
from tests.results.played import BEGINNING, Played, seat_file

CITIES, PRESENT, VOTING = 100, 92, 88
SPEECHES, LISTED = 6, 9
COUNTRIES = ("SLE", "COL", "BEL", "TUR", "FJI", "DEU", "CAN", "KEN", "IDN", "PER")
SPEECH, VOTE = 120, 80  # seconds: a speech, and the ballots of a vote


def _say_nothing(_vote: str, _voted: int) -> None:
    """What hears of ballots until somebody listens."""


class Sitting(Played):
    """The house of a hundred cities. `after` is called with nothing after each act of the sitting, `ballot` for each ballot."""

    def __init__(self, folder: Path, many: int = 4) -> None:
        self.now, self.chance = BEGINNING, random.Random(9)
        database = Database(f"sqlite:///{folder / 'house.db'}")
        Base.metadata.create_all(database.engine)
        self.house = House(database, clock=lambda: self.now)
        founded = founding.found_house(self.house, origin="parliament.example", login="desk@x.example", name="Desk")
        self.desk = Actor(account=founded["account"], offices=frozenset({Office.SECRETARIAT}))
        self.chair = self.invite("chair", Office.CHAIR)
        cities = [(f"City of {name(n)}", COUNTRIES[n % 10], "AF", 100_000 + 7_000 * n, None) for n in range(CITIES)]
        self.seats = self.act(seats.import_seats, self.desk, csv=seat_file(cities))["seats"]
        self.mayors = [self.invite(f"mayor{n}", Office.MEMBER, seat) for n, seat in enumerate(self.seats)]
        self.ballot: Callable[[str, int], None] = _say_nothing
        self.roll = CITIES
        self.drafts = open_library().drafts[:many]
        self.convene_it()

    def convene_it(self) -> None:
        """Convened, with four published motions on the agenda and everybody who comes checked in."""
        opens_at = self.now + timedelta(hours=25)
        said = {"title": "Heat and water", "opens_at": opens_at, "time_zone": "Africa/Freetown"}
        self.plenary = self.act(sessions.convene_session, self.desk, **said)["session"]
        self.business = [(self._published(draft), draft) for draft in self.drafts]
        added = {"session_id": self.plenary, "kind": "motion"}
        self.items = [
            self.act(agenda.add_item, self.desk, motion_id=motion, **added)["item"] for motion, _ in self.business
        ]
        self.now = opens_at
        fixed = self.act(sittings.schedule_sitting, self.desk, session_id=self.plenary, starts_at=self.now)
        self.sitting = fixed["sitting"]
        for mayor in self.mayors[:PRESENT]:
            self.act(sittings.check_in, mayor, sitting_id=self.sitting)

    def _published(self, draft: Draft) -> str:
        mover, *others = self.chance.sample(self.mayors, 8)
        made = self.act(
            motions.draft_motion, mover, session_id=self.plenary, title=draft.title, paragraphs=list(draft.rows)
        )
        self.act(motions.gather_sponsors, mover, motion_id=made["motion"])
        for other in others:
            self.act(motions.sponsor_motion, other, motion_id=made["motion"], text_hash=made["text_hash"])
        self.act(motions.submit_motion, mover, motion_id=made["motion"])
        self.act(motions.admit_motion, self.desk, motion_id=made["motion"])
        self.act(motions.publish_motion, self.desk, motion_id=made["motion"])
        return made["motion"]

    def play(self) -> None:
        """The two hours, from opening to adjournment."""
        self.act(sittings.open_sitting, self.chair, sitting_id=self.sitting)
        for item, (motion, draft) in zip(self.items, self.business, strict=True):
            self.act(sittings.call_item, self.chair, sitting_id=self.sitting, item_id=item)
            made = dict(self.amended(motion, change) for change in draft.changes)
            self._debate()
            self._decide(motion, made)
        self.act(sittings.adjourn_sitting, self.chair, sitting_id=self.sitting)

    def amended(self, motion: str, change: Change) -> tuple[int, str]:
        """Submit a change of the drawer; its number and its id."""
        self.now += timedelta(seconds=20)
        with self.house.reading() as db:
            base_hash = db.get_one(Motion, motion).text_hash
            rows = [
                {"id": p.id, "section": p.section, "depth": 0, "text": p.text, "addressee": p.addressee}
                for p in stored_text(db, base_hash).paragraphs
            ]
        said = {
            "motion_id": motion,
            "base_hash": base_hash,
            "paragraphs": change.apply(rows),
            "justification": change.why,
        }
        answer = self.act(amendments.submit_amendment, self.chance.choice(self.mayors[:PRESENT]), **said)
        return answer["number"], answer["amendment"]

    def _debate(self) -> None:
        """Nine ask for the floor, one thinks better of it; six speak, then a point of order, and the closure is moved."""
        asking = self.chance.sample(self.mayors[:PRESENT], LISTED)
        waiting = []
        for mayor in asking:
            self.now += timedelta(seconds=4)
            side = self.chance.choice(["for", "against", "neutral"])
            waiting.append(self.act(floor.ask_to_speak, mayor, sitting_id=self.sitting, side=side)["turn"])
        self.act(floor.leave_list, asking[-1], turn_id=waiting.pop())
        for turn in waiting[:SPEECHES]:
            self.act(floor.give_floor, self.chair, turn_id=turn)
            self.now += timedelta(seconds=SPEECH)
            self.act(floor.end_turn, self.chair, turn_id=turn)
        raised = self.act(
            points.raise_point_of_order, self.mayors[3], sitting_id=self.sitting, about="The speech was not on the item"
        )
        self.now += timedelta(seconds=20)
        ruled = {"ruling": "dismissed", "words": "The speaker came to the item in the end."}
        self.act(points.rule_on_point, self.chair, point_id=raised["point"], **ruled)
        moved = self.act(procedural.move_procedural, self.mayors[5], sitting_id=self.sitting, kind="closure")
        self._taken(self.act(procedural.put_procedural, self.chair, procedural_id=moved["procedural"])["vote"])

    def _decide(self, motion: str, made: dict[int, str]) -> None:
        """What is still pending is put, one by one; then the whole."""
        numbers = self.act(amendments.confirm_order, self.chair, motion_id=motion)["numbers"]
        for number in numbers:
            with self.house.reading() as db:
                is_pending = number in docket_of(db, db.get_one(Motion, motion)).pending
            if is_pending:  # and has not fallen with another one
                self._put(motion, made[number])
        self._put(motion, None)

    def _put(self, motion: str, amendment: str | None) -> None:
        self._taken(self.act(votes.open_vote, self.chair, motion_id=motion, amendment_id=amendment)["vote"])

    def _taken(self, vote: str) -> None:
        for voted, mayor in enumerate(self.chance.sample(self.mayors[:PRESENT], VOTING), start=1):
            self.now += timedelta(seconds=self.chance.expovariate(VOTING / VOTE))
            choice = self.chance.choices(["yes", "no", "abstain"], [8, 1, 1])[0]
            self.house.perform(votes.cast_ballot, by=mayor, vote_id=vote, choice=choice)
            self.ballot(vote, voted)
        self.now += timedelta(seconds=10)
        votes.close(self.house, by=self.chair, vote_id=vote)


def name(number: int) -> str:
    """A name as long as those of cities are."""
    syllables = ("ka", "mo", "re", "lin", "do", "sta", "vi", "tor", "bu", "len")
    return "".join(syllables[int(digit)] for digit in f"{number * 37 % 1000:03d}").title()
