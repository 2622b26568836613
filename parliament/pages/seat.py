"""The seat's own page: its proxies, given and held, and its substitutes; and the credentials of a sitting."""

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask_babel import gettext
from werkzeug.wrappers import Response

from parliament.commands import proxies
from parliament.identity.acting import reading, the_house
from parliament.identity.door import current_actor
from parliament.pages.forms import button, errors_of, once, perform
from parliament.pages.obstacles import field_time
from parliament.rules.powers import Power
from parliament.rules.refusals import Code, Refused
from parliament.store.views.credentials import credentials_view, sitting_numbered
from parliament.store.views.voices import own_seat_view

pages = Blueprint("seat", __name__)


@pages.get("/seat")
def show() -> str:
    return _page({}, [])


@pages.post("/seat/proxies")
def give() -> Response | tuple[str, int]:
    """Give the seat's voice to another seat, in times of the session's zone; this form is the written notice."""
    typed = request.form
    try:
        plenary = next((row for row in _own()["sessions"] if row["id"] == typed.get("session")), None)
        if plenary is None:
            raise Refused(Code.NOT_FOUND, field="session")
        zone, since = plenary["time_zone"], typed.get("from_at", "")
        perform(
            proxies.give_proxy,
            session_id=plenary["id"],
            holder_seat=typed.get("holder_seat", ""),
            from_at=field_time("from_at", since, zone) if since else None,
            until_at=field_time("until_at", typed.get("until_at", ""), zone),
            item_id=typed.get("item_id") or None,
        )
    except Refused as refusal:
        if refusal.code == Code.NOT_SIGNED_IN:
            raise
        errors, status = errors_of(refusal)
        return _page(typed.to_dict(), errors), status
    flash(gettext("The proxy is given. It counts while its holder is present and your seat is not."), "accepted")
    return redirect(url_for("seat.show"), 303)


@pages.post("/seat/proxies/<proxy_id>/take-back")
def take_back(proxy_id: str) -> Response:
    done = gettext("The proxy is taken back.")
    return button(proxies.take_back_proxy, then=url_for("seat.show"), done=done, proxy_id=proxy_id)


@pages.get("/sessions/<slug>/sittings/<int:number>/credentials")
def credentials(slug: str, number: int) -> str:
    """Public, seat by seat: who is accredited, who stands in, who takes no part and why."""
    with reading() as db:
        report = credentials_view(db, sitting_numbered(db, slug, number), the_house().now(db))
    return render_template("sessions/credentials.html", report=report)


def _own() -> dict:
    """What there is to say of the seat of whoever asks. Refused: not_signed_in, no_mandate."""
    actor = current_actor()
    if not actor.account:
        raise Refused(Code.NOT_SIGNED_IN)
    if actor.seat is None:
        raise Refused(Code.NO_MANDATE)
    with reading() as db:
        return own_seat_view(db, actor.seat, the_house().now(db))


def _page(typed: dict[str, str], errors: list[tuple[str, str]]) -> str:
    seat = _own()
    giving = [row for row in seat["sessions"] if row["max_proxies"]]
    items = [(item["id"], f"{row['title']} · {item['title']}") for row in giving for item in row["items"]]
    return render_template(
        "seat/show.html",
        seat=seat,
        titles={row["id"]: row for row in seat["sessions"]},
        giving=giving,
        sessions=[(row["id"], row["title"]) for row in giving],
        holders=[(row["id"], f"{row['city']} ({row['country_name']})") for row in seat["holders"]],
        items=[("", gettext("the whole session")), *items],
        may_give=Power.GIVE_PROXY in current_actor().powers,
        typed=typed,
        errors=errors,
        wrong=dict(errors),
        once=once,
    )
