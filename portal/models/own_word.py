"""A child's own word for a term of the glossary: "Nan" for the kinship carer."""

from datetime import datetime

from sqlalchemy import ForeignKey, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from portal.database import Base, UtcTime

LONGEST_WORD = 60


class OwnWord(Base):
    """What one child calls what a sense of the glossary means, in the child's own words and language ("en" or "cy").

    A worker keeps it, with the child's say: `say` is how they had it. It is said in that child's copies and nowhere
    else; a published copy stays as it is.
    """

    __tablename__ = "own_word"
    __table_args__ = (UniqueConstraint("child_id", "sense"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    child_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    sense: Mapped[str] = mapped_column(String(64))
    word: Mapped[str] = mapped_column(String(LONGEST_WORD))
    language: Mapped[str] = mapped_column(String(2))
    say: Mapped[str] = mapped_column(String(12))
    kept_by_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    kept_at: Mapped[datetime] = mapped_column(UtcTime)
