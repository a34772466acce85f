"""A backup of everything that can't be made again, taken while the portal serves; and putting one back, all or nothing.

In it are the database as it stood at one moment, the portal's keys, and every other file of the data folder. Left out
is what is made again when it is asked for: sounds, rendered pages, pictures of what is being prepared, and the queue,
whose rows only hurry what the database knows itself.
"""

import ctypes
import os
import shutil
import sqlite3
import tempfile
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path

from portal import in_use
from portal.database import now
from portal.migrating import known_revisions
from portal.services import archives
from portal.services.archives import BadArchive, Manifest

DATABASE = "clywed.sqlite"
MADE_AGAIN = ("sounds", "bodies", "pictures")


class NotRestored(Exception):
    """A backup that was not put back; says why, and that nothing was changed."""


@dataclass(frozen=True)
class Restored:
    """What was put back, and where what was there before is kept ("" for an empty folder)."""

    manifest: Manifest
    before: str


def back_up(database: Path, data: Path, target: Path) -> Manifest:
    """Write everything that matters to one archive. Nobody who reads or writes meanwhile waits for it.

    The database comes first: a file that it speaks of was whole before it was spoken of, so it is in the archive too.
    """
    with tempfile.TemporaryDirectory(prefix=".clywed-backup-", dir=target.parent) as folder:
        snapshot = Path(folder) / DATABASE
        with closing(sqlite3.connect(database)) as source:
            source.execute("VACUUM INTO ?", (str(snapshot),))
        files = [(DATABASE, snapshot), *_files(data, database)]
        return archives.write(target, files, now().isoformat(timespec="seconds"))


def _files(data: Path, database: Path) -> Iterator[tuple[str, Path]]:
    """Every file of the data folder that is kept, beside the database; what is being written begins with a dot."""
    for path in sorted(data.rglob("*")):
        place = path.relative_to(data)
        made_again = place.parts[0] in MADE_AGAIN or place.name.endswith(".lock")
        of_a_database = place.name.startswith((database.name, DATABASE, "queue.sqlite"))
        hidden = any(part.startswith(".") for part in place.parts)
        if path.is_file() and not path.is_symlink() and not (made_again or of_a_database or hidden):
            yield place.as_posix(), path


def holds_data(data: Path) -> bool:
    """Whether there is anything in a data folder that somebody could miss."""
    return data.is_dir() and any(not _is_nothing_yet(path.name) for path in data.iterdir())


def _is_nothing_yet(name: str) -> bool:
    """Any command makes the first of these, and nothing hangs on the others."""
    return name in ("secret-key", *MADE_AGAIN) or name.startswith((".", "queue.sqlite")) or name.endswith(".lock")


def restore(archive: Path, data: Path, *, replace: bool) -> Restored:
    """Put a backup in the place of a data folder, at once and whole. Raises NotRestored, having changed nothing.

    The whole archive is checked first. What was in the folder is kept beside it.
    """
    if holds_data(data) and not replace:
        raise NotRestored(f"{data} holds data already. --replace puts the backup in its place and keeps it beside")
    data.parent.mkdir(parents=True, exist_ok=True)
    # The backup is made ready under the name that the old folder gets when the two change places.
    beside = Path(tempfile.mkdtemp(prefix=f"{data.name}.before-{now():%Y%m%dT%H%M%SZ}-", dir=data.parent))
    try:
        manifest = _unpacked(archive, beside)
        with _alone(data):
            _exchange(beside, data)
    except (BadArchive, NotRestored, OSError) as error:
        shutil.rmtree(beside)
        why = error.strerror if isinstance(error, OSError) else str(error)
        raise NotRestored(f"{why}. Nothing has been changed") from error
    if holds_data(beside):
        return Restored(manifest, str(beside))
    shutil.rmtree(beside)
    return Restored(manifest, "")


def _unpacked(archive: Path, staging: Path) -> Manifest:
    manifest = archives.unpack(archive, staging)
    try:
        with closing(sqlite3.connect(staging / DATABASE)) as database:
            whole = database.execute("PRAGMA integrity_check(1)").fetchone()[0] == "ok"
            revision = database.execute("SELECT version_num FROM alembic_version").fetchone()[0]
    except (sqlite3.DatabaseError, TypeError) as error:
        raise BadArchive("there is no database of the portal in it") from error
    if not whole:
        raise BadArchive("its database is damaged")
    if revision not in known_revisions():
        raise BadArchive("it was made by a newer version of the portal")
    os.sync()
    return manifest


@contextmanager
def _alone(data: Path) -> Iterator[None]:
    """Nobody else has the folder or its database open, and what the database had yet to take in is in it."""
    try:
        with in_use.alone(data):
            if (data / DATABASE).exists():
                _close_up(data / DATABASE)
            yield
    except in_use.InUse as error:
        raise NotRestored(f"the portal is running on {data}: stop it first") from error


def _close_up(path: Path) -> None:
    try:
        with closing(sqlite3.connect(path, timeout=1)) as database:
            database.execute("PRAGMA journal_mode=DELETE")
    except sqlite3.OperationalError as error:
        if error.sqlite_errorcode in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED):
            raise in_use.InUse() from error
    except sqlite3.DatabaseError:
        # What can't be read may be why a backup is put back: it is kept beside, as it is.
        return


def _exchange(one: Path, other: Path) -> None:
    """Let two folders change places at once: at no moment is there neither, or half of one. Raises OSError."""
    here, exchange = -100, 2  # AT_FDCWD and RENAME_EXCHANGE of renameat2(2)
    library = ctypes.CDLL(None, use_errno=True)
    if library.renameat2(here, os.fsencode(one), here, os.fsencode(other), exchange):
        number = ctypes.get_errno()
        raise OSError(number, os.strerror(number))
    os.sync()
