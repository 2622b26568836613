"""Who is asking: signing a browser in and out, and what the house knows of the asker."""

from flask import Response
from flask_wtf.csrf import generate_csrf

from parliament.api.room import Room, check_signed_in
from parliament.identity import door
from parliament.identity.forgery import is_bearer
from parliament.schemas import accounts as shapes

room = Room("sign_in", "Programs bring a token; browsers sign in and are given a cookie.")


@room.reads("/me", shapes.Me, guard=check_signed_in)
def show_me() -> dict:
    """The account, its offices and the seat it acts for, as they are at this moment."""
    actor = door.current_actor()
    return {
        "account": actor.account,
        "name": actor.name,
        "offices": sorted(actor.offices),
        "seat": actor.seat,
        "csrf_token": None if is_bearer() else generate_csrf(),
    }


@room.asks("/sign-in", shapes.Credentials, None, status=204)
def sign_in(login: str, password: str) -> Response:
    """Sign this browser in: the answer sets the cookie. Read the token for X-CSRFToken from /api/me then."""
    door.sign_in_with_password(login, password)
    return Response(status=204)


@room.asks("/sign-out", None, None, status=204)
def sign_out() -> Response:
    """End this sign-in, on the server and in the browser. Whoever is not signed in stays so."""
    door.sign_out_browser()
    return Response(status=204)
