"""Sending again is safe: the same key and request are done once, for each account."""

import pytest

from tests.api.conftest import World


def test_the_same_key_and_request_are_done_once_and_answered_the_same(world: World):
    body = {"title": "Heat", "opens_at": world.clock().isoformat(), "time_zone": "UTC", "profile": "demonstration"}
    first = world.secretariat.post("/sessions", body, once="a key")
    again = world.secretariat.post("/sessions", body, once="a key")
    assert (first.status_code, first.get_json()) == (again.status_code, again.get_json()) == (201, first.get_json())
    assert first.headers["Location"] == again.headers["Location"] == f"/api/sessions/{first.get_json()['slug']}"
    assert len(world.nobody.sees("/sessions")["sessions"]) == 1


def test_the_same_key_with_another_request_is_refused(world: World):
    body = {"title": "Heat", "opens_at": world.clock().isoformat(), "time_zone": "UTC", "profile": "demonstration"}
    world.secretariat.does("/sessions", body, once="a key")
    other = body | {"title": "Water"}
    assert world.secretariat.is_refused("/sessions", other, once="a key") == (422, "key_reused")
    assert [row["title"] for row in world.nobody.sees("/sessions")["sessions"]] == ["Heat"]


def test_two_accounts_may_use_the_same_key(sqlite_world: World):
    sitting = sqlite_world.sitting(sqlite_world.session(), open_it=False)
    answers = [mayor.does(f"/sittings/{sitting}/check-in", once="k") for mayor in sqlite_world.mayors[:2]]
    assert answers == [{"sitting": sitting, "present": True}] * 2


def test_a_key_survives_a_refusal_because_nothing_was_done(sqlite_world: World):
    session = sqlite_world.session()
    sitting = sqlite_world.sitting(session, open_it=False)
    assert sqlite_world.chair.is_refused(f"/sittings/{sitting}/open", once="k") == (409, "no_quorum")
    for mayor in sqlite_world.mayors:
        mayor.does(f"/sittings/{sitting}/check-in")
    assert sqlite_world.chair.does(f"/sittings/{sitting}/open", once="k")["present"] == 6


@pytest.mark.parametrize("key", ["x" * 101, "Schlüssel", "tab\there", ""])
def test_a_key_of_another_shape_is_refused(sqlite_world: World, key: str):
    response = sqlite_world.secretariat.post("/sessions", {}, headers={"Idempotency-Key": key})
    body = response.get_json()
    assert (response.status_code, body["error"]) == (422, "malformed")
    assert list(body["fields"]) == ["headers.Idempotency-Key"]


def test_the_longest_key_closes_a_vote_which_takes_two_steps(world: World):
    session = world.session()
    motion = world.under_debate(session, world.sitting(session))
    vote = world.chair.does(f"/motions/{motion}/votes")["vote"]
    world.all_vote(vote, "no")
    key = "k" * 100
    closed = world.chair.does(f"/votes/{vote}/close", once=key)
    assert closed["outcome"] == "rejected"
    assert world.chair.does(f"/votes/{vote}/close", once=key) == closed
    assert world.chair.is_refused(f"/votes/{vote}/close") == (409, "vote_closed")


def test_an_invitation_sent_again_gives_the_same_link_and_without_a_key_another(sqlite_world: World):
    body = {"login": "new@x", "name": "New", "office": "observer"}
    first = sqlite_world.secretariat.does("/invitations", body, once="k")
    assert sqlite_world.secretariat.does("/invitations", body, once="k") == first
    other = sqlite_world.secretariat.does("/invitations", body)
    assert other["account"] == first["account"]
    assert other["link"] != first["link"]


def test_a_ballot_needs_no_key(world: World):
    session = world.session()
    motion = world.under_debate(session, world.sitting(session))
    vote = world.chair.does(f"/motions/{motion}/votes")["vote"]
    first = world.mayors[0].does(f"/votes/{vote}/ballot", {"choice": "yes"}, method="PUT")
    world.clock.advance(seconds=1)
    assert world.mayors[0].does(f"/votes/{vote}/ballot", {"choice": "yes"}, method="PUT") == first
    assert world.mayors[0].sees(f"/votes/{vote}/ballot")["receipt"] == first
    assert world.nobody.sees(f"/votes/{vote}")["voted"] == 1
