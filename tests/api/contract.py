"""Every answer of the application under test, held against its own OpenAPI document."""

import json
from functools import cache
from typing import Any

from flask import Flask, Response, request
from jsonschema import Draft202012Validator

from parliament.api.openapi import DOCUMENT


def hold_to_document(app: Flask) -> None:
    """Look at every answer on its way out; what the document does not say is kept as a violation."""
    document = json.loads(app.extensions[DOCUMENT]())
    found: list[str] = []
    app.extensions["tests.violations"] = found

    @cache
    def validator(path: str, method: str, status: str, media_type: str) -> Draft202012Validator | None:
        described = document["paths"][path][method]["responses"][status]
        if "$ref" in described:
            described = document["components"]["responses"][described["$ref"].rpartition("/")[2]]
        content = described.get("content", {})
        if not content and not media_type:
            return None
        return Draft202012Validator({**content[media_type]["schema"], "components": document["components"]})

    @app.after_request
    def check(response: Response) -> Response:
        is_ours = request.url_rule is not None and request.url_rule.rule.startswith("/api/")
        if is_ours and request.method not in {"HEAD", "OPTIONS"}:
            found.extend(violations(response))
        return response

    def violations(response: Response) -> list[str]:
        path = _template(str(request.url_rule))
        media_type = response.mimetype if response.get_data() else ""
        named = f"{request.method} {path} → {response.status_code} {media_type}"
        try:
            schema = validator(path, request.method.lower(), str(response.status_code), media_type or "")
        except KeyError as missing:
            return [f"{named}: not described ({missing})"]
        if schema is None or not response.is_json:
            return []
        return [f"{named}: {error.json_path} {error.message}" for error in schema.iter_errors(response.get_json())]


def _template(rule: str) -> str:
    """Flask's way of writing a path, as OpenAPI writes it."""
    return "/".join("{" + part[1:-1].partition(":")[2] + "}" if part[:1] == "<" else part for part in rule.split("/"))


def operations(document: dict[str, Any]) -> list[tuple[str, str, dict[str, Any]]]:
    """Every operation: method, path template, description."""
    return [
        (method.upper(), path, operation)
        for path, methods in document["paths"].items()
        for method, operation in methods.items()
        if method in ("get", "post", "put")
    ]
