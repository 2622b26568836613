"""Pages of the past: the list, a session in parts, a vote with both results."""

import re
from html import unescape

import pytest

from parliament.cli.opening import secretary
from parliament.commands.history import import_history
from parliament.results.past_report import arrivals
from parliament.results.popolo import read_popolo
from tests.results.popolo_file import put, small, written


@pytest.fixture
def past(unfounded):
    """A parliament with a session of 60 votes of the past, of which the first was published wrongly."""
    document = put(small(), "/vote_events/0/result", "fail")
    put(document, "/motions/0/text", "Plant <b>trees</b>")
    counts = [{"option": "yes", "value": 2}, {"option": "no", "value": 1}]
    document["vote_events"] += [
        {"id": f"more-{n}", "organization_id": "o1", "start_date": "2026-04-01", "counts": counts} for n in range(58)
    ]
    house = unfounded.extensions["parliament.house"]
    arrived = arrivals(read_popolo(written(document)))
    house.perform(import_history, by=secretary(house), arrivals=arrived, source_sha256="0" * 64)
    return unfounded.test_client()


def test_sessions_of_the_past_are_listed_below_the_others(past):
    page = past.get("/sessions").text
    assert '<a href="/history/assembly-2026">Assembly, 2026</a>' in page
    assert "Votes: 60" in page
    assert "disagree: 1" in page


def test_session_is_shown_in_parts(past):
    page = past.get("/history/assembly-2026").text
    assert len(re.findall(r'<a href="/history/assembly-2026/\d+">', page)) == 50
    assert "Plant &lt;b&gt;trees&lt;/b&gt;" in page
    assert page.count(">disagrees</span>") == 1
    later = unescape(re.search(r'rel="next" href="([^"]+)"', page)[1])
    rest = past.get(later).text
    assert len(re.findall(r'<a href="/history/assembly-2026/\d+">', rest)) == 10
    assert 'rel="prev"' in rest
    assert past.get("/history/assembly-2026?after=lots").status_code == 200
    assert "There are no votes here." in past.get("/history/assembly-2026?after=999999999").text


def test_vote_shows_both_results_the_numbers_in_the_rule_and_who_voted_how(past):
    page = unescape(past.get("/history/assembly-2026/1").text)
    for words in (
        "Published as failed.",
        "What was published is not what the votes give under this rule.",
        "In favour: 3; seats of the house: 5. Needed in favour: 3 (more than half).",
        "of_members 1/2",
        "Member 4",
    ):
        assert words in page
    counts_only = unescape(past.get("/history/assembly-2026/3").text)
    assert "The source gives counts only; nobody is named." in counts_only
    assert "The source names no majority; the simple one was taken." in counts_only
    assert "No result was published." in counts_only


def test_record_says_in_words_what_came_in(past):
    page = unescape(past.get("/record").text)
    assert "A session of the past was taken in: “<bdi>Assembly, 2026</bdi>”." in page


@pytest.mark.parametrize("address", ["/history/none", "/history/assembly-2026/0", "/history/assembly-2026/61"])
def test_what_is_not_there_is_not_found(past, address):
    assert past.get(address).status_code == 404
    assert past.get(f"/history/assembly-2026/{10**30}").status_code == 404
