"""Witnesses over HTTP: listed by the secretariat, read by everybody, and what they cosign brought by anybody."""

from parliament.commands.checkpoints import head_of
from parliament.record.cosignature import Cosigner
from parliament.record.entries import INSTITUTION
from tests.api.conftest import World

ACCRA = Cosigner("witness.accra.example.org", bytes([1]) * 32)


def test_a_witness_is_listed_heard_and_removed(world: World):
    made = world.secretariat.does("/witnesses", {"name": "City of Accra", "vkey": ACCRA.vkey})
    head = head_of(world.house, INSTITUTION)
    note = ACCRA.cosign(head.note, int(world.clock().timestamp()))
    kept = world.nobody.does("/witnesses/cosignatures", {"checkpoint": note})
    assert (kept["log"], kept["size"], kept["cosigned"][0]["name"]) == (INSTITUTION, head.size, "City of Accra")
    (listed,) = world.nobody.sees("/witnesses")["witnesses"]
    (said,) = listed["cosigned"]
    assert (said["log"], said["size"], said["grown_to"]) == (INSTITUTION, head.size, head.size)
    assert said["origin"] == head.origin
    world.secretariat.does(f"/witnesses/{made['witness']}/remove", {"reason": "Its key was lost."})
    assert world.nobody.is_refused("/witnesses/cosignatures", {"checkpoint": note}) == (422, "not_cosigned")
    assert world.nobody.sees("/witnesses")["witnesses"][0]["reason"] == "Its key was lost."


def test_what_is_not_signed_by_us_is_refused_whoever_brings_it(sqlite_world: World):
    world = sqlite_world
    for who in (world.nobody, world.secretariat):
        assert who.is_refused("/witnesses/cosignatures", {"checkpoint": "hello"}) == (422, "not_a_checkpoint")
    assert world.nobody.is_refused("/witnesses/cosignatures", {"checkpoint": "x" * 200_001}) == (422, "malformed")
    assert world.nobody.is_refused("/witnesses/cosignatures", {}) == (422, "malformed")


def test_only_the_secretariat_lists_witnesses(sqlite_world: World):
    world, body = sqlite_world, {"name": "City of Accra", "vkey": ACCRA.vkey}
    assert world.nobody.is_refused("/witnesses", body) == (401, "not_signed_in")
    assert world.mayors[0].is_refused("/witnesses", body) == (403, "not_allowed")
    assert world.secretariat.is_refused("/witnesses", body | {"vkey": "?"}) == (422, "bad_witness_key")
    world.secretariat.does("/witnesses", body)
    assert world.secretariat.is_refused("/witnesses", body) == (409, "already_exists")
