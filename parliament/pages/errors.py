"""When a page says no: what was wrong, what was kept, what to do next; the status is the one the API would give."""

from flask import Flask, redirect, render_template, request, url_for
from flask_babel import gettext
from werkzeug.exceptions import HTTPException
from werkzeug.wrappers import Response

from parliament.commands.house import logger
from parliament.identity.statuses import status_of
from parliament.rules.refusals import Code, Refused
from parliament.schemas.words import refusal_in_words


def init_app(app: Flask) -> None:
    """Answer refusals and errors with a page; whatever is under /api keeps its own JSON answers."""
    own = app.error_handler_spec[None][None]
    api = {kind: own.get(kind) for kind in (Refused, HTTPException, Exception)}

    def handler(kind, page):
        def handle(error):
            answer = api[kind] if _is_api() else None
            return answer(error) if answer else page(error)

        app.register_error_handler(kind, handle)

    handler(Refused, refused)
    handler(HTTPException, http_error)
    handler(Exception, unexpected)


def _is_api() -> bool:
    return request.path == "/healthz" or request.path == "/readyz" or request.path.startswith("/api/")


def refused(refusal: Refused) -> tuple[str, int] | Response:
    """A page for a refusal nobody caught nearer to its form; who is not signed in is asked to."""
    if refusal.code == Code.NOT_SIGNED_IN and request.method == "GET":
        return redirect(url_for("doors.sign_in_form", next=request.full_path.rstrip("?")), 303)
    status = status_of(refusal.code)
    words = {"title": title_of(status), "message": refusal_in_words(refusal), "code": str(refusal.code)}
    return render_template("errors/refused.html", status=status, **words), status


def http_error(error: HTTPException) -> tuple[str, int] | HTTPException:
    """A page for what the server itself refuses: a wrong address, a wrong method, too large a file."""
    if error.code is None or error.code < 400:
        return error
    message = {
        404: gettext("There is nothing at this address. It may have been mistyped."),
        405: gettext("This address does not take what was sent. Nothing was changed."),
        413: gettext("What was sent is too large. Nothing was changed."),
        429: gettext("Too many requests. Wait a moment, then try again."),
    }.get(error.code, gettext("The request could not be read. Nothing was changed."))
    words = {"title": title_of(error.code), "message": message, "code": str(error.name)}
    return render_template("errors/refused.html", status=error.code, **words), error.code


def unexpected(_error: Exception) -> tuple[str, int]:
    """The last resort says nothing of our insides; the log keeps what happened."""
    logger.exception("a page failed", path=request.path)
    words = {
        "title": title_of(500),
        "message": gettext("Something went wrong on our side. Nothing was changed; please try again."),
        "code": "internal",
    }
    return render_template("errors/refused.html", status=500, **words), 500


def title_of(status: int) -> str:
    return {
        401: gettext("Sign in first"),
        403: gettext("Not for your office"),
        404: gettext("Not found"),
        409: gettext("Not now"),
        422: gettext("Not in order"),
        429: gettext("One moment"),
        500: gettext("Our mistake"),
    }.get(status, gettext("Not possible"))
