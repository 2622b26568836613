"""Files of past votes for tests: a small one that is in order, and the published votes put into Popolo."""

import copy
import json
from pathlib import Path
from typing import Any

DATA = Path(__file__).resolve().parents[2].parent / "shared" / "data"

SMALL: dict[str, Any] = {
    "organizations": [{"id": "o1", "name": "Assembly"}],
    "persons": [{"id": f"p{number}", "name": f"Member {number}"} for number in range(1, 6)],
    "memberships": [
        {"person_id": f"p{number}", "organization_id": "o1", "start_date": "2020-01-01"} for number in range(1, 6)
    ],
    "motions": [
        {"id": "m1", "text": "Plant trees", "requirement": "of_members 1/2"},
        {"id": "m2", "text": "Cut trees", "requirement": "simple; quorum 4"},
    ],
    "vote_events": [
        {
            "id": "v1",
            "motion_id": "m1",
            "organization_id": "o1",
            "start_date": "2026-03-01",
            "result": "pass",
            "counts": [{"option": "yes", "value": 3}, {"option": "no", "value": 1}],
            "votes": [
                {"voter_id": "p1", "option": "yes"},
                {"voter_id": "p2", "option": "yes"},
                {"voter_id": "p3", "option": "yes"},
                {"voter_id": "p4", "option": "no"},
                {"voter_id": "p5", "option": "absent"},
            ],
        },
        {
            "id": "v2",
            "motion_id": "m2",
            "organization_id": "o1",
            "start_date": "2026-03-02T10:00:00+01:00",
            "result": "fail",
            "counts": [{"option": "yes", "value": 3}, {"option": "absent", "value": 2}],
        },
    ],
}


def small() -> dict[str, Any]:
    """A file in order, to be spoilt."""
    return copy.deepcopy(SMALL)


def put(document: Any, pointer: str, value: Any) -> Any:
    """The document with something else at this place; a list takes it at its end where the place is just behind it."""
    *path, last = pointer.strip("/").split("/")
    inside = document
    for step in path:
        inside = inside[int(step)] if isinstance(inside, list) else inside[step]
    if isinstance(inside, list) and int(last) == len(inside):
        inside.append(value)
    else:
        inside[int(last) if isinstance(inside, list) else last] = value
    return document


def written(document: Any) -> bytes:
    return json.dumps(document, ensure_ascii=False).encode()


def cases(name: str, most: int | None = None) -> list[dict[str, Any]]:
    lines = (DATA / "votes" / f"{name}.jsonl").read_text(encoding="utf-8").splitlines()
    return [json.loads(line) for line in lines[:most]]


def requirement(case: dict[str, Any]) -> str:
    """The rule of a published vote, as profiles write it."""
    rule = case["rule"]
    words = {"simple": "simple", "two_thirds_cast": "qualified 2/3"}.get(rule["kind"]) or f"absolute {rule['need']}"
    return f"{words}; quorum {rule['quorum']}" if "quorum" in rule else words


def in_popolo(read: list[dict[str, Any]]) -> dict[str, Any]:
    """Published votes as a Popolo document: counts always, votes where every member's is published."""
    motions, events = [], []
    voters: dict[str, None] = {}
    bodies = dict.fromkeys(case["body"] for case in read if "body" in case)
    for case in read:
        motions.append({"id": case["id"], "text": case["title"], "requirement": requirement(case)})
        event = {"id": case["id"], "motion_id": case["id"], "organization_id": case.get("body")}
        event |= {"start_date": case["date"], "result": case["expected"]}
        event["counts"] = [{"option": named(kind), "value": number} for kind, number in case["options"].items()]
        if "votes" in case:
            voters |= dict.fromkeys(case["votes"])
            event["votes"] = [{"voter_id": who, "option": named(how)} for who, how in case["votes"].items()]
        events.append(event)
    return {
        "organizations": [{"id": body, "name": body} for body in bodies],
        "persons": [{"id": voter, "name": voter} for voter in voters],
        "motions": motions,
        "vote_events": events,
    }


def named(option: str) -> str:
    return option.replace("_", " ")
