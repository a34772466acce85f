"""The sound of a passage of a copy: looked up by web workers, spoken only in the background.

Only what the reader may see now is ever looked up. A sentence is kept under a hash of what is said and how, so readers
of the same words share it, and its name tells nothing.
"""

import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import select
from sqlalchemy.orm import Session

from accessibility import voices
from accessibility.document import LANGUAGES, LEVELS, Document, Language, Level, thaw
from accessibility.profile import ReadingProfile
from accessibility.reading_aloud import cues_of, only, spoken_in
from accessibility.sound import (
    Manner,
    Sound,
    Spoken,
    can_be_said,
    find_sound,
    manner_key,
    sentence_key,
    words_key,
)
from portal.database import data_of, session_of
from portal.errors import NotFound, PortalError, lazy_name
from portal.models import Copy, Edition, Person, Recording
from portal.permissions import Action
from portal.services import copies, reading, recordings

# Words a minute, as espeak-ng counts them; with its pauses Welsh comes out a little slower (reference: speech.md).
RATES: dict[Level, int] = {"full": 150, "plain": 140, "easy": 120}
# What the reader's own choice makes of that, and how much longer than usual it is quiet after a sentence.
SPEEDS = {"slowest": 0.7, "slower": 0.85, "usual": 1.0, "faster": 1.25}
PAUSES_MS = {"usual": 0, "long": 700, "longest": 1500}
WAIT_SECONDS = 3.0
LOOK_EVERY = 0.03
# A sound that nothing uses is kept so long: it may be for a copy that is just being published.
SPARED_SECONDS = 3600

# What puts a task in the background's queue: its name, then what it is given.
Hurry = Callable[..., None]
# The first and the last sentence of a passage that somebody listens to, counted from 0; None for all of it.
Part = tuple[int, int] | None


class BeingMade(PortalError):
    """The sound is not there yet; it is being made."""

    status = 503
    message = lazy_name("This is being made. It will not take long. Wait a little, then try again.")


def folder_of(session: Session) -> Path:
    """Where sounds are kept."""
    return data_of(session) / "sounds"


def manner_for(session: Session, profile: ReadingProfile, level: Level) -> Manner:
    """How somebody who reads like this hears words of this level."""
    return _manner(session, level, profile.speed)


def _manner(session: Session, level: Level, speed: str) -> Manner:
    chosen: tuple[tuple[str, str], ...] = session.info.get("voices") or voices.chosen("")
    return Manner(round(RATES[level] * SPEEDS[speed]), chosen)


def listen(
    reader: Person, copy_id: str, passage_id: str, language: Language, level: Level, hurry: Hurry, part: Part = None
) -> Sound:
    """The sound of a passage that the reader may see now, or of some of its sentences, at their speed and with their
    pauses.

    A worker who has read just these words aloud goes before any voice: all of the reading is heard until somebody has
    marked where its sentences begin. What is not spoken yet is asked for and waited for a little. Raises NotFound, or
    BeingMade if it takes longer than that.
    """
    opened = copies.read(reader, copy_id, Action.DOCUMENT_LISTEN)
    passage = opened.document.passage(passage_id)
    said = spoken_in(passage, language, level, opened.document.audience) if passage is not None else ()
    first, last = part or (0, len(said) - 1)
    if not (0 <= first <= last < len(said) and any(map(can_be_said, said[first : last + 1]))):
        raise NotFound()
    session = session_of(reader)
    read = recordings.find(session, opened.known.record_id, opened.known.child_id, said)
    if read is not None:
        return _read(session, read, said, part)
    wanted = _wanted(session, reader, said[first : last + 1], level)
    sound = wanted.find()
    if sound is None:
        hurry("make_sound", opened.copy.id, passage_id, language, level)
        sound = wanted.wait()
    return sound


def _read(session: Session, read: Recording, said: Sequence[Spoken], part: Part) -> Sound:
    """A worker's reading of these words, or the part that is asked for where it is known where that begins."""
    cues = cues_of(said, read.begins, read.duration_ms)
    sound = Sound(recordings.path_of(session, read).read_bytes(), read.duration_ms, cues, read.read_by.known_as)
    return only(sound, *part) if part and cues else sound


@dataclass(frozen=True)
class _Wanted:
    """What somebody wants to hear, and how."""

    folder: Path
    said: Sequence[Spoken]
    manner: Manner
    pause_ms: int

    def find(self) -> Sound | None:
        """It, if all of it has been spoken."""
        return find_sound(self.folder, self.said, self.manner, self.pause_ms)

    def wait(self) -> Sound:
        """It, once it has been spoken. Raises BeingMade."""
        until = time.monotonic() + WAIT_SECONDS
        while time.monotonic() < until:
            time.sleep(LOOK_EVERY)
            if (sound := self.find()) is not None:
                return sound
        raise BeingMade()


def _wanted(session: Session, reader: Person, said: Sequence[Spoken], level: Level) -> _Wanted:
    profile = reading.profile_of(reader, "en")
    return _Wanted(folder_of(session), said, manner_for(session, profile, level), PAUSES_MS[profile.pause])


def make(session: Session, copy_id: int, passage_id: str, language: Language, level: Level) -> None:
    """Speak one passage of a copy: what a listener waits for. In the background only."""
    copy = session.get(Copy, copy_id)
    document = copies.whole(copy) if copy is not None else None
    passage = document.passage(passage_id) if document is not None else None
    if copy is not None and document is not None and passage is not None:
        profile = reading.profile_of(copy.person, "en")
        said = spoken_in(passage, language, level, document.audience)
        _speak(session, said, manner_for(session, profile, level))


def make_for_reader(session: Session, copy_id: int) -> None:
    """Speak a new copy in both languages, at the level and speed that its reader likes, but for what a worker has read
    aloud. In the background only.
    """
    copy = session.get(Copy, copy_id)
    if copy is not None:
        profile = reading.profile_of(copy.person, "en")
        read = recordings.of_copy(session, copy)
        passages = (said for said in _said_in(copies.whole(copy), (profile.level,)) if words_key(said) not in read)
        _speak(session, (one for said in passages for one in said), manner_for(session, profile, profile.level))


def _said_in(document: Document, levels: Sequence[Level]) -> Iterator[tuple[Spoken, ...]]:
    """The sentences of each passage of a document in both languages at these levels, the first passages first."""
    for passage in document.passages():
        for language in LANGUAGES:
            for level in levels:
                yield spoken_in(passage, language, level, document.audience)


def _speak(session: Session, sentences: Sequence[Spoken] | Iterator[Spoken], manner: Manner) -> None:
    from accessibility.speech import speak

    speak(sentences, manner, folder_of(session))


def forget_unused(session: Session) -> None:
    """Take away every sentence that no copy has in it any more, and what an older code or another voice spoke."""
    before = time.time() - SPARED_SECONDS
    kept = [path for path in folder_of(session).glob("*/*") if path.stat().st_mtime < before]
    if kept:
        sentences, manners = _in_use(session), _known_manners(session)
        for path in kept:
            said, _, manner = path.stem.partition("-")
            if said not in sentences or manner not in manners:
                path.unlink(missing_ok=True)


def _in_use(session: Session) -> set[str]:
    """The hash of every sentence of every copy that nobody has recalled."""
    found: set[str] = set()
    held = select(Copy.document).join(Edition).where(Copy.recalled_at.is_(None), Edition.recalled_at.is_(None))
    for frozen in session.scalars(held.execution_options(yield_per=20)):
        found.update(map(sentence_key, {one for said in _said_in(thaw(frozen), LEVELS) for one in said}))
    return found


def _known_manners(session: Session) -> set[str]:
    """Every way in which the code of today speaks: rates, and the languages that may be in one sentence."""
    together = ((("", "cy"),), (("", "en"),), (("", "cy"), ("", "en")))
    manners = [_manner(session, level, speed) for level in RATES for speed in SPEEDS]
    return {manner_key(said, manner) for manner in manners for said in together}
