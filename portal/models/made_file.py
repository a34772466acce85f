"""A file made from a copy in the background: asked for, then ready."""

from datetime import datetime

from sqlalchemy import ForeignKey, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from portal.database import Base, UtcTime
from portal.models.copy import Copy


class MadeFile(Base):
    """One file of one copy. `key` is a hash of the copy's hash, what is hidden now, the choices and the code's version.

    `kind` is a format's name or "sealed"; the file itself is in the data folder under its key: its name tells nothing.
    `visible` is the hash of what could be seen (copies.OpenCopy.key): the file is only served while it is still that.
    """

    __tablename__ = "made_file"
    __table_args__ = (UniqueConstraint("copy_id", "key"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    public_id: Mapped[str] = mapped_column(String(24), unique=True)
    copy_id: Mapped[int] = mapped_column(ForeignKey("copy.id"))
    kind: Mapped[str] = mapped_column(String(8))
    key: Mapped[str] = mapped_column(String(64))
    choices: Mapped[str]
    visible: Mapped[str] = mapped_column(String(64))
    sha256: Mapped[str] = mapped_column(String(64), default="")
    asked_at: Mapped[datetime] = mapped_column(UtcTime)
    begun_at: Mapped[datetime | None] = mapped_column(UtcTime)
    # How many of its parts are spoken, of how many; 0 of 0 for what is made in one go.
    done: Mapped[int] = mapped_column(default=0)
    parts: Mapped[int] = mapped_column(default=0)
    ready_at: Mapped[datetime | None] = mapped_column(UtcTime)
    problem: Mapped[str] = mapped_column(String(200), default="")

    copy: Mapped[Copy] = relationship()
