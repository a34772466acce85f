"""A tie: what a person is to a child, since when, until when, and whether it is blocked."""

from datetime import date, datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column, relationship

from portal.database import Base, UtcTime
from portal.models.person import Person


class Part(StrEnum):
    """What a person may be to a child. The values are the record format's; `child` is the child's tie to their own
    case.
    """

    CHILD = "child"
    PARENT = "parent"
    CARER = "carer"
    SIBLING = "sibling"
    RELATIVE = "relative"
    SOCIAL_WORKER = "social-worker"
    REVIEWING_OFFICER = "reviewing-officer"
    PERSONAL_ADVISER = "personal-adviser"
    ADVOCATE = "advocate"
    TEACHER = "teacher"
    HEALTH = "health"
    MANAGER = "manager"
    OTHER = "other"


# The council's own workers: the only people beside the reader whom "who can see this" names.
COUNCIL = frozenset({Part.SOCIAL_WORKER, Part.REVIEWING_OFFICER, Part.PERSONAL_ADVISER, Part.MANAGER})


class Tie(Base):
    """One person's part in one child's life; a manager's has no child: it is to the whole authority."""

    __tablename__ = "tie"
    __table_args__ = (Index("ix_tie_person_child", "person_id", "child_id"), Index("ix_tie_child", "child_id"))

    id: Mapped[int] = mapped_column(primary_key=True)
    public_id: Mapped[str] = mapped_column(String(24), unique=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    child_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    part: Mapped[str] = mapped_column(String(24))
    has_parental_responsibility: Mapped[bool] = mapped_column(default=False)
    since_on: Mapped[date]
    until_on: Mapped[date | None]
    confirmed_by_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    confirmed_at: Mapped[datetime] = mapped_column(UtcTime)
    blocked_at: Mapped[datetime | None] = mapped_column(UtcTime)
    blocked_because: Mapped[str] = mapped_column(default="")

    person: Mapped[Person] = relationship(foreign_keys=[person_id])
    child: Mapped[Person | None] = relationship(foreign_keys=[child_id])

    @property
    def named(self) -> str:
        """What workers call who holds it: a child as the child likes, an adult by name, because two parents may both be
        "Mam" to the same child.
        """
        return self.person.known_as if self.part == Part.CHILD else self.person.name

    def holds_on(self, day: date) -> bool:
        """Whether the tie is in force on a day: begun, not ended, not blocked."""
        return is_begun_and_not_ended(self, day) and self.blocked_at is None


def is_begun_and_not_ended(tie: Any, day: date) -> bool:
    """Whether a tie, or a row of its columns, has begun on a day and not ended yet: the day it ends is not in it."""
    return bool(tie.since_on <= day and (tie.until_on is None or day < tie.until_on))
