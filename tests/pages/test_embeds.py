"""Cards for other sites: nobody is anybody there, nothing runs, and what they say is what the page says (S41)."""

import json
import re
import sqlite3
import struct
from base64 import b64encode
from hashlib import sha256
from html import unescape
from xml.etree import ElementTree

import pytest

from parliament.commands import annulments, withdrawals
from parliament.documents.share_card import HEIGHT, WIDTH, Card, _drawn, share_card
from parliament.identity.cookieless import Cookieless
from tests.pages.conftest import begun_again

HERE = "http://127.0.0.1:8000"
CARD = Card(
    "Declaration 1", "Heat plans", "en", "adopted", "good", "4 for", (("4", "cities"),), "", "Parliament", "p.example"
)


@pytest.fixture(scope="module")
def slug(declared) -> str:
    return declared.declaration["slug"]


@pytest.fixture(scope="module")
def cards(declared, slug) -> list[str]:
    """Every kind of address behind the wall."""
    vote = declared.votes()[0]["id"]
    return [
        f"/embed/declarations/{slug}",
        f"/embed/votes/{vote}",
        f"/embed/declarations/{slug}/card.png",
        f"/embed/votes/{vote}/card.svg",
        f"/embed/sessions/{declared.slug}/card.svg",
        f"/oembed?url={HERE}/declarations/{slug}",
        "/embed/declarations/none",
        "/embed/nothing/here",
    ]


def test_sec_s41_no_cookie_is_read(declared, cards):
    passer_by, secretary = declared.browser(), declared.browser(declared.desk)
    secretary.set_cookie("language", "ar")
    for path in cards:
        one, other = passer_by.get(path), secretary.get(path)
        bare = [re.sub(r"'nonce-[^']+'|nonce=\"[^\"]+\"", "", each.text if each.mimetype.startswith("text") else "") for each in (one, other)]  # fmt: skip
        assert bare[0] == bare[1], path
        assert one.status_code == other.status_code
        assert "Cookie" not in other.headers.get("Vary", "")
    # What the same two see elsewhere differs, or there would have been nothing to read.
    seen = [each.get("/declarations").text for each in (passer_by, secretary)]
    assert '<html lang="ar"' in seen[1]
    assert '<html lang="ar"' not in seen[0]


def test_sec_s41_no_cookie_is_set_even_by_who_asks_for_a_language(declared, cards):
    for path in cards:
        answer = declared.browser(declared.desk).get(path, query_string={"language": "ar"} if "?" not in path else None)
        assert "Set-Cookie" not in answer.headers, path
    assert "Set-Cookie" in declared.browser().get("/declarations?language=ar").headers


def test_sec_s41_a_dead_token_is_not_looked_at(declared, slug):
    answer = declared.browser().get(f"/embed/declarations/{slug}", headers={"Authorization": "Bearer dead"})
    assert answer.status_code == 200
    assert declared.browser().get("/declarations", headers={"Authorization": "Bearer dead"}).status_code == 303


def test_the_wall_takes_away_what_a_room_behind_it_sets():
    told: list = []

    def careless(environ, start):
        told.append(environ)
        start("200 OK", [("Set-Cookie", "a=b"), ("Vary", "Cookie, Accept-Language"), ("X-Other", "kept")])
        return [b""]

    sent: list = []
    wall = Cookieless(careless)
    for path in ("/embed/votes/1", "/votes/1"):
        wall({"PATH_INFO": path, "HTTP_COOKIE": "who=me"}, lambda _status, headers: sent.append(dict(headers)))
    assert sent[0] == {"Vary": "Accept-Language", "X-Other": "kept"}
    assert "HTTP_COOKIE" not in told[0]
    assert sent[1]["Set-Cookie"] == "a=b"
    assert told[1]["HTTP_COOKIE"] == "who=me"


def test_sec_s41_a_card_may_be_framed_by_anybody_and_runs_nothing(declared, cards):
    for path in cards[:2] + cards[6:7]:
        answer = declared.browser().get(path)
        style = re.search(r"<style>(.*?)</style>", answer.text, re.DOTALL)
        digest = b64encode(sha256(style[1].encode()).digest()).decode()
        assert answer.headers["Content-Security-Policy"] == (
            f"default-src 'none'; style-src 'sha256-{digest}'; base-uri 'none'; form-action 'none'; frame-ancestors *"
        )
        assert not re.search(r"<script|<form|\son\w+=|<img|<iframe|\ssrc=", answer.text)
        assert len(answer.data) < 12_000


def test_sec_s41_every_other_page_is_framed_by_nobody(declared, slug):
    policy = declared.browser().get(f"/declarations/{slug}").headers["Content-Security-Policy"]
    assert "frame-ancestors 'none'" in policy


def test_the_card_says_what_the_page_says(declared, slug):
    page = unescape(declared.browser().get(f"/embed/declarations/{slug}").text)
    for words in ("Heat plans", "Adopted", "4 for, 1 against, 1 abstaining", "5,900,000", "people represented"):
        assert words in page
    assert f'href="{HERE}/declarations/{slug}"' in page
    assert page.count('class="seat seat-') == 8


def test_a_withdrawn_declaration_says_so_wherever_it_is_shown(declared, tmp_path):
    house = begun_again(declared, tmp_path)
    original = sqlite3.connect(declared.house.database.engine.url.database)
    original.backup(sqlite3.connect(house.house.database.engine.url.database))  # what lay beside the file comes too
    slug = house.declaration["slug"]
    path = f"/embed/declarations/{slug}"
    assert "withdrawn" not in house.browser().get(path).text
    before = house.browser().get(f"{path}/card.svg").data
    proposed = house.act(
        withdrawals.propose_withdrawal, house.desk, declaration_id=house.declaration["id"], reason="Wrong text."
    )
    house.act(withdrawals.agree_to_withdrawal, house.chair, withdrawal_id=proposed["withdrawal"])
    assert "This declaration was withdrawn." in house.browser().get(path).text
    assert house.browser().get(f"{path}/card.svg").data != before
    page = house.browser().get(f"/declarations/{slug}").text
    assert "withdrawn" in re.search(r'property="og:description" content="([^"]*)"', page)[1]
    house.close()


def test_an_open_vote_shows_how_many_and_not_what_and_an_annulled_one_says_so(deciding):
    vote = deciding.put()
    answer = deciding.browser().get(f"/embed/votes/{vote}")
    assert "The vote is open" in answer.text
    assert re.search(r"0 of \d seats have voted", answer.text)
    assert not re.search(r"seat-(yes|no|abstain)", answer.text.split("</style>")[1])
    assert answer.headers["Cache-Control"] == "no-cache"
    deciding.act(annulments.annul_vote, deciding.chair, vote_id=vote, reason="The wrong text was shown.")
    assert "This vote is annulled." in deciding.browser().get(f"/embed/votes/{vote}").text


def test_a_card_of_nothing_says_so_in_its_frame(declared):
    answer = declared.browser().get("/embed/votes/none")
    assert answer.status_code == 404
    assert "frame-ancestors *" in answer.headers["Content-Security-Policy"]
    assert "Not found" in answer.text


def test_oembed_is_found_from_the_page_and_leads_to_the_frame(declared, slug):
    browser = declared.browser()
    page = browser.get(f"/declarations/{slug}").text
    link = re.search(r'<link rel="alternate" type="application/json\+oembed" href="([^"]+)"', page)
    found = browser.get(unescape(link[1]).removeprefix(HERE))
    said = json.loads(found.text)
    assert (said["version"], said["type"], said["title"]) == ("1.0", "rich", "Heat plans")
    assert said["provider_url"] == f"{HERE}/"
    frame = re.search(r'<iframe src="([^"]+)"', said["html"])[1]
    assert "Heat plans" in browser.get(unescape(frame).removeprefix(HERE)).text
    assert browser.get(said["thumbnail_url"].removeprefix(HERE)).mimetype == "image/png"
    assert found.headers["Access-Control-Allow-Origin"] == "*"


def test_the_code_on_the_page_is_what_oembed_gives_and_holds_a_link(declared, slug):
    page = declared.browser().get(f"/declarations/{slug}").text
    code = unescape(re.search(r'<textarea[^>]* id="share-code"[^>]*>(.*?)</textarea>', page, re.DOTALL)[1])
    assert f'<iframe src="{HERE}/embed/declarations/{slug}?language=en"' in code
    assert f'<a href="{HERE}/declarations/{slug}">' in code


@pytest.mark.parametrize(
    ("asked", "size"),
    [("", (560, 600)), ("&maxwidth=320&maxheight=400", (320, 400)), ("&maxwidth=9999", (560, 600)),
     ("&maxwidth=1", (240, 600)), ("&maxwidth=-5", (560, 600)), ("&maxwidth=%D9%A3%D9%A0%D9%A0", (560, 600))],
)  # fmt: skip
def test_oembed_keeps_to_the_room_there_is(declared, slug, asked, size):
    said = json.loads(declared.browser().get(f"/oembed?url={HERE}/declarations/{slug}{asked}").text)
    assert (said["width"], said["height"]) == size
    assert f'width="{size[0]}" height="{size[1]}"' in said["html"]


@pytest.mark.parametrize(
    "url",
    ["", "x", "http://[", "https://elsewhere.example/declarations/1", f"{HERE}/declarations/none", f"{HERE}/votes/none",
     f"{HERE}/desk", f"{HERE}/", f"{HERE}/declarations", "javascript:alert(1)", f"{HERE}@elsewhere.example/votes/1"],
)  # fmt: skip
def test_oembed_knows_nothing_of_other_addresses(declared, url):
    assert declared.browser().get("/oembed", query_string={"url": url}).status_code == 404


def test_oembed_offers_json_alone(declared, slug):
    asked = {"url": f"{HERE}/declarations/{slug}", "format": "xml"}
    assert declared.browser().get("/oembed", query_string=asked).status_code == 501


@pytest.mark.parametrize("noun", ["declarations", "votes", "sessions"])
def test_a_page_is_announced_with_a_picture_of_the_size_it_says(declared, slug, noun):
    key = {"declarations": slug, "votes": declared.votes()[0]["id"], "sessions": f"{declared.slug}/results"}[noun]
    browser = declared.browser()
    page = browser.get(f"/{noun}/{key}").text
    meta = dict(re.findall(r'<meta (?:property|name)="((?:og|twitter):[\w:]+)" content="([^"]*)"', page))
    assert meta["og:site_name"] == "Parliament of Mayors"
    assert meta["twitter:card"] == "summary_large_image"
    assert all(meta[name] for name in ("og:title", "og:description", "og:image:alt"))
    assert meta["og:url"].startswith(f"{HERE}/{noun}/")
    assert browser.get(meta["og:url"].removeprefix(HERE)).status_code == 200
    picture = browser.get(unescape(meta["og:image"]).removeprefix(HERE)).data
    assert picture[:8] == b"\x89PNG\r\n\x1a\n"
    size = struct.unpack(">II", picture[16:24])
    assert size == (WIDTH, HEIGHT) == (int(meta["og:image:width"]), int(meta["og:image:height"]))


def test_card_is_the_same_whenever_it_is_drawn_and_another_with_other_words():
    first = share_card(CARD, "svg")
    _drawn.cache_clear()
    assert share_card(CARD, "svg") == first
    assert share_card(CARD, "svg", "ar") != first


@pytest.mark.parametrize("words", ["#panic()", "$x$ *bold* [", '"; sys.exit', "مدن", "市長" * 200, "\\", "​"])
def test_words_of_a_card_are_never_read_as_code(words):
    plain = {name: getattr(CARD, name) for name in CARD.__slots__}
    drawn = share_card(Card(**(plain | {"title": words, "kicker": words})), "svg")
    assert ElementTree.fromstring(drawn).get("viewBox") == f"0 0 {WIDTH} {HEIGHT}"
