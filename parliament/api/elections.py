"""Elections of persons: open them, nominate, put rounds. Papers are cast at the vote, like every ballot."""

from parliament.api.room import Room
from parliament.api.sessions import by_id
from parliament.commands import elections
from parliament.identity.acting import reading
from parliament.schemas import elections as shapes
from parliament.schemas import votes
from parliament.store.views.elections import election_view, list_elections

room = Room("elections", "Elections of persons, in rounds: one of several, up to k, approval or ranked.")

AT = "/elections/<word:election_id>"


@room.reads("/sessions/<word:session_id>/elections", shapes.ElectionList)
def show_elections(session_id: str) -> dict:
    """The elections of a session, in the order in which they were opened."""
    with reading() as db:
        return {"elections": list_elections(db, by_id({"session_id": session_id})["session_id"])}


@room.reads(AT, shapes.ElectionWhole)
def show_election(election_id: str) -> dict:
    """One election: candidates, the round that is open, and every round that is over with its papers and explanation."""
    with reading() as db:
        return election_view(db, election_id)


room.acts(
    "/items/<word:item_id>/elections",
    elections.open_election,
    takes=shapes.OpeningElection,
    answers=shapes.ElectionDone,
    status=201,
    at="/api/elections/{election}",
)
room.acts(f"{AT}/candidates", elections.nominate, takes=shapes.Nominating, answers=shapes.CandidateDone, status=201)
room.acts("/candidates/<word:candidate_id>/withdraw", elections.withdraw_candidacy, answers=shapes.CandidateDone)
room.acts(
    f"{AT}/rounds",
    elections.put_round,
    takes=shapes.PuttingRound,
    answers=votes.VoteOpened,
    status=201,
    at="/api/votes/{vote}",
)
room.acts(f"{AT}/abandon", elections.abandon_election, takes=shapes.Abandoning, answers=shapes.ElectionDone)
