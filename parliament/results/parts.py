"""Several amendments in one vote and one amendment in several, as the record alone tells it."""

from collections.abc import Iterable

from parliament import texts
from parliament.record.entries import Entry
from parliament.results.matter import Annex, Matter, NotInRecord, Voted, read
from parliament.rules.divisions import Divided, divided_so_far
from parliament.rules.stages import Outcome, Question

Decided = list[tuple[int, texts.Decision]]


def numbers_at_once(matter: Matter, vote: Voted) -> list[int]:
    """The amendments that a vote was on at once: those proposed, without those taken out before it opened."""
    bloc = next((e for e in matter.blocs if e.body["bloc"] == vote.opened.body["about"]), None)
    if bloc is None or bloc.seq > vote.opened.seq:
        raise NotInRecord(f"vote {vote.opened.body['number']} is on several amendments that nobody proposed")
    out = {
        e.body["number"] for e in matter.taken_out if e.body["bloc"] == bloc.body["bloc"] and e.seq < vote.opened.seq
    }
    found = [number for number in bloc.body["amendments"] if number not in out]
    if vote.opened.body["wording"] != ", ".join(map(str, found)):
        raise NotInRecord(f"vote {vote.opened.body['number']} names other amendments than the chair proposed")
    return found


def adopted_at_once(matter: Matter, seq: int) -> Decided:
    """Each amendment adopted with others before an entry, with the number of the vote."""
    return [
        (int(vote.opened.body["number"]), (number, "adopted"))
        for vote in matter.votes
        if is_bloc(vote) and vote.settled_seq < seq and vote.outcome == Outcome.ADOPTED
        for number in numbers_at_once(matter, vote)
    ]


def is_bloc(vote: Voted) -> bool:
    return bool(vote.opened.body["question"] == Question.BLOC)


def divided_before(matter: Matter, annex: Annex, seq: int) -> dict[int, Divided]:
    """The divided amendments by their numbers, each with what its parts had come to before an entry."""
    number_of = {entry.body["amendment"]: entry.body["number"] for entry in matter.amendments}
    last = {entry.body["amendment"]: entry for entry in matter.divisions if entry.seq < seq}
    return {
        number_of[key]: divided_so_far(number_of[key], parts_in(entry, annex), _outcomes(matter, key, seq))
        for key, entry in last.items()
    }


def parts_in(entry: Entry, annex: Annex) -> tuple[texts.Ops, ...]:
    """The parts that an order of the chair made, each with its operations."""
    parts = tuple(map(texts.operations_from_json, read(annex, entry.body["parts_hash"])))
    if len(parts) != entry.body["parts"]:
        raise NotInRecord(f"entry {entry.seq} states another number of parts than there are")
    return parts


def votes_on_parts(matter: Matter, amendment: str) -> Iterable[Voted]:
    """The votes on the parts of an amendment that stand, in their order."""
    named = (vote for vote in matter.votes if vote.opened.body["amendment"] == amendment)
    return (vote for vote in named if vote.opened.body["part"] is not None)


def _outcomes(matter: Matter, amendment: str, seq: int) -> dict[int, str]:
    votes = (vote for vote in votes_on_parts(matter, amendment) if vote.settled_seq < seq)
    return {int(vote.opened.body["part"]): vote.outcome for vote in votes}


def decided_in_parts(matter: Matter, divided: dict[int, Divided], seq: int) -> Decided:
    """Each amendment all of whose parts were decided before an entry, with the number of the last vote on them."""
    found: Decided = []
    for entry in matter.amendments:
        number = entry.body["number"]
        if number in divided and divided[number].is_done:
            votes = (vote for vote in votes_on_parts(matter, entry.body["amendment"]) if vote.settled_seq < seq)
            last = max(int(vote.opened.body["number"]) for vote in votes)
            found.append((last, divided[number].decision()))
    return found


def check_told(matter: Matter, annex: Annex) -> int:
    """How many amendments were decided in parts. Raises `NotInRecord` where an entry says so otherwise than the votes."""
    said = {entry.body["amendment"]: entry.body["outcomes"] for entry in matter.divided}
    done = {n: each for n, each in divided_before(matter, annex, matter.decided.seq).items() if each.is_done}
    for entry in matter.amendments:
        each = done.get(entry.body["number"])
        if each is None:
            continue
        voted = [str(Outcome.ADOPTED if is_in else Outcome.REJECTED) for is_in in each.adopted]
        if said.get(entry.body["amendment"]) != voted:
            raise NotInRecord(f"the parts of amendment {each.number} are told otherwise than they were voted")
    return len(done)
