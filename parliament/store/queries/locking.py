"""Taking the lock that orders the acts of a session, and loading what is decided on only after that."""

from typing import TypeVar

from sqlalchemy import Select, inspect, select
from sqlalchemy.orm import Session as Db

from parliament.rules.refusals import Code, Refused
from parliament.store.tables import (
    AgendaChange,
    Amendment,
    Base,
    Bloc,
    Candidate,
    Correction,
    Declaration,
    Election,
    Item,
    Log,
    Mandate,
    Minutes,
    Motion,
    Paper,
    PlenarySession,
    PointOfOrder,
    ProceduralMotion,
    Proxy,
    Reconsideration,
    Sitting,
    Statement,
    Turn,
    Vote,
)

Row = TypeVar("Row", bound=Base)

LOG_OF: dict[type[Base], Select] = {
    PlenarySession: select(PlenarySession.id),
    Sitting: select(Sitting.plenary_id),
    Item: select(Item.plenary_id),
    AgendaChange: select(AgendaChange.plenary_id),
    Paper: select(Paper.plenary_id),
    Minutes: select(Minutes.plenary_id),
    Correction: select(Minutes.plenary_id).join(Correction, Correction.minutes_id == Minutes.id),
    Motion: select(Motion.plenary_id),
    Bloc: select(Bloc.plenary_id),
    Vote: select(Vote.plenary_id),
    Declaration: select(Declaration.plenary_id),
    Mandate: select(Mandate.plenary_id),  # a substitute's; the mandates that hold seats belong to no session
    Proxy: select(Proxy.plenary_id),
    Election: select(Election.plenary_id),
    PointOfOrder: select(PointOfOrder.plenary_id),
    ProceduralMotion: select(ProceduralMotion.plenary_id),
    Reconsideration: select(Reconsideration.plenary_id),
    Statement: select(Statement.plenary_id),
    Candidate: select(Election.plenary_id).join(Candidate, Candidate.election_id == Election.id),
    Amendment: select(Motion.plenary_id).join(Amendment, Amendment.motion_id == Motion.id),
    Turn: select(Sitting.plenary_id).join(Turn, Turn.sitting_id == Sitting.id),
}


def hold_log(db: Db, log: str) -> None:
    """Lock the row of a log until the transaction ends. On SQLite the whole database is held already."""
    if db.scalar(select(Log.id).where(Log.id == log).with_for_update()) is None:
        raise Refused(Code.NOT_FOUND)


def found(db: Db, table: type[Row], key: object, **options) -> Row:
    """The row with this key. Refused: `not_found`."""
    row = db.get(table, key, **options) if key else None
    if row is None:
        raise Refused(Code.NOT_FOUND)
    return row


def held(db: Db, table: type[Row], key: str) -> Row:
    """The row as it is once the lock of its session is ours: nobody else decides on it before we are done."""
    log = db.scalar(LOG_OF[table].where(inspect(table).primary_key[0] == key))
    if log is None:
        raise Refused(Code.NOT_FOUND)
    hold_log(db, log)
    return found(db, table, key, populate_existing=True)
