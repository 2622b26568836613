"""The forms of following up: one act a page; what was typed is kept when it is refused."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask_babel import gettext
from werkzeug.wrappers import Response

from parliament.commands import commitments, follow_up
from parliament.commands.house import Command
from parliament.identity.acting import reading, the_house
from parliament.identity.door import current_actor
from parliament.identity.request_limits import takes_up_to
from parliament.pages.forms import errors_of, once, perform
from parliament.pages.papers import LARGEST_FORM, paper_in_form
from parliament.rules.follow_up import AddresseeKind, Channel, Finding, Position, Progress
from parliament.rules.powers import Office, check_power
from parliament.rules.refusals import N_, Code, Refused
from parliament.store.queries.declarations import declaration_of
from parliament.store.views.follow_up import addressee_view, commitment_of_report, commitment_view

pages = Blueprint("following", __name__)

# Fields that hold a word of a closed list.
LISTS: dict[str, type[StrEnum]] = {
    "kind": AddresseeKind,
    "how": Channel,
    "position": Position,
    "status": Progress,
    "finding": Finding,
}


@dataclass(frozen=True)
class Act:
    """A command with the fields of its form; `file`: one may come along."""

    command: Command
    fields: tuple[str, ...]
    done: str
    file: bool = False


ACTS: dict[str, Act] = {
    "addressees": Act(follow_up.name_addressee, ("kind", "name"), N_("The addressee is named.")),
    "remove": Act(follow_up.remove_addressee, ("reason",), N_("The addressee is removed; what was written stays.")),
    "dispatches": Act(
        follow_up.record_dispatch, ("how", "sent_on", "answer_by", "note"), N_("The dispatch is written down."), True
    ),
    "replies": Act(
        follow_up.record_reply,
        ("received_on", "position", "summary", "next_step", "next_step_on"),
        N_("The answer is written down."),
        True,
    ),
    "commitments": Act(
        commitments.make_commitment,
        ("measure", "unit", "baseline", "target", "due_on", "next_review_on", "instruction"),
        N_("Your city has committed."),
    ),
    "reports": Act(
        commitments.report_commitment,
        ("status", "reported_on", "figure_now", "evidence_url", "note", "next_review_on", "instruction"),
        N_("The report is public."),
    ),
    "withdraw": Act(
        commitments.withdraw_commitment,
        ("reason", "instruction"),
        N_("Your city no longer stands by it; it stays in sight."),
    ),
    "review": Act(
        commitments.review_commitment, ("finding", "note", "next_review_on"), N_("The review is written down.")
    ),
}


@pages.route("/declarations/<slug>/<any(addressees, commitments):act>", methods=["GET", "POST"])
def of_declaration(slug: str, act: str) -> Response | str | tuple[str, int]:
    """Name an addressee, or commit the own city."""
    check_power(current_actor(), ACTS[act].command.power)  # type: ignore[attr-defined]
    with reading() as db:
        row = declaration_of(db, slug)
        of: dict[str, Any] = {"declaration": row.id, "number": row.number, "slug": row.slug, "title": row.title}
    back = url_for("follow_up.show", slug=of["slug"])
    return _act(act, {"declaration_id": of["declaration"]}, of, None, back)


@pages.route("/addressees/<addressee_id>/<any(dispatches, replies, remove):act>", methods=["GET", "POST"])
@takes_up_to(LARGEST_FORM)
def of_addressee(addressee_id: str, act: str) -> Response | str | tuple[str, int]:
    """Write down that it was sent, what was answered, or that it was named by mistake."""
    check_power(current_actor(), ACTS[act].command.power)  # type: ignore[attr-defined]
    with reading() as db:
        row = addressee_view(db, addressee_id)
    back = url_for("follow_up.addressee", addressee_id=row["addressee"])
    return _act(act, {"addressee_id": row["addressee"]}, row["of"], row, back)


@pages.route("/commitments/<commitment_id>/<any(reports, withdraw):act>", methods=["GET", "POST"])
def of_commitment(commitment_id: str, act: str) -> Response | str | tuple[str, int]:
    """Report on the own commitment, or take it back."""
    check_power(current_actor(), ACTS[act].command.power)  # type: ignore[attr-defined]
    with reading() as db:
        row = commitment_view(db, commitment_id)
    back = url_for("follow_up.commitment", commitment_id=row["commitment"])
    return _act(act, {"commitment_id": row["commitment"]}, row["of"], row, back)


@pages.route("/reports/<report_id>/review", methods=["GET", "POST"])
def of_report(report_id: str) -> Response | str | tuple[str, int]:
    """Say what was found of a report."""
    check_power(current_actor(), ACTS["review"].command.power)  # type: ignore[attr-defined]
    with reading() as db:
        row = commitment_of_report(db, report_id)
    back = url_for("follow_up.commitment", commitment_id=row["commitment"])
    return _act("review", {"report_id": report_id}, row["of"], row, back)


def _act(name: str, about: dict[str, str], of: dict, row: dict | None, back: str) -> Response | str | tuple[str, int]:
    """Show the form, or do what it says; a refusal shows it again with what was typed."""
    act = ACTS[name]
    if request.method == "GET":
        return _form(name, of, row, {}, [])
    typed = {field: request.form.get(field, "") for field in act.fields}
    try:
        perform(act.command, **about, **_said(act, typed))
    except Refused as refusal:
        if refusal.code in (Code.NOT_SIGNED_IN, Code.NOT_ALLOWED):
            raise
        errors, status = errors_of(refusal)
        return _form(name, of, row, typed, [(_field(field), words) for field, words in errors]), status
    flash(gettext(act.done), "accepted")
    return redirect(back, 303)


def _field(name: str) -> str:
    return {"content": "file", "media_type": "file"}.get(name, name)


def _said(act: Act, typed: dict[str, str]) -> dict[str, Any]:
    """What was typed, as the command takes it. Refused: malformed for a word that is none of the list, wrong_kind_of_file."""
    said: dict[str, Any] = {}
    for name, value in typed.items():
        if name in LISTS:
            if value not in set(LISTS[name]):
                raise Refused(Code.MALFORMED, field=name)
            said[name] = LISTS[name](value)
        else:
            said[name] = value
    paper = paper_in_form() if act.file else None
    return said | ({"media_type": paper["media_type"], "content": paper["content"]} if paper else {})


def _form(name: str, of: dict, row: dict | None, typed: dict[str, str], errors: list[tuple[str, str]]) -> str:
    actor = current_actor()
    return render_template(
        "follow_up/form.html",
        act=name,
        of=of,
        row=row,
        lists={field: [str(each) for each in words] for field, words in LISTS.items()},
        by_cabinet=Office.CABINET in actor.offices and Office.MEMBER not in actor.offices,
        today=the_day(),
        typed=typed,
        errors=errors,
        wrong=dict(errors),
        once=once,
    )


def the_day() -> str:
    """The day it is, by the house's clock, in UTC."""
    with reading() as db:
        return the_house().now(db).date().isoformat()
