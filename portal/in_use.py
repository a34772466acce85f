"""Who is using a data folder: servers and background workers share it, putting a backup back needs it alone.

A lock on a file in the folder, which the system lets go of when its process ends, however it ends.
"""

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

NAME = "serving.lock"


class InUse(Exception):
    """Something is running on this data folder."""


@contextmanager
def shared(folder: Path) -> Iterator[None]:
    """Use a data folder together with others. Raises InUse while a backup is being put back."""
    with _locked(folder, fcntl.LOCK_SH):
        yield


@contextmanager
def alone(folder: Path) -> Iterator[None]:
    """Have a data folder to oneself. Raises InUse while anybody shares it."""
    with _locked(folder, fcntl.LOCK_EX):
        yield


@contextmanager
def _locked(folder: Path, how: int) -> Iterator[None]:
    folder.mkdir(parents=True, exist_ok=True)
    handle = os.open(folder / NAME, os.O_RDWR | os.O_CREAT, 0o600)
    try:
        try:
            fcntl.flock(handle, how | fcntl.LOCK_NB)
        except BlockingIOError as busy:
            raise InUse() from busy
        yield
    finally:
        os.close(handle)
