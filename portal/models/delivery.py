"""A delivery: one contribution, signature or reply on its way into the case record; and the case file it arrives in."""

from datetime import datetime

from sqlalchemy import ForeignKey, Index, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from portal.database import Base, UtcTime


class Delivery(Base):
    """Written in the same transaction as the thing it delivers. The row is the queue; `key` makes it idempotent.

    `kind` is "contribution", "taken-back", "signature" or "reply"; `payload` is canonical JSON with the original in it.
    """

    __tablename__ = "delivery"
    __table_args__ = (UniqueConstraint("key", "child_id"), Index("ix_delivery_due", "delivered_at", "next_at"))

    id: Mapped[int] = mapped_column(primary_key=True)
    key: Mapped[str] = mapped_column(String(64))
    kind: Mapped[str] = mapped_column(String(16))
    child_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    adapter: Mapped[str] = mapped_column(String(24), default="embedded")
    payload: Mapped[str]
    sha256: Mapped[str] = mapped_column(String(64))
    made_at: Mapped[datetime] = mapped_column(UtcTime)
    next_at: Mapped[datetime] = mapped_column(UtcTime)
    tries: Mapped[int] = mapped_column(default=0)
    delivered_at: Mapped[datetime | None] = mapped_column(UtcTime)
    problem: Mapped[str] = mapped_column(String(200), default="")


class CaseFileEntry(Base):
    """One thing in a child's case file, as the embedded case record keeps it."""

    __tablename__ = "case_file_entry"
    __table_args__ = (UniqueConstraint("key", "child_id"), Index("ix_case_file_child", "child_id"))

    id: Mapped[int] = mapped_column(primary_key=True)
    key: Mapped[str] = mapped_column(String(64))
    child_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    kind: Mapped[str] = mapped_column(String(16))
    eyes: Mapped[str] = mapped_column(String(32), default="worker")
    payload: Mapped[str]
    sha256: Mapped[str] = mapped_column(String(64))
    said_at: Mapped[datetime] = mapped_column(UtcTime)
    filed_at: Mapped[datetime] = mapped_column(UtcTime)
