"""One door to the database: SQLite in WAL mode on one machine, PostgreSQL elsewhere.

On SQLite writers queue (portal/writing.py). What people say and sign is written with `synchronous=FULL`; the audit of
looks with NORMAL. On PostgreSQL everybody writes at once, but for what is decided by what was read (see write_first).
"""

import secrets
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import UTC, date, datetime
from enum import IntEnum
from pathlib import Path
from typing import Any, TypeVar
from zoneinfo import ZoneInfo

import msgspec
from sqlalchemy import Connection, create_engine, event, func, make_url, select
from sqlalchemy.orm import DeclarativeBase, Session, make_transient_to_detached, object_session, sessionmaker
from sqlalchemy.orm.util import identity_key
from sqlalchemy.types import DateTime, String, Text, TypeDecorator

from portal.writing import QueuedConnection, queued

# Ours among the numbers that anything may lock in a database of PostgreSQL: "clyw".
_OURS = 0x636C7977


class Base(DeclarativeBase):
    """The root of all models."""


class UtcTime(TypeDecorator[datetime]):
    """A moment, always aware and in UTC."""

    impl = DateTime(timezone=False)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Any) -> datetime | None:
        """Refuse a naive time: which zone it meant would be a guess."""
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("a time without a zone")
        return value.astimezone(UTC).replace(tzinfo=None)

    def process_result_value(self, value: datetime | None, dialect: Any) -> datetime | None:
        """Give the zone back."""
        return None if value is None else value.replace(tzinfo=UTC)


# What a record may say at any length. SQLite takes a length as a remark, PostgreSQL refuses what is longer.
AnyLength = String(200).with_variant(Text(), "postgresql")


def now() -> datetime:
    """This moment, in UTC."""
    return datetime.now(UTC)


def today() -> date:
    """The day it is in Wales and England."""
    return day_of(now())


def day_of(moment: datetime) -> date:
    """The day that a moment is in, in Wales and England."""
    return moment.astimezone(ZoneInfo("Europe/London")).date()


Model = TypeVar("Model", bound=Base)


def _begun(session: Session, _transaction: Any, connection: Connection) -> None:
    driver = connection.connection.driver_connection
    if isinstance(driver, QueuedConnection):
        driver.durable = session.info.get("durable", True)


class Database:
    """An engine and the sessions made from it; `also` is what else every session knows of how the portal is set up."""

    def __init__(
        self, address: str, audit_key: bytes = b"", data: Path | None = None, also: Mapping[str, Any] | None = None
    ) -> None:
        url = make_url(address)
        # A connection that the database has closed meanwhile is found before it is used, and another one made.
        ways: dict[str, Any] = {"pool_pre_ping": True}
        if url.get_backend_name() == "sqlite":
            folder = Path(str(url.database)).parent
            folder.mkdir(parents=True, exist_ok=True)
            data = data or folder
            ways = {"connect_args": queued(folder / "writing.lock")}
        self.engine = create_engine(url, json_deserializer=msgspec.json.decode, hide_parameters=True, **ways)
        info: dict[str, Any] = {"audit_key": audit_key, "data": data, **(also or {})}
        self.sessions = sessionmaker(self.engine, expire_on_commit=False, info=info)
        event.listen(self.sessions, "after_begin", _begun)

    @contextmanager
    def session(self, *, durable: bool = True) -> Iterator[Session]:
        """A session that commits at the end, or rolls back if anything is raised."""
        with self.sessions() as session:
            mark(session, durable=durable)
            try:
                yield session
                session.commit()
            except BaseException:
                session.rollback()
                raise


def mark(session: Session, *, durable: bool) -> None:
    """Say whether what this session writes must survive the loss of power (True) or only of the process (False)."""
    session.info["durable"] = durable
    if session.in_transaction():
        _begun(session, None, session.connection())


def session_of(thing: Base) -> Session:
    """The session that a person, or anything else, was loaded in. Services find their session through who is asking."""
    session = object_session(thing)
    if session is None:
        raise RuntimeError("not loaded in a session")
    return session


def as_loaded(session: Session, model: type[Model], values: Mapping[str, Any]) -> Model:
    """A thing made of all its columns as the database holds them, as if loaded, unless it is there already: for where
    loading would cost more than all the rest. Nothing of it has changed, so nothing notes that it is filled.
    """
    known = session.identity_map.get(identity_key(model, values["id"]))
    if known is not None:
        return known
    thing = model()
    vars(thing).update(values)
    make_transient_to_detached(thing)
    session.add(thing)
    return thing


def data_of(session: Session) -> Path:
    """The folder in which files are kept beside the database: sounds, files made from copies."""
    folder: Path = session.info["data"]
    return folder


def new_public_id() -> str:
    """A random name for addresses: 96 bits, telling nothing."""
    return secrets.token_urlsafe(12)


class Turn(IntEnum):
    """What writers take turns at on PostgreSQL. Whoever takes several takes them in this order, so nobody waits in a
    circle.
    """

    MIGRATING = 1
    DECIDING = 2
    AUDITING = 3


def write_first(session: Session, turn: Turn = Turn.DECIDING) -> None:
    """Take a turn as a writer before reading, where what is read decides what is written; kept until the transaction
    ends. On SQLite there is one turn for everything. On PostgreSQL nobody else waits, and nobody who only reads.
    """
    begin_writing(session.connection(), turn)


def begin_writing(connection: Connection, turn: Turn) -> None:
    """The same for a connection: from here to its commit everything is one, also what changes tables."""
    driver = connection.connection.driver_connection
    if isinstance(driver, QueuedConnection):
        driver.begin_writing()
    else:
        connection.execute(select(func.pg_advisory_xact_lock(_OURS, int(turn))))
