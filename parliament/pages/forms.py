"""Forms: one act, one form, safe to send twice; a refusal comes back beside its field with what was typed."""

import secrets
from collections.abc import Callable
from typing import Any
from urllib.parse import urlsplit

from flask import flash, redirect, request
from werkzeug.wrappers import Response

from parliament.commands.house import Answer, Command
from parliament.identity.acting import act
from parliament.identity.statuses import status_of
from parliament.rules.refusals import Code, Refused
from parliament.schemas.words import refusal_in_words

ONCE = "once"


def once() -> str:
    """A key for a form that is about to be shown; it makes sending it twice the same as sending it once."""
    return secrets.token_urlsafe(12)


def perform(command: Command, **arguments: Any) -> Answer:
    """Run a command for the form that was sent, with the key it carried."""
    return act(command, once=request.form.get(ONCE), **arguments)


def button(command: Command, *, then: str, done: str, **arguments: Any) -> Response:
    """One button, one act: do it, say so, go on. A refusal is said on the page the button stood on."""
    return after(lambda: perform(command, **arguments), then=then, done=done)


def after(deed: Callable[[], Any], *, then: str, done: str) -> Response:
    """Run the deed and go on; said in words either way. Who must sign in first is sent to the door by the caller."""
    try:
        deed()
    except Refused as refusal:
        if refusal.code in (Code.NOT_SIGNED_IN, Code.NOT_FOUND):
            raise
        flash(refusal_in_words(refusal), "refused")
        return redirect(came_from(then), 303)
    flash(done, "accepted")
    return redirect(then, 303)


def came_from(fallback: str) -> str:
    """The page of ours the form stood on; never an address of somebody else (S50)."""
    referrer = urlsplit(request.referrer or "")
    if referrer.netloc != request.host or not referrer.path.startswith("/") or referrer.path.startswith("//"):
        return fallback
    return referrer.path + (f"?{referrer.query}" if referrer.query else "")


def safe_path(value: str | None, fallback: str) -> str:
    """A path on this site, or the fallback."""
    if not value or value.startswith("//") or any(character < " " or character == "\\" for character in value):
        return fallback
    try:
        parts = urlsplit(value)
    except ValueError:
        return fallback
    is_ours = not parts.scheme and not parts.netloc and parts.path.startswith("/") and not parts.path.startswith("//")
    return value if is_ours else fallback


def errors_of(refusal: Refused) -> tuple[list[tuple[str, str]], int]:
    """A refusal for `forms.errors` and for the field it is about, with the status of the answer."""
    return [(refusal.field or "", refusal_in_words(refusal))], status_of(refusal.code)
