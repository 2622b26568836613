"""The page of the witnesses: who watches, how a city begins; the desk's forms on it."""

import re
from html import unescape

import pytest

from parliament.commands.checkpoints import head_of
from parliament.commands.witnesses import add_witness, keep_cosignatures
from parliament.record.cosignature import Cosigner
from parliament.record.entries import INSTITUTION
from parliament.rules.powers import THE_CLOCK
from tests.pages.house_in_session import HouseInSession

TOKEN = re.compile(r'name="csrf_token" value="([^"]+)"')
ONCE = re.compile(r'name="once" value="([^"]+)"')
REMOVE = re.compile(r'action="(/desk/witnesses/[^"]+/remove)"')
ACCRA = Cosigner("witness.accra.example.org", bytes([1]) * 32)


@pytest.fixture
def place(tmp_path):
    return HouseInSession(tmp_path)


@pytest.fixture
def desk(place):
    return place.browser(place.secretariat)


def send(desk, path: str, **typed: str):
    page = desk.get("/witnesses").text
    fields = {"csrf_token": TOKEN.search(page)[1], "once": ONCE.search(page)[1]}
    return desk.post(path, data=fields | typed)


def test_a_city_reads_how_to_begin_and_sees_no_form(place):
    page = place.browser().get("/witnesses")
    assert page.status_code == 200
    assert "Nobody is listed yet" in page.text
    assert re.search(r"parliament witness https?://\S+ --home ~/witness --submit", unescape(page.text))
    assert "csrf_token" not in page.text
    assert place.browser().post("/desk/witnesses", data={"name": "x"}).status_code == 403


def test_the_desk_lists_a_witness_and_takes_it_off(desk, place):
    answer = send(desk, "/desk/witnesses", name="City of Accra", vkey=ACCRA.vkey)
    assert (answer.status_code, answer.headers["Location"]) == (303, "/witnesses")
    page = desk.get("/witnesses").text
    assert "City of Accra" in page
    assert "Has not cosigned anything here yet" in page
    assert "City of Accra watches this record now" in re.sub("<[^>]+>", "", desk.get("/record").text)
    without = send(desk, REMOVE.search(page)[1], reason=" ")
    assert without.status_code == 303
    assert "City of Accra" in place.browser().get("/witnesses").text
    send(desk, REMOVE.search(page)[1], reason="Its key was lost.")
    page = place.browser().get("/witnesses").text
    assert "No longer listed" in page
    assert "Its key was lost." in page
    assert not REMOVE.search(desk.get("/witnesses").text)


def test_a_key_that_is_none_is_said_beside_its_field_and_what_was_typed_is_kept(desk):
    answer = send(desk, "/desk/witnesses", name="City of <Accra>", vkey="not a key")
    assert answer.status_code == 422
    assert 'href="#field-vkey"' in answer.text
    assert 'value="not a key"' in answer.text
    assert "City of &lt;Accra&gt;" in answer.text


def test_everybody_sees_what_was_cosigned_last_and_when(place):
    place.house.perform(add_witness, by=place.secretariat, name="City of Accra", vkey=ACCRA.vkey)
    with place.house.reading() as db:
        now = int(place.house.now(db).timestamp())
    for log in (INSTITUTION, place.session):
        note = ACCRA.cosign(head_of(place.house, log).note, now)
        place.house.perform(keep_cosignatures, by=THE_CLOCK, note=note)
    page = place.browser().get("/witnesses").text
    assert f'href="/sessions/{place.slug}/record"' in page
    assert page.count(" entries · ") == 2


def test_mayors_see_the_page_and_no_form(place):
    place.house.perform(add_witness, by=place.secretariat, name="City of Accra", vkey=ACCRA.vkey)
    page = place.browser(place.mayors[0]).get("/witnesses").text
    assert "/desk/witnesses" not in page
