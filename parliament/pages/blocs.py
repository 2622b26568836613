"""How the amendments to a motion are put: several at once, one in parts. Read by everybody, asked for by seats, led by
the chair.
"""

import re
from collections.abc import Callable
from typing import Any

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask_babel import gettext
from werkzeug.wrappers import Response

from parliament.commands import blocs, divisions
from parliament.commands.house import Answer
from parliament.identity.acting import reading, the_house
from parliament.identity.door import current_actor
from parliament.pages.forms import button, errors_of, once, perform
from parliament.pages.obstacles import sentences
from parliament.rules.blocs import MOST
from parliament.rules.powers import Power
from parliament.rules.refusals import Code, Refused
from parliament.rules.stages import BlocState, Manner, Stage
from parliament.store.queries.blocs import blocs_of
from parliament.store.queries.docket import docket_of
from parliament.store.views.motions import motion_for
from parliament.store.views.voting import voting_view
from parliament.texts import MOST_PARTS

pages = Blueprint("blocs", __name__)

MANNERS = (Manner.WITHOUT_OBJECTION, Manner.ROLL_CALL, Manner.SHOW_OF_HANDS)
PART = re.compile(r"[1-9][0-9]{0,3}[ab]?")


@pages.get("/motions/<motion_id>/voting")
def show(motion_id: str) -> str:
    """The blocs of a motion and its divided amendments, with what this reader may do. Refused: not_found."""
    return _page(motion_id)


@pages.post("/motions/<motion_id>/voting/blocs")
def propose(motion_id: str) -> Response | tuple[str, int]:
    """The amendments that the chair ticked, put at once."""

    def deed() -> Answer:
        numbers = [_number(each) for each in request.form.getlist("numbers")[: MOST + 1]]
        return perform(blocs.propose_bloc, motion_id=motion_id, numbers=numbers)

    return _typed(motion_id, deed, done=gettext("Proposed. Any seat can take an amendment out until you put them."))


@pages.post("/motions/<motion_id>/voting/<any('take-out', withdraw, put):deed>")
def do(motion_id: str, deed: str) -> Response:
    """One button: a seat takes an amendment out, the chair takes the bloc back, or puts it."""
    bloc, then = {"bloc_id": request.form.get("bloc_id", "")}, url_for("blocs.show", motion_id=motion_id)
    if deed == "take-out":
        number = _number(request.form.get("number", ""))
        done = gettext("Your seat asks that amendment %(number)s be put by itself.", number=number)
        return button(blocs.take_out, then=then, done=done, number=number, **bloc)
    if deed == "withdraw":
        return button(blocs.withdraw_bloc, then=then, done=gettext("They are put one by one."), **bloc)
    manner = request.form.get("manner") or None
    if manner not in (None, *MANNERS):
        raise Refused(Code.MALFORMED, field="manner")
    return button(blocs.put_bloc, then=then, done=gettext("The vote is open."), manner=manner, **bloc)


@pages.post("/motions/<motion_id>/voting/amendments/<amendment_id>/ask")
def ask(motion_id: str, amendment_id: str) -> Response | tuple[str, int]:
    """A seat asks that an amendment be divided, and says how."""
    field = f"wish-{amendment_id}"
    return _typed(
        motion_id,
        lambda: perform(divisions.request_division, amendment_id=amendment_id, wish=request.form.get(field, "")),
        done=gettext("Your seat asks that the amendment be divided."),
        renamed={"wish": field},
    )


@pages.post("/motions/<motion_id>/voting/amendments/<amendment_id>/divide")
def divide(motion_id: str, amendment_id: str) -> Response | tuple[str, int]:
    """The chair writes which changes belong to which part: “1, 3” and “2”."""

    def deed() -> Answer:
        return perform(divisions.divide_amendment, amendment_id=amendment_id, parts=_parts(), split=_split())

    renamed = {"parts": "part-1", "split": "cut"}
    return _typed(motion_id, deed, done=gettext("Divided. Its parts are put one after another."), renamed=renamed)


def _parts() -> list[list[str]]:
    """The parts that were written, those left empty left out. Refused: malformed."""
    found = []
    for at in range(1, MOST_PARTS + 1):
        written = request.form.get(f"part-{at}", "")[:5000].replace(",", " ").replace(";", " ").split()
        if not all(PART.fullmatch(name) for name in written):
            raise Refused(Code.MALFORMED, field=f"part-{at}")
        found += [written] if written else []
    return found


def _split() -> dict[str, Any] | None:
    """Which change is cut in two, and after which words; nothing where no change was named."""
    if not request.form.get("cut", "").strip():
        return None
    words = {name: request.form.get(f"cut_{name}", "")[:20_000] for name in ("old", "new")}
    return {"operation": _number(request.form["cut"], "cut"), **words}


def _number(typed: str, field: str = "numbers") -> int:
    """Refused: malformed."""
    if not (typed.strip().isascii() and typed.strip().isdigit() and len(typed.strip()) <= 4):
        raise Refused(Code.MALFORMED, field=field)
    return int(typed)


def _typed(
    motion_id: str, deed: Callable[[], Any], *, done: str, renamed: dict[str, str] | None = None
) -> Response | tuple[str, int]:
    """Run the deed; a refusal comes back with what was typed, beside its field."""
    try:
        deed()
    except Refused as refusal:
        if refusal.code in (Code.NOT_SIGNED_IN, Code.NOT_ALLOWED, Code.NOT_FOUND):
            raise
        refusal.field = (renamed or {}).get(refusal.field or "", refusal.field)
        errors, status = errors_of(refusal)
        return _page(motion_id, errors=errors, typed=request.form.to_dict()), status
    flash(done, "accepted")
    return redirect(url_for("blocs.show", motion_id=motion_id), 303)


def _page(motion_id: str, *, errors: list[tuple[str, str]] | None = None, typed: dict[str, str] | None = None) -> str:
    reader = current_actor()
    with reading() as db:
        view = voting_view(db, motion_id, reader)
        motion = motion_for(db, motion_id, reader)
        docket, now = docket_of(db, motion), the_house().now(db)
        putting = {
            bloc.id: sentences(blocs.obstacles_to_bloc(db, motion, docket, bloc, now), view["time_zone"])
            for bloc in blocs_of(db, motion_id)
            if bloc.state == BlocState.PROPOSED
        }
    is_open = view["motion_stage"] == Stage.UNDER_DEBATE
    return render_template(
        "motions/voting.html",
        view=view,
        putting=putting,
        leads=is_open and Power.CONFIRM_ORDER in reader.powers,
        asks=reader.seat is not None and Power.ASK_BEFORE_VOTE in reader.powers,
        most_parts=MOST_PARTS,
        ticked=request.form.getlist("numbers"),
        once=once,
        errors=errors or [],
        wrong=dict(errors or []),
        typed=typed or {},
    )
