"""The life of declarations after their publication."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None

# In the order in which they may be dropped.
FOLLOW_UP = (
    "commitment_reviews",
    "commitment_reports",
    "commitments",
    "addressee_replies",
    "dispatches",
    "addressees",
)


def upgrade():
    create_prints()
    create_evidence()
    create_signings()
    create_signatures()
    create_signing_invitations()
    create_endorsements()
    create_declaration_versions()
    create_version_certifications()
    create_withdrawals()
    create_classifications()
    create_addressees()
    create_commitments()


def downgrade():
    for table in FOLLOW_UP:
        op.drop_table(table)
    op.drop_table("classifications")
    op.drop_table("withdrawals")
    op.drop_table("version_certifications")
    op.drop_table("declaration_versions")
    op.drop_table("endorsements")
    op.drop_table("signing_invitations")
    op.drop_table("signatures")
    op.drop_table("signings")
    op.drop_table("evidence")
    op.drop_table("prints")


def create_prints():
    op.create_table(
        "prints",
        sa.Column("declaration_id", sa.String(length=40), nullable=False),
        sa.Column("document", sa.String(length=64), nullable=False),
        sa.Column("language", sa.String(length=35), nullable=False),
        sa.Column("pdf_hash", sa.String(length=64), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["declaration_id"],
            ["declarations.id"],
            name=op.f("fk_prints_declaration_id_declarations"),
            ondelete="RESTRICT",
        ),
        sa.PrimaryKeyConstraint("declaration_id", name=op.f("pk_prints")),
    )


def create_evidence():
    op.create_table(
        "evidence",
        sa.Column("declaration_id", sa.String(length=40), nullable=False),
        sa.Column("vkey", sa.String(length=300), nullable=False),
        sa.Column("document_hash", sa.String(length=64), nullable=False),
        sa.Column("checkpoint_hash", sa.String(length=64), nullable=False),
        sa.Column("files_hash", sa.String(length=64), nullable=False),
        sa.Column("chair_signature", sa.Text(), nullable=False),
        sa.Column("secretariat_signature", sa.Text(), nullable=False),
        sa.Column("files_signature", sa.Text(), nullable=False),
        sa.Column("signed_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["declaration_id"],
            ["declarations.id"],
            name=op.f("fk_evidence_declaration_id_declarations"),
            ondelete="RESTRICT",
        ),
        sa.PrimaryKeyConstraint("declaration_id", name=op.f("pk_evidence")),
    )


def create_signings():
    op.create_table(
        "signings",
        sa.Column("id", sa.String(length=40), nullable=False),
        sa.Column("declaration_id", sa.String(length=40), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("document_hash", sa.String(length=64), nullable=False),
        sa.Column("closes_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("council_needed", sa.Boolean(), nullable=False),
        sa.Column("opened_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("closed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["declaration_id"],
            ["declarations.id"],
            name=op.f("fk_signings_declaration_id_declarations"),
            ondelete="RESTRICT",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_signings")),
    )
    op.create_index(op.f("ix_signings_declaration_id"), "signings", ["declaration_id"], unique=False)
    op.create_index(
        "one_open_signing_per_declaration",
        "signings",
        ["declaration_id"],
        unique=True,
        sqlite_where=sa.text("closed_at IS NULL"),
        postgresql_where=sa.text("closed_at IS NULL"),
    )


def create_signatures():
    op.create_table(
        "signatures",
        sa.Column("id", sa.String(length=40), nullable=False),
        sa.Column("signing", sa.String(length=40), nullable=False),
        sa.Column("declaration_id", sa.String(length=40), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("document_hash", sa.String(length=64), nullable=False),
        sa.Column("seat_id", sa.String(length=40), nullable=True),
        sa.Column("mandate", sa.String(length=40), nullable=True),
        sa.Column("invitation", sa.String(length=40), nullable=True),
        sa.Column("city_key", sa.String(length=240), nullable=False),
        sa.Column("city", sa.String(length=200), nullable=False),
        sa.Column("other_name", sa.String(length=200), nullable=False),
        sa.Column("country", sa.String(length=3), nullable=False),
        sa.Column("country_name", sa.String(length=120), nullable=False),
        sa.Column("continent", sa.String(length=2), nullable=False),
        sa.Column("population", sa.Integer(), nullable=False),
        sa.Column("cities", sa.Integer(), nullable=False),
        sa.Column("latitude", sa.String(length=20), nullable=False),
        sa.Column("longitude", sa.String(length=20), nullable=False),
        sa.Column("name", sa.String(length=200), nullable=False),
        sa.Column("function", sa.String(length=200), nullable=False),
        sa.Column("council_date", sa.String(length=10), nullable=True),
        sa.Column("council_reference", sa.Text(), nullable=False),
        sa.Column("reservation", sa.Text(), nullable=False),
        sa.Column("signed_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("withdrawn_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("withdrawn_reason", sa.Text(), nullable=False),
        sa.CheckConstraint(
            "(seat_id IS NULL) = (invitation IS NOT NULL)", name=op.f("ck_signatures_a_member_or_invited")
        ),
        sa.ForeignKeyConstraint(
            ["declaration_id"],
            ["declarations.id"],
            name=op.f("fk_signatures_declaration_id_declarations"),
            ondelete="RESTRICT",
        ),
        sa.ForeignKeyConstraint(
            ["seat_id"], ["seats.id"], name=op.f("fk_signatures_seat_id_seats"), ondelete="RESTRICT"
        ),
        sa.ForeignKeyConstraint(
            ["signing"], ["signings.id"], name=op.f("fk_signatures_signing_signings"), ondelete="RESTRICT"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_signatures")),
        sa.UniqueConstraint("invitation", name="an_invitation_signs_once"),
    )
    op.create_index(op.f("ix_signatures_declaration_id"), "signatures", ["declaration_id"], unique=False)
    op.create_index(op.f("ix_signatures_seat_id"), "signatures", ["seat_id"], unique=False)
    op.create_index(
        "one_signature_per_city",
        "signatures",
        ["declaration_id", "city_key"],
        unique=True,
        sqlite_where=sa.text("withdrawn_at IS NULL"),
        postgresql_where=sa.text("withdrawn_at IS NULL"),
    )


def create_signing_invitations():
    op.create_table(
        "signing_invitations",
        sa.Column("id", sa.String(length=40), nullable=False),
        sa.Column("token_hash", sa.String(length=64), nullable=False),
        sa.Column("declaration_id", sa.String(length=40), nullable=False),
        sa.Column("city", sa.String(length=200), nullable=False),
        sa.Column("other_name", sa.String(length=200), nullable=False),
        sa.Column("country", sa.String(length=3), nullable=False),
        sa.Column("country_name", sa.String(length=120), nullable=False),
        sa.Column("continent", sa.String(length=2), nullable=False),
        sa.Column("population", sa.Integer(), nullable=False),
        sa.Column("latitude", sa.String(length=20), nullable=False),
        sa.Column("longitude", sa.String(length=20), nullable=False),
        sa.Column("contact", sa.String(length=200), nullable=False),
        sa.Column("state", sa.String(length=16), nullable=False),
        sa.Column("name", sa.String(length=200), nullable=False),
        sa.Column("function", sa.String(length=200), nullable=False),
        sa.Column("council_date", sa.String(length=10), nullable=True),
        sa.Column("council_reference", sa.Text(), nullable=False),
        sa.Column("reservation", sa.Text(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=True),
        sa.Column("document_hash", sa.String(length=64), nullable=True),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("expires_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("offered_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("settled_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["declaration_id"],
            ["declarations.id"],
            name=op.f("fk_signing_invitations_declaration_id_declarations"),
            ondelete="RESTRICT",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_signing_invitations")),
        sa.UniqueConstraint("token_hash", name=op.f("uq_signing_invitations_token_hash")),
    )
    op.create_index(
        op.f("ix_signing_invitations_declaration_id"), "signing_invitations", ["declaration_id"], unique=False
    )


def create_endorsements():
    op.create_table(
        "endorsements",
        sa.Column("id", sa.String(length=40), nullable=False),
        sa.Column("declaration_id", sa.String(length=40), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("document_hash", sa.String(length=64), nullable=False),
        sa.Column("network", sa.String(length=200), nullable=False),
        sa.Column("network_key", sa.String(length=200), nullable=False),
        sa.Column("name", sa.String(length=200), nullable=False),
        sa.Column("function", sa.String(length=200), nullable=False),
        sa.Column("statement", sa.Text(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("withdrawn_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("withdrawn_reason", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["declaration_id"],
            ["declarations.id"],
            name=op.f("fk_endorsements_declaration_id_declarations"),
            ondelete="RESTRICT",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_endorsements")),
    )
    op.create_index(op.f("ix_endorsements_declaration_id"), "endorsements", ["declaration_id"], unique=False)
    op.create_index(
        "one_endorsement_per_network",
        "endorsements",
        ["declaration_id", "network_key"],
        unique=True,
        sqlite_where=sa.text("withdrawn_at IS NULL"),
        postgresql_where=sa.text("withdrawn_at IS NULL"),
    )


def create_declaration_versions():
    op.create_table(
        "declaration_versions",
        sa.Column("id", sa.String(length=40), nullable=False),
        sa.Column("declaration_id", sa.String(length=40), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("correction", sa.Integer(), nullable=False),
        sa.Column("operations_hash", sa.String(length=64), nullable=False),
        sa.Column("supersedes", sa.String(length=64), nullable=False),
        sa.Column("before_hash", sa.String(length=64), nullable=False),
        sa.Column("after_hash", sa.String(length=64), nullable=False),
        sa.Column("notice", sa.Text(), nullable=False),
        sa.Column("account_id", sa.String(length=40), nullable=False),
        sa.Column("state", sa.String(length=16), nullable=False),
        sa.Column("proposed_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("settled_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("document_hash", sa.String(length=64), nullable=True),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["account_id"],
            ["accounts.id"],
            name=op.f("fk_declaration_versions_account_id_accounts"),
            ondelete="RESTRICT",
        ),
        sa.ForeignKeyConstraint(
            ["declaration_id"],
            ["declarations.id"],
            name=op.f("fk_declaration_versions_declaration_id_declarations"),
            ondelete="RESTRICT",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_declaration_versions")),
    )
    op.create_index(
        op.f("ix_declaration_versions_declaration_id"), "declaration_versions", ["declaration_id"], unique=False
    )
    op.create_index(
        "one_version_in_preparation",
        "declaration_versions",
        ["declaration_id"],
        unique=True,
        sqlite_where=sa.text("state = 'proposed'"),
        postgresql_where=sa.text("state = 'proposed'"),
    )


def create_version_certifications():
    op.create_table(
        "version_certifications",
        sa.Column("version_id", sa.String(length=40), nullable=False),
        sa.Column("office", sa.String(length=16), nullable=False),
        sa.Column("account_id", sa.String(length=40), nullable=False),
        sa.Column("text_hash", sa.String(length=64), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["account_id"],
            ["accounts.id"],
            name=op.f("fk_version_certifications_account_id_accounts"),
            ondelete="RESTRICT",
        ),
        sa.ForeignKeyConstraint(
            ["version_id"],
            ["declaration_versions.id"],
            name=op.f("fk_version_certifications_version_id_declaration_versions"),
            ondelete="RESTRICT",
        ),
        sa.PrimaryKeyConstraint("version_id", "office", name="version_certifications_once_an_office"),
        sa.UniqueConstraint("version_id", "account_id", name="version_certifications_by_two_persons"),
    )


def create_withdrawals():
    op.create_table(
        "withdrawals",
        sa.Column("id", sa.String(length=40), nullable=False),
        sa.Column("declaration_id", sa.String(length=40), nullable=False),
        sa.Column("successor", sa.String(length=40), nullable=True),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("office", sa.String(length=16), nullable=False),
        sa.Column("account_id", sa.String(length=40), nullable=False),
        sa.Column("state", sa.String(length=16), nullable=False),
        sa.Column("proposed_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("settled_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["account_id"], ["accounts.id"], name=op.f("fk_withdrawals_account_id_accounts"), ondelete="RESTRICT"
        ),
        sa.ForeignKeyConstraint(
            ["declaration_id"],
            ["declarations.id"],
            name=op.f("fk_withdrawals_declaration_id_declarations"),
            ondelete="RESTRICT",
        ),
        sa.ForeignKeyConstraint(
            ["successor"], ["declarations.id"], name=op.f("fk_withdrawals_successor_declarations"), ondelete="RESTRICT"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_withdrawals")),
    )
    op.create_index(op.f("ix_withdrawals_declaration_id"), "withdrawals", ["declaration_id"], unique=False)
    op.create_index(
        "one_withdrawal_in_preparation",
        "withdrawals",
        ["declaration_id"],
        unique=True,
        sqlite_where=sa.text("state <> 'dropped'"),
        postgresql_where=sa.text("state <> 'dropped'"),
    )


def create_classifications():
    op.create_table(
        "classifications",
        sa.Column("declaration_id", sa.String(length=40), nullable=False),
        sa.Column("topics", sa.JSON(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["declaration_id"],
            ["declarations.id"],
            name=op.f("fk_classifications_declaration_id_declarations"),
            ondelete="RESTRICT",
        ),
        sa.PrimaryKeyConstraint("declaration_id", name=op.f("pk_classifications")),
    )


def words(name, length, *, nullable=False):
    return sa.Column(name, sa.String(length=length), nullable=nullable)


def refers_to(table, column, other):
    return sa.ForeignKeyConstraint(
        [column], [f"{other}.id"], name=op.f(f"fk_{table}_{column}_{other}"), ondelete="RESTRICT"
    )


def create_about(table, references, *columns):
    """A table of things under their ids, each about one or two other things."""
    op.create_table(
        table,
        words("id", 40),
        *(words(column, 40) for column in references),
        *columns,
        *(refers_to(table, column, other) for column, other in references.items()),
        sa.PrimaryKeyConstraint("id", name=op.f(f"pk_{table}")),
    )


def create_addressees():
    """Whom declarations call upon, what was sent to them, what they answered."""
    create_about(
        "addressees",
        {"declaration_id": "declarations"},
        words("kind", 20),
        words("name", 200),
        sa.Column("named_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("removed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("reason", sa.Text(), nullable=False),
    )
    op.create_index(op.f("ix_addressees_declaration_id"), "addressees", ["declaration_id"], unique=False)
    create_about(
        "dispatches",
        {"addressee_id": "addressees"},
        words("how", 20),
        words("sent_on", 10),
        words("answer_by", 10, nullable=True),
        sa.Column("note", sa.Text(), nullable=False),
        words("receipt_hash", 64, nullable=True),
        sa.Column("entered_at", sa.DateTime(timezone=True), nullable=False),
    )
    op.create_index(op.f("ix_dispatches_addressee_id"), "dispatches", ["addressee_id"], unique=False)
    create_about(
        "addressee_replies",
        {"addressee_id": "addressees"},
        words("received_on", 10),
        words("position", 20),
        sa.Column("summary", sa.Text(), nullable=False),
        words("file_hash", 64, nullable=True),
        sa.Column("next_step", sa.Text(), nullable=False),
        words("next_step_on", 10, nullable=True),
        sa.Column("entered_at", sa.DateTime(timezone=True), nullable=False),
    )
    op.create_index(op.f("ix_addressee_replies_addressee_id"), "addressee_replies", ["addressee_id"], unique=False)


def create_commitments():
    """What cities promised under declarations, what they reported of it, and what was found of their reports."""
    create_about(
        "commitments",
        {"declaration_id": "declarations", "seat_id": "seats"},
        words("measure", 200),
        words("unit", 60),
        words("baseline", 30, nullable=True),
        words("target", 30),
        words("due_on", 10),
        words("next_review_on", 10),
        sa.Column("instruction", sa.Text(), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("withdrawn_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("reason", sa.Text(), nullable=False),
    )
    op.create_index(op.f("ix_commitments_declaration_id"), "commitments", ["declaration_id"], unique=False)
    op.create_index(op.f("ix_commitments_seat_id"), "commitments", ["seat_id"], unique=False)
    create_about(
        "commitment_reports",
        {"commitment_id": "commitments"},
        words("status", 20),
        words("figure", 30, nullable=True),
        words("reported_on", 10),
        words("evidence", 500, nullable=True),
        sa.Column("note", sa.Text(), nullable=False),
        words("next_review_on", 10, nullable=True),
        sa.Column("instruction", sa.Text(), nullable=False),
        sa.Column("entered_at", sa.DateTime(timezone=True), nullable=False),
    )
    op.create_index(op.f("ix_commitment_reports_commitment_id"), "commitment_reports", ["commitment_id"], unique=False)
    create_about(
        "commitment_reviews",
        {"commitment_id": "commitments", "report_id": "commitment_reports"},
        words("finding", 20),
        sa.Column("note", sa.Text(), nullable=False),
        words("next_review_on", 10, nullable=True),
        sa.Column("entered_at", sa.DateTime(timezone=True), nullable=False),
        sa.UniqueConstraint("report_id", name=op.f("uq_commitment_reviews_report_id")),
    )
    op.create_index(op.f("ix_commitment_reviews_commitment_id"), "commitment_reviews", ["commitment_id"], unique=False)
