"""The record in the open."""

import base64
import hashlib

import sqlalchemy as sa
from alembic import op
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

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
    create_signed_sizes()
    number_keys()
    create_witnesses()


def downgrade():
    op.drop_table("cosignatures")
    op.drop_table("witnesses")
    forget_later_keys()
    op.drop_table("signed_sizes")
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


def create_signed_sizes():
    op.create_table(
        "signed_sizes",
        sa.Column("origin", sa.String(length=200), nullable=False),
        sa.Column("size", sa.Integer(), nullable=False),
        sa.Column("root", sa.String(length=64), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("origin", name=op.f("pk_signed_sizes")),
    )


def number_keys():
    """A key shows its public half from now on, because its seed may be kept elsewhere; there was one key so far."""
    with op.batch_alter_table("keys") as batch_op:
        batch_op.add_column(sa.Column("vkey", sa.String(length=300), nullable=True))
        batch_op.add_column(sa.Column("proposed_by", sa.String(length=40), nullable=True))
        batch_op.add_column(sa.Column("number", sa.Integer(), nullable=True))
        batch_op.alter_column("seed", existing_type=sa.LargeBinary(), nullable=True)
    connection = op.get_bind()
    rows = connection.execute(sa.text("SELECT id, name, seed FROM keys ORDER BY created_at, id")).all()
    for number, row in enumerate(rows, 1):
        connection.execute(
            sa.text("UPDATE keys SET vkey = :vkey, number = :number WHERE id = :id"),
            {"id": row.id, "vkey": vkey_of(row.name, bytes(row.seed)), "number": number},
        )
    with op.batch_alter_table("keys") as batch_op:
        batch_op.alter_column("vkey", existing_type=sa.String(length=300), nullable=False)
        batch_op.create_unique_constraint(op.f("uq_keys_vkey"), ["vkey"])
        batch_op.create_unique_constraint(op.f("uq_keys_number"), ["number"])


def vkey_of(name, seed):
    """The public half as C2SP signed-note writes it: name, identifier, and the type with the key."""
    public = b"\x01" + Ed25519PrivateKey.from_private_bytes(seed).public_key().public_bytes_raw()
    key_id = hashlib.sha256(name.encode() + b"\n" + public).digest()[:4]
    return f"{name}+{key_id.hex()}+{base64.b64encode(public).decode()}"


def create_witnesses():
    op.create_table(
        "witnesses",
        sa.Column("id", sa.String(length=40), nullable=False),
        sa.Column("name", sa.String(length=200), nullable=False),
        sa.Column("vkey", sa.String(length=300), nullable=False),
        sa.Column("added_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("removed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_witnesses")),
        sa.UniqueConstraint("vkey", name=op.f("uq_witnesses_vkey")),
    )
    op.create_table(
        "cosignatures",
        sa.Column("log_id", sa.String(length=40), nullable=False),
        sa.Column("size", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("witness_id", sa.String(length=40), nullable=False),
        sa.Column("line", sa.Text(), nullable=False),
        sa.Column("cosigned_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("received_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["witness_id"],
            ["witnesses.id"],
            name=op.f("fk_cosignatures_witness_id_witnesses"),
            ondelete="RESTRICT",
        ),
        sa.PrimaryKeyConstraint("log_id", "size", "witness_id", name=op.f("pk_cosignatures")),
    )


def forget_later_keys():
    """The tables before knew one key and its seed. A house that signs elsewhere has none here, and cannot go back."""
    connection = op.get_bind()
    if connection.execute(sa.text("SELECT count(*) FROM keys WHERE number > 1 OR seed IS NULL")).scalar_one():
        raise RuntimeError("Keys were changed, or are kept by a signer of its own: the former tables cannot say so.")
    connection.execute(sa.text("DELETE FROM keys WHERE number IS NULL"))
    with op.batch_alter_table("keys") as batch_op:
        batch_op.drop_constraint(op.f("uq_keys_number"), type_="unique")
        batch_op.drop_constraint(op.f("uq_keys_vkey"), type_="unique")
        batch_op.drop_column("number")
        batch_op.drop_column("proposed_by")
        batch_op.drop_column("vkey")
        batch_op.alter_column("seed", existing_type=sa.LargeBinary(), nullable=False)


def root_of(hashes):
    """The root of the complete tree over the hashes of one tile (RFC 6962)."""
    row = [hashes[place : place + HASH] for place in range(0, len(hashes), HASH)]
    while len(row) > 1:
        row = [hashlib.sha256(b"\x01" + row[place] + row[place + 1]).digest() for place in range(0, len(row), 2)]
    return row[0]
