"""A room of the API: operations declared in one line each, with their powers, shapes, errors and documentation.

Who may is asked before what was sent is read: a stranger learns nothing from our complaints about shape.
"""

from collections.abc import Callable, Mapping
from functools import wraps
from http import HTTPStatus
from typing import Any, NoReturn

from flask import current_app, request
from flask.typing import ResponseReturnValue
from flask_smorest import Blueprint
from marshmallow import RAISE, Schema, ValidationError
from webargs.core import missing
from webargs.flaskparser import FlaskParser
from werkzeug.exceptions import UnsupportedMediaType

from parliament.api.errors import malformed
from parliament.api.once import Once, key_of
from parliament.api.strict_json import BadJson, read_json
from parliament.commands.house import Answer, Command
from parliament.identity.acting import act
from parliament.identity.door import current_actor
from parliament.rules.powers import NOBODY, POWERS, Office, Power, check_power
from parliament.rules.refusals import N_, Code, Refused

View = Callable[..., Any]
Guard = Callable[[], None]

SIGNED_IN: list[dict[str, list[str]]] = [{"token": []}, {"cookie": [], "csrf": []}]
SIGNED_IN_TO_READ: list[dict[str, list[str]]] = [{"token": []}, {"cookie": []}]
ANYBODY = [{}, *SIGNED_IN_TO_READ]
BAD_JSON = N_("This cannot be read as JSON.")
READING_ERRORS = (400, 401, 404, 429, 500, 503)
ACTING_ERRORS = (400, 401, 403, 404, 405, 409, 413, 415, 422, 429, 500, 503)
LOCATION = {"Location": {"description": "Where it can be read.", "schema": {"type": "string"}}}


class StrictParser(FlaskParser):
    """Reads JSON strictly, and says what is wrong in the shape of every other refusal."""

    def load_json(self, req: Any, schema: Schema) -> Any:
        data = req.get_data(cache=True)
        if not data:
            return missing
        if not req.is_json:
            raise UnsupportedMediaType
        try:
            return read_json(data)
        except BadJson:
            raise malformed({"json": [BAD_JSON]}) from None

    def handle_error(self, error: ValidationError, req: Any, schema: Schema, **_: Any) -> NoReturn:
        raise malformed(error.messages) from error


def check_signed_in() -> None:
    if current_actor() == NOBODY:
        raise Refused(Code.NOT_SIGNED_IN)


def check_holds(power: Power) -> Guard:
    return lambda: check_power(current_actor(), power)


class Room(Blueprint):
    """The operations on one noun."""

    ARGUMENTS_PARSER = StrictParser()

    def __init__(self, noun: str, description: str) -> None:
        super().__init__(f"api_{noun}", f"{__name__}.{noun}", url_prefix="/api", description=description)
        self.noun = noun

    def reads(
        self,
        path: str,
        answers: Any,
        *,
        query: type[Schema] | None = None,
        guard: Guard | None = None,
        content_type: str | None = None,
        or_as: tuple[str, ...] = (),
    ) -> Callable[[View], View]:
        """A GET. `answers` is a schema, or a JSON Schema where the view answers by itself; `or_as`: other media types."""

        def declare(function: View) -> View:
            security = SIGNED_IN_TO_READ if guard else ANYBODY
            errors = (*READING_ERRORS, *((403,) if guard else ()), *((422,) if query else ()))
            documented = self.response(200, answers, content_type=content_type)(function)
            for other in or_as:
                documented = self.alt_response(200, schema=answers, content_type=other, success=True)(documented)
            if query:
                documented = self.arguments(query, location="query", unknown=RAISE)(documented)
            self._declare(path, "GET", documented, guard, security, errors)
            return function

        return declare

    def asks(
        self,
        path: str,
        takes: type[Schema] | None,
        answers: type[Schema] | None,
        guard: Guard | None = None,
        *,
        status: int = 200,
        limit: int | None = None,
        refuses: tuple[int, ...] = (),
    ) -> Callable[[View], View]:
        """A POST that runs no command: signing in, or a preview that keeps nothing. `refuses`: with which status besides."""

        def declare(function: View) -> View:
            def view(*body: dict, **named: str) -> Any:
                return function(**named, **(body[0] if body else {}))

            view.__name__, view.__doc__ = function.__name__, function.__doc__
            if limit:
                view.body_limit = limit  # type: ignore[attr-defined]
            documented = self.response(status, answers)(view)
            if takes:
                documented = self.arguments(takes, location="json", required=_is_needed(takes))(documented)
            security, errors = SIGNED_IN if guard else [{}, *SIGNED_IN], (*ACTING_ERRORS, *refuses)
            self._declare(path, "POST", documented, guard, security, errors)
            return function

        return declare

    def acts(
        self,
        path: str,
        command: Command,
        *,
        answers: type[Schema],
        takes: type[Schema] | None = None,
        status: int = 200,
        at: str | None = None,
        method: str = "POST",
        prepare: Callable[[dict], dict] | None = None,
        perform: Callable[..., Answer] | None = None,
        limit: int | None = None,
    ) -> None:
        """An operation that runs one command in the name of whoever asks, and answers what the command answers."""
        run = perform or (lambda **arguments: act(command, **arguments))
        naming = fields_as_sent(takes)

        def view(headers: dict, *body: dict, **named: str) -> ResponseReturnValue:
            arguments = named | (body[0] if body else {})
            with naming:
                done = run(**(prepare(arguments) if prepare else arguments), once=key_of(headers))
            return done, status, {"Location": at.format(**named, **done)} if at else {}

        view.__name__ = command.__name__
        view.__doc__ = described(command)
        if limit:
            view.body_limit = limit  # type: ignore[attr-defined]
        view = self.response(status, answers, headers=LOCATION if at else None)(view)
        if takes:
            view = self.arguments(takes, location="json", required=_is_needed(takes))(view)
        view = self.arguments(Once, location="headers")(view)
        self._declare(path, method, view, check_holds(command.power), SIGNED_IN, ACTING_ERRORS)  # type: ignore[attr-defined]

    def _declare(
        self, path: str, method: str, view: View, guard: Guard | None, security: list, errors: tuple[int, ...]
    ) -> None:
        _describe_refusals(view, errors)
        view = self.doc(operationId=view.__name__, security=security)(view)
        self.route(path, methods=[method], tags=[self.noun], endpoint=view.__name__)(guarded(view, guard))


def _describe_refusals(view: View, errors: tuple[int, ...]) -> None:
    """Write them into the description that this operation's view has of its own. `alt_response` takes one at a time,
    each with a copy of the whole description and a layer that every request then goes through."""
    described: dict[int, list[Any]] = view._apidoc["response"]["responses"]  # type: ignore[attr-defined]
    for error in sorted(errors):
        described.setdefault(error, []).append(HTTPStatus(error).name)


def guarded(view: View, guard: Guard | None) -> View:
    """The view behind its guard, which runs before anything that was sent is read."""
    if guard is None:
        return view

    @wraps(view)
    def ask_first(*given: Any, **named: Any) -> Any:
        guard()
        return view(*given, **named)

    return ask_first


class fields_as_sent:  # noqa: N801 -- a context, used as a verb
    """Refusals name the field as the sender called it (`seat`), not as the command does (`seat_id`)."""

    def __init__(self, schema: type[Schema] | None) -> None:
        known: Mapping[str, Any] = schema().fields if schema else {}
        self.names = {name: field.data_key or name for name, field in known.items()}

    def __enter__(self) -> None:
        return None

    def __exit__(self, _kind: Any, error: BaseException | None, _trace: Any) -> None:
        if isinstance(error, Refused) and error.field:
            error.field = self.names.get(error.field, error.field)


def described(command: Command) -> str:
    """A command's own words for the document, and who holds the power it asks for."""
    power: Power = command.power  # type: ignore[attr-defined]
    holders = ", ".join(str(office) for office in Office if power in POWERS[office] and office is not Office.CLOCK)
    return f"{(command.__doc__ or '').strip()}\n\nWho may: {holders}."


def _is_needed(schema: type[Schema]) -> bool:
    return any(field.required for field in schema().fields.values())


def base_url() -> str:
    """The address of this parliament, for links that leave it."""
    return str(current_app.extensions["parliament.settings"].base_url).rstrip("/") or request.host_url.rstrip("/")
