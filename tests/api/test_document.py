"""The OpenAPI document: complete, closed, and what the application in fact serves."""

import json

import pytest
from flask import Flask

from parliament.api.openapi import DOCUMENT, LINKS
from parliament.commands.history import import_history
from parliament.commands.house import COMMANDS
from tests.api.conftest import World
from tests.api.contract import operations

# Founding happens before there is a house to ask; casting stops as the first half of closing; votes of the past come in
# by the hundred thousand, from a file beside the house; checkpoints are recorded by the clock, and declarations signed. What
# witnesses cosigned is brought by anybody (`add_cosignatures`), and taken in by the house itself.
NOT_OVER_HTTP = {
    "found_parliament",
    import_history.__name__,
    "keep_cosignatures",
    "keep_evidence",
    "record_checkpoint",
    "stop_vote",
}


@pytest.fixture
def document(sqlite_world: World) -> dict:
    return json.loads(sqlite_world.app.extensions[DOCUMENT]())


def test_document_is_openapi_3_1_at_its_exact_address(sqlite_world: World, document: dict):
    response = sqlite_world.nobody.get("/openapi.json")
    assert response.get_json() == document
    assert document["openapi"] == "3.1.0"


def test_every_command_of_the_house_is_an_operation(document: dict):
    served = {operation["operationId"] for _, _, operation in operations(document)}
    assert set(COMMANDS) - served == NOT_OVER_HTTP


def test_every_route_under_api_is_described_and_every_description_served(sqlite_world: World, document: dict):
    app: Flask = sqlite_world.app
    served = {
        (method, rule.endpoint.partition(".")[2])
        for rule in app.url_map.iter_rules()
        for method in rule.methods or ()
        if rule.rule.startswith("/api/") and method not in {"HEAD", "OPTIONS"}
    }
    assert served == {(method, operation["operationId"]) for method, _, operation in operations(document)}


def test_every_operation_says_what_it_does_and_how_it_refuses(document: dict):
    for method, path, operation in operations(document):
        assert operation["summary"], path
        assert operation["security"], path
        assert "401" in operation["responses"], path
        for status, response in operation["responses"].items():
            is_error = int(status) >= 400
            assert ("$ref" in response) == is_error, (method, path, status)


def test_errors_have_one_shape(document: dict):
    for name, response in document["components"]["responses"].items():
        assert response["content"]["application/json"]["schema"] == {"$ref": "#/components/schemas/Error"}, name


def test_every_act_takes_an_idempotency_key_and_names_who_may(document: dict):
    acts = [operation for _, _, operation in operations(document) if operation["operationId"] in COMMANDS]
    assert len(acts) == len(COMMANDS) - len(NOT_OVER_HTTP)
    for operation in acts:
        headers = [parameter["name"] for parameter in operation["parameters"] if parameter["in"] == "header"]
        assert headers == ["Idempotency-Key"]
        assert "Who may: " in operation["description"]
        assert operation["security"] == [{"token": []}, {"cookie": [], "csrf": []}]


def test_shapes_that_come_in_take_no_unknown_names(document: dict):
    bodies = [operation["requestBody"] for _, _, operation in operations(document) if "requestBody" in operation]
    assert bodies
    for body in bodies:
        name = body["content"]["application/json"]["schema"]["$ref"].rpartition("/")[2]
        assert document["components"]["schemas"][name]["additionalProperties"] is False, name


def test_the_links_lead_somewhere(sqlite_world: World):
    assert sqlite_world.nobody.sees("/") == LINKS
    statuses = {name: sqlite_world.nobody.get(link.removeprefix("/api")).status_code for name, link in LINKS.items()}
    assert statuses == dict.fromkeys(LINKS, 200) | {"me": 401}
