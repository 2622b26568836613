"""Rules of procedure at the desk: read, copied, looked at in sentences, adopted, offered for convening."""

import re
from html import unescape

import pytest

from tests.pages.house_in_session import HouseInSession
from tests.varied import written

TOKEN = re.compile(r'name="csrf_token" value="([^"]+)"')
ONCE = re.compile(r'name="once" value="([^"]+)"')
TEXT = re.compile(r"<textarea[^>]*>\n(.*?)</textarea>", re.DOTALL)


@pytest.fixture
def desk(tmp_path):
    place = HouseInSession(tmp_path)
    return place.browser(place.secretariat)


def send(desk, text, deed):
    page = desk.get("/desk/profiles/new").text
    fields = {"csrf_token": TOKEN.search(page)[1], "once": ONCE.search(page)[1], "text": text, "deed": deed}
    return desk.post("/desk/profiles/new", data=fields)


def typed(answer) -> str:
    return unescape(TEXT.search(answer.text)[1])


def test_every_shipped_profile_can_be_read_in_sentences_and_as_it_is_written(desk):
    names = re.findall(r'href="/desk/profiles/([a-z_]+)"', desk.get("/desk/profiles").text)
    assert len(names) == 6
    for name in names:
        page = unescape(desk.get(f"/desk/profiles/{name}").text)
        assert 'id="majority.motion"' in page
        assert f'name = "{name}"' in page


def test_a_copy_of_shipped_rules_has_a_name_of_its_own_and_can_be_adopted_as_it_is(desk):
    copy = typed(desk.get("/desk/profiles/new?from=un_like"))
    assert 'name = "our_rules"' in copy
    answer = send(desk, copy, "adopt")
    assert (answer.status_code, answer.headers["Location"]) == (303, "/desk/profiles/our_rules")
    assert "our_rules" in desk.get("/desk/convene").text
    assert "version = 2" in typed(desk.get("/desk/profiles/new?from=our_rules"))


def test_a_preview_says_the_rules_in_sentences_and_adopts_nothing(desk):
    answer = send(desk, written({"ballots.live_seconds": 77}), "preview")
    assert "A live vote stays open for 77 s" in answer.text
    assert typed(answer) == written({"ballots.live_seconds": 77})
    assert "ours" not in desk.get("/desk/convene").text


@pytest.mark.parametrize("deed", ["preview", "adopt"])
def test_a_mistake_is_named_with_key_and_line_and_what_was_typed_is_kept(desk, deed):
    text = written({"quorum.to_decide": "most of <us>"})
    at = next(number for number, line in enumerate(text.splitlines(), 1) if line.startswith("quorum.to_decide"))
    answer = send(desk, text, deed)
    assert answer.status_code == 422
    assert f"at quorum.to_decide: line {at}: " in unescape(answer.text)
    assert 'href="#field-text"' in answer.text
    assert typed(answer) == text


def test_rules_that_nobody_knows_are_not_found(desk):
    for path in ("/desk/profiles/theirs", "/desk/profiles/new?from=theirs"):
        assert desk.get(path).status_code == 404


def test_the_desk_is_for_the_secretariat(tmp_path):
    place = HouseInSession(tmp_path)
    assert place.browser(place.chair).get("/desk/profiles").status_code == 403
