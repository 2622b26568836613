"""How much a request may bring, from which host, through how many proxies (S52, S53)."""

import pytest

from parliament.identity.request_limits import BODY, FORM_MEMORY, FORM_PARTS, behind_proxies
from tests.identity.conftest import form_token, sign_in


@pytest.fixture
def amara(client):
    sign_in(client)
    return client


def test_sec_s53_body_up_to_256_kb_is_taken_and_more_is_not(amara):
    headers = {"X-CSRFToken": form_token(amara)}
    full = amara.post("/act", data=b"x" * BODY, content_type="application/json", headers=headers)
    assert full.status_code == 200
    fields = {"csrf_token": form_token(amara), "rows": "x" * BODY}
    assert amara.post("/act", data=fields).status_code == 413


def test_sec_s53_view_that_takes_files_may_take_more_but_not_without_end(amara):
    def send(size: int) -> int:
        # Written out by hand, because the test client would leave its temporary file open.
        part = b'--line\r\nContent-Disposition: form-data; name="%s"\r\n\r\n%s\r\n'
        file = b'--line\r\nContent-Disposition: form-data; name="file"; filename="seats.csv"\r\n\r\n%s\r\n--line--\r\n'
        body = part % (b"csrf_token", form_token(amara).encode()) + part % (b"rows", b"1") + file % (b"x" * size)
        return amara.post("/import", data=body, content_type="multipart/form-data; boundary=line").status_code

    assert send(1_900_000) == 200
    assert send(2_000_000) == 413


def test_sec_s53_text_in_a_form_is_bounded_by_what_its_view_takes(amara):
    """A file may also be pasted: a view that takes two megabytes takes them as a field; every other takes its 256 kB."""

    def send(path: str, size: int) -> int:
        # Written out by hand, because the test client would leave its temporary file open.
        body = b"csrf_token=%s&rows=%s" % (form_token(amara).encode(), b"x" * size)
        return amara.post(path, data=body, content_type="application/x-www-form-urlencoded").status_code

    assert send("/import", FORM_MEMORY + 1000) == 200
    assert send("/import", 2_000_000) == 413
    assert send("/act", BODY - 1000) == 200
    assert send("/act", BODY + 1000) == 413


def test_sec_s53_number_of_fields_has_its_own_bound(amara):
    def send(parts: int) -> int:
        fields = {f"field-{number}": "x" for number in range(parts - 2)}
        fields |= {"csrf_token": form_token(amara), "rows": "1"}
        return amara.post("/import", data=fields, content_type="multipart/form-data").status_code

    assert send(FORM_PARTS) == 200
    assert send(FORM_PARTS + 1) == 413


def test_sec_s52_host_we_do_not_answer_for_is_refused_with_all_headers(make_app):
    client = make_app(trusted_hosts=("parliament.example", ".mayors.example")).test_client()
    assert client.get("/", base_url="http://parliament.example").status_code == 200
    assert client.get("/", base_url="http://de.mayors.example:8000").status_code == 200
    answer = client.get("/", base_url="http://evil.example")
    assert answer.status_code == 400
    assert "evil" not in str(answer.headers)
    assert "connect-src 'self';" in answer.headers["Content-Security-Policy"]
    assert client.post("/act", base_url="http://evil.example").status_code == 400


def seen_through(make_app, proxies: int) -> str:
    app = make_app()

    @app.get("/seen")
    def seen():
        from flask import request

        return f"{request.remote_addr} {request.url}"

    behind_proxies(app, proxies)
    claims = {
        "X-Forwarded-For": "6.6.6.6, 192.0.2.1",
        "X-Forwarded-Proto": "https",
        "X-Forwarded-Host": "parliament.example",
    }
    return app.test_client().get("/seen", headers=claims).text


def test_sec_s52_without_proxies_of_ours_nobody_is_believed(make_app):
    assert seen_through(make_app, 0) == "127.0.0.1 http://localhost/seen"


def test_sec_s52_one_proxy_of_ours_is_believed_and_what_it_was_told_is_not(make_app):
    assert seen_through(make_app, 1) == "192.0.2.1 https://parliament.example/seen"
