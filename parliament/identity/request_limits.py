"""How much a request may bring, which host it may ask for, and how many proxies of ours it came through (S52, S53)."""

from collections.abc import Callable
from typing import Any, TypeVar

from flask import Flask, current_app, request
from werkzeug.middleware.proxy_fix import ProxyFix

BODY = 256 * 1024
FORM_MEMORY = 500_000
FORM_PARTS = 1000

View = TypeVar("View", bound=Callable[..., Any])


def init_app(app: Flask, trusted_hosts: tuple[str, ...]) -> None:
    """Set the bounds of every request; must run before anything that reads a form."""
    app.config.update(
        MAX_CONTENT_LENGTH=BODY,
        MAX_FORM_MEMORY_SIZE=FORM_MEMORY,
        MAX_FORM_PARTS=FORM_PARTS,
        TRUSTED_HOSTS=list(trusted_hosts) or None,
    )

    @app.before_request
    def widen_for_this_view() -> None:
        view = current_app.view_functions.get(request.endpoint or "")
        request.max_content_length = limit = getattr(view, "body_limit", BODY)
        request.max_form_memory_size = max(FORM_MEMORY, limit)  # what it takes, it takes as a field of a form too


def takes_up_to(size: int) -> Callable[[View], View]:
    """Let one view take a larger body. The form is read before the view runs, so the view cannot say it itself."""

    def mark(view: View) -> View:
        view.body_limit = size  # type: ignore[attr-defined]
        return view

    return mark


def behind_proxies(app: Flask, count: int) -> None:
    """Believe exactly this many proxies about address, scheme and host; with none, believe nobody.

    Applied last, once the sockets have taken their place in front of the application.
    """
    if count:
        app.wsgi_app = ProxyFix(app.wsgi_app, x_for=count, x_proto=count, x_host=count)  # type: ignore[method-assign]
