"""The house's clock: it only declares what is already so. Ballots are refused by rule, not by this."""

import structlog
from sqlalchemy import select

from parliament.commands import votes
from parliament.commands.acceptances import settle_acceptance
from parliament.commands.house import House
from parliament.commands.signatures import close_signing
from parliament.rules.powers import THE_CLOCK
from parliament.rules.refusals import Refused
from parliament.rules.stages import Manner, VoteState
from parliament.store.queries.acceptances import due_acceptances
from parliament.store.queries.docket import docket_of
from parliament.store.queries.sessions import open_vote_on
from parliament.store.queries.signatures import due_signings
from parliament.store.tables import Vote, VoteStop

logger = structlog.get_logger("parliament.clock")


def declare_due(house: House) -> list[str]:
    """Close every vote whose time has come, and every one whose close was begun and never finished.

    Returns the ids of the votes it closed. One vote that cannot be closed does not keep the others open.
    """
    with house.reading() as db:
        now = house.now(db)
        begun = select(VoteStop.vote_id)
        due = db.scalars(
            select(Vote.id)
            # Hands are counted by people; no clock can tell what they saw.
            .where(Vote.state == VoteState.OPEN, Vote.manner != Manner.SHOW_OF_HANDS)
            .where((Vote.closes_at <= now) | Vote.id.in_(begun))
            .order_by(Vote.closes_at, Vote.id)
        ).all()
    return [vote_id for vote_id in due if _close(house, vote_id)]


def close_due_signings(house: House) -> list[str]:
    """Say of every declaration whose time for signature is over that nobody signs it any more. Returns their ids."""
    with house.reading() as db:
        due = due_signings(db, house.now(db))
    return [declaration for declaration in due if _end_signing(house, declaration)]


def _end_signing(house: House, declaration_id: str) -> bool:
    try:
        house.perform(close_signing, by=THE_CLOCK, declaration_id=declaration_id)
    except Refused as refusal:
        logger.info(
            "a signing that was over was closed by somebody else", declaration=declaration_id, code=refusal.code
        )
        return False
    except Exception:
        # As with votes: one that cannot be closed is tried again, and keeps nobody waiting.
        logger.exception("a signing that was over could not be closed", declaration=declaration_id)
        return False
    return True


def accept_due(house: House) -> list[str]:
    """Say of every amendment that all sponsors accepted and nobody objected to in time that it is accepted.

    Returns their ids. While the house votes on the motion, they wait; what was decided otherwise is left as it is.
    """
    with house.reading() as db:
        due = [
            amendment.id
            for amendment in due_acceptances(db, house.now(db))
            if open_vote_on(db, amendment.motion_id) is None
            and docket_of(db, amendment.motion).fates[amendment.number].state == "pending"
        ]
    return [amendment_id for amendment_id in due if _accept(house, amendment_id)]


def _accept(house: House, amendment_id: str) -> bool:
    try:
        house.perform(settle_acceptance, by=THE_CLOCK, amendment_id=amendment_id)
    except Refused as refusal:
        logger.info("an acceptance that was due waits", amendment=amendment_id, code=refusal.code)
        return False
    except Exception:
        # One that cannot be settled must not keep the others waiting; it is tried again at the next stroke.
        logger.exception("an acceptance that was due could not be settled", amendment=amendment_id)
        return False
    return True


def _close(house: House, vote_id: str) -> bool:
    try:
        votes.close(house, by=THE_CLOCK, vote_id=vote_id)
    except Refused as refusal:
        logger.info("a due vote was closed by somebody else", vote=vote_id, code=refusal.code)
        return False
    except Exception:
        # One vote that cannot be closed must not keep the others open; it is tried again at the next stroke.
        logger.exception("a due vote could not be closed", vote=vote_id)
        return False
    return True
