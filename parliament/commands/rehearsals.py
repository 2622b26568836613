"""Rehearsals: sessions of the same house with toy texts, which publish nothing and may be deleted."""

from parliament.commands.house import Answer, Tx, requires
from parliament.record.entries import INSTITUTION, RehearsalDeleted
from parliament.rules.powers import Power
from parliament.rules.refusals import Code, Refused
from parliament.store.deletion import delete_session_rows
from parliament.store.queries import held
from parliament.store.tables import Log, PlenarySession


@requires(Power.DELETE_REHEARSAL)
def delete_rehearsal(tx: Tx, *, session_id: str) -> Answer:
    """Delete a rehearsal with its record, at any time: the one deletion this house knows, and an entry says so.

    Refused: not_found, not_a_rehearsal.
    """
    tx.hold(INSTITUTION)
    plenary = held(tx.db, PlenarySession, session_id)
    if not plenary.rehearsal:
        raise Refused(Code.NOT_A_REHEARSAL)
    size = tx.db.get_one(Log, plenary.id).size
    fact = RehearsalDeleted(
        plenary=plenary.id, slug=plenary.slug, number=plenary.number, title=plenary.title, size=size
    )
    delete_session_rows(tx.db, plenary.id)
    tx.record(fact)
    return {"session": fact.plenary}
