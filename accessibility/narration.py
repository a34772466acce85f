"""A copy's sentences as one sound, in the background: what is not spoken yet is spoken first, each sentence once."""

from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

from accessibility.document import Sentence
from accessibility.outline import Entry, Saying
from accessibility.sound import Manner, Piece, Spoken, Times, frames_of, join, load_piece, silence, spoken
from accessibility.speech import SpeechFailed, speak

# A heading is heard to be one by the quiet before and after it.
BREATH_MS = 200
QUIET_MS = {"title": 900, "section": 900, "heading": 600}


class Cue(NamedTuple):
    """When something is spoken, by its id, in milliseconds of the sound."""

    id: str
    start_ms: int
    end_ms: int


class Told(NamedTuple):
    """One MP3, how long it is, and when each thing in it is spoken."""

    mp3: bytes
    duration_ms: int
    cues: tuple[Cue, ...]


class Narrator:
    """Speaks in one manner, keeping every sentence in one folder, with a pause after each sentence."""

    def __init__(self, folder: Path, manner: Manner, pause_ms: int) -> None:
        self.folder, self.manner, self.pause_ms = folder, manner, pause_ms

    def speak(self, entries: Sequence[Entry]) -> None:
        """Speak whatever of this has not been spoken yet. Raises SpeechFailed."""
        speak([_said(one) for entry in entries for one in entry.sayings], self.manner, self.folder)

    def tell(self, entries: Sequence[Entry]) -> Told:
        """All of it as one sound, with more quiet round a heading. Raises SpeechFailed."""
        self.speak(entries)
        pieces: list[tuple[str, Piece]] = []
        for entry in entries:
            quiet = ("", _quiet(QUIET_MS.get(entry.kind, BREATH_MS)))
            pieces += [quiet] if entry.kind in QUIET_MS and pieces else []
            for saying in entry.sayings:
                pieces += [(saying.id, self._piece(saying)), ("", _quiet(self.pause_ms))]
            pieces.append(quiet)
        sound = join([piece for _, piece in pieces])
        cues = (
            Cue(name, cue.start_ms, cue.end_ms)
            for (name, piece), cue in zip(pieces, sound.cues, strict=True)
            if name and piece.mp3
        )
        return Told(sound.mp3, sound.duration_ms, tuple(cues))

    def _piece(self, saying: Saying) -> Piece:
        piece = load_piece(self.folder, _said(saying), self.manner)
        if piece is None:
            raise SpeechFailed("a sentence that was spoken just now is not there")
        return piece


def _said(saying: Saying) -> Spoken:
    return spoken(Sentence(saying.runs))


def _quiet(length_ms: int) -> Piece:
    """A piece without any sound."""
    frames = frames_of(length_ms)
    mp3 = silence(frames)
    return Piece(Times(frames, len(mp3), 0, 0), mp3)
