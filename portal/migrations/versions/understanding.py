"""What somebody understood of a document, marked while they went through it."""

import sqlalchemy as sa
from alembic import op

import portal.database

revision = "understanding"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Apply."""
    op.create_table(
        "going_through",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("record_id", sa.Integer(), nullable=False),
        sa.Column("child_id", sa.Integer(), nullable=False),
        sa.Column("helper", sa.String(), nullable=False),
        sa.Column("began_at", portal.database.UtcTime(), nullable=False),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"]),
        sa.ForeignKeyConstraint(["record_id"], ["record.id"]),
        sa.ForeignKeyConstraint(["child_id"], ["person.id"]),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("person_id", "record_id", "child_id"),
    )
    op.create_table(
        "understanding",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("going_through_id", sa.Integer(), nullable=False),
        sa.Column("section", sa.Integer(), nullable=False),
        sa.Column("mark", sa.String(length=16), nullable=False),
        sa.Column("helper", sa.String(), nullable=False),
        sa.Column("about", sa.JSON(), nullable=False),
        sa.Column("marked_at", portal.database.UtcTime(), nullable=False),
        sa.ForeignKeyConstraint(["going_through_id"], ["going_through.id"]),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("going_through_id", "section"),
    )


def downgrade() -> None:
    """Take both tables away, with all that is in them."""
    op.drop_table("understanding")
    op.drop_table("going_through")
