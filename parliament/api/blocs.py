"""Votes on amendments: several at once, and one in parts; what seats ask about either."""

from parliament.api.room import Room
from parliament.commands import blocs, divisions
from parliament.identity.acting import reading
from parliament.identity.door import current_actor
from parliament.schemas import blocs as shapes
from parliament.store.views.voting import voting_view

room = Room("blocs", "Several amendments put at once, and one amendment put in parts.")

ON = "/motions/<word:motion_id>"
BLOC = "/blocs/<word:bloc_id>"
AMENDMENT = "/amendments/<word:amendment_id>"


@room.reads(f"{ON}/voting", shapes.Voting)
def show_voting(motion_id: str) -> dict:
    """The blocs of a motion, and its amendments that are put in parts or could be."""
    with reading() as db:
        return voting_view(db, motion_id, current_actor())


room.acts(f"{ON}/blocs", blocs.propose_bloc, takes=shapes.ProposingBloc, answers=shapes.BlocMade, status=201)
room.acts(f"{BLOC}/take-out", blocs.take_out, takes=shapes.TakingOut, answers=shapes.TakenOut, status=201)
room.acts(f"{BLOC}/withdraw", blocs.withdraw_bloc, answers=shapes.BlocDone)
room.acts(
    f"{BLOC}/votes",
    blocs.put_bloc,
    takes=shapes.PuttingBloc,
    answers=shapes.BlocPut,
    status=201,
    at="/api/votes/{vote}",
)
room.acts(
    f"{AMENDMENT}/division-requests",
    divisions.request_division,
    takes=shapes.AskingForDivision,
    answers=shapes.DivisionAskedFor,
    status=201,
)
room.acts(
    f"{AMENDMENT}/division",
    divisions.divide_amendment,
    method="PUT",
    takes=shapes.Dividing,
    answers=shapes.AmendmentInParts,
)
