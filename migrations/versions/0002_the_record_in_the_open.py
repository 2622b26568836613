"""The record in the open."""

import hashlib

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

TILE = 256
HASH = 32


def upgrade():
    add_salts()
    create_tiles()
    create_checkpoints()
    write_tiles()


def downgrade():
    op.drop_table("checkpoints")
    op.drop_table("tiles")
    with op.batch_alter_table("entries") as batch_op:
        batch_op.drop_column("salt")


def add_salts():
    """What was written before has no salt: its leaf is the entry itself, as it was when it was signed."""
    with op.batch_alter_table("entries") as batch_op:
        batch_op.add_column(sa.Column("salt", sa.LargeBinary(), nullable=True))


def create_tiles():
    op.create_table(
        "tiles",
        sa.Column("log_id", sa.String(length=40), nullable=False),
        sa.Column("level", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("index", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("hashes", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("log_id", "level", "index", name=op.f("pk_tiles")),
    )


def create_checkpoints():
    op.create_table(
        "checkpoints",
        sa.Column("log_id", sa.String(length=40), nullable=False),
        sa.Column("size", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("root", sa.String(length=64), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("recorded_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("sealed", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("log_id", "size", name=op.f("pk_checkpoints")),
    )


def write_tiles():
    """The tiles of the logs there are already, a tile at a time: a log may be longer than memory."""
    connection = op.get_bind()
    for log_id, size in connection.execute(sa.text("SELECT id, size FROM logs")).all():
        for first in range(0, size // TILE * TILE, TILE):
            rows = connection.execute(
                sa.text("SELECT data FROM entries WHERE log_id = :log AND seq > :first AND seq <= :last ORDER BY seq"),
                {"log": log_id, "first": first, "last": first + TILE},
            )
            leaves = [hashlib.sha256(b"\x00" + bytes(row.data)).digest() for row in rows]
            add_to_tiles(connection, log_id, 0, first // TILE, b"".join(leaves))


def add_to_tiles(connection, log_id, level, index, hashes):
    """Write a complete tile, and add its root to the tile above, which may thereby be complete as well."""
    tiles = sa.table("tiles", *(sa.column(name) for name in ("log_id", "level", "index", "hashes")))
    connection.execute(tiles.insert().values(log_id=log_id, level=level, index=index, hashes=hashes))
    while len(hashes) == TILE * HASH:
        root = root_of(hashes)
        level, index, place = level + 1, index // TILE, index % TILE
        where = (tiles.c.log_id == log_id, tiles.c.level == level, tiles.c.index == index)
        if place == 0:
            hashes = root
            connection.execute(tiles.insert().values(log_id=log_id, level=level, index=index, hashes=hashes))
        else:
            hashes = bytes(connection.execute(sa.select(tiles.c.hashes).where(*where)).scalar_one()) + root
            connection.execute(tiles.update().where(*where).values(hashes=hashes))


def root_of(hashes):
    """The root of the complete tree over the hashes of one tile (RFC 6962)."""
    row = [hashes[place : place + HASH] for place in range(0, len(hashes), HASH)]
    while len(row) > 1:
        row = [hashlib.sha256(b"\x01" + row[place] + row[place + 1]).digest() for place in range(0, len(row), 2)]
    return row[0]
