"""Requests that another page makes in our visitor's name (S51)."""

import pytest

from parliament.identity.logins import ABSOLUTE
from parliament.rules.refusals import Code
from tests.identity.conftest import PASSWORD, form_token, sign_in

STALE = (403, Code.STALE_FORM)


def answer_of(response) -> tuple[int, str]:
    return response.status_code, response.json["code"] if response.is_json else response.text


@pytest.fixture
def amara(client):
    sign_in(client)
    return client


@pytest.mark.parametrize("method", ["post", "put", "delete"])
def test_sec_s51_act_without_a_form_token_is_refused(amara, method):
    assert answer_of(getattr(amara, method)("/act")) == STALE
    assert answer_of(getattr(amara, method)("/act", json={})) == STALE


def test_sec_s51_form_and_fetch_with_the_token_pass(amara):
    token = form_token(amara)
    assert answer_of(amara.post("/act", data={"csrf_token": token})) == (200, "account-amara")
    assert answer_of(amara.post("/act", json={}, headers={"X-CSRFToken": token})) == (200, "account-amara")


def test_sec_s51_token_of_another_browser_is_refused(app, amara):
    other = app.test_client()
    sign_in(other, "bo")
    assert answer_of(amara.post("/act", data={"csrf_token": form_token(other)})) == STALE


def test_refusal_says_what_to_do_in_words(amara):
    assert "What you typed is kept" in amara.post("/act").json["message"]


@pytest.mark.parametrize("site", ["cross-site", "same-site", "nonsense"])
def test_sec_s51_what_the_browser_says_comes_from_elsewhere_is_refused_even_with_a_token(amara, site):
    headers = {"Sec-Fetch-Site": site}
    assert answer_of(amara.post("/act", data={"csrf_token": form_token(amara)}, headers=headers)) == STALE


@pytest.mark.parametrize(
    "origin",
    [
        "https://evil.example",
        "null",
        "",
        "http://localhost.evil.example",
        "https://localhost",
        "http://localhost:81",
        "http://[",
    ],
)
def test_sec_s51_foreign_origin_is_refused_even_with_a_token(amara, origin):
    headers = {"Origin": origin}
    assert answer_of(amara.post("/act", data={"csrf_token": form_token(amara)}, headers=headers)) == STALE


@pytest.mark.parametrize(
    "headers", [{"Origin": "http://localhost"}, {"Sec-Fetch-Site": "same-origin"}, {"Sec-Fetch-Site": "none"}]
)
def test_sec_s51_own_origin_passes(amara, headers):
    assert answer_of(amara.post("/act", data={"csrf_token": form_token(amara)}, headers=headers))[0] == 200


def test_sec_s51_own_origin_passes_behind_a_proxy_that_speaks_http_to_us(make_app):
    client = make_app(https=True).test_client()
    home = {"base_url": "https://localhost"}
    sign_in(client, **home)
    fields, headers = {"csrf_token": form_token(client, **home)}, {"Origin": "https://localhost"}
    # The cookie is Secure, so the client is told https; the server sees what the proxy says.
    environ = {"wsgi.url_scheme": "http"}
    answer = client.post("/act", data=fields, headers=headers, environ_overrides=environ, **home)
    assert answer_of(answer) == (200, "account-amara")


def test_sec_s51_sign_in_itself_cannot_be_forged(client):
    assert answer_of(client.post("/sign-in", data={"login": "bo", "password": PASSWORD})) == STALE
    assert client.get("/who").json["account"] == ""


def test_program_without_cookie_or_token_is_told_by_the_act_that_it_is_nobody(client):
    assert answer_of(client.post("/act", json={})) == (200, "nobody")
    assert answer_of(client.delete("/act")) == (200, "nobody")


def test_sec_s51_form_from_elsewhere_is_refused_even_without_a_cookie(client):
    assert answer_of(client.post("/act", json={}, headers={"Sec-Fetch-Site": "cross-site"})) == STALE
    assert answer_of(client.post("/act", data={"x": "y"})) == STALE
    assert answer_of(client.post("/act", data="{}", content_type="text/plain")) == STALE


@pytest.mark.parametrize("said", ["Basic YTpi", "Bearers x", "x"])
def test_sec_s51_only_a_bearer_token_goes_without_a_form_token(amara, said):
    assert answer_of(amara.post("/act", headers={"Authorization": said})) == STALE


def test_reading_needs_no_token(amara):
    assert amara.get("/who", headers={"Sec-Fetch-Site": "cross-site"}).status_code == 200


def test_a_form_stays_good_as_long_as_a_login(app):
    assert app.config["WTF_CSRF_TIME_LIMIT"] == ABSOLUTE.total_seconds()
