"""Whether a file was sealed here and is still as it was: asked of any file that a stranger brings.

The file is read in a process of its own, with a time limit: reading it is the risk, and what reads it is heavy.
"""

import json
import os
import subprocess
import sys
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from portal.errors import NotKnownNow

# About two seconds are needed, on a busy machine many times that. A web worker is stopped after 60.
SECONDS = 40


@dataclass(frozen=True)
class Checked:
    """What a file turned out to be: sealed here or not, unchanged or not, and when it was sealed (UTC)."""

    sealed_here: bool
    unchanged: bool
    sealed_at: datetime | None = None


NOT_OURS = Checked(sealed_here=False, unchanged=False)


def check_apart(pdf: bytes, folder: Path) -> Checked:
    """Check a file's bytes against the seal in the data folder. What can't be read is not ours.

    Raises NotKnownNow if the reading did not come to its end: that says nothing of the seal.
    """
    try:
        done = subprocess.run(  # our own interpreter and module, no shell
            [sys.executable, "-m", "portal.services.seal_checks"],
            input=os.fsencode(folder.resolve()) + b"\n" + pdf,
            capture_output=True,
            timeout=SECONDS,
            check=False,
        )
    except subprocess.TimeoutExpired:
        raise NotKnownNow from None
    if done.returncode < 0:
        raise NotKnownNow
    if done.returncode:
        return NOT_OURS
    told = json.loads(done.stdout)
    sealed_at = datetime.fromisoformat(told["sealed_at"]) if told["sealed_at"] else None
    return Checked(told["sealed_here"], told["unchanged"], sealed_at)


def main() -> None:
    """The process: the folder on a line, then the file's bytes, in; one line of JSON out."""
    from portal.services import sealing

    folder = Path(os.fsdecode(sys.stdin.buffer.readline().rstrip(b"\n")))
    checked = sealing.check(sys.stdin.buffer.read(), folder)
    sealed_at = checked.sealed_at.isoformat() if checked.sealed_at else ""
    told = {"sealed_here": checked.sealed_here, "unchanged": checked.unchanged, "sealed_at": sealed_at}
    sys.stdout.write(json.dumps(told))


if __name__ == "__main__":
    main()
