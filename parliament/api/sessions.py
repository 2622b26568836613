"""Sessions: convening, agenda, rules, what is before the house now."""

from parliament.api.room import Room
from parliament.commands import rehearsals, sessions, sittings
from parliament.identity.acting import reading
from parliament.identity.door import current_actor
from parliament.rules.powers import IN_THE_HOUSE
from parliament.schemas import sessions as shapes
from parliament.schemas.live import Live
from parliament.schemas.sittings import Scheduling, SittingMade
from parliament.store.views.live import live_view
from parliament.store.views.sessions import list_sessions, rules_view, session_named, session_view

room = Room("sessions", "Periods with an agenda, made of sittings. A session is named by its id or its slug.")


def by_id(arguments: dict) -> dict:
    """A session may be named by its slug; commands want the id."""
    with reading() as db:
        return arguments | {"session_id": session_named(db, arguments["session_id"]).id}


@room.reads("/sessions", shapes.SessionList)
def show_sessions() -> dict:
    """Every session, the newest first; for those of the house, rehearsals too."""
    with reading() as db:
        return {"sessions": list_sessions(db, rehearsals=bool(current_actor().offices & IN_THE_HOUSE))}


@room.reads("/sessions/<word:session_id>", shapes.SessionWhole)
def show_session(session_id: str) -> dict:
    """One session with its agenda and sittings, and how long its record is."""
    with reading() as db:
        return session_view(db, session_id)


@room.reads("/sessions/<word:session_id>/rules", shapes.SessionRules)
def show_rules(session_id: str) -> dict:
    """The rules of procedure frozen into the session, each as a sentence with its source."""
    with reading() as db:
        return rules_view(db, session_id)


@room.reads("/sessions/<word:session_id>/live", Live)
def show_live(session_id: str) -> dict:
    """What is before the house this moment: item, floor, presence, text, vote. Everything here is public."""
    with reading() as db:
        return live_view(db, session_id)


room.acts(
    "/sessions",
    sessions.convene_session,
    takes=shapes.Convening,
    answers=shapes.SessionMade,
    status=201,
    at="/api/sessions/{slug}",
)
room.acts("/sessions/<word:session_id>/close", sessions.close_session, answers=shapes.SessionDone, prepare=by_id)
room.acts(
    "/sessions/<word:session_id>/delete-rehearsal",
    rehearsals.delete_rehearsal,
    answers=shapes.SessionDone,
    prepare=by_id,
)
room.acts(
    "/sessions/<word:session_id>/sittings",
    sittings.schedule_sitting,
    takes=Scheduling,
    answers=SittingMade,
    status=201,
    at="/api/sittings/{sitting}",
    prepare=by_id,
)
