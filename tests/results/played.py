"""A whole session, played in the house: eight cities, two motions, five amendments, up to the adopted text.

One motion is not admitted, so that the record holds entries that are the house's own.
"""

import io
from csv import DictWriter
from datetime import UTC, datetime, timedelta
from pathlib import Path

from sqlalchemy import select

from parliament.commands import (
    accounts,
    agenda,
    amendments,
    cabinets,
    declarations,
    founding,
    motions,
    seats,
    sessions,
    sittings,
    votes,
)
from parliament.commands.wording import stored_text
from parliament.record.checkpoint import Signer
from parliament.rules.powers import Actor, Office
from parliament.store.database import Database
from parliament.store.tables import Base, Key
from tests.checked_house import CheckedHouse

BEGINNING = datetime(2026, 11, 22, 9, 0, tzinfo=UTC)
SECRET = "It names a person whom the house protects."
CITIES = (
    # name, country, continent, people, choice in the vote on the whole text
    ("Freetown", "SLE", "AF", 1_200_000, "yes"),
    ("Medellín", "COL", "SA", 2_500_000, "yes"),
    ("=Leuven", "BEL", "EU", 100_000, "yes"),
    ("Gaziantep", "TUR", "AS", 2_100_000, "yes"),
    ("Ghent", "BEL", "EU", 260_000, "no"),
    ("Suva", "FJI", "OC", 90_000, "abstain"),
    ("Mannheim", "DEU", "EU", 310_000, None),
    ("Winnipeg", "CAN", "NA", 750_000, "away"),
)
PARAGRAPHS = [
    {"section": "preamble", "text": "Recalling that heat kills"},
    {"section": "operative", "text": "Commit to publish a heat plan every year", "addressee": "we_commit"},
    {"section": "operative", "text": "Call on governments to pay for it", "addressee": "governments"},
    {"section": "operative", "text": "Decide to meet again"},
]


def seat_file(cities=CITIES, coalition: str = "") -> str:
    rows = io.StringIO()
    columns = ["name", "iso3", "country", "continent", "population", "lat", "lon", "timezone", "mayor", "coalition"]
    writer = DictWriter(rows, columns)
    writer.writeheader()
    for number, (name, iso3, continent, people, _) in enumerate(cities):
        values = (
            name,
            iso3,
            f"Country {iso3}",
            continent,
            people,
            f"{number % 80}.5",
            "-3.25",
            "UTC",
            f"Mayor of {name}",
            coalition,
        )
        writer.writerow(dict(zip(columns, values, strict=True)))
    return rows.getvalue()


class Played:
    """The house with everybody in it. `now` is its clock, moved a second by every act."""

    def __init__(self, folder: Path) -> None:
        self.now = BEGINNING
        database = Database(f"sqlite:///{folder / 'house.db'}")
        Base.metadata.create_all(database.engine)
        self.house = CheckedHouse(database, clock=lambda: self.now)
        founded = founding.found_house(self.house, origin="parliament.example", login="desk@x.example", name="Desk")
        self.vkey = founded["vkey"]
        self.desk = Actor(account=founded["account"], offices=frozenset({Office.SECRETARIAT}))
        self.chair = self.invite("chair", Office.CHAIR)
        self.seats = self.act(seats.import_seats, self.desk, csv=seat_file())["seats"]
        self.mayors = [self.invite(f"mayor{n}", Office.MEMBER, seat) for n, seat in enumerate(self.seats)]

    def signer(self) -> Signer:
        """The seed of the house, in the hands of a forger."""
        with self.house.reading() as db:
            key = db.scalars(select(Key)).one()
            return Signer(key.name, key.seed)

    def act(self, command, actor, **arguments):
        self.now += timedelta(seconds=1)
        return self.house.perform(command, by=actor, **arguments)

    def invite(self, login: str, office: Office, seat: str | None = None) -> Actor:
        named = {"login": f"{login}@x.example", "name": login.title(), "token_hash": login, "office": office.value}
        made = self.act(accounts.invite, self.desk, seat_id=seat, **named)
        return Actor(account=made["account"], offices=frozenset({office}), seat=seat)

    def convene(self, title: str = "Water and heat") -> None:
        opens_at = self.now + timedelta(hours=25)
        self.plenary = self.act(
            sessions.convene_session, self.desk, title=title, opens_at=opens_at, time_zone="Africa/Freetown"
        )["session"]
        self.now = opens_at
        fixed = self.act(sittings.schedule_sitting, self.desk, session_id=self.plenary, starts_at=self.now)
        self.sitting = fixed["sitting"]
        for mayor, (*_, choice) in zip(self.mayors, CITIES, strict=False):
            if choice != "away":
                self.act(sittings.check_in, mayor, sitting_id=self.sitting)

    def submit(self, title: str, instruction: str = "") -> str:
        """A motion with its sponsors; with an instruction, the cabinet of the last one signs for it."""
        mover, *others = self.mayors
        made = self.act(motions.draft_motion, mover, session_id=self.plenary, title=title, paragraphs=PARAGRAPHS)
        self.act(motions.gather_sponsors, mover, motion_id=made["motion"])
        signing = {"motion_id": made["motion"], "text_hash": made["text_hash"]}
        for mayor in others[: 2 if instruction else 3]:
            self.act(motions.sponsor_motion, mayor, **signing)
        if instruction:
            aide = self.invite("aide", Office.CABINET, others[2].seat)
            self.act(cabinets.cosponsor_on_instruction, aide, **signing, instruction=instruction)
        self.act(motions.submit_motion, mover, motion_id=made["motion"])
        self.text_hash = made["text_hash"]
        return made["motion"]

    def bring_forward(self, title: str = "Heat plans") -> str:
        """A motion published and before the house."""
        motion = self.submit(title)
        self.act(motions.admit_motion, self.desk, motion_id=motion)
        self.act(motions.publish_motion, self.desk, motion_id=motion)
        item = self.act(agenda.add_item, self.desk, session_id=self.plenary, kind="motion", motion_id=motion)
        self.act(sittings.open_sitting, self.chair, sitting_id=self.sitting)
        self.act(sittings.call_item, self.chair, sitting_id=self.sitting, item_id=item["item"])
        return motion

    def amend(self, motion: str, mayor: int, **changes: tuple[str, str]) -> str:
        """An amendment that changes words: `p1=("old", "new")`; an empty new text takes the paragraph out."""
        with self.house.reading() as db:
            paragraphs = stored_text(db, self.text_hash).paragraphs
        rows = []
        for number, paragraph in enumerate(paragraphs):
            old, new = changes.get(f"p{number}", ("", paragraph.text))
            text = paragraph.text.replace(old, new) if old else new
            if text:
                kept = {"id": paragraph.id, "section": paragraph.section, "depth": 0}
                rows.append({**kept, "text": text, "addressee": paragraph.addressee})
        made = self.act(
            amendments.submit_amendment,
            self.mayors[mayor],
            motion_id=motion,
            base_hash=self.text_hash,
            paragraphs=rows,
        )
        return made["amendment"]

    def vote(self, motion: str, choices, amendment: str | None = None) -> str:
        opened = self.act(votes.open_vote, self.chair, motion_id=motion, amendment_id=amendment)
        for mayor, choice in zip(self.mayors, choices, strict=False):
            if choice in ("yes", "no", "abstain"):
                self.act(votes.cast_ballot, mayor, vote_id=opened["vote"], choice=choice)
        self.now += timedelta(minutes=3)
        return votes.close(self.house, by=self.chair, vote_id=opened["vote"])["outcome"]

    def adopt(self) -> str:
        """The motion with its amendments, up to the adopted text."""
        refused = self.submit("A motion that is not in order", instruction=SECRET)
        self.act(motions.refuse_motion, self.desk, motion_id=refused, reason=SECRET)
        motion = self.bring_forward()
        made = {
            1: self.amend(motion, 3, p1=("every year", "every two years")),
            2: self.amend(motion, 4, p1=("every year", "each spring")),
            3: self.amend(motion, 5, p2=("pay", "pay fairly"), p0=("heat kills", "heat and cold kill")),
            4: self.amend(motion, 2, p3=("", "")),
            5: self.amend(motion, 6, p0=("Recalling", "Noting")),
            6: self.amend(motion, 6, p3=("again", "each month")),
        }
        self.act(amendments.withdraw_amendment, self.mayors[6], amendment_id=made[5])
        numbers = self.act(amendments.confirm_order, self.chair, motion_id=motion)["numbers"]
        against = dict.fromkeys((2,), "no")
        settled = set()
        for number in numbers:
            if number in settled:
                continue
            outcome = self.vote(motion, [against.get(number, "yes")] * 6, made[number])
            settled |= {4: {6}, 1: {2}}.get(number, set()) if outcome == "adopted" else set()
        assert self.vote(motion, [choice for *_, choice in CITIES]) == "adopted"
        return motion

    def declare(self, motion: str) -> dict:
        for actor in (self.chair, self.desk):
            self.act(declarations.certify_declaration, actor, motion_id=motion)
        return self.act(declarations.publish_declaration, self.desk, motion_id=motion)
