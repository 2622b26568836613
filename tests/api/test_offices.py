"""Who may what, over HTTP: every command against every office, made from the commands themselves."""

import json
import re

import pytest

from parliament.api.openapi import DOCUMENT
from parliament.commands.house import COMMANDS
from parliament.rules.powers import POWERS, Office
from tests.api.conftest import World
from tests.api.contract import operations

PEOPLE = {
    "nobody": (),
    "observer": (Office.OBSERVER,),
    "cabinet": (Office.CABINET,),
    "member": (Office.MEMBER,),
    "chair": (Office.CHAIR,),
    "secretariat": (Office.SECRETARIAT,),
}


@pytest.mark.parametrize("who", PEOPLE)
def test_each_act_is_open_to_the_offices_that_hold_its_power_and_to_nobody_else(sqlite_world: World, who: str):
    world = sqlite_world
    person = world.mayors[0] if who == "member" else getattr(world, who)
    powers = {power for office in PEOPLE[who] for power in POWERS[office]}
    walked = {}
    for method, path, operation in operations(json.loads(world.app.extensions[DOCUMENT]())):
        command = COMMANDS.get(operation["operationId"])
        if command is None:
            continue
        address = re.sub(r"{\w+}", "nothing", path).removeprefix("/api")
        response = person.send(method, address, json={"no such name": True})
        may = command.power in powers  # type: ignore[attr-defined]
        stopped = response.status_code in (401, 403)
        walked[operation["operationId"]] = stopped != may
        if stopped:
            assert response.status_code == (403 if person.token else 401)
    assert len(walked) > 30
    assert {name for name, is_right in walked.items() if not is_right} == set()


def test_accounts_are_shown_to_the_secretariat_alone(sqlite_world: World):
    world = sqlite_world
    assert "sec@x" in {row["login"] for row in world.secretariat.sees("/accounts")["accounts"]}
    for person in (world.chair, world.mayors[0], world.cabinet, world.observer):
        assert person.is_refused("/accounts", method="GET") == (403, "not_allowed")
    assert world.nobody.is_refused("/accounts", method="GET") == (401, "not_signed_in")


def test_what_is_wrong_with_a_body_is_told_only_to_those_who_may_act(sqlite_world: World):
    assert sqlite_world.nobody.is_refused("/sessions", {"nonsense": 1}) == (401, "not_signed_in")
    assert sqlite_world.mayors[0].is_refused("/sessions", {"nonsense": 1}) == (403, "not_allowed")
    assert sqlite_world.secretariat.is_refused("/sessions", {"nonsense": 1}) == (422, "malformed")


def test_a_draft_is_not_found_by_other_seats_and_hidden_motions_by_the_public(sqlite_world: World):
    world = sqlite_world
    session = world.session()
    motion = world.draft(session)["motion"]
    assert world.cabinet.sees(f"/motions/{motion}")["stage"] == "draft"
    for person in (world.nobody, world.observer, world.mayors[1], world.secretariat):
        assert person.is_refused(f"/motions/{motion}", method="GET") == (404, "not_found")
        assert person.sees(f"/sessions/{session}/motions")["motions"] == []
    world.mayors[0].does(f"/motions/{motion}/gather")
    assert world.mayors[1].sees(f"/motions/{motion}")["stage"] == "gathering"
    assert world.nobody.is_refused(f"/motions/{motion}", method="GET") == (404, "not_found")
