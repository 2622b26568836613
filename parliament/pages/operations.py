"""The OpenAPI document as a page needs it: operations by noun, parameters and bodies as short lists."""

import json
from functools import lru_cache
from typing import Any

METHODS = ("get", "post", "put", "patch", "delete")


@lru_cache(maxsize=4)
def operations_by_noun(document: bytes) -> tuple[dict[str, Any], ...]:
    """Every operation once, under the nouns of the document and in their order."""
    api = json.loads(document)
    nouns = {tag["name"]: {**tag, "operations": []} for tag in api.get("tags", [])}
    for path, item in api["paths"].items():
        for method in METHODS:
            if method in item:
                noun = item[method].get("tags", ["other"])[0]
                nouns.setdefault(noun, {"name": noun, "operations": []})["operations"].append(
                    _operation(path, method, item, api)
                )
    return tuple(noun for noun in nouns.values() if noun["operations"])


def _operation(path: str, method: str, item: dict[str, Any], api: dict[str, Any]) -> dict[str, Any]:
    said = item[method]
    content = _resolved(said.get("requestBody", {}), api).get("content", {})
    body = next((_fields(each.get("schema", {}), api) for each in content.values()), [])
    parameters = [_resolved(each, api) for each in [*item.get("parameters", []), *said.get("parameters", [])]]
    return {
        "path": path,
        "method": method.upper(),
        "summary": said.get("summary", ""),
        "description": said.get("description", ""),
        "parameters": [
            {"name": each["name"], "in": each["in"], "required": each.get("required", False)} for each in parameters
        ],
        "body": body,
        "answers": sorted(said.get("responses", {})),
    }


def _fields(schema: dict[str, Any], api: dict[str, Any]) -> list[dict[str, Any]]:
    """The fields of a body, one level deep: the document itself has the rest."""
    found = _resolved(schema, api)
    needed = set(found.get("required", []))
    return [
        {"name": name, "type": _type(_resolved(each, api)), "required": name in needed}
        for name, each in found.get("properties", {}).items()
    ]


def _type(schema: dict[str, Any]) -> str:
    said = schema.get("type", "object")
    return " | ".join(said) if isinstance(said, list) else str(said)


def _resolved(value: dict[str, Any], api: dict[str, Any]) -> dict[str, Any]:
    """What a reference of this document points to."""
    found = value
    while "$ref" in found:
        place: Any = api
        for step in found["$ref"].removeprefix("#/").split("/"):
            place = place[step]
        found = place
    return found
