"""A notice: one message to a person that something waits. It never holds anything personal."""

from datetime import datetime

from sqlalchemy import ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column, relationship

from portal.database import Base, UtcTime
from portal.models.person import Person


class Notice(Base):
    """`kind` says what waits ("comment", "danger", "reply", "document", "easier", "prepare" ...); `thing` is a public
    id.
    """

    __tablename__ = "notice"
    __table_args__ = (Index("ix_notice_person", "person_id", "read_at"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    kind: Mapped[str] = mapped_column(String(24))
    thing: Mapped[str] = mapped_column(String(24), default="")
    made_at: Mapped[datetime] = mapped_column(UtcTime)
    sent_at: Mapped[datetime | None] = mapped_column(UtcTime)
    read_at: Mapped[datetime | None] = mapped_column(UtcTime)

    person: Mapped[Person] = relationship()
