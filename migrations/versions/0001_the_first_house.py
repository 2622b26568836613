"""The first house."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade():
    create_annexes()
    create_entries()
    create_keys()
    create_logs()
    create_members()
    create_past_sessions()
    create_plenary_sessions()
    create_profiles()
    create_repeats()
    create_seats()
    create_accounts()
    create_mandates()
    create_motions()
    create_past_votes()
    create_agenda_changes()
    create_amendment_orders()
    create_amendments()
    create_blocs()
    create_certifications()
    create_declarations()
    create_invitations()
    create_items()
    create_logins()
    create_offices_held()
    create_reconsiderations()
    create_sponsorships()
    create_text_versions()
    create_tokens()
    create_translations()
    create_acceptance_objections()
    create_acceptances()
    create_amendment_decisions()
    create_division_orders()
    create_elections()
    create_papers()
    create_proxies()
    create_sittings()
    create_takings_out()
    create_candidates()
    create_minutes()
    create_presences()
    create_procedural_motions()
    create_votes()
    create_ballot_revisions()
    create_ballots()
    create_corrections()
    create_division_requests()
    create_election_rounds()
    create_frozen_translations()
    create_hand_counts()
    create_roll_seats()
    create_statements()
    create_telephone_ballots()
    create_text_corrections()
    create_turns()
    create_vote_requests()
    create_vote_stops()
    create_points_of_order()


def create_annexes():
    op.create_table(
        "annexes",
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.Column("media_type", sa.String(length=80), nullable=False),
        sa.Column("content", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("sha256", name=op.f("pk_annexes")),
    )


def create_entries():
    op.create_table(
        "entries",
        sa.Column("log_id", sa.String(length=40), nullable=False),
        sa.Column("seq", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("kind", sa.String(length=40), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("data", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("log_id", "seq", name=op.f("pk_entries")),
    )


def create_keys():
    op.create_table(
        "keys",
        sa.Column("id", sa.String(length=40), nullable=False),
        sa.Column("name", sa.String(length=200), nullable=False),
        sa.Column("seed", sa.LargeBinary(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_keys")),
    )


def create_logs():
    op.create_table(
        "logs",
        sa.Column("id", sa.String(length=40), nullable=False),
        sa.Column("origin", sa.String(length=200), nullable=False),
        sa.Column("size", sa.Integer(), nullable=False),
        sa.Column("frontier", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_logs")),
    )


def create_members():
    op.create_table(
        "members",
        sa.Column("id", sa.String(length=40), nullable=False),
        sa.Column("name", sa.String(length=200), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_members")),
    )


def create_past_sessions():
    op.create_table(
        "past_sessions",
        sa.Column("id", sa.String(length=40), nullable=False),
        sa.Column("slug", sa.String(length=100), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("organization", sa.Text(), nullable=False),
        sa.Column("period", sa.Text(), nullable=False),
        sa.Column("source_sha256", sa.String(length=64), nullable=False),
        sa.Column("votes_hash", sa.String(length=64), nullable=False),
        sa.Column("imported_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_past_sessions")),
        sa.UniqueConstraint("slug", name="past_sessions_are_named_once"),
        sa.UniqueConstraint("votes_hash", name="past_sessions_come_in_once"),
    )


def create_plenary_sessions():
    op.create_table(
        "plenary_sessions",
        sa.Column("id", sa.String(length=40), nullable=False),
        sa.Column("slug", sa.String(length=80), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("title", sa.String(length=200), nullable=False),
        sa.Column("stage", sa.String(length=16), nullable=False),
        sa.Column("language", sa.String(length=12), nullable=False),
        sa.Column("time_zone", sa.String(length=64), nullable=False),
        sa.Column("convened_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("opens_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("profile", sa.String(length=40), nullable=False),
        sa.Column("profile_hash", sa.String(length=64), nullable=False),
        sa.Column("seats_hash", sa.String(length=64), nullable=False),
        sa.Column("seats", sa.Integer(), nullable=False),
        sa.Column("urgency", sa.String(length=16), nullable=True),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("rehearsal", sa.Boolean(), nullable=False),
        sa.Column("agenda_adopted_at", sa.DateTime(timezone=True), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_plenary_sessions")),
        sa.UniqueConstraint("rehearsal", "number", name="session_numbers_are_unique"),
        sa.UniqueConstraint("slug", name=op.f("uq_plenary_sessions_slug")),
    )


def create_profiles():
    op.create_table(
        "profiles",
        sa.Column("id", sa.String(length=40), nullable=False),
        sa.Column("name", sa.String(length=40), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("text_hash", sa.String(length=64), nullable=False),
        sa.Column("profile_hash", sa.String(length=64), nullable=False),
        sa.Column("adopted_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_profiles")),
        sa.UniqueConstraint("name", "version", name="one_profile_per_version"),
    )
    with op.batch_alter_table("profiles", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_profiles_name"), ["name"], unique=False)


def create_repeats():
    op.create_table(
        "repeats",
        sa.Column("account_id", sa.String(length=40), nullable=False),
        sa.Column("key", sa.String(length=100), nullable=False),
        sa.Column("fingerprint", sa.String(length=64), nullable=False),
        sa.Column("answer", sa.JSON(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("account_id", "key", name=op.f("pk_repeats")),
    )


def create_seats():
    op.create_table(
        "seats",
        sa.Column("id", sa.String(length=40), nullable=False),
        sa.Column("slug", sa.String(length=80), nullable=False),
        sa.Column("city", sa.String(length=200), nullable=False),
        sa.Column("other_name", sa.String(length=200), nullable=False),
        sa.Column("country", sa.String(length=3), nullable=False),
        sa.Column("country_name", sa.String(length=120), nullable=False),
        sa.Column("continent", sa.String(length=2), nullable=False),
        sa.Column("population", sa.Integer(), nullable=False),
        sa.Column("latitude", sa.String(length=20), nullable=False),
        sa.Column("longitude", sa.String(length=20), nullable=False),
        sa.Column("time_zone", sa.String(length=64), nullable=False),
        sa.Column("languages", sa.JSON(), nullable=False),
        sa.Column("cities", sa.JSON(), nullable=False),
        sa.Column("state", sa.String(length=16), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_seats")),
        sa.UniqueConstraint("slug", name=op.f("uq_seats_slug")),
    )
    with op.batch_alter_table("seats", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_seats_country"), ["country"], unique=False)


def create_accounts():
    op.create_table(
        "accounts",
        sa.Column("id", sa.String(length=40), nullable=False),
        sa.Column("login", sa.String(length=200), nullable=False),
        sa.Column("name", sa.String(length=200), nullable=False),
        sa.Column("password_hash", sa.String(length=200), nullable=True),
        sa.Column("member_id", sa.String(length=40), nullable=True),
        sa.Column("state", sa.String(length=16), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["member_id"], ["members.id"], name=op.f("fk_accounts_member_id_members"), ondelete="RESTRICT"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_accounts")),
        sa.UniqueConstraint("login", name=op.f("uq_accounts_login")),
    )
    with op.batch_alter_table("accounts", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_accounts_member_id"), ["member_id"], unique=False)


def create_mandates():
    op.create_table(
        "mandates",
        sa.Column("id", sa.String(length=40), nullable=False),
        sa.Column("seat_id", sa.String(length=40), nullable=False),
        sa.Column("member_id", sa.String(length=40), nullable=False),
        sa.Column("plenary_id", sa.String(length=40), nullable=True),
        sa.Column("kind", sa.String(length=16), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("from_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("until_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["member_id"], ["members.id"], name=op.f("fk_mandates_member_id_members"), ondelete="RESTRICT"
        ),
        sa.ForeignKeyConstraint(
            ["plenary_id"],
            ["plenary_sessions.id"],
            name=op.f("fk_mandates_plenary_id_plenary_sessions"),
            ondelete="RESTRICT",
        ),
        sa.ForeignKeyConstraint(["seat_id"], ["seats.id"], name=op.f("fk_mandates_seat_id_seats"), ondelete="RESTRICT"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_mandates")),
    )
    with op.batch_alter_table("mandates", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_mandates_member_id"), ["member_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_mandates_plenary_id"), ["plenary_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_mandates_seat_id"), ["seat_id"], unique=False)
        batch_op.create_index(
            "one_running_mandate_per_seat",
            ["seat_id"],
            unique=True,
            sqlite_where=sa.text("until_at IS NULL"),
            postgresql_where=sa.text("until_at IS NULL"),
        )


def create_motions():
    op.create_table(
        "motions",
        sa.Column("id", sa.String(length=40), nullable=False),
        sa.Column("plenary_id", sa.String(length=40), nullable=False),
        sa.Column("seat_id", sa.String(length=40), nullable=False),
        sa.Column("number", sa.Integer(), nullable=True),
        sa.Column("title", sa.String(length=200), nullable=False),
        sa.Column("stage", sa.String(length=16), nullable=False),
        sa.Column("visibility", sa.String(length=8), nullable=False),
        sa.Column("outcome", sa.String(length=16), nullable=True),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("text_hash", sa.String(length=64), nullable=False),
        sa.Column("adopted_hash", sa.String(length=64), nullable=True),
        sa.Column("drafted_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("submitted_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("published_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["plenary_id"],
            ["plenary_sessions.id"],
            name=op.f("fk_motions_plenary_id_plenary_sessions"),
            ondelete="RESTRICT",
        ),
        sa.ForeignKeyConstraint(["seat_id"], ["seats.id"], name=op.f("fk_motions_seat_id_seats"), ondelete="RESTRICT"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_motions")),
        sa.UniqueConstraint("plenary_id", "number", name="motion_numbers_are_unique"),
    )
    with op.batch_alter_table("motions", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_motions_plenary_id"), ["plenary_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_motions_seat_id"), ["seat_id"], unique=False)


def create_past_votes():
    op.create_table(
        "past_votes",
        sa.Column("past_session_id", sa.String(length=40), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("source_id", sa.Text(), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("date", sa.String(length=40), nullable=True),
        sa.Column("rule", sa.Text(), nullable=False),
        sa.Column("published", sa.String(length=4), nullable=True),
        sa.Column("outcome", sa.String(length=16), nullable=True),
        sa.Column("disagrees", sa.Boolean(), nullable=False),
        sa.Column("yes", sa.BigInteger(), nullable=False),
        sa.Column("no", sa.BigInteger(), nullable=False),
        sa.Column("abstain", sa.BigInteger(), nullable=False),
        sa.Column("not_voting", sa.BigInteger(), nullable=False),
        sa.Column("absent", sa.BigInteger(), nullable=False),
        sa.Column("members", sa.BigInteger(), nullable=False),
        sa.CheckConstraint("published IN ('pass', 'fail')", name=op.f("ck_past_votes_past_results_are_pass_or_fail")),
        sa.ForeignKeyConstraint(
            ["past_session_id"],
            ["past_sessions.id"],
            name=op.f("fk_past_votes_past_session_id_past_sessions"),
            ondelete="RESTRICT",
        ),
        sa.PrimaryKeyConstraint("past_session_id", "number", name="past_votes_are_numbered"),
    )


def create_agenda_changes():
    op.create_table(
        "agenda_changes",
        sa.Column("id", sa.String(length=40), nullable=False),
        sa.Column("plenary_id", sa.String(length=40), nullable=False),
        sa.Column("kind", sa.String(length=16), nullable=False),
        sa.Column("items", sa.JSON(), nullable=False),
        sa.Column("item_id", sa.String(length=40), nullable=True),
        sa.Column("item_kind", sa.String(length=16), nullable=True),
        sa.Column("title", sa.String(length=200), nullable=False),
        sa.Column("motion_id", sa.String(length=40), nullable=True),
        sa.Column("planned_minutes", sa.Integer(), nullable=True),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("seat_id", sa.String(length=40), nullable=True),
        sa.Column("state", sa.String(length=16), nullable=False),
        sa.Column("proposed_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("decided_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["motion_id"], ["motions.id"], name=op.f("fk_agenda_changes_motion_id_motions"), ondelete="RESTRICT"
        ),
        sa.ForeignKeyConstraint(
            ["plenary_id"],
            ["plenary_sessions.id"],
            name=op.f("fk_agenda_changes_plenary_id_plenary_sessions"),
            ondelete="RESTRICT",
        ),
        sa.ForeignKeyConstraint(
            ["seat_id"], ["seats.id"], name=op.f("fk_agenda_changes_seat_id_seats"), ondelete="RESTRICT"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_agenda_changes")),
    )
    with op.batch_alter_table("agenda_changes", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_agenda_changes_plenary_id"), ["plenary_id"], unique=False)


def create_amendment_orders():
    op.create_table(
        "amendment_orders",
        sa.Column("motion_id", sa.String(length=40), nullable=False),
        sa.Column("proposed", sa.JSON(), nullable=False),
        sa.Column("confirmed", sa.JSON(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["motion_id"], ["motions.id"], name=op.f("fk_amendment_orders_motion_id_motions"), ondelete="RESTRICT"
        ),
        sa.PrimaryKeyConstraint("motion_id", name=op.f("pk_amendment_orders")),
    )


def create_amendments():
    op.create_table(
        "amendments",
        sa.Column("id", sa.String(length=40), nullable=False),
        sa.Column("motion_id", sa.String(length=40), nullable=False),
        sa.Column("seat_id", sa.String(length=40), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("base_hash", sa.String(length=64), nullable=False),
        sa.Column("operations_hash", sa.String(length=64), nullable=False),
        sa.Column("justification", sa.Text(), nullable=False),
        sa.Column("parent_id", sa.String(length=40), nullable=True),
        sa.Column("replaces", sa.JSON(), nullable=False),
        sa.Column("submitted_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("withdrawn_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["motion_id"], ["motions.id"], name=op.f("fk_amendments_motion_id_motions"), ondelete="RESTRICT"
        ),
        sa.ForeignKeyConstraint(
            ["parent_id"], ["amendments.id"], name=op.f("fk_amendments_parent_id_amendments"), ondelete="RESTRICT"
        ),
        sa.ForeignKeyConstraint(
            ["seat_id"], ["seats.id"], name=op.f("fk_amendments_seat_id_seats"), ondelete="RESTRICT"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_amendments")),
        sa.UniqueConstraint("motion_id", "number", name="amendment_numbers_are_unique"),
    )
    with op.batch_alter_table("amendments", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_amendments_motion_id"), ["motion_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_amendments_parent_id"), ["parent_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_amendments_seat_id"), ["seat_id"], unique=False)


def create_blocs():
    op.create_table(
        "blocs",
        sa.Column("id", sa.String(length=40), nullable=False),
        sa.Column("plenary_id", sa.String(length=40), nullable=False),
        sa.Column("motion_id", sa.String(length=40), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("amendments", sa.JSON(), nullable=False),
        sa.Column("taken_out", sa.JSON(), nullable=False),
        sa.Column("state", sa.String(length=12), nullable=False),
        sa.Column("proposed_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["motion_id"], ["motions.id"], name=op.f("fk_blocs_motion_id_motions"), ondelete="RESTRICT"
        ),
        sa.ForeignKeyConstraint(
            ["plenary_id"],
            ["plenary_sessions.id"],
            name=op.f("fk_blocs_plenary_id_plenary_sessions"),
            ondelete="RESTRICT",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_blocs")),
        sa.UniqueConstraint("motion_id", "number", name="bloc_numbers_are_unique"),
    )
    with op.batch_alter_table("blocs", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_blocs_motion_id"), ["motion_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_blocs_plenary_id"), ["plenary_id"], unique=False)


def create_certifications():
    op.create_table(
        "certifications",
        sa.Column("motion_id", sa.String(length=40), nullable=False),
        sa.Column("office", sa.String(length=16), nullable=False),
        sa.Column("account_id", sa.String(length=40), nullable=False),
        sa.Column("text_hash", sa.String(length=64), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["account_id"], ["accounts.id"], name=op.f("fk_certifications_account_id_accounts"), ondelete="RESTRICT"
        ),
        sa.ForeignKeyConstraint(
            ["motion_id"], ["motions.id"], name=op.f("fk_certifications_motion_id_motions"), ondelete="RESTRICT"
        ),
        sa.PrimaryKeyConstraint("motion_id", "office", name=op.f("pk_certifications")),
    )


def create_declarations():
    op.create_table(
        "declarations",
        sa.Column("id", sa.String(length=40), nullable=False),
        sa.Column("plenary_id", sa.String(length=40), nullable=False),
        sa.Column("motion_id", sa.String(length=40), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("slug", sa.String(length=120), nullable=False),
        sa.Column("title", sa.String(length=200), nullable=False),
        sa.Column("text_hash", sa.String(length=64), nullable=False),
        sa.Column("document_hash", sa.String(length=64), nullable=False),
        sa.Column("published_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["motion_id"], ["motions.id"], name=op.f("fk_declarations_motion_id_motions"), ondelete="RESTRICT"
        ),
        sa.ForeignKeyConstraint(
            ["plenary_id"],
            ["plenary_sessions.id"],
            name=op.f("fk_declarations_plenary_id_plenary_sessions"),
            ondelete="RESTRICT",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_declarations")),
        sa.UniqueConstraint("motion_id", name=op.f("uq_declarations_motion_id")),
        sa.UniqueConstraint("slug", name=op.f("uq_declarations_slug")),
    )
    with op.batch_alter_table("declarations", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_declarations_plenary_id"), ["plenary_id"], unique=False)


def create_invitations():
    op.create_table(
        "invitations",
        sa.Column("id", sa.String(length=40), nullable=False),
        sa.Column("token_hash", sa.String(length=64), nullable=False),
        sa.Column("account_id", sa.String(length=40), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("expires_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("used_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["account_id"], ["accounts.id"], name=op.f("fk_invitations_account_id_accounts"), ondelete="RESTRICT"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_invitations")),
        sa.UniqueConstraint("token_hash", name=op.f("uq_invitations_token_hash")),
    )
    with op.batch_alter_table("invitations", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_invitations_account_id"), ["account_id"], unique=False)


def create_items():
    op.create_table(
        "items",
        sa.Column("id", sa.String(length=40), nullable=False),
        sa.Column("plenary_id", sa.String(length=40), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=16), nullable=False),
        sa.Column("title", sa.String(length=200), nullable=False),
        sa.Column("motion_id", sa.String(length=40), nullable=True),
        sa.Column("parent_id", sa.String(length=40), nullable=True),
        sa.Column("planned_minutes", sa.Integer(), nullable=True),
        sa.Column("called_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["motion_id"], ["motions.id"], name=op.f("fk_items_motion_id_motions"), ondelete="RESTRICT"
        ),
        sa.ForeignKeyConstraint(
            ["parent_id"], ["items.id"], name=op.f("fk_items_parent_id_items"), ondelete="RESTRICT"
        ),
        sa.ForeignKeyConstraint(
            ["plenary_id"],
            ["plenary_sessions.id"],
            name=op.f("fk_items_plenary_id_plenary_sessions"),
            ondelete="RESTRICT",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_items")),
        sa.UniqueConstraint("plenary_id", "position", name="one_item_per_place"),
    )
    with op.batch_alter_table("items", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_items_plenary_id"), ["plenary_id"], unique=False)


def create_logins():
    op.create_table(
        "logins",
        sa.Column("id", sa.String(length=40), nullable=False),
        sa.Column("token_hash", sa.String(length=64), nullable=False),
        sa.Column("account_id", sa.String(length=40), nullable=False),
        sa.Column("agent", sa.String(length=200), nullable=False),
        sa.Column("began_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("seen_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("ended_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["account_id"], ["accounts.id"], name=op.f("fk_logins_account_id_accounts"), ondelete="RESTRICT"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_logins")),
        sa.UniqueConstraint("token_hash", name=op.f("uq_logins_token_hash")),
    )
    with op.batch_alter_table("logins", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_logins_account_id"), ["account_id"], unique=False)


def create_offices_held():
    op.create_table(
        "offices_held",
        sa.Column("id", sa.String(length=40), nullable=False),
        sa.Column("account_id", sa.String(length=40), nullable=False),
        sa.Column("office", sa.String(length=16), nullable=False),
        sa.Column("seat_id", sa.String(length=40), nullable=True),
        sa.Column("from_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("until_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["account_id"], ["accounts.id"], name=op.f("fk_offices_held_account_id_accounts"), ondelete="RESTRICT"
        ),
        sa.ForeignKeyConstraint(
            ["seat_id"], ["seats.id"], name=op.f("fk_offices_held_seat_id_seats"), ondelete="RESTRICT"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_offices_held")),
    )
    with op.batch_alter_table("offices_held", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_offices_held_account_id"), ["account_id"], unique=False)


def create_reconsiderations():
    op.create_table(
        "reconsiderations",
        sa.Column("id", sa.String(length=40), nullable=False),
        sa.Column("plenary_id", sa.String(length=40), nullable=False),
        sa.Column("motion_id", sa.String(length=40), nullable=False),
        sa.Column("seat_id", sa.String(length=40), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("state", sa.String(length=16), nullable=False),
        sa.Column("moved_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("decided_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["motion_id"], ["motions.id"], name=op.f("fk_reconsiderations_motion_id_motions"), ondelete="RESTRICT"
        ),
        sa.ForeignKeyConstraint(
            ["plenary_id"],
            ["plenary_sessions.id"],
            name=op.f("fk_reconsiderations_plenary_id_plenary_sessions"),
            ondelete="RESTRICT",
        ),
        sa.ForeignKeyConstraint(
            ["seat_id"], ["seats.id"], name=op.f("fk_reconsiderations_seat_id_seats"), ondelete="RESTRICT"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_reconsiderations")),
    )
    with op.batch_alter_table("reconsiderations", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_reconsiderations_motion_id"), ["motion_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_reconsiderations_plenary_id"), ["plenary_id"], unique=False)


def create_sponsorships():
    op.create_table(
        "sponsorships",
        sa.Column("motion_id", sa.String(length=40), nullable=False),
        sa.Column("seat_id", sa.String(length=40), nullable=False),
        sa.Column("text_hash", sa.String(length=64), nullable=False),
        sa.Column("instruction", sa.Text(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["motion_id"], ["motions.id"], name=op.f("fk_sponsorships_motion_id_motions"), ondelete="RESTRICT"
        ),
        sa.ForeignKeyConstraint(
            ["seat_id"], ["seats.id"], name=op.f("fk_sponsorships_seat_id_seats"), ondelete="RESTRICT"
        ),
        sa.PrimaryKeyConstraint("motion_id", "seat_id", name=op.f("pk_sponsorships")),
    )


def create_text_versions():
    op.create_table(
        "text_versions",
        sa.Column("id", sa.String(length=40), nullable=False),
        sa.Column("motion_id", sa.String(length=40), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=16), nullable=False),
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.Column("by_account_id", sa.String(length=40), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["motion_id"], ["motions.id"], name=op.f("fk_text_versions_motion_id_motions"), ondelete="RESTRICT"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_text_versions")),
        sa.UniqueConstraint("motion_id", "number", name="versions_are_numbered"),
    )
    with op.batch_alter_table("text_versions", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_text_versions_motion_id"), ["motion_id"], unique=False)


def create_tokens():
    op.create_table(
        "tokens",
        sa.Column("id", sa.String(length=40), nullable=False),
        sa.Column("token_hash", sa.String(length=64), nullable=False),
        sa.Column("account_id", sa.String(length=40), nullable=False),
        sa.Column("label", sa.String(length=80), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("ended_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["account_id"], ["accounts.id"], name=op.f("fk_tokens_account_id_accounts"), ondelete="RESTRICT"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_tokens")),
        sa.UniqueConstraint("token_hash", name=op.f("uq_tokens_token_hash")),
    )
    with op.batch_alter_table("tokens", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_tokens_account_id"), ["account_id"], unique=False)


def create_translations():
    op.create_table(
        "translations",
        sa.Column("id", sa.String(length=40), nullable=False),
        sa.Column("motion_id", sa.String(length=40), nullable=False),
        sa.Column("language", sa.String(length=35), nullable=False),
        sa.Column("paragraph", sa.String(length=120), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=8), nullable=False),
        sa.Column("source", sa.Text(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("account_id", sa.String(length=40), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["account_id"], ["accounts.id"], name=op.f("fk_translations_account_id_accounts"), ondelete="RESTRICT"
        ),
        sa.ForeignKeyConstraint(
            ["motion_id"], ["motions.id"], name=op.f("fk_translations_motion_id_motions"), ondelete="RESTRICT"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_translations")),
        sa.UniqueConstraint(
            "motion_id", "language", "paragraph", "revision", name="translation_revisions_are_numbered"
        ),
    )
    with op.batch_alter_table("translations", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_translations_motion_id"), ["motion_id"], unique=False)


def create_acceptance_objections():
    op.create_table(
        "acceptance_objections",
        sa.Column("amendment_id", sa.String(length=40), nullable=False),
        sa.Column("seat_id", sa.String(length=40), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["amendment_id"],
            ["amendments.id"],
            name=op.f("fk_acceptance_objections_amendment_id_amendments"),
            ondelete="RESTRICT",
        ),
        sa.ForeignKeyConstraint(
            ["seat_id"], ["seats.id"], name=op.f("fk_acceptance_objections_seat_id_seats"), ondelete="RESTRICT"
        ),
        sa.PrimaryKeyConstraint("amendment_id", "seat_id", name=op.f("pk_acceptance_objections")),
    )


def create_acceptances():
    op.create_table(
        "acceptances",
        sa.Column("amendment_id", sa.String(length=40), nullable=False),
        sa.Column("seat_id", sa.String(length=40), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("objections_until_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["amendment_id"],
            ["amendments.id"],
            name=op.f("fk_acceptances_amendment_id_amendments"),
            ondelete="RESTRICT",
        ),
        sa.ForeignKeyConstraint(
            ["seat_id"], ["seats.id"], name=op.f("fk_acceptances_seat_id_seats"), ondelete="RESTRICT"
        ),
        sa.PrimaryKeyConstraint("amendment_id", "seat_id", name=op.f("pk_acceptances")),
    )
    with op.batch_alter_table("acceptances", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_acceptances_objections_until_at"), ["objections_until_at"], unique=False)


def create_amendment_decisions():
    op.create_table(
        "amendment_decisions",
        sa.Column("id", sa.String(length=40), nullable=False),
        sa.Column("motion_id", sa.String(length=40), nullable=False),
        sa.Column("amendment_id", sa.String(length=40), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=16), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("after_vote", sa.Integer(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["amendment_id"],
            ["amendments.id"],
            name=op.f("fk_amendment_decisions_amendment_id_amendments"),
            ondelete="RESTRICT",
        ),
        sa.ForeignKeyConstraint(
            ["motion_id"], ["motions.id"], name=op.f("fk_amendment_decisions_motion_id_motions"), ondelete="RESTRICT"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_amendment_decisions")),
        sa.UniqueConstraint("motion_id", "number", name="amendment_decisions_are_numbered"),
    )
    with op.batch_alter_table("amendment_decisions", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_amendment_decisions_amendment_id"), ["amendment_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_amendment_decisions_motion_id"), ["motion_id"], unique=False)


def create_division_orders():
    op.create_table(
        "division_orders",
        sa.Column("amendment_id", sa.String(length=40), nullable=False),
        sa.Column("parts_hash", sa.String(length=64), nullable=False),
        sa.Column("parts", sa.Integer(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["amendment_id"],
            ["amendments.id"],
            name=op.f("fk_division_orders_amendment_id_amendments"),
            ondelete="RESTRICT",
        ),
        sa.PrimaryKeyConstraint("amendment_id", name=op.f("pk_division_orders")),
    )


def create_elections():
    op.create_table(
        "elections",
        sa.Column("id", sa.String(length=40), nullable=False),
        sa.Column("plenary_id", sa.String(length=40), nullable=False),
        sa.Column("item_id", sa.String(length=40), nullable=False),
        sa.Column("title", sa.String(length=200), nullable=False),
        sa.Column("method", sa.String(length=16), nullable=False),
        sa.Column("seats", sa.Integer(), nullable=False),
        sa.Column("state", sa.String(length=20), nullable=False),
        sa.Column("round", sa.Integer(), nullable=False),
        sa.Column("opened_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("reason", sa.String(length=500), nullable=False),
        sa.ForeignKeyConstraint(
            ["item_id"], ["items.id"], name=op.f("fk_elections_item_id_items"), ondelete="RESTRICT"
        ),
        sa.ForeignKeyConstraint(
            ["plenary_id"],
            ["plenary_sessions.id"],
            name=op.f("fk_elections_plenary_id_plenary_sessions"),
            ondelete="RESTRICT",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_elections")),
    )
    with op.batch_alter_table("elections", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_elections_item_id"), ["item_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_elections_plenary_id"), ["plenary_id"], unique=False)


def create_papers():
    op.create_table(
        "papers",
        sa.Column("id", sa.String(length=40), nullable=False),
        sa.Column("plenary_id", sa.String(length=40), nullable=False),
        sa.Column("item_id", sa.String(length=40), nullable=True),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("title", sa.String(length=200), nullable=False),
        sa.Column("language", sa.String(length=12), nullable=False),
        sa.Column("media_type", sa.String(length=80), nullable=False),
        sa.Column("content_hash", sa.String(length=64), nullable=False),
        sa.Column("size", sa.Integer(), nullable=False),
        sa.Column("seat_id", sa.String(length=40), nullable=True),
        sa.Column("added_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("withdrawn_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["item_id"], ["items.id"], name=op.f("fk_papers_item_id_items"), ondelete="RESTRICT"),
        sa.ForeignKeyConstraint(
            ["plenary_id"],
            ["plenary_sessions.id"],
            name=op.f("fk_papers_plenary_id_plenary_sessions"),
            ondelete="RESTRICT",
        ),
        sa.ForeignKeyConstraint(["seat_id"], ["seats.id"], name=op.f("fk_papers_seat_id_seats"), ondelete="RESTRICT"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_papers")),
        sa.UniqueConstraint("plenary_id", "number", name="paper_numbers_are_unique"),
    )
    with op.batch_alter_table("papers", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_papers_plenary_id"), ["plenary_id"], unique=False)


def create_proxies():
    op.create_table(
        "proxies",
        sa.Column("id", sa.String(length=40), nullable=False),
        sa.Column("plenary_id", sa.String(length=40), nullable=False),
        sa.Column("giver_id", sa.String(length=40), nullable=False),
        sa.Column("holder_id", sa.String(length=40), nullable=False),
        sa.Column("item_id", sa.String(length=40), nullable=True),
        sa.Column("given_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("from_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("until_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("taken_back_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["giver_id"], ["seats.id"], name=op.f("fk_proxies_giver_id_seats"), ondelete="RESTRICT"
        ),
        sa.ForeignKeyConstraint(
            ["holder_id"], ["seats.id"], name=op.f("fk_proxies_holder_id_seats"), ondelete="RESTRICT"
        ),
        sa.ForeignKeyConstraint(["item_id"], ["items.id"], name=op.f("fk_proxies_item_id_items"), ondelete="RESTRICT"),
        sa.ForeignKeyConstraint(
            ["plenary_id"],
            ["plenary_sessions.id"],
            name=op.f("fk_proxies_plenary_id_plenary_sessions"),
            ondelete="RESTRICT",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_proxies")),
    )
    with op.batch_alter_table("proxies", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_proxies_giver_id"), ["giver_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_proxies_holder_id"), ["holder_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_proxies_plenary_id"), ["plenary_id"], unique=False)


def create_sittings():
    op.create_table(
        "sittings",
        sa.Column("id", sa.String(length=40), nullable=False),
        sa.Column("plenary_id", sa.String(length=40), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("state", sa.String(length=16), nullable=False),
        sa.Column("starts_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("opened_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("adjourned_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("chair_id", sa.String(length=40), nullable=True),
        sa.Column("item_id", sa.String(length=40), nullable=True),
        sa.ForeignKeyConstraint(
            ["chair_id"], ["accounts.id"], name=op.f("fk_sittings_chair_id_accounts"), ondelete="RESTRICT"
        ),
        sa.ForeignKeyConstraint(["item_id"], ["items.id"], name=op.f("fk_sittings_item_id_items"), ondelete="RESTRICT"),
        sa.ForeignKeyConstraint(
            ["plenary_id"],
            ["plenary_sessions.id"],
            name=op.f("fk_sittings_plenary_id_plenary_sessions"),
            ondelete="RESTRICT",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_sittings")),
        sa.UniqueConstraint("plenary_id", "number", name="sitting_numbers_are_unique"),
    )
    with op.batch_alter_table("sittings", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_sittings_plenary_id"), ["plenary_id"], unique=False)
        batch_op.create_index(
            "one_open_sitting_per_session",
            ["plenary_id"],
            unique=True,
            sqlite_where=sa.text("state IN ('open', 'suspended')"),
            postgresql_where=sa.text("state IN ('open', 'suspended')"),
        )


def create_takings_out():
    op.create_table(
        "takings_out",
        sa.Column("id", sa.String(length=40), nullable=False),
        sa.Column("bloc_id", sa.String(length=40), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("seat_id", sa.String(length=40), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["bloc_id"], ["blocs.id"], name=op.f("fk_takings_out_bloc_id_blocs"), ondelete="RESTRICT"
        ),
        sa.ForeignKeyConstraint(
            ["seat_id"], ["seats.id"], name=op.f("fk_takings_out_seat_id_seats"), ondelete="RESTRICT"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_takings_out")),
        sa.UniqueConstraint("bloc_id", "number", "seat_id", name="a_seat_takes_out_once"),
    )
    with op.batch_alter_table("takings_out", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_takings_out_bloc_id"), ["bloc_id"], unique=False)


def create_candidates():
    op.create_table(
        "candidates",
        sa.Column("id", sa.String(length=40), nullable=False),
        sa.Column("election_id", sa.String(length=40), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(length=200), nullable=False),
        sa.Column("seat_id", sa.String(length=40), nullable=True),
        sa.Column("nominated_by", sa.String(length=40), nullable=False),
        sa.Column("state", sa.String(length=16), nullable=False),
        sa.Column("settled_round", sa.Integer(), nullable=True),
        sa.Column("nominated_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["election_id"], ["elections.id"], name=op.f("fk_candidates_election_id_elections"), ondelete="RESTRICT"
        ),
        sa.ForeignKeyConstraint(
            ["nominated_by"], ["seats.id"], name=op.f("fk_candidates_nominated_by_seats"), ondelete="RESTRICT"
        ),
        sa.ForeignKeyConstraint(
            ["seat_id"], ["seats.id"], name=op.f("fk_candidates_seat_id_seats"), ondelete="RESTRICT"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_candidates")),
        sa.UniqueConstraint("election_id", "number", name="candidate_numbers_are_unique"),
    )
    with op.batch_alter_table("candidates", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_candidates_election_id"), ["election_id"], unique=False)


def create_minutes():
    op.create_table(
        "minutes",
        sa.Column("id", sa.String(length=40), nullable=False),
        sa.Column("plenary_id", sa.String(length=40), nullable=False),
        sa.Column("sitting_id", sa.String(length=40), nullable=False),
        sa.Column("state", sa.String(length=16), nullable=False),
        sa.Column("draft_hash", sa.String(length=64), nullable=False),
        sa.Column("drafted_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("corrections_until_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("approved_hash", sa.String(length=64), nullable=True),
        sa.Column("approved_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["plenary_id"],
            ["plenary_sessions.id"],
            name=op.f("fk_minutes_plenary_id_plenary_sessions"),
            ondelete="RESTRICT",
        ),
        sa.ForeignKeyConstraint(
            ["sitting_id"], ["sittings.id"], name=op.f("fk_minutes_sitting_id_sittings"), ondelete="RESTRICT"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_minutes")),
        sa.UniqueConstraint("sitting_id", name=op.f("uq_minutes_sitting_id")),
    )
    with op.batch_alter_table("minutes", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_minutes_plenary_id"), ["plenary_id"], unique=False)


def create_presences():
    op.create_table(
        "presences",
        sa.Column("sitting_id", sa.String(length=40), nullable=False),
        sa.Column("seat_id", sa.String(length=40), nullable=False),
        sa.Column("present", sa.Boolean(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["seat_id"], ["seats.id"], name=op.f("fk_presences_seat_id_seats"), ondelete="RESTRICT"
        ),
        sa.ForeignKeyConstraint(
            ["sitting_id"], ["sittings.id"], name=op.f("fk_presences_sitting_id_sittings"), ondelete="RESTRICT"
        ),
        sa.PrimaryKeyConstraint("sitting_id", "seat_id", name=op.f("pk_presences")),
    )


def create_procedural_motions():
    op.create_table(
        "procedural_motions",
        sa.Column("id", sa.String(length=40), nullable=False),
        sa.Column("plenary_id", sa.String(length=40), nullable=False),
        sa.Column("sitting_id", sa.String(length=40), nullable=False),
        sa.Column("item_id", sa.String(length=40), nullable=True),
        sa.Column("seat_id", sa.String(length=40), nullable=False),
        sa.Column("kind", sa.String(length=32), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("target", sa.String(length=40), nullable=True),
        sa.Column("state", sa.String(length=16), nullable=False),
        sa.Column("moved_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("decided_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["item_id"], ["items.id"], name=op.f("fk_procedural_motions_item_id_items"), ondelete="RESTRICT"
        ),
        sa.ForeignKeyConstraint(
            ["plenary_id"],
            ["plenary_sessions.id"],
            name=op.f("fk_procedural_motions_plenary_id_plenary_sessions"),
            ondelete="RESTRICT",
        ),
        sa.ForeignKeyConstraint(
            ["seat_id"], ["seats.id"], name=op.f("fk_procedural_motions_seat_id_seats"), ondelete="RESTRICT"
        ),
        sa.ForeignKeyConstraint(
            ["sitting_id"], ["sittings.id"], name=op.f("fk_procedural_motions_sitting_id_sittings"), ondelete="RESTRICT"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_procedural_motions")),
    )
    with op.batch_alter_table("procedural_motions", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_procedural_motions_item_id"), ["item_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_procedural_motions_plenary_id"), ["plenary_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_procedural_motions_sitting_id"), ["sitting_id"], unique=False)


def create_votes():
    op.create_table("votes", *columns_of_votes(), *bounds_of_votes())
    with op.batch_alter_table("votes", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_votes_about"), ["about"], unique=False)
        batch_op.create_index(batch_op.f("ix_votes_amendment_id"), ["amendment_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_votes_motion_id"), ["motion_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_votes_plenary_id"), ["plenary_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_votes_sitting_id"), ["sitting_id"], unique=False)
        batch_op.create_index(
            "one_live_vote_per_sitting",
            ["sitting_id"],
            unique=True,
            sqlite_where=sa.text("state = 'open' AND NOT \"window\""),
            postgresql_where=sa.text("state = 'open' AND NOT \"window\""),
        )


def columns_of_votes():
    return (
        sa.Column("id", sa.String(length=40), nullable=False),
        sa.Column("plenary_id", sa.String(length=40), nullable=False),
        sa.Column("sitting_id", sa.String(length=40), nullable=False),
        sa.Column("item_id", sa.String(length=40), nullable=True),
        sa.Column("question", sa.String(length=20), nullable=False),
        sa.Column("about", sa.String(length=40), nullable=True),
        sa.Column("wording", sa.String(length=500), nullable=False),
        sa.Column("motion_id", sa.String(length=40), nullable=True),
        sa.Column("amendment_id", sa.String(length=40), nullable=True),
        sa.Column("part", sa.Integer(), nullable=True),
        sa.Column("parts", sa.Integer(), nullable=True),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("manner", sa.String(length=20), nullable=False),
        sa.Column("round", sa.Integer(), nullable=False),
        sa.Column("window", sa.Boolean(), nullable=False),
        sa.Column("state", sa.String(length=16), nullable=False),
        sa.Column("majority", sa.String(length=400), nullable=False),
        sa.Column("tie", sa.String(length=16), nullable=False),
        sa.Column("quorum", sa.String(length=60), nullable=False),
        sa.Column("objections", sa.Integer(), nullable=False),
        sa.Column("members", sa.Integer(), nullable=False),
        sa.Column("accredited", sa.Integer(), nullable=False),
        sa.Column("text_hash", sa.String(length=64), nullable=False),
        sa.Column("roll_hash", sa.String(length=64), nullable=False),
        sa.Column("roll", sa.Integer(), nullable=False),
        sa.Column("present", sa.Integer(), nullable=False),
        sa.Column("opened_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("closes_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("closed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("yes", sa.Integer(), nullable=True),
        sa.Column("no", sa.Integer(), nullable=True),
        sa.Column("abstain", sa.Integer(), nullable=True),
        sa.Column("papers", sa.Integer(), nullable=True),
        sa.Column("not_voting", sa.Integer(), nullable=True),
        sa.Column("absent", sa.Integer(), nullable=True),
        sa.Column("represented", sa.Integer(), nullable=True),
        sa.Column("outcome", sa.String(length=16), nullable=True),
        sa.Column("casting", sa.String(length=8), nullable=True),
        sa.Column("annulled_reason", sa.String(length=500), nullable=False),
        sa.Column("roll_call_hash", sa.String(length=64), nullable=True),
    )


def bounds_of_votes():
    return (
        sa.CheckConstraint(
            "(state = 'open') = (outcome IS NULL)", name=op.f("ck_votes_votes_have_an_outcome_once_not_open")
        ),
        sa.ForeignKeyConstraint(
            ["amendment_id"], ["amendments.id"], name=op.f("fk_votes_amendment_id_amendments"), ondelete="RESTRICT"
        ),
        sa.ForeignKeyConstraint(["item_id"], ["items.id"], name=op.f("fk_votes_item_id_items"), ondelete="RESTRICT"),
        sa.ForeignKeyConstraint(
            ["motion_id"], ["motions.id"], name=op.f("fk_votes_motion_id_motions"), ondelete="RESTRICT"
        ),
        sa.ForeignKeyConstraint(
            ["plenary_id"],
            ["plenary_sessions.id"],
            name=op.f("fk_votes_plenary_id_plenary_sessions"),
            ondelete="RESTRICT",
        ),
        sa.ForeignKeyConstraint(
            ["sitting_id"], ["sittings.id"], name=op.f("fk_votes_sitting_id_sittings"), ondelete="RESTRICT"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_votes")),
        sa.UniqueConstraint("plenary_id", "number", name="vote_numbers_are_unique"),
    )


def create_ballot_revisions():
    op.create_table(
        "ballot_revisions",
        sa.Column("vote_id", sa.String(length=40), nullable=False),
        sa.Column("seat_id", sa.String(length=40), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("choice", sa.String(length=8), nullable=False),
        sa.Column("marks", sa.JSON(), nullable=True),
        sa.Column("via", sa.String(length=12), nullable=False),
        sa.Column("account_id", sa.String(length=40), nullable=False),
        sa.Column("cast_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["seat_id"], ["seats.id"], name=op.f("fk_ballot_revisions_seat_id_seats"), ondelete="RESTRICT"
        ),
        sa.ForeignKeyConstraint(
            ["vote_id"], ["votes.id"], name=op.f("fk_ballot_revisions_vote_id_votes"), ondelete="RESTRICT"
        ),
        sa.PrimaryKeyConstraint("vote_id", "seat_id", "revision", name=op.f("pk_ballot_revisions")),
    )


def create_ballots():
    op.create_table(
        "ballots",
        sa.Column("vote_id", sa.String(length=40), nullable=False),
        sa.Column("seat_id", sa.String(length=40), nullable=False),
        sa.Column("choice", sa.String(length=8), nullable=False),
        sa.Column("marks", sa.JSON(), nullable=True),
        sa.Column("via", sa.String(length=12), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("account_id", sa.String(length=40), nullable=False),
        sa.Column("cast_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("choice IN ('yes', 'no', 'abstain', 'paper')", name=op.f("ck_ballots_known_choice")),
        sa.ForeignKeyConstraint(["seat_id"], ["seats.id"], name=op.f("fk_ballots_seat_id_seats"), ondelete="RESTRICT"),
        sa.ForeignKeyConstraint(["vote_id"], ["votes.id"], name=op.f("fk_ballots_vote_id_votes"), ondelete="RESTRICT"),
        sa.PrimaryKeyConstraint("vote_id", "seat_id", name="one_ballot_per_seat"),
    )


def create_corrections():
    op.create_table(
        "corrections",
        sa.Column("id", sa.String(length=40), nullable=False),
        sa.Column("minutes_id", sa.String(length=40), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("paragraph", sa.Integer(), nullable=False),
        sa.Column("seat_id", sa.String(length=40), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("state", sa.String(length=16), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("proposed_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("decided_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["minutes_id"], ["minutes.id"], name=op.f("fk_corrections_minutes_id_minutes"), ondelete="RESTRICT"
        ),
        sa.ForeignKeyConstraint(
            ["seat_id"], ["seats.id"], name=op.f("fk_corrections_seat_id_seats"), ondelete="RESTRICT"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_corrections")),
        sa.UniqueConstraint("minutes_id", "number", name="correction_numbers_are_unique"),
    )
    with op.batch_alter_table("corrections", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_corrections_minutes_id"), ["minutes_id"], unique=False)


def create_division_requests():
    op.create_table(
        "division_requests",
        sa.Column("id", sa.String(length=40), nullable=False),
        sa.Column("amendment_id", sa.String(length=40), nullable=False),
        sa.Column("seat_id", sa.String(length=40), nullable=False),
        sa.Column("procedural_id", sa.String(length=40), nullable=True),
        sa.Column("wish", sa.String(length=1000), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["amendment_id"],
            ["amendments.id"],
            name=op.f("fk_division_requests_amendment_id_amendments"),
            ondelete="RESTRICT",
        ),
        sa.ForeignKeyConstraint(
            ["procedural_id"],
            ["procedural_motions.id"],
            name=op.f("fk_division_requests_procedural_id_procedural_motions"),
            ondelete="RESTRICT",
        ),
        sa.ForeignKeyConstraint(
            ["seat_id"], ["seats.id"], name=op.f("fk_division_requests_seat_id_seats"), ondelete="RESTRICT"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_division_requests")),
    )
    with op.batch_alter_table("division_requests", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_division_requests_amendment_id"), ["amendment_id"], unique=False)


def create_election_rounds():
    op.create_table(
        "election_rounds",
        sa.Column("vote_id", sa.String(length=40), nullable=False),
        sa.Column("election_id", sa.String(length=40), nullable=False),
        sa.Column("round", sa.Integer(), nullable=False),
        sa.Column("elected", sa.JSON(), nullable=False),
        sa.Column("standing", sa.JSON(), nullable=False),
        sa.Column("count_hash", sa.String(length=64), nullable=False),
        sa.Column("counted_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["election_id"],
            ["elections.id"],
            name=op.f("fk_election_rounds_election_id_elections"),
            ondelete="RESTRICT",
        ),
        sa.ForeignKeyConstraint(
            ["vote_id"], ["votes.id"], name=op.f("fk_election_rounds_vote_id_votes"), ondelete="RESTRICT"
        ),
        sa.PrimaryKeyConstraint("vote_id", name=op.f("pk_election_rounds")),
    )
    with op.batch_alter_table("election_rounds", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_election_rounds_election_id"), ["election_id"], unique=False)


def create_frozen_translations():
    op.create_table(
        "frozen_translations",
        sa.Column("vote_id", sa.String(length=40), nullable=False),
        sa.Column("motion_id", sa.String(length=40), nullable=False),
        sa.Column("languages", sa.JSON(), nullable=False),
        sa.Column("translations_hash", sa.String(length=64), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["motion_id"], ["motions.id"], name=op.f("fk_frozen_translations_motion_id_motions"), ondelete="RESTRICT"
        ),
        sa.ForeignKeyConstraint(
            ["vote_id"], ["votes.id"], name=op.f("fk_frozen_translations_vote_id_votes"), ondelete="RESTRICT"
        ),
        sa.PrimaryKeyConstraint("vote_id", name=op.f("pk_frozen_translations")),
    )
    with op.batch_alter_table("frozen_translations", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_frozen_translations_motion_id"), ["motion_id"], unique=False)


def create_hand_counts():
    op.create_table(
        "hand_counts",
        sa.Column("vote_id", sa.String(length=40), nullable=False),
        sa.Column("account_id", sa.String(length=40), nullable=False),
        sa.Column("yes", sa.Integer(), nullable=False),
        sa.Column("no", sa.Integer(), nullable=False),
        sa.Column("abstain", sa.Integer(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["account_id"], ["accounts.id"], name=op.f("fk_hand_counts_account_id_accounts"), ondelete="RESTRICT"
        ),
        sa.ForeignKeyConstraint(
            ["vote_id"], ["votes.id"], name=op.f("fk_hand_counts_vote_id_votes"), ondelete="RESTRICT"
        ),
        sa.PrimaryKeyConstraint("vote_id", "account_id", name=op.f("pk_hand_counts")),
    )


def create_roll_seats():
    op.create_table(
        "roll_seats",
        sa.Column("vote_id", sa.String(length=40), nullable=False),
        sa.Column("seat_id", sa.String(length=40), nullable=False),
        sa.Column("mandate_id", sa.String(length=40), nullable=False),
        sa.Column("weight", sa.Integer(), nullable=False),
        sa.Column("proxy_seat_id", sa.String(length=40), nullable=True),
        sa.ForeignKeyConstraint(
            ["mandate_id"], ["mandates.id"], name=op.f("fk_roll_seats_mandate_id_mandates"), ondelete="RESTRICT"
        ),
        sa.ForeignKeyConstraint(
            ["proxy_seat_id"], ["seats.id"], name=op.f("fk_roll_seats_proxy_seat_id_seats"), ondelete="RESTRICT"
        ),
        sa.ForeignKeyConstraint(
            ["seat_id"], ["seats.id"], name=op.f("fk_roll_seats_seat_id_seats"), ondelete="RESTRICT"
        ),
        sa.ForeignKeyConstraint(
            ["vote_id"], ["votes.id"], name=op.f("fk_roll_seats_vote_id_votes"), ondelete="RESTRICT"
        ),
        sa.PrimaryKeyConstraint("vote_id", "seat_id", name="one_place_on_the_roll"),
    )


def create_statements():
    op.create_table(
        "statements",
        sa.Column("id", sa.String(length=40), nullable=False),
        sa.Column("plenary_id", sa.String(length=40), nullable=False),
        sa.Column("kind", sa.String(length=16), nullable=False),
        sa.Column("item_id", sa.String(length=40), nullable=True),
        sa.Column("vote_id", sa.String(length=40), nullable=True),
        sa.Column("seat_id", sa.String(length=40), nullable=False),
        sa.Column("position", sa.String(length=16), nullable=False),
        sa.Column("language", sa.String(length=12), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("text_hash", sa.String(length=64), nullable=False),
        sa.Column("submitted_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("withdrawn_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["item_id"], ["items.id"], name=op.f("fk_statements_item_id_items"), ondelete="RESTRICT"
        ),
        sa.ForeignKeyConstraint(
            ["plenary_id"],
            ["plenary_sessions.id"],
            name=op.f("fk_statements_plenary_id_plenary_sessions"),
            ondelete="RESTRICT",
        ),
        sa.ForeignKeyConstraint(
            ["seat_id"], ["seats.id"], name=op.f("fk_statements_seat_id_seats"), ondelete="RESTRICT"
        ),
        sa.ForeignKeyConstraint(
            ["vote_id"], ["votes.id"], name=op.f("fk_statements_vote_id_votes"), ondelete="RESTRICT"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_statements")),
    )
    with op.batch_alter_table("statements", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_statements_item_id"), ["item_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_statements_plenary_id"), ["plenary_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_statements_vote_id"), ["vote_id"], unique=False)
        batch_op.create_index(
            "one_word_of_a_kind_on_a_vote",
            ["vote_id", "seat_id", "kind"],
            unique=True,
            sqlite_where=sa.text("withdrawn_at IS NULL"),
            postgresql_where=sa.text("withdrawn_at IS NULL"),
        )


def create_telephone_ballots():
    op.create_table(
        "telephone_ballots",
        sa.Column("vote_id", sa.String(length=40), nullable=False),
        sa.Column("seat_id", sa.String(length=40), nullable=False),
        sa.Column("choice", sa.String(length=8), nullable=False),
        sa.Column("identity_check", sa.String(length=500), nullable=False),
        sa.Column("first_account_id", sa.String(length=40), nullable=False),
        sa.Column("first_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("second_account_id", sa.String(length=40), nullable=True),
        sa.Column("second_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["first_account_id"],
            ["accounts.id"],
            name=op.f("fk_telephone_ballots_first_account_id_accounts"),
            ondelete="RESTRICT",
        ),
        sa.ForeignKeyConstraint(
            ["seat_id"], ["seats.id"], name=op.f("fk_telephone_ballots_seat_id_seats"), ondelete="RESTRICT"
        ),
        sa.ForeignKeyConstraint(
            ["second_account_id"],
            ["accounts.id"],
            name=op.f("fk_telephone_ballots_second_account_id_accounts"),
            ondelete="RESTRICT",
        ),
        sa.ForeignKeyConstraint(
            ["vote_id"], ["votes.id"], name=op.f("fk_telephone_ballots_vote_id_votes"), ondelete="RESTRICT"
        ),
        sa.PrimaryKeyConstraint("vote_id", "seat_id", name=op.f("pk_telephone_ballots")),
    )


def create_text_corrections():
    op.create_table(
        "text_corrections",
        sa.Column("id", sa.String(length=40), nullable=False),
        sa.Column("motion_id", sa.String(length=40), nullable=False),
        sa.Column("vote_id", sa.String(length=40), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("account_id", sa.String(length=40), nullable=False),
        sa.Column("operations_hash", sa.String(length=64), nullable=False),
        sa.Column("before_hash", sa.String(length=64), nullable=False),
        sa.Column("after_hash", sa.String(length=64), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["account_id"], ["accounts.id"], name=op.f("fk_text_corrections_account_id_accounts"), ondelete="RESTRICT"
        ),
        sa.ForeignKeyConstraint(
            ["motion_id"], ["motions.id"], name=op.f("fk_text_corrections_motion_id_motions"), ondelete="RESTRICT"
        ),
        sa.ForeignKeyConstraint(
            ["vote_id"], ["votes.id"], name=op.f("fk_text_corrections_vote_id_votes"), ondelete="RESTRICT"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_text_corrections")),
        sa.UniqueConstraint("motion_id", "number", name="text_corrections_are_numbered"),
    )
    with op.batch_alter_table("text_corrections", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_text_corrections_motion_id"), ["motion_id"], unique=False)


def create_turns():
    op.create_table(
        "turns",
        sa.Column("id", sa.String(length=40), nullable=False),
        sa.Column("sitting_id", sa.String(length=40), nullable=False),
        sa.Column("item_id", sa.String(length=40), nullable=True),
        sa.Column("kind", sa.String(length=16), nullable=False),
        sa.Column("procedural_id", sa.String(length=40), nullable=True),
        sa.Column("seat_id", sa.String(length=40), nullable=True),
        sa.Column("name", sa.String(length=200), nullable=False),
        sa.Column("office", sa.String(length=16), nullable=False),
        sa.Column("side", sa.String(length=16), nullable=False),
        sa.Column("about", sa.Text(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("state", sa.String(length=16), nullable=False),
        sa.Column("place", sa.Integer(), nullable=False),
        sa.Column("asked_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("began_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("ended_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("seconds", sa.Integer(), nullable=True),
        sa.Column("ends_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("stopped_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["item_id"], ["items.id"], name=op.f("fk_turns_item_id_items"), ondelete="RESTRICT"),
        sa.ForeignKeyConstraint(
            ["procedural_id"],
            ["procedural_motions.id"],
            name=op.f("fk_turns_procedural_id_procedural_motions"),
            ondelete="RESTRICT",
        ),
        sa.ForeignKeyConstraint(["seat_id"], ["seats.id"], name=op.f("fk_turns_seat_id_seats"), ondelete="RESTRICT"),
        sa.ForeignKeyConstraint(
            ["sitting_id"], ["sittings.id"], name=op.f("fk_turns_sitting_id_sittings"), ondelete="RESTRICT"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_turns")),
    )
    with op.batch_alter_table("turns", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_turns_item_id"), ["item_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_turns_procedural_id"), ["procedural_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_turns_sitting_id"), ["sitting_id"], unique=False)
        batch_op.create_index(
            "one_speaker_at_a_time",
            ["sitting_id"],
            unique=True,
            sqlite_where=sa.text("state = 'speaking'"),
            postgresql_where=sa.text("state = 'speaking'"),
        )
        batch_op.create_index(
            "one_waiting_turn_per_seat",
            ["item_id", "seat_id", "kind"],
            unique=True,
            sqlite_where=sa.text("state IN ('asked', 'waiting', 'speaking', 'interrupted')"),
            postgresql_where=sa.text("state IN ('asked', 'waiting', 'speaking', 'interrupted')"),
        )


def create_vote_requests():
    op.create_table(
        "vote_requests",
        sa.Column("id", sa.String(length=40), nullable=False),
        sa.Column("sitting_id", sa.String(length=40), nullable=False),
        sa.Column("seat_id", sa.String(length=40), nullable=False),
        sa.Column("asks_for", sa.String(length=16), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("vote_id", sa.String(length=40), nullable=True),
        sa.ForeignKeyConstraint(
            ["seat_id"], ["seats.id"], name=op.f("fk_vote_requests_seat_id_seats"), ondelete="RESTRICT"
        ),
        sa.ForeignKeyConstraint(
            ["sitting_id"], ["sittings.id"], name=op.f("fk_vote_requests_sitting_id_sittings"), ondelete="RESTRICT"
        ),
        sa.ForeignKeyConstraint(
            ["vote_id"], ["votes.id"], name=op.f("fk_vote_requests_vote_id_votes"), ondelete="RESTRICT"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_vote_requests")),
    )
    with op.batch_alter_table("vote_requests", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_vote_requests_sitting_id"), ["sitting_id"], unique=False)


def create_vote_stops():
    op.create_table(
        "vote_stops",
        sa.Column("vote_id", sa.String(length=40), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["vote_id"], ["votes.id"], name=op.f("fk_vote_stops_vote_id_votes"), ondelete="RESTRICT"
        ),
        sa.PrimaryKeyConstraint("vote_id", name=op.f("pk_vote_stops")),
    )


def create_points_of_order():
    op.create_table("points_of_order", *columns_of_points_of_order(), *bounds_of_points_of_order())
    with op.batch_alter_table("points_of_order", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_points_of_order_plenary_id"), ["plenary_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_points_of_order_sitting_id"), ["sitting_id"], unique=False)
        batch_op.create_index(
            "one_point_at_a_time",
            ["sitting_id"],
            unique=True,
            sqlite_where=sa.text("state IN ('raised', 'appealed')"),
            postgresql_where=sa.text("state IN ('raised', 'appealed')"),
        )


def columns_of_points_of_order():
    return (
        sa.Column("id", sa.String(length=40), nullable=False),
        sa.Column("plenary_id", sa.String(length=40), nullable=False),
        sa.Column("sitting_id", sa.String(length=40), nullable=False),
        sa.Column("item_id", sa.String(length=40), nullable=True),
        sa.Column("turn_id", sa.String(length=40), nullable=True),
        sa.Column("seat_id", sa.String(length=40), nullable=False),
        sa.Column("about", sa.Text(), nullable=False),
        sa.Column("on_conduct", sa.Boolean(), nullable=False),
        sa.Column("seconds", sa.Integer(), nullable=False),
        sa.Column("state", sa.String(length=16), nullable=False),
        sa.Column("raised_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("ruling", sa.String(length=16), nullable=True),
        sa.Column("words", sa.Text(), nullable=False),
        sa.Column("ruled_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("ruled_seq", sa.Integer(), nullable=True),
        sa.Column("appellant_id", sa.String(length=40), nullable=True),
        sa.Column("appealed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("stands", sa.Boolean(), nullable=True),
        sa.Column("settled_at", sa.DateTime(timezone=True), nullable=True),
    )


def bounds_of_points_of_order():
    return (
        sa.ForeignKeyConstraint(
            ["appellant_id"], ["seats.id"], name=op.f("fk_points_of_order_appellant_id_seats"), ondelete="RESTRICT"
        ),
        sa.ForeignKeyConstraint(
            ["item_id"], ["items.id"], name=op.f("fk_points_of_order_item_id_items"), ondelete="RESTRICT"
        ),
        sa.ForeignKeyConstraint(
            ["plenary_id"],
            ["plenary_sessions.id"],
            name=op.f("fk_points_of_order_plenary_id_plenary_sessions"),
            ondelete="RESTRICT",
        ),
        sa.ForeignKeyConstraint(
            ["seat_id"], ["seats.id"], name=op.f("fk_points_of_order_seat_id_seats"), ondelete="RESTRICT"
        ),
        sa.ForeignKeyConstraint(
            ["sitting_id"], ["sittings.id"], name=op.f("fk_points_of_order_sitting_id_sittings"), ondelete="RESTRICT"
        ),
        sa.ForeignKeyConstraint(
            ["turn_id"], ["turns.id"], name=op.f("fk_points_of_order_turn_id_turns"), ondelete="RESTRICT"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_points_of_order")),
    )


def downgrade():
    """Whatever refers goes before what it refers to; indexes go with their tables."""
    op.drop_table("points_of_order")
    op.drop_table("vote_stops")
    op.drop_table("vote_requests")
    op.drop_table("turns")
    op.drop_table("text_corrections")
    op.drop_table("telephone_ballots")
    op.drop_table("statements")
    op.drop_table("roll_seats")
    op.drop_table("hand_counts")
    op.drop_table("frozen_translations")
    op.drop_table("election_rounds")
    op.drop_table("division_requests")
    op.drop_table("corrections")
    op.drop_table("ballots")
    op.drop_table("ballot_revisions")
    op.drop_table("votes")
    op.drop_table("procedural_motions")
    op.drop_table("presences")
    op.drop_table("minutes")
    op.drop_table("candidates")
    op.drop_table("takings_out")
    op.drop_table("sittings")
    op.drop_table("proxies")
    op.drop_table("papers")
    op.drop_table("elections")
    op.drop_table("division_orders")
    op.drop_table("amendment_decisions")
    op.drop_table("acceptances")
    op.drop_table("acceptance_objections")
    op.drop_table("translations")
    op.drop_table("tokens")
    op.drop_table("text_versions")
    op.drop_table("sponsorships")
    op.drop_table("reconsiderations")
    op.drop_table("offices_held")
    op.drop_table("logins")
    op.drop_table("items")
    op.drop_table("invitations")
    op.drop_table("declarations")
    op.drop_table("certifications")
    op.drop_table("blocs")
    op.drop_table("amendments")
    op.drop_table("amendment_orders")
    op.drop_table("agenda_changes")
    op.drop_table("past_votes")
    op.drop_table("motions")
    op.drop_table("mandates")
    op.drop_table("accounts")
    op.drop_table("seats")
    op.drop_table("repeats")
    op.drop_table("profiles")
    op.drop_table("plenary_sessions")
    op.drop_table("past_sessions")
    op.drop_table("members")
    op.drop_table("logs")
    op.drop_table("keys")
    op.drop_table("entries")
    op.drop_table("annexes")
