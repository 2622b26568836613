"""Amendments as the house goes through them: only what will be voted, in order; and those that conflict, side by side."""

from flask import Blueprint, render_template, request

from parliament.identity.acting import reading
from parliament.identity.door import current_actor
from parliament.rules.powers import Power
from parliament.rules.refusals import Code, Refused
from parliament.store.views.clusters import clusters_view
from parliament.store.views.docket import docket_view

pages = Blueprint("docket", __name__)


@pages.get("/motions/<motion_id>/list")
def show(motion_id: str) -> str:
    """What will be voted; with `all`, what is settled too. Refused: not_found, malformed."""
    with reading() as db:
        docket = docket_view(db, motion_id, current_actor(), page=_page())
    is_whole = "all" in request.args
    return render_template("motions/list.html", docket=docket, groups=nested(docket["rows"]), is_whole=is_whole)


@pages.get("/motions/<motion_id>/clusters")
def clusters(motion_id: str) -> str:
    """The sets of amendments that cannot all stand. Refused: not_found, malformed."""
    reader = current_actor()
    with reading() as db:
        view = clusters_view(db, motion_id, reader, page=_page())
    return render_template("motions/clusters.html", view=view, may_draft=Power.AMEND in reader.powers and reader.seat)


def _page() -> int:
    """Refused: malformed."""
    typed = request.args.get("page", "1")
    if not (typed.isascii() and typed.isdigit() and len(typed) <= 4 and 1 <= int(typed) <= 1000):
        raise Refused(Code.MALFORMED, field="page")
    return int(typed)


def nested(rows: list[dict]) -> list[dict]:
    """The rows as a tree: sub-amendments, and what is held for a compromise, under the amendment they belong to."""
    tree = {row["number"]: row | {"subs": [], "held": []} for row in rows}
    top = []
    for row in tree.values():
        above = row["parent"] if row["parent"] is not None else row["by"] if row["fate"] == "held" else None
        if above is None:
            top.append(row)
        else:
            tree[above]["subs" if row["parent"] is not None else "held"].append(row)
    return top
