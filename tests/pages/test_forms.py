"""What no form of ours sends: addresses of others, characters no database keeps, keys and numbers without end."""

import pytest

from parliament.pages.forms import safe_path


@pytest.mark.parametrize(
    "value",
    [
        "",
        None,
        "//evil.example/",
        "///evil.example",
        "https://evil.example/",
        "/\\evil.example",
        "/a\r\nSet-Cookie: x",
        "//[",
        "javascript:alert(1)",
        "evil",
    ],
)
def test_sec_s50_address_that_is_not_a_path_of_ours_is_not_followed(value):
    assert safe_path(value, "/home") == "/home"


def test_path_of_ours_is_followed_with_its_question():
    assert safe_path("/votes/vote-1?choice=yes", "/home") == "/votes/vote-1?choice=yes"


@pytest.mark.parametrize(
    "path", ["/motions/%00", "/votes/a%00", "/sessions/%00/live", "/cities/%00", "/declarations/%00"]
)
def test_address_with_a_character_no_database_keeps_is_not_found(deciding, path):
    assert deciding.browser().get(path).status_code == 404


def test_key_of_any_length_makes_a_form_safe_to_send_twice(deciding):
    browser = deciding.browser(deciding.mayors[2])
    token = browser.get("/api/me").get_json()["csrf_token"]
    typed = {"csrf_token": token, "once": "k" * 5000, "present": "yes"}
    for _ in range(2):
        answer = browser.post(f"/sittings/{deciding.sitting}/check-in", data=typed)
        assert answer.status_code == 303
