"""Sessions: the list, one session with its notice, agenda, motions and votes, and its rules in words."""

from flask import Blueprint, render_template

from parliament.identity.acting import reading
from parliament.identity.door import current_actor
from parliament.rules.powers import IN_THE_HOUSE
from parliament.store.queries.declarations import list_declarations
from parliament.store.views.elections import list_elections
from parliament.store.views.history import list_history
from parliament.store.views.motions import list_motions
from parliament.store.views.sessions import list_sessions, rules_view, session_view
from parliament.store.views.votes import list_votes

pages = Blueprint("sessions", __name__)


@pages.get("/sessions")
def index() -> str:
    with reading() as db:
        rows = list_sessions(db, rehearsals=bool(current_actor().offices & IN_THE_HOUSE))
        history = list_history(db)
    rehearsals = [row for row in rows if row["rehearsal"]]
    rows = [row for row in rows if not row["rehearsal"]]
    by_stage = {stage: [row for row in rows if row["stage"] == stage] for stage in ("running", "convened", "closed")}
    by_stage["convened"].reverse()  # the next one first
    return render_template("sessions/index.html", by_stage=by_stage, rows=rows, history=history, rehearsals=rehearsals)


@pages.get("/sessions/<slug>")
def show(slug: str) -> str:
    with reading() as db:
        plenary = session_view(db, slug)
        motions = list_motions(db, plenary["id"], current_actor())
        votes = list_votes(db, plenary["id"])
        elections = list_elections(db, plenary["id"])
        published = [row for row in list_declarations(db) if row["session"]["id"] == plenary["id"]]
    return render_template(
        "sessions/show.html",
        plenary=plenary,
        motions=motions,
        votes=votes,
        elections=elections,
        declarations=published,
    )


@pages.get("/sessions/<slug>/rules")
def rules(slug: str) -> str:
    with reading() as db:
        plenary = rules_view(db, slug)
    return render_template("sessions/rules.html", plenary=plenary)
