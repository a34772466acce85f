"""What PostgreSQL does otherwise than SQLite: it empties a table without asking the triggers that keep its rows, refuses
a text that is longer than its column says, counts in 32 bits unless told otherwise, and takes a row that another points
to as one that must be there only where that was said by itself.
"""

import sqlalchemy as sa
from alembic import op

revision = "on_postgresql"
down_revision = "sentence_marks"
branch_labels = None
depends_on = None

# The tables that lose no row (see the first migration).
NEVER_REMOVED = (
    *("audit_event", "signature", "case_file_entry", "sight"),
    *("contribution", "reply", "record_version", "copy", "edition"),
)
# What a record may say at any length (RECORD-FORMAT.md).
ANY_LENGTH = (
    *(("person", "name"), ("person", "called")),
    *((table, "passage") for table in ("withholding", "choice", "placement", "family_text")),
)

# Rows that must be there.
POINTS_TO = (("record", "newest_id", "record_version"), ("record_version", "opened_by_id", "person"))


def upgrade() -> None:
    """Apply. SQLite has no TRUNCATE, and takes lengths as a remark."""
    if op.get_bind().dialect.name == "sqlite":
        return
    # As an integrity error, which is what SQLite's triggers raise.
    op.execute(
        "CREATE OR REPLACE FUNCTION kept_as_it_is() RETURNS trigger LANGUAGE plpgsql AS "
        "$$ BEGIN RAISE EXCEPTION 'kept as it is' USING ERRCODE = 'integrity_constraint_violation'; END $$"
    )
    for table in NEVER_REMOVED:
        op.execute(f"CREATE TRIGGER {table}_never_emptied BEFORE TRUNCATE ON {table} EXECUTE FUNCTION kept_as_it_is()")
    for table, column in ANY_LENGTH:
        op.alter_column(table, column, type_=sa.Text())
    op.alter_column("audit_event", "id", type_=sa.BigInteger())
    op.execute("ALTER SEQUENCE audit_event_id_seq AS bigint")
    for table, column, other in POINTS_TO:
        op.create_foreign_key(f"{table}_{column}_fkey", table, other, [column], ["id"])


def downgrade() -> None:
    """Let go of the tables again; what is longer than before can't be made shorter."""
    if op.get_bind().dialect.name == "sqlite":
        return
    for table in NEVER_REMOVED:
        op.execute(f"DROP TRIGGER {table}_never_emptied ON {table}")
    for table, column, _ in POINTS_TO:
        op.drop_constraint(f"{table}_{column}_fkey", table)
