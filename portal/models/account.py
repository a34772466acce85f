"""A way to sign in, how one begins, and the devices on which pictures may be used."""

from datetime import datetime

from sqlalchemy import ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column, relationship

from portal.database import Base, UtcTime
from portal.models.person import Person

# The two ways to sign in.
PASSPHRASE, PICTURES = "passphrase", "pictures"


class Account(Base):
    """One person's way to sign in. `way` is "passphrase" or "pictures"; `secret_hash` is argon2id.

    `failures` counts wrong pictures in a row, on the person's own devices; at ten a worker's new code is needed.
    """

    __tablename__ = "account"

    id: Mapped[int] = mapped_column(primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), unique=True)
    user_name: Mapped[str] = mapped_column(String(80), unique=True)
    way: Mapped[str] = mapped_column(String(16))
    secret_hash: Mapped[str] = mapped_column(String(200))
    made_at: Mapped[datetime] = mapped_column(UtcTime)
    failures: Mapped[int] = mapped_column(default=0)
    needs_reset: Mapped[bool] = mapped_column(default=False)

    person: Mapped[Person] = relationship()


class Guess(Base):
    """Wrong secrets in a row under one name, whether or not anybody has it; `key` is a keyed hash of the name."""

    __tablename__ = "guess"

    key: Mapped[str] = mapped_column(String(64), primary_key=True)
    failures: Mapped[int] = mapped_column(default=0)
    last_at: Mapped[datetime] = mapped_column(UtcTime, index=True)
    wait_until: Mapped[datetime | None] = mapped_column(UtcTime)


class Invitation(Base):
    """A code for one first visit (or a new secret); only its hash is kept. Times out, and works once."""

    __tablename__ = "invitation"

    id: Mapped[int] = mapped_column(primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), index=True)
    code_hash: Mapped[str] = mapped_column(String(64), unique=True)
    made_by_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    made_at: Mapped[datetime] = mapped_column(UtcTime)
    expires_at: Mapped[datetime] = mapped_column(UtcTime)
    used_at: Mapped[datetime | None] = mapped_column(UtcTime)

    person: Mapped[Person] = relationship(foreign_keys=[person_id])


class Device(Base):
    """A device on which a person has used an invitation: only there do their pictures work."""

    __tablename__ = "device"

    id: Mapped[int] = mapped_column(primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), index=True)
    token_hash: Mapped[str] = mapped_column(String(64), unique=True)
    enrolled_at: Mapped[datetime] = mapped_column(UtcTime)
