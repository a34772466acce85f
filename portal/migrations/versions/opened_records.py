"""When a manager opened a record whose form is closed until one does."""

import sqlalchemy as sa
from alembic import op

import portal.database

revision = "opened_records"
down_revision = "recordings"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Apply. SQLite adds a column in place: the triggers that keep the bytes as they are stay as they are."""
    op.add_column("record_version", sa.Column("opened_at", portal.database.UtcTime(), nullable=True))
    op.add_column("record_version", sa.Column("opened_by_id", sa.Integer(), nullable=True))


def downgrade() -> None:
    """Take the columns away: every such record is closed again."""
    op.drop_column("record_version", "opened_by_id")
    op.drop_column("record_version", "opened_at")
