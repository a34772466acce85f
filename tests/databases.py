"""Where a test's database is: SQLite in the test's own folder, or PostgreSQL on a server of this process's own.

Which of the two is chosen for a module of tests at a time (tests/conftest.py). A database that takes long to fill is
filled once, kept, and then put into the folder of each test that wants it.
"""

import hashlib
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from functools import wraps
from pathlib import Path
from typing import Any, TypeVar

from tests import servers

SQLITE, POSTGRESQL = "sqlite", "postgresql"
Made = TypeVar("Made")
# Puts a database that was kept into a folder.
Put = Callable[[Path], None]


class Chosen:
    """What tests keep things in now, and the databases on the server that somebody still uses."""

    kind = SQLITE
    used: list[str] = []


def url(folder: Path) -> str:
    """DATABASE_URL for a portal with its data in a folder: "" where the portal finds its database in it by itself."""
    if Chosen.kind == SQLITE:
        return ""
    return f"postgresql://clywed@/{name_of(folder)}?host={servers.postgresql()}"


def address(folder: Path) -> str:
    """The same as SQLAlchemy needs it in any case."""
    return url(folder) or f"sqlite:///{folder / 'clywed.sqlite'}"


def make(folder: Path) -> None:
    """An empty database for a folder; SQLite makes its own."""
    if Chosen.kind == POSTGRESQL:
        _copy("template0", name_of(folder))


def keep(folder: Path) -> Put:
    """Keep what is in a folder's database now, to be put into others. Nobody may have it open."""
    if Chosen.kind == SQLITE:
        with closing(sqlite3.connect(folder / "clywed.sqlite")) as database:
            database.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        held = (folder / "clywed.sqlite").read_bytes()
        return lambda other: (other / "clywed.sqlite").write_bytes(held) and None
    name = name_of(folder)
    Chosen.used.remove(name)
    return lambda other: _copy(name, name_of(other))


def once(makes: Callable[..., Made]) -> Callable[..., Made]:
    """What a function makes, made once for each kind of database and whatever it is asked with."""
    made: dict[Any, Made] = {}

    @wraps(makes)
    def kept(*asked: Any) -> Made:
        key = (Chosen.kind, *asked)
        if key not in made:
            made[key] = makes(*asked)
        return made[key]

    return kept


@contextmanager
def kept_on(kind: str) -> Iterator[None]:
    """Keep things in this kind of database until the end of the block."""
    before, Chosen.kind = Chosen.kind, kind
    try:
        yield
    finally:
        Chosen.kind = before


@contextmanager
def none_left() -> Iterator[None]:
    """Whatever is made on the server within the block goes at its end."""
    before = len(Chosen.used)
    yield
    for name in Chosen.used[before:]:
        servers.run(f"DROP DATABASE {name} WITH (FORCE)")
    del Chosen.used[before:]


def name_of(folder: Path) -> str:
    """What a folder's database is called on the server."""
    return "of_" + hashlib.sha256(str(folder).encode()).hexdigest()[:24]


def _copy(name: str, to: str) -> None:
    """In the place of what is there, as a file would be."""
    if to in Chosen.used:
        servers.run(f"DROP DATABASE {to} WITH (FORCE)")
        Chosen.used.remove(to)
    servers.run(f"CREATE DATABASE {to} TEMPLATE {name} STRATEGY file_copy")
    Chosen.used.append(to)
