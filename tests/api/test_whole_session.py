"""One session of the parliament, from its convening to a published declaration, through the API alone."""

import hashlib
import io
import zipfile

from tests.api.conftest import World


def test_a_session_runs_from_convening_to_declaration(world: World):
    session = world.session()
    sitting = world.sitting(session)
    motion = world.under_debate(session, sitting)

    turn = world.mayors[2].does(f"/sittings/{sitting}/speakers", {"side": "for"})["turn"]
    assert world.chair.does(f"/turns/{turn}/give")["seconds"] == 30
    assert world.nobody.sees(f"/sittings/{sitting}")["floor"]["speaker"]["id"] == turn
    world.chair.does(f"/turns/{turn}/end")

    edited = world.amended(motion, "every year", "every two years")
    preview = world.mayors[3].does(f"/motions/{motion}/amendments/preview", edited)
    assert preview["conflicts_with"] == []
    first = world.mayors[3].does(f"/motions/{motion}/amendments", edited | {"justification": "Plans take time."})
    other = world.amended(motion, "every year", "each spring")
    assert world.mayors[4].does(f"/motions/{motion}/amendments/preview", other)["conflicts_with"] == [1]
    second = world.mayors[4].does(f"/motions/{motion}/amendments", other)
    assert world.nobody.sees(f"/amendments/{first['amendment']}")["sentences"] == preview["sentences"]

    assert world.chair.does(f"/motions/{motion}/order")["numbers"] == [2, 1]
    vote = world.chair.does(f"/motions/{motion}/votes", {"amendment": second["amendment"]})["vote"]
    assert world.nobody.sees(f"/sessions/{session}/live")["vote"]["id"] == vote
    world.all_vote(vote, "yes")
    assert world.chair.does(f"/votes/{vote}/close")["outcome"] == "adopted"
    assert world.nobody.sees(f"/amendments/{first['amendment']}")["fate"] == "lapsed"

    final = world.chair.does(f"/motions/{motion}/votes")["vote"]
    receipts = world.all_vote(final, "yes")
    shown = world.mayors[5].sees(f"/votes/{final}/ballot")
    assert shown["receipt"] == receipts[5]
    closed = world.chair.does(f"/votes/{final}/close")
    assert closed == {
        "vote": final, "outcome": "adopted", "yes": 6, "no": 0, "abstain": 0, "papers": 0, "not_voting": 0, "absent": 0,
    }  # fmt: skip
    roll_call = world.nobody.sees(f"/votes/{final}")["roll_call"]
    assert [row["choice"] for row in roll_call] == ["yes"] * 6

    world.chair.does(f"/motions/{motion}/certify")
    world.secretariat.does(f"/motions/{motion}/certify")
    published = world.secretariat.does(f"/motions/{motion}/publish-declaration")
    declaration = world.nobody.sees(f"/declarations/{published['slug']}")
    assert declaration["document"]["vote"]["tally"]["yes"] == 6
    document = world.nobody.get(f"/declarations/{published['slug']}/document")
    assert hashlib.sha256(document.data).hexdigest() == published["document_hash"]
    bundle = world.nobody.get(f"/declarations/{published['slug']}/bundle").data
    assert zipfile.ZipFile(io.BytesIO(bundle)).read("declaration.json") == document.data

    world.chair.does(f"/sittings/{sitting}/adjourn")
    world.secretariat.does(f"/sessions/{session}/close")
    assert world.nobody.sees(f"/sessions/{session}")["stage"] == "closed"
    entries = world.nobody.sees(f"/sessions/{session}/record?limit=1000")["entries"]
    assert [entry["seq"] for entry in entries] == list(range(1, len(entries) + 1))
    assert entries[-1]["kind"] == "session.closed"
