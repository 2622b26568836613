"""Whoever watches over the house."""

from flask import Flask

from parliament.commands.house import House
from parliament.store.database import Database
from parliament.store.tables import Base
from tests.api.conftest import World, make_app

# Who signs is said, and is no condition: what a house does while nobody signs is recorded, and signed later.
INSIDE = {"where": "inside", "answers": True}
WITHOUT_KEY = {"where": "inside", "answers": False}


def asked(app: Flask) -> list[tuple[int, dict]]:
    client = app.test_client()
    return [(answer.status_code, answer.get_json()) for answer in map(client.get, ("/healthz", "/readyz"))]


def test_a_founded_house_is_well_and_ready(world: World):
    ready = {"status": "ok", "checks": {"database": True, "tables": True, "founded": True}, "signer": INSIDE}
    assert asked(world.app) == [(200, {"status": "ok"}), (200, ready)]


def test_a_house_is_not_well_before_its_tables_and_not_ready_before_it_is_founded(tmp_path):
    database = Database(f"sqlite:///{tmp_path}/new.db")
    app = make_app(House(database))
    checks = {"database": True, "tables": False, "founded": False}
    unavailable = {"status": "unavailable"}
    assert asked(app) == [(503, unavailable), (503, unavailable | {"checks": checks, "signer": WITHOUT_KEY})]
    Base.metadata.create_all(database.engine)
    assert asked(app) == [
        (200, {"status": "ok"}),
        (503, unavailable | {"checks": checks | {"tables": True}, "signer": WITHOUT_KEY}),
    ]
    database.engine.dispose()


def test_a_database_out_of_reach_is_said_and_not_raised(tmp_path):
    app = make_app(House(Database(f"sqlite:///{tmp_path}/no/such/folder/house.db")))
    checks = {"database": False, "tables": False, "founded": False}
    assert asked(app) == [
        (503, {"status": "unavailable"}),
        (503, {"status": "unavailable", "checks": checks, "signer": WITHOUT_KEY}),
    ]
