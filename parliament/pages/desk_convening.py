"""Convening at the desk, in one form: with full notice, urgently, or as a rehearsal; then everybody is told.

There is no mail room yet: notices are texts to copy, print or take away as a file, and the page says so.
"""

import csv
import io
from datetime import timedelta
from typing import Any
from zoneinfo import available_timezones

from flask import Blueprint, Response, flash, redirect, render_template, request, url_for
from flask_babel import gettext
from werkzeug.wrappers import Response as Answer

from parliament.commands import invitations, sessions
from parliament.commands.profiles import profile_named
from parliament.identity.acting import reading, the_house
from parliament.identity.languages import languages, own_name
from parliament.identity.request_limits import takes_up_to
from parliament.pages import desk_profiles
from parliament.pages.at_desk import ask_first
from parliament.pages.calendar import address
from parliament.pages.forms import errors_of, once, perform
from parliament.pages.obstacles import field_time
from parliament.pages.papers import LARGEST_FORM, paper_in_form
from parliament.pages.shell import when
from parliament.rules.refusals import Code, Refused
from parliament.rules.stages import ItemKind
from parliament.store.tokens import INVITATION_LIFE, new_token
from parliament.store.views.convening import notices_view

pages = Blueprint("convening", __name__)
ask_first(pages)

WAYS = ("full", "urgent", "rehearsal")


@pages.get("/desk/convene")
def form() -> str:
    way = request.args.get("way", "full")
    return _form(way if way in WAYS else "full", {}, [])


@pages.post("/desk/convene")
@takes_up_to(LARGEST_FORM)
def convene() -> Answer | tuple[str, int]:
    """Session, first sitting, agenda and first paper in one act; its address is made of its number and title."""
    typed = request.form
    way = typed.get("way", "full")
    try:
        made = perform(sessions.convene_session, **_said(typed.to_dict(), way))
    except Refused as refusal:
        if refusal.code == Code.NOT_SIGNED_IN:
            raise
        errors, status = errors_of(refusal)
        return _form(way if way in WAYS else "full", typed.to_dict(), errors), status
    if way == "urgent":
        flash(gettext("The session is convened. Now tell everybody."), "accepted")
        return redirect(url_for("desk.convening.notices", slug=made["slug"]), 303)
    said = gettext("The session is convened.")
    flash(said if made["sitting"] else f"{said} {gettext('Fix its first sitting next.')}", "accepted")
    return redirect(url_for("desk.session", slug=made["slug"]), 303)


def _said(typed: dict[str, str], way: str) -> dict[str, Any]:
    """The form as the command takes it. Refused: malformed, and what `paper_in_form` refuses."""
    zone, language = typed.get("time_zone", ""), typed.get("language", "")
    if way not in WAYS:
        raise Refused(Code.MALFORMED, field="way")
    if zone not in available_timezones():
        raise Refused(Code.MALFORMED, field="time_zone")
    if language not in languages():
        raise Refused(Code.MALFORMED, field="language")
    paper = paper_in_form(title_field="paper_title")
    return {
        "title": typed.get("title", ""),
        "opens_at": field_time("opens_at", typed.get("opens_at", ""), zone),
        "time_zone": zone,
        "language": language,
        "profile": typed.get("profile", ""),
        "urgent": way == "urgent",
        "rehearsal": way == "rehearsal",
        "reason": typed.get("reason", "") if way == "urgent" else "",
        "first_sitting": way != "full" or "first_sitting" in typed,
        "items": items_in(typed.get("items", "")),
        "papers": [paper] if paper else [],
    }


def items_in(text: str) -> list[dict[str, Any]]:
    """One item a line, its planned minutes behind a bar. Refused: malformed for minutes that are no number."""
    found = []
    for row in filter(None, (each.strip() for each in text.splitlines())):
        title, bar, minutes = (part.strip() for part in row.rpartition("|")) if "|" in row else (row, "", "")
        if bar and not (minutes.isascii() and minutes.isdigit() and len(minutes) <= 4):
            raise Refused(Code.MALFORMED, field="items")
        found.append({"kind": str(ItemKind.DEBATE), "title": title, "planned_minutes": int(minutes) if bar else None})
    return found


def _form(way: str, typed: dict[str, str], errors: list[tuple[str, str]]) -> str:
    zones = [(zone, zone.replace("_", " ")) for zone in sorted(available_timezones()) if "/" in zone or zone == "UTC"]
    with reading() as db:
        rules = profile_named(db, "global_mayors")
        soon = the_house().now(db) + timedelta(minutes=rules.urgent.notice_minutes + 15)
    names = {"content": "file"}
    errors = [(names.get(name, name), words) for name, words in errors]
    return render_template(
        "desk/convene.html",
        way=way,
        soon=soon.strftime("%Y-%m-%dT%H:%M") if way == "urgent" else "",
        typed=typed,
        errors=errors,
        wrong=dict(errors),
        zones=zones,
        tongues=[(tag, own_name(tag)) for tag in languages()],
        profiles=desk_profiles.offered(),
        once=once,
    )


@pages.get("/sessions/<slug>/desk/notices")
def notices(slug: str) -> str:
    return _notices(slug, {})


@pages.get("/sessions/<slug>/desk/notices.csv")
def notices_csv(slug: str) -> Response:
    """One row a seat: whom to tell, and what."""
    file = io.StringIO()
    rows = csv.writer(file)
    rows.writerow(["city", "country", "holder", "account", "notice"])
    view = _view(slug)
    for row in view["notified"]:
        rows.writerow(_safe(row[name]) for name in ("city", "country_name", "holder", "standing", "notice"))
    response = Response(file.getvalue(), content_type="text/csv; charset=utf-8")
    response.headers["Content-Disposition"] = f'attachment; filename="{view["slug"]}-notices.csv"'
    return response


def _safe(value: str) -> str:
    """A cell that a spreadsheet would take for a formula is kept from being one."""
    return f"'{value}" if value[:1] in ("=", "+", "-", "@", "\t", "\r") else value


@pages.post("/sessions/<slug>/desk/invite-all")
def invite_all(slug: str) -> str:
    """A link for everybody who has none. The secrets are shown on this answer and never again."""
    made = {row["id"]: new_token() for row in _view(slug)["notified"]}
    hashes = {seat: hashed for seat, (_, hashed) in made.items()}
    invited = perform(invitations.invite_all, token_hashes=hashes)["invited"]
    links = {row["seat"]: (row["login"], address("doors.invitation", token=made[row["seat"]][0])) for row in invited}
    return _notices(slug, links)


def _notices(slug: str, links: dict[str, tuple[str, str]]) -> str:
    view = _view(slug, links)
    invited = [row | {"login": links[row["id"]][0], "link": links[row["id"]][1]} for row in view["notified"]
               if row["id"] in links]  # fmt: skip
    return render_template(
        "desk/notices.html", plenary=view, invited=invited, days=INVITATION_LIFE.days, asked=bool(links), once=once
    )


def _view(slug: str, links: dict[str, tuple[str, str]] | None = None) -> dict:
    """Whom to tell, each with the words for them."""
    with reading() as db:
        view = notices_view(db, slug, the_house().now(db))
    for row in view["notified"]:
        row["notice"] = notice(view, row, (links or {}).get(row["id"]))
    return view


def notice(view: dict, row: dict, link: tuple[str, str] | None) -> str:
    """The notice for one mayor: why, when in both zones, what about, and the ways in."""
    kind = gettext("a rehearsal") if view["rehearsal"] else gettext("a session")
    begins = view["sittings"][0]["starts_at"] if view["sittings"] else view["opens_at"]
    parts = [
        gettext("To %(holder)s, mayor of %(city)s", holder=row["holder"], city=row["city"]),
        gettext("You are convened to %(kind)s: “%(title)s”.", kind=kind, title=view["title"]),
        gettext("It is urgent: %(reason)s", reason=view["reason"]) if view["urgency"] else "",
        gettext("It begins: %(at)s", at=when(begins, view["time_zone"])),
        gettext("For you: %(at)s", at=when(begins, row["time_zone"])),
        gettext("Agenda:") if view["agenda"] else "",
        *(f"{item['label']} {item['title']}" for item in view["agenda"]),
        gettext("Join: %(url)s", url=address("live.show", slug=view["slug"])),
        gettext("Calendar file: %(url)s", url=address("calendar.show", slug=view["slug"])),
        gettext("Your account: %(login)s. Choose your password: %(url)s", login=link[0], url=link[1]) if link else "",
    ]
    return "\n".join(part for part in parts if part)
