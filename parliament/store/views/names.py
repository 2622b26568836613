"""What the ids in a log are called: cities, motions, sittings, votes. A constant number of queries, whatever its length."""

from sqlalchemy import select
from sqlalchemy.orm import Session as Db

from parliament.record.entries import INSTITUTION
from parliament.rules.motions import may_read
from parliament.rules.powers import Actor
from parliament.store.tables import (
    Account,
    Addressee,
    Amendment,
    Candidate,
    Commitment,
    Election,
    Item,
    Mandate,
    Member,
    Motion,
    OfficeHeld,
    Seat,
    Sitting,
    Turn,
    Vote,
    Witness,
)

Names = dict[str, dict[str, dict]]

# People who act for the whole house are named; a cabinet, an observer or a simple account is not.
NAMED = ("chair", "secretariat")


def names_in(db: Db, log_id: str, reader: Actor) -> Names:
    """By kind of thing, then by id; a motion is named to those who may see it."""
    shared = {"seat": _seats(db), "account": _accounts(db)}
    if log_id == INSTITUTION:
        followed = {"addressee": _addressees(db), "commitment": _commitments(db)}
        return shared | followed | {"mandate": _mandates(db), "grant": _grants(db), "witness": _witnesses(db)}
    return shared | {
        "motion": _motions(db, log_id, reader),
        "amendment": _amendments(db, log_id),
        "sitting": {row.id: {"number": row.number} for row in _all(db, Sitting, log_id)},
        "item": {row.id: {"title": row.title, "position": row.position} for row in _all(db, Item, log_id)},
        "vote": {row.id: {"number": row.number} for row in _all(db, Vote, log_id)},
        "turn": _turns(db, log_id),
        "election": {row.id: {"title": row.title} for row in _all(db, Election, log_id)},
        "candidate": _candidates(db, log_id),
    }


def _all(db: Db, table, log_id: str):
    return db.scalars(select(table).where(table.plenary_id == log_id)).all()


def _seats(db: Db) -> dict[str, dict]:
    rows = db.execute(select(Seat.id, Seat.city, Seat.country_name))
    return {seat: {"city": city, "country_name": country} for seat, city, country in rows}


def _accounts(db: Db) -> dict[str, dict]:
    """Chairs and secretariat by the name of their account; nobody else by name."""
    rows = select(Account.id, Account.name).where(
        Account.id.in_(select(OfficeHeld.account_id).where(OfficeHeld.office.in_(NAMED)))
    )
    return {account: {"name": name} for account, name in db.execute(rows)}


def _mandates(db: Db) -> dict[str, dict]:
    rows = db.execute(select(Mandate.id, Member.name).join(Member, Member.id == Mandate.member_id))
    return {mandate: {"name": name} for mandate, name in rows}


def _witnesses(db: Db) -> dict[str, dict]:
    return {witness: {"name": name} for witness, name in db.execute(select(Witness.id, Witness.name))}


def _addressees(db: Db) -> dict[str, dict]:
    return {addressee: {"name": name} for addressee, name in db.execute(select(Addressee.id, Addressee.name))}


def _commitments(db: Db) -> dict[str, dict]:
    rows = db.execute(select(Commitment.id, Commitment.measure, Commitment.seat_id))
    return {commitment: {"measure": measure, "seat": seat} for commitment, measure, seat in rows}


def _grants(db: Db) -> dict[str, dict]:
    rows = db.execute(select(OfficeHeld.id, OfficeHeld.office, OfficeHeld.account_id, OfficeHeld.seat_id))
    return {grant: {"office": office, "account": account, "seat": seat} for grant, office, account, seat in rows}


def _motions(db: Db, log_id: str, reader: Actor) -> dict[str, dict]:
    return {
        row.id: {"number": row.number, "title": row.title}
        for row in _all(db, Motion, log_id)
        if may_read(visibility=row.visibility, seat=row.seat_id, reader=reader)
    }


def _amendments(db: Db, log_id: str) -> dict[str, dict]:
    rows = select(Amendment.id, Amendment.number).join(Motion, Motion.id == Amendment.motion_id)
    return {amendment: {"number": number} for amendment, number in db.execute(rows.where(Motion.plenary_id == log_id))}


def _turns(db: Db, log_id: str) -> dict[str, dict]:
    rows = select(Turn.id, Turn.seat_id, Turn.name).join(Sitting, Sitting.id == Turn.sitting_id)
    found = db.execute(rows.where(Sitting.plenary_id == log_id))
    return {turn: {"seat": seat, "name": name} for turn, seat, name in found}


def _candidates(db: Db, log_id: str) -> dict[str, dict]:
    rows = select(Candidate.id, Candidate.name).join(Election, Election.id == Candidate.election_id)
    return {candidate: {"name": name} for candidate, name in db.execute(rows.where(Election.plenary_id == log_id))}
