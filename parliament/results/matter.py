"""A matter: all that the record of a session says of one motion, found in the public entries alone."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any, TypeVar

from parliament.record.canonical import parse_canonical
from parliament.record.entries import Entry
from parliament.rules.decision import with_casting_vote
from parliament.rules.profile import Profile, profile_from_json
from parliament.rules.stages import Outcome

Thing = TypeVar("Thing")

# How results reach a document that the record cites: its bytes by its SHA-256.
Annex = Callable[[str], bytes]


class NotInRecord(ValueError):
    """The record does not say what a declaration needs, or says two things that cannot both be."""


@dataclass(frozen=True)
class Voted:
    """A vote that was closed and stands: the entries that opened and closed it, and the casting vote if one was given.

    `hands` are the counts of the officers, where it was a show of hands.
    """

    opened: Entry
    closed: Entry
    casting: Entry | None = None
    hands: tuple[Entry, ...] = ()

    @property
    def is_amendment(self) -> bool:
        return self.opened.body["amendment"] is not None

    @property
    def settled_seq(self) -> int:
        """The entry with which its outcome stood."""
        return (self.casting or self.closed).seq

    @property
    def outcome(self) -> str:
        """How it came out in the end: as counted, or by the casting vote."""
        said = None if self.casting is None else str(self.casting.body["choice"])
        return with_casting_vote(Outcome(self.closed.body["outcome"]), said)


@dataclass(frozen=True)
class Matter:
    """One adopted motion, from the convening of its session to the certifications of its text."""

    convened: Entry
    published: Entry
    amendments: tuple[Entry, ...]
    withdrawn: tuple[Entry, ...]
    decided_without_vote: tuple[Entry, ...]
    acceptances: tuple[Entry, ...]
    objections: tuple[Entry, ...]
    blocs: tuple[Entry, ...]
    taken_out: tuple[Entry, ...]
    divisions: tuple[Entry, ...]
    divided: tuple[Entry, ...]
    votes: tuple[Voted, ...]
    decided: Entry
    corrected: tuple[Entry, ...]
    certified: tuple[Entry, ...]

    @property
    def final(self) -> Voted:
        """The vote on the whole text that decided the motion."""
        return one(vote for vote in self.votes if vote.closed.body["vote"] == self.decided.body["vote"])


def matter_of(entries: Sequence[Entry], motion: str) -> Matter:
    """The matter of this motion. Raises `NotInRecord` unless it was published and adopted."""
    about = [entry for entry in entries if entry.body.get("motion") == motion]
    # A motion that was reconsidered, or whose vote was annulled, is decided again: the last decision stands.
    decided = one(iter([entry for entry in about if entry.kind == "motion.decided"][-1:]))
    if decided.body["outcome"] != Outcome.ADOPTED:
        raise NotInRecord(f"the motion was not adopted: {decided.body['outcome']}")
    amendments = tuple(entry for entry in about if entry.kind == "amendment.submitted")
    named = {entry.body["amendment"] for entry in amendments}
    return Matter(
        convened=one(entry for entry in entries if entry.kind == "session.convened"),
        published=one(entry for entry in about if entry.kind == "motion.published"),
        amendments=amendments,
        withdrawn=tuple(e for e in entries if e.kind == "amendment.withdrawn" and e.body["amendment"] in named),
        decided_without_vote=tuple(entry for entry in about if entry.kind == "amendment.decided"),
        acceptances=tuple(entry for entry in about if entry.kind == "acceptance.given"),
        objections=tuple(entry for entry in about if entry.kind == "acceptance.objected"),
        blocs=tuple(entry for entry in about if entry.kind == "bloc.proposed"),
        taken_out=tuple(entry for entry in entries if entry.kind == "amendment.taken_out"),
        divisions=tuple(entry for entry in about if entry.kind == "division.ordered"),
        divided=tuple(entry for entry in about if entry.kind == "amendment.divided"),
        votes=tuple(vote for vote in closed_votes(entries) if vote.opened.body["motion"] == motion),
        decided=decided,
        # Those of a text that was annulled or taken up again fell with the vote that had adopted it.
        corrected=tuple(e for e in about if e.kind == "text.corrected" and e.body["vote"] == decided.body["vote"]),
        certified=tuple(entry for entry in about if entry.kind == "declaration.certified"),
    )


def closed_votes(entries: Sequence[Entry]) -> list[Voted]:
    """Every vote of a session that was closed and not annulled, in the order of their numbers."""
    opened: dict[str, Entry] = {}
    closed: dict[str, Entry] = {}
    for entry in entries:
        if entry.kind not in ("vote.opened", "vote.closed"):
            continue
        found = opened if entry.kind == "vote.opened" else closed
        if entry.body["vote"] in found or (found is closed and entry.body["vote"] not in opened):
            raise NotInRecord(f"entry {entry.seq} opens or closes a vote a second time, or one that never opened")
        found[entry.body["vote"]] = entry
    annulled = {entry.body["vote"] for entry in entries if entry.kind == "vote.annulled"}
    casting = {entry.body["vote"]: entry for entry in entries if entry.kind == "casting_vote.given"}
    hands = [entry for entry in entries if entry.kind == "hands.counted"]
    votes = [
        Voted(opened[key], closed[key], casting.get(key), tuple(e for e in hands if e.body["vote"] == key))
        for key in closed
        if key not in annulled
    ]
    return sorted(votes, key=lambda vote: int(vote.opened.body["number"]))


def one(entries: Iterator[Thing]) -> Thing:
    """The only one there is."""
    found = list(entries)
    if len(found) != 1:
        raise NotInRecord(f"the record says this {len(found)} times, and it must say it once")
    return found[0]


def read(annex: Annex, sha256: str) -> Any:
    """What a document in canonical JSON says."""
    return parse_canonical(annex(sha256))


def profile_in(convened: Entry, annex: Annex) -> Profile:
    """The rules of procedure that were frozen into the session."""
    return profile_from_json(read(annex, convened.body["profile_hash"]))


def seats_in(convened: Entry, annex: Annex) -> dict[str, dict[str, Any]]:
    """The seats that were frozen into the session, by their ids."""
    return {row["seat"]: row for row in read(annex, convened.body["seats_hash"])["seats"]}
