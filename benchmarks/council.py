"""A council with many children: the demo's five, again and again, each time with people, ties and records of their own.

Every row that hangs on them is there, with its indexes: what is said, signed, delivered and audited too. Only the long
texts that no list reads (records, copies, pictures beside words) are left out of the repeated ones, to save the disk.
The audit's digests are repeated as they are: its chain does not hold, and no page looks at that.
"""

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

from sqlalchemy import Column, Integer, Table

from portal.models import Person

CHILDREN = 5
# More than any table of the demo has rows.
STEP = 100_000
NAMES = ("public_id", "reference", "user_name", "code_hash", "token_hash", "key")
LONG = {"document": "x'7b7d'", "dressing": "'{}'", "origins": "'{}'", "body": "'{}'"}
# The front page offers a door for each of the demo's own people, and for nobody else.
SET = {**LONG, "is_demo": "0"}


def grow(data: Path, children: int) -> int:
    """Repeat the demo's families in a data folder until there are so many children; gives how many there are."""
    times = children // CHILDREN - 1
    with closing(sqlite3.connect(data / "clywed.sqlite")) as database:
        database.execute("PRAGMA synchronous=OFF")
        for table in Person.metadata.tables.values():
            database.execute(_again(table), {"times": times})
        database.commit()
        database.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        count = "SELECT count(DISTINCT child_id) FROM record_child"
        return int(database.execute(count).fetchone()[0])


def _again(table: Table) -> str:
    names = ", ".join(f'"{column.name}"' for column in table.columns)
    counted = "WITH RECURSIVE again(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM again WHERE n < :times)"
    rows = f'SELECT {", ".join(_values(table))} FROM "{table.name}", again'
    return f'{counted} INSERT INTO "{table.name}" ({names}) {rows}'


def _values(table: Table) -> Iterator[str]:
    for column in table.columns:
        yield _value(column)


def _value(column: Column[object]) -> str:
    named = f'"{column.table.name}"."{column.name}"'
    if isinstance(column.type, Integer) and (column.primary_key or column.foreign_keys):
        return f"{named} + again.n * {STEP}"
    if column.name in NAMES:
        return f"{named} || '-' || again.n"
    return SET.get(column.name, named)
