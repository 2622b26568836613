"""Paths on which nobody is anybody: no cookie and no token comes in, and no cookie goes out.

What other sites frame and fetch is the same for everybody. That holds by construction and not by care: the request loses
what would say who is asking before any room of ours sees it, and an answer loses every cookie that a room may have set.
"""

from collections.abc import Callable, Iterable
from typing import Any

from flask import Flask

PATHS = ("/embed/", "/oembed")
SAYS_WHO = ("HTTP_COOKIE", "HTTP_AUTHORIZATION")

Environ = dict[str, Any]
Application = Callable[..., Iterable[bytes]]


def init_app(app: Flask) -> None:
    """Put the wall in front of the application."""
    app.wsgi_app = Cookieless(app.wsgi_app)  # type: ignore[method-assign]


class Cookieless:
    """An application behind the wall; other paths than these do not notice it."""

    def __init__(self, behind: Application) -> None:
        self.behind = behind

    def __call__(self, environ: Environ, start_response: Callable[..., Any]) -> Iterable[bytes]:
        if not str(environ.get("PATH_INFO", "")).startswith(PATHS):
            return self.behind(environ, start_response)

        def start(status: str, headers: list[tuple[str, str]], *more: Any) -> Any:
            return start_response(status, _for_nobody(headers), *more)

        return self.behind({name: value for name, value in environ.items() if name not in SAYS_WHO}, start)


def _for_nobody(headers: list[tuple[str, str]]) -> list[tuple[str, str]]:
    """No cookie is set, and a cache need not keep one answer for each cookie, as no answer depends on one."""
    kept = []
    for name, value in headers:
        said = value
        if name.lower() == "vary":
            said = ", ".join(part for part in map(str.strip, value.split(",")) if part.lower() != "cookie")
        if said and name.lower() != "set-cookie":
            kept.append((name, said))
    return kept
