"""What every table shares: the metadata with its naming convention, and columns for instants and ids."""

from datetime import UTC, datetime
from typing import Annotated

from sqlalchemy import DateTime, ForeignKey, MetaData, String, TypeDecorator
from sqlalchemy.orm import DeclarativeBase, mapped_column

NAMES = {
    "ix": "ix_%(column_0_label)s",
    "uq": "uq_%(table_name)s_%(column_0_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_name)s_%(referred_table_name)s",
    "pk": "pk_%(table_name)s",
}


class Instant(TypeDecorator[datetime]):
    """An aware UTC datetime to the millisecond; SQLite keeps no zone, so it is put back on reading."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value, dialect):
        if value is None:
            return None
        at = value.astimezone(UTC)
        at = at.replace(microsecond=at.microsecond // 1000 * 1000)
        return at.replace(tzinfo=None) if dialect.name == "sqlite" else at

    def process_result_value(self, value, dialect):
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


class Base(DeclarativeBase):
    metadata = MetaData(naming_convention=NAMES)


Id = Annotated[str, mapped_column(String(40), primary_key=True)]
Hash = Annotated[str, mapped_column(String(64))]
At = Annotated[datetime, mapped_column(Instant)]


def refers_to(column: str, **options):
    """A foreign key to an id; deleting what is referred to is never a way to change the record."""
    return mapped_column(String(40), ForeignKey(column, ondelete="RESTRICT"), **options)
