"""A session as a `debate` in Akoma Ntoso 3.0: its sittings, who spoke, what was put, and every count with its quorum.

Beyond the schema: every `#reference` leads to an eId of the same file; each count of a vote has as many named votes as it
says, where votes were named; numbers in eIds of acts are those of the entries in the record. What was spoken is not
taken down in this house, so a speech is told by who had the floor, for what and how long.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any, Final

from parliament.documents.akoma_names import COUNTRY, expression, work_of_debate
from parliament.documents.akoma_nodes import (
    HOUSE,
    XML,
    Node,
    concept,
    element,
    file_of,
    identification,
    organization,
)

Json = dict[str, Any]

# What an act is in a debate, by the kind of its entry; whatever else happened is narrated.
_SECTIONS: Final = {
    "sitting.opened": "rollCall",
    "roll_call.taken": "rollCall",
    "point.raised": "pointOfOrder",
    "point.ruled": "pointOfOrder",
    "ruling.appealed": "pointOfOrder",
    "appeal.settled": "pointOfOrder",
    "procedural.moved": "proceduralMotions",
    "procedural.ended": "proceduralMotions",
    "procedural.decided": "proceduralMotions",
    "paper.added": "papers",
    "sitting.suspended": "adjournment",
    "sitting.resumed": "adjournment",
    "sitting.adjourned": "adjournment",
    "debate.adjourned": "adjournment",
    "motion.published": "noticesOfMotion",
}
_COUNTED: Final = {
    "yes": "in favour",
    "no": "against",
    "abstain": "abstaining",
    "papers": "papers",
    "not_voting": "present and not voting",
    "absent": "absent",
}
_OUTSIDE: Final = "Outside of the sittings"


def debate(proceedings: Json) -> bytes:
    """The whole session, as far as it has come."""
    plenary, acts = proceedings["session"], proceedings["acts"]
    began, last = _day(plenary["opens_at"]), _day(([proceedings["convened_at"], *(act["at"] for act in acts)])[-1])
    work = work_of_debate(plenary["slug"], began.strftime("%Y-%m-%d"))
    address = work, expression(work, "en", last.strftime("%Y-%m-%d"))
    body = _Body(proceedings)
    sections = list(body.sections())
    meta = element(
        "meta",
        identification(address, began, "en", ("FRBRsubtype", "session"), plenary["number"], "#parliament"),
        *body.analysis(),
        element(
            "references",
            organization("parliament", "parliament-of-mayors", HOUSE),
            *body.references(),
            source="#parliament",
        ),
    )
    status = "complete" if proceedings["closed_at"] else "in progress"
    title = element("docTitle", plenary["title"])
    title.set(f"{XML}lang", plenary["language"])
    preface = element(
        "preface",
        element("p", title),
        element("p", element("docNumber", str(plenary["number"]))),
        element("p", element("docDate", plenary["opens_at"], date=plenary["opens_at"])),
        element("p", element("docStatus", status)),
    )
    made = element("debate", meta, preface, element("debateBody", *sections), name="session")
    return file_of(made, "en")


class _Body:
    """The parts of one debate; what they refer to is gathered while they are made."""

    def __init__(self, proceedings: Json) -> None:
        self.it = proceedings
        self.agents = {row["seat"]: f"seat_{row['slug']}" for row in proceedings["seats"]}
        self.votes = {row["vote"]: row for row in proceedings["votes"]}
        self.places: dict[str, str] = {}
        self.speakers: list[tuple[str, str]] = []

    def sections(self) -> Iterable[Node]:
        """The notice, each sitting with its items, and what was done between sittings."""
        words = element("p", "The session was convened.")
        yield element("communication", words, eId="communication_1")
        for number, row in enumerate(self.it["sittings"], 1):
            acts = [act for act in self.it["acts"] if act["sitting"] == row["sitting"]]
            yield self._sitting(f"dbsect_{number}", f"Sitting {row['number']}", acts, "sitting")
        outside = [act for act in self.it["acts"] if act["sitting"] == "before"]
        if outside:
            eid = f"dbsect_{len(self.it['sittings']) + 1}"
            yield self._sitting(eid, _OUTSIDE, outside, "outside")

    def _sitting(self, eid: str, heading: str, acts: Sequence[Json], name: str) -> Node:
        made = element("debateSection", element("heading", heading), eId=eid, name=name)
        place, at = made, eid
        for act in acts:
            if act["kind"] == "item.called":
                at = f"{eid}__dbsect_{act['seq']}"
                place = element("debateSection", element("heading", act["title"]), eId=at, name="item")
                made.append(place)
            elif act["item"] is None:
                place, at = made, eid
            place.append(self._act(at, act))
        return made

    def _act(self, place: str, act: Json) -> Node:
        if act["kind"] == "turn.ended":
            return self._speech(f"{place}__speech_{act['seq']}", act)
        if act["kind"] == "statement.submitted":
            return self._statement(place, act)
        if act["vote"] in self.votes:
            return self._vote(place, act, self.votes[act["vote"]])
        name = _SECTIONS.get(act["kind"])
        if name is None:
            return element("narrative", act["words"], eId=f"{place}__narrative_{act['seq']}")
        eid = f"{place}__{name.lower()}_{act['seq']}"
        if act["kind"] == "point.raised":
            return element(name, self._speech(f"{eid}__speech_1", act), eId=eid)
        return element(name, element("p", act["words"]), eId=eid)

    def _speech(self, eid: str, act: Json) -> Node:
        """Who had the floor, and from when to when."""
        words = act["said"]["text"] if act["said"] else act["words"]
        said = {"startTime": act["began_at"], "endTime": act["at"]} if act["began_at"] else {}
        name = act["name"] or self._city(act["seat"])
        return element("speech", element("from", name), element("p", words), eId=eid, by=self._by(act), **said)

    def _by(self, act: Json) -> str:
        if act["seat"] in self.agents:
            return f"#{self.agents[act['seat']]}"
        eid = f"speaker_{act['seq']}"
        self.speakers.append((eid, str(act["name"] or "")))
        return f"#{eid}"

    def _city(self, seat: str) -> str:
        return next((str(row["city"]) for row in self.it["seats"] if row["seat"] == seat), str(seat))

    def _statement(self, place: str, act: Json) -> Node:
        """What a seat handed in, in its own words; an explanation of a vote or a dissent is a declaration of vote."""
        name = "writtenStatements" if act["said"]["kind"] == "statement" else "declarationOfVote"
        eid = f"{place}__{name.lower()}_{act['seq']}"
        lines = [element("p", line) for line in act["said"]["text"].splitlines() or [""]]
        speech = element(
            "speech", element("from", self._city(act["seat"])), *lines, eId=f"{eid}__speech_1", by=self._by(act)
        )
        speech.set(f"{XML}lang", act["said"]["language"])
        return element(name, speech, eId=eid)

    def _vote(self, place: str, act: Json, vote: Json) -> Node:
        """What was put and how it came out, and each named vote."""
        eid = f"{place}__dbsect_{act['seq']}"
        self.places[vote["vote"]] = eid
        made = element("debateSection", element("heading", f"Vote {vote['number']}"), eId=eid, name="vote")
        made.append(element("p", act["words"]))
        rows = [
            element(
                "li",
                element(
                    "vote", row["city"], by=f"#{self.agents[row['seat']]}", choice=f"#{_count(vote, row['choice'])}"
                ),
            )
            for row in vote["roll_call"]
        ]
        if rows:
            made.append(element("ul", *rows))
        return made

    def analysis(self) -> Iterable[Node]:
        """Each vote with its quorum and its counts, as the schema has a place for them."""
        found: list[Node] = []
        for vote in self.it["votes"]:
            link = {"href": f"#{self.places[vote['vote']]}"} if vote["vote"] in self.places else {}
            if vote["quorum"]:
                found.append(_quorum(vote, link))
            counts = [
                element("count", eId=_count(vote, name), value=str(vote["counts"][name]), refersTo=f"#{name}")
                for name in _COUNTED
            ]
            eid, outcome = f"voting_{vote['number']}", f"#outcome_{vote['outcome']}"
            found.append(element("voting", *counts, eId=eid, outcome=outcome, **link))
        if found:
            yield element("analysis", element("parliamentary", *found), source="#parliament")

    def references(self) -> Iterable[Node]:
        """Everybody and everything that is referred to, each once."""
        for row in self.it["seats"]:
            yield organization(self.agents[row["seat"]], row["slug"], row["city"])
        for eid, name in self.speakers:
            yield element("TLCPerson", eId=eid, href=f"/ontology/person/{COUNTRY}/{eid}", showAs=name)
        if not self.it["votes"]:
            return
        for name, words in _COUNTED.items():
            yield concept(name, words)
        for word in sorted({str(vote["outcome"]) for vote in self.it["votes"]}):
            yield concept(f"outcome_{word}", word.replace("_", " "))
        if any(vote["quorum"] for vote in self.it["votes"]):
            yield concept("quorum_met", "quorum met")
            yield concept("quorum_not_met", "quorum not met")


def _quorum(vote: Json, link: dict[str, str]) -> Node:
    eid, quorum = f"quorumverification_{vote['number']}", vote["quorum"]
    return element(
        "quorumVerification",
        element("quorum", eId=f"{eid}__quorum_1", value=str(quorum["need"])),
        element("count", eId=f"{eid}__count_1", value=str(quorum["has"])),
        eId=eid,
        outcome="#quorum_met" if quorum["met"] else "#quorum_not_met",
        **link,
    )


def _count(vote: Json, choice: str) -> str:
    return f"voting_{vote['number']}__count_{choice}"


def _day(said: str) -> datetime:
    return datetime.fromisoformat(said)
