"""Marks: where each sentence begins in what a worker has read aloud, found by ear or typed.

They are kept with the recording that they were made on, so they go when it is read anew; and no other words have them,
because no other words have the recording. With them each sentence lights up as it is heard, and is played by itself.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from accessibility.document import Language, Level
from accessibility.reading_aloud import guessed
from accessibility.sound import Spoken
from portal import audit
from portal.database import session_of, write_first
from portal.errors import AlreadyChanged, NotFound, PortalError, lazy_name
from portal.models import Person, Recording
from portal.permissions import Action
from portal.services import recordings
from portal.services.preparing import Preparation

TOO_LATE = lazy_name("The reading is over by then. It is %(seconds)s seconds long.")


class WrongMark(PortalError):
    """A sentence that would not begin after the one before it, or only when the reading is over."""

    message = lazy_name("This sentence has to begin after the one before it.")


@dataclass(frozen=True)
class Reading:
    """A reading to mark: the sentences in it that can be said, and when each begins: as marked, or else as guessed."""

    recording: Recording
    sentences: tuple[Spoken, ...]
    begins: tuple[int, ...]

    @property
    def is_marked(self) -> bool:
        """Whether somebody has marked it, so that nothing is guessed."""
        return bool(self.recording.begins)


def to_mark(
    worker: Person, key: str, record: str, child: str, person: str, language: Language, level: Level
) -> tuple[Preparation, Reading]:
    """One reading of somebody's copy. Raises NotFound where there is none that can be heard, or only one sentence."""
    ready, _, passages = recordings.to_read(worker, record, child, person, language, level)
    one = next((one for one in passages if one.key == key), None)
    if one is None or one.recording is None or not one.can_be_marked:
        raise NotFound()
    kept = one.recording
    begins = tuple(kept.begins) or guessed(one.sentences, kept.duration_ms)
    return ready, Reading(kept, one.sentences, begins)


def mark(
    worker: Person,
    sha256: str,
    begins: Sequence[int],
    key: str,
    record: str,
    child: str,
    person: str,
    language: Language,
    level: Level,
) -> None:
    """Keep when each sentence begins, in milliseconds, in the recording whose hash this is.

    Raises NotFound as to_mark() does, AlreadyChanged where it has been read anew meanwhile, and WrongMark for the first
    mark that can't be, with its number after "begins-": the sentences are counted from 0.
    """
    session = session_of(worker)
    write_first(session)
    ready, reading = to_mark(worker, key, record, child, person, language, level)
    if reading.recording.sha256 != sha256 or len(begins) != len(reading.sentences) or begins[0] != 0:
        raise AlreadyChanged()
    _check(begins, reading.recording.duration_ms)
    reading.recording.begins = list(begins)
    audit.note(session, worker, Action.RECORD_READ_ALOUD, ready.child.id, ready.version.record.public_id)


def _check(begins: Sequence[int], duration_ms: int) -> None:
    for number, (before, after) in enumerate(pairwise(begins), 1):
        if after <= before:
            raise WrongMark(field=f"begins-{number}")
        if after >= duration_ms:
            raise WrongMark(TOO_LATE, field=f"begins-{number}", seconds=f"{duration_ms // 100 / 10:g}")
