"""The desk: what waits is named with its next step, a refusal keeps what was typed, an import is whole or not at all."""

import io
import re
from datetime import timedelta
from html import unescape
from pathlib import Path

import pytest
from flask.testing import FlaskClient

from parliament.commands import accounts, declarations, motions, sittings, votes
from parliament.identity.invitations import find_invitation
from parliament.rules.powers import Office
from parliament.store.views.seats import list_accounts, list_seats, seat_view
from parliament.store.views.sessions import list_sessions, session_view
from tests.pages.house_in_session import BEGINNING, HouseInSession

TOKEN = re.compile(r'name="csrf_token" value="([^"]+)"')
HEADER = "name,iso3,country,continent,population,lat,lon,timezone,mayor\n"
SUVA = "Suva,FJI,Fiji,OC,90000,-18.14,178.44,Pacific/Fiji,Mayor of Suva\n"
ACCRA = "Accra,GHA,Ghana,AF,2000000,5.6,-0.19,Africa/Accra,\n"
BROKEN = "Nowhere,XX,Nowhere,AF,none,5.6,-0.19,Africa/Nowhere,\n"


@pytest.fixture
def place(tmp_path: Path) -> HouseInSession:
    return HouseInSession(tmp_path)


@pytest.fixture
def desk(place: HouseInSession) -> FlaskClient:
    return place.browser(place.secretariat)


def words(answer) -> str:
    """What stands on a page, without its markup."""
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", answer.text)).split())


def send(browser: FlaskClient, url: str, *, page: str = "/desk/convene", **fields):
    """Send a form as a browser without script does; returns the page it leads to."""
    token = TOKEN.search(browser.get(page).text)[1]
    return browser.post(url, data={"csrf_token": token, **fields}, follow_redirects=True)


def at(place: HouseInSession, **later: int) -> str:
    return (BEGINNING + timedelta(**later)).strftime("%Y-%m-%dT%H:%M")


def submitted(place: HouseInSession) -> str:
    motion = place.drafted(gathering=True)
    place.signed_by_all(motion)
    place.perform(motions.submit_motion, by=place.mayors[0], motion_id=motion)
    return motion


def adopted(place: HouseInSession) -> str:
    motion = place.debated()
    vote = place.perform(votes.open_vote, by=place.chair, motion_id=motion)["vote"]
    for mayor in place.mayors:
        place.perform(votes.cast_ballot, by=mayor, vote_id=vote, choice="yes")
    votes.close(place.house, by=place.chair, vote_id=vote)
    return motion


def cities(place: HouseInSession) -> set[str]:
    with place.house.reading() as db:
        return {row["city"] for row in list_seats(db)}


@pytest.mark.parametrize("url", ["/desk", "/desk/convene", "/desk/seats", "/desk/seats/import", "/desk/accounts"])
def test_desk_is_for_the_secretariat_alone(place: HouseInSession, url: str) -> None:
    assert place.browser(place.chair).get(url).status_code == 403
    assert place.browser().get(url).status_code == 303
    assert place.browser(place.secretariat).get(url).status_code == 200


@pytest.mark.parametrize(
    ("url", "typed"),
    [
        ("/desk/accounts/grant", {"granted": "x"}),
        ("/desk/accounts/invite", {"office": "x"}),
        ("/desk/accounts/end", {"grant_id": "x"}),
        ("/desk/seats/import", {"csv": "x"}),
        ("/desk/seats/preview", {"csv": "x"}),
        ("/desk/convene", {"opens_at": "x"}),
        ("/sessions/SLUG/desk/agenda", {"kind": "x"}),
        ("/sessions/SLUG/desk/sittings", {"starts_at": "x"}),
        ("/sessions/SLUG/desk/chair", {"reason": ""}),
    ],
)
def test_nonsense_sent_to_the_desk_by_others_shows_them_nothing_of_it(
    place: HouseInSession, url: str, typed: dict[str, str]
) -> None:
    for browser in (place.browser(), place.browser(place.mayors[0])):
        token = TOKEN.search(browser.get("/sign-in").text)
        assert token is not None
        answer = browser.post(url.replace("SLUG", place.slug), data=typed | {"csrf_token": token[1]})
        assert answer.status_code in (401, 403)
        assert "secretariat@" not in answer.text
        assert "Secretariat" not in words(answer).replace("Sign in first", "")


def test_motion_is_led_from_submission_to_the_agenda_by_the_buttons_of_the_desk(
    place: HouseInSession, desk: FlaskClient
) -> None:
    motion = submitted(place)
    base = f"/sessions/{place.slug}/desk"
    assert "Submitted: to be admitted" in words(desk.get("/desk"))
    send(desk, f"{base}/admit", motion_id=motion)
    assert "Admitted: to be published" in words(desk.get("/desk"))
    send(desk, f"{base}/publish", motion_id=motion)
    assert "Published: to be put on the agenda" in words(desk.get("/desk"))
    page = send(desk, f"{base}/agenda", motion_id=motion, kind="motion")
    assert "It is on the agenda." in words(page)
    assert "Nothing waits" in words(desk.get("/desk"))


def test_motion_is_refused_only_with_a_reason_that_the_record_keeps(place: HouseInSession, desk: FlaskClient) -> None:
    motion = submitted(place)
    url = f"/sessions/{place.slug}/desk/refuse/{motion}"
    page = send(desk, url, page=url, reason="  ")
    assert page.status_code == 422
    assert "Give the reason" in words(page)
    page = send(desk, url, page=url, reason="It has no operative part.")
    assert "It has no operative part." in words(page)
    page = send(desk, url, page=url, reason="Once more.")
    assert page.status_code == 409
    assert "Once more." in page.text


def test_session_is_convened_in_its_own_zone(place: HouseInSession, desk: FlaskClient) -> None:
    fields = {"title": "Trees", "time_zone": "America/Sao_Paulo", "language": "en", "profile": "global_mayors"}
    page = send(desk, "/desk/convene", opens_at=at(place, days=9), **fields)
    assert "The session is convened." in words(page)
    assert "1 Dec 2026, 09:00 (Sao Paulo)" in words(page)
    with place.house.reading() as db:
        assert list_sessions(db)[0]["opens_at"] == BEGINNING + timedelta(days=9, hours=3)


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        ({"title": " "}, "Write something here."),
        ({"opens_at": "2026-11-22T10:00"}, "The rules ask for 72 hours of notice."),
        ({"opens_at": "soon"}, "does not have the right shape"),
        ({"time_zone": "Mars/Olympus"}, "does not have the right shape"),
        ({"language": "xx"}, "does not have the right shape"),
        ({"profile": "my_own"}, "There are no rules of procedure called my_own."),
    ],
)
def test_convening_that_is_refused_says_where_and_keeps_what_was_typed(
    place: HouseInSession, desk: FlaskClient, wrong: dict, sentence: str
) -> None:
    fields = {
        "title": "Trees",
        "time_zone": "UTC",
        "language": "en",
        "profile": "municipal",
        "opens_at": at(place, days=9),
    }
    page = send(desk, "/desk/convene", **fields | wrong)
    assert page.status_code == 422
    assert sentence in words(page)
    assert f'href="#field-{next(iter(wrong))}"' in page.text
    assert 'value="Trees"' in page.text or "title" in wrong


def test_other_business_is_put_on_the_agenda_and_needs_a_title(place: HouseInSession, desk: FlaskClient) -> None:
    base = f"/sessions/{place.slug}/desk"
    page = send(desk, f"{base}/agenda", kind="report", title="")
    assert page.status_code == 422
    assert re.search(r'value="report" checked', page.text)
    send(desk, f"{base}/agenda", kind="report", title="Water in the delta")
    page = send(desk, f"{base}/agenda", kind="party", title="Dinner")
    assert page.status_code == 422
    with place.house.reading() as db:
        assert [row["title"] for row in session_view(db, place.slug)["agenda"]] == ["Water in the delta"]


def test_sitting_cannot_begin_before_its_session(place: HouseInSession, desk: FlaskClient) -> None:
    base = f"/sessions/{place.slug}/desk"
    page = send(desk, f"{base}/sittings", starts_at=at(place, days=1))
    assert page.status_code == 422
    assert f'value="{at(place, days=1)}"' in page.text
    page = send(desk, f"{base}/sittings", starts_at=at(place, days=3))
    assert "25 Nov 2026, 09:00 (Freetown)" in words(page)


def test_another_person_is_called_to_the_chair_with_a_reason(place: HouseInSession) -> None:
    place.debated()
    desk, base = place.browser(place.secretariat), f"/sessions/{place.slug}/desk"
    assert "Nobody else holds the office of chair." in words(desk.get(base))
    made = place.perform(accounts.invite, login="second", name="Second chair", token_hash="s", office=Office.CHAIR)
    fields = {"sitting_id": place.sitting, "account_id": made["account"]}
    assert send(desk, f"{base}/chair", reason="", **fields).status_code == 422
    page = send(desk, f"{base}/chair", reason="The line is cut.", **fields)
    assert "In the chair: Second chair" in words(page)


def test_declaration_waits_for_two_persons_and_is_then_published(place: HouseInSession) -> None:
    motion = adopted(place)
    desk, base = place.browser(place.secretariat), f"/sessions/{place.slug}/desk"
    page = desk.get("/desk")
    assert "The chair and the secretariat both have to certify the text first." in words(page)
    page = send(desk, f"{base}/certify", motion_id=motion)
    assert "certified by Secretariat" in words(page)
    page = send(desk, f"{base}/declare", motion_id=motion)
    assert "Not done. The chair and the secretariat both have to certify the text first." in words(page)
    place.perform(declarations.certify_declaration, by=place.chair, motion_id=motion)
    page = send(desk, f"{base}/declare", motion_id=motion)
    assert "The declaration is published." in words(page)
    assert "Declaration 1" in words(page)


def test_session_closes_only_when_its_sitting_is_over(place: HouseInSession) -> None:
    place.opened()
    desk, base = place.browser(place.secretariat), f"/sessions/{place.slug}/desk"
    assert re.search(r"<button[^>]* disabled[^>]*>Close the session", desk.get(base).text)
    place.perform(sittings.adjourn_sitting, by=place.chair, sitting_id=place.sitting)
    with place.house.reading() as db:
        plenary = session_view(db, place.slug)["id"]
    page = send(desk, f"{base}/close", session_id=plenary)
    assert "The session is closed, and its record with it." in words(page)
    assert "Fix a sitting for" not in words(page)


def test_file_is_looked_at_first_and_taken_in_only_then(place: HouseInSession, desk: FlaskClient) -> None:
    upload = {"file": (io.BytesIO(("\ufeff" + HEADER + SUVA + ACCRA).encode()), "cities.csv")}
    page = send(desk, "/desk/seats/preview", **upload)
    assert "Suva" in words(page)
    assert "Suva" not in cities(place)
    page = send(desk, "/desk/seats/import", csv=HEADER + SUVA + ACCRA, leave_out="2")
    assert "Cities taken in: 1." in words(page)
    assert {"Suva"} == cities(place) & {"Suva", "Accra"}


def test_problems_are_named_row_by_row_and_nothing_is_taken_in_with_them(
    place: HouseInSession, desk: FlaskClient
) -> None:
    page = send(desk, "/desk/seats/preview", csv=HEADER + SUVA + BROKEN)
    assert "population is not a whole number above zero" in words(page)
    assert "timezone is not a time zone name" in words(page)
    page = send(desk, "/desk/seats/import", csv=HEADER + SUVA + BROKEN)
    assert page.status_code == 422
    assert "1 rows cannot be taken in as they are." in words(page)
    assert "Suva" in page.text
    assert "Suva" not in cities(place)
    send(desk, "/desk/seats/import", csv=HEADER + SUVA + BROKEN, leave_problems="yes")
    assert "Suva" in cities(place)


@pytest.mark.parametrize(
    ("fields", "sentence"),
    [
        ({"csv": ""}, "Write something here."),
        ({"csv": "name,country\nSuva,Fiji\n"}, "The file lacks these columns: iso3"),
        ({"file": (io.BytesIO(b"\xff\xfe\x00"), "cities.csv")}, "does not have the right shape"),
    ],
)
def test_file_that_cannot_be_read_is_asked_for_again(desk: FlaskClient, fields: dict, sentence: str) -> None:
    page = send(desk, "/desk/seats/preview", **fields)
    assert page.status_code == 422
    assert sentence in words(page)
    assert fields.get("csv", "") in unescape(page.text)


def test_file_of_a_megabyte_passes_and_one_of_three_does_not(desk: FlaskClient) -> None:
    rows = SUVA.replace("Mayor of Suva", "M" * 500) * 2000  # the same city again and again: problems, but read
    assert send(desk, "/desk/seats/preview", csv=HEADER + rows).status_code == 200
    assert send(desk, "/desk/seats/preview", csv=HEADER + rows * 3).status_code == 413


def test_mandate_ends_and_the_next_one_begins_in_the_past_of_the_city(place: HouseInSession, desk: FlaskClient) -> None:
    url = "/desk/seats/freetown-sle"
    with place.house.reading() as db:
        running = seat_view(db, "freetown-sle")["mandate"]
    page = send(desk, f"{url}/end", mandate_id=running)
    assert "the seat is vacant" in words(page)
    page = send(desk, f"{url}/begin", name="", kind="interim")
    assert page.status_code == 422
    page = send(desk, f"{url}/begin", name="A new mayor", kind="interim", from_at=at(place, days=30))
    assert page.status_code == 422
    assert 'value="A new mayor"' in page.text
    page = send(desk, f"{url}/begin", name="A new mayor", kind="interim", from_at="")
    assert "Holder A new mayor" in words(page)


def test_invitation_shows_its_link_once_and_the_link_works(place: HouseInSession, desk: FlaskClient) -> None:
    page = send(desk, "/desk/accounts/invite", login="new@x.example", name="A new chair", office="chair")
    assert "no-store" in page.headers["Cache-Control"]
    token = re.search(r'value="http://127.0.0.1:8000/invitations/([^"]+)"', page.text)[1]
    assert find_invitation(place.house, token).login == "new@x.example"
    assert token not in desk.get("/desk/accounts").text


@pytest.mark.parametrize(
    ("wrong", "field"),
    [({"login": ""}, "login"), ({"office": "clock"}, "office"), ({"office": "member", "seat_id": ""}, "seat_id")],
)
def test_invitation_that_is_refused_keeps_the_name(desk: FlaskClient, wrong: dict, field: str) -> None:
    fields = {"login": "new@x.example", "name": "A new mayor", "office": "chair", "seat_id": ""}
    page = send(desk, "/desk/accounts/invite", **fields | wrong)
    assert page.status_code in (403, 409, 422)
    assert f'href="#field-{field}"' in page.text
    assert 'value="A new mayor"' in page.text


def test_office_is_granted_and_taken_back(place: HouseInSession, desk: FlaskClient) -> None:
    account = place.mayors[0].account
    page = send(desk, "/desk/accounts/grant", account_id=account, granted="chair", granted_seat="")
    assert "The office is granted." in words(page)
    with place.house.reading() as db:
        (held,) = next(row["offices"] for row in list_accounts(db) if row["id"] == account)
    page = send(desk, "/desk/accounts/grant", account_id=account, granted="chair", granted_seat="")
    assert page.status_code == 409
    assert re.search(rf'value="{account}" selected', page.text)
    page = send(desk, "/desk/accounts/end", grant_id=held["id"])
    assert "The office has ended." in words(page)
    page = send(desk, "/desk/accounts/end", grant_id=held["id"])
    assert "Not done. This cannot be done while it is “closed”." in words(page)
