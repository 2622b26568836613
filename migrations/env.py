"""What Alembic runs for each command: our metadata, one transaction, the connection it was handed.

There is no alembic.ini: `parliament.store.migrate` hands over the connection, and owns the transaction.
"""

from alembic import context
from sqlalchemy import DateTime

from parliament.store.tables import Base
from parliament.store.tables.columns import Instant


def write_type(kind, column_type, autogen_context):
    """A migration must mean the same in ten years, so it names SQLAlchemy's types and none of ours."""
    if kind == "type" and isinstance(column_type, Instant):
        autogen_context.imports.add("import sqlalchemy as sa")
        return repr(DateTime(timezone=True)).replace("DateTime", "sa.DateTime")
    return False


connection = context.config.attributes.get("connection")
if connection is None:
    raise RuntimeError("Migrations are run by parliament.store.migrate, which hands over the connection.")

context.configure(
    connection=connection,
    target_metadata=Base.metadata,
    render_as_batch=True,
    render_item=write_type,
    compare_type=True,
    # Our SQLite begins its transactions itself, so there, too, tables change all at once or not at all.
    transactional_ddl=True,
)
with context.begin_transaction():
    context.run_migrations()
