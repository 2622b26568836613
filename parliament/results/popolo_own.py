"""This house's own votes in the shape of votes of the past, from entries alone: what goes out as Popolo JSON."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

from parliament.record.canonical import parse_timestamp, timestamp
from parliament.record.entries import Entry, Json
from parliament.results.matter import Annex, Voted, closed_votes, one, read
from parliament.rules.majority import Tie, parse_majority
from parliament.rules.past import Membership, PastSession, PastVote, Roster
from parliament.rules.past_outcomes import PASSES
from parliament.rules.quorum import Attendance, Base, Quorum, check_quorum, parse_quorum
from parliament.rules.requirement import Requirement
from parliament.rules.stages import Choice, Manner, Outcome, Question

# What of a session's log and of the institution's has to be read for this.
KINDS = (
    "session.convened",
    "motion.published",
    "amendment.submitted",
    "vote.opened",
    "vote.closed",
    "vote.annulled",
    "casting_vote.given",
    "substitute.certified",
    "substitute.ended",
)
INSTITUTION_KINDS = ("mandate.began", "mandate.ended")

# Questions decided by objections have no majority that could be written down, and an election is no yes or no.
WITH_A_MAJORITY = (Manner.ROLL_CALL, Manner.SHOW_OF_HANDS)
LETTER = {"yes": "y", "no": "n", "abstain": "a", "not_voting": "v", "absent": "x"}


@dataclass
class Persons:
    """Who is named, by position; a seat whose voice another's mandate holds is named by its own place as well."""

    names: dict[str, str] = field(default_factory=dict)
    positions: dict[str, int] = field(default_factory=dict)

    def position(self, person: str, name: str) -> int:
        """Where this person stands among the persons of the session."""
        self.names.setdefault(person, name)
        return self.positions.setdefault(person, len(self.positions))


@dataclass(frozen=True)
class Tenure:
    """A mandate, as the entries that began and ended it tell it."""

    member: str
    name: str
    kind: str
    since: str
    until: str | None


def has_a_majority(vote: Voted) -> bool:
    """Whether a vote can be written down as Popolo: named or counted, and decided by a majority."""
    opened = vote.opened.body
    return opened["manner"] in WITH_A_MAJORITY and opened["question"] != Question.ELECTION


def own_session(
    entries: Sequence[Entry], institution: Sequence[Entry], annex: Annex, *, house: str, vote: str | None = None
) -> PastSession:
    """The closed votes of a session that were decided by a majority and not annulled; or the one that is asked for.

    `institution` are the entries that begin and end mandates; of a single vote, only those who are named in it count as
    members, as their tenures were known when it closed, so that what is said of it never changes.
    """
    convened = one(entry for entry in entries if entry.kind == "session.convened")
    closed = [each for each in closed_votes(entries) if has_a_majority(each)]
    if vote is not None:
        closed = [one(each for each in closed if each.opened.body["vote"] == vote)]
        institution = _until(institution, closed[0].closed.at)
        entries = [entry for entry in entries if entry.seq <= closed[0].settled_seq]
    tenures = _tenures([*institution, *entries])
    told = Telling(annex, tenures, {entry.body[key]: entry for entry in entries for key in _names_of(entry)})
    named = tenures if vote is None else _named(tenures, closed[0], annex)
    memberships = _memberships(named, told.persons)
    votes = tuple(told.vote(each) for each in closed)
    return PastSession(
        organization=house,
        organization_name=house,
        period=convened.body["slug"],
        title=f"{house}, {convened.body['title']}",
        persons=tuple(told.persons.names.items()),
        memberships=memberships,
        rosters=tuple(told.rosters),
        votes=votes,
    )


def _named(tenures: dict[str, Tenure], vote: Voted, annex: Annex) -> dict[str, Tenure]:
    """The tenures of those who stand in the roll call of a vote."""
    called = vote.closed.body["roll_call_hash"]
    rows = [] if called is None else read(annex, called)["roll_call"]
    members = {tenures[row["mandate"]].member for row in rows}
    return {key: each for key, each in tenures.items() if each.member in members}


def _until(entries: Sequence[Entry], at: str) -> list[Entry]:
    return [entry for entry in entries if parse_timestamp(entry.at) <= parse_timestamp(at)]


def _names_of(entry: Entry) -> Iterable[str]:
    return {"motion.published": ("motion",), "amendment.submitted": ("amendment",)}.get(entry.kind, ())


def _tenures(entries: Iterable[Entry]) -> dict[str, Tenure]:
    """Every mandate by its id, of holders and of substitutes, in the order in which they began."""
    found: dict[str, Tenure] = {}
    for entry in entries:
        said = entry.body
        if entry.kind in ("mandate.began", "substitute.certified"):
            kind, until = said.get("mandate_kind", "substitute"), said.get("until_at")
            found[said["mandate"]] = Tenure(said["member"], said["name"], kind, said["from_at"], until)
        elif entry.kind in ("mandate.ended", "substitute.ended"):
            began = found[said["mandate"]]
            found[said["mandate"]] = Tenure(
                began.member, began.name, began.kind, began.since, said.get("until_at", entry.at)
            )
    return dict(sorted(found.items(), key=lambda item: (parse_timestamp(item[1].since), item[0])))


def _memberships(tenures: dict[str, Tenure], persons: Persons) -> tuple[Membership, ...]:
    return tuple(
        Membership(persons.position(each.member, each.name), _instant(each.since), _instant(each.until), each.kind)
        for each in tenures.values()
    )


def _instant(said: str | None) -> str | None:
    return None if said is None else timestamp(parse_timestamp(said))


@dataclass
class Telling:
    """What is gathered while votes are told: persons and rolls get their positions as they come."""

    annex: Annex
    tenures: dict[str, Tenure]
    things: dict[str, Entry]
    persons: Persons = field(default_factory=Persons)
    rosters: dict[Roster, int] = field(default_factory=dict)

    def vote(self, vote: Voted) -> PastVote:
        """One closed vote."""
        opened, closed = vote.opened.body, vote.closed.body
        roster, choices = self._roll(vote)
        is_open = vote.outcome == Outcome.TIED
        return PastVote(
            id=opened["vote"],
            motion=opened["motion"] if opened["question"] == Question.MOTION else opened["vote"],
            title=self._title(opened),
            text=None,
            date=_instant(vote.closed.at),
            rule=str(rule_of(vote)),
            assumed=False,
            published=None if is_open else PASSES[Outcome(vote.outcome)],
            members=opened["members"],
            counts=tuple((letter, closed[name]) for name, letter in LETTER.items()),
            roster=self.rosters.setdefault(roster, len(self.rosters)) if roster else None,
            choices=choices,
        )

    def _roll(self, vote: Voted) -> tuple[Roster | None, str]:
        """The named ballots of the annex that the record cites, each in the role of its city; none of a show of hands."""
        if vote.closed.body["roll_call_hash"] is None or vote.opened.body["manner"] != Manner.ROLL_CALL:
            return None, ""
        named: dict[int, tuple[Json, str]] = {}
        for row in read(self.annex, vote.closed.body["roll_call_hash"])["roll_call"]:
            member = self.tenures[row["mandate"]].member
            at = self.persons.position(member, row["member"])
            if at in named:
                at = self.persons.position(f"{member}/{row['seat']}", f"{row['member']} ({row['city']})")
            named[at] = row, LETTER[row["choice"]]
        voters = tuple(sorted(named))
        rows = [named[voter][0] for voter in voters]
        cities = tuple(str(row["city"]) for row in rows)
        return Roster(voters, self._groups(vote, rows), roles=cities), "".join(named[voter][1] for voter in voters)

    def _groups(self, vote: Voted, rows: list[Json]) -> tuple[str | None, ...] | None:
        """The continent or country of each seat as it was entitled, where the rule counts by them."""
        majority = vote.opened.body["majority"]
        by = next((name for name in ("continent", "country") if f"per_group {name}" in majority), None)
        if by is None:
            return None
        roll: dict[str, Any] = read(self.annex, vote.opened.body["roll_hash"])
        groups = {row["seat"]: row[by] for row in roll["roll"]}
        return tuple(groups.get(row["seat"]) for row in rows)

    def _title(self, opened: Json) -> str:
        motion, amendment = (self.things.get(opened[name] or "") for name in ("motion", "amendment"))
        title = str(motion.body["title"]) if motion else ""
        if amendment:
            return f"Amendment {amendment.body['number']} to “{title}”"
        return str(opened["wording"] or title or opened["question"])


def rule_of(vote: Voted) -> Requirement:
    """The rule as it stood when the vote opened, in words that need nothing but the counts.

    A casting vote is written as what it made of the tie. A quorum that is a share of the accredited seats, or does not
    count seats that only a proxy spoke for, is written as the number of seats that it came to.
    """
    opened, closed = vote.opened.body, vote.closed.body
    tie = Tie(opened["tie"])
    if tie not in (Tie.ADOPTED, Tie.REJECTED):
        choice = vote.casting.body["choice"] if vote.casting else None
        tie = Tie.ADOPTED if choice == Choice.YES else Tie.REJECTED
    quorum, represented = parse_quorum(opened["quorum"]), int(closed["represented"])
    is_other = represented or opened["accredited"] != opened["members"]
    if is_other and quorum != Quorum(0) and quorum.base is not Base.PRESENT:
        attendance = Attendance(opened["members"], opened["accredited"], closed["present"], opened["roll"])
        quorum = Quorum(check_quorum(quorum, attendance).need + represented)
    return Requirement(parse_majority(opened["majority"]), quorum, tie)
