"""Signing, invited cities, networks, corrected versions and withdrawal on the pages: by forms alone, without script."""

import re
from collections.abc import Iterator
from html import unescape
from pathlib import Path

import pytest
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from parliament.identity.passwords import hash_password
from parliament.rules.powers import Office
from parliament.store.tables import Account
from parliament.store.views.lives import life_view
from tests.pages.conftest import Declared, begun_again

PASSWORD = "seven quiet herons at dusk"
FORM = re.compile(r'<form [^>]*method="post" action="([^"]+)".*?</form>', re.DOTALL)
HIDDEN = re.compile(r'<input type="hidden" name="([^"]+)" value="([^"]*)">')
TYPED = re.compile(r"<textarea[^>]* name=\"([^\"]+)\"[^>]*>\n(.*?)</textarea>", re.DOTALL)
NICE = {
    "city": "Nice",
    "other_name": "",
    "country": "FRA",
    "country_name": "France",
    "continent": "EU",
    "population": "340000",
    "latitude": "",
    "longitude": "",
    "contact": "mairie@nice.example",
}


@pytest.fixture(scope="module")
def hashed() -> str:
    return hash_password(PASSWORD)


@pytest.fixture
def house(declared: Declared, tmp_path: Path, hashed: str) -> Iterator[Declared]:
    """The declaration is published; the first mayor has a password."""
    declared.close()  # what was written is in the file then
    house = begun_again(declared, tmp_path)
    with house.house.database.writing() as db:
        db.get_one(Account, house.mayors[0].account).password_hash = hashed
    yield house
    house.close()


@pytest.fixture
def at(house: Declared) -> str:
    return f"/declarations/{house.declaration['slug']}"


def send(browser: FlaskClient, page: str, action: str, **typed: str) -> TestResponse:
    """Fill in the form with this action on this page, as it stands there, and send it."""
    text = browser.get(page).text
    form = next(found[0] for found in FORM.finditer(text) if found[1] == action)
    sent = {name: unescape(value) for name, value in HIDDEN.findall(form)}
    sent |= {name: unescape(value) for name, value in TYPED.findall(form)}
    return browser.post(action, data=sent | typed)


def desk(at: str) -> str:
    return f"/desk{at}"


def life(house: Declared) -> dict:
    with house.house.reading() as db:
        return life_view(db, house.declaration["id"])


def opened(house: Declared, at: str, **typed: str) -> FlaskClient:
    browser = house.browser(house.desk)
    answer = send(browser, desk(at), f"{desk(at)}/signing/open", **typed)
    assert (answer.status_code, answer.headers["Location"]) == (303, f"{desk(at)}#signing")
    return browser


def test_mayor_opens_the_form_signs_with_the_password_and_stands_on_the_page(house: Declared, at: str) -> None:
    opened(house, at)
    browser = house.browser(house.mayors[0])
    typed = {
        "function": "Mayor",
        "council_date": "2026-11-20",
        "reservation": "Not <b>all</b> of it.",
        "password": PASSWORD,
    }
    answer = send(browser, f"{at}/sign", f"{at}/sign", **typed)
    assert (answer.status_code, answer.headers["Location"]) == (303, f"{at}#signatories")
    (row,) = life(house)["signatories"]
    assert (row["city"], row["council_date"]) == ("Freetown", "2026-11-20")
    page = browser.get(f"{at}/sign").text
    assert "Your city has signed" in page
    assert "Take the signature back" in page


def test_wrong_password_signs_nothing_and_keeps_what_was_typed(house: Declared, at: str) -> None:
    opened(house, at)
    browser = house.browser(house.mayors[0])
    typed = {"function": "Mayor <i>", "reservation": "Not paragraph 3.", "password": "another one altogether"}
    answer = send(browser, f"{at}/sign", f"{at}/sign", **typed)
    assert answer.status_code == 403
    assert "This is not your password. Nothing was signed; type it again." in answer.text
    assert 'value="Mayor &lt;i&gt;"' in answer.text
    assert "Not paragraph 3.</textarea>" in answer.text
    assert "another one altogether" not in answer.text
    assert life(house)["signatories"] == []


def test_mayor_who_was_never_asked_for_a_password_cannot_sign_at_all(house: Declared, at: str) -> None:
    opened(house, at)
    answer = send(house.browser(house.mayors[1]), f"{at}/sign", f"{at}/sign", function="Mayor", password="")
    assert (answer.status_code, life(house)["signatories"]) == (403, [])


def test_signature_is_taken_back_on_the_same_page(house: Declared, at: str) -> None:
    opened(house, at)
    browser = house.browser(house.mayors[0])
    send(browser, f"{at}/sign", f"{at}/sign", function="Mayor", password=PASSWORD)
    refused = send(browser, f"{at}/sign", f"{at}/sign/withdraw", reason=" ")
    assert (refused.status_code, 'id="error-reason"' in refused.text) == (422, True)
    assert send(browser, f"{at}/sign", f"{at}/sign/withdraw", reason="The council resolved so.").status_code == 303
    assert life(house)["signatories"][0]["withdrawn"]["reason"] == "The council resolved so."


@pytest.mark.parametrize(("who", "status"), [("passer-by", 303), ("chair", 403)])
def test_form_is_for_members(house: Declared, at: str, who: str, status: int) -> None:
    browser = house.browser(house.chair if who == "chair" else None)
    assert browser.get(f"{at}/sign").status_code == status
    assert browser.get(desk(at)).status_code == (200 if who == "chair" else 303)


def test_what_is_not_open_shows_no_form(house: Declared, at: str) -> None:
    page = house.browser(house.mayors[0]).get(f"{at}/sign").text
    assert "This declaration is not open for signature." in page
    assert 'name="password"' not in page


def test_invited_city_signs_by_its_link_and_the_desk_lets_it_count(house: Declared, at: str) -> None:
    browser = opened(house, at)
    made = send(browser, desk(at), f"{desk(at)}/invite", **NICE)
    link = re.search(r'value="[^"]*(/sign/[\w-]+)"', made.text)[1]
    guest = house.browser()
    page = guest.get(link)
    # With no referrer a browser sends “Origin: null” with the form, which is refused as another site's.
    assert page.headers["Referrer-Policy"] == "same-origin"
    assert re.search(r"<meta[^>]*referrer|referrerpolicy", page.text, re.IGNORECASE) is None
    assert "mairie@nice.example" not in page.text
    assert guest.get(link).text.count("340,000") == 1
    wrong = send(guest, link, link, name="Chloé Martin", function="", council_date="2027-01-01")
    assert (wrong.status_code, 'value="Chloé Martin"' in wrong.text) == (422, True)
    assert send(guest, link, link, name="Chloé Martin", function="Mayor").status_code == 303
    assert "The secretariat checks it" in guest.get(link).text
    assert life(house)["signatories"] == []
    admit = next(a for a in re.findall(r'action="([^"]+)"', browser.get(desk(at)).text) if a.endswith("/admit"))
    assert send(browser, desk(at), admit).headers["Location"] == f"{desk(at)}#invited"
    assert [row["city"] for row in life(house)["signatories"]] == ["Nice"]
    assert "Your signature counts" in guest.get(link).text
    spent = guest.get("/sign/of-nobody")
    assert (spent.status_code, "This invitation was used or has run out" in unescape(spent.text)) == (410, True)


def test_an_invitation_that_is_sent_twice_shows_the_same_link_twice(house: Declared, at: str) -> None:
    browser = opened(house, at)
    text = browser.get(desk(at)).text
    form = next(found[0] for found in FORM.finditer(text) if found[1] == f"{desk(at)}/invite")
    sent = {name: unescape(value) for name, value in HIDDEN.findall(form)} | NICE
    first, again = (browser.post(f"{desk(at)}/invite", data=sent) for _ in range(2))
    links = [re.search(r'value="[^"]*(/sign/[\w-]+)"', each.text)[1] for each in (first, again)]
    assert (first.status_code, again.status_code, links[0]) == (200, 200, links[1])
    assert house.browser().get(links[0]).status_code == 200


def test_wrong_figures_of_a_city_come_back_beside_their_field(house: Declared, at: str) -> None:
    browser = opened(house, at)
    answer = send(browser, desk(at), f"{desk(at)}/invite", **NICE | {"population": "many"})
    assert (answer.status_code, 'id="error-population"' in answer.text) == (422, True)
    assert 'value="mairie@nice.example"' in answer.text


def test_turning_down_asks_why(house: Declared, at: str) -> None:
    browser = opened(house, at)
    send(browser, desk(at), f"{desk(at)}/invite", **NICE)
    turn_down = next(a for a in re.findall(r'action="([^"]+)"', browser.get(desk(at)).text) if "turn-down" in a)
    field = f"reason-{turn_down.split('/')[-2]}"
    refused = send(browser, desk(at), turn_down, **{field: ""})
    assert (refused.status_code, f'id="error-{field}"' in refused.text) == (422, True)
    assert send(browser, desk(at), turn_down, **{field: "Sent to a wrong address."}).status_code == 303
    assert "Sent to a wrong address." in browser.get(desk(at)).text


def test_endorsement_is_entered_and_taken_back(house: Declared, at: str) -> None:
    browser = opened(house, at)
    said = {"network": "Cities <of> the River", "endorser": "Ana Ruiz", "endorser_function": "President"}
    refused = send(browser, desk(at), f"{desk(at)}/endorse", **said, statement=" ")
    assert (refused.status_code, 'id="error-statement"' in refused.text) == (422, True)
    assert 'value="Cities &lt;of&gt; the River"' in refused.text
    assert send(browser, desk(at), f"{desk(at)}/endorse", **said, statement="We stand by it.").status_code == 303
    made = life(house)["endorsements"][0]["endorsement"]
    send(browser, desk(at), f"{desk(at)}/endorsements/{made}/withdraw", **{f"reason-{made}": "In error."})
    assert life(house)["endorsements"][0]["withdrawn"]["reason"] == "In error."


def test_signing_is_closed_with_a_reason(house: Declared, at: str) -> None:
    browser = opened(house, at, council_needed="yes")
    assert life(house)["signing"]["council_needed"] is True
    refused = send(browser, desk(at), f"{desk(at)}/signing/close", close_reason="")
    assert (refused.status_code, 'id="error-close_reason"' in refused.text) == (422, True)
    send(browser, desk(at), f"{desk(at)}/signing/close", close_reason="The conference is over.")
    assert life(house)["signing"]["open"] is False


@pytest.mark.parametrize("typed", ["yesterday", "2026-11-22T09:00"])
def test_time_that_is_none_or_over_opens_nothing(house: Declared, at: str, typed: str) -> None:
    browser = house.browser(house.desk)
    answer = send(browser, desk(at), f"{desk(at)}/signing/open", closes_at=typed)
    assert (answer.status_code, 'id="error-closes_at"' in answer.text) == (422, True)
    assert life(house)["signing"] is None


def edited(house: Declared, at: str, old: str, new: str, **more: str) -> tuple[FlaskClient, TestResponse]:
    """The words of the published text, changed on the page."""
    browser, form = house.browser(house.desk), f"{desk(at)}/correct"
    page = browser.get(form).text
    fields = [(name, unescape(value)) for name, value in HIDDEN.findall(page) + TYPED.findall(page)]
    title = unescape(re.search(r'name="title"[^>]* value="([^"]*)"', page)[1])
    sent = [(name, value.replace(old, new)) for name, value in fields]
    data: dict[str, list[str]] = {"title": [title]}
    for name, value in sent:
        data.setdefault(name, []).append(value)
    return browser, browser.post(form, data=data | {"do": ["preview"]} | {k: [v] for k, v in more.items()})


def test_corrected_version_is_previewed_proposed_certified_by_two_and_published(house: Declared, at: str) -> None:
    browser, preview = edited(house, at, "cold kill", "cold do kill")
    assert (preview.status_code, "Nothing is corrected yet." in preview.text) == (200, True)
    _, refused = edited(house, at, "cold kill", "cold do kill", do="save", notice="")
    assert (refused.status_code, 'id="error-notice"' in refused.text) == (422, True)
    _, saved = edited(house, at, "cold kill", "cold do kill", do="save", notice="A missing <word>.")
    assert (saved.status_code, saved.headers["Location"]) == (303, f"{desk(at)}#version")
    page = browser.get(desk(at)).text
    assert "A missing &lt;word&gt;." in page
    assert "A chair and the secretariat certify it first." in page
    certify = next(a for a in re.findall(r'action="([^"]+)"', page) if a.endswith("/certify"))
    send(browser, desk(at), certify)
    send(house.browser(house.chair), desk(at), certify)
    published = send(browser, desk(at), certify.replace("certify", "publish"))
    assert published.headers["Location"] == at
    assert [each["notice"] for each in life(house)["versions"]] == ["", "A missing <word>."]
    reader = house.browser()
    assert "cold do kill" in reader.get(at).text
    assert "cold kill" in reader.get(f"{at}/versions/1").text


def test_more_than_a_slip_is_refused_beside_the_words(house: Declared, at: str) -> None:
    _, answer = edited(
        house, at, "Recalling that heat and cold kill", "Whatever anybody may have said to any of us before"
    )
    assert (answer.status_code, "Put words right" in answer.text) == (422, True)


def test_correction_is_given_up_with_a_reason(house: Declared, at: str) -> None:
    browser, _ = edited(house, at, "cold kill", "cold do kill", do="save", notice="A missing word.")
    drop = next(
        a for a in re.findall(r'action="([^"]+)"', browser.get(desk(at)).text) if "/versions/" in a and "drop" in a
    )
    assert send(browser, desk(at), drop, drop_reason="").status_code == 422
    assert send(browser, desk(at), drop, drop_reason="A slip in the slip.").status_code == 303
    assert "No correction" not in browser.get(desk(at)).text
    assert f"{desk(at)}/correct" in browser.get(desk(at)).text


def test_withdrawal_is_proposed_by_one_office_and_agreed_to_by_the_other(house: Declared, at: str) -> None:
    browser, chair = opened(house, at), house.browser(house.chair)
    assert send(browser, desk(at), f"{desk(at)}/withdrawal", withdrawal_reason="").status_code == 422
    send(browser, desk(at), f"{desk(at)}/withdrawal", withdrawal_reason="It rests on an error.")
    page = browser.get(desk(at)).text
    agree = next(a for a in re.findall(r'action="([^"]+)"', page) if a.endswith("/agree"))
    assert "The other one of the two offices has to agree." in page
    assert "The other one of the two offices has to agree." not in chair.get(desk(at)).text
    assert send(browser, desk(at), agree).status_code == 303
    assert life(house)["withdrawn"] is None
    send(chair, desk(at), agree)
    assert life(house)["withdrawn"]["reason"] == "It rests on an error."
    public = house.browser().get(at).text
    assert "This declaration is withdrawn." in public
    assert "It rests on an error." in public


def test_proposal_to_withdraw_is_given_up(house: Declared, at: str) -> None:
    browser = house.browser(house.desk)
    send(browser, desk(at), f"{desk(at)}/withdrawal", withdrawal_reason="It rests on an error.")
    drop = next(a for a in re.findall(r'action="([^"]+)"', browser.get(desk(at)).text) if a.endswith("/drop"))
    send(browser, desk(at), drop)
    assert f"{desk(at)}/withdrawal" in re.findall(r'action="([^"]+)"', browser.get(desk(at)).text)


def test_chair_sees_no_forms_of_the_secretariat(house: Declared, at: str) -> None:
    opened(house, at)
    actions = re.findall(r'action="([^"]+)"', house.browser(house.chair).get(desk(at)).text)
    assert [a for a in actions if a.startswith(desk(at))] == [f"{desk(at)}/withdrawal"]
    observer = house.invite("onlooker", Office.OBSERVER)
    assert house.browser(observer).get(desk(at)).status_code == 403
