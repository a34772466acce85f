"""Recordings: a worker reads a passage aloud as somebody gets it, and whoever gets just those words hears the worker.

A recording is bound to the words by their hash, within one child's record: it goes with them, and it falls away when a
word changes. It is heard through the reader's own copy only (sounds.py).
"""

import hashlib
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

from sqlalchemy import Select, delete, exists, select
from sqlalchemy.orm import Session, joinedload

from accessibility import formats
from accessibility.document import LANGUAGES, LEVELS, Document, Language, Level, Passage, thaw
from accessibility.reading_aloud import Reading, Voice, spoken_in
from accessibility.recording import MOST_BYTES, NotTaken, is_sound, take
from accessibility.sound import Spoken, can_be_said, words_key
from portal import audit, permissions
from portal.database import data_of, new_public_id, now, session_of, write_first
from portal.errors import NotFound, PortalError, lazy_name
from portal.models import Copy, Edition, MadeFile, Person, Recording
from portal.permissions import Action
from portal.services import looking, whole_files
from portal.services.copies import Known, OpenCopy
from portal.services.preparing import Preparation

# What was sent longer ago than its making may take was missed.
MISSED_AFTER = timedelta(minutes=3)
# A reading of words that no copy has may be for one that is still being prepared; a file, for a row not yet written.
KEPT = timedelta(days=30)
SPARED = timedelta(hours=1)


class NotASound(PortalError):
    """What was sent is not a sound that we take, or is too big."""

    field = "file"
    message = lazy_name("Choose a sound file: WAV, MP3 or FLAC, at most 10 MB.")


@dataclass(frozen=True)
class Aloud:
    """A passage to be read aloud, its words in order, and the recording of just these words if there is one."""

    passage: Passage
    said: tuple[Spoken, ...]
    recording: Recording | None

    @property
    def key(self) -> str:
        """The hash of its words."""
        return words_key(self.said)

    @property
    def sentences(self) -> tuple[Spoken, ...]:
        """Those of its sentences that can be said."""
        return tuple(filter(can_be_said, self.said))

    @property
    def can_be_marked(self) -> bool:
        """Whether somebody can mark where its sentences begin: it has been read, and has more than one."""
        return self.recording is not None and bool(self.recording.sha256) and len(self.sentences) > 1


def to_read(
    worker: Person, record: str, child: str, person: str, language: Language, level: Level
) -> tuple[Preparation, looking.Look, list[Aloud]]:
    """Everything of somebody's copy as they would get it now, to be read aloud. Raises NotFound."""
    session = session_of(worker)
    ready, look = looking.look(worker, record, child, person)
    permissions.check(session, worker, Action.RECORD_READ_ALOUD, ready.child.id)
    kept = {one.words: one for one in session.scalars(_of(ready))}
    found = []
    for passage in look.document.passages():
        said = spoken_in(passage, language, level, look.document.audience)
        if any(map(can_be_said, said)):
            found.append(Aloud(passage, said, kept.get(words_key(said))))
    return ready, look, found


def _of(ready: Preparation) -> Select[Recording]:
    return (
        select(Recording)
        .where(Recording.record_id == ready.version.record_id, Recording.child_id == ready.child.id)
        .options(joinedload(Recording.read_by))
    )


def keep(
    worker: Person, record: str, child: str, person: str, language: Language, level: Level, key: str, content: bytes
) -> Recording:
    """Take a recording of one passage, in the place of the one before. It is heard once it has been made fit.

    Raises NotFound where these are no words of the copy any more, NotASound for a file that we don't take.
    """
    session = session_of(worker)
    ready, _, passages = to_read(worker, record, child, person, language, level)
    if all(one.key != key for one in passages):
        raise NotFound()
    if not is_sound(content[:16]) or len(content) > MOST_BYTES:
        raise NotASound()
    write_first(session)
    kept = session.scalar(_of(ready).where(Recording.words == key))
    if kept is None:
        kept = Recording(record_id=ready.version.record_id, child_id=ready.child.id, words=key)
        session.add(kept)
    kept.sent, kept.sha256, kept.problem, kept.duration_ms, kept.begins = new_public_id(), "", "", 0, []
    kept.read_by_id, kept.read_at = worker.id, now()
    session.flush()
    whole_files.write(_sent(session, kept), content)
    _close_files(session, ready)
    audit.note(session, worker, Action.RECORD_READ_ALOUD, ready.child.id, ready.version.record.public_id)
    session.info.setdefault("after_commit", []).append(("take_recording", (kept.id,)))
    return kept


def take_back(worker: Person, record: str, child: str, person: str, language: Language, level: Level, key: str) -> None:
    """Take a recording away: the words are read by the voice again. Raises NotFound."""
    session = session_of(worker)
    ready, _, passages = to_read(worker, record, child, person, language, level)
    session.delete(_recorded(passages, key))
    _close_files(session, ready)
    audit.note(session, worker, Action.RECORD_READ_ALOUD, ready.child.id, ready.version.record.public_id)


def _close_files(session: Session, ready: Preparation) -> None:
    """Close every spoken file made from copies of this child's record: a reading that is no more may be in it. Whoever
    wants it still asks again, and gets it without.
    """
    theirs = select(Copy.id).where(Copy.record_id == ready.version.record_id, Copy.child_id == ready.child.id)
    spoken = [one.name for one in formats.to_take_away() if one.spoken]
    session.execute(delete(MadeFile).where(MadeFile.copy_id.in_(theirs), MadeFile.kind.in_(spoken)))


def listen(worker: Person, key: str, record: str, child: str, person: str, language: Language, level: Level) -> Path:
    """Where the sound of a kept recording is, for a worker to check. Raises NotFound, also while it is made ready."""
    session = session_of(worker)
    found = _recorded(to_read(worker, record, child, person, language, level)[2], key)
    if not found.sha256 or not path_of(session, found).exists():
        raise NotFound()
    return path_of(session, found)


def _recorded(passages: Sequence[Aloud], key: str) -> Recording:
    found = next((one.recording for one in passages if one.key == key), None)
    if found is None:
        raise NotFound()
    return found


def make(session: Session, recording_id: int) -> None:
    """Make what was sent fit to be heard. In the background only. What was sent is not kept."""
    kept = session.get(Recording, recording_id)
    if kept is None or kept.sha256 or kept.problem:
        return
    sent = _sent(session, kept)
    made = sent.with_suffix(".mp3")
    problem, milliseconds = "", 0
    try:
        milliseconds = take(sent, made)
    except NotTaken as refused:
        problem = refused.problem
    write_first(session)
    if not _is_still_wanted(session, kept.id, sent):
        made.unlink(missing_ok=True)
        return
    kept.problem, kept.duration_ms = problem, milliseconds
    if not problem:
        sound = made.read_bytes()
        kept.sha256 = hashlib.sha256(sound).hexdigest()
        whole_files.write(path_of(session, kept), sound)
    made.unlink(missing_ok=True)
    sent.unlink(missing_ok=True)


def _is_still_wanted(session: Session, recording_id: int, sent: Path) -> bool:
    """Whether what was sent was neither taken away nor read anew while it was being made."""
    now_sent = select(Recording.sent).where(Recording.id == recording_id).with_for_update()
    return session.scalar(now_sent) == sent.stem


def make_missed(session: Session) -> None:
    """Make what was sent and never begun, or begun by somebody who is gone."""
    waiting = select(Recording.id).where(
        Recording.sha256 == "", Recording.problem == "", Recording.read_at < now() - MISSED_AFTER
    )
    for recording_id in session.scalars(waiting.limit(3)).all():
        make(session, recording_id)


def find(session: Session, record_id: int, child_id: int, said: Sequence[Spoken]) -> Recording | None:
    """The recording of just these words of a child's record that can be heard, or None."""
    found = session.scalar(
        select(Recording)
        .where(Recording.record_id == record_id, Recording.child_id == child_id, Recording.words == words_key(said))
        .options(joinedload(Recording.read_by))
    )
    return found if found is not None and found.sha256 and path_of(session, found).exists() else None


def of_copy(session: Session, copy: Known) -> dict[str, Reading]:
    """The readings of a copy's record and child that can be heard, by the hash of the words that they are of."""
    held = (Recording.record_id == copy.record_id, Recording.child_id == copy.child_id, Recording.sha256 != "")
    found = session.scalars(select(Recording).where(*held).options(joinedload(Recording.read_by)))
    kept = {one.words: (path_of(session, one), one) for one in found}
    return {
        words: Reading(path, _voice(session, one), tuple(one.begins))
        for words, (path, one) in kept.items()
        if path.exists()
    }


def voices_of(opened: OpenCopy) -> dict[str, Voice]:
    """Who is heard reading which words of a copy's record and child aloud, by the hash of the words. Most are read by
    nobody: for them nothing is asked.
    """
    if not opened.is_read_aloud:
        return {}
    return {words: one.voice for words, one in of_copy(opened.session, opened.known).items()}


def _voice(session: Session, kept: Recording) -> Voice:
    now_held = permissions.parts(session, kept.read_by, kept.child_id)
    return Voice(kept.read_by.known_as, bool(now_held & permissions.WORKERS))


def path_of(session: Session, kept: Recording) -> Path:
    """Where the sound of a recording is kept: by its own hash, which tells nothing."""
    return folder_of(session) / f"{kept.sha256}.mp3"


def _sent(session: Session, kept: Recording) -> Path:
    return folder_of(session) / f"{kept.sent}.sent"


def folder_of(session: Session) -> Path:
    """Where recordings are kept."""
    return data_of(session) / "recordings"


def forget_unused(session: Session) -> None:
    """Take away readings of words that no copy has any more, then the files that no recording speaks of."""
    for one in list(_out_of_use(session)):
        session.delete(one)
    session.flush()
    known = {f"{one.sha256}.mp3" for one in session.scalars(select(Recording))}
    known |= {f"{one.sent}.sent" for one in session.scalars(select(Recording).where(Recording.sha256 == ""))}
    before = time.time() - SPARED.total_seconds()
    for path in folder_of(session).glob("*"):
        if path.name not in known and path.stat().st_mtime < before:
            path.unlink(missing_ok=True)


def _out_of_use(session: Session) -> Iterator[Recording]:
    """Old readings whose words nobody's copy has, though something was published since: not what is being prepared."""
    published = exists().where(
        Edition.record_id == Recording.record_id,
        Edition.child_id == Recording.child_id,
        Edition.published_at > Recording.read_at,
    )
    words: dict[tuple[int, int], set[str]] = {}
    for one in session.scalars(select(Recording).where(Recording.read_at < now() - KEPT, published)):
        of = (one.record_id, one.child_id)
        if of not in words:
            words[of] = set(_words_of(session, *of))
        if one.words not in words[of]:
            yield one


def _words_of(session: Session, record_id: int, child_id: int) -> Iterator[str]:
    """The words of every passage of every copy of a record for a child that nobody has recalled."""
    held = select(Copy.document).join(Edition).where(Copy.record_id == record_id, Copy.child_id == child_id)
    for frozen in session.scalars(held.where(Copy.recalled_at.is_(None), Edition.recalled_at.is_(None))):
        yield from words_of(thaw(frozen))


def words_of(document: Document, levels: Sequence[Level] = LEVELS) -> set[str]:
    """The hashes of the words of every passage of a document, in both languages and at these levels."""
    return {
        words_key(spoken_in(passage, language, level, document.audience))
        for passage in document.passages()
        for language in LANGUAGES
        for level in levels
    }
