"""A worker's choice about one picture: another one, or none, for some words of one sentence."""

from datetime import datetime

from sqlalchemy import ForeignKey, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from portal.database import Base, UtcTime


class SymbolChoice(Base):
    """For the characters `begins` to `ends` of a sentence, wherever it stands in copies of this record for this child:
    the picture of `sense`, or none ("").

    `sentence` is its key (accessibility.dressing.sentence_key), which tells its language too. `negated`: "not" stands
    before the picture.
    """

    __tablename__ = "symbol_choice"
    __table_args__ = (UniqueConstraint("record_id", "child_id", "sentence", "begins"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    record_id: Mapped[int] = mapped_column(ForeignKey("record.id"))
    child_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    sentence: Mapped[str] = mapped_column(String(24))
    begins: Mapped[int]
    ends: Mapped[int]
    sense: Mapped[str] = mapped_column(String(64))
    negated: Mapped[bool]
    chosen_by_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    chosen_at: Mapped[datetime] = mapped_column(UtcTime)
