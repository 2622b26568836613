"""What every answer says to the browser: run only our own scripts, be framed by nobody, keep nothing private (S18, S41)."""

import secrets

from flask import Flask, Response, g, request
from werkzeug.exceptions import SecurityError
from werkzeug.local import LocalProxy

YEAR = 365 * 24 * 3600

# One policy name: the module that turns markup from our own server into nodes. Whatever else assigns markup fails.
TRUSTED_TYPES = "parliament"

FIXED = {
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
    "Permissions-Policy": "camera=(), display-capture=(), geolocation=(), microphone=(), payment=(), usb=()",
}


def init_app(app: Flask, *, https: bool) -> None:
    """Put the headers on every answer, errors included; a view that set one itself keeps it."""

    @app.after_request
    def protect(response: Response) -> Response:
        for name, value in FIXED.items():
            response.headers.setdefault(name, value)
        response.headers.setdefault("Content-Security-Policy", _policy(https=https))
        if https:
            response.headers.setdefault("Strict-Transport-Security", f"max-age={YEAR}; includeSubDomains")
        return response

    app.jinja_env.globals["csp_nonce"] = LocalProxy(csp_nonce)


def csp_nonce() -> str:
    """This response's nonce, for a `<script nonce>` a page cannot do without."""
    if "csp_nonce" not in g:
        g.csp_nonce = secrets.token_urlsafe(16)
    return g.csp_nonce


def keep_private(response: Response) -> Response:
    """An answer made for one person is kept by nobody on the way; what a view has decided itself stands."""
    response.vary.add("Cookie")
    response.headers.setdefault("Cache-Control", "no-store")
    return response


def _policy(*, https: bool) -> str:
    return "; ".join(
        (
            "default-src 'none'",
            f"script-src 'self' 'nonce-{csp_nonce()}'",
            "style-src 'self'",
            "img-src 'self' data:",
            "font-src 'self'",
            f"connect-src 'self'{_own_socket(https=https)}",
            "form-action 'self'",
            "base-uri 'none'",
            "object-src 'none'",
            "frame-ancestors 'none'",
            "require-trusted-types-for 'script'",
            f"trusted-types {TRUSTED_TYPES}",
        )
    )


def _own_socket(*, https: bool) -> str:
    """Our own socket by name: not every browser counts `wss:` to the same host as 'self'."""
    try:
        host = request.host
    except SecurityError:  # a host we do not answer for
        return ""
    return f" {'wss' if https else 'ws'}://{host}" if host else ""
