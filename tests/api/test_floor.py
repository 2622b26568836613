"""The floor over HTTP: a point of order, an appeal, a procedural motion, a statement, from asking to the effect."""

import pytest

from tests.api.conftest import World


@pytest.fixture
def debated(sqlite_world: World) -> tuple[World, str, str]:
    session = sqlite_world.session()
    sitting = sqlite_world.sitting(session)
    return sqlite_world, sitting, sqlite_world.under_debate(session, sitting)


def test_point_of_order_is_ruled_on_and_the_appeal_put(debated):
    world, sitting, _ = debated
    mayor = world.mayors[1]
    point = mayor.does(f"/sittings/{sitting}/points", {"about": "Out of order"})["point"]
    turn = world.mayors[2].does(f"/sittings/{sitting}/speakers", {"side": "for"})["turn"]
    assert world.chair.is_refused(f"/turns/{turn}/give") == (409, "point_pending")
    world.chair.does(f"/points/{point}/rule", {"ruling": "dismissed", "words": "It is in order."})
    mayor.does(f"/points/{point}/appeal")
    vote = world.chair.does(f"/points/{point}/votes", {})["vote"]
    world.all_vote(vote, "yes")
    world.chair.does(f"/votes/{vote}/close")
    shown = world.nobody.sees(f"/sittings/{sitting}")["floor"]["point"]
    assert (shown["state"], shown["ruling"], shown["stands"]) == ("settled", "dismissed", False)


def test_procedural_motion_closes_the_debate(debated):
    world, sitting, _ = debated
    moved = world.mayors[1].does(f"/sittings/{sitting}/procedural", {"kind": "closure"})["procedural"]
    world.mayors[2].does(f"/sittings/{sitting}/speakers", {"side": "against", "procedural": moved})
    floor = world.nobody.sees(f"/sittings/{sitting}")["floor"]
    assert ([row["kind"] for row in floor["procedural"]], floor["closed"]) == (["closure"], False)
    vote = world.chair.does(f"/procedural/{moved}/votes", {})["vote"]
    world.all_vote(vote, "yes")
    world.chair.does(f"/votes/{vote}/close")
    assert world.nobody.sees(f"/sittings/{sitting}")["floor"]["closed"]
    assert world.mayors[3].is_refused(f"/sittings/{sitting}/speakers", {}) == (409, "debate_closed")
    assert world.mayors[3].is_refused(f"/sittings/{sitting}/procedural", {"kind": "separate_vote"}) == (
        409,
        "not_offered",
    )


def test_list_is_put_in_the_proposed_order_and_replies_and_guests_stand_on_it(debated):
    world, sitting, _ = debated
    sides = ("for", "for", "against")
    for mayor, side in zip(world.mayors, sides, strict=False):
        mayor.does(f"/sittings/{sitting}/speakers", {"side": side})
    proposal = world.nobody.sees(f"/sittings/{sitting}/speakers/proposal")
    assert proposal["is_other"]
    assert all(place["reasons"] for place in proposal["places"])
    world.chair.does(f"/sittings/{sitting}/speakers/order", {"turns": proposal["turns"]}, method="PUT")
    world.chair.does(f"/turns/{proposal['turns'][0]}/give")
    reply = world.mayors[4].does(f"/sittings/{sitting}/replies", {"about": "We were named"})["turn"]
    world.chair.does(f"/turns/{reply}/grant")
    guest = world.chair.does(f"/sittings/{sitting}/invited-speakers", {"name": "A guest", "seconds": 45})
    waiting = world.nobody.sees(f"/sittings/{sitting}")["floor"]["waiting"]
    assert [turn["id"] for turn in waiting] == [reply, *proposal["turns"][1:], guest["turn"]]
    assert (waiting[-1]["seat"], waiting[-1]["name"], waiting[-1]["seconds"]) == (None, "A guest", 45)


def test_statement_has_an_address_and_deciding_anew_asks_for_a_decision(debated):
    world, sitting, motion = debated
    item = world.nobody.sees(f"/sittings/{sitting}")["item"]
    made = world.mayors[1].does(f"/items/{item}/statements", {"text": "Shade", "position": "for"})["statement"]
    assert world.nobody.sees(f"/statements/{made}")["text"] == "Shade"
    assert [row["id"] for row in world.nobody.sees(f"/items/{item}/statements")["statements"]] == [made]
    world.mayors[1].does(f"/statements/{made}/withdraw")
    assert world.nobody.sees(f"/items/{item}/statements") == {"statements": []}
    again = world.mayors[1].is_refused(f"/motions/{motion}/reconsiderations", {"reason": "Figures"})
    assert again == (409, "wrong_stage")
    assert world.nobody.sees(f"/motions/{motion}/reconsiderations") == {"reconsiderations": []}
