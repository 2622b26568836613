"""Commitments of cities, their reports and what is found of them; each refusal without a trace."""

from datetime import timedelta

from parliament.commands.accounts import invite
from parliament.commands.commitments import (
    make_commitment,
    report_commitment,
    review_commitment,
    withdraw_commitment,
)
from parliament.commands.follow_up import name_addressee
from parliament.commands.seats import rule_on_seat
from parliament.commands.withdrawals import agree_to_withdrawal, propose_withdrawal
from parliament.record.entries import INSTITUTION
from parliament.results.follow_up import commitments_of
from parliament.rules.powers import Actor, Office
from parliament.rules.refusals import Code
from parliament.store.views.lives import life_view
from tests.builders import Chamber
from tests.commands.following_up import PROMISE, addressed, committed, declared, dispatched, reported

REPORT = {"status": "under_way", "reported_on": "2026-11-25", "next_review_on": "2027-12-31"}


def cabinet_of(chamber: Chamber, seat: str) -> Actor:
    said = {"login": "cabinet@x.example", "name": "Cabinet", "token_hash": "cabinet", "office": "cabinet"}
    made = chamber.by(chamber.desk, invite, seat_id=seat, **said)
    return Actor(made["account"], "Cabinet", frozenset({Office.CABINET}), seat)


def test_a_city_commits_reports_and_is_reviewed(debated: Chamber):
    declaration = declared(debated)
    commitment = committed(debated, declaration)
    report = reported(debated, commitment, evidence_url="https://water.accra.example/2027", note="Two wards done")
    said = {"finding": "confirmed", "note": "We saw it.", "next_review_on": "2028-06-30"}
    debated.by(debated.desk, review_commitment, report_id=report, **said)
    (row,) = commitments_of(debated.entries(INSTITUTION), declaration)
    assert (row["city"], row["country"], row["population"], row["seat"]) == ("Accra", "GHA", 1000, debated.seats[0])
    assert {name: row[name] for name in PROMISE} == PROMISE | {"next_review_on": "2028-06-30"}
    assert (row["status"], row["figure"], row["finding"]) == ("under_way", "1500", "confirmed")
    assert row["reports"][0]["evidence"] == "https://water.accra.example/2027"
    assert commitments_of(debated.entries(INSTITUTION), "declaration-of-another") == []
    with debated.house.reading() as db:
        life = life_view(db, declaration)
    assert (life["status"], life["commitments"]) == ("reviewed", [row])


def test_a_new_report_leaves_the_old_finding_behind(debated: Chamber):
    commitment = committed(debated, declared(debated))
    report = reported(debated, commitment)
    debated.by(debated.desk, review_commitment, report_id=report, finding="contradicted")
    again = reported(debated, commitment, figure_now=None, status="delayed")
    (row,) = commitments_of(debated.entries(INSTITUTION), debated.last(INSTITUTION).body["declaration"])
    assert (row["status"], row["figure"], row["finding"]) == ("delayed", "1500", None)
    debated.refused(Code.SAID_ALREADY, debated.desk, review_commitment, report_id=report, finding="confirmed")
    debated.by(debated.desk, review_commitment, report_id=again, finding="unclear")


def test_done_is_shown_and_needs_no_further_review(debated: Chamber):
    commitment = committed(debated, declared(debated))
    done = {"status": "done", "reported_on": "2026-11-25", "figure_now": "5000"}
    debated.refused(Code.EVIDENCE_NEEDED, debated.mayors[0], report_commitment, commitment_id=commitment, **done)
    debated.by(
        debated.mayors[0], report_commitment, commitment_id=commitment, evidence_url="https://x.example/y", **done
    )
    (row,) = commitments_of(debated.entries(INSTITUTION), debated.last(INSTITUTION).body["declaration"])
    assert (row["status"], row["next_review_on"]) == ("done", None)


def test_a_cabinet_writes_on_instruction_and_says_so(debated: Chamber):
    declaration, cabinet = declared(debated), cabinet_of(debated, debated.seats[0])
    debated.refused(Code.REASON_NEEDED, cabinet, make_commitment, declaration_id=declaration, **PROMISE)
    told = PROMISE | {"instruction": "By word of mouth, 25 November"}
    commitment = debated.by(cabinet, make_commitment, declaration_id=declaration, **told)["commitment"]
    entry = debated.last(INSTITUTION)
    assert (entry.body["instruction"], entry.by["office"]) == ("By word of mouth, 25 November", "cabinet")
    debated.refused(Code.REASON_NEEDED, cabinet, report_commitment, commitment_id=commitment, **REPORT)
    debated.refused(Code.REASON_NEEDED, cabinet, withdraw_commitment, commitment_id=commitment, reason="It is over.")


def test_a_city_takes_a_commitment_back_and_it_stays_in_sight(debated: Chamber):
    declaration = declared(debated)
    commitment = committed(debated, declaration)
    report = reported(debated, commitment)
    mayor = debated.mayors[0]
    debated.refused(Code.REASON_NEEDED, mayor, withdraw_commitment, commitment_id=commitment, reason="")
    debated.by(mayor, withdraw_commitment, commitment_id=commitment, reason="The council said no.")
    (row,) = commitments_of(debated.entries(INSTITUTION), declaration)
    assert (row["status"], row["withdrawn"]["reason"], row["next_review_on"]) == (
        "withdrawn",
        "The council said no.",
        None,
    )
    debated.refused(Code.WRONG_STAGE, mayor, report_commitment, commitment_id=commitment, **REPORT)
    debated.refused(Code.WRONG_STAGE, mayor, withdraw_commitment, commitment_id=commitment, reason="Again")
    debated.refused(Code.WRONG_STAGE, debated.desk, review_commitment, report_id=report, finding="confirmed")
    committed(debated, declaration)


def test_nobody_commits_another_city(debated: Chamber):
    commitment = committed(debated, declared(debated))
    other = debated.mayors[1]
    debated.refused(Code.NOT_YOUR_SEAT, other, report_commitment, commitment_id=commitment, **REPORT)
    debated.refused(Code.NOT_YOUR_SEAT, other, withdraw_commitment, commitment_id=commitment, reason="It is theirs.")


def test_only_who_holds_the_mandate_commits_the_city(debated: Chamber):
    declaration, mayor = declared(debated), debated.mayors[0]
    nobody = Actor(mayor.account, mayor.name, mayor.offices, None)
    debated.refused(Code.NO_MANDATE, nobody, make_commitment, declaration_id=declaration, **PROMISE)
    other = Actor(debated.mayors[1].account, "", mayor.offices, debated.seats[0])
    debated.refused(Code.NO_MANDATE, other, make_commitment, declaration_id=declaration, **PROMISE)
    debated.by(debated.desk, rule_on_seat, seat_id=debated.seats[0], state="suspended", reason="Annulled")
    debated.refused(Code.SEAT_NOT_ACCREDITED, mayor, make_commitment, declaration_id=declaration, **PROMISE)


def test_the_same_measure_is_promised_once(debated: Chamber):
    declaration = declared(debated)
    committed(debated, declaration)
    debated.refused(Code.ALREADY_EXISTS, debated.mayors[0], make_commitment, declaration_id=declaration, **PROMISE)
    committed(debated, declaration, mayor=1)
    committed(debated, declaration, measure="Wells dug", unit="wells", baseline=None)


def test_a_city_makes_so_many_commitments_and_reports_and_no_more(debated: Chamber, monkeypatch):
    """What was taken back counts, for it stays in sight; another city has room of its own; a day later there is again."""
    monkeypatch.setattr("parliament.rules.follow_up.MOST_COMMITMENTS", 1)
    monkeypatch.setattr("parliament.rules.follow_up.MOST_REPORTS", 2)
    declaration = declared(debated)
    commitment, other = committed(debated, declaration), committed(debated, declaration, mayor=1)
    for _ in range(2):
        reported(debated, commitment)
    said = {"commitment_id": commitment} | REPORT
    debated.refused(Code.TOO_MANY_OF_THESE, debated.mayors[0], report_commitment, **said)
    reported(debated, other, mayor=1)
    debated.at += timedelta(days=1)
    reported(debated, commitment)
    debated.by(debated.mayors[0], withdraw_commitment, commitment_id=commitment, reason="Too much for us")
    said = {"declaration_id": declaration} | PROMISE | {"measure": "Trees"}
    debated.refused(Code.TOO_MANY_OF_THESE, debated.mayors[0], make_commitment, **said)


def test_a_commitment_can_be_measured_by_a_day(debated: Chamber):
    wrong: list[tuple[Code, dict]] = [
        (Code.TEXT_EMPTY, {"measure": " "}),
        (Code.TEXT_TOO_LONG, {"unit": "x" * 61}),
        (Code.TEXT_CONTROLS, {"measure": "a\u202eb"}),
        (Code.BAD_FIGURE, {"target": "many"}),
        (Code.BAD_FIGURE, {"baseline": "12,5"}),
        (Code.BAD_DATE, {"due_on": "2030"}),
        (Code.DAY_OVER, {"due_on": "2026-11-01"}),
        (Code.BAD_TIMES, {"next_review_on": "2031-01-01"}),
    ]
    declaration = declared(debated)
    for code, said in wrong:
        debated.refused(code, debated.mayors[0], make_commitment, declaration_id=declaration, **PROMISE | said)


def test_a_report_can_be_checked(debated: Chamber):
    wrong: list[tuple[Code, dict]] = [
        (Code.BAD_FIGURE, {"figure_now": "half"}),
        (Code.BAD_DATE, {"reported_on": "yesterday"}),
        (Code.DAY_TO_COME, {"reported_on": "2027-01-01"}),
        (Code.DAY_OVER, {"next_review_on": "2026-01-01"}),
        (Code.BAD_EVIDENCE, {"evidence_url": "http://x.example/plain"}),
        (Code.TEXT_CONTROLS, {"note": "a\u202eb"}),
        (Code.TEXT_TOO_LONG, {"note": "x" * 2001}),
    ]
    commitment = committed(debated, declared(debated))
    for code, said in wrong:
        debated.refused(code, debated.mayors[0], report_commitment, commitment_id=commitment, **REPORT | said)


def test_a_review_is_set_for_a_day_to_come(debated: Chamber):
    report = reported(debated, committed(debated, declared(debated)))
    said = {"report_id": report, "finding": "confirmed"}
    debated.refused(Code.DAY_OVER, debated.desk, review_commitment, next_review_on="2026-11-01", **said)
    debated.refused(Code.BAD_DATE, debated.desk, review_commitment, next_review_on="later", **said)
    debated.refused(Code.TEXT_TOO_LONG, debated.desk, review_commitment, note="x" * 2001, **said)


def test_a_day_counts_as_come_where_on_earth_it_came_first(debated: Chamber):
    """Kiritimati is 14 hours ahead: whoever is there writes its own date (house rule)."""
    commitment = committed(debated, declared(debated))
    tomorrow = (debated.at + timedelta(hours=14)).date().isoformat()
    reported(debated, commitment, reported_on=tomorrow)


def test_under_a_withdrawn_declaration_nothing_new_begins_and_what_runs_goes_on(debated: Chamber):
    declaration = declared(debated)
    addressee, commitment = addressed(debated, declaration), committed(debated, declaration)
    said = {"declaration_id": declaration, "reason": "It was published by mistake."}
    proposed = debated.by(debated.desk, propose_withdrawal, **said)["withdrawal"]
    committed(debated, declaration, mayor=1)  # proposed is not withdrawn
    debated.by(debated.chair, agree_to_withdrawal, withdrawal_id=proposed)
    promise = {"declaration_id": declaration, **PROMISE}
    assert debated.refused(Code.WRONG_STAGE, debated.mayors[2], make_commitment, **promise).facts == {
        "stage": "withdrawn"
    }
    named = {"declaration_id": declaration, "kind": "other", "name": "The Sea"}
    debated.refused(Code.WRONG_STAGE, debated.desk, name_addressee, **named)
    reported(debated, commitment)
    dispatched(debated, addressee)


def test_what_does_not_exist_is_not_found(founded: Chamber):
    founded.refused(Code.NOT_FOUND, founded.mayors[0], make_commitment, declaration_id="declaration-x", **PROMISE)
    founded.refused(Code.NOT_FOUND, founded.mayors[0], report_commitment, commitment_id="commitment-x", **REPORT)
    founded.refused(Code.NOT_FOUND, founded.desk, review_commitment, report_id="report-x", finding="confirmed")
