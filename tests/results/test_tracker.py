"""The tracker is computed from entries alone, adds only what was reported, and says of how much that is."""

import csv
import io
from datetime import date
from decimal import Decimal
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from parliament.record.canonical import canonical
from parliament.record.entries import INSTITUTION, Entry
from parliament.results.follow_up import all_addressees, all_commitments
from parliament.results.reminders import calendar_days, due_for_city, due_for_secretariat
from parliament.results.tracker import STATUSES, addressees_csv, commitments_csv, narrowed, totals, tracker_of, written

CITY = {"other_name": "", "country": "GHA", "country_name": "Ghana", "continent": "AF", "population": 1000}
PROMISE = {
    "measure": "Homes",
    "unit": "homes",
    "baseline": "10",
    "target": "100",
    "due_on": "2030-12-31",
    "next_review_on": "2027-06-30",
    "instruction": "",
}


class Writing:
    """Entries as they would stand in the record, numbered as they come."""

    def __init__(self) -> None:
        self.entries: list[Entry] = []

    def add(self, kind: str, log: str = INSTITUTION, **body: Any) -> None:
        seq = sum(entry.log == log for entry in self.entries) + 1
        at = f"2026-11-22T09:00:{len(self.entries) % 60:02}.000Z"
        self.entries.append(Entry(log, seq, kind, at, {"account": "a", "office": "", "seat": None}, body))

    def publish(self, declaration: str, number: int) -> None:
        said = {"number": number, "slug": f"{number}-d", "title": f"Title {number}"}
        self.add("declaration.published", "session-1", declaration=declaration, **said)

    def commit(
        self, commitment: str, declaration: str = "d1", seat: str = "s1", city: str = "Accra", **said: Any
    ) -> None:
        about = {"commitment": commitment, "declaration": declaration, "seat": seat, "city": city}
        self.add("commitment.made", **about, **CITY, **PROMISE | said)

    def report(self, report: str, commitment: str, figure: str | None = None, **said: Any) -> None:
        usual = {"status": "under_way", "reported_on": "2026-11-22", "evidence": None, "note": "", "instruction": ""}
        about = {"report": report, "commitment": commitment, "declaration": "d1", "figure": figure}
        self.add("commitment.reported", **about, **usual | {"next_review_on": "2027-12-31"} | said)

    def review(self, report: str, commitment: str, finding: str) -> None:
        about = {"review": f"of {report}", "report": report, "commitment": commitment, "declaration": "d1"}
        self.add("commitment.reviewed", **about, finding=finding, note="", next_review_on=None)

    def name(self, addressee: str, declaration: str = "d1") -> None:
        about = {"addressee": addressee, "declaration": declaration}
        self.add("addressee.named", **about, addressee_kind="governments", name=addressee.title())

    def send(self, addressee: str, answer_by: str | None = None) -> None:
        about = {"dispatch": f"to {addressee} {len(self.entries)}", "addressee": addressee, "declaration": "d1"}
        said = {"how": "letter", "sent_on": "2026-11-22", "answer_by": answer_by, "note": "", "receipt_hash": None}
        self.add("dispatch.sent", **about, **said)

    def answer(self, addressee: str, position: str, next_step_on: str | None = None) -> None:
        about = {"reply": f"of {addressee} {len(self.entries)}", "addressee": addressee, "declaration": "d1"}
        said = {"received_on": "2026-11-22", "position": position, "summary": "So", "file_hash": None}
        self.add("addressee.replied", **about, **said, next_step="", next_step_on=next_step_on)


def a_year() -> Writing:
    """Two declarations; three cities that promised the same, two of which reported; two addressees, one of which answered."""
    told = Writing()
    told.publish("d2", 2)
    told.publish("d1", 1)
    told.commit("c1")
    told.commit("c2", seat="s2", city="Lima", baseline="20", target="50.5")
    told.commit("c3", seat="s3", city="Suva")
    told.commit("c4", declaration="d2", measure="Share of green roofs", unit="%")
    told.report("r1", "c1", "0.1")
    told.report("r2", "c1", "0.2")
    told.report("r3", "c2", "0.1")
    told.review("r1", "c1", "confirmed")
    told.name("ministry")
    told.name("bank")
    told.send("ministry")
    told.answer("ministry", "partly")
    return told


def test_totals_are_exact_and_of_what_was_reported_alone():
    tracker = tracker_of(a_year().entries)
    homes, share = tracker["totals"]
    assert (homes["figure"], homes["target"], homes["baseline"]) == ("0.3", "150.5", "30")
    assert (homes["reported"], homes["commitments"], homes["cities_reported"]) == (2, 3, 2)
    assert (share["adds_up"], share["figure"], share["reported"], share["commitments"]) == (False, None, 0, 1)
    counts = tracker["counts"]
    assert (counts["commitments"], counts["reported"], counts["cities"]) == (4, 2, 3)
    assert counts["by_status"] == dict.fromkeys(STATUSES, 0) | {"not_reported": 2, "under_way": 2}


def test_a_share_is_shown_from_least_to_most_and_never_added():
    told = Writing()
    told.publish("d1", 1)
    for at, figure in enumerate(("12.50", "7", "30")):
        told.commit(f"c{at}", seat=f"s{at}", unit="%")
        told.report(f"r{at}", f"c{at}", figure)
    (row,) = tracker_of(told.entries)["totals"]
    assert (row["figure"], row["least"], row["most"]) == (None, "7", "30")


def test_a_missing_baseline_is_not_taken_for_nothing():
    told = Writing()
    told.publish("d1", 1)
    told.commit("c1", baseline=None)
    told.commit("c2", seat="s2")
    told.report("r1", "c1", "5")
    told.report("r2", "c2", "6")
    (row,) = tracker_of(told.entries)["totals"]
    assert (row["baseline"], row["target"], row["figure"]) == (None, "200", "11")


def test_what_was_withdrawn_stays_in_sight_and_counts_no_more():
    told = a_year()
    told.add("commitment.withdrawn", commitment="c1", declaration="d1", reason="No money", instruction="")
    tracker = tracker_of(told.entries)
    assert (tracker["counts"]["commitments"], tracker["totals"][0]["figure"]) == (3, "0.1")
    assert tracker["commitments"][0]["withdrawn"]["reason"] == "No money"
    assert tracker["counts"]["by_status"]["withdrawn"] == 1


def test_the_order_is_that_of_declarations_and_a_withdrawn_one_says_so():
    told = a_year()
    told.add("declaration.withdrawn", declaration="d2", reason="By mistake")
    tracker = tracker_of(told.entries)
    assert [(row["number"], row["ended"]) for row in tracker["declarations"]] == [(1, None), (2, "withdrawn")]
    assert [row["commitment"] for row in tracker["commitments"]] == ["c1", "c2", "c3", "c4"]
    assert tracker["positions"] == {"named": 2, "sent": 1, "accepts": 0, "partly": 1, "declines": 0, "no_answer": 0}


def test_the_tracker_is_narrowed_and_its_totals_with_it():
    tracker = tracker_of(a_year().entries)
    lima = narrowed(tracker, city="LIM")
    assert ([row["city"] for row in lima["commitments"]], lima["totals"][0]["figure"]) == (["Lima"], "0.1")
    assert lima["addressees"] == []
    assert [row["commitment"] for row in narrowed(tracker, city="s3")["commitments"]] == ["c3"]
    assert [row["commitment"] for row in narrowed(tracker, declaration="2-d")["commitments"]] == ["c4"]
    assert [row["name"] for row in narrowed(tracker, status="partly")["addressees"]] == ["Ministry"]
    assert narrowed(tracker) == tracker


def test_built_twice_it_is_the_same_bytes_and_entries_of_others_change_nothing():
    told = a_year()
    once = canonical(tracker_of(told.entries))
    told.add("seat.registered", seat="s9")
    assert canonical(tracker_of(told.entries)) == once
    told.report("r9", "c3", "1")
    assert canonical(tracker_of(told.entries)) != once


def test_tables_have_a_line_for_each_and_no_cell_that_runs():
    told = a_year()
    told.commit("c5", seat="s5", city="=cmd|'/c calc'!A1", baseline="-3")
    told.name("@sum")
    tracker = tracker_of(told.entries)
    rows = list(csv.DictReader(io.StringIO(commitments_csv(tracker).decode())))
    by_id = {row["commitment"]: row for row in rows}
    assert (by_id["c5"]["city"], by_id["c5"]["baseline"]) == ("'=cmd|'/c calc'!A1", "-3")
    assert (by_id["c1"]["figure"], by_id["c1"]["status"], by_id["c1"]["declaration_number"]) == (
        "0.2",
        "under_way",
        "1",
    )
    names = [row["name"] for row in csv.DictReader(io.StringIO(addressees_csv(tracker).decode()))]
    assert names == ["Ministry", "Bank", "'@Sum"]


def test_reminders_come_within_a_month_and_know_when_they_are_late():
    commitments = all_commitments(a_year().entries)
    assert due_for_city(commitments, "s3", date(2027, 5, 30)) == []
    (soon,) = due_for_city(commitments, "s3", date(2027, 5, 31))
    assert (soon["what"], soon["on"], soon["over"]) == ("to_report", "2027-06-30", False)
    assert due_for_city(commitments, "s3", date(2027, 6, 30))[0]["over"] is False
    assert due_for_city(commitments, "s3", date(2027, 7, 1))[0]["over"] is True
    assert [row["on"] for row in calendar_days(commitments)] == ["2027-06-30"] * 2 + ["2027-12-31"] * 2


def test_the_desk_is_told_the_next_thing_of_each():
    told = a_year()
    on = date(2026, 11, 22)

    def due() -> list[tuple[str, str]]:
        rows = due_for_secretariat(all_addressees(told.entries), all_commitments(told.entries), on)
        return [(row["what"], row["of"].get("name") or row["of"]["commitment"]) for row in rows]

    assert due() == [("to_send", "Bank"), ("to_review", "c1"), ("to_review", "c2")]
    told.send("bank", answer_by="2026-12-01")
    told.review("r2", "c1", "unclear")
    told.answer("ministry", "partly", next_step_on="2026-12-10")
    assert due() == [("to_review", "c2"), ("answer_due", "Bank"), ("next_step", "Ministry")]
    told.answer("bank", "no_answer")
    told.send("ministry")
    told.add("commitment.withdrawn", commitment="c2", declaration="d1", reason="No", instruction="")
    assert due() == []


figures = st.decimals(min_value=-(10**9), max_value=10**9, places=4).map(lambda each: format(each, "f"))


@given(st.lists(st.one_of(st.none(), figures), min_size=1, max_size=8))
def test_a_total_is_the_sum_of_the_figures_there_are(said: list[str | None]):
    rows = [
        {**PROMISE, "commitment": f"c{at}", "seat": f"s{at}", "figure": each, "status": "under_way"}
        for at, each in enumerate(said)
    ]
    (row,) = totals(rows)
    there = [Decimal(each) for each in said if each is not None]
    assert (row["reported"], row["commitments"]) == (len(there), len(said))
    assert (Decimal(row["figure"]) == sum(there)) if there else row["figure"] is None


def test_numbers_are_written_without_exponent_and_without_idle_zeros():
    said = [Decimal("1E+3"), Decimal("2.500"), Decimal("-0"), Decimal("0.10"), Decimal(100)]
    assert [written(each) for each in said] == ["1000", "2.5", "0", "0.1", "100"]
