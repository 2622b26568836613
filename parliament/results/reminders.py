"""What falls due: for a city the reports on its commitments, for the secretariat the reviews, sendings and next steps.

A day is given by whoever asks; nothing here knows what day it is.
"""

from collections.abc import Iterable
from datetime import date, timedelta

from parliament.record.entries import Json
from parliament.rules.follow_up import FINISHED

# How long before its day something is shown as coming (house rule).
AHEAD = timedelta(days=30)

TO_REPORT, TO_REVIEW, TO_SEND, ANSWER_DUE, NEXT_STEP = "to_report", "to_review", "to_send", "answer_due", "next_step"


def due_for_city(commitments: Iterable[Json], seat: str, on: date) -> list[Json]:
    """The own commitments whose next review is due within a month of this day, or over; the oldest first."""
    rows = [_report_due(row) for row in commitments if row["seat"] == seat and row["next_review_on"] is not None]
    return _by_day(rows, on)


def due_for_secretariat(addressees: Iterable[Json], commitments: Iterable[Json], on: date) -> list[Json]:
    """What the desk has to do: reports to look at, reviews that cities owe, what to send, answers and next steps."""
    rows: list[Json] = []
    for row in commitments:
        rows += _of_commitment(row)
    for row in addressees:
        rows += _of_addressee(row)
    return _by_day(rows, on)


def calendar_days(commitments: Iterable[Json], seat: str = "") -> list[Json]:
    """Every review that is set, however far away: what a calendar shows."""
    rows = (row for row in commitments if row["next_review_on"] is not None and seat in ("", row["seat"]))
    return sorted((_report_due(row) for row in rows), key=lambda row: (row["on"], row["of"]["commitment"]))


def _by_day(rows: Iterable[Json], on: date) -> list[Json]:
    """Those that are due by then or soon after, each with whether its day is over."""
    until, today = (on + AHEAD).isoformat(), on.isoformat()
    due = [row | {"over": row["on"] is not None and row["on"] < today} for row in rows if (row["on"] or "") <= until]
    return sorted(due, key=lambda row: row["on"] or "")


def _report_due(row: Json) -> Json:
    return {"what": TO_REPORT, "on": row["next_review_on"], "of": row}


def _of_commitment(row: Json) -> list[Json]:
    found: list[Json] = []
    if row["reports"] and row["finding"] is None and row["withdrawn"] is None:
        found.append({"what": TO_REVIEW, "on": row["reports"][-1]["reported_on"], "of": row})
    if row["next_review_on"] is not None and row["status"] not in FINISHED:
        found.append(_report_due(row))
    return found


def _of_addressee(row: Json) -> list[Json]:
    """At most one thing an addressee: the next one."""
    if row["status"] == "to_send":
        return [{"what": TO_SEND, "on": None, "of": row}]
    if row["status"] == "removed":
        return []
    sent = row["dispatches"][-1]
    last = row["replies"][-1] if row["replies"] else None
    if last is None or last["entry"]["seq"] < sent["entry"]["seq"]:
        return [{"what": ANSWER_DUE, "on": sent["answer_by"], "of": row}] if sent["answer_by"] else []
    return [{"what": NEXT_STEP, "on": last["next_step_on"], "of": row}] if last["next_step_on"] else []
