"""A worker's choices about pictures."""

import sqlalchemy as sa
from alembic import op

import portal.database

revision = "symbol_choices"
down_revision = "files_begun"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Apply."""
    op.create_table(
        "symbol_choice",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("record_id", sa.Integer(), nullable=False),
        sa.Column("child_id", sa.Integer(), nullable=False),
        sa.Column("sentence", sa.String(length=24), nullable=False),
        sa.Column("begins", sa.Integer(), nullable=False),
        sa.Column("ends", sa.Integer(), nullable=False),
        sa.Column("sense", sa.String(length=64), nullable=False),
        sa.Column("negated", sa.Boolean(), nullable=False),
        sa.Column("chosen_by_id", sa.Integer(), nullable=False),
        sa.Column("chosen_at", portal.database.UtcTime(), nullable=False),
        sa.ForeignKeyConstraint(["record_id"], ["record.id"]),
        sa.ForeignKeyConstraint(["child_id"], ["person.id"]),
        sa.ForeignKeyConstraint(["chosen_by_id"], ["person.id"]),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("record_id", "child_id", "sentence", "begins"),
    )


def downgrade() -> None:
    """Take the table away, with all that is in it."""
    op.drop_table("symbol_choice")
