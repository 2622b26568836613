"""The public tracker: every addressee and every commitment of all declarations, and what the figures come to.

Built from entries alone. Totals add only what cities reported, and say of how many commitments that is; shares and rates
are never added. Nothing here is typed: whoever holds the record computes the same.
"""

import csv
import io
from collections.abc import Callable, Iterable, Sequence
from decimal import Decimal

from parliament.record.entries import Entry, Json
from parliament.results.follow_up import KINDS as FOLLOWED
from parliament.results.follow_up import all_addressees, all_commitments
from parliament.results.roll_call import safe_cell
from parliament.rules.follow_up import Position, Progress, adds_up, is_figure

PUBLISHED = "declaration.published"
ENDED = ("declaration.withdrawn", "declaration.superseded")
# What has to be among the entries; `declaration.published` stands in the logs of sessions, all others in the institution's.
KINDS = (*FOLLOWED, *ENDED, PUBLISHED)

FORMAT = "follow-up"
VERSION = 1
STATUSES = ("not_reported", *(str(each) for each in Progress), "withdrawn")
COMMITMENTS = (
    "declaration_number", "declaration_title", "commitment", "city", "country", "country_name", "measure", "unit",
    "baseline", "target", "figure", "due_on", "status", "reported_on", "evidence", "finding", "next_review_on",
)  # fmt: skip
ADDRESSEES = (
    "declaration_number", "declaration_title", "addressee", "kind", "name", "status", "position", "sent_on", "how",
    "answer_by", "received_on", "summary", "next_step", "next_step_on",
)  # fmt: skip


def tracker_of(entries: Sequence[Entry]) -> Json:
    """The whole tracker, in the order of the declarations' numbers."""
    commitments, addressees = all_commitments(entries), all_addressees(entries)
    return _tracker(_declarations(entries), addressees, commitments)


def narrowed(tracker: Json, *, declaration: str = "", city: str = "", status: str = "") -> Json:
    """What is about one declaration (its slug), one city (letters of its name, or its seat), or has one status.

    Totals are those of what is left. Addressees belong to no city: asking for one leaves none of them.
    """
    if not (declaration or city.strip() or status):
        return tracker
    wanted = {row["declaration"] for row in tracker["declarations"] if declaration in ("", row["slug"])}
    letters = city.strip().casefold()

    def is_of_city(row: Json) -> bool:
        named = (row["city"].casefold(), row["other_name"].casefold())
        return not letters or row["seat"] == city or any(letters in name for name in named)

    commitments = [
        row
        for row in tracker["commitments"]
        if row["declaration"] in wanted and is_of_city(row) and status in ("", row["status"])
    ]
    addressees = [
        row
        for row in tracker["addressees"]
        if row["declaration"] in wanted and not letters and status in ("", row["status"], row["position"])
    ]
    kept = [row for row in tracker["declarations"] if row["declaration"] in wanted]
    return _tracker([{name: row[name] for name in HEADING} for row in kept], addressees, commitments)


HEADING = ("declaration", "number", "slug", "title", "ended")


def _declarations(entries: Sequence[Entry]) -> list[Json]:
    ended = {entry.body["declaration"]: entry.kind.partition(".")[2] for entry in entries if entry.kind in ENDED}
    found: list[Json] = [
        {
            "declaration": entry.body["declaration"],
            "number": entry.body["number"],
            "slug": entry.body["slug"],
            "title": entry.body["title"],
            "ended": ended.get(entry.body["declaration"]),
        }
        for entry in entries
        if entry.kind == PUBLISHED
    ]
    return sorted(found, key=lambda row: int(row["number"]))


def _tracker(declarations: Sequence[Json], addressees: Sequence[Json], commitments: Sequence[Json]) -> Json:
    numbers = {row["declaration"]: row["number"] for row in declarations}
    sent, promised = _sorted(addressees, numbers), _sorted(commitments, numbers)
    sent_under, promised_under = _by_declaration(sent), _by_declaration(promised)
    return {
        "format": FORMAT,
        "version": VERSION,
        "declarations": [
            {
                **row,
                "addressees": _positions(sent_under.get(row["declaration"], [])),
                "commitments": counts(promised_under.get(row["declaration"], [])),
            }
            for row in declarations
        ],
        "positions": _positions(sent),
        "counts": counts(promised),
        "totals": totals(promised),
        "addressees": sent,
        "commitments": promised,
    }


def _by_declaration(rows: Iterable[Json]) -> dict[str, list[Json]]:
    found: dict[str, list[Json]] = {}
    for row in rows:
        found.setdefault(row["declaration"], []).append(row)
    return found


def _sorted(rows: Iterable[Json], numbers: dict[str, int]) -> list[Json]:
    """By declaration; within one as they were written down."""
    known = [row for row in rows if row["declaration"] in numbers]
    return sorted(known, key=lambda row: numbers[row["declaration"]])


def _positions(addressees: Sequence[Json]) -> Json:
    """How many there are, how many it was sent to, and where they stand; who was removed is not counted."""
    standing = [row for row in addressees if row["status"] != "removed"]
    return {
        "named": len(standing),
        "sent": sum(bool(row["dispatches"]) for row in standing),
        **{str(each): sum(row["position"] == each for row in standing) for each in Position},
    }


def counts(commitments: Sequence[Json]) -> Json:
    """How many stand, how many of these were reported on, of how many cities, and where they say they are."""
    standing = [row for row in commitments if row["status"] != "withdrawn"]
    return {
        "commitments": len(standing),
        "reported": sum(bool(row["reports"]) for row in standing),
        "cities": len({row["seat"] for row in standing}),
        "countries": len({row["country"] for row in standing}),
        "by_status": {each: sum(row["status"] == each for row in commitments) for each in STATUSES},
    }


def totals(commitments: Sequence[Json]) -> list[Json]:
    """Of commitments on the same measure in the same unit: what was reported comes to, and of how many that is.

    Baseline and target are those of the commitments that were reported on with a figure, so that the three compare;
    a baseline that one of them lacks is not added up at all.
    """
    groups: dict[tuple[str, str], list[Json]] = {}
    for row in commitments:
        if row["status"] != "withdrawn":
            groups.setdefault((row["measure"].casefold(), row["unit"].casefold()), []).append(row)
    return [_total(rows) for _, rows in sorted(groups.items())]


def _total(rows: Sequence[Json]) -> Json:
    said = [row for row in rows if row["figure"] is not None]
    may_add = adds_up(rows[0]["unit"])
    return {
        "measure": rows[0]["measure"],
        "unit": rows[0]["unit"],
        "commitments": len(rows),
        "reported": len(said),
        "cities_reported": len({row["seat"] for row in said}),
        "adds_up": may_add,
        **{name: _sum([row[name] for row in said]) if may_add else None for name in ("baseline", "target", "figure")},
        "least": _extreme(min, said),
        "most": _extreme(max, said),
    }


def _sum(figures: Sequence[str | None]) -> str | None:
    """Exact, as people add on paper; None of nothing, and where one is missing."""
    if not figures or None in figures:
        return None
    return written(sum((Decimal(str(each)) for each in figures), Decimal(0)))


def _extreme(choose: Callable[[list[Decimal]], Decimal], said: Sequence[Json]) -> str | None:
    return written(choose([Decimal(row["figure"]) for row in said])) if said else None


def written(value: Decimal) -> str:
    """A number without an exponent, and without zeros that say nothing."""
    plain = format(value, "f")
    plain = plain.rstrip("0").rstrip(".") if "." in plain else plain
    return "0" if plain == "-0" else plain


def commitments_csv(tracker: Json) -> bytes:
    """One line a commitment, with what was reported last: RFC 4180, and no cell a spreadsheet would run."""
    return _csv(COMMITMENTS, [_named(tracker, row) | _last(row["reports"]) | row for row in tracker["commitments"]])


def addressees_csv(tracker: Json) -> bytes:
    """One line an addressee, with the last dispatch and the last reply."""
    rows = [
        _named(tracker, row) | _last(row["dispatches"]) | _last(row["replies"]) | row for row in tracker["addressees"]
    ]
    return _csv(ADDRESSEES, rows)


def _last(said: Sequence[Json]) -> Json:
    return said[-1] if said else {}


def _named(tracker: Json, row: Json) -> Json:
    of = next(each for each in tracker["declarations"] if each["declaration"] == row["declaration"])
    return {"declaration_number": of["number"], "declaration_title": of["title"]}


def _csv(columns: Sequence[str], rows: Iterable[Json]) -> bytes:
    made = io.StringIO(newline="")
    writer = csv.writer(made, lineterminator="\r\n")
    writer.writerow(columns)
    writer.writerows([_cell(row.get(column)) for column in columns] for row in rows)
    return made.getvalue().encode("utf-8")


def _cell(value: object) -> str:
    """A number is a number, below zero too; everything else is kept from being a formula."""
    return str(value) if isinstance(value, str) and is_figure(value) else safe_cell(value)
