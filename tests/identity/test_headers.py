"""What every answer tells the browser (S30, S41)."""

import re

import pytest
from flask import Response

POLICY = (
    "default-src 'none'; script-src 'self' 'nonce-{nonce}'; style-src 'self'; img-src 'self' data:; font-src 'self'; "
    "connect-src 'self' {socket}; form-action 'self'; base-uri 'none'; object-src 'none'; frame-ancestors 'none'; "
    "require-trusted-types-for 'script'; trusted-types parliament"
)


def nonce_of(response) -> str:
    return re.search(r"'nonce-([^']+)'", response.headers["Content-Security-Policy"]).group(1)


def test_sec_s41_policy_allows_our_own_scripts_and_nothing_else(client):
    answer = client.get("/who")
    expected = POLICY.format(nonce=nonce_of(answer), socket="ws://localhost")
    assert answer.headers["Content-Security-Policy"] == expected


def test_sec_s41_over_https_the_socket_is_encrypted_too(make_app):
    answer = make_app(https=True).test_client().get("/who", base_url="https://parliament.example")
    assert "connect-src 'self' wss://parliament.example;" in answer.headers["Content-Security-Policy"]


def test_sec_s41_nonce_is_in_the_page_and_new_with_every_answer(client):
    first, second = client.get("/"), client.get("/")
    assert f'nonce="{nonce_of(first)}"' in first.text
    assert nonce_of(first) != nonce_of(second)
    assert len(nonce_of(first)) >= 22  # 128 bits


@pytest.mark.parametrize("path", ["/", "/who", "/no-such-page", "/static/", "/act"])
def test_sec_s41_errors_carry_the_headers_too(client, path):
    headers = client.get(path).headers
    assert headers["Cross-Origin-Opener-Policy"] == "same-origin"
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Referrer-Policy"] == "same-origin"
    assert "camera=()" in headers["Permissions-Policy"]
    assert "frame-ancestors 'none'" in headers["Content-Security-Policy"]


def test_sec_s30_strict_transport_is_said_over_https_alone(make_app):
    assert "Strict-Transport-Security" not in make_app().test_client().get("/").headers
    said = make_app(https=True).test_client().get("/", base_url="https://localhost").headers
    assert said["Strict-Transport-Security"] == "max-age=31536000; includeSubDomains"


def test_view_that_sets_its_own_policy_keeps_it(make_app):
    app = make_app()

    @app.get("/embed")
    def embed():
        return Response("a widget", headers={"Content-Security-Policy": "frame-ancestors *"})

    assert app.test_client().get("/embed").headers.getlist("Content-Security-Policy") == ["frame-ancestors *"]
