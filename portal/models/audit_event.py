"""One look or act by one person. Rows are added, never changed: the database refuses (see the first migration)."""

from datetime import datetime

from sqlalchemy import BigInteger, ForeignKey, Index, Integer, String
from sqlalchemy.orm import Mapped, mapped_column

from portal.database import Base, UtcTime


class AuditEvent(Base):
    """`action` is a value of permissions.Action; `outcome` "done" or "refused"; `thing` a public id, never a name or
    a word.

    `digest` chains each row to the one before (HMAC-SHA-256), so that a row changed or taken out is found.
    """

    __tablename__ = "audit_event"
    __table_args__ = (Index("ix_audit_child", "child_id", "id"), Index("ix_audit_person", "person_id", "id"))

    # Every look of a nation for years: more than an integer of PostgreSQL counts.
    id: Mapped[int] = mapped_column(BigInteger().with_variant(Integer(), "sqlite"), primary_key=True)
    at: Mapped[datetime] = mapped_column(UtcTime, index=True)
    person_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    action: Mapped[str] = mapped_column(String(32))
    outcome: Mapped[str] = mapped_column(String(8), default="done")
    child_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    thing: Mapped[str] = mapped_column(String(64), default="")
    digest: Mapped[str] = mapped_column(String(64))
