"""A record: one exemplar as the case system sent it, every version kept as received."""

from datetime import date, datetime

from sqlalchemy import ForeignKey, Index, LargeBinary, String, UniqueConstraint
from sqlalchemy.orm import Mapped, deferred, mapped_column, relationship

from portal.database import AnyLength, Base, UtcTime
from portal.models.person import Person


class Record(Base):
    """One record of the case system, by its reference."""

    __tablename__ = "record"

    id: Mapped[int] = mapped_column(primary_key=True)
    public_id: Mapped[str] = mapped_column(String(24), unique=True)
    reference: Mapped[str] = mapped_column(String(64), unique=True)
    exemplar: Mapped[str] = mapped_column(String(64))
    nation: Mapped[str] = mapped_column(String(8))
    newest_id: Mapped[int | None] = mapped_column(ForeignKey("record_version.id", use_alter=True))

    newest: Mapped["RecordVersion"] = relationship(foreign_keys=[newest_id], post_update=True)


class RecordVersion(Base):
    """One version as received: its bytes, their SHA-256, and `content_hash`, which does not change with white space or
    order. `opened_at`: when a manager opened it, if its form is closed until one does.
    """

    __tablename__ = "record_version"
    __table_args__ = (UniqueConstraint("record_id", "version"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    record_id: Mapped[int] = mapped_column(ForeignKey("record.id"))
    version: Mapped[int]
    document: Mapped[bytes] = deferred(mapped_column(LargeBinary))
    sha256: Mapped[str] = mapped_column(String(64))
    content_hash: Mapped[str] = mapped_column(String(64))
    status: Mapped[str] = mapped_column(String(8))
    author_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    completed_on: Mapped[date | None]
    next_meeting_on: Mapped[date | None]
    received_at: Mapped[datetime] = mapped_column(UtcTime)
    opened_at: Mapped[datetime | None] = mapped_column(UtcTime)
    opened_by_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))

    record: Mapped[Record] = relationship(foreign_keys=[record_id])
    author: Mapped[Person] = relationship(foreign_keys=[author_id])


class RecordChild(Base):
    """A child that a version of a record is about, in the record's order."""

    __tablename__ = "record_child"
    __table_args__ = (Index("ix_record_child", "child_id"),)

    version_id: Mapped[int] = mapped_column(ForeignKey("record_version.id"), primary_key=True)
    child_id: Mapped[int] = mapped_column(ForeignKey("person.id"), primary_key=True)
    position: Mapped[int]

    version: Mapped[RecordVersion] = relationship()
    child: Mapped[Person] = relationship()


class Withholding(Base):
    """From whom a version withholds a passage (`row` -1) or one of its rows. The reason stays in the record's bytes."""

    __tablename__ = "withholding"
    __table_args__ = (Index("ix_withholding_version", "version_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    version_id: Mapped[int] = mapped_column(ForeignKey("record_version.id"))
    passage: Mapped[str] = mapped_column(AnyLength)
    row: Mapped[int] = mapped_column(default=-1)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"))

    def __repr__(self) -> str:
        return f"Withholding({self.id})"
