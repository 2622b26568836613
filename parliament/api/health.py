"""For whoever watches over the house: does it answer, and is it ready? Outside /api, without sign-in, without secrets."""

from flask import Blueprint, Response, jsonify

from parliament.identity.acting import the_house
from parliament.store.queries.readiness import readiness

health = Blueprint("health", __name__)


@health.get("/healthz")
def show_health() -> Response:
    """200 once the database answers and has its tables."""
    checks = readiness(the_house().database)
    return _answer(is_well=checks["database"] and checks["tables"])


@health.get("/readyz")
def show_readiness() -> Response:
    """The same with every check by name; ready once the parliament is founded too.

    `signer` says whether the house signs inside or a signer apart, and whether that one answers. Without it the house
    goes on: what it does is recorded, and signed later.
    """
    checks, pen = readiness(the_house().database), the_house().pen
    return _answer(is_well=all(checks.values()), checks=checks, signer={"where": pen.where, "answers": pen.answers})


def _answer(*, is_well: bool, **more: object) -> Response:
    response = jsonify({"status": "ok" if is_well else "unavailable", **more})
    response.status_code = 200 if is_well else 503
    response.headers["Cache-Control"] = "no-store"
    return response
