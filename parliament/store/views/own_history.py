"""This house's own votes in the shape of votes of the past: what goes out as Popolo JSON."""

import json
from dataclasses import dataclass, field

from sqlalchemy import select
from sqlalchemy.orm import Session as Db

from parliament.record.canonical import timestamp
from parliament.record.entries import INSTITUTION
from parliament.rules.majority import Tie, parse_majority
from parliament.rules.past import Membership, PastSession, PastVote, Roster
from parliament.rules.past_outcomes import PASSES
from parliament.rules.quorum import Attendance, Base, Quorum, check_quorum, parse_quorum
from parliament.rules.requirement import Requirement
from parliament.rules.stages import Choice, Manner, Outcome, Question, VoteState
from parliament.store.record import annex
from parliament.store.tables import Amendment, Log, Mandate, Member, Motion, PlenarySession, Seat, Vote

# Questions decided by objections have no majority that could be written down, and an election is no yes or no.
WITH_A_MAJORITY = (Manner.ROLL_CALL, Manner.SHOW_OF_HANDS)
LETTER = {"yes": "y", "no": "n", "abstain": "a", "not_voting": "v", "absent": "x"}


@dataclass
class Persons:
    """Who is named, by position; a seat whose voice another's mandate holds is named by its own place as well."""

    names: dict[str, str] = field(default_factory=dict)
    positions: dict[str, int] = field(default_factory=dict)

    def position(self, person: str, name: str) -> int:
        self.names.setdefault(person, name)
        return self.positions.setdefault(person, len(self.positions))


def own_session(db: Db, plenary: PlenarySession) -> PastSession:
    """The closed votes of a session of this house, decided by a majority and not annulled."""
    persons, rosters = Persons(), dict[Roster, int]()
    origin = (db.scalar(select(Log.origin).where(Log.id == INSTITUTION)) or "").rpartition("/")[0]
    memberships = _memberships(db, persons)
    votes = [_vote(db, each, persons, rosters) for each in _closed(db, plenary.id)]
    return PastSession(
        organization=origin,
        organization_name=origin,
        period=plenary.slug,
        title=f"{origin}, {plenary.title}",
        persons=tuple(persons.names.items()),
        memberships=memberships,
        rosters=tuple(rosters),
        votes=tuple(votes),
    )


def _closed(db: Db, plenary_id: str) -> list[Vote]:
    asked = select(Vote).where(
        Vote.plenary_id == plenary_id,
        Vote.state == VoteState.CLOSED,
        Vote.manner.in_(WITH_A_MAJORITY),
        Vote.question != Question.ELECTION,
    )
    return list(db.scalars(asked.order_by(Vote.number)))


def _memberships(db: Db, persons: Persons) -> tuple[Membership, ...]:
    rows = db.execute(select(Mandate, Member.name).join(Member).order_by(Mandate.from_at, Mandate.id))
    return tuple(
        Membership(
            persons.position(mandate.member_id, name),
            timestamp(mandate.from_at),
            timestamp(mandate.until_at) if mandate.until_at else None,
            mandate.kind,
        )
        for mandate, name in rows
    )


def _vote(db: Db, vote: Vote, persons: Persons, rosters: dict[Roster, int]) -> PastVote:
    rule = _rule(vote)
    roster, choices = _roll(db, vote, persons)
    return PastVote(
        id=vote.id,
        motion=vote.motion_id if vote.question == Question.MOTION else vote.id,
        title=_title(db, vote),
        text=None,
        date=timestamp(vote.closed_at) if vote.closed_at else None,
        rule=str(rule),
        assumed=False,
        published=None if vote.outcome == Outcome.TIED and not vote.casting else PASSES[_outcome(vote)],
        members=vote.members,
        counts=tuple((letter, getattr(vote, name) or 0) for name, letter in LETTER.items()),
        roster=rosters.setdefault(roster, len(rosters)) if roster else None,
        choices=choices,
    )


def _outcome(vote: Vote) -> Outcome:
    """With the casting vote, which decides where the votes were equal."""
    if vote.casting is not None:
        return Outcome.ADOPTED if vote.casting == Choice.YES else Outcome.REJECTED
    return Outcome(vote.outcome or Outcome.REJECTED)


def _rule(vote: Vote) -> Requirement:
    """The rule as it stood when the vote opened, in words that need nothing but the counts.

    A casting vote is written as what it made of the tie. A quorum that is a share of the accredited seats, or does not
    count seats that only a proxy spoke for, is written as the number of seats that it came to.
    """
    tie = Tie(vote.tie)
    if tie not in (Tie.ADOPTED, Tie.REJECTED):
        tie = Tie.ADOPTED if vote.casting == Choice.YES else Tie.REJECTED
    quorum, represented = parse_quorum(vote.quorum), vote.represented or 0
    is_other = represented or vote.accredited != vote.members
    if is_other and quorum != Quorum(0) and quorum.base is not Base.PRESENT:
        attendance = Attendance(vote.members, vote.accredited, vote.present, vote.roll)
        quorum = Quorum(check_quorum(quorum, attendance).need + represented)
    return Requirement(parse_majority(vote.majority), quorum, tie)


def _roll(db: Db, vote: Vote, persons: Persons) -> tuple[Roster | None, str]:
    """The named ballots of the annex that the record cites; none of a show of hands."""
    if vote.roll_call_hash is None or vote.manner != Manner.ROLL_CALL:
        return None, ""
    rows = json.loads(annex(db, vote.roll_call_hash))["roll_call"]
    members = _members(db, {row["mandate"] for row in rows})
    named: dict[int, tuple[str, str]] = {}
    for row in rows:
        at = persons.position(members[row["mandate"]], row["member"])
        if at in named:
            at = persons.position(f"{members[row['mandate']]}/{row['seat']}", f"{row['member']} ({row['city']})")
        named[at] = row["seat"], LETTER[row["choice"]]
    voters = tuple(sorted(named))
    seats = [named[voter][0] for voter in voters]
    return Roster(voters, _groups(db, vote.majority, seats)), "".join(named[voter][1] for voter in voters)


def _members(db: Db, mandates: set[str]) -> dict[str, str]:
    rows = db.execute(select(Mandate.id, Mandate.member_id).where(Mandate.id.in_(mandates)))
    return {mandate: member for mandate, member in rows}  # noqa: C416 -- rows are no pairs to a type checker


def _groups(db: Db, majority: str, seats: list[str]) -> tuple[str | None, ...] | None:
    """The continent or country of each seat, where the rule counts by them."""
    column = next((each for each in (Seat.continent, Seat.country) if f"per_group {each.key}" in majority), None)
    if column is None:
        return None
    found = {seat: group for seat, group in db.execute(select(Seat.id, column).where(Seat.id.in_(seats)))}  # noqa: C416 -- as above
    return tuple(found.get(seat) for seat in seats)


def _title(db: Db, vote: Vote) -> str:
    motion, amendment = (
        db.get(kind, key) if key else None for kind, key in ((Motion, vote.motion_id), (Amendment, vote.amendment_id))
    )
    title = motion.title if isinstance(motion, Motion) else ""
    if isinstance(amendment, Amendment):
        return f"Amendment {amendment.number} to “{title}”"
    return vote.wording or title or str(vote.question)
