"""An election through the API alone."""

import pytest

from tests.api.conftest import World


@pytest.fixture
def item(sqlite_world: World) -> str:
    return begun(sqlite_world)


def begun(world: World) -> str:
    """An item for elections, before the house."""
    session = world.session()
    sitting = world.sitting(session)
    item = world.secretariat.does(f"/sessions/{session}/items", {"kind": "election", "title": "Bureau"})["item"]
    world.chair.does(f"/sittings/{sitting}/call-item", {"item": item})
    return item


def test_an_election_runs_from_nominations_to_its_result(world: World) -> None:
    item = begun(world)
    election = world.chair.does(f"/items/{item}/elections", {"method": "one", "title": "President"})["election"]
    seat = world.mayors[1].facts["seat"]
    first = world.mayors[0].does(f"/elections/{election}/candidates", {"seat": seat})["candidate"]
    second = world.mayors[0].does(f"/elections/{election}/candidates", {"name": "Bo"})["candidate"]
    third = world.mayors[0].does(f"/elections/{election}/candidates", {"name": "Cleo"})["candidate"]
    world.mayors[0].does(f"/candidates/{third}/withdraw")
    vote = world.chair.does(f"/elections/{election}/rounds")["vote"]
    shown = world.nobody.sees(f"/elections/{election}")
    assert (shown["open"]["vote"], shown["open"]["most_marks"]) == (vote, 1)
    assert [each["id"] for each in shown["open"]["candidates"]] == [first, second]
    papers = [[first], [first], [first], [second], [second], []]
    for mayor, marks in zip(world.mayors, papers, strict=True):
        paper = {"choice": "paper", "marks": marks, "text_hash": shown["open"]["text_hash"]}
        receipt = mayor.does(f"/votes/{vote}/ballot", paper, method="PUT")
        assert receipt["marks"] == marks
    assert world.chair.does(f"/votes/{vote}/close")["outcome"] == "elected"
    shown = world.nobody.sees(f"/elections/{election}")
    assert (shown["state"], shown["open"], shown["free"]) == ("decided", None, 0)
    (only,) = shown["rounds"]
    assert only["elected"] == ["Mayor of Bogotá"]
    assert [paper["marks"] for paper in only["papers"]].count(["Bo"]) == 2
    assert "Elected: Mayor of Bogotá." in only["explanation"]
    (row,) = world.nobody.sees(f"/sessions/{shown['session']}/elections")["elections"]
    assert (row["id"], row["title"], row["standing"]) == (election, "President", 0)


def test_a_ranked_round_shows_how_candidates_compare(sqlite_world: World, item: str) -> None:
    world = sqlite_world
    election = world.chair.does(f"/items/{item}/elections", {"method": "ranked", "seats": 2})["election"]
    stand = [
        world.mayors[0].does(f"/elections/{election}/candidates", {"name": name})["candidate"] for name in ("Ana", "Bo")
    ]
    vote = world.chair.does(f"/elections/{election}/rounds")["vote"]
    for mayor in world.mayors:
        mayor.does(f"/votes/{vote}/ballot", {"choice": "paper", "marks": stand[::-1]}, method="PUT")
    world.chair.does(f"/votes/{vote}/close")
    (only,) = world.nobody.sees(f"/elections/{election}")["rounds"]
    assert (only["elected"], only["matrix"]) == (["Bo", "Ana"], [[0, 0], [6, 0]])


def test_a_paper_that_is_not_in_order_is_refused(sqlite_world: World, item: str) -> None:
    world = sqlite_world
    election = world.chair.does(f"/items/{item}/elections")["election"]
    world.mayors[0].does(f"/elections/{election}/candidates", {"name": "Ana"})
    vote = world.chair.does(f"/elections/{election}/rounds")["vote"]
    stranger = {"choice": "paper", "marks": ["candidate-none"]}
    response = world.mayors[0].send("PUT", f"/votes/{vote}/ballot", json=stranger)
    assert (response.status_code, response.get_json()["error"]) == (422, "unknown_candidate")


def test_an_election_can_be_abandoned_with_a_reason(sqlite_world: World, item: str) -> None:
    world = sqlite_world
    election = world.chair.does(f"/items/{item}/elections", {"method": "approval"})["election"]
    assert world.mayors[0].is_refused(f"/elections/{election}/abandon", {"reason": "x"}) == (403, "not_allowed")
    world.secretariat.does(f"/elections/{election}/abandon", {"reason": "No such post."})
    assert world.nobody.sees(f"/elections/{election}")["state"] == "abandoned"


def test_an_election_that_is_not_there_is_not_found(sqlite_world: World) -> None:
    response = sqlite_world.nobody.get("/elections/election-none")
    assert (response.status_code, response.get_json()["error"]) == (404, "not_found")
