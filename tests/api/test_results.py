"""Declarations found and classified, and who was heard in a session, over HTTP."""

import pytest

from tests.api.conftest import World


@pytest.fixture
def slug(sqlite_world: World) -> str:
    """A published declaration; one mayor spoke on it."""
    world = sqlite_world
    session = world.session()
    sitting = world.sitting(session)
    motion = world.under_debate(session, sitting)
    turn = world.mayors[0].does(f"/sittings/{sitting}/speakers", {"side": "for"})["turn"]
    world.chair.does(f"/turns/{turn}/give")
    world.clock.advance(seconds=40)
    world.chair.does(f"/turns/{turn}/end")
    vote = world.chair.does(f"/motions/{motion}/votes")["vote"]
    world.all_vote(vote, "yes")
    world.chair.does(f"/votes/{vote}/close")
    for officer in (world.chair, world.secretariat):
        officer.does(f"/motions/{motion}/certify")
    return world.secretariat.does(f"/motions/{motion}/publish-declaration")["slug"]


def test_a_declaration_is_classified_and_found(sqlite_world: World, slug: str):
    world, path = sqlite_world, f"/declarations/{slug}/topics"
    assert world.nobody.sees("/declarations?topic=climate")["declarations"] == []
    done = world.secretariat.does(path, {"topics": ["health", "climate"]})
    assert done["topics"] == ["climate", "health"]
    listed = world.nobody.sees("/declarations?topic=climate&words=heat&status=published")["declarations"]
    assert [(row["slug"], row["topics"], row["status"]) for row in listed] == [(slug, done["topics"], "published")]
    assert world.nobody.sees(f"/declarations/{slug}")["topics"] == done["topics"]
    assert world.nobody.sees("/declarations?year=1999")["declarations"] == []
    assert world.secretariat.is_refused(path, {"topics": ["climate", "health"]}) == (409, "already_exists")
    for topics in (["weather"], ["food"] * 6, "food"):
        assert world.secretariat.is_refused(path, {"topics": topics}) == (422, "malformed")
    assert world.secretariat.is_refused("/declarations/9-nothing/topics", {"topics": []}) == (404, "not_found")
    for stranger, refusal in ((world.nobody, (401, "not_signed_in")), (world.mayors[0], (403, "not_allowed"))):
        assert stranger.is_refused(path, {"topics": []}) == refusal


@pytest.mark.parametrize("query", ["topic=weather", "status=lost", "heat=1", "year=20260"])
def test_what_nothing_can_be_found_by_is_refused(sqlite_world: World, query: str):
    assert sqlite_world.nobody.is_refused(f"/declarations?{query}", method="GET") == (422, "malformed")


def test_who_was_heard_is_read_by_anybody(sqlite_world: World, slug: str):
    world = sqlite_world
    plenary = world.nobody.sees(f"/declarations/{slug}")["session"]
    report = world.nobody.sees(f"/sessions/{plenary['slug']}/equity")
    assert report == world.nobody.sees(f"/sessions/{plenary['id']}/equity")
    assert (report["whole"]["turns"], report["whole"]["seconds"]) == (1, 40)
    assert (report["whole"]["motions"], report["whole"]["motions_adopted"]) == (1, 1)
    assert sum(row["seconds"] for row in report["region"]) == 40
    assert world.nobody.is_refused("/sessions/no-such-session/equity", method="GET") == (404, "not_found")
