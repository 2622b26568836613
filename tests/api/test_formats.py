"""What was published as files for other programs, over HTTP."""

import json

from lxml import etree

from tests.api.conftest import World


def test_session_and_vote_are_had_as_files_and_a_vote_that_is_open_is_not(sqlite_world: World):
    world = sqlite_world
    session = world.session()
    motion = world.under_debate(session, world.sitting(session))
    vote = world.chair.does(f"/motions/{motion}/votes", {})["vote"]
    assert world.nobody.get(f"/votes/{vote}/popolo.json").status_code == 404
    debate = world.nobody.get(f"/sessions/{session}/debate.akn.xml")
    assert etree.fromstring(debate.data).find(".//{*}voting") is None
    assert debate.headers["Cache-Control"] == "no-store"
    popolo = world.nobody.get(f"/sessions/{session}/popolo.json")
    assert json.loads(popolo.data)["vote_events"] == []
    for path in ("/sessions/nothing/debate.akn.xml", "/sessions/nothing/popolo.json", "/votes/nothing/popolo.json"):
        assert world.nobody.get(path).status_code == 404
    for ending in ("akn.xml", "jsonld"):
        assert world.nobody.get(f"/declarations/nothing/declaration.{ending}").status_code == 404
