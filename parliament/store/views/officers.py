"""What the officers of a vote see: hands they count, ballots they take by telephone, what seats have asked for."""

from sqlalchemy import select
from sqlalchemy.orm import Session as Db

from parliament.rules.powers import Actor
from parliament.rules.profile import Profile
from parliament.rules.stages import AsksFor, Manner, QuorumCheckWhen, VoteState
from parliament.store.queries.sessions import profile_of
from parliament.store.queries.votes import count_requests, hand_counts, open_request, roll_of
from parliament.store.tables import Account, Ballot, PlenarySession, Sitting, TelephoneBallot, Vote
from parliament.store.views.seats import seat_name


def hands_view(db: Db, vote_id: str, reader: Actor) -> dict | None:
    """The counts of a show of hands as this officer may see them; None where hands are not counted.

    What the others counted is told only to whoever has counted too: two counts that are made apart can find a mistake.
    """
    vote = db.get_one(Vote, vote_id)
    if vote.manner != Manner.SHOW_OF_HANDS or vote.state != VoteState.OPEN:
        return None
    counts = hand_counts(db, vote_id)
    officers = select(Account.id, Account.name).where(Account.id.in_([each.account_id for each in counts]))
    names = dict(db.execute(officers).all())
    said = {
        each.account_id: {"yes": each.yes, "no": each.no, "abstain": each.abstain, "officer": names[each.account_id]}
        for each in counts
    }
    mine = said.pop(reader.account, None)
    return {
        "mine": mine,
        "others": list(said.values()) if mine else [],
        "counted": [each["officer"] for each in said.values()],
        "agree": len({(each.yes, each.no, each.abstain) for each in counts}) == 1 if len(counts) > 1 else None,
    }


def telephone_view(db: Db, vote_id: str, reader: Actor) -> dict | None:
    """Ballots by telephone: the seats one may still take them from, and those that wait. None where there are none.

    What was written down is never shown: the second officer asks the seat, not the screen.
    """
    vote = db.get_one(Vote, vote_id)
    profile = profile_of(db, db.get_one(PlenarySession, vote.plenary_id))
    if not profile.votes.telephone or vote.state != VoteState.OPEN or vote.manner == Manner.SHOW_OF_HANDS:
        return None
    rows = db.execute(
        select(TelephoneBallot, Account.name)
        .join(Account, Account.id == TelephoneBallot.first_account_id)
        .where(TelephoneBallot.vote_id == vote_id, TelephoneBallot.second_account_id.is_(None))
        .order_by(TelephoneBallot.first_at)
    ).all()
    seats = {seat.id: seat for _, seat, _ in roll_of(db, vote_id)}
    voted = set(db.scalars(select(Ballot.seat_id).where(Ballot.vote_id == vote_id)))
    return {
        "seats": [(seat.id, f"{seat.city}, {seat.country_name}") for seat in seats.values() if seat.id not in voted],
        "waiting": [
            seat_name(seats[row.seat_id])
            | {
                "seat": row.seat_id,
                "first": name,
                "first_at": row.first_at,
                "identity_check": row.identity_check,
                "may_confirm": row.first_account_id != reader.account,
            }
            for row, name in rows
        ],
    }


def offered_requests(profile: Profile) -> dict[AsksFor, int]:
    """What seats may ask for before a vote of this session, with how many of them it takes."""
    found = {}
    if profile.votes.roll_call_request_seats and profile.votes.manner != Manner.ROLL_CALL:
        found[AsksFor.ROLL_CALL] = profile.votes.roll_call_request_seats
    if profile.quorum.check == QuorumCheckWhen.ON_REQUEST:
        found[AsksFor.QUORUM] = profile.quorum.request_seats
    return found


def requests_view(db: Db, sitting: Sitting) -> list[dict]:
    """What seats may ask before the next vote, and how many have: public, like the asking itself."""
    return [
        {"asks_for": str(kind), "made": count_requests(db, sitting.id, kind), "needed": needed}
        for kind, needed in offered_requests(profile_of(db, sitting.plenary)).items()
    ]


def asked_by(db: Db, sitting_id: str, seat: str | None) -> set[str]:
    """What this seat has asked of the next vote already."""
    return {str(kind) for kind in AsksFor if seat and open_request(db, sitting_id, seat, kind)}
