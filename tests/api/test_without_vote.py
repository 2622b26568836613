"""What nobody votes on, over HTTP: amendments the sponsors accept, and words put right in an adopted text."""

from typing import Any

from tests.api.conftest import World


def decided(world: World, motion: str, session: str) -> None:
    vote = world.chair.does(f"/motions/{motion}/votes", {})["vote"]
    world.all_vote(vote, "yes")
    world.chair.does(f"/votes/{vote}/close")


def corrected(world: World, motion: str, old: str, new: str) -> dict[str, Any]:
    """The body of a correction that puts some words right."""
    text = world.nobody.sees(f"/motions/{motion}/corrections")["text"]
    kept = ("id", "section", "depth", "text", "addressee")
    rows = [{key: row[key] for key in kept} | {"text": row["text"].replace(old, new)} for row in text["paragraphs"]]
    return {"text_hash": text["hash"], "paragraphs": rows}


def test_sponsors_accept_an_amendment_and_the_secretariat_corrects_the_text(sqlite_world: World):
    world = sqlite_world
    session = world.session()
    motion = world.under_debate(session, world.sitting(session))
    text = world.nobody.sees(f"/motions/{motion}")["text"]["paragraphs"]
    last = text[-1]["text"].split()[-1]
    body = world.amended(motion, last, f"{last} for evar")
    body["paragraphs"].append(
        {"id": None, "section": "operative", "depth": 0, "text": "Decide to meat", "addressee": ""}
    )
    amendment = world.mayors[1].does(f"/motions/{motion}/amendments", body)["amendment"]
    here = f"/amendments/{amendment}"
    assert world.secretariat.is_refused(f"{here}/accept") == (403, "not_allowed")
    assert world.chair.is_refused(f"{here}/settle") == (409, "not_accepted")
    given = [mayor.does(f"{here}/accept")["objections_until_at"] for mayor in world.mayors]
    assert [each is None for each in given] == [True] * 5 + [False]
    seen = world.nobody.sees(here)["acceptance"]
    assert (seen["minutes"], seen["objections_until_at"], seen["objections"]) == (2, given[-1], [])
    assert all(row["accepted_at"] for row in seen["sponsors"])
    assert world.chair.is_refused(f"{here}/settle") == (409, "objections_run")
    world.clock.advance(minutes=2)
    world.chair.does(f"{here}/settle")
    assert world.nobody.sees(here)["fate"] == "accepted"
    assert world.mayors[0].is_refused(f"{here}/object", {"reason": "Late."}) == (409, "amendment_settled")

    assert world.nobody.get(f"/motions/{motion}/corrections").status_code == 404
    decided(world, motion, session)
    edit = corrected(world, motion, "evar", "ever") | {"title": None}
    edit["paragraphs"][-1]["text"] = "Decide to meet"
    at = f"/motions/{motion}/corrections"
    preview = world.secretariat.does(f"{at}/preview", edit)
    assert preview["sentences"][-1].endswith("replace “meat” by “meet”.")
    assert world.mayors[0].is_refused(f"{at}/preview", edit) == (403, "not_allowed")
    assert world.secretariat.is_refused(at, edit | {"reason": ""}) == (422, "reason_needed")
    made = world.secretariat.does(at, edit | {"reason": "Slips of the pen."})
    seen = world.nobody.sees(at)
    assert (seen["text"]["hash"], seen["text"]["paragraphs"][-1]["text"]) == (made["text_hash"], "Decide to meet")
    (row,) = seen["corrections"]
    assert (row["number"], row["name"], row["sentences"]) == (1, "Sekai Moyo", preview["sentences"])
    assert world.secretariat.is_refused(f"{at}/preview", edit) == (409, "stale_text")
    fewer = corrected(world, motion, "Decide", "Agree")
    assert world.secretariat.is_refused(at, fewer | {"paragraphs": fewer["paragraphs"][:1], "reason": "x"}) == (
        422,
        "more_than_words",
    )


def test_one_seat_objects(sqlite_world: World):
    world = sqlite_world
    session = world.session()
    motion = world.under_debate(session, world.sitting(session))
    text = world.nobody.sees(f"/motions/{motion}")["text"]["paragraphs"]
    last = text[-1]["text"].split()[-1]
    here = f"/amendments/{world.mayors[1].does(f'/motions/{motion}/amendments', world.amended(motion, last, 'more'))['amendment']}"
    assert world.mayors[4].is_refused(f"{here}/object") == (409, "not_accepted")
    world.mayors[0].does(f"{here}/accept")
    world.mayors[4].does(f"{here}/object", {"reason": "It costs too much."})
    seen = world.nobody.sees(here)["acceptance"]
    assert [row["reason"] for row in seen["objections"]] == ["It costs too much."]
    assert world.mayors[1].is_refused(f"{here}/accept") == (409, "acceptance_objected")
