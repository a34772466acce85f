"""One door to the database: SQLite in WAL mode on one machine, PostgreSQL elsewhere.

On SQLite, reading needs no transaction; the first write of a session takes its turn in a queue (a lock on a file,
because SQLite's own waiting has no order and starves writers: reference/quality.md 1.4) and then begins at once. What
people say and sign is written with `synchronous=FULL`; the audit of looks with NORMAL.
"""

import fcntl
import os
import secrets
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any, TypeVar
from zoneinfo import ZoneInfo

import msgspec
from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.orm import DeclarativeBase, Session, make_transient_to_detached, object_session, sessionmaker
from sqlalchemy.types import DateTime, TypeDecorator


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


def now() -> datetime:
    """This moment, in UTC."""
    return datetime.now(UTC)


def today() -> date:
    """The day it is in Wales and England."""
    return now().astimezone(ZoneInfo("Europe/London")).date()


Model = TypeVar("Model", bound=Base)
_WRITES = ("INSERT", "UPDATE", "DELETE", "REPLACE")


class _Turn:
    """A place in the queue of writers: an exclusive lock on a file beside the database."""

    def __init__(self, path: Path) -> None:
        self.path = path

    def take(self, connection: Connection) -> None:
        """Wait for the turn, and hold it for this connection."""
        handle = os.open(self.path, os.O_RDWR | os.O_CREAT, 0o600)
        fcntl.flock(handle, fcntl.LOCK_EX)
        connection.info["turn"] = handle

    def leave(self, connection: Connection) -> None:
        """Let the next writer go, if this connection holds the turn."""
        handle = connection.info.pop("turn", None)
        if handle is not None:
            os.close(handle)


def _begin_writing(connection: Connection, turn: _Turn) -> None:
    cursor = connection.connection.cursor()
    turn.take(connection)
    wanted = "FULL" if connection.info.get("durable", True) else "NORMAL"
    if connection.info.get("synchronous") != wanted:
        cursor.execute(f"PRAGMA synchronous={wanted}")
        connection.info["synchronous"] = wanted
    cursor.execute("BEGIN IMMEDIATE")


def _connected(connection: Any, _record: Any) -> None:
    connection.isolation_level = None
    for pragma in ("journal_mode=WAL", "foreign_keys=ON", "busy_timeout=20000", "cache_size=-8000"):
        connection.execute(f"PRAGMA {pragma}")


def _begun(session: Session, _transaction: Any, connection: Connection) -> None:
    connection.info["durable"] = session.info.get("durable", True)


def _commit_in_turn(connection: Connection, turn: _Turn) -> None:
    """The lock must outlive the commit itself, so the commit is done here; the driver's own finds nothing to do."""
    if "turn" in connection.info:
        try:
            connection.connection.cursor().execute("COMMIT")
        finally:
            turn.leave(connection)


def _undo_in_turn(connection: Connection, turn: _Turn) -> None:
    if "turn" in connection.info:
        try:
            if getattr(connection.connection.driver_connection, "in_transaction", False):
                connection.connection.cursor().execute("ROLLBACK")
        finally:
            turn.leave(connection)


def _listen(engine: Engine, turn: _Turn) -> None:
    def before(connection: Connection, _cursor: Any, statement: str, *_rest: Any) -> None:
        if statement.lstrip()[:7].upper().startswith(_WRITES) and "turn" not in connection.info:
            _begin_writing(connection, turn)

    def savepoint(connection: Connection, _name: str) -> None:
        if "turn" not in connection.info:
            _begin_writing(connection, turn)

    event.listen(engine, "connect", _connected)
    event.listen(engine, "before_cursor_execute", before)
    event.listen(engine, "savepoint", savepoint)
    event.listen(engine, "commit", lambda connection: _commit_in_turn(connection, turn))
    event.listen(engine, "rollback", lambda connection: _undo_in_turn(connection, turn))


class Database:
    """An engine and the sessions made from it; `also` is what else every session knows of how the portal is set up."""

    def __init__(
        self, address: str, audit_key: bytes = b"", data: Path | None = None, also: Mapping[str, Any] | None = None
    ) -> None:
        self.engine = create_engine(address, json_deserializer=msgspec.json.decode)
        self.is_sqlite = self.engine.dialect.name == "sqlite"
        info: dict[str, Any] = {"turn": None, "audit_key": audit_key, "data": data, **(also or {})}
        if self.is_sqlite:
            folder = Path(str(self.engine.url.database)).parent
            folder.mkdir(parents=True, exist_ok=True)
            info |= {"turn": _Turn(folder / "writing.lock"), "data": data or folder}
            _listen(self.engine, info["turn"])
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
        session.connection().info["durable"] = durable


def session_of(thing: Base) -> Session:
    """The session that a person, or anything else, was loaded in. Services find their session through who is asking."""
    session = object_session(thing)
    if session is None:
        raise RuntimeError("not loaded in a session")
    return session


def as_loaded(session: Session, thing: Model) -> Model:
    """A thing made of what the database holds, as if loaded: for where loading would cost more than all the rest."""
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


def write_first(session: Session) -> None:
    """Take a turn as a writer before reading, where what is read decides what is written."""
    turn = session.info.get("turn")
    connection = session.connection()
    if turn is not None and "turn" not in connection.info:
        _begin_writing(connection, turn)
