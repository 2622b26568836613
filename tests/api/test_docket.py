"""The marshalled list and the clusters over HTTP, each answer held to the document."""

from tests.api.conftest import World


def test_list_and_clusters_are_read_by_anybody_and_say_what_would_follow(world: World) -> None:
    session = world.session()
    motion = world.under_debate(session, world.sitting(session))
    for mayor, new in ((0, "every second year"), (1, "each spring")):
        world.mayors[mayor].does(f"/motions/{motion}/amendments", world.amended(motion, "every year", new))
    listed = world.nobody.sees(f"/motions/{motion}/list")
    first, second = listed["rows"]
    assert (first["place"], second["place"]) == (1, 2)
    assert first["if_adopted"] == [{"number": second["number"], "fate": "lapsed", "by": first["number"]}]
    assert first["if_rejected"] == []
    assert listed["votes"] == 3
    (cluster,) = world.nobody.sees(f"/motions/{motion}/clusters")["clusters"]
    assert cluster["replaceable"] == [1, 2]
    assert [row["pairs"] for row in cluster["clashes"]] == [[[1, 2]]]
    assert [cell["number"] for cell in cluster["compared"][0]["cells"]] == [first["number"], second["number"]]
    assert world.nobody.sees(f"/motions/{motion}/list?page=2")["rows"] == []
