"""A copy's sentences as one sound, in the background: what is not spoken yet is spoken first, each sentence once.

Where somebody has read a passage aloud, their reading is heard in the place of its sentences, all of it at once.
"""

from collections.abc import Mapping, Sequence
from itertools import groupby
from pathlib import Path
from typing import NamedTuple

from accessibility.document import Sentence
from accessibility.outline import Entry, Saying
from accessibility.sound import (
    FRAME_SAMPLES,
    Manner,
    Piece,
    Spoken,
    Times,
    count_frames,
    frames_of,
    join,
    load_piece,
    milliseconds,
    silence,
    spoken,
    words_key,
)
from accessibility.speech import SpeechFailed, speak

# A heading is heard to be one by the quiet before and after it.
BREATH_MS = 200
QUIET_MS = {"title": 900, "section": 900, "heading": 600}


# What stands for a whole passage's words, after the name that its sentences begin with.
ALL_OF_IT = "-text"


class Cue(NamedTuple):
    """When something is spoken, by its id, in milliseconds of the sound. A reading has one for the whole passage."""

    id: str
    start_ms: int
    end_ms: int


class Told(NamedTuple):
    """One MP3, how long it is, and when each thing in it is spoken."""

    mp3: bytes
    duration_ms: int
    cues: tuple[Cue, ...]


class Narrator:
    """Speaks in one manner, keeping every sentence in one folder, with a pause after each sentence.

    `readings` are MP3 files of ours by the hash of the words that somebody reads aloud in them.
    """

    def __init__(self, folder: Path, manner: Manner, pause_ms: int, readings: Mapping[str, Path] | None = None) -> None:
        self.folder, self.manner, self.pause_ms = folder, manner, pause_ms
        self.readings = readings or {}

    def speak(self, entries: Sequence[Entry]) -> None:
        """Speak whatever of this has not been spoken yet. Raises SpeechFailed."""
        speak([_said(one) for entry in entries for one in entry.sayings], self.manner, self.folder)

    def tell(self, entries: Sequence[Entry]) -> Told:
        """All of it as one sound, with more quiet round a heading. Raises SpeechFailed."""
        self.speak(entries)
        read = self._read(entries)
        pieces: list[tuple[str, Piece]] = []
        for entry in entries:
            heard = [
                named
                for saying in entry.sayings
                for named in (read[saying.id] if saying.id in read else [(saying.id, self._piece(saying))])
            ]
            quiet = ("", _quiet(QUIET_MS.get(entry.kind, BREATH_MS)))
            pieces += [quiet] if entry.kind in QUIET_MS and pieces else []
            for named in heard:
                pieces += [named, ("", _quiet(self.pause_ms))]
            pieces += [quiet] if heard else []
        sound = join([piece for _, piece in pieces])
        cues = (
            Cue(name, cue.start_ms, cue.end_ms)
            for (name, piece), cue in zip(pieces, sound.cues, strict=True)
            if name and piece.mp3
        )
        return Told(sound.mp3, sound.duration_ms, tuple(cues))

    def _read(self, entries: Sequence[Entry]) -> dict[str, list[tuple[str, Piece]]]:
        """What is heard at each sentence of a passage that somebody has read: all of it at the first, then nothing."""
        found: dict[str, list[tuple[str, Piece]]] = {}
        sayings = (saying for entry in entries for saying in entry.sayings)
        for name, group in groupby(sayings, key=_of_whose_words):
            passage = list(group)
            path = self.readings.get(words_key([_said(one) for one in passage]))
            if path is not None:
                mp3 = path.read_bytes()
                frames = count_frames(mp3)
                piece = Piece(Times(frames, len(mp3), 0, milliseconds(frames * FRAME_SAMPLES)), mp3)
                found |= {one.id: [] for one in passage} | {passage[0].id: [(name + ALL_OF_IT, piece)]}
        return found

    def _piece(self, saying: Saying) -> Piece:
        piece = load_piece(self.folder, _said(saying), self.manner)
        if piece is None:
            raise SpeechFailed("a sentence that was spoken just now is not there")
        return piece


def _of_whose_words(saying: Saying) -> str:
    """What the sentences of one passage's words have in common: their id without the number at its end."""
    name, _, number = saying.id.rpartition("-")
    return name if number.isdigit() else saying.id


def _said(saying: Saying) -> Spoken:
    return spoken(Sentence(saying.runs))


def _quiet(length_ms: int) -> Piece:
    """A piece without any sound."""
    frames = frames_of(length_ms)
    mp3 = silence(frames)
    return Piece(Times(frames, len(mp3), 0, 0), mp3)
