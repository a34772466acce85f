"""When each sentence of a reading begins, as a worker marks it."""

import sqlalchemy as sa
from alembic import op

revision = "sentence_marks"
down_revision = "own_words"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Apply. Nothing has been marked in the readings that there are."""
    with op.batch_alter_table("recording") as table:
        table.add_column(sa.Column("begins", sa.JSON(), nullable=False, server_default="[]"))
    with op.batch_alter_table("recording") as table:
        table.alter_column("begins", server_default=None)


def downgrade() -> None:
    """Take the marks away."""
    with op.batch_alter_table("recording") as table:
        table.drop_column("begins")
