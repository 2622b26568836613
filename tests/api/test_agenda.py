"""The agenda over HTTP: a draft is edited, the house adopts it, then it changes by decision."""

from tests.api.conftest import World


def test_agenda_is_made_adopted_and_changed(sqlite_world: World):
    world = sqlite_world
    session = world.session()
    own = f"/sessions/{session}"
    roads = world.secretariat.does(f"{own}/items", {"kind": "debate", "title": "Roads"})["item"]
    parks = world.secretariat.does(f"{own}/items", {"kind": "debate", "title": "Parks", "place": 1})["item"]
    part = world.secretariat.does(f"{own}/items", {"kind": "report", "title": "Trees", "parent": parks})["item"]
    world.chair.does(f"/items/{parks}/move", {"place": 2})
    world.secretariat.does(f"/items/{roads}", {"title": "Roads and bridges", "planned_minutes": 30}, method="PUT")
    agenda = world.nobody.sees(f"{own}/agenda")
    assert [(row["label"], row["title"]) for row in agenda["items"]] == [
        ("1", "Roads and bridges"), ("2", "Parks"), ("2.1", "Trees")
    ]  # fmt: skip
    world.secretariat.does(f"/items/{part}/remove")
    sitting = world.sitting(session)
    vote = world.chair.does(f"/sittings/{sitting}/put-agenda", {"manner": "roll_call"})["vote"]
    world.all_vote(vote, "yes")
    world.chair.does(f"/votes/{vote}/close")
    assert world.nobody.sees(f"{own}/agenda")["adopted_at"]
    assert world.secretariat.is_refused(f"/items/{roads}/remove") == (409, "agenda_adopted")
    order = {"items": [parks, roads], "reason": "Parks are ready"}
    change = world.mayors[0].does(f"{own}/agenda/order", order)["change"]
    addition = {"kind": "debate", "title": "Floods", "reason": "It rained"}
    world.mayors[1].does(f"{own}/agenda/additions", addition)
    world.chair.does(f"/items/{roads}/propose-removal", {"reason": "They are built"})
    vote = world.chair.does(f"/sittings/{sitting}/put-agenda", {"change": change, "manner": "roll_call"})["vote"]
    world.all_vote(vote, "yes")
    world.chair.does(f"/votes/{vote}/close")
    agenda = world.nobody.sees(f"{own}/agenda")
    assert [row["id"] for row in agenda["items"]] == [parks, roads]
    states = {row["kind"]: row["state"] for row in agenda["changes"]}
    assert states == {"removal": "proposed", "addition": "proposed", "order": "adopted", "adoption": "adopted"}
