"""The door in an application: cookie, sign-in, sign-out, bearer tokens, keys that change (S11–S18)."""

import json
from dataclasses import replace

import pytest
from flask import session

from parliament.identity import door
from parliament.identity.attempts import PAIR
from parliament.identity.logins import Browsers, begin_login
from parliament.identity.tokens import make_token
from parliament.rules.powers import NOBODY
from parliament.rules.refusals import Code, Refused
from parliament.store.tables import Account
from tests.identity.conftest import Settings, cookie_of, form_token, sign_in

HTTPS = {"base_url": "https://localhost"}


def who(client, **more) -> dict:
    return client.get("/who", **more).json


def test_visitor_without_sign_in_is_nobody(client):
    assert who(client) == {"account": "", "seat": None, "login": None}


def test_signed_in_browser_acts_as_its_account(client):
    assert sign_in(client).status_code == 200
    assert who(client)["account"] == "account-amara"
    assert who(client)["seat"] == "seat-accra"


def test_sec_s11_cookie_is_for_this_host_over_https_and_out_of_reach_of_scripts(make_app):
    client = make_app(https=True).test_client()
    (cookie,) = sign_in(client, **HTTPS).headers.getlist("Set-Cookie")
    name, _, rest = cookie.partition("=")
    assert name == "__Host-parliament"
    assert {part.strip() for part in rest.split(";")[1:]} == {"Secure", "HttpOnly", "Path=/", "SameSite=Lax"}


def test_demo_over_plain_http_has_a_cookie_that_browsers_accept_there(client):
    (cookie,) = sign_in(client).headers.getlist("Set-Cookie")
    assert cookie.startswith("parliament=")
    assert {part.strip() for part in cookie.split(";")[1:]} == {"HttpOnly", "Path=/", "SameSite=Lax"}


def test_sec_s12_login_gets_a_new_id_and_drops_what_was_there_before(client):
    with client.session_transaction() as kept:
        kept["planted"] = "before the sign-in"
    before = form_token(client)
    sign_in(client)
    with client.session_transaction() as kept:
        assert "planted" not in kept
        first = kept["_user_id"]
    assert client.post("/act", data={"csrf_token": before}).json["code"] == Code.STALE_FORM
    sign_in(client)
    with client.session_transaction() as kept:
        assert kept["_user_id"] != first


def test_sec_s12_new_sign_in_in_the_same_browser_ends_the_old_login(client, people, ended):
    sign_in(client)
    first = who(client)["login"]
    sign_in(client, "bo")
    assert ended == [first]
    assert who(client)["account"] == "account-bo"


def test_page_shown_right_after_sign_in_has_a_form_token_that_holds(client):
    token = sign_in(client).text
    assert client.post("/act", data={"csrf_token": token}).text == "account-amara"


def test_failed_sign_in_leaves_the_browser_as_it_was(client, ended):
    sign_in(client)
    assert sign_in(client, "bo", "a wrong password").json["code"] == Code.BAD_CREDENTIALS
    assert who(client)["account"] == "account-amara"
    assert ended == []


def test_sec_s8_too_many_attempts_are_answered_with_the_seconds_to_wait(client):
    for _ in range(PAIR[0].amount):
        assert sign_in(client, "amara", "a wrong password").status_code == 401
    answer = sign_in(client)
    assert (answer.status_code, answer.json["code"]) == (429, Code.TOO_MANY_ATTEMPTS)
    assert 1 <= answer.json["seconds"] <= 15


def test_sec_s13_stolen_cookie_is_useless_after_sign_out(app, client, ended):
    sign_in(client)
    stolen, login = cookie_of(client), who(client)["login"]
    thief = app.test_client()
    thief.set_cookie("parliament", stolen)
    assert who(thief)["account"] == "account-amara"
    assert client.post("/sign-out", data={"csrf_token": form_token(client)}).text == "bye"
    assert who(thief) == who(client) == {"account": "", "seat": None, "login": None}
    assert ended == [login]


def test_sign_out_empties_the_cookie(client):
    sign_in(client)
    client.post("/sign-out", data={"csrf_token": form_token(client)})
    with client.session_transaction() as kept:
        assert dict(kept) == {}


def test_sec_s13_suspension_counts_from_the_next_request(client, people):
    sign_in(client)
    with people.database.writing() as db:
        db.get_one(Account, "account-amara").state = "suspended"
    assert who(client)["account"] == ""


def test_sec_s14_idle_browser_is_signed_out_after_half_an_hour(client, clock):
    sign_in(client)
    clock.advance(minutes=29)
    assert who(client)["account"] == "account-amara"
    clock.advance(minutes=30)
    assert who(client)["account"] == ""


def test_sec_s15_no_answer_carries_a_remember_cookie_and_none_is_believed(app, client):
    from flask_login.utils import encode_cookie

    answers = [client.get("/"), sign_in(client), client.get("/who")]
    with client.session_transaction() as kept:
        token = kept["_user_id"]
    with app.app_context():
        remembered = encode_cookie(token)
    stranger = app.test_client()
    stranger.set_cookie("remember_token", remembered)
    answers += [stranger.get("/who")]
    assert answers[-1].json["account"] == ""
    client.set_cookie("remember_token", remembered)
    answers += [client.post("/sign-out", data={"csrf_token": form_token(client)}), client.get("/who")]
    said = [cookie for answer in answers for cookie in answer.headers.getlist("Set-Cookie")]
    assert said
    assert [cookie for cookie in said if "remember" in cookie] == []


def test_sec_s15_address_a_client_claims_makes_no_difference(client):
    sign_in(client)
    assert who(client, headers={"X-Forwarded-For": "203.0.113.7"})["account"] == "account-amara"


def test_sec_s16_cookie_knows_the_login_and_never_the_account(client, people):
    sign_in(client)
    with client.session_transaction() as kept:
        said = dict(kept)
    assert "amara" not in json.dumps(said)
    assert Browsers(people).find(said["_user_id"]).account == "account-amara"
    with client.session_transaction() as kept:
        kept["_user_id"] = "account-amara"
    assert who(client)["account"] == ""


def test_sec_s17_cookie_and_open_form_survive_a_new_secret_key(make_app):
    old = make_app(secret_key="the key of yesterday")
    client = old.test_client()
    sign_in(client)
    token, cookie = form_token(client), cookie_of(client)
    rotated = make_app(secret_key="the key of today", secret_key_fallbacks=("the key of yesterday",)).test_client()
    rotated.set_cookie("parliament", cookie)
    assert who(rotated)["account"] == "account-amara"
    assert rotated.post("/act", data={"csrf_token": token}).text == "account-amara"
    assert rotated.post("/act", data={"csrf_token": form_token(rotated)}).text == "account-amara"


def test_sec_s17_cookie_of_a_key_that_was_dropped_is_nobody(make_app):
    client = make_app(secret_key="the key of yesterday").test_client()
    sign_in(client)
    changed = make_app(secret_key="the key of today").test_client()
    changed.set_cookie("parliament", cookie_of(client))
    assert who(changed)["account"] == ""


@pytest.mark.parametrize("cookie", ["", "x", "e30.x.y", "." * 4000])
def test_cookie_that_is_not_ours_is_nobody(client, cookie):
    client.set_cookie("parliament", cookie)
    assert who(client)["account"] == ""


def test_sec_s18_answers_for_people_signed_in_are_kept_by_nobody(client):
    sign_in(client)
    answer = client.get("/who")
    assert answer.headers["Cache-Control"] == "no-store"
    assert "Cookie" in answer.vary


def test_sec_s18_answer_that_asked_who_is_there_varies_even_for_nobody(client):
    answer = client.get("/who")
    assert "Cookie" in answer.vary
    assert "Cache-Control" not in answer.headers


def test_view_that_decided_about_its_cache_keeps_its_word(client):
    sign_in(client)
    assert client.get("/who/cached").headers["Cache-Control"] == "private, max-age=5"


def test_what_does_not_ask_who_is_there_may_be_shared(client):
    sign_in(client)
    answer = client.get("/no-such-page")
    assert answer.status_code == 404
    assert "Cookie" not in answer.vary


@pytest.fixture
def bearer(people, clock) -> dict[str, str]:
    with people.database.writing() as db:
        return {"Authorization": f"Bearer {make_token(db, 'account-bo', 'a script', clock())}"}


def test_program_acts_with_its_token_without_cookie_or_form_token(client, bearer):
    answer = client.post("/act", headers=bearer, json={})
    assert (answer.status_code, answer.text) == (200, "account-bo")
    assert answer.headers["Cache-Control"] == "no-store"
    assert answer.headers.getlist("Set-Cookie") == []


def test_token_counts_and_not_the_cookie_beside_it(client, bearer):
    sign_in(client)
    assert who(client, headers=bearer)["account"] == "account-bo"
    assert who(client)["account"] == "account-amara"


@pytest.mark.parametrize("said", ["Bearer no-such-token", "Bearer ", "bearer x"])
def test_dead_token_is_refused_even_where_a_cookie_would_do(client, said):
    sign_in(client)
    answer = client.get("/who", headers={"Authorization": said})
    assert (answer.status_code, answer.json["code"]) == (401, Code.NOT_SIGNED_IN)


def test_other_schemes_are_no_sign_in(client):
    assert who(client, auth=("amara", "a lantern by the harbour wall"))["account"] == ""


def test_browser_is_not_signed_in_with_a_login_that_has_ended(app, people, clock):
    token = begin_login(people, "account-amara")
    clock.advance(hours=1)
    with app.test_request_context("/"):
        with pytest.raises(Refused) as refused:
            door.sign_in_browser(token)
        assert refused.value.code == Code.NOT_SIGNED_IN
        assert door.current_actor() == NOBODY
        assert dict(session) == {}


def test_sec_s54_debug_mode_is_refused_over_https(people):
    from flask import Flask

    app = Flask("tests.identity.debug")
    app.debug = True
    with pytest.raises(RuntimeError, match="Debug mode"):
        door.init_app(app, people, replace(Settings(), https=True))


def test_sec_s54_folders_are_not_listed(client):
    assert client.get("/static/").status_code == 404
