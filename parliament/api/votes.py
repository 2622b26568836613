"""Votes: put, cast, count, close, annul; the receipt of one's own ballot."""

from typing import Any

from parliament.api.room import Room, check_signed_in
from parliament.api.sessions import by_id
from parliament.commands import annulments, manners, votes
from parliament.commands.house import Answer
from parliament.identity import acting
from parliament.identity.acting import reading, the_house
from parliament.identity.door import current_actor
from parliament.record.canonical import timestamp
from parliament.schemas import votes as shapes
from parliament.store.views.votes import ballot_of, list_votes, vote_view

room = Room("votes", "Acts of deciding one question each, in one manner, on a roll frozen at the opening.")

AT = "/votes/<word:vote_id>"


@room.reads("/sessions/<word:session_id>/votes", shapes.VoteList)
def show_votes(session_id: str) -> dict:
    """The votes of a session, the newest first."""
    with reading() as db:
        return {"votes": list_votes(db, by_id({"session_id": session_id})["session_id"])}


@room.reads(AT, shapes.VoteWhole)
def show_vote(vote_id: str) -> dict:
    """One vote: question, rule and how many have voted; once it is closed, tally, roll call and worked explanation."""
    with reading() as db:
        return vote_view(db, vote_id)


@room.reads(f"{AT}/ballot", shapes.OwnBallot, guard=check_signed_in)
def show_ballot(vote_id: str) -> dict:
    """The reader's own seat in this vote, and those it speaks for: may they vote, and the receipts if they have."""
    with reading() as db:
        own = ballot_of(db, vote_id, current_actor())
    return _signed(own) | {"proxies": [_signed(proxy) for proxy in own["proxies"]]}


def _signed(ballot: dict) -> dict:
    """Signing the same facts gives the same receipt, byte for byte, so none has to be kept."""
    facts = ballot.pop("facts")
    signed = the_house().pen.receipt(facts | {"cast_at": timestamp(facts["cast_at"])}) if facts else None
    return ballot | {"receipt": signed}


def cast(*, once: str | None, **arguments: Any) -> Answer:
    """A seat has one ballot: sending it again is safe, with a key or without, and gives the same receipt."""
    del once
    return acting.cast(**arguments)


room.acts(
    "/motions/<word:motion_id>/votes",
    votes.open_vote,
    takes=shapes.Opening,
    answers=shapes.VoteOpened,
    status=201,
    at="/api/votes/{vote}",
)
room.acts(f"{AT}/ballot", votes.cast_ballot, method="PUT", takes=shapes.Casting, answers=shapes.Receipt, perform=cast)
room.acts(f"{AT}/close", votes.close_vote, answers=shapes.VoteClosed, perform=acting.close_vote)
room.acts(
    "/sittings/<word:sitting_id>/vote-requests",
    manners.ask_before_vote,
    takes=shapes.Asking,
    answers=shapes.RequestMade,
    status=201,
)
room.acts(f"{AT}/hands", manners.count_hands, method="PUT", takes=shapes.CountingHands, answers=shapes.HandsSaid)
room.acts(
    f"{AT}/telephone-ballots/<word:seat_id>",
    manners.take_telephone_ballot,
    method="PUT",
    takes=shapes.TakingByTelephone,
    answers=shapes.TelephoneTaken,
)
room.acts(
    f"{AT}/telephone-ballots/<word:seat_id>/confirm",
    manners.confirm_telephone_ballot,
    takes=shapes.ConfirmingByTelephone,
    answers=shapes.Receipt,
)
room.acts(
    f"{AT}/casting-vote",
    annulments.give_casting_vote,
    takes=shapes.GivingCastingVote,
    answers=shapes.CastingVoteSaid,
)
room.acts(f"{AT}/annul", annulments.annul_vote, takes=shapes.Annulling, answers=shapes.VoteAnnulledDone)
