"""Sub-amendments, compromises and the chair's ruling, through the API alone; each answer is held against the document."""

from parliament.rules.refusals import Code
from tests.api.conftest import World


def decide(world: World, motion: str, amendment: str) -> None:
    vote = world.chair.does(f"/motions/{motion}/votes", {"amendment": amendment})["vote"]
    world.all_vote(vote, "yes")
    world.chair.does(f"/votes/{vote}/close")


def test_words_of_an_amendment_are_amended_and_two_amendments_are_replaced_by_a_compromise(world: World):
    session = world.session()
    motion = world.under_debate(session, world.sitting(session))
    on = f"/motions/{motion}"
    first = world.mayors[3].does(f"{on}/amendments", world.amended(motion, "every year", "each spring"))["amendment"]
    world.mayors[4].does(f"{on}/amendments", world.amended(motion, "every year", "each autumn"))
    shown = world.nobody.sees(f"/amendments/{first}")
    assert [(each["id"], each["text"]) for each in shown["words"]] == [("o0", "each spring")]
    words = {"paragraphs": [{"id": "o0", "text": "each summer"}]}
    preview = world.mayors[2].does(f"/amendments/{first}/amendments/preview", words)
    assert preview["sentences"] == ["In the words of amendment 1, replace “spring” by “summer”."]
    assert "each summer" in preview["parent_then"][0]
    sub = world.mayors[2].does(f"/amendments/{first}/amendments", words | {"justification": "Warmer."})
    assert world.mayors[2].is_refused(f"/amendments/{sub['amendment']}/amendments", words) == (422, Code.SUB_OF_SUB)
    edited = world.amended(motion, "every year", "each season")
    alone = world.mayors[1].is_refused(f"{on}/compromises", edited | {"replaces": [1]})
    assert alone == (422, Code.TOO_FEW_REPLACED)
    made = world.mayors[1].does(f"{on}/compromises", edited | {"replaces": [1, 2]})
    shown = world.nobody.sees(f"/amendments/{first}")
    assert (shown["fate"], shown["by"], shown["is_revised"]) == ("held", made["number"], False)
    assert [each["number"] for each in shown["amendments"] + shown["compromises"]] == [3, 4]
    shown = world.nobody.sees(f"/amendments/{made['amendment']}")
    assert (shown["replaces"], [each["number"] for each in shown["in_place_of"]]) == ([1, 2], [1, 2])
    assert world.nobody.sees(f"/amendments/{sub['amendment']}")["to"][0]["id"] == first
    refused = world.chair.is_refused(f"/amendments/{first}/ruling", {"keep": True, "reason": "It stands."})
    assert refused == (409, Code.NO_CLASH)


def test_chair_keeps_what_does_not_clash(sqlite_world: World):
    world = sqlite_world
    session = world.session()
    motion = world.under_debate(session, world.sitting(session))
    on = f"/motions/{motion}"
    first = world.mayors[3].does(f"{on}/amendments", world.amended(motion, "every year", "each spring"))["amendment"]
    body = world.amended(motion, "every year", "each autumn")
    body["paragraphs"][0]["text"] += " and always will"
    second = world.mayors[4].does(f"{on}/amendments", body)["amendment"]
    world.chair.does(f"{on}/order", {"numbers": [1, 2], "reason": "The shorter one first."})
    decide(world, motion, first)
    shown = world.nobody.sees(f"/amendments/{second}")
    assert (shown["fate"], len(shown["sentences"]), len(shown["rest"])) == ("partial", 2, 1)
    ruled = world.chair.does(f"/amendments/{second}/ruling", {"keep": True, "reason": "The rest stands."})
    assert ruled["amendment"] == second
    shown = world.nobody.sees(f"/amendments/{second}")
    assert (shown["fate"], shown["is_revised"], len(shown["sentences"]), len(shown["submitted"])) == (
        "pending",
        True,
        1,
        2,
    )
    assert [each["kind"] for each in shown["decisions"]] == ["cut"]
