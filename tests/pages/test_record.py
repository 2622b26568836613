"""The record in words, page by page; what is hidden keeps its number."""

import re
from html import unescape
from string import Formatter

import pytest

from parliament.commands import agenda, floor, motions
from parliament.pages import record as room
from parliament.pages.record_words import SENTENCES, sentence
from parliament.record.entries import KINDS
from parliament.rules.powers import NOBODY
from parliament.store import record
from parliament.store.views.names import names_in
from tests.results.played import SECRET


def words_of(answer) -> str:
    return unescape(re.sub(r"<[^>]+>", "", answer.text))


def test_every_kind_of_entry_has_its_sentence_and_no_sentence_is_left_over():
    assert set(SENTENCES) == set(KINDS)


@pytest.mark.parametrize("kind", sorted(KINDS))
def test_sentence_takes_only_facts_its_kind_has(kind):
    fields = {name for _, name, _, _ in Formatter().parse(SENTENCES[kind]) if name}
    joined = {"holder", "question"}
    assert fields - joined <= set(KINDS[kind].__dataclass_fields__)


@pytest.mark.parametrize("log", ["institution", "session"])
def test_every_entry_of_a_played_session_is_said_without_an_id(declared, log):
    log_id = log if log == "institution" else declared.plenary
    with declared.house.reading() as db, declared.app.test_request_context():
        names, entries = names_in(db, log_id, NOBODY), record.entries(db, log_id)
        said = [str(sentence(entry.to_json(), names, "UTC")) for entry in entries]
    assert len(said) > 10
    assert [each for each in said if re.search(r"[a-z]+-[0-9a-f]{16}|[{}]", each)] == []


def test_record_page_tells_what_happened_in_order(declared):
    page = words_of(declared.browser().get(f"/sessions/{declared.slug}/record"))
    told = [
        "was convened",
        "was published: “Heat plans”",
        "Sitting 1 was opened by Chair",
        "Vote 5 was closed: adopted",
    ]
    places = [page.index(each) for each in [*told, "Declaration 1 was published"]]
    assert places == sorted(places)


def test_hidden_entries_keep_their_number_and_tell_nothing(declared):
    path = f"/sessions/{declared.slug}/record"
    passer_by = declared.browser().get(path).text
    assert "Entry 3: not yet public." in passer_by
    assert 'id="entry-3"' in passer_by
    assert SECRET not in passer_by
    mayor = declared.browser(declared.mayors[1]).get(path).text
    assert SECRET in mayor
    assert "not yet public" not in mayor


def test_withdrawing_a_motion_before_publication_tells_nobody_its_title(deciding):
    motion = deciding.submit("A title that only the house has seen")
    deciding.act(motions.withdraw_motion, deciding.mayors[0], motion_id=motion)
    path = f"/sessions/{deciding.slug}/record?after=0"
    assert "A title that only the house has seen" not in deciding.browser().get(path).text
    assert "A title that only the house has seen" in deciding.browser(deciding.mayors[1]).get(path).text


def test_record_page_shows_size_and_root_and_leads_to_the_json(declared):
    with declared.house.reading() as db:
        size = record.sizes(db, [declared.plenary])[declared.plenary]
    client = declared.browser()
    page = client.get(f"/sessions/{declared.slug}/record").text
    told = client.get(f"/api/sessions/{declared.plenary}/record")
    assert f"/api/sessions/{declared.plenary}/record" in page
    assert told.status_code == 200
    assert f"<dd>{size}</dd>" in page
    assert told.json["root"] in page


def test_number_of_an_entry_leads_to_its_page_and_place(declared):
    answer = declared.browser().get(f"/sessions/{declared.slug}/record?entry=7")
    assert (answer.status_code, answer.location) == (303, f"/sessions/{declared.slug}/record?after=0#entry-7")
    assert (room.before(100), room.before(101)) == (0, 100)


@pytest.mark.parametrize("nonsense", ["x", "-1", "1e9", "99999999999999999999", "٣"])
def test_nonsense_for_a_number_shows_the_beginning(declared, nonsense):
    answer = declared.browser().get("/record", query_string={"after": nonsense})
    assert answer.status_code == 200
    assert 'id="entry-1"' in answer.text


def test_pages_of_a_long_record_follow_one_another(declared, monkeypatch):
    real = room.record_page
    monkeypatch.setattr(room, "PAGE", 10)
    monkeypatch.setattr(room, "record_page", lambda *args, **more: real(*args, limit=10, **more))
    client = declared.browser()
    page = client.get(f"/sessions/{declared.slug}/record?after=10").text
    assert 'id="entry-11"' in page
    assert 'id="entry-21"' not in page
    assert 'rel="next" href="/sessions/' in page
    assert "after=20" in page
    assert "after=0" in page


def test_institution_has_its_own_record_of_seats_and_mandates(declared):
    page = words_of(declared.browser().get("/record"))
    assert "Freetown (Country SLE) received a seat." in page
    assert "Mayor of Freetown took the seat of Freetown." in page


def test_what_people_wrote_is_shown_as_words_and_not_as_markup(deciding):
    deciding.act(agenda.add_item, deciding.desk, session_id=deciding.plenary, kind="debate", title="<b>Loud</b> {x}")
    page = deciding.browser().get(f"/sessions/{deciding.slug}/record").text
    assert "<bdi>&lt;b&gt;Loud&lt;/b&gt; {x}</bdi>" in page


@pytest.mark.parametrize("log", ["institution", "session"])
def test_record_page_leads_to_its_checkpoint_and_a_proof(declared, log):
    path, word = ("/record", log) if log == "institution" else (f"/sessions/{declared.slug}/record", declared.slug)
    client = declared.browser()
    links = re.findall(rf'href="(/log/{word}/[^"]+)"', client.get(path).text)
    assert links[0] == f"/log/{word}/checkpoint"
    assert re.fullmatch(rf"/log/{word}/proof/[0-9]+", links[1])
    assert [client.get(link).status_code for link in links] == [200, 200]


def test_a_speech_has_an_address_that_leads_to_the_entry_that_gave_the_floor(deciding):
    turns = deciding.turns
    deciding.act(floor.give_floor, deciding.chair, turn_id=turns[0])
    browser = deciding.browser()
    answer = browser.get(f"/speeches/{turns[0]}")
    address, _, anchor = answer.location.partition("#")
    assert (answer.status_code, address) == (302, f"/sessions/{deciding.slug}/record?after=0")
    entry = re.search(rf'id="{anchor}".*?</li>', browser.get(address).text, re.DOTALL)[0]
    assert "received the floor for" in unescape(entry)
    assert f'href="/speeches/{turns[0]}"' in browser.get(f"/sessions/{deciding.slug}/results").text
    waiting, nobody = (browser.get(f"/speeches/{each}").status_code for each in (turns[1], "turn-none"))
    assert (waiting, nobody) == (404, 404)
