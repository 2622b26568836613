"""Rules of procedure over HTTP: what there is, a look before, adoption, and a session under them."""

from tests.api.conftest import World
from tests.varied import written


def test_everybody_reads_what_a_session_may_be_convened_with(sqlite_world: World):
    listed = sqlite_world.nobody.sees("/profiles")["profiles"]
    assert listed[0] == {"name": "global_mayors", "version": 1, "language": "en", "shipped": True}
    assert {row["name"] for row in listed} >= {"un_like", "council_of_europe_like", "municipal", "roberts_like"}
    one = sqlite_world.nobody.sees("/profiles/un_like")
    assert 'name = "un_like"' in one["text"]
    rule = next(row for row in one["rules"] if row["key"] == "majority.amendment")
    assert rule["sentence"] == "An amendment is adopted with at least two thirds of the votes cast in favour."
    assert rule["heading"] == "Majorities"
    assert "resolution 475" in rule["source"]
    assert sqlite_world.nobody.is_refused("/profiles/theirs", method="GET") == (404, "not_found")


def test_the_secretariat_looks_before_it_adopts(world: World):
    text = written({"notice_hours": 5, "urgent.notice_minutes": 0})
    seen = world.secretariat.does("/profiles/preview", {"text": text})
    assert seen["rules"][0]["sentence"] == "Notice before a session opens, at least: 5 h."
    assert world.nobody.is_refused("/profiles/ours", method="GET") == (404, "not_found")
    answer = world.secretariat.post("/profiles", {"text": text})
    assert (answer.status_code, answer.headers["Location"]) == (201, "/api/profiles/ours")
    assert answer.get_json() == {"profile": "ours", "version": 1}
    world.clock.advance(minutes=1)
    convening = {"title": "Heat", "time_zone": "UTC", "profile": "ours"}
    too_soon, soon = "2026-11-22T13:59:00Z", "2026-11-22T14:02:00Z"
    assert world.secretariat.is_refused("/sessions", convening | {"opens_at": too_soon}) == (422, "notice_too_short")
    assert world.secretariat.does("/sessions", convening | {"opens_at": soon})["slug"]


def test_a_mistake_is_told_with_key_and_line_at_the_preview_and_at_adoption(sqlite_world: World):
    text = written({"majority.motion": "most"})
    for path in ("/profiles/preview", "/profiles"):
        answer = sqlite_world.secretariat.post(path, {"text": text})
        body = answer.get_json()
        assert (answer.status_code, body["error"], body["field"]) == (422, "bad_profile", "text")
        assert body["facts"]["key"] == "majority.motion"
        assert body["facts"]["problem"].startswith("line ")
    assert sqlite_world.chair.is_refused("/profiles/preview", {"text": text}) == (403, "not_allowed")
