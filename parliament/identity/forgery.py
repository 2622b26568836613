"""Requests another page makes in our visitor's name: refused by where they come from, and by a token they lack (S51)."""

from urllib.parse import urlsplit

from flask import Flask, current_app, request
from flask_wtf.csrf import CSRFError, CSRFProtect

from parliament.identity.logins import ABSOLUTE
from parliament.rules.refusals import Code, Refused

SAFE = frozenset({"GET", "HEAD", "OPTIONS", "TRACE"})

# What a form of another site can send without the browser asking us first.
FORMS = frozenset({"application/x-www-form-urlencoded", "multipart/form-data", "text/plain"})

_tokens = CSRFProtect()


def init_app(app: Flask, keys: list[str]) -> None:
    """Check every unsafe request. `keys`, oldest first, let forms that are open while the key changes pass."""
    app.config.update(
        WTF_CSRF_CHECK_DEFAULT=False,  # we call it ourselves, after who is asking is known
        WTF_CSRF_SECRET_KEY=keys,
        WTF_CSRF_TIME_LIMIT=int(ABSOLUTE.total_seconds()),  # an amendment may take an afternoon
        WTF_CSRF_SSL_STRICT=False,  # it wants a Referer; we look at Origin and Sec-Fetch-Site on http and https alike
    )
    _tokens.init_app(app)

    @app.before_request
    def refuse_forgery() -> None:
        if request.method in SAFE or request.endpoint is None or is_bearer():
            return  # a foreign page cannot make the browser send an Authorization header of ours
        check_origin()
        if _has_cookie() or request.mimetype in FORMS:
            _check_token()


def is_bearer() -> bool:
    """Whether a program asks with its token; a cookie it may also carry then counts for nothing."""
    return request.authorization is not None and request.authorization.type == "bearer"


def check_origin() -> None:
    """Refuse what the browser says comes from elsewhere. A client that says nothing is no browser of today."""
    site = request.headers.get("Sec-Fetch-Site", "same-origin")
    origin = request.headers.get("Origin")
    if site not in {"same-origin", "none"} or (origin is not None and not _is_own(origin)):
        raise Refused(Code.STALE_FORM)


def _is_own(origin: str) -> bool:
    try:
        parts = urlsplit(origin)
    except ValueError:
        return False
    # A visitor who came by https may reach us by http from the proxy.
    scheme = "https" if current_app.config["SESSION_COOKIE_SECURE"] else request.scheme
    return (parts.scheme, parts.netloc) == (scheme, request.host)


def _has_cookie() -> bool:
    return current_app.config["SESSION_COOKIE_NAME"] in request.cookies


def _check_token() -> None:
    try:
        _tokens.protect()
    except CSRFError as error:
        raise Refused(Code.STALE_FORM) from error
