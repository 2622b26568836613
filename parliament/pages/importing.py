"""A motion out of a file: its words fill the editor, where a person looks at every row before anything is saved."""

import hashlib
from pathlib import PurePosixPath

from flask import Blueprint, redirect, request, url_for
from flask_babel import gettext
from werkzeug.wrappers import Response

from parliament.commands.importing import read_file
from parliament.documents.reading import LARGEST, MEGABYTE
from parliament.identity.request_limits import takes_up_to
from parliament.pages import paragraphs
from parliament.pages.drafting import Page, draft_page, drafting_in, empty_draft
from parliament.pages.forms import errors_of
from parliament.rules.refusals import Code, Refused
from parliament.rules.stages import SessionStage, check_stage
from parliament.schemas.words import in_words, refusal_in_words

pages = Blueprint("importing", __name__)

# The file, and the rest of the form around it.
LARGEST_FORM = (LARGEST + 1) * MEGABYTE


@pages.get("/sessions/<slug>/motions/from-file")
def preview_again(slug: str) -> Response:
    """What was read is an answer to the file that was sent and has no page of its own."""
    return redirect(url_for("drafting.draft_form", slug=slug), 303)


@pages.post("/sessions/<slug>/motions/from-file")
@takes_up_to(LARGEST_FORM)
def preview(slug: str) -> Page:
    """The words of the file in the editor, with what was left out; nothing is stored."""
    plenary = drafting_in(slug)
    check_stage(plenary["stage"], SessionStage.CONVENED, SessionStage.RUNNING)
    file = request.files.get("file")
    try:
        if file is None or not file.filename:
            raise Refused(Code.TEXT_EMPTY, field="file")
        name = PurePosixPath(file.filename.replace("\\", "/")).name
        content = file.read()
        found = read_file(content, name)
    except Refused as refusal:
        errors, status = errors_of(refusal)
        at_file = [("file", words) for _, words in errors]
        return draft_page(plenary, empty_draft(plenary), at_file), status
    typed = {"title": found["title"], "language": plenary["language"], "rows": paragraphs.numbered(found["paragraphs"])}
    taken = {
        "name": name,
        "key": hashlib.sha256(content).hexdigest()[:12],
        "remarks": [in_words(remark) for remark in found["remarks"]],
        "wrong": gettext("Some of it cannot be saved as it is; it is named beside the row.")
        if found["problems"]
        else "",
    }
    wrong = [(refusal.field or "", refusal_in_words(refusal)) for refusal in found["problems"]]
    return draft_page(plenary, typed, wrong, taken=taken)
