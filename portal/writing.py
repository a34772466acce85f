"""SQLite's writers, one at a time and in the order in which they came.

SQLite's own waiting has no order and starves writers (reference/quality.md 1.4). So a connection takes its turn, an
exclusive lock on a file beside the database, just before it first writes, and gives it up with the end of the
transaction. Reading needs no transaction and no turn.
"""

import fcntl
import os
import sqlite3
from functools import partial
from pathlib import Path
from typing import Any

_WRITES = ("INSERT", "UPDATE", "DELETE", "REPLACE", "SAVEPOINT")
_AT_FIRST = ("journal_mode=WAL", "foreign_keys=ON", "busy_timeout=20000", "cache_size=-8000")


class QueuedConnection(sqlite3.Connection):
    """A connection that waits for its turn to write. `durable`: what it writes next must survive the loss of power
    (`synchronous=FULL`), not only of the process (NORMAL).
    """

    durable = True
    _synchronous = ""
    _turn: int | None = None

    def __init__(self, database: str, *args: Any, queue: Path, **named: Any) -> None:
        super().__init__(database, *args, **named)
        self.isolation_level = None
        self._queue = queue
        for pragma in _AT_FIRST:
            self.execute(f"PRAGMA {pragma}")

    def cursor(self, factory: Any = None) -> Any:
        """A cursor whose first write takes the turn."""
        return super().cursor(factory or QueuedCursor)

    def begin_writing(self) -> None:
        """Wait for the turn, and begin: nothing for a connection that has it already."""
        if self._turn is not None:
            return
        self._turn = os.open(self._queue, os.O_RDWR | os.O_CREAT, 0o600)
        fcntl.flock(self._turn, fcntl.LOCK_EX)
        wanted = "FULL" if self.durable else "NORMAL"
        if self._synchronous != wanted:
            self.execute(f"PRAGMA synchronous={wanted}")
            self._synchronous = wanted
        self.execute("BEGIN IMMEDIATE")

    def commit(self) -> None:
        """Commit, and let the next writer go."""
        try:
            super().commit()
        finally:
            self._leave()

    def rollback(self) -> None:
        """Undo everything, and let the next writer go."""
        try:
            super().rollback()
        finally:
            self._leave()

    def close(self) -> None:
        """Close it; whoever waits behind it goes on."""
        super().close()
        self._leave()

    def _leave(self) -> None:
        handle, self._turn = self._turn, None
        if handle is not None:
            os.close(handle)


class QueuedCursor(sqlite3.Cursor):
    """Looks at each statement on its way: nearer to SQLite, and for less, than SQLAlchemy's events would."""

    connection: QueuedConnection

    def execute(self, statement: str, *values: Any) -> "QueuedCursor":
        """Run a statement, in turn if it writes."""
        if statement.lstrip()[:9].upper().startswith(_WRITES):
            self.connection.begin_writing()
        return super().execute(statement, *values)

    def executemany(self, statement: str, *values: Any) -> "QueuedCursor":
        """The same for many rows: only what writes has those."""
        self.connection.begin_writing()
        return super().executemany(statement, *values)


def queued(queue: Path) -> dict[str, Any]:
    """What sqlite3.connect() has to be told, for connections whose writers queue at this file."""
    return {"factory": partial(QueuedConnection, queue=queue)}
