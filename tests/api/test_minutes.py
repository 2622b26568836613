"""Minutes over HTTP."""

from tests.api.conftest import World


def test_minutes_are_drafted_corrected_and_approved(sqlite_world: World):
    world = sqlite_world
    session = world.session()
    sitting = world.sitting(session)
    world.under_debate(session, sitting)
    assert world.secretariat.is_refused(f"/sittings/{sitting}/minutes") == (409, "wrong_stage")
    world.chair.does(f"/sittings/{sitting}/adjourn")
    assert world.nobody.get(f"/sittings/{sitting}/minutes").status_code == 404
    minutes = world.secretariat.does(f"/sittings/{sitting}/minutes")["minutes"]
    seen = world.nobody.sees(f"/sittings/{sitting}/minutes")
    assert (seen["state"], len(seen["document"]["present"])) == ("draft", 6)
    file = world.nobody.get(f"/annexes/{seen['draft_hash']}")
    assert file.get_json() == seen["document"]
    said = {"paragraph": 2, "text": "The chair called heat plans."}
    correction = world.mayors[0].does(f"/minutes/{minutes}/corrections", said)["correction"]
    assert world.cabinet.is_refused(f"/minutes/{minutes}/corrections", said) == (403, "not_allowed")
    world.secretariat.does(f"/corrections/{correction}/rule", {"accept": True})
    world.clock.advance(days=400)
    world.sitting(session)
    vote = world.chair.does(f"/minutes/{minutes}/put", {"manner": "roll_call"})["vote"]
    world.all_vote(vote, "yes")
    world.chair.does(f"/votes/{vote}/close")
    seen = world.nobody.sees(f"/sittings/{sitting}/minutes")
    assert (seen["state"], seen["document"]["paragraphs"][1]["correction"]["city"]) == ("approved", "Accra")
