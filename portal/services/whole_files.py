"""Writing a file so that it is there whole or not at all, also after the power fails."""

import os
import tempfile
from pathlib import Path


def write(path: Path, content: bytes) -> None:
    """Write a file, for the owner only; it has its name once all of it is on the disk. Until then its name begins with
    a dot, so that no backup takes half of it.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=".")
    with os.fdopen(handle, "wb") as part:
        part.write(content)
        part.flush()
        os.fsync(part.fileno())
    os.replace(name, path)
