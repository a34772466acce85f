"""A contribution: something a family member said. Its original is never altered."""

from datetime import datetime

from sqlalchemy import ForeignKey, Index, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from portal.database import Base, UtcTime
from portal.models.copy import Copy
from portal.models.person import Person


class Contribution(Base):
    """What somebody said, word for word. `eyes` is for whom: "worker" or "worker-and-reviewing-officer".

    `passage` is the random id in the copy ("" for the whole document); `about_words` the words it was about as they
    stood in that copy, `about_language` their language. `key` makes a double press one contribution. `follows_id`
    links a change of mind to what it follows.
    """

    __tablename__ = "contribution"
    __table_args__ = (
        UniqueConstraint("person_id", "key"),
        Index("ix_contribution_person", "person_id"),
        Index("ix_contribution_copy", "copy_id"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    public_id: Mapped[str] = mapped_column(String(24), unique=True)
    key: Mapped[str] = mapped_column(String(64))
    kind: Mapped[str] = mapped_column(String(16), default="comment")
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    copy_id: Mapped[int | None] = mapped_column(ForeignKey("copy.id"))
    passage: Mapped[str] = mapped_column(String(24), default="")
    about_words: Mapped[str] = mapped_column(default="")
    about_language: Mapped[str] = mapped_column(String(2), default="")
    original: Mapped[str]
    medium: Mapped[str] = mapped_column(String(16), default="typed")
    language: Mapped[str] = mapped_column(String(2))
    helped_by: Mapped[str] = mapped_column(default="")
    eyes: Mapped[str] = mapped_column(String(32))
    sha256: Mapped[str] = mapped_column(String(64))
    suggests_danger: Mapped[bool] = mapped_column(default=False)
    follows_id: Mapped[int | None] = mapped_column(ForeignKey("contribution.id"))
    sent_at: Mapped[datetime] = mapped_column(UtcTime)
    taken_back_at: Mapped[datetime | None] = mapped_column(UtcTime)
    answered_at: Mapped[datetime | None] = mapped_column(UtcTime)

    person: Mapped[Person] = relationship()
    copy: Mapped[Copy | None] = relationship()


class ContributionChild(Base):
    """A child that a contribution is about: it is filed in each one's case file."""

    __tablename__ = "contribution_child"
    __table_args__ = (Index("ix_contribution_child", "child_id"),)

    contribution_id: Mapped[int] = mapped_column(ForeignKey("contribution.id"), primary_key=True)
    child_id: Mapped[int] = mapped_column(ForeignKey("person.id"), primary_key=True)


class Draft(Base):
    """Words not sent yet: seen by nobody else, delivered nowhere, looked through for nothing."""

    __tablename__ = "draft"
    __table_args__ = (UniqueConstraint("person_id", "target"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    target: Mapped[str] = mapped_column(String(80))
    text: Mapped[str]
    saved_at: Mapped[datetime] = mapped_column(UtcTime)


class Sight(Base):
    """A worker's first look at a contribution: the family sees who and when."""

    __tablename__ = "sight"

    contribution_id: Mapped[int] = mapped_column(ForeignKey("contribution.id"), primary_key=True)
    worker_id: Mapped[int] = mapped_column(ForeignKey("person.id"), primary_key=True)
    seen_at: Mapped[datetime] = mapped_column(UtcTime)

    worker: Mapped[Person] = relationship()


class Reply(Base):
    """A worker's answer. `outcome` is "changed", "will-do", "cannot" or "asked"."""

    __tablename__ = "reply"
    __table_args__ = (UniqueConstraint("worker_id", "key"), Index("ix_reply_contribution", "contribution_id"))

    id: Mapped[int] = mapped_column(primary_key=True)
    public_id: Mapped[str] = mapped_column(String(24), unique=True)
    key: Mapped[str] = mapped_column(String(64))
    contribution_id: Mapped[int] = mapped_column(ForeignKey("contribution.id"))
    worker_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    outcome: Mapped[str] = mapped_column(String(16))
    text: Mapped[str]
    language: Mapped[str] = mapped_column(String(2))
    sha256: Mapped[str] = mapped_column(String(64))
    sent_at: Mapped[datetime] = mapped_column(UtcTime)
    read_at: Mapped[datetime | None] = mapped_column(UtcTime)

    contribution: Mapped[Contribution] = relationship()
    worker: Mapped[Person] = relationship()
