"""Browsers at the API's door, and who the house says one is."""

from flask.testing import FlaskClient

from tests.api.conftest import World
from tests.api.people import PASSWORD


def enter(client: FlaskClient, login: str, password: str = PASSWORD):
    return client.post("/api/sign-in", json={"login": login, "password": password})


def test_a_browser_signs_in_acts_with_its_csrf_token_and_signs_out(sqlite_world: World):
    client = sqlite_world.nobody.client
    response = enter(client, "mayor1")
    assert (response.status_code, response.data) == (204, b"")
    me = client.get("/api/me").get_json()
    assert (me["account"], me["offices"], me["seat"]) == (
        sqlite_world.mayors[1].facts["account"],
        ["member"],
        sqlite_world.mayors[1].facts["seat"],
    )
    sitting = sqlite_world.sitting(sqlite_world.session(), open_it=False)
    assert client.post(f"/api/sittings/{sitting}/check-in").get_json()["error"] == "stale_form"
    token = {"X-CSRFToken": me["csrf_token"]}
    assert client.post(f"/api/sittings/{sitting}/check-in", headers=token).status_code == 200
    assert client.post("/api/sign-out", headers=token).status_code == 204
    assert client.get("/api/me").status_code == 401
    assert sqlite_world.app.extensions["tests.violations"] == []


def test_a_wrong_password_and_an_unknown_name_are_told_the_same(sqlite_world: World):
    answers = [enter(sqlite_world.nobody.client, login, "wrong") for login in ("chair", "no such name")]
    assert [answer.status_code for answer in answers] == [401, 401]
    assert answers[0].get_json() == answers[1].get_json()
    assert answers[0].get_json()["error"] == "bad_credentials"


def test_nobody_is_asked_to_sign_in_and_a_program_is_told_who_it_is(sqlite_world: World):
    assert sqlite_world.nobody.is_refused("/me", method="GET") == (401, "not_signed_in")
    me = sqlite_world.cabinet.sees("/me")
    assert (me["offices"], me["seat"], me["csrf_token"]) == (["cabinet"], sqlite_world.mayors[0].facts["seat"], None)


def test_an_invitation_link_opens_the_account_it_was_made_for(sqlite_world: World):
    from parliament.identity.invitations import find_invitation

    body = {"login": "new@x", "name": "Nia Okoro", "office": "chair"}
    invited = sqlite_world.secretariat.does("/invitations", body)
    base, _, token = invited["link"].rpartition("/")
    assert base == "http://127.0.0.1:8000/invitations"
    found = find_invitation(sqlite_world.house, token)
    assert (found.account, found.login, found.name) == (invited["account"], "new@x", "Nia Okoro")
    assert invited["account"] in {row["id"] for row in sqlite_world.secretariat.sees("/accounts")["accounts"]}


def test_answers_to_somebody_are_kept_by_nobody(sqlite_world: World):
    response = sqlite_world.chair.get("/me")
    assert response.headers["Cache-Control"] == "no-store"
