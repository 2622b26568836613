"""Several amendments at once and one in parts, over HTTP."""

from tests.api.conftest import World


def test_a_seat_takes_one_out_of_several_and_the_chair_divides_another(world: World):
    session = world.session()
    motion = world.under_debate(session, world.sitting(session))
    changed = [("every year", "every two years"), ("governments", "all governments"), (" a ", " one ")]
    made = [
        world.mayors[at].does(f"/motions/{motion}/amendments", world.amended(motion, *words))["amendment"]
        for at, words in enumerate(changed, start=1)
    ]
    world.chair.does(f"/motions/{motion}/order", {"numbers": [1, 2, 3], "reason": "As handed in."})
    bloc = world.chair.does(f"/motions/{motion}/blocs", {"numbers": [1, 2]})["bloc"]
    taken = world.mayors[5].does(f"/blocs/{bloc}/take-out", {"number": 2})
    assert taken == {"bloc": bloc, "number": 2, "taken_out": True}
    assert world.chair.is_refused(f"/blocs/{bloc}/votes", {}) == (422, "bloc_too_small")
    world.chair.does(f"/blocs/{bloc}/withdraw")
    again = world.chair.does(f"/motions/{motion}/blocs", {"numbers": [2, 3]})["bloc"]
    vote = world.chair.does(f"/blocs/{again}/votes", {"manner": "roll_call"})["vote"]
    shown = world.nobody.sees(f"/votes/{vote}")
    assert (shown["question"], shown["wording"]) == ("bloc", "2, 3")
    assert [row["number"] for row in shown["changes"]] == [2, 3]
    assert world.nobody.sees(f"/sessions/{session}/live")["focus"]["kind"] == "bloc"
    world.all_vote(vote, "yes")
    assert world.chair.does(f"/votes/{vote}/close")["outcome"] == "adopted"

    asked = world.mayors[4].does(f"/amendments/{made[0]}/division-requests", {"wish": "One word apart."})
    assert set(asked) == {"request"}
    voting = world.nobody.sees(f"/motions/{motion}/voting")
    assert [bloc["state"] for bloc in voting["blocs"]] == ["withdrawn", "adopted"]
    (row,) = voting["amendments"]
    assert (row["number"], row["is_next"], row["requests"][0]["wish"]) == (1, True, "One word apart.")
    parts = {"parts": [["1a"], ["1b"]], "split": {"operation": 1, "old": "year", "new": "two"}}
    assert world.chair.is_refused(f"/amendments/{made[0]}/division", parts | {"parts": [["1", "x"]]}, method="PUT") == (
        422,
        "malformed",
    )
    divided = world.chair.does(f"/amendments/{made[0]}/division", parts, method="PUT")
    assert divided == {"amendment": made[0], "parts": 2}
    vote = world.chair.does(f"/motions/{motion}/votes", {"amendment": made[0]})["vote"]
    assert [world.nobody.sees(f"/votes/{vote}")[name] for name in ("part", "parts")] == [1, 2]
    world.all_vote(vote, "no")
    world.chair.does(f"/votes/{vote}/close")
    assert world.nobody.sees(f"/amendments/{made[0]}")["part"] == 2
