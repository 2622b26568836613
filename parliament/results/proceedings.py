"""What happened in a session, in the order of its record, as plain values for the files of other parliaments' programs.

Built from the session's entries and annexes alone. Each act has its sentence in English, like every word of ours in
such a file; what somebody wrote stands beside it in its own language. Officers are named by their office, because
their names stand in no entry.
"""

from collections.abc import Iterator, Sequence
from typing import Any

from parliament.record.entries import Entry, Json
from parliament.results import telling_parts  # noqa: F401 -- its tellers are registered by being read
from parliament.results.as_json import say, sentence_to_json
from parliament.results.matter import Annex, Voted, closed_votes, one, profile_in, read, seats_in
from parliament.results.recount import decision_of
from parliament.results.telling import TELLERS, Told
from parliament.rules.stages import Question
from parliament.rules.tally import Decision

OFFICES = {"chair": "The chair", "secretariat": "The secretariat", "member": "A member", "cabinet": "A cabinet"}
# Whose office did not stand in any entry before they are named.
OFFICER = "An officer"
HANDED_OVER = "Another person took the chair."
CHOICES = ("yes", "no", "abstain", "papers", "not_voting", "absent")
# What belongs to a session and stands in no sitting of its own.
BEFORE = "before"


def proceedings_of(entries: Sequence[Entry], annex: Annex) -> Json:
    """The session with its sittings, what was done in each, and every vote that was closed and stands.

    An act: `seq`, `at`, `kind`, `sitting` (its id, or `before`), `item`, `words`, `seat`, `name` of a speaker without a seat,
    `began_at` of a speech, `said` (`text` and `language` of what somebody wrote), `vote`.
    """
    convened = one(entry for entry in entries if entry.kind == "session.convened")
    seats = seats_in(convened, annex)
    told = Told.of(entries, _names(entries, seats))
    acts = list(_acts(entries, told, annex))
    closed = next((entry for entry in entries if entry.kind == "session.closed"), None)
    named = {act["seat"] for act in acts if act["seat"]}
    votes = [_vote(vote, convened, annex) for vote in closed_votes(entries)]
    named |= {row["seat"] for vote in votes for row in vote["roll_call"]}
    said = ("plenary", "slug", "number", "title", "language", "time_zone", "opens_at")
    return {
        "session": {name: convened.body[name] for name in said},
        "convened_at": convened.at,
        "closed_at": closed.at if closed else None,
        "seats": [_seat(seat, seats, told) for seat in sorted(named)],
        "sittings": _sittings(entries),
        "acts": acts,
        "votes": votes,
    }


def _names(entries: Sequence[Entry], seats: dict[str, dict[str, Any]]) -> dict[str, str]:
    """Cities by their seats, officers by the office in which they acted."""
    names = {seat: str(row["city"]) for seat, row in seats.items()}
    for entry in entries:
        for account in (entry.body.get("chair"), entry.body.get("account"), entry.by.get("account")):
            office = (
                OFFICES.get(str(entry.by.get("office")), OFFICER) if account == entry.by.get("account") else OFFICER
            )
            if isinstance(account, str):
                names.setdefault(account, office)
    return names


def _seat(seat: str, seats: dict[str, dict[str, Any]], told: Told) -> Json:
    """A seat by its name in addresses and its city; one that came later is only named."""
    row = seats.get(seat, {})
    return {"seat": seat, "slug": row.get("slug", seat), "city": told.name(seat), "country": row.get("country", "")}


def _sittings(entries: Sequence[Entry]) -> list[Json]:
    opened = {entry.body["sitting"]: entry.at for entry in entries if entry.kind == "sitting.opened"}
    ended = {entry.body["sitting"]: entry.at for entry in entries if entry.kind == "sitting.adjourned"}
    return [
        {
            "sitting": entry.body["sitting"],
            "number": entry.body["number"],
            "opened_at": opened[entry.body["sitting"]],
            "adjourned_at": ended.get(entry.body["sitting"]),
        }
        for entry in entries
        if entry.kind == "sitting.scheduled" and entry.body["sitting"] in opened
    ]


def _acts(entries: Sequence[Entry], told: Told, annex: Annex) -> Iterator[Json]:
    """Every entry that minutes tell, with the sitting and the item it fell in."""
    sitting, item, began = BEFORE, None, dict[str, str]()
    for entry in entries:
        if entry.kind == "sitting.opened":
            sitting, item = entry.body["sitting"], None
        elif entry.kind == "item.called":
            item = entry.body["item"]
        elif entry.kind == "turn.began":
            began[entry.body["turn"]] = entry.at
        words = _words(told, entry)
        if words:
            act = {"seq": entry.seq, "at": entry.at, "kind": entry.kind, "sitting": sitting, "item": item}
            yield act | {"words": words, **_who(told, entry), **_more(told, entry, annex, began)}
        if entry.kind in ("sitting.adjourned", "debate.adjourned"):
            sitting = BEFORE if entry.kind == "sitting.adjourned" else sitting
            item = None


def _words(told: Told, entry: Entry) -> str:
    if entry.kind == "chair.handed_over":
        return HANDED_OVER
    teller = TELLERS.get(entry.kind)
    said = teller(told, entry) if teller else None
    return "" if said is None else say(sentence_to_json(said))


def _who(told: Told, entry: Entry) -> Json:
    """Whose act it is: a seat, or somebody invited by name; neither of what officers do."""
    # A point of order names the turn that it stops, which is another's.
    source = told.things[entry.body["turn"]] if entry.kind.startswith("turn.") else entry
    name = source.body["name"] if source.kind == "speaker.invited" else None
    return {"seat": source.body.get("seat"), "name": name}


def _more(told: Told, entry: Entry, annex: Annex, began: dict[str, str]) -> Json:
    said = None
    if entry.kind == "statement.submitted":
        text = annex(entry.body["text_hash"]).decode()
        said = {"text": text, "language": entry.body["language"], "kind": entry.body["statement_kind"]}
    elif entry.kind == "point.raised":
        said = {"text": str(entry.body["about"]), "language": "", "kind": "point"}
    title = told.title(entry.body["item"]) if entry.kind == "item.called" else None
    vote = entry.body["vote"] if entry.kind == "vote.closed" else None
    began_at = began.get(entry.body["turn"]) if entry.kind == "turn.ended" else None
    return {"said": said, "vote": vote, "title": title, "began_at": began_at}


def _vote(vote: Voted, convened: Entry, annex: Annex) -> Json:
    """The counts of a closed vote, its quorum in seats if it had one, and who voted how if that was recorded by name."""
    opened, closed = vote.opened.body, vote.closed.body
    is_election = opened["question"] == Question.ELECTION
    decision = None if is_election else decision_of(vote, profile_in(convened, annex), annex)
    quorum = decision.quorum if isinstance(decision, Decision) else None
    rows = [] if closed["roll_call_hash"] is None else read(annex, closed["roll_call_hash"])["roll_call"]
    return {
        "vote": opened["vote"],
        "number": opened["number"],
        "question": opened["question"],
        "motion": opened["motion"],
        "outcome": vote.outcome,
        "counts": {name: closed[name] for name in CHOICES},
        "present": closed["present"],
        "quorum": quorum and {"need": quorum.need, "has": quorum.has, "met": quorum.is_met},
        "roll_call": [
            {
                "seat": row["seat"],
                "city": row["city"],
                "choice": "papers" if row["choice"] == "paper" else row["choice"],
            }
            for row in rows
        ],
        "closed_at": vote.closed.at,
        "entry": vote.closed.seq,
    }
