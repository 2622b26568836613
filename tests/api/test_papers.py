"""Papers and convening over HTTP."""

from base64 import b64encode

from tests.api.conftest import World

FILE = {"title": "A map", "media_type": "text/plain", "content": b64encode(b"Here be wells.").decode()}


def test_paper_is_laid_read_back_and_withdrawn(sqlite_world: World):
    world = sqlite_world
    session = world.session()
    made = world.secretariat.does(f"/sessions/{session}/papers", FILE)
    (paper,) = world.nobody.sees(f"/sessions/{session}/papers")["papers"]
    assert (paper["title"], paper["content_hash"]) == ("A map", made["content_hash"])
    file = world.nobody.get(f"/annexes/{made['content_hash']}")
    assert (file.data, file.content_type) == (b"Here be wells.", "text/plain")
    assert file.headers["Content-Disposition"].startswith("attachment")
    world.secretariat.does(f"/papers/{made['paper']}/withdraw", {"reason": "The wrong map"})
    wrong = FILE | {"content": "not base64!"}
    assert world.secretariat.is_refused(f"/sessions/{session}/papers", wrong) == (422, "malformed")
    assert world.mayors[0].is_refused(f"/sessions/{session}/papers", FILE) == (403, "not_your_seat")


def test_paper_may_be_larger_than_other_bodies(sqlite_world: World):
    session = sqlite_world.session()
    large = FILE | {"content": b64encode(b"x" * 1_000_000).decode()}
    assert sqlite_world.secretariat.does(f"/sessions/{session}/papers", large)["number"] == 1


def test_urgent_session_is_convened_with_its_agenda_and_decided_first(sqlite_world: World):
    world = sqlite_world
    at = world.clock()
    body = {"title": "Flood", "opens_at": at.isoformat(), "time_zone": "UTC", "profile": "demonstration"}
    body |= {"urgent": True, "reason": "The river rose", "items": [{"title": "Relief", "planned_minutes": 20}]}
    made = world.secretariat.does("/sessions", body)
    for mayor in world.mayors:
        mayor.does(f"/sittings/{made['sitting']}/check-in")
    world.chair.does(f"/sittings/{made['sitting']}/open")
    (item,) = world.nobody.sees(f"/sessions/{made['session']}/agenda")["items"]
    call = f"/sittings/{made['sitting']}/call-item"
    assert world.chair.is_refused(call, {"item": item["id"]}) == (409, "urgency_undecided")
    vote = world.chair.does(f"/sittings/{made['sitting']}/put-urgency", {"manner": "roll_call"})["vote"]
    world.all_vote(vote, "yes")
    world.chair.does(f"/votes/{vote}/close")
    assert world.nobody.sees(f"/sessions/{made['slug']}")["urgency"] == "adopted"
    world.chair.does(call, {"item": item["id"]})


def test_everybody_is_invited_with_links_that_the_key_repeats(sqlite_world: World):
    world = sqlite_world
    world.clock.advance(days=30)
    first = world.secretariat.does("/invitations/all", once="a key of one day")
    assert first == world.secretariat.does("/invitations/all", once="a key of one day")
    assert world.mayors[0].is_refused("/invitations/all") == (403, "not_allowed")
