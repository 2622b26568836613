"""Following up over HTTP: what programs write and read, each answer held against the document."""

from base64 import b64encode

import pytest

from tests.api.conftest import World

PROMISE = {
    "measure": "Homes with safe water",
    "unit": "homes",
    "target": "5000",
    "due_on": "2030-12-31",
    "next_review_on": "2027-06-30",
}


@pytest.fixture
def slug(sqlite_world: World) -> str:
    """A published declaration."""
    world = sqlite_world
    session = world.session()
    motion = world.under_debate(session, world.sitting(session))
    vote = world.chair.does(f"/motions/{motion}/votes")["vote"]
    world.all_vote(vote, "yes")
    world.chair.does(f"/votes/{vote}/close")
    world.chair.does(f"/motions/{motion}/certify")
    world.secretariat.does(f"/motions/{motion}/certify")
    return world.secretariat.does(f"/motions/{motion}/publish-declaration")["slug"]


def test_a_declaration_is_followed_up(sqlite_world: World, slug: str):
    world, day = sqlite_world, sqlite_world.clock().date().isoformat()
    named = {"kind": "governments", "name": "Ministry of Water"}
    addressee = world.secretariat.does(f"/declarations/{slug}/addressees", named)["addressee"]
    assert world.secretariat.is_refused(f"/declarations/{slug}/addressees", named) == (409, "already_exists")
    at = f"/addressees/{addressee}"
    reply = {"received_on": day, "position": "partly", "summary": "Half of it", "next_step_on": "2027-03-01"}
    assert world.secretariat.is_refused(f"{at}/replies", reply) == (409, "not_dispatched")
    file = {"media_type": "text/plain", "content": b64encode(b"Received").decode()}
    world.secretariat.does(f"{at}/dispatches", {"how": "letter", "sent_on": day, **file})
    world.secretariat.does(f"{at}/replies", reply)
    seen = world.nobody.sees(at)
    assert (seen["status"], seen["position"], seen["of"]["slug"]) == ("replied", "partly", slug)
    receipt = seen["dispatches"][0]["receipt_hash"]
    assert world.nobody.get(f"/annexes/{receipt}").data == b"Received"
    assert world.nobody.sees("/follow-up")["positions"]["partly"] == 1
    world.secretariat.does(f"{at}/remove", {"reason": "It was dissolved"})
    assert world.nobody.sees(at)["removed"]["reason"] == "It was dissolved"


def test_a_city_commits_over_http(sqlite_world: World, slug: str):
    world, mayor, day = sqlite_world, sqlite_world.mayors[0], sqlite_world.clock().date().isoformat()
    commitment = mayor.does(f"/declarations/{slug}/commitments", PROMISE)["commitment"]
    at = f"/commitments/{commitment}"
    said = {"status": "under_way", "reported_on": day, "figure": "12.5", "next_review_on": "2027-12-31"}
    assert mayor.is_refused(f"{at}/reports", said | {"figure": "x"}) == (422, "bad_figure")
    response = mayor.post(f"{at}/reports", said | {"evidence": "ftp://x.example"})
    assert (response.status_code, response.get_json()["field"]) == (422, "evidence")
    report = mayor.does(f"{at}/reports", said)["report"]
    assert world.secretariat.sees("/follow-up/due")["due"][0]["what"] == "to_review"
    world.secretariat.does(f"/reports/{report}/review", {"finding": "unclear"})
    assert world.nobody.sees(at)["finding"] == "unclear"
    assert world.nobody.sees("/follow-up?city=accra&status=under_way")["totals"][0]["figure"] == "12.5"
    assert world.nobody.sees("/follow-up?city=nowhere")["commitments"] == []
    assert world.nobody.is_refused("/follow-up/due", method="GET") == (401, "not_signed_in")
    assert world.nobody.is_refused("/follow-up?declaration=9-nothing", method="GET") == (404, "not_found")
    assert world.nobody.is_refused("/follow-up?status=happy", method="GET") == (422, "malformed")
    assert world.mayors[1].is_refused(f"{at}/withdraw", {"reason": "Not mine"}) == (403, "not_your_seat")
    mayor.does(f"{at}/withdraw", {"reason": "The council said no"})
    assert world.nobody.sees(at)["status"] == "withdrawn"


def test_only_whoever_may_writes_and_a_cabinet_names_its_instruction(sqlite_world: World, slug: str):
    path = f"/declarations/{slug}/commitments"
    assert sqlite_world.cabinet.is_refused(path, PROMISE) == (422, "reason_needed")
    sqlite_world.cabinet.does(path, PROMISE | {"instruction": "By telephone, today"})
    named = {"kind": "other", "name": "The Sea"}
    assert sqlite_world.nobody.is_refused(f"/declarations/{slug}/addressees", named) == (401, "not_signed_in")
    assert sqlite_world.mayors[0].is_refused(f"/declarations/{slug}/addressees", named) == (403, "not_allowed")
    assert sqlite_world.secretariat.is_refused(f"/declarations/{slug}/commitments", PROMISE) == (403, "not_allowed")
    assert sqlite_world.observer.is_refused(f"/declarations/{slug}/commitments", PROMISE) == (403, "not_allowed")
