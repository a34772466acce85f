"""Files made from a copy, to print or to keep: asked for on a page, made in the background, then handed over.

A file is keyed by exactly what was visible, the reader's choices and the code's version. It is handed over only while
just that may still be seen: what is hidden later closes every file that it is in.
"""

import hashlib
import time
from datetime import timedelta
from pathlib import Path

import msgspec
from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from accessibility.document import Document
from accessibility.profile import ReadingProfile
from portal.database import data_of, new_public_id, now, session_of, write_first
from portal.errors import NotFound
from portal.models import MadeFile, Person
from portal.permissions import Action
from portal.services import copies, whole_files
from portal.services.bodies import code_version
from portal.services.copies import OpenCopy
from portal.services.file_kinds import KINDS, Kind, narrator_for

WAIT_SECONDS = 2.0
LOOK_EVERY = 0.05
# A file that nobody began to make for so long was missed: the sweep makes it.
MISSED_AFTER = timedelta(seconds=30)
GIVEN_UP_AFTER = timedelta(minutes=15)
MOST_AT_ONCE = 3
# Spoken by one process after the other; each takes a moment to begin.
SENTENCES_A_PART = 60


def ask(reader: Person, copy_id: str, kind: str, profile: ReadingProfile) -> MadeFile:
    """Ask for a file of one of the reader's own copies, in these choices; the same file is made only once.

    Raises NotFound for a copy that may not be seen and a kind that there isn't.
    """
    session = session_of(reader)
    if kind not in KINDS:
        raise NotFound()
    opened = copies.read(reader, copy_id, Action.DOCUMENT_TAKE)
    write_first(session)
    key = key_of(opened, kind, profile, KINDS[kind].beside(session, opened.copy, opened.document, profile))
    file = session.scalar(select(MadeFile).where(MadeFile.copy_id == opened.copy.id, MadeFile.key == key))
    if file is None:
        choices = msgspec.json.encode(profile).decode()
        file = MadeFile(public_id=new_public_id(), copy_id=opened.copy.id, kind=kind, key=key, choices=choices)
        session.add(file)
    file.visible, file.problem = opened.key, ""
    if file.ready_at is None or not _path(session, file).exists():
        file.asked_at, file.begun_at, file.ready_at = now(), None, None
        session.flush()
        session.info.setdefault("after_commit", []).append(("make_file", (file.id,)))
    return file


def key_of(opened: OpenCopy, kind: str, profile: ReadingProfile, beside: str) -> str:
    """The name of a file: a hash of just what is visible, the choices, what else goes in, and the code's version."""
    choices = (profile.file_key(), profile.theme, profile.width, profile.speed, profile.pause)
    parts = (opened.key, opened.known.dressed, kind, *choices, beside, code_version())
    return hashlib.sha256("\x1f".join(parts).encode()).hexdigest()


def find(reader: Person, public_id: str) -> MadeFile:
    """A file of the reader's own, ready or not, while all that is in it may still be seen. Raises NotFound."""
    session = session_of(reader)
    file = session.scalar(select(MadeFile).where(MadeFile.public_id == public_id))
    if file is None:
        raise NotFound()
    if copies.read(reader, file.copy.public_id, Action.DOCUMENT_TAKE).key != file.visible:
        raise NotFound()
    return file


def kind_of(file: MadeFile) -> Kind:
    """What kind of file it is. Raises NotFound for a kind that there is no more."""
    if file.kind not in KINDS:
        raise NotFound()
    return KINDS[file.kind]


def wait_for(file: MadeFile) -> MadeFile:
    """The file once it is ready or has failed, or as it stands after a little while."""
    until = time.monotonic() + WAIT_SECONDS
    while file.ready_at is None and not file.problem and time.monotonic() < until:
        time.sleep(LOOK_EVERY)
        session_of(file).refresh(file)
    return file


def path_of(file: MadeFile) -> Path:
    """Where a file that is ready is kept. Raises NotFound for one that is not."""
    path = _path(session_of(file), file)
    if file.ready_at is None or not path.exists():
        raise NotFound()
    return path


def _path(session: Session, file: MadeFile) -> Path:
    return path_in(data_of(session), file.key, file.kind)


def path_in(data: Path, key: str, kind: str) -> Path:
    """Where a file is kept in the data folder."""
    return data / "files" / key[:2] / f"{key}.{kind}"


def make(session: Session, file_id: int) -> None:
    """Make a file that was asked for. What goes wrong is kept with it, by the kind of error alone."""
    file = session.get(MadeFile, file_id)
    if file is None or file.ready_at is not None:
        return
    file.begun_at = now()
    session.commit()
    try:
        made = _made(session, file)
    except Exception as error:
        file.problem = type(error).__name__
        return
    whole_files.write(_path(session, file), made)
    file.sha256, file.ready_at = hashlib.sha256(made).hexdigest(), now()


def _made(session: Session, file: MadeFile) -> bytes:
    opened = copies.reopen(file.copy, Action.DOCUMENT_TAKE)
    if opened.key != file.visible:
        raise NotFound()
    profile = msgspec.json.decode(file.choices, type=ReadingProfile)
    _speak(session, file, opened.document, profile)
    return kind_of(file).make(session, file.copy, opened.document, profile)


def _speak(session: Session, file: MadeFile, document: Document, profile: ReadingProfile) -> None:
    """Speak what will be spoken in the file, a part after the other, so that its page can tell how far it is."""
    narrator = narrator_for(session, profile, file.copy)
    said = narrator.unread(kind_of(file).said(file.copy, document, profile))
    groups = [said[start : start + SENTENCES_A_PART] for start in range(0, len(said), SENTENCES_A_PART)]
    for number, group in enumerate(groups):
        file.done, file.parts = number, len(groups)
        session.commit()
        narrator.speak(group)
    file.done = file.parts


def make_missed(session: Session) -> None:
    """Make what was asked for and never begun, or begun so long ago that whoever made it is gone."""
    waiting = select(MadeFile.id).where(
        MadeFile.ready_at.is_(None),
        MadeFile.problem == "",
        MadeFile.asked_at < now() - MISSED_AFTER,
        or_(MadeFile.begun_at.is_(None), MadeFile.begun_at < now() - GIVEN_UP_AFTER),
    )
    for file_id in session.scalars(waiting.limit(MOST_AT_ONCE)).all():
        make(session, file_id)
