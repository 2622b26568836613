"""The door: who is behind this request, and the cookie that says so. The one room that touches the cookie.

The cookie carries the secret of a login that is kept on the server (`logins`), signed. Flask-Login is used
without its remember cookie, which would outlive a logout.
"""

import hashlib
import hmac
from base64 import urlsafe_b64encode
from dataclasses import replace
from typing import TYPE_CHECKING, Any, Protocol

from flask import Flask, Response, current_app, g, request, session
from flask_login import LoginManager, UserMixin, current_user, login_user, logout_user

from parliament.identity import forgery, headers, passwords, request_limits
from parliament.identity.attempts import Attempts
from parliament.identity.logins import Browsers, end_login
from parliament.identity.sign_in import sign_in
from parliament.identity.step_up import confirm_password
from parliament.identity.tokens import bearers
from parliament.rules.powers import NOBODY, Actor
from parliament.rules.refusals import Code, Refused
from parliament.store.tokens import new_token

if TYPE_CHECKING:
    from parliament.commands.house import House


class Settings(Protocol):
    """What the door has to be told; `parliament.config` has it from the environment."""

    @property
    def secret_key(self) -> str: ...
    @property
    def secret_key_fallbacks(self) -> tuple[str, ...]: ...
    @property
    def https(self) -> bool: ...
    @property
    def trusted_hosts(self) -> tuple[str, ...]: ...
    @property
    def limits_storage(self) -> str: ...


class Visitor(UserMixin):
    """Somebody signed in, as Flask-Login wants to see them: known by the login's secret, never by the account."""

    def __init__(self, token: str, actor: Actor) -> None:
        self.token, self.actor = token, actor

    def get_id(self) -> str:
        return self.token


class Doorkeeper(LoginManager):
    """Flask-Login without its remember cookie: none is read, none is set, none is even deleted (S15)."""

    session_protection: str | None

    def _update_remember_cookie(self, response: Response) -> Response:
        return response

    def _load_user_from_remember_cookie(self, cookie: str) -> None:
        return None


class _Door:
    """What one application keeps for its door."""

    def __init__(self, house: "House", attempts: Attempts) -> None:
        self.house, self.attempts = house, attempts
        self.browsers, self.bearers = Browsers(house), bearers(house)


def init_app(app: Flask, house: "House", settings: Settings) -> None:
    """Wire cookie, tokens, limits and headers into an application."""
    if app.debug and settings.https:
        raise RuntimeError("Debug mode shows code and secrets to visitors. Turn it off, or serve plain http at home.")
    app.extensions["parliament.door"] = _Door(house, Attempts(settings.limits_storage))
    _configure_cookie(app, settings)
    request_limits.init_app(app, settings.trusted_hosts)
    headers.init_app(app, https=settings.https)
    _admit_visitors(app)
    forgery.init_app(app, [*settings.secret_key_fallbacks, settings.secret_key])
    passwords.prepare()
    app.before_request(_refuse_dead_bearer)
    app.after_request(_keep_private)


def current_actor() -> Actor:
    """Who is asking, read once a request from the database; `NOBODY` without a sign-in."""
    return getattr(current_user, "actor", NOBODY)


def token_for(once: str | None, to: str = "") -> str:
    """A link's secret. The same key has to give the same link, and no link is kept: so it is derived from what only we
    know, from who asks, and `to` whom it goes. Without a key it is drawn."""
    if not once:
        return new_token()[0]
    said = "\0".join(("invitation", current_actor().account, to, once)).encode()
    digest = hmac.new(str(current_app.config["SECRET_KEY"]).encode(), said, hashlib.sha256).digest()
    return urlsafe_b64encode(digest).decode().rstrip("=")


def sign_in_with_password(login: str, password: str) -> None:
    """Sign this browser in. Refused: `bad_credentials`, `too_many_attempts`."""
    door = _door()
    agent, address = request.user_agent.string, request.remote_addr or ""
    sign_in_browser(sign_in(door.house, login, password, attempts=door.attempts, address=address, agent=agent))


def ask_password_again(password: str) -> Actor:
    """Who is asking, having given their password for one act. Refused: not_signed_in, wrong_password, too_many_attempts."""
    door, actor = _door(), current_actor()
    confirm_password(door.house, actor, password, attempts=door.attempts, address=request.remote_addr or "")
    return replace(actor, asked_again=True)


def sign_in_browser(token: str) -> None:
    """Give this browser a login just begun: new secret, nothing kept of what was there before, old login ended (S12)."""
    door = _door()
    actor = door.browsers.find(token)
    if not actor.account:
        raise Refused(Code.NOT_SIGNED_IN)
    _end_current_login()
    _forget()
    login_user(Visitor(token, actor))


def sign_out_browser() -> None:
    """End the login on the server and empty the cookie."""
    _end_current_login()
    logout_user()
    _forget()


def _configure_cookie(app: Flask, settings: Settings) -> None:
    app.config.update(
        SECRET_KEY=settings.secret_key,
        SECRET_KEY_FALLBACKS=list(settings.secret_key_fallbacks),
        # A browser accepts the prefix only with Secure, which plain http at home cannot have.
        SESSION_COOKIE_NAME="__Host-parliament" if settings.https else "parliament",
        SESSION_COOKIE_SECURE=settings.https,
        SESSION_COOKIE_HTTPONLY=True,
        SESSION_COOKIE_SAMESITE="Lax",
        SESSION_COOKIE_PATH="/",
        SESSION_COOKIE_DOMAIN=None,
    )


def _admit_visitors(app: Flask) -> None:
    doorkeeper = Doorkeeper()
    # It compares what a client can set (X-Forwarded-For), so it protects nobody.
    doorkeeper.session_protection = None
    doorkeeper.user_loader(_visitor_by_cookie)
    doorkeeper.request_loader(_visitor_by_bearer)
    doorkeeper.init_app(app)


def _visitor_by_cookie(token: str) -> Visitor | None:
    if forgery.is_bearer():
        return None
    actor = _door().browsers.find(token)
    return Visitor(token, actor) if actor.account else None


def _visitor_by_bearer(_request: Any) -> Visitor | None:
    if not forgery.is_bearer() or request.authorization is None:
        return None
    token = request.authorization.token or ""
    actor, _ = _door().bearers.find(token)
    return Visitor(token, actor) if actor.account else None


def _refuse_dead_bearer() -> None:
    """A program whose token has ended is told so, instead of being served as a passer-by."""
    if forgery.is_bearer() and not current_actor().account:
        raise Refused(Code.NOT_SIGNED_IN)


def _keep_private(response: Response) -> Response:
    # Only what asked who is there can depend on the answer; a static file did not.
    seen = getattr(g, "_login_user", None)
    return headers.keep_private(response) if isinstance(seen, Visitor) else response


def _end_current_login() -> None:
    actor = current_actor()
    if actor.login:
        end_login(_door().house, actor.account, actor.login)


def _forget() -> None:
    session.clear()
    g.pop(current_app.config["WTF_CSRF_FIELD_NAME"], None)  # the next form gets a token of the new sign-in


def _door() -> _Door:
    return current_app.extensions["parliament.door"]
