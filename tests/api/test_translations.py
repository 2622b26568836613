"""Translations over HTTP: begun, read back, refused when somebody else was first, frozen by the vote."""

from tests.api.conftest import World


def test_text_is_translated_paragraph_by_paragraph_and_frozen_by_the_vote(world: World):
    session = world.session()
    sitting = world.sitting(session)
    motion = world.under_debate(session, sitting)
    path = f"/motions/{motion}/translations"
    assert world.nobody.sees(path)["languages"] == []
    row = world.nobody.sees(f"{path}/th")["paragraphs"][1]
    assert (row["state"], row["text"], row["revisions"]) == ("missing", None, [])
    body = {"paragraph": row["paragraph"], "language": "TH", "text": "ระลึกว่าความร้อนคร่าชีวิต", "kind": "machine"}
    body |= {"source_hash": row["source_hash"], "revision": 0}
    assert world.secretariat.does(path, body)["language"] == "th"
    assert world.mayors[0].is_refused(path, body) == (409, "translation_changed")
    assert world.mayors[1].is_refused(path, body) == (403, "not_your_seat")
    assert world.secretariat.is_refused(path, body | {"language": "en"}) == (422, "authentic_language")
    assert world.secretariat.is_refused(path, body | {"language": "not one"}) == (422, "bad_language")
    assert world.mayors[0].does(path, body | {"kind": "human", "revision": 1})["revision"] == 2
    vote = world.chair.does(f"/motions/{motion}/votes")["vote"]
    view = world.nobody.sees(f"{path}/th")
    assert view["counts"] == {"missing": 3, "human": 1, "machine": 0, "stale": 0}
    assert view["paragraphs"][1]["printed"] == view["paragraphs"][1]["voted"] == body["text"]
    assert [each["kind"] for each in view["paragraphs"][1]["revisions"]] == ["human", "machine"]
    assert (view["frozen"]["vote"], view["frozen"]["languages"]) == (vote, ["th"])
    frozen = world.nobody.get(f"/annexes/{view['frozen']['translations_hash']}")
    assert body["text"] in frozen.get_data(as_text=True)
