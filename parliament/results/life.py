"""The life of a declaration after its publication: versions, signatories, endorsements, and what came of it.

`life_of(entries, declaration)` takes entries in the order of their logs: those of the institution's log whose kind is in
`KINDS`, and the `declaration.published` of the session's log. It reads nothing else and knows no clock: signing counts
as open until an entry closes it. Every entry of these kinds names its declaration.
"""

from collections.abc import Sequence

from parliament.record.entries import Entry, Json
from parliament.results import follow_up
from parliament.results.figures import SUPPORTING, figures
from parliament.results.matter import one

PUBLISHED = "declaration.published"

# Of the institution's log; `results.follow_up` adds its own.
KINDS = (
    "signing.opened",
    "signing.closed",
    "signature.given",
    "signature.withdrawn",
    "endorsement.given",
    "endorsement.withdrawn",
    "declaration.corrected",
    "declaration.withdrawn",
    "declaration.superseded",
)

# What `status_of` may say, in the order in which a declaration comes to it.
STATUSES = (
    "published",
    "open_for_signature",
    "handed_over",
    "followed_up",
    "reviewed",
    "superseded",
    "withdrawn",
)

# What a signatory's row says of its city, as the entry has it.
CITY = ("city", "other_name", "country", "country_name", "continent", "population", "cities", "latitude", "longitude")


def life_of(entries: Sequence[Entry], declaration: str) -> Json:
    """What became of this declaration until the last of these entries. Raises `NotInRecord` if none published it."""
    about = [entry for entry in entries if entry.body.get("declaration") == declaration]
    signatories = _signatories(about)
    life: Json = {
        "declaration": declaration,
        "versions": _versions(about),
        "withdrawn": _ended(about, "declaration.withdrawn"),
        "superseded": _ended(about, "declaration.superseded"),
        "signing": _signing(about),
        "signatories": signatories,
        "endorsements": _endorsements(about),
        "figures": figures([_counted(row) for row in signatories if row["withdrawn"] is None], SUPPORTING),
        "addressees": follow_up.addressees_of(entries, declaration),
        "commitments": follow_up.commitments_of(entries, declaration),
    }
    return {"status": status_of(life), "version": life["versions"][-1]["version"], **life}


def status_of(life: Json) -> str:
    """The one word for where it stands: its end, or else the furthest it has come."""
    if life["withdrawn"] is not None:
        return "withdrawn"
    if life["superseded"] is not None:
        return "superseded"
    reports = [each for row in life["commitments"] for each in row["reports"]]
    if any(row["reviews"] for row in life["commitments"]):
        return "reviewed"
    if reports or any(row["replies"] for row in life["addressees"]):
        return "followed_up"
    if any(row["dispatches"] for row in life["addressees"]):
        return "handed_over"
    return "open_for_signature" if life["signing"] and life["signing"]["open"] else "published"


def at_entry(entry: Entry) -> Json:
    """Where in the record a fact stands."""
    return {"log": entry.log, "seq": entry.seq}


def _versions(about: Sequence[Entry]) -> list[Json]:
    published = one(entry for entry in about if entry.kind == PUBLISHED)
    first = {
        "version": 1,
        "document_hash": published.body["document_hash"],
        "text_hash": published.body["text_hash"],
        "published_at": published.at,
        "notice": "",
        "entry": at_entry(published),
    }
    later = [
        {
            "version": entry.body["number"],
            "document_hash": entry.body["document_hash"],
            "text_hash": entry.body["text_hash"],
            "published_at": entry.at,
            "notice": entry.body["notice"],
            "entry": at_entry(entry),
        }
        for entry in about
        if entry.kind == "declaration.corrected"
    ]
    return [first, *later]


def _ended(about: Sequence[Entry], kind: str) -> Json | None:
    """How it was withdrawn or superseded, if it was; a successor is named with its number and address."""
    for entry in about:
        if entry.kind == kind:
            said: Json = {name: entry.body[name] for name in ("successor", "successor_slug") if name in entry.body}
            return {"at": entry.at, "reason": entry.body["reason"], **said, "entry": at_entry(entry)}
    return None


def _signing(about: Sequence[Entry]) -> Json | None:
    """The last time it was opened for signature, and whether it still is."""
    opened = next((entry for entry in reversed(about) if entry.kind == "signing.opened"), None)
    if opened is None:
        return None
    closing = (e for e in about if e.kind == "signing.closed" and e.body["signing"] == opened.body["signing"])
    closed = next(closing, None)
    return {
        "signing": opened.body["signing"],
        "opened_at": opened.at,
        "closes_at": opened.body["closes_at"],
        "council_needed": opened.body["council_needed"],
        "closed_at": closed.at if closed else None,
        "open": closed is None,
    }


def _signatories(about: Sequence[Entry]) -> list[Json]:
    withdrawn = {e.body["signature"]: e for e in about if e.kind == "signature.withdrawn"}
    said = ("signature", "seat", *CITY, "function", "council_date", "council_reference", "reservation")
    return [
        {
            **{name: entry.body[name] for name in said},
            "by": entry.body["name"],
            "mandate": entry.body["mandate"],
            "document_hash": entry.body["document_hash"],
            "version": entry.body["version"],
            "at": entry.body["signed_at"],
            "withdrawn": _taken_back(withdrawn.get(entry.body["signature"])),
            "entry": at_entry(entry),
        }
        for entry in about
        if entry.kind == "signature.given"
    ]


def _endorsements(about: Sequence[Entry]) -> list[Json]:
    withdrawn = {e.body["endorsement"]: e for e in about if e.kind == "endorsement.withdrawn"}
    said = ("endorsement", "network", "function", "statement", "document_hash", "version")
    return [
        {
            **{name: entry.body[name] for name in said},
            "by": entry.body["name"],
            "at": entry.at,
            "withdrawn": _taken_back(withdrawn.get(entry.body["endorsement"])),
            "entry": at_entry(entry),
        }
        for entry in about
        if entry.kind == "endorsement.given"
    ]


def _taken_back(entry: Entry | None) -> Json | None:
    return None if entry is None else {"at": entry.at, "reason": entry.body["reason"], "entry": at_entry(entry)}


def _counted(row: Json) -> Json:
    """A signature in force, as a row that figures count: an invited city has neither seat nor mandate of its own."""
    apart = row["signature"]
    return {**row, "seat": row["seat"] or apart, "mandate": row["mandate"] or apart, "choice": SUPPORTING[0]}
