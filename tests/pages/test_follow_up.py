"""Following up on pages: written down at the desk and by cities, read and taken away by everybody."""

import csv
import io
import json
from datetime import date, timedelta

import pytest
from flask.testing import FlaskClient
from icalendar import Calendar

from parliament.commands.commitments import make_commitment, report_commitment
from parliament.commands.follow_up import name_addressee, record_dispatch
from parliament.record.canonical import canonical
from parliament.results.tracker import tracker_of
from parliament.store.queries.declarations import declaration_view
from parliament.store.record import all_entries
from tests.pages.conftest import Declared, begun_again
from tests.pages.deciding import press, words

PROMISE = {
    "measure": "<b>Homes</b> with safe water",
    "unit": "homes",
    "baseline": "1200",
    "target": "5000.50",
    "due_on": "2030-12-31",
    "next_review_on": "2027-06-30",
}


@pytest.fixture
def place(declared: Declared, tmp_path):
    declared.close()  # the last connection to leave folds the write-ahead log into the file that is copied
    again = begun_again(declared, tmp_path)
    yield again
    again.close()


@pytest.fixture
def slug(declared: Declared) -> str:
    return declared.declaration["slug"]


def fill(browser: FlaskClient, path: str, **typed):
    """Send the form that stands on its own page."""
    return press(browser, path, path, **typed)


def commit(place: Declared, mayor: int = 0, **said: str) -> str:
    whole = PROMISE | said
    made = place.act(make_commitment, place.mayors[mayor], declaration_id=place.declaration["id"], **whole)
    return made["commitment"]


def test_the_desk_names_sends_and_writes_down_what_came_back(place: Declared, slug: str):
    desk, form = place.browser(place.desk), f"/declarations/{slug}/addressees"
    answer = fill(desk, form, kind="governments", name="Ministry of <i>Water</i>")
    assert (answer.status_code, answer.headers["Location"]) == (303, f"/declarations/{slug}/follow-up")
    page = desk.get(f"/declarations/{slug}/follow-up").text
    assert "Ministry of &lt;i&gt;Water&lt;/i&gt;" in page
    assert "still to be sent" in page
    at = page.split('href="/addressees/')[1].split('"')[0]
    today = place.now.date().isoformat()
    sent = {"how": "letter", "sent_on": today, "answer_by": "", "note": "By the mayor in person"}
    receipt = (io.BytesIO(b"Received, with thanks."), "receipt.txt")
    assert fill(desk, f"/addressees/{at}/dispatches", **sent, file=receipt).status_code == 303
    replied = {"received_on": today, "position": "declines", "summary": "No money.", "next_step": "Ask again"}
    assert fill(desk, f"/addressees/{at}/replies", **replied, next_step_on="").status_code == 303
    shown = place.browser().get(f"/addressees/{at}")
    assert all(said in words(shown) for said in ("By the mayor in person", "No money.", "Ask again", "declines"))
    assert "/addressees/" + at + "/replies" not in shown.text
    file = shown.text.split('href="/follow-up/files/')[1].split('"')[0]
    got = place.browser().get(f"/follow-up/files/{file}")
    assert (got.data, got.headers["Content-Type"]) == (b"Received, with thanks.", "text/plain; charset=utf-8")
    assert got.headers["Content-Disposition"].startswith("attachment")
    assert "sandbox" in got.headers["Content-Security-Policy"]


def test_a_file_that_is_no_receipt_is_not_served_here(place: Declared, slug: str):
    """The annexes of the record are served by the API, each as what it is; this page hands out papers alone."""
    with place.house.reading() as db:
        document = declaration_view(db, slug)["document_hash"]
    assert place.browser().get(f"/api/annexes/{document}").status_code == 200
    assert place.browser().get(f"/follow-up/files/{document}").status_code == 404
    assert place.browser().get(f"/follow-up/files/{'0' * 64}").status_code == 404


def test_what_was_typed_is_kept_when_it_is_refused(place: Declared, slug: str):
    mayor = place.browser(place.mayors[0])
    answer = fill(mayor, f"/declarations/{slug}/commitments", **PROMISE | {"target": "many", "unit": "ho&mes"})
    assert answer.status_code == 422
    assert 'href="#field-target"' in answer.text
    assert 'value="ho&amp;mes"' in answer.text
    assert "This is not a number" in words(answer)


def test_a_city_commits_and_reports_and_the_desk_reviews(place: Declared, slug: str):
    mayor, desk = place.browser(place.mayors[0]), place.browser(place.desk)
    assert fill(mayor, f"/declarations/{slug}/commitments", **PROMISE).status_code == 303
    at = mayor.get(f"/declarations/{slug}/follow-up").text.split('href="/commitments/')[1].split('"')[0]
    said = {"status": "under_way", "reported_on": place.now.date().isoformat(), "figure_now": "1500"}
    said |= {"evidence_url": "https://water.example/report", "next_review_on": "2027-12-31", "note": "مياه"}
    assert fill(mayor, f"/commitments/{at}/reports", **said).status_code == 303
    page = desk.get(f"/commitments/{at}").text
    assert '<a href="https://water.example/report" rel="nofollow noopener noreferrer external" dir="ltr">' in page
    assert "&lt;b&gt;Homes" in page
    assert "<b>Homes" not in page
    review = page.split('href="/reports/')[1].split('"')[0]
    assert fill(desk, f"/reports/{review}", finding="confirmed", note="Seen").status_code == 303
    assert "Review: confirmed" in words(place.browser().get(f"/commitments/{at}"))
    assert fill(mayor, f"/commitments/{at}/withdraw", reason="No money").status_code == 303
    assert "No money" in words(place.browser().get(f"/commitments/{at}"))


def test_forms_are_for_those_who_may_send_them(place: Declared, slug: str):
    commitment = commit(place)
    forms = {f"/declarations/{slug}/addressees": (303, 403, 200), f"/declarations/{slug}/commitments": (303, 200, 403)}
    for path, wanted in forms.items():
        seen = tuple(place.browser(who).get(path).status_code for who in (None, place.mayors[0], place.desk))
        assert seen == wanted
    other = place.browser(place.mayors[1]).post(f"/commitments/{commitment}/withdraw", data={"reason": "x"})
    assert (other.status_code, "open for too long" in words(other)) == (403, True)  # no token of a form of ours
    refused = fill(place.browser(place.mayors[1]), f"/commitments/{commitment}/withdraw", reason="x")
    assert (refused.status_code, "another seat" in words(refused)) == (403, True)


def test_the_tracker_is_narrowed_and_says_of_how_many_it_speaks(place: Declared, slug: str):
    first, _second = commit(place), commit(place, mayor=1, target="100")
    said = {"status": "under_way", "reported_on": place.now.date().isoformat(), "next_review_on": "2027-12-31"}
    place.act(report_commitment, place.mayors[0], commitment_id=first, figure_now="1500", **said)
    everything = place.browser().get("/follow-up")
    assert "1 of 2 commitments" in words(everything)
    assert "Freetown" in everything.text
    assert "Medellín" in everything.text
    one = place.browser().get("/follow-up", query_string={"city": "freet"})
    assert "1 of 1 commitments" in words(one)
    assert "Medellín" not in one.text
    none = place.browser().get("/follow-up", query_string={"status": "done", "declaration": slug})
    assert "No commitment answers to this." in none.text
    assert place.browser().get("/follow-up?declaration=nowhere").status_code == 404
    assert place.browser().get("/follow-up?page=-5").status_code == 200


def test_the_tracker_is_read_once_for_each_state_of_the_record(place: Declared, slug: str, monkeypatch):
    commit(place)
    parsed: list[int] = []

    def counting(entries):
        parsed.append(len(entries))
        return tracker_of(entries)

    monkeypatch.setattr("parliament.store.views.follow_up.tracker_of", counting)
    browser = place.browser()
    pages = ("/follow-up", f"/follow-up?declaration={slug}", "/follow-up.csv", "/follow-up.json", "/follow-up.ics")
    answers = [browser.get(page) for page in pages]
    assert len(parsed) == 1
    assert [browser.get(page).data for page in pages[2:]] == [answer.data for answer in answers[2:]]
    assert len(parsed) == 1
    commit(place, measure="Trees planted")
    assert "Trees planted" in browser.get("/follow-up").text
    assert len(parsed) == 2


def test_csv_and_json_say_the_same_and_cannot_be_run(place: Declared):
    commit(place, measure="=HYPERLINK(1)", baseline="-5")
    with place.house.reading() as db:
        entries = all_entries(db)
    browser = place.browser()
    assert browser.get("/follow-up.json").data == canonical(tracker_of(entries))
    (row,) = csv.DictReader(io.StringIO(browser.get("/follow-up.csv").text))
    assert (row["measure"], row["baseline"], row["target"]) == ("'=HYPERLINK(1)", "-5", "5000.50")
    said = {"declaration_id": place.declaration["id"], "kind": "other", "name": "@all"}
    place.act(name_addressee, place.desk, **said)
    (row,) = csv.DictReader(io.StringIO(browser.get("/follow-up/addressees.csv").text))
    assert (row["name"], row["status"]) == ("'@all", "to_send")
    assert json.loads(browser.get("/follow-up.json").text)["positions"]["named"] == 1
    tag = browser.get("/follow-up.json").headers["ETag"]
    assert browser.get("/follow-up.json", headers={"If-None-Match": tag}).status_code == 304


def test_reviews_come_in_a_calendar_and_move_with_the_report(place: Declared):
    commitment = commit(place)
    (event,) = Calendar.from_ical(place.browser().get("/follow-up.ics").data).walk("VEVENT")
    assert (event["DTSTART"].dt, event["SEQUENCE"], event["UID"]) == (
        date(2027, 6, 30),
        0,
        f"{commitment}@parliament.example",
    )
    (alarm,) = event.walk("VALARM")
    assert alarm["TRIGGER"].dt == -timedelta(days=7)
    said = {"status": "delayed", "reported_on": place.now.date().isoformat(), "next_review_on": "2028-01-15"}
    place.act(report_commitment, place.mayors[0], commitment_id=commitment, **said)
    (event,) = Calendar.from_ical(place.browser().get("/follow-up.ics?city=freetown-sle").data).walk("VEVENT")
    assert (event["DTSTART"].dt, event["SEQUENCE"]) == (date(2028, 1, 15), 1)
    assert Calendar.from_ical(place.browser().get("/follow-up.ics?city=ghent-bel").data).walk("VEVENT") == []


def test_what_falls_due_stands_on_todays_page_and_on_the_desk(place: Declared):
    today, desk = place.browser(place.mayors[0]), place.browser(place.desk)
    soon = (place.now + timedelta(days=20)).date().isoformat()
    commitment = commit(place, next_review_on="2027-12-31")
    assert "A report is due" not in today.get("/today").text
    near = commit(place, measure="Wells", next_review_on=soon)
    assert f'href="/commitments/{near}"' in today.get("/today").text
    assert f'href="/commitments/{commitment}"' not in today.get("/today").text
    assert "A report is due" not in place.browser(place.mayors[1]).get("/today").text
    said = {"declaration_id": place.declaration["id"], "kind": "other", "name": "The Sea"}
    addressee = place.act(name_addressee, place.desk, **said)["addressee"]
    assert "Still to be sent" in words(desk.get("/desk"))
    sent_on = (place.now - timedelta(days=40)).date().isoformat()
    answer_by = (place.now - timedelta(days=10)).date().isoformat()
    said = {"how": "email", "sent_on": sent_on, "answer_by": answer_by}
    place.act(record_dispatch, place.desk, addressee_id=addressee, **said)
    assert "No answer yet" in words(desk.get("/desk"))
    assert "Still to be sent" not in words(desk.get("/desk"))
