"""A copy: one edition for one person. Everything a family sees is made from copies only."""

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, ForeignKey, Index, LargeBinary, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, deferred, mapped_column, relationship

from portal.database import Base, UtcTime
from portal.models.edition import Edition
from portal.models.person import Person


class Copy(Base):
    """What one person may see of one edition, frozen. `number` counts this reader's copies of this record for this
    child; below 0 it counts for nothing: the copy was recalled before its reader had opened it.

    `document` is a frozen accessibility Document. `origins` maps the random passage ids in it to what they came from:
    {"field": passage id in the record, "chosen": bool (a worker chose it, it was not a default), "identity": hash}, and
    where there is such a thing "on": the day of the meeting, or of somebody's own words, that it tells of; "due": the
    last day on which something in it is to be done; "told": where its reader was told the same before. It stays on the
    server. `dressing` is worked out in the background (pictures), and `dressed` names it: eight letters for the version
    that made it, then the beginning of its SHA-256; "" until then.
    """

    __tablename__ = "copy"
    __table_args__ = (
        UniqueConstraint("person_id", "record_id", "child_id", "number"),
        Index("ix_copy_person", "person_id"),
        Index("ix_copy_edition", "edition_id"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    public_id: Mapped[str] = mapped_column(String(24), unique=True)
    edition_id: Mapped[int] = mapped_column(ForeignKey("edition.id"))
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    child_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    record_id: Mapped[int] = mapped_column(ForeignKey("record.id"))
    number: Mapped[int]
    sha256: Mapped[str] = mapped_column(String(64))
    origins: Mapped[dict[str, Any]] = mapped_column(JSON)
    dressed: Mapped[str] = mapped_column(String(64), default="")
    title_en: Mapped[str] = mapped_column(String(200))
    title_cy: Mapped[str] = mapped_column(String(200))
    made_at: Mapped[datetime] = mapped_column(UtcTime)
    first_read_at: Mapped[datetime | None] = mapped_column(UtcTime)
    recalled_at: Mapped[datetime | None] = mapped_column(UtcTime)
    # The large ones are last: SQLite reads a row from its beginning.
    document: Mapped[bytes] = deferred(mapped_column(LargeBinary))
    dressing: Mapped[str] = deferred(mapped_column(Text, default=""))

    edition: Mapped[Edition] = relationship()
    person: Mapped[Person] = relationship(foreign_keys=[person_id])
    child: Mapped[Person] = relationship(foreign_keys=[child_id])
