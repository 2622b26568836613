"""The one shape in which the API says no: the house's refusals, malformed requests, HTTP's own errors, our mistakes."""

from datetime import datetime
from typing import Any

from flask import Flask, Response, jsonify, request
from flask_babel import gettext
from werkzeug.exceptions import HTTPException

from parliament.commands.house import logger
from parliament.identity.statuses import status_of
from parliament.record.canonical import timestamp
from parliament.rules.refusals import MESSAGES, N_, Code, Refused
from parliament.schemas.errors import flattened
from parliament.schemas.words import in_words, refusal_in_words

# What HTTP itself refuses is no refusal of the house: it has codes and sentences of its own.
HTTP_ERRORS: dict[int, tuple[str, str]] = {
    400: ("malformed", MESSAGES[Code.MALFORMED]),
    404: ("not_found", MESSAGES[Code.NOT_FOUND]),
    405: ("wrong_method", N_("This address does not take this method. Nothing was changed.")),
    413: ("too_large", N_("What was sent is too large. Nothing was changed.")),
    415: ("wrong_media_type", N_("Send this as application/json. Nothing was changed.")),
    500: ("internal", N_("Something went wrong on our side. Nothing was changed; please try again.")),
}
INTERNAL = HTTP_ERRORS[500]


def init_app(app: Flask) -> None:
    """Answer in JSON. Pages, which come later, put their own answers in front of what is theirs."""
    app.register_error_handler(Refused, refused)
    app.register_error_handler(HTTPException, http_error)
    app.register_error_handler(Exception, unexpected)


def malformed(messages: Any) -> Refused:
    """The refusal of a request whose parts do not have the right shape."""
    fields = flattened(messages)
    names = [name for name in fields if "." in name]
    return Refused(Code.MALFORMED, field=names[0].partition(".")[2] if names else None, fields=fields)


def refused(refusal: Refused) -> Response:
    """A refusal of the house; its facts stay the machine's words, its sentence is the reader's."""
    facts = {name: _plain(fact) for name, fact in refusal.facts.items()}
    more = {name: facts.pop(name) for name in ("rows", "fields") if name in facts}
    if "rows" in more:
        more["rows"] = [row | {"problem": in_words(row["problem"])} for row in more["rows"]]
    answer = _answer(status_of(refusal.code), refusal.code, refusal_in_words(refusal), refusal.field, facts, **more)
    if "seconds" in facts:
        answer.headers["Retry-After"] = str(facts["seconds"])
    return answer


def http_error(error: HTTPException) -> Response | HTTPException:
    """What HTTP refuses: a wrong address or method, too large a body. A redirect is no error."""
    status = error.code or 500
    if status < 400:
        return error
    if status == 429:
        return refused(Refused(Code.TOO_MANY_ATTEMPTS, seconds=60))
    code, message = HTTP_ERRORS.get(status, HTTP_ERRORS[400] if status < 500 else INTERNAL)
    answer = _answer(status, code, gettext(message), None, {})
    allowed = getattr(error, "valid_methods", None)
    if allowed:
        answer.headers["Allow"] = ", ".join(sorted(allowed))
    return answer


def unexpected(_error: Exception) -> Response:
    """Our own mistake: the log keeps it, the answer says nothing of our insides."""
    logger.exception("a request failed", path=request.path)
    return _answer(500, INTERNAL[0], gettext(INTERNAL[1]), None, {})


def _answer(status: int, code: str, message: str, field: str | None, facts: dict, **more: Any) -> Response:
    body = {"error": str(code), "message": message, "field": field, "facts": facts, **more}
    response = jsonify(body)
    response.status_code = status
    response.headers["Cache-Control"] = "no-store"
    return response


def _plain(fact: Any) -> Any:
    if isinstance(fact, datetime):
        return timestamp(fact)
    return fact if isinstance(fact, bool | int | list | dict) or fact is None else str(fact)
