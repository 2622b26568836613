"""The live page, its fragments, its text-only twin, the hall."""

import gzip
import re
from html import unescape
from pathlib import Path

from parliament.commands import floor, seats, sittings, votes
from parliament.pages import moment
from parliament.pages.chamber import by_count
from parliament.pages.fragments import FRAGMENTS, render_fragments

ROOT = Path(__file__).parents[2]


def live(gallery, tail="live", actor=None, query=""):
    answer = gallery.browser(actor).get(f"/sessions/{gallery.slug}/{tail}{query}")
    assert answer.status_code == 200
    return answer


def test_live_leads_to_the_session_that_runs_and_is_not_remembered(deciding):
    answer = deciding.browser().get("/live")
    assert (answer.status_code, answer.headers["Cache-Control"]) == (302, "no-store")
    assert answer.location == f"/sessions/{deciding.slug}/live"


def test_live_without_any_session_says_what_will_come(unfounded):
    answer = unfounded.test_client().get("/live")
    assert answer.status_code == 200
    assert "No session has been convened yet" in answer.text


def test_live_page_shows_item_text_floor_and_presence(deciding):
    deciding.act(floor.give_floor, deciding.chair, turn_id=deciding.turns[0])
    page = live(deciding).text
    assert "Item 1 · Motion 1" in page
    assert "Commit to publish a heat plan every year;" in page
    assert "Mayor of Medellín" in page
    assert 'data-ends-at="' in page
    assert "7 of 8 seats" in page
    assert "Amendment 2</a>" in page  # still to be voted on


def test_open_vote_shows_how_many_voted_and_never_what(deciding):
    vote = deciding.put()
    for mayor, choice in zip(deciding.mayors[:3], ("yes", "no", "abstain"), strict=True):
        deciding.act(votes.cast_ballot, mayor, vote_id=vote, choice=choice)
    page = live(deciding).text
    assert "3 of 8 seats have voted." in page
    assert "Choices are shown when the vote closes." in page
    assert page.count('class="seat seat-voted"') == 3
    assert page.count('class="seat seat-empty"') == 5
    assert re.findall(r"seat-(?:yes|no|abstain)\b", page) == []
    assert f'data-progress-vote="{vote}" data-voted="3"' in page
    assert "amendment 1 falls" in page


def test_closed_vote_shows_its_result_beside_the_text(deciding):
    vote = deciding.put()
    for mayor in deciding.mayors[:6]:
        deciding.act(votes.cast_ballot, mayor, vote_id=vote, choice="yes")
    assert "Just decided" not in live(deciding).text
    deciding.now = deciding.now.replace(hour=deciding.now.hour + 1)
    votes.close(deciding.house, by=deciding.chair, vote_id=vote)
    page = live(deciding).text
    assert "Just decided" in page
    assert f'href="/votes/{vote}"' in page
    assert "6 for, 0 against, 0 abstaining" in page
    assert "The vote is open" not in page


def test_declarations_appear_on_the_live_page_of_their_session(declared):
    assert f'href="/declarations/{declared.declaration["slug"]}"' in live(declared).text


def test_live_page_before_the_sitting_says_when_it_begins(convened):
    page = live(convened).text
    assert "Sitting 1 begins soon" in page
    assert "23 Nov 2026, 10:00 (Freetown)" in page


def test_live_page_after_the_sitting_leads_to_the_record(deciding):
    deciding.act(sittings.adjourn_sitting, deciding.chair, sitting_id=deciding.sitting)
    assert "adjourned" in live(deciding).text


def test_fragments_are_what_the_page_itself_shows(deciding):
    answer = live(deciding, "live/fragments")
    assert answer.headers["Cache-Control"] == "no-store"
    assert tuple(sorted(answer.json["fragments"])) == tuple(sorted(FRAGMENTS))
    page = live(deciding).text
    assert f'data-live-seq="{answer.json["seq"]}"' in page
    for name, markup in answer.json["fragments"].items():
        assert markup.lstrip().startswith(f'<div data-fragment="{name}"')
        assert markup.strip() in page


def test_fragments_are_the_same_for_a_mayor_and_a_passer_by(deciding):
    deciding.put()
    ours = live(deciding, "live/fragments", actor=deciding.mayors[0]).json
    assert ours == live(deciding, "live/fragments").json
    with deciding.app.app_context():
        assert render_fragments(deciding.plenary, {"en"})["en"] == ours["fragments"]


def test_what_is_a_mayors_own_stands_outside_the_fragments(deciding):
    assert "Speak, vote, check in" in live(deciding, actor=deciding.mayors[0]).text
    assert "Speak, vote, check in" not in live(deciding).text
    assert "To the chair" in live(deciding, actor=deciding.chair).text


def test_text_only_twin_is_small_and_carries_no_script_style_or_refresh(deciding):
    vote = deciding.put()
    answer = live(deciding, "live/text")
    assert len(answer.data) <= 10_000
    page = unescape(answer.text)
    # The one link is an empty icon, so that no browser asks for another: the page is a single request.
    assert re.findall(r"<(?:script|link|style|img|svg)[^>]*>|http-equiv", page) == ['<link rel="icon" href="data:,">']
    assert "0 of 8 seats have voted." in page
    assert f"/votes/{vote}" in page
    assert "In paragraph 1, replace “every year” by “each spring”." in page
    assert "next: Medellín; Gaziantep" in re.sub(r"</?bdi>", "", page)


def test_text_only_twin_stays_small_when_the_text_is_long(deciding, monkeypatch):
    from parliament.pages import moment as rooms

    real = rooms.live_view

    def long_view(db, word):
        view = real(db, word)
        view["focus"]["text"]["paragraphs"] *= 500
        return view

    monkeypatch.setattr(rooms, "live_view", long_view)
    answer = live(deciding, "live/text")
    assert len(answer.data) <= 10_000
    assert "The rest of the text" in answer.text


def test_text_only_twin_asks_again_by_itself_if_its_reader_wants_it_to(deciding):
    page = live(deciding, "live/text").text
    assert "http-equiv" not in page
    assert f'href="/sessions/{deciding.slug}/live/text?refresh=30"' in page
    again = live(deciding, "live/text", query="?refresh=30")
    assert '<meta http-equiv="refresh" content="30">' in again.text
    assert f'<a href="/sessions/{deciding.slug}/live/text">Stop that</a>' in again.text
    assert "http-equiv" not in live(deciding, "live/text", query="?refresh=1").text
    same = deciding.browser().get(
        f"/sessions/{deciding.slug}/live/text?refresh=30", headers={"If-None-Match": again.headers["ETag"]}
    )
    assert (same.status_code, same.data) == (304, b"")


def test_a_page_that_names_what_it_has_is_sent_only_the_rest(deciding):
    whole = live(deciding, "live/fragments").json
    assert set(whole["tags"]) == set(whole["fragments"]) == set(FRAGMENTS)
    have = ",".join(f"{name}.{tag}" for name, tag in whole["tags"].items())
    assert live(deciding, "live/fragments", query=f"?have={have}").json["fragments"] == {}
    deciding.act(floor.give_floor, deciding.chair, turn_id=deciding.turns[0])
    assert list(live(deciding, "live/fragments", query=f"?have={have}").json["fragments"]) == ["floor"]
    assert set(live(deciding, "live/fragments", query="?have=x,.,floor.,floor").json["fragments"]) == set(FRAGMENTS)


def test_what_is_read_once_is_what_would_be_read_again(deciding, monkeypatch):
    """Entries, ballots and presence each change the numbers; nothing is read again while none of them has."""
    reads = []
    real = moment.live_view
    monkeypatch.setattr(moment, "live_view", lambda db, word: reads.append(word) or real(db, word))

    def is_fresh():
        with deciding.app.app_context(), deciding.house.reading() as db:
            return moment.moment_of(deciding.slug).view == real(db, deciding.plenary)

    assert is_fresh()
    assert is_fresh()
    assert len(reads) == 1
    vote = deciding.put()
    assert is_fresh()
    deciding.act(votes.cast_ballot, deciding.mayors[0], vote_id=vote, choice="yes")
    assert is_fresh()
    deciding.act(sittings.check_in, deciding.mayors[0], sitting_id=deciding.sitting, present=False)
    assert is_fresh()
    deciding.act(seats.rule_on_seat, deciding.desk, seat_id=deciding.seats[7], state="disputed", reason="Two claim it")
    assert is_fresh()
    assert len(reads) == 5


def test_hall_follows_the_same_fragments_without_navigation(deciding):
    page = live(deciding, "hall").text
    assert all(f'data-fragment="{name}"' in page for name in FRAGMENTS)
    assert f'data-live-log="{deciding.plenary}"' in page
    assert '<nav class="nav"' not in page


def test_chamber_of_three_hundred_seats_leaves_room_in_the_weight_of_the_page(deciding):
    with deciding.app.test_request_context():
        drawing = by_count(150, 300)
    page = live(deciding).data + drawing.encode()
    files = [path for path in (ROOT / "static/css").glob("*.css") if path.name.encode() in page]
    files += [*(ROOT / "static/js").rglob("*.js"), *(ROOT / "static/vendor").glob("*.js")]
    loaded = [path.read_bytes() for path in files]
    assert len(loaded) > 15
    assert sum(len(gzip.compress(part)) for part in (page, *loaded)) <= 60_000
