"""A recording: a worker reads words of the family's aloud."""

from datetime import datetime

from sqlalchemy import JSON, ForeignKey, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from portal.database import Base, UtcTime
from portal.models.person import Person


class Recording(Base):
    """Somebody reading exactly these words of one child's record: `words` is the hash of all that is said, sentence by
    sentence, so it falls away by itself when a word changes.

    The file is in the data folder under `sha256`, its own hash, "" until it has been made from what was sent. `problem`
    is why that could not be done: "kind", "long", "quiet"; "" where nothing was wrong. `begins` is when each sentence
    that can be said begins in it, in milliseconds, as a worker has marked it; empty until then.
    """

    __tablename__ = "recording"
    __table_args__ = (UniqueConstraint("record_id", "child_id", "words"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    record_id: Mapped[int] = mapped_column(ForeignKey("record.id"))
    child_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    words: Mapped[str] = mapped_column(String(64))
    sent: Mapped[str] = mapped_column(String(24))
    sha256: Mapped[str] = mapped_column(String(64), default="")
    duration_ms: Mapped[int] = mapped_column(default=0)
    problem: Mapped[str] = mapped_column(String(8), default="")
    begins: Mapped[list[int]] = mapped_column(JSON, default=list)
    read_by_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    read_at: Mapped[datetime] = mapped_column(UtcTime)

    read_by: Mapped[Person] = relationship(foreign_keys=[read_by_id])
