"""Whether the database answers, has the tables of this version, and holds a founded parliament."""

from sqlalchemy import inspect, select
from sqlalchemy.exc import SQLAlchemyError

from parliament.record.entries import INSTITUTION
from parliament.store.database import Database
from parliament.store.tables import Base, Key, Log


def readiness(database: Database) -> dict[str, bool]:
    """The checks in the order in which they can fail; what could not be asked any more has failed."""
    found = {"database": False, "tables": False, "founded": False}
    try:
        with database.reading() as db:
            found["database"] = db.scalar(select(1)) == 1
            found["tables"] = set(Base.metadata.tables) <= set(inspect(db.connection()).get_table_names())
            if found["tables"]:
                founded = db.get(Log, INSTITUTION) is not None and db.scalar(select(Key.id).limit(1)) is not None
                found["founded"] = founded
    except (SQLAlchemyError, OSError):
        return found
    return found
