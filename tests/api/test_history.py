"""The past over the API: sessions, their votes page by page, one vote with its roll call."""

from parliament.cli.opening import secretary
from parliament.commands.history import import_history
from parliament.results.past_report import arrivals
from parliament.results.popolo import read_popolo
from tests.api.conftest import World
from tests.results.popolo_file import put, small, written


def take_in(world: World) -> None:
    arrived = arrivals(read_popolo(written(put(small(), "/vote_events/0/counts/0/value", 2))))
    world.house.perform(import_history, by=secretary(world.house), arrivals=arrived, source_sha256="0" * 64)


def test_past_is_read_by_anybody(world: World) -> None:
    assert world.nobody.sees("/history") == {"sessions": []}
    take_in(world)
    (past,) = world.nobody.sees("/history")["sessions"]
    assert (past["slug"], past["votes"], past["agreements"], past["disagreements"]) == ("assembly-2026", 2, 2, 1)
    first = world.nobody.sees("/history/assembly-2026?limit=1")
    assert [vote["source_id"] for vote in first["page"]] == ["v1"]
    assert [vote["number"] for vote in world.nobody.sees("/history/assembly-2026?after=1")["page"]] == [2]


def test_one_vote_has_both_results_and_everybody_s_choice(world: World) -> None:
    take_in(world)
    vote = world.nobody.sees("/history/assembly-2026/votes/1")
    assert (vote["published"], vote["outcome"], vote["requirement"]) == ("pass", "adopted", "of_members 1/2")
    assert [row["choice"] for row in vote["roll_call"]] == ["yes", "yes", "yes", "no", "absent"]
    (about,) = vote["disagreements"]
    assert (about["kind"], about["published"], about["computed"]) == (
        "counts",
        {"yes": 2, "no": 1},
        {"yes": 3, "no": 1},
    )
    assert vote["explanation"][-1] == "Adopted."


def test_what_is_not_there_is_not_found(world: World) -> None:
    take_in(world)
    for path in ("/history/none", "/history/assembly-2026/votes/3", f"/history/assembly-2026/votes/{10**30}"):
        assert world.nobody.is_refused(path, method="GET") == (404, "not_found")
    assert world.nobody.get("/history/assembly-2026?after=" + "9" * 12).status_code == 422
