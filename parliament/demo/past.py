"""A past session of the demonstration: the case of 2019, played again with real cities and invented mayors.

In 2019 a resolution for the first UN-Habitat Assembly was decided in two voting rounds on a platform, and 43 mayors of
27 countries on five continents supported it (globalparliamentofmayors.org/8402-2/). Which cities these were, how the
others voted and what was asked in each round has not been published. So cities, ballots and words are ours: the first
round decides an amendment, the second the whole text. `past.toml` lists who cast what, and holds no count: every
figure that anybody reads afterwards is derived from the ballots. What became of the declaration afterwards is invented too.
"""

import tomllib
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from functools import cache
from importlib.resources import files
from typing import Any

from parliament.commands import (
    agenda,
    amendments,
    commitments,
    declarations,
    follow_up,
    motions,
    sessions,
    signatures,
    sittings,
    votes,
)
from parliament.commands.house import Answer, Command, House
from parliament.commands.wording import stored_text
from parliament.demo.library import Change, Row
from parliament.rules.powers import Actor

PROFILE = "global_mayors"
LENGTH = timedelta(days=12)  # from the founding to the closing of the session, with two rounds of three days
ROUND = timedelta(days=3)
SILENT = "none"
ANSWER, REVIEW, DUE = timedelta(days=60), timedelta(days=180), timedelta(days=730)

City = tuple[str, str]  # its name and its country's code: Santiago is more than one city


@dataclass(frozen=True)
class Past:
    """What was moved, and what each city cast in both rounds; `SILENT` where it cast nothing."""

    theme: str
    title: str
    rows: tuple[Row, ...]
    change: Change
    first: dict[City, str]
    second: dict[City, str]
    afterwards: dict[str, Any]

    def is_of(self, row: dict[str, str]) -> bool:
        """Whether a row of the cities' file took part."""
        return (row["name"], row["iso3"]) in self.second


class Clock:
    """A clock that is moved by hand while the past is played, and stands at this very moment once that is over."""

    def __init__(self, now: datetime) -> None:
        self._now, self._at = now, now - LENGTH

    def __call__(self) -> datetime:
        """The time as the house has it."""
        return self._at

    def wait(self, span: timedelta) -> None:
        """Let this much time go by."""
        self._at += span
        assert self._at <= self._now, "what is played of the past ends before the present"

    def catch_up(self) -> None:
        """The past is over."""
        self._at = self._now


@dataclass(frozen=True)
class Cast:
    """Who acts in the past: both officers, and for each city its mayor."""

    secretary: Actor
    chair: Actor
    mayors: dict[City, Actor]


@cache
def open_past() -> Past:
    """The case as the house ships it."""
    said = tomllib.loads((files("parliament.demo") / "past.toml").read_text(encoding="utf-8"))
    rows = [Row(section="preamble", depth=0, text=text, addressee="") for text in said["preamble"]]
    rows += [Row(section="operative", depth=0, **each) for each in said["operative"]]
    second = {(name, country): choice for choice, cities in said["ballots"].items() for name, country in cities}
    differently = {tuple(city): choice for choice, cities in said["first_round"].items() for city in cities}
    return Past(
        said["theme"],
        said["title"],
        tuple(rows),
        Change(**said["amendment"]),
        second | differently,
        second,
        said["afterwards"],
    )


class Play:
    """The whole session through the commands of the house, in order."""

    def __init__(self, house: House, clock: Clock, cast: Cast, past: Past) -> None:
        self._house, self._clock, self._cast, self._past = house, clock, cast, past

    def play(self) -> Answer:
        """From the convening to the closed session; returns what publishing the declaration answered."""
        begins = self._clock() + timedelta(hours=30)
        said = {"title": self._past.theme, "opens_at": begins, "time_zone": "Africa/Nairobi", "profile": PROFILE}
        plenary = self._desk(sessions.convene_session, **said)["session"]
        motion, text_hash = self._published(plenary)
        amendment = self._amended(motion, text_hash)
        self._clock.wait(begins - self._clock())
        sitting = self._desk(sittings.schedule_sitting, session_id=plenary, starts_at=begins)["sitting"]
        self._meet(plenary, sitting, motion)
        self._round(self._past.first, motion_id=motion, amendment_id=amendment)
        self._round(self._past.second, motion_id=motion)
        self._chair(sittings.adjourn_sitting, sitting_id=sitting)
        for certify in (self._chair, self._desk):
            certify(declarations.certify_declaration, motion_id=motion)
        declared = self._desk(declarations.publish_declaration, motion_id=motion)
        self._desk(sessions.close_session, session_id=plenary)
        self._follow_up(declared)
        return declared

    def _follow_up(self, declared: Answer) -> None:
        """Signed by the first cities that supported it, handed over, and one of them promises and reports."""
        after, about = self._past.afterwards, {"declaration_id": declared["declaration"]}
        supporting = [self._cast.mayors[city] for city, choice in self._past.second.items() if choice == "yes"]
        self._desk(signatures.open_signing, **about)
        for mayor in supporting[: after["signatories"]]:
            signing = {"document_hash": declared["document_hash"], "function": after["function"]}
            # Nobody in the past has a password that could be asked for again.
            self._act(replace(mayor, asked_again=True), signatures.sign_declaration, **about, **signing)
        named = self._desk(follow_up.name_addressee, **about, **after["addressee"])["addressee"]
        today = self._clock().date()
        sent = {"addressee_id": named, "sent_on": today.isoformat(), **after["dispatch"]}
        self._desk(follow_up.record_dispatch, answer_by=(today + ANSWER).isoformat(), **sent)
        days = {"due_on": (today + DUE).isoformat(), "next_review_on": (today + REVIEW).isoformat()}
        promised = self._act(supporting[0], commitments.make_commitment, **about, **after["commitment"], **days)
        report = {"commitment_id": promised["commitment"], "reported_on": today.isoformat(), **after["report"]}
        self._act(supporting[0], commitments.report_commitment, next_review_on=days["next_review_on"], **report)

    def _act(self, actor: Actor, command: Command, **said: Any) -> Answer:
        self._clock.wait(timedelta(seconds=20))
        return self._house.perform(command, by=actor, **said)

    def _desk(self, command: Command, **said: Any) -> Answer:
        return self._act(self._cast.secretary, command, **said)

    def _chair(self, command: Command, **said: Any) -> Answer:
        return self._act(self._cast.chair, command, **said)

    def _published(self, plenary: str) -> tuple[str, str]:
        """The motion of the first city that supports it, with the next ones as sponsors; on the agenda."""
        supporting = [self._cast.mayors[city] for city, choice in self._past.second.items() if choice == "yes"]
        mover, *sponsors = supporting[:4]
        said = {"session_id": plenary, "title": self._past.title, "paragraphs": list(self._past.rows)}
        made = self._act(mover, motions.draft_motion, **said)
        motion, text_hash = made["motion"], made["text_hash"]
        self._act(mover, motions.gather_sponsors, motion_id=motion)
        for sponsor in sponsors:
            self._act(sponsor, motions.sponsor_motion, motion_id=motion, text_hash=text_hash)
        self._act(mover, motions.submit_motion, motion_id=motion)
        self._desk(motions.admit_motion, motion_id=motion)
        self._desk(motions.publish_motion, motion_id=motion)
        return motion, text_hash

    def _amended(self, motion: str, text_hash: str) -> str:
        """The amendment of the last city that supports the text."""
        supporting = [city for city, choice in self._past.second.items() if choice == "yes"]
        with self._house.reading() as db:
            paragraphs = stored_text(db, text_hash).paragraphs
        rows: list[Row] = [
            {"id": each.id, "section": each.section, "depth": 0, "text": each.text, "addressee": each.addressee}
            for each in paragraphs
        ]
        said = {"motion_id": motion, "base_hash": text_hash, "paragraphs": self._past.change.apply(rows)}
        mover = self._cast.mayors[supporting[-1]]
        return str(
            self._act(mover, amendments.submit_amendment, justification=self._past.change.why, **said)["amendment"]
        )

    def _meet(self, plenary: str, sitting: str, motion: str) -> None:
        """Those who will vote are present; the motion is called, and its amendments are put in order."""
        voting = [*self._past.second.items(), *self._past.first.items()]
        present = {str(self._cast.mayors[city].seat) for city, choice in voting if choice != SILENT}
        item = self._desk(agenda.add_item, session_id=plenary, kind="motion", motion_id=motion)["item"]
        self._desk(sittings.take_roll_call, sitting_id=sitting, present=sorted(present))
        self._chair(sittings.open_sitting, sitting_id=sitting)
        self._chair(sittings.call_item, sitting_id=sitting, item_id=item)
        self._chair(amendments.confirm_order, motion_id=motion)

    def _round(self, ballots: dict[City, str], **asked: str) -> None:
        """One vote with a window of days, in which each city casts what it is said to have cast."""
        closes_at = self._clock() + ROUND
        vote = self._chair(votes.open_vote, closes_at=closes_at, **asked)["vote"]
        for city, choice in ballots.items():
            if choice != SILENT:
                self._act(self._cast.mayors[city], votes.cast_ballot, vote_id=vote, choice=choice)
        self._clock.wait(closes_at - self._clock())
        votes.close(self._house, by=self._cast.chair, vote_id=vote)
