"""What came of a declaration: to whom it was sent, what they answered, and what cities promised and did.

Reads entries of the institution's log alone, in their order; each names its declaration. Knows no table, no clock and no
page: what is due on a day is asked of `results.reminders`.
"""

from collections.abc import Iterable, Sequence

from parliament.record.entries import Entry, Json
from parliament.rules.follow_up import FINISHED

# What has to be among the entries, beside what `results.life` reads.
KINDS = (
    "addressee.named",
    "addressee.removed",
    "dispatch.sent",
    "addressee.replied",
    "commitment.made",
    "commitment.reported",
    "commitment.reviewed",
    "commitment.withdrawn",
)

DISPATCHED = ("dispatch", "how", "sent_on", "answer_by", "note", "receipt_hash")
REPLIED = ("reply", "received_on", "position", "summary", "file_hash", "next_step", "next_step_on")
PROMISED = (
    "commitment",
    "declaration",
    "seat",
    "city",
    "other_name",
    "country",
    "country_name",
    "continent",
    "population",
    "measure",
    "unit",
    "baseline",
    "target",
    "due_on",
)
REPORTED = ("report", "status", "figure", "reported_on", "evidence", "note", "next_review_on")
REVIEWED = ("review", "report", "finding", "note", "next_review_on")


def addressees_of(entries: Sequence[Entry], declaration: str) -> list[Json]:
    """Each addressee of `declaration` in the order of naming, with what was sent to it and what it replied."""
    return [row for row in all_addressees(entries) if row["declaration"] == declaration]


def commitments_of(entries: Sequence[Entry], declaration: str) -> list[Json]:
    """Each commitment a city made under `declaration`, with its reports and reviews."""
    return [row for row in all_commitments(entries) if row["declaration"] == declaration]


def all_addressees(entries: Sequence[Entry]) -> list[Json]:
    """The addressees of every declaration; one look at the entries, however many there are."""
    about = _by(entries, "addressee")
    return [_addressee(entry, about[entry.body["addressee"]]) for entry in entries if entry.kind == "addressee.named"]


def all_commitments(entries: Sequence[Entry]) -> list[Json]:
    """The commitments under every declaration."""
    about = _by(entries, "commitment")
    return [_commitment(entry, about[entry.body["commitment"]]) for entry in entries if entry.kind == "commitment.made"]


def _by(entries: Iterable[Entry], noun: str) -> dict[str, list[Entry]]:
    """What is said of each thing of this noun, in order."""
    found: dict[str, list[Entry]] = {}
    for entry in entries:
        if entry.kind in KINDS and noun in entry.body:
            found.setdefault(entry.body[noun], []).append(entry)
    return found


def _of(entries: Iterable[Entry], kind: str) -> list[Entry]:
    return [entry for entry in entries if entry.kind == kind]


def _said(entry: Entry, names: Iterable[str]) -> Json:
    """These facts of an entry, with when and where it was written down."""
    return {**{name: entry.body[name] for name in names}, "at": entry.at, "entry": _place(entry)}


def _place(entry: Entry) -> Json:
    return {"log": entry.log, "seq": entry.seq}


def _ended(about: Sequence[Entry], kind: str) -> Json | None:
    ended = next(iter(_of(about, kind)), None)
    return {"at": ended.at, "reason": ended.body["reason"], "entry": _place(ended)} if ended else None


def _addressee(named: Entry, about: Sequence[Entry]) -> Json:
    dispatches = [_said(entry, DISPATCHED) for entry in _of(about, "dispatch.sent")]
    replies = [_said(entry, REPLIED) for entry in _of(about, "addressee.replied")]
    removed = _ended(about, "addressee.removed")
    status = "removed" if removed else "replied" if replies else "sent" if dispatches else "to_send"
    return {
        "addressee": named.body["addressee"],
        "declaration": named.body["declaration"],
        "kind": named.body["addressee_kind"],
        "name": named.body["name"],
        "dispatches": dispatches,
        "replies": replies,
        "position": replies[-1]["position"] if replies else None,
        "status": status,
        "removed": removed,
        "at": named.at,
        "entry": _place(named),
    }


def _commitment(made: Entry, about: Sequence[Entry]) -> Json:
    reports = [_said(entry, REPORTED) for entry in _of(about, "commitment.reported")]
    reviews = [_said(entry, REVIEWED) for entry in _of(about, "commitment.reviewed")]
    withdrawn = _ended(about, "commitment.withdrawn")
    status = "withdrawn" if withdrawn else reports[-1]["status"] if reports else "not_reported"
    return {
        **_said(made, PROMISED),
        "reports": reports,
        "reviews": reviews,
        "figure": next((each["figure"] for each in reversed(reports) if each["figure"] is not None), None),
        "finding": next((each["finding"] for each in reversed(reviews) if _is_on_last(each, reports)), None),
        "next_review_on": _next_review(about) if withdrawn is None and status not in FINISHED else None,
        "status": status,
        "withdrawn": withdrawn,
    }


def _is_on_last(review: Json, reports: Sequence[Json]) -> bool:
    """A finding is shown for the report it was made on, and no longer once the city has reported anew."""
    return bool(review["report"] == reports[-1]["report"])


def _next_review(about: Sequence[Entry]) -> str | None:
    """The day that was named last, by whomever."""
    named = [entry.body["next_review_on"] for entry in about if entry.body.get("next_review_on")]
    return str(named[-1]) if named else None
