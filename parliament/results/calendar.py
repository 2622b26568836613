"""The sittings of a session as a calendar shows them, from its entries alone."""

from collections.abc import Sequence
from typing import Final

from parliament.record.entries import Entry, Json
from parliament.results.matter import one

# Entries after which a calendar says something else.
KINDS: Final = ("session.convened", "session.closed", "sitting.scheduled", "sitting.opened", "sitting.adjourned")


def sittings_in(entries: Sequence[Entry]) -> Json:
    """The session with its sittings; `revision` grows with each change, `changed_at` is the time of the last one."""
    told = [entry for entry in entries if entry.kind in KINDS]
    convened = one(entry for entry in told if entry.kind == "session.convened").body
    times = {(entry.kind, entry.body["sitting"]): entry.at for entry in told if entry.kind.startswith("sitting.")}
    return {
        "slug": convened["slug"],
        "title": convened["title"],
        "is_closed": any(entry.kind == "session.closed" for entry in told),
        "revision": len(told),
        "changed_at": told[-1].at,
        "sittings": [
            {
                "sitting": entry.body["sitting"],
                "number": entry.body["number"],
                "starts_at": entry.body["starts_at"],
                "opened_at": times.get(("sitting.opened", entry.body["sitting"])),
                "adjourned_at": times.get(("sitting.adjourned", entry.body["sitting"])),
            }
            for entry in told
            if entry.kind == "sitting.scheduled"
        ],
    }
