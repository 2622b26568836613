"""schemathesis over the whole document, in this process: nothing it makes up may surprise the house.

All its checks run: statuses, shapes, headers and media types as described, wrong methods and wrong data refused,
sign-in asked for where the document says so, and no answer that is our own mistake.

An operation's guard runs before anything that was sent is read. So each operation is first asked for with nothing in
hand, and whoever is turned away there sends it nothing more: what is made up goes to the operations that read it.
"""

import json
import re
from collections import Counter
from typing import Any

import pytest
import schemathesis
from schemathesis.config import SchemathesisConfig
from schemathesis.engine import from_schema
from schemathesis.engine.events import FatalError, NonFatalError, ScenarioFinished
from schemathesis.transport.wsgi import WSGITransport

from parliament.api.openapi import DOCUMENT
from parliament.commands.house import House
from parliament.store.snapshot import check
from tests.api.conftest import World
from tests.api.contract import operations
from tests.api.people import Person
from tests.checked_house import CheckedHouse

EXAMPLES = 2
# Of one kind of mistake in one field this many are made, wherever operations share the field (an id in the path, a header).
ALIKE = 1
# A 422 is also how the house says that well-formed words are not in order: an invisible character, a zone nobody knows.
ACCEPTED = ["2xx", "401", "403", "404", "409", "410", "422", "429"]  # 410: a link that was used or ran out

OF_THE_NETWORK = {"max_redirects", "verify", "cert", "proxies"}

pytestmark = pytest.mark.timeout(600)


@pytest.fixture(autouse=True)
def probes_reach_the_application(monkeypatch: pytest.MonkeyPatch) -> None:
    """Its probes without sign-in hand settings of the network on to werkzeug's client, which does not know them."""
    send = WSGITransport.send

    def without_network_settings(self: WSGITransport, case: Any, **settings: Any) -> Any:
        return send(self, case, **{name: value for name, value in settings.items() if name not in OF_THE_NETWORK})

    monkeypatch.setattr(WSGITransport, "send", without_network_settings)


def document_of(world: World) -> dict[str, Any]:
    return json.loads(world.app.extensions[DOCUMENT]())


def turned_away(world: World, person: Person) -> dict[tuple[str, str], int]:
    """The operations whose guard sends this person away, and with which status; asked for about things nobody has."""
    answers = {}
    for method, path, _operation in operations(document_of(world)):
        address = re.sub(r"\{[^}]*\}", "nowhere", path.removeprefix("/api"))
        answers[method, path] = person.send(method, address).status_code
    return {operation: status for operation, status in answers.items() if status in (401, 403)}


def one_of_a_kind(context: Any, case: Any, seen: Counter[tuple[str, ...]]) -> bool:
    """Whether this mistake is still new. What an operation's own body holds is counted for the operation alone."""
    made = case.meta.phase.data if case.meta else None
    scenario, where = getattr(made, "scenario", None), str(getattr(made, "parameter_location", None))
    if scenario is None:
        return True
    own = context.operation.label if where.endswith(("BODY", "QUERY", "None")) else ""
    kind = (own, str(scenario), where, str(getattr(made, "parameter", "")))
    seen[kind] += 1
    return seen[kind] <= ALIKE


def findings(world: World, *, person: Person, known: dict[str, str]) -> tuple[list[str], int]:
    """What schemathesis has to say, each complaint once, and how many requests it made."""
    token, closed = person.token, [f"{method} {path}" for method, path in turned_away(world, person)]
    config = SchemathesisConfig.from_dict(
        {
            "seed": 20261122,
            "workers": 1,
            "continue-on-failure": True,
            "headers": {"Authorization": f"Bearer {token}"} if token else {},
            "parameters": {f"path.{name}": value for name, value in known.items()},
            "generation": {"max-examples": EXAMPLES, "database": "none", "no-shrink": True},
            "phases": {"stateful": {"enabled": False}, "coverage": {"unexpected-methods": ["DELETE", "PATCH"]}},
            "checks": {"positive_data_acceptance": {"expected-statuses": ACCEPTED}},
            "warnings": False,
        }
    )
    schema = schemathesis.openapi.from_wsgi("/api/openapi.json", world.app, config=config)
    seen: Counter[tuple[str, ...]] = Counter()

    @schema.hook("filter_case")
    def filter_case(context: Any, case: Any) -> bool:
        return one_of_a_kind(context, case, seen)

    if closed:
        schema = schema.exclude(name=closed)
    found: dict[str, str] = {}
    made = 0
    for event in from_schema(schema).execute():
        if isinstance(event, NonFatalError | FatalError):
            found.setdefault(repr(event), repr(event))
        if isinstance(event, ScenarioFinished):
            made += len(event.recorder.interactions)
            for name, complaint in _complaints(event.recorder):
                found.setdefault(name, complaint)
    return [*found.values(), *world.app.extensions["tests.violations"]], made


def _complaints(recorder: Any) -> list[tuple[str, str]]:
    return [
        (
            f"{recorder.label} {check.name}",
            f"{recorder.label} {check.name}: {check.failure_info.failure} {check.failure_info.code_sample}",
        )
        for checks in recorder.checks.values()
        for check in checks
        if check.failure_info is not None
    ]


def test_a_stranger_is_turned_away_wherever_sign_in_is_asked_for_whatever_is_sent(sqlite_world: World):
    documented = operations(document_of(sqlite_world))
    asks = {(method, path) for method, path, operation in documented if {} not in operation["security"]}
    away = turned_away(sqlite_world, sqlite_world.nobody)
    assert {operation for operation, status in away.items() if status == 401} == asks
    assert set(away) == asks


def test_nothing_a_stranger_makes_up_surprises_the_house(sqlite_world: World):
    found, made = findings(sqlite_world, person=sqlite_world.nobody, known={})
    assert "\n".join(found) == ""
    assert made > 250


def test_nothing_the_secretariat_makes_up_surprises_the_house(sqlite_world: World, monkeypatch: pytest.MonkeyPatch):
    world = sqlite_world
    # Thousands of requests; that tables and record agree is looked at once, at the end.
    monkeypatch.setattr(CheckedHouse, "before_commit", House.before_commit)
    session = world.session()
    sitting = world.sitting(session)
    motion = world.under_debate(session, sitting)
    body = world.amended(motion, "every year", "every two years")
    amendment = world.mayors[3].does(f"/motions/{motion}/amendments", body)["amendment"]
    known = {"session_id": session, "sitting_id": sitting, "motion_id": motion, "amendment_id": amendment}
    known["parent_id"] = amendment
    found, made = findings(world, person=world.secretariat, known=known)
    assert "\n".join(found) == ""
    assert made > 250
    with world.house.reading() as db:
        assert check(db) == []
