"""Pictures for copies that are only being prepared, so that a worker sees them, and puts one right, before anybody has
them.

Worked out in the background like those of a copy, and kept on disk by the sentences that they stand beside: a name
that tells nothing. What workers chose is not in them: it is put on at each look, as it is when a copy is dressed.
"""

import hashlib
import time
from pathlib import Path

import msgspec
from sqlalchemy.orm import Session

from accessibility import symbols
from accessibility.document import Document
from accessibility.dressing import Dressing, put_right, sentence_key
from portal.database import data_of, session_of
from portal.models import Person, RecordVersion
from portal.services import looking, whole_files
from portal.services.dressings import choices_for, dressing_for, pictured_in
from portal.services.preparing import Preparation, preparation

# What was made longer ago is made again if somebody still prepares it.
KEPT_SECONDS = 24 * 3600


def pictures_for(ready: Preparation, document: Document) -> Dressing | None:
    """The pictures of a copy as it would be now, with what workers chose. None while the background finds them, which
    it is told to once this transaction is through.
    """
    session = session_of(ready.child)
    try:
        kept = _path(session, document).read_bytes()
    except FileNotFoundError:
        session.info.setdefault("after_commit", []).append(("dress_prepared", (ready.version.id, ready.child.id)))
        return None
    return put_right(
        msgspec.json.decode(kept, type=Dressing), choices_for(session, ready.version.record_id, ready.child.id)
    )


def make(session: Session, version_id: int, child_id: int) -> None:
    """Find the pictures of everybody's copy as it would be now. In the background only."""
    version, child = session.get(RecordVersion, version_id), session.get(Person, child_id)
    if version is not None and child is not None:
        for document in looking.everybodys(preparation(session, version, child)):
            path = _path(session, document)
            if not path.exists():
                whole_files.write(path, msgspec.json.encode(dressing_for(document)))


def forget_old(session: Session) -> None:
    """Take away what was made long ago: most of it has been published since."""
    before = time.time() - KEPT_SECONDS
    for path in _folder(session).glob("*"):
        if path.stat().st_mtime < before:
            path.unlink(missing_ok=True)


def _folder(session: Session) -> Path:
    return data_of(session) / "pictures"


def _path(session: Session, document: Document) -> Path:
    sentences = sorted({sentence_key(*said) for said in pictured_in(document)})
    name = hashlib.sha256("\n".join((symbols.version(), *sentences)).encode()).hexdigest()
    return _folder(session) / name
