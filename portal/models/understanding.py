"""What somebody understood of a document, marked while they went through it: theirs alone."""

from datetime import datetime

from sqlalchemy import JSON, ForeignKey, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from portal.database import Base, UtcTime


class GoingThrough(Base):
    """One person going through one record about one child, whichever edition is the newest; `helper` is who helps."""

    __tablename__ = "going_through"
    __table_args__ = (UniqueConstraint("person_id", "record_id", "child_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    record_id: Mapped[int] = mapped_column(ForeignKey("record.id"))
    child_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    helper: Mapped[str] = mapped_column(default="")
    began_at: Mapped[datetime] = mapped_column(UtcTime)

    marks: Mapped[list["Understanding"]] = relationship(
        cascade="all, delete-orphan", order_by="Understanding.section", lazy="selectin"
    )


class Understanding(Base):
    """How somebody marked one of the eleven sections: "understood", "unsure" or "more"; and who helped then.

    `about` is what the section held for this reader: for each passage its identity and the hash of its words. The mark
    counts for as long as the section holds nothing else, so what is hidden later leaves no trace in it, and what is
    written later is not taken as understood.
    """

    __tablename__ = "understanding"
    __table_args__ = (UniqueConstraint("going_through_id", "section"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    going_through_id: Mapped[int] = mapped_column(ForeignKey("going_through.id"))
    section: Mapped[int]
    mark: Mapped[str] = mapped_column(String(16))
    helper: Mapped[str] = mapped_column(default="")
    about: Mapped[list[str]] = mapped_column(JSON)
    marked_at: Mapped[datetime] = mapped_column(UtcTime)
