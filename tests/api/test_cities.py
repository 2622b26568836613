"""What a city did, over HTTP: the same as its page shows, each answer held against its published shape."""

import pytest

from tests.api.conftest import World
from tests.api.people import PASSWORD


@pytest.fixture
def at(sqlite_world: World) -> str:
    """A published declaration, for which everybody voted but the last mayor; it is open for signature."""
    world = sqlite_world
    session = world.session()
    motion = world.under_debate(session, world.sitting(session))
    vote = world.chair.does(f"/motions/{motion}/votes")["vote"]
    for mayor, choice in zip(world.mayors[:-1], ["yes", "yes", "yes", "no", "abstain"], strict=True):
        mayor.does(f"/votes/{vote}/ballot", {"choice": choice}, method="PUT")
    world.chair.does(f"/votes/{vote}/close")
    for officer in (world.chair, world.secretariat):
        officer.does(f"/motions/{motion}/certify")
    at = f"/declarations/{world.secretariat.does(f'/motions/{motion}/publish-declaration')['slug']}"
    world.secretariat.does(f"{at}/signing/open", {})
    return at


def test_votes_of_a_city_tell_its_choice_and_the_outcome(sqlite_world: World, at: str):
    told = {slug: sqlite_world.nobody.sees(f"/seats/{slug}/votes")["votes"] for slug in ("accra-gha", "dunedin-nzl")}
    assert [(row["choice"], row["outcome"], row["motion_title"]) for row in told["accra-gha"]] == [
        ("yes", "adopted", "Heat plans")
    ]
    assert [row["choice"] for row in told["dunedin-nzl"]] == ["no"]
    away = sqlite_world.mayors[-1].facts["seat"]
    slug = next(row["slug"] for row in sqlite_world.nobody.sees("/seats")["seats"] if row["id"] == away)
    assert [row["choice"] for row in sqlite_world.nobody.sees(f"/seats/{slug}/votes")["votes"]] == ["not_voting"]


def test_signatures_and_commitments_of_a_city_are_its_own_and_stay_when_taken_back(sqlite_world: World, at: str):
    mayor, nobody = sqlite_world.mayors[0], sqlite_world.nobody
    document = nobody.sees(f"{at}/life")["versions"][0]["document_hash"]
    said = {"document_hash": document, "function": "Mayor", "reservation": "As our law allows.", "password": PASSWORD}
    signature = mayor.does(f"{at}/signatures", said)["signature"]
    promise = {"measure": "Trees", "unit": "trees", "target": "5000"}
    days = {"due_on": "2030-12-31", "next_review_on": "2027-06-30"}
    commitment = mayor.does(f"{at}/commitments", promise | days)["commitment"]
    (row,) = nobody.sees("/seats/accra-gha/signatures")["signatures"]
    assert (row["slug"], row["reservation"], row["withdrawn"]) == (at.rpartition("/")[2], "As our law allows.", None)
    (made,) = nobody.sees("/seats/accra-gha/commitments")["commitments"]
    assert (made["commitment"], made["of"]["slug"], made["status"]) == (commitment, row["slug"], "not_reported")
    mayor.does(f"/signatures/{signature}/withdraw", {"reason": "The council resolved so."})
    mayor.does(f"/commitments/{commitment}/withdraw", {"reason": "The council said no."})
    (row,) = nobody.sees("/seats/accra-gha/signatures")["signatures"]
    assert row["withdrawn"]["reason"] == "The council resolved so."
    assert nobody.sees("/seats/accra-gha/commitments")["commitments"][0]["status"] == "withdrawn"
    assert nobody.sees("/seats/dunedin-nzl/signatures") == {"signatures": []}
    assert nobody.sees("/seats/dunedin-nzl/commitments") == {"commitments": []}


@pytest.mark.parametrize("what", ["votes", "signatures", "commitments"])
def test_city_without_a_seat_is_not_found(sqlite_world: World, what: str):
    assert sqlite_world.nobody.is_refused(f"/seats/atlantis/{what}", method="GET") == (404, "not_found")
