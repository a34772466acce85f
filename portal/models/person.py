"""A person: a human the council's records name, or who works for the council."""

from datetime import date, datetime
from typing import Any

from sqlalchemy import JSON, String
from sqlalchemy.orm import Mapped, mapped_column

from portal.database import AnyLength, Base, UtcTime


class Person(Base):
    """A human. `reference` is the authority's own and the same in every record; a child is a person with a case."""

    __tablename__ = "person"

    id: Mapped[int] = mapped_column(primary_key=True)
    public_id: Mapped[str] = mapped_column(String(24), unique=True)
    reference: Mapped[str] = mapped_column(String(64), unique=True)
    name: Mapped[str] = mapped_column(AnyLength)
    called: Mapped[str] = mapped_column(AnyLength, default="")
    # What the newest record says they are (RECORD-FORMAT.md "part"); it gives no right to anything: ties do.
    part: Mapped[str] = mapped_column(String(24), default="other")
    born_on: Mapped[date | None]
    languages: Mapped[list[str]] = mapped_column(JSON, default=list)
    communication: Mapped[list[str]] = mapped_column(JSON, default=list)
    reading: Mapped[dict[str, Any]] = mapped_column(JSON, default=dict)
    colour: Mapped[str] = mapped_column(String(16), default="")
    picture: Mapped[str] = mapped_column(String(32), default="")
    welcomed_at: Mapped[datetime | None] = mapped_column(UtcTime)
    is_demo: Mapped[bool] = mapped_column(default=False)

    @property
    def known_as(self) -> str:
        """What they like to be called, or else their name."""
        return self.called or self.name

    # What Flask-Login asks of somebody signed in.
    is_authenticated = True
    is_active = True
    is_anonymous = False

    def get_id(self) -> str:
        """The id that a session keeps."""
        return str(self.id)
