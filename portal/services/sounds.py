"""The sound of a passage of a copy: looked up by web workers, spoken only in the background.

Only what the reader may see now is ever looked up. A sound is kept under a hash of what is said, so two readers of the
same words share it, and its name tells nothing.
"""

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy.orm import Session

from accessibility.document import LANGUAGES, Document, Language, Level, Passage
from accessibility.sound import Sound, Spoken, find_sound, sound_path
from portal.database import data_of, session_of
from portal.errors import NotFound, PortalError, lazy_name
from portal.models import Copy, Person
from portal.permissions import Action
from portal.services import copies, reading

# Words a minute, as espeak-ng counts them; with its pauses Welsh comes out a little slower (reference: speech.md).
RATES: dict[Level, int] = {"full": 150, "plain": 140, "easy": 120}
WAIT_SECONDS = 3.0
LOOK_EVERY = 0.03

# What puts a task in the background's queue: its name, then what it is given.
Hurry = Callable[..., None]


class BeingMade(PortalError):
    """The sound is not there yet; it is being made."""

    status = 503
    message = lazy_name("This is being made. It will not take long. Wait a little, then try again.")


@dataclass(frozen=True)
class Heard:
    """A passage's sound: the MP3, and when each of its sentences is spoken."""

    path: Path
    sound: Sound


def folder_of(session: Session) -> Path:
    """Where sounds are kept."""
    return data_of(session) / "sounds"


def spoken(passage: Passage, language: Language, level: Level) -> tuple[Spoken, ...]:
    """What is said of a passage: its sentences in the order of the page, each stretch in its own language."""
    sentences = passage.wording(language, level).sentences
    return tuple(tuple((run.text, run.language) for run in sentence.runs) for sentence in sentences)


def listen(
    reader: Person, copy_id: str, passage_id: str, language: Language, level: Level, hurry: Hurry
) -> Heard:
    """The sound of a passage that the reader may see now. Not made yet, it is asked for and waited for a little.

    Raises NotFound, or BeingMade if it takes longer than that.
    """
    opened = copies.read(reader, copy_id, Action.DOCUMENT_LISTEN)
    passage = opened.document.passage(passage_id)
    said = spoken(passage, language, level) if passage is not None else ()
    if not _can_be_said(said):
        raise NotFound()
    folder = folder_of(session_of(reader))
    sound = find_sound(folder, said, RATES[level])
    if sound is None:
        hurry("make_sound", opened.copy.id, passage_id, language, level)
        sound = _wait_for(folder, said, RATES[level])
    return Heard(sound_path(folder, sound.key), sound)


def _wait_for(folder: Path, said: Sequence[Spoken], rate: int) -> Sound:
    until = time.monotonic() + WAIT_SECONDS
    while time.monotonic() < until:
        time.sleep(LOOK_EVERY)
        sound = find_sound(folder, said, rate)
        if sound is not None:
            return sound
    raise BeingMade()


def _can_be_said(said: Sequence[Spoken]) -> bool:
    return any(character.isalnum() for sentence in said for text, _ in sentence for character in text)


def make(session: Session, copy_id: int, passage_id: str, language: Language, level: Level) -> None:
    """Speak one passage of a copy: what a listener waits for. In the background only."""
    copy = session.get(Copy, copy_id)
    passage = copies.whole(copy).passage(passage_id) if copy is not None else None
    if passage is not None:
        _speak(session, [spoken(passage, language, level)], level)


def make_for_reader(session: Session, copy_id: int) -> None:
    """Speak a new copy in both languages at the level that its reader reads at. In the background only."""
    copy = session.get(Copy, copy_id)
    if copy is not None:
        level = reading.profile_of(copy.person, "en").level
        _speak(session, _all_of(copies.whole(copy), level), level)


def _all_of(document: Document, level: Level) -> list[tuple[Spoken, ...]]:
    """Everything that is said at a level, the first passages in both languages first."""
    return [spoken(passage, language, level) for passage in document.passages() for language in LANGUAGES]


def _speak(session: Session, passages: Sequence[tuple[Spoken, ...]], level: Level) -> None:
    from accessibility.speech import speak_many

    speak_many([said for said in passages if _can_be_said(said)], RATES[level], folder_of(session))
