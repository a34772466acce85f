"""A file that is made tells when it was begun and how far it is."""

import sqlalchemy as sa
from alembic import op

import portal.database

revision = "files_begun"
down_revision = "understanding"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Apply."""
    with op.batch_alter_table("made_file", schema=None) as table:
        table.add_column(sa.Column("begun_at", portal.database.UtcTime(), nullable=True))
        table.add_column(sa.Column("done", sa.Integer(), nullable=False, server_default="0"))
        table.add_column(sa.Column("parts", sa.Integer(), nullable=False, server_default="0"))


def downgrade() -> None:
    """Take back."""
    with op.batch_alter_table("made_file", schema=None) as table:
        for name in ("begun_at", "done", "parts"):
            table.drop_column(name)
