"""Files made from copies that nobody can use any more: taken away from the disk, and their rows with them."""

import time
from datetime import timedelta
from pathlib import Path

import msgspec
from sqlalchemy import select
from sqlalchemy.orm import Session

from accessibility.profile import ReadingProfile
from portal.database import data_of, now
from portal.errors import PortalError
from portal.models import MadeFile
from portal.permissions import Action
from portal.services import copies
from portal.services.file_kinds import KINDS
from portal.services.files import key_of, path_in

# Whoever asked may still be on their way to take it.
SPARED = timedelta(hours=1)
# Asked for again after this long, a file is made again.
KEPT = timedelta(days=30)


def forget_unused(session: Session) -> None:
    """Take away what was made of a copy that was recalled or of which something is hidden now, what would come out
    otherwise if it was asked for today, what is long past, and what no row knows.
    """
    data = data_of(session)
    gone = [
        file
        for file in session.scalars(select(MadeFile).where(MadeFile.asked_at < now() - SPARED))
        if file.asked_at < now() - KEPT or not _would_be_made(session, file)
    ]
    paths = [path_in(data, file.key, file.kind) for file in gone]
    for file in gone:
        session.delete(file)
    session.flush()
    for path in [*paths, *_unknown(session, data)]:
        path.unlink(missing_ok=True)


def _would_be_made(session: Session, file: MadeFile) -> bool:
    """Whether just this file would be made if its reader asked for it now."""
    if file.kind not in KINDS:
        return False
    try:
        opened = copies.reopen(file.copy, Action.DOCUMENT_TAKE)
    except PortalError:
        return False
    profile = msgspec.json.decode(file.choices, type=ReadingProfile)
    beside = KINDS[file.kind].beside(session, opened.copy, opened.document, profile)
    return key_of(opened, file.kind, profile, beside) == file.key


def _unknown(session: Session, data: Path) -> list[Path]:
    """Files that no row has, once they are old enough not to be just being written."""
    known = {path_in(data, key, kind) for key, kind in session.execute(select(MadeFile.key, MadeFile.kind))}
    before = time.time() - SPARED.total_seconds()
    return [path for path in (data / "files").glob("*/*") if path not in known and path.stat().st_mtime < before]
