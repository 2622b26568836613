"""The house's keys over HTTP: read by everybody, changed by two persons of the secretariat."""

from parliament.commands.accounts import grant_office
from parliament.rules.powers import Actor, Office
from tests.api.conftest import World


def test_two_persons_change_the_key_and_everybody_reads_which_signs(world: World):
    before = world.nobody.sees("/keys")
    assert (before["where"], before["waiting"], [key["in_use"] for key in before["keys"]]) == ("inside", None, [True])
    made = world.secretariat.does("/keys")
    waiting = world.nobody.sees("/keys")["waiting"]
    assert waiting["vkey"] == made["vkey"]
    assert world.secretariat.is_refused("/keys/confirm", made) == (403, "same_person")
    desk = Actor(account=waiting["proposed_by"], offices=frozenset({Office.SECRETARIAT}))
    second = world.chair.sees("/me")["account"]
    world.house.perform(grant_office, by=desk, account_id=second, office=Office.SECRETARIAT)
    assert world.chair.is_refused("/keys") == (409, "already_exists")
    old = before["keys"][0]["vkey"]
    assert world.chair.does("/keys/confirm", made) == {"vkey": made["vkey"], "old_vkey": old}
    assert [(key["vkey"], key["in_use"]) for key in world.nobody.sees("/keys")["keys"]] == [
        (made["vkey"], True),
        (old, False),
    ]
    assert world.chair.is_refused("/keys/confirm", made) == (404, "not_found")


def test_nobody_else_changes_the_key(sqlite_world: World):
    world = sqlite_world
    for path, body in (("/keys", {}), ("/keys/confirm", {"vkey": "x"})):
        assert world.nobody.is_refused(path, body) == (401, "not_signed_in")
        assert world.mayors[0].is_refused(path, body) == (403, "not_allowed")
    assert world.secretariat.is_refused("/keys/confirm", {"vkey": "x"}) == (404, "not_found")
    assert world.secretariat.is_refused("/keys/confirm", {}) == (422, "malformed")
