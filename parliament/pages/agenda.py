"""The agenda at work: edited as a draft by desk and chair, put to the house, changed by proposals."""

from collections.abc import Callable
from typing import Any

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask_babel import gettext
from werkzeug.wrappers import Response

from parliament.commands import agenda, agenda_changes, sessions
from parliament.identity.acting import reading
from parliament.identity.door import current_actor
from parliament.pages.forms import button, errors_of, once, perform
from parliament.rules.agenda import placed
from parliament.rules.powers import Power
from parliament.rules.refusals import Code, Refused
from parliament.rules.stages import ItemKind, Manner
from parliament.store.views.agenda import agenda_view
from parliament.store.views.sessions import session_view

pages = Blueprint("agenda", __name__)

AT = "/sessions/<slug>/agenda"
MANNERS = (Manner.WITHOUT_OBJECTION, Manner.ROLL_CALL, Manner.SHOW_OF_HANDS)


@pages.get(AT)
def show(slug: str) -> str:
    return _page(slug, {}, [])


@pages.post(f"{AT}/items")
def add(slug: str) -> Response | tuple[str, int]:
    """One more item of the draft; of an adopted agenda, a proposal to have one more."""
    typed = request.form

    def deed() -> str:
        plenary = _plenary(slug)
        said: dict[str, Any] = {
            "session_id": plenary["id"],
            "kind": _kind(),
            "title": typed.get("title", ""),
            "motion_id": typed.get("motion_id") or None,
            "planned_minutes": whole_number("planned_minutes"),
            "place": whole_number("place"),
        }
        if plenary["agenda_adopted_at"] is None:
            perform(agenda.add_item, parent_id=typed.get("parent_id") or None, **said)
            return gettext("It is on the agenda.")
        perform(agenda_changes.propose_addition, reason=typed.get("reason", ""), **said)
        return gettext("The change is proposed. The chair puts it to the house.")

    return _typed(slug, deed)


@pages.post(f"{AT}/move")
def move(slug: str) -> Response | tuple[str, int]:
    """Another place in the draft; of an adopted agenda, a proposal of the order that follows from it."""

    def deed() -> str:
        plenary, item = _plenary(slug), request.form.get("item_id", "")
        place = whole_number("place")
        if place is None:
            raise Refused(Code.BAD_ORDER, field="place")
        if plenary["agenda_adopted_at"] is None:
            perform(agenda.move_item, item_id=item, place=place)
            return gettext("The item has its new place.")
        order = {row["id"]: row["parent"] for row in plenary["agenda"]}
        if item not in order:
            raise Refused(Code.NOT_FOUND, field="item_id")
        items = placed(order, item, order[item], place)
        reason = request.form.get("reason", "")
        perform(agenda_changes.propose_order, session_id=plenary["id"], items=items, reason=reason)
        return gettext("The change is proposed. The chair puts it to the house.")

    return _typed(slug, deed)


@pages.post(f"{AT}/change")
def change(slug: str) -> Response | tuple[str, int]:
    def deed() -> str:
        said = {"title": request.form.get("title"), "planned_minutes": whole_number("planned_minutes")}
        perform(agenda.change_item, item_id=request.form.get("item_id", ""), **said)
        return gettext("The item is changed.")

    return _typed(slug, deed)


@pages.post(f"{AT}/remove")
def remove(slug: str) -> Response | tuple[str, int]:
    def deed() -> str:
        item = request.form.get("item_id", "")
        if _plenary(slug)["agenda_adopted_at"] is None:
            perform(agenda.remove_item, item_id=item)
            return gettext("The item is off the agenda.")
        perform(agenda_changes.propose_removal, item_id=item, reason=request.form.get("reason", ""))
        return gettext("The change is proposed. The chair puts it to the house.")

    return _typed(slug, deed)


@pages.post(f"{AT}/put")
def put(slug: str) -> Response:
    """The draft agenda, or a change of the adopted one."""
    manner = request.form.get("manner") or None
    if manner is not None and manner not in MANNERS:
        raise Refused(Code.MALFORMED, field="manner")
    return button(
        agenda_changes.put_agenda,
        then=url_for("chair.show", slug=slug),
        done=gettext("The vote is open."),
        sitting_id=request.form.get("sitting_id", ""),
        change_id=request.form.get("change_id") or None,
        manner=manner,
    )


@pages.post(f"{AT}/urgency")
def put_urgency(slug: str) -> Response:
    sitting = request.form.get("sitting_id", "")
    then, done = url_for("chair.show", slug=slug), gettext("The vote is open.")
    return button(sessions.put_urgency, then=then, done=done, sitting_id=sitting)


def whole_number(name: str) -> int | None:
    """What a number field holds; None for an empty one. Refused: malformed."""
    typed = request.form.get(name, "").strip()
    if not typed:
        return None
    if not (typed.isascii() and typed.isdigit() and len(typed) <= 6):
        raise Refused(Code.MALFORMED, field=name)
    return int(typed)


def _kind() -> str:
    kind = request.form.get("kind", "")
    if kind not in list(ItemKind):
        raise Refused(Code.MALFORMED, field="kind")
    return kind


def _plenary(slug: str) -> dict:
    with reading() as db:
        return session_view(db, slug)


def _typed(slug: str, deed: Callable[[], str]) -> Response | tuple[str, int]:
    """Run the deed of a form, which says what it did; a refusal comes back with what was typed."""
    try:
        done = deed()
    except Refused as refusal:
        if refusal.code in (Code.NOT_SIGNED_IN, Code.NOT_ALLOWED):
            raise
        errors, status = errors_of(refusal)
        return _page(slug, request.form.to_dict(), errors), status
    flash(done, "accepted")
    return redirect(url_for("agenda.show", slug=slug), 303)


def _page(slug: str, typed: dict[str, str], errors: list[tuple[str, str]]) -> str:
    actor = current_actor()
    with reading() as db:
        view = agenda_view(db, slug)
    is_open = view["stage"] != "closed"
    adopted = view["agenda_adopted_at"] is not None
    edits = Power.EDIT_AGENDA in actor.powers and is_open and not adopted and not view["is_put"]
    meeting = view["meeting"]
    return render_template(
        "sessions/agenda.html",
        plenary=view,
        adopted=adopted,
        edits=edits,
        proposes=adopted and is_open and Power.PROPOSE_AGENDA_CHANGE in actor.powers,
        presides=bool(meeting and actor.account and meeting["chair"] == actor.account),
        tops=[(row["id"], f"{row['label']} {row['title']}") for row in view["agenda"] if row["parent"] is None],
        choices=[(row["id"], f"{row['label']} {row['title']}") for row in view["agenda"]],
        ready=[(row["id"], row["title"]) for row in view["ready"]],
        minutes=sum(row["planned_minutes"] or 0 for row in view["agenda"]),
        typed=typed,
        errors=errors,
        wrong=dict(errors),
        once=once,
    )
