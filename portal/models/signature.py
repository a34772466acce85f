"""A signature: one act by one person on one copy. Separate acts, never one tick; not signing is allowed."""

from datetime import datetime

from sqlalchemy import ForeignKey, Index, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from portal.database import Base, UtcTime
from portal.models.copy import Copy
from portal.models.person import Person


class Signature(Base):
    """One act: "seen", "explained", "agree", "agree-in-part", "do-not-agree" or "not-sure".

    `mark` is how: "name" (typed), "tick" or "mark"; `signed_as` what was typed. `why` is kept word for word.
    `copy_sha256`, `language`, `level` bind the act to the very words that were on the page.
    """

    __tablename__ = "signature"
    __table_args__ = (UniqueConstraint("person_id", "key"), Index("ix_signature_copy", "copy_id", "person_id"))

    id: Mapped[int] = mapped_column(primary_key=True)
    public_id: Mapped[str] = mapped_column(String(24), unique=True)
    key: Mapped[str] = mapped_column(String(64))
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    copy_id: Mapped[int] = mapped_column(ForeignKey("copy.id"))
    act: Mapped[str] = mapped_column(String(16))
    mark: Mapped[str] = mapped_column(String(8))
    signed_as: Mapped[str] = mapped_column(default="")
    explained_by: Mapped[str] = mapped_column(default="")
    helped_by: Mapped[str] = mapped_column(default="")
    why: Mapped[str] = mapped_column(default="")
    copy_sha256: Mapped[str] = mapped_column(String(64))
    language: Mapped[str] = mapped_column(String(2))
    level: Mapped[str] = mapped_column(String(8))
    sha256: Mapped[str] = mapped_column(String(64))
    signed_at: Mapped[datetime] = mapped_column(UtcTime)

    person: Mapped[Person] = relationship()
    copy: Mapped[Copy] = relationship()
