"""An edition: one version of a record for one child, and the worker's choices for it. Internal; never shown to a
family.
"""

from datetime import datetime

from sqlalchemy import JSON, ForeignKey, Index, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from portal.database import AnyLength, Base, UtcTime
from portal.models.person import Person
from portal.models.record import Record, RecordVersion


class Edition(Base):
    """One publishing of one record version for one child. Immutable; `body` is the filtered source that its copies
    came from.

    `kind` is "full", or "wording" where only a language or level was added: nobody is asked to sign again.
    """

    __tablename__ = "edition"
    __table_args__ = (UniqueConstraint("record_id", "child_id", "number"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    record_id: Mapped[int] = mapped_column(ForeignKey("record.id"))
    version_id: Mapped[int] = mapped_column(ForeignKey("record_version.id"))
    child_id: Mapped[int] = mapped_column(ForeignKey("person.id"), index=True)
    number: Mapped[int]
    kind: Mapped[str] = mapped_column(String(8), default="full")
    body: Mapped[str]
    sha256: Mapped[str] = mapped_column(String(64))
    published_by_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    published_at: Mapped[datetime] = mapped_column(UtcTime)
    recalled_at: Mapped[datetime | None] = mapped_column(UtcTime)

    record: Mapped[Record] = relationship()
    version: Mapped[RecordVersion] = relationship()
    child: Mapped[Person] = relationship(foreign_keys=[child_id])
    published_by: Mapped[Person] = relationship(foreign_keys=[published_by_id])


class Choice(Base):
    """A worker's choice for one person about one passage (`row` "") or one of its rows of one record: shown, or not.

    `row` is the row's own hash, so that a choice about a row does not slide onto another when the record changes;
    `text` is the hash of the passage it was made about: a passage that has changed since is asked about again.
    """

    __tablename__ = "choice"
    __table_args__ = (UniqueConstraint("record_id", "child_id", "person_id", "passage", "row"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    record_id: Mapped[int] = mapped_column(ForeignKey("record.id"))
    child_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    passage: Mapped[str] = mapped_column(AnyLength)
    row: Mapped[str] = mapped_column(String(64), default="")
    text: Mapped[str] = mapped_column(String(64))
    shown: Mapped[bool]
    chosen_by_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    chosen_at: Mapped[datetime] = mapped_column(UtcTime)


class Placement(Base):
    """Where a worker said a passage belongs that the exemplar does not list, or whom a passage about an adult is
    about.
    """

    __tablename__ = "placement"
    __table_args__ = (UniqueConstraint("record_id", "passage"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    record_id: Mapped[int] = mapped_column(ForeignKey("record.id"))
    passage: Mapped[str] = mapped_column(AnyLength)
    section: Mapped[int | None]
    adult_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))


class FamilyText(Base):
    """A text written for the family in Prepare: `sentences` for one passage at one level in one language.

    `audience` is "child", "parent" or "" for both; `text` is the hash of the passage as it was when this was written.
    """

    __tablename__ = "family_text"
    __table_args__ = (
        UniqueConstraint("record_id", "child_id", "passage", "level", "language", "audience"),
        Index("ix_family_text_record", "record_id"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    record_id: Mapped[int] = mapped_column(ForeignKey("record.id"))
    child_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    passage: Mapped[str] = mapped_column(AnyLength)
    level: Mapped[str] = mapped_column(String(8))
    language: Mapped[str] = mapped_column(String(2))
    audience: Mapped[str] = mapped_column(String(8), default="")
    sentences: Mapped[list[str]] = mapped_column(JSON)
    text: Mapped[str] = mapped_column(String(64))
    written_by_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    written_at: Mapped[datetime] = mapped_column(UtcTime)
