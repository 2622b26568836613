"""Whether what a page shows belongs to a rehearsal, so that every such page can say so."""

from collections.abc import Mapping

from sqlalchemy import inspect, select
from sqlalchemy.orm import Session as Db

from parliament.store.queries.locking import LOG_OF
from parliament.store.tables import (
    Amendment,
    Base,
    Correction,
    Election,
    Item,
    Motion,
    Paper,
    PlenarySession,
    Sitting,
    Statement,
    Turn,
    Vote,
)

# The names under which addresses hold ids.
NAMED: dict[str, type[Base]] = {
    "motion_id": Motion,
    "amendment_id": Amendment,
    "vote_id": Vote,
    "sitting_id": Sitting,
    "item_id": Item,
    "election_id": Election,
    "statement_id": Statement,
    "turn_id": Turn,
    "paper_id": Paper,
    "correction_id": Correction,
}


def is_of_rehearsal(db: Db, named: Mapping[str, object]) -> bool:
    """Whether the first thing that an address names is a rehearsal, or of one; one question, or none."""
    rehearsal = select(PlenarySession.id).where(PlenarySession.rehearsal)
    if "slug" in named:
        return db.scalar(rehearsal.where(PlenarySession.slug == str(named["slug"]))) is not None
    for name, table in NAMED.items():
        if name in named:
            log = LOG_OF[table].where(inspect(table).primary_key[0] == str(named[name]))
            return db.scalar(rehearsal.where(PlenarySession.id.in_(log))) is not None
    return False
