"""A copy's sentences as one sound, in the background: what is not spoken yet is spoken first, each sentence once.

Where somebody has read a passage aloud, their reading is heard in the place of its sentences, and no voice says them.
"""

from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby
from pathlib import Path
from typing import NamedTuple

from accessibility.document import Sentence
from accessibility.outline import Entry, Saying
from accessibility.reading_aloud import Reading, between, cues_of
from accessibility.sound import (
    FRAME_SAMPLES,
    RATE_HZ,
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
    """When something is spoken, by its id, in milliseconds of the sound; a reading without marks has one cue."""

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

    `readings` are by the hash of the words that somebody reads aloud in them.
    """

    def __init__(
        self, folder: Path, manner: Manner, pause_ms: int, readings: Mapping[str, Reading] | None = None
    ) -> None:
        self.folder, self.manner, self.pause_ms = folder, manner, pause_ms
        self.readings = readings or {}

    def unread(self, entries: Sequence[Entry]) -> tuple[Spoken, ...]:
        """What of this nobody has read aloud, each sentence once: what a voice has to say."""
        passages = (said for _, said in _passages(entries) if words_key(said) not in self.readings)
        return tuple(dict.fromkeys(one for said in passages for one in said))

    def speak(self, sentences: Sequence[Spoken]) -> None:
        """Speak whatever of this has not been spoken yet. Raises SpeechFailed."""
        speak(sentences, self.manner, self.folder)

    def tell(self, entries: Sequence[Entry]) -> Told:
        """All of it as one sound, with more quiet round a heading. Raises SpeechFailed."""
        self.speak(self.unread(entries))
        read = self._read(entries)
        pieces: list[tuple[str, Piece]] = []
        for entry in entries:
            heard: list[tuple[str, Piece]] = []
            for saying in entry.sayings:
                named = read[saying.id] if saying.id in read else [(saying.id, self._piece(saying))]
                heard += [*named, ("", _quiet(self.pause_ms))] if named else []
            quiet = ("", _quiet(QUIET_MS.get(entry.kind, BREATH_MS)))
            pieces += [quiet] if entry.kind in QUIET_MS and pieces else []
            pieces += [*heard, quiet] if heard else []
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
        for names, said in _passages(entries):
            reading = self.readings.get(words_key(said))
            if reading is not None:
                found |= {name: [] for name in names} | {names[0]: _pieces(names, said, reading)}
        return found

    def _piece(self, saying: Saying) -> Piece:
        piece = load_piece(self.folder, _said(saying), self.manner)
        if piece is None:
            raise SpeechFailed("a sentence that was spoken just now is not there")
        return piece


def _passages(entries: Sequence[Entry]) -> Iterator[tuple[list[str], list[Spoken]]]:
    """The words of each passage, and each line that stands for itself: the ids of its sentences, and what is said."""
    sayings = (saying for entry in entries for saying in entry.sayings)
    for _, group in groupby(sayings, key=lambda saying: _of_whose_words(saying.id)):
        passage = list(group)
        yield [one.id for one in passage], [_said(one) for one in passage]


def _pieces(names: Sequence[str], said: Sequence[Spoken], reading: Reading) -> list[tuple[str, Piece]]:
    """A reading cut where its sentences begin, or in one piece. Its frames lean on those before them, so nothing may
    ever stand between two of its pieces.
    """
    mp3 = reading.path.read_bytes()
    duration = milliseconds(count_frames(mp3) * FRAME_SAMPLES)
    cues = zip(names, cues_of(said, reading.begins, duration), strict=False)
    heard = [(name, cue.start_ms, cue.end_ms) for name, cue in cues if cue.end_ms > cue.start_ms]
    whole = (_of_whose_words(names[0]) + ALL_OF_IT, 0, duration)
    return [(name, _piece(between(mp3, start, end)[0])) for name, start, end in heard or [whole]]


def _piece(mp3: bytes) -> Piece:
    frames = count_frames(mp3)
    # Rounded down, it never ends after the next begins.
    return Piece(Times(frames, len(mp3), 0, frames * FRAME_SAMPLES * 1000 // RATE_HZ), mp3)


def _of_whose_words(id_: str) -> str:
    """What the sentences of one passage's words have in common: their id without the number at its end."""
    name, _, number = id_.rpartition("-")
    return name if number.isdigit() else id_


def _said(saying: Saying) -> Spoken:
    return spoken(Sentence(saying.runs))


def _quiet(length_ms: int) -> Piece:
    """A piece without any sound."""
    frames = frames_of(length_ms)
    mp3 = silence(frames)
    return Piece(Times(frames, len(mp3), 0, 0), mp3)
