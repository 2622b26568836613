"""An invited city signs over HTTP by its link alone, whose secret stands in no address."""

import json
from datetime import timedelta

import pytest

from parliament.api.openapi import DOCUMENT
from parliament.identity.attempts import ADDRESS
from tests.api.conftest import World

NICE = {
    "city": "Nice",
    "country": "FRA",
    "country_name": "France",
    "continent": "EU",
    "population": 340_000,
    "contact": "mairie@nice.example",
}
LOOK, SIGN = "/invited-cities/look", "/invited-cities/sign"
MAYOR = {"name": "Chloé Martin", "function": "Mayor"}


@pytest.fixture
def at(sqlite_world: World) -> str:
    """A published declaration that is open for signature, where each city names its council's resolution."""
    world = sqlite_world
    session = world.session()
    motion = world.under_debate(session, world.sitting(session))
    vote = world.chair.does(f"/motions/{motion}/votes")["vote"]
    world.all_vote(vote, "yes")
    world.chair.does(f"/votes/{vote}/close")
    for officer in (world.chair, world.secretariat):
        officer.does(f"/motions/{motion}/certify")
    at = f"/declarations/{world.secretariat.does(f'/motions/{motion}/publish-declaration')['slug']}"
    world.secretariat.does(f"{at}/signing/open", {"council_needed": True})
    return at


@pytest.fixture
def invited(sqlite_world: World, at: str) -> dict[str, str]:
    made = sqlite_world.secretariat.does(f"{at}/invited-cities", NICE)
    return {"token": made["link"].rpartition("/")[2], "invitation": made["invitation"]}


def test_invited_city_reads_signs_once_and_reads_how_far_it_is(sqlite_world: World, at: str, invited: dict[str, str]):
    world, guest, link = sqlite_world, sqlite_world.nobody, {"token": invited["token"]}
    seen = guest.does(LOOK, link)
    assert (seen["invited"]["city"], seen["invited"]["state"], seen["signing"]["council_needed"]) == (
        "Nice",
        "sent",
        True,
    )
    assert seen["document_hash"] == guest.sees(f"{at}/life")["versions"][0]["document_hash"]
    assert "mairie@nice.example" not in json.dumps(seen)
    said = link | MAYOR | {"document_hash": seen["document_hash"], "council_date": "2026-11-20"}
    assert guest.is_refused(SIGN, said | {"council_date": None}) == (422, "council_needed")
    assert guest.is_refused(SIGN, said | {"document_hash": "0" * 64}) == (409, "stale_text")
    assert guest.does(SIGN, said) == {"invitation": invited["invitation"], "city": "Nice"}
    assert guest.is_refused(SIGN, said) == (410, "invitation_spent")
    assert guest.does(LOOK, link)["invited"]["state"] == "offered"
    assert guest.sees(f"{at}/life")["signatories"] == []
    world.secretariat.does(f"/invited-cities/{invited['invitation']}/admit")
    assert [(row["city"], row["by"]) for row in guest.sees(f"{at}/life")["signatories"]] == [("Nice", "Chloé Martin")]


@pytest.mark.parametrize("path", [LOOK, SIGN])
def test_link_that_is_none_or_over_opens_nothing(sqlite_world: World, at: str, invited: dict[str, str], path: str):
    document = sqlite_world.nobody.sees(f"{at}/life")["versions"][0]["document_hash"]
    more = MAYOR | {"document_hash": document, "council_date": "2026-11-20"} if path == SIGN else {}
    assert sqlite_world.nobody.is_refused(path, {"token": "of-nobody"} | more) == (410, "invitation_spent")
    assert sqlite_world.nobody.is_refused(path, {"token": "x" * 201} | more) == (422, "malformed")
    assert sqlite_world.nobody.is_refused(path, more) == (422, "malformed")
    sqlite_world.clock.at += timedelta(days=15)
    if path == SIGN:
        assert sqlite_world.nobody.is_refused(path, {"token": invited["token"]} | more) == (410, "invitation_spent")


def test_links_are_tried_as_passwords_are_and_a_right_one_is_never_counted(
    sqlite_world: World, invited: dict[str, str], monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setitem(sqlite_world.nobody.client.environ_base, "REMOTE_ADDR", "192.0.2.77")
    guest, tries = sqlite_world.nobody, ADDRESS[0].amount
    for number in range(tries - 1):
        assert guest.is_refused(LOOK, {"token": f"guess-{number}"}) == (410, "invitation_spent")
    for _ in range(8):
        assert guest.does(LOOK, {"token": invited["token"]})["invited"]["city"] == "Nice"
    assert guest.is_refused(LOOK, {"token": "guess-last"}) == (410, "invitation_spent")
    assert guest.is_refused(LOOK, {"token": "guess-again"}) == (429, "too_many_attempts")
    assert guest.does(LOOK, {"token": invited["token"]})["invited"]["city"] == "Nice"  # known to come from there


def test_secret_of_the_link_stands_in_no_address(sqlite_world: World):
    paths = json.loads(sqlite_world.app.extensions[DOCUMENT]())["paths"]
    assert [path for path in paths if "{token}" in path or path.startswith("/api/sign/")] == []
