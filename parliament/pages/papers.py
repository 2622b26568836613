"""Papers before the house: laid at the desk or by a motion's mover, downloaded by everybody, withdrawn with a reason."""

from pathlib import PurePosixPath
from typing import Any

from flask import Blueprint, Response, flash, redirect, render_template, request, url_for
from flask_babel import gettext
from werkzeug.wrappers import Response as Answer

from parliament.commands import papers
from parliament.identity.acting import reading
from parliament.identity.door import current_actor
from parliament.identity.languages import languages, own_name
from parliament.identity.request_limits import takes_up_to
from parliament.pages.forms import button, errors_of, once, perform
from parliament.rules.papers import ENDINGS, MEGABYTES
from parliament.rules.powers import Office, Power
from parliament.rules.refusals import Code, Refused
from parliament.store.views.papers import paper_content, papers_view

pages = Blueprint("papers", __name__)

# The file, and the rest of the form around it.
LARGEST_FORM = (MEGABYTES + 1) * 1024 * 1024
TYPES = {ending: media_type for media_type, ending in ENDINGS.items()}


def paper_in_form(*, title_field: str = "title") -> dict[str, Any] | None:
    """The file of a form as a paper, if one was chosen; its kind is what its name says, its title at worst that name.

    Refused: wrong_kind_of_file for a name with another ending.
    """
    file = request.files.get("file")
    if file is None or not file.filename:
        return None
    name = PurePosixPath(file.filename.replace("\\", "/")).name
    media_type = TYPES.get(name.rpartition(".")[2].lower())
    if media_type is None:
        raise Refused(Code.WRONG_KIND_OF_FILE, field="file")
    title = request.form.get(title_field, "").strip() or name
    return {"title": title[:200], "media_type": media_type, "content": file.read()}


@pages.get("/sessions/<slug>/papers")
def index(slug: str) -> str:
    return _page(slug, {}, [])


@pages.post("/sessions/<slug>/papers")
@takes_up_to(LARGEST_FORM)
def add(slug: str) -> Answer | tuple[str, int]:
    typed = request.form
    try:
        with reading() as db:
            plenary = papers_view(db, slug)
        paper = paper_in_form()
        if paper is None:
            raise Refused(Code.TEXT_EMPTY, field="file")
        if typed.get("language") not in languages():
            raise Refused(Code.MALFORMED, field="language")
        said = {"language": typed["language"], "item_id": typed.get("item_id") or None}
        perform(papers.add_paper, session_id=plenary["id"], **paper, **said)
        flash(gettext("The paper is before the house."), "accepted")
    except Refused as refusal:
        if refusal.code in (Code.NOT_SIGNED_IN, Code.NOT_ALLOWED):
            raise
        errors, status = errors_of(refusal)
        return _page(slug, typed.to_dict(), errors), status
    return redirect(url_for("papers.index", slug=slug), 303)


@pages.post("/sessions/<slug>/papers/withdraw")
def withdraw(slug: str) -> Answer:
    said = {name: request.form.get(name, "") for name in ("paper_id", "reason")}
    then, done = url_for("papers.index", slug=slug), gettext("The paper is withdrawn; it stays in the record.")
    return button(papers.withdraw_paper, then=then, done=done, **said)


@pages.get("/sessions/<slug>/papers/<int:number>")
def download(slug: str, number: int) -> Response:
    """The file itself, to be saved and not to be run: browsers neither show it in our name nor guess its kind."""
    with reading() as db:
        paper = paper_content(db, slug, number)
    charset = "; charset=utf-8" if paper["media_type"].startswith("text/") else ""
    response = Response(paper["content"], content_type=paper["media_type"] + charset)
    ending = ENDINGS[paper["media_type"]]
    response.headers["Content-Disposition"] = f'attachment; filename="{slug}-paper-{number}.{ending}"'
    response.headers["X-Content-Type-Options"] = "nosniff"
    response.headers["Content-Security-Policy"] = "default-src 'none'; sandbox"
    return response


def _page(slug: str, typed: dict[str, str], errors: list[tuple[str, str]]) -> str:
    actor = current_actor()
    with reading() as db:
        view = papers_view(db, slug)
    own = [
        row for row in view["agenda"] if row["motion"] in view["movers"] and view["movers"][row["motion"]] == actor.seat
    ]
    everything = Office.SECRETARIAT in actor.offices
    items = [
        ("", gettext("The whole session")),
        *((row["id"], f"{row['label']} {row['title']}") for row in view["agenda"]),
    ]
    if not everything:
        items = [(row["id"], f"{row['label']} {row['title']}") for row in own]
    names = {"content": "file"}
    errors = [(names.get(name, name), words) for name, words in errors]
    return render_template(
        "sessions/papers.html",
        plenary=view,
        adds=view["stage"] != "closed" and Power.ADD_PAPER in actor.powers and bool(items),
        withdraws=view["stage"] != "closed" and Power.WITHDRAW_PAPER in actor.powers,
        items=items,
        tongues=[(tag, own_name(tag)) for tag in languages()],
        typed=typed,
        errors=errors,
        wrong=dict(errors),
        once=once,
    )
