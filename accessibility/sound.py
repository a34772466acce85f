"""Sound on disk, a sentence at a time: its name, its times, and how sentences are joined into a passage.

A sentence that is spoken is kept as one piece, `<folder>/<first two>/<sentence>-<manner>.sound`: its times as a line of
JSON, then its MP3. The first half of the name is a hash of what is said, the second of how: so a name tells nothing, a
sentence that many copies share is spoken once, and a change in the code makes new pieces instead of wrong highlights.

Every piece is an MP3 of its own, from its first frame to its last, all of one sample rate and bit rate. Joined frame to
frame they play without a click, and each begins exactly where the frames before it end.
"""

import functools
import hashlib
import os
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path

import msgspec

from accessibility.document import Sentence

# One sentence as it is spoken: stretches of text, each with its language ("en" or "cy"). Joined, they are the
# sentence. Neighbours are of different languages.
Spoken = tuple[tuple[str, str], ...]

RATE_HZ = 22050
BIT_RATE = 48  # kbit/s, one channel
FRAME_SAMPLES = 576  # MPEG-2 layer III
# lameenc writes no gapless header, so players keep the encoder's and decoder's delay: sound is heard this much later
# than its sample number says (576 + 529 samples; a test decodes and correlates).
DELAY_SAMPLES = 1105
# A frame without any sound: its header, then nothing but zeros. One in this many bytes more or less is padding.
_SILENT_HEADER = b"\xff\xf3\x60\xc0"
_FRAME_BYTES = 72 * BIT_RATE * 1000 // RATE_HZ

# What changes how any sentence sounds or how its times are counted, whichever voice speaks it.
CODE = (
    "sound.py",
    "speech.py",
    "speech_driver.py",
    "speech_job.py",
    "spoken_english.py",
    "spoken_text.py",
    "spoken_welsh.py",
)


class WordTime(msgspec.Struct, frozen=True, array_like=True):
    """When the characters `start` to `end` of a sentence are spoken, in milliseconds."""

    start_ms: int
    end_ms: int
    start: int
    end: int

    def later(self, by_ms: int) -> "WordTime":
        """The same, so much later."""
        return WordTime(self.start_ms + by_ms, self.end_ms + by_ms, self.start, self.end)


class Cue(msgspec.Struct, frozen=True):
    """When one sentence is spoken, in milliseconds of the file. One with nothing to say begins where it ends."""

    start_ms: int
    end_ms: int
    words: tuple[WordTime, ...] = ()


class Times(msgspec.Struct, frozen=True):
    """What is kept of a piece beside its MP3: its frames, its size in bytes, and its times from its own start."""

    frames: int
    size: int
    start_ms: int
    end_ms: int
    words: tuple[WordTime, ...] = ()


class Manner(msgspec.Struct, frozen=True):
    """How sentences are spoken: words a minute, and the driver that speaks each language."""

    rate: int
    voices: tuple[tuple[str, str], ...] = (("cy", "espeak"), ("en", "espeak"))

    def driver(self, language: str) -> str:
        """The driver for a language; "" where there is none."""
        return dict(self.voices).get(language, "")


@dataclass(frozen=True)
class Piece:
    """One sentence, spoken."""

    times: Times
    mp3: bytes


@dataclass(frozen=True)
class Sound:
    """A passage, spoken: one MP3, how long it is, and a cue for every sentence in order.

    `read_by` is the person who read it aloud, "" for a voice. A person's reading has no cues until somebody has marked
    where its sentences begin: all of it is heard at once.
    """

    mp3: bytes
    duration_ms: int
    cues: tuple[Cue, ...]
    read_by: str = ""


NOTHING = Piece(Times(0, 0, 0, 0), b"")


def spoken(sentence: Sentence) -> Spoken:
    """What is said of a sentence: its runs, those of one language together, without white space at its end."""
    stretches = [
        ("".join(run.text for run in runs), language)
        for language, runs in groupby(sentence.runs, key=lambda run: run.language)
    ]
    while stretches and not stretches[-1][0].strip():
        stretches.pop()
    if stretches:
        stretches[-1] = (stretches[-1][0].rstrip(), stretches[-1][1])
    return tuple((text, str(language)) for text, language in stretches)


def can_be_said(said: Spoken) -> bool:
    """Whether there is anything in a sentence that a voice could say."""
    return any(character.isalnum() for text, _ in said for character in text)


def sentence_key(said: Spoken) -> str:
    """The hash of what is said, whoever says it and how: SHA-256 in hex."""
    return hashlib.sha256(msgspec.json.encode(said)).hexdigest()


def words_key(said: Sequence[Spoken]) -> str:
    """The hash of all that is said of a passage, in order: SHA-256 in hex."""
    return hashlib.sha256("\n".join(map(sentence_key, said)).encode()).hexdigest()


def manner_key(said: Spoken, manner: Manner) -> str:
    """The hash of how a sentence is said: the rate, the voices of its languages and their code; 16 hex digits."""
    voices = sorted({(language, manner.driver(language)) for _, language in said})
    told = [code_version(), manner.rate, [(language, name, driver_version(name)) for language, name in voices]]
    return hashlib.sha256(msgspec.json.encode(told)).hexdigest()[:16]


@functools.cache
def code_version() -> str:
    """A hash of the code that every sound goes through."""
    here = Path(__file__).parent
    return hashlib.sha256(b"\x00".join((here / name).read_bytes() for name in CODE)).hexdigest()[:16]


@functools.cache
def driver_version(name: str) -> str:
    """A hash of one driver's code; "" where there is no such driver."""
    path = Path(__file__).parent / "voices" / f"{name}.py"
    return hashlib.sha256(path.read_bytes()).hexdigest()[:16] if name and path.exists() else ""


def piece_path(folder: Path, said: Spoken, manner: Manner) -> Path:
    """Where a sentence spoken in this manner is, or would be."""
    key = sentence_key(said)
    return folder / key[:2] / f"{key}-{manner_key(said, manner)}.sound"


def load_piece(folder: Path, said: Spoken, manner: Manner) -> Piece | None:
    """A sentence if it has been spoken, else None; one without anything to say is there always. Nothing is spoken."""
    if not can_be_said(said):
        return NOTHING
    try:
        kept = piece_path(folder, said, manner).read_bytes()
    except FileNotFoundError:
        return None
    return _opened(kept)


def _opened(kept: bytes) -> Piece | None:
    """What is kept as a piece; None where it is not whole: a machine may lose power while it writes."""
    told, _, mp3 = kept.partition(b"\n")
    try:
        times = msgspec.json.decode(told, type=Times)
    except msgspec.DecodeError:
        return None
    return Piece(times, mp3) if mp3 and times.size == len(mp3) else None


def store_piece(folder: Path, said: Spoken, manner: Manner, piece: Piece) -> None:
    """Keep a piece: all of it or nothing. Two processes that make the same at once leave the same bytes."""
    path = piece_path(folder, said, manner)
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(prefix=".", suffix=".part", dir=path.parent)
    try:
        with os.fdopen(handle, "wb") as part:
            part.write(msgspec.json.encode(piece.times) + b"\n" + piece.mp3)
        os.replace(name, path)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise


def find_sound(folder: Path, sentences: Sequence[Spoken], manner: Manner, pause_ms: int = 0) -> Sound | None:
    """The sound of these sentences if all of them have been spoken, else None. Cheap: small files are read."""
    pieces = []
    for said in sentences:
        piece = load_piece(folder, said, manner)
        if piece is None:
            return None
        pieces.append(piece)
    return join(pieces, pause_ms)


def join(pieces: Sequence[Piece], pause_ms: int = 0) -> Sound:
    """Sentences as one passage, with a pause after each. The times are exact to the file: frames are counted."""
    quiet = silence(frames_of(pause_ms))
    mp3, frames, cues = bytearray(), 0, []
    for piece in pieces:
        began = milliseconds(frames * FRAME_SAMPLES)
        times = piece.times
        words = tuple(word.later(began) for word in times.words)
        cues.append(Cue(began + times.start_ms, began + times.end_ms, words))
        if piece.mp3:
            mp3 += piece.mp3 + quiet
            frames += times.frames + frames_of(pause_ms)
    return Sound(bytes(mp3), milliseconds(frames * FRAME_SAMPLES), tuple(cues))


def silence(frames: int) -> bytes:
    """So many frames without any sound, padded as the bit rate asks."""
    exact, made = 72 * BIT_RATE * 1000 / RATE_HZ, bytearray()
    for number in range(1, frames + 1):
        padding = int(exact * number) - len(made) - _FRAME_BYTES
        header = bytes([*_SILENT_HEADER[:2], _SILENT_HEADER[2] | padding << 1, _SILENT_HEADER[3]])
        made += header + bytes(_FRAME_BYTES + padding - len(header))
    return bytes(made)


def frames_of(length_ms: int) -> int:
    """How many frames are as long as this, as near as frames can be."""
    return round(length_ms * RATE_HZ / 1000 / FRAME_SAMPLES)


def count_frames(mp3: bytes) -> int:
    """How many frames of our one bit rate and sample rate `mp3` is made of; those before anything else is met."""
    return len(frame_edges(mp3)) - 1


def frame_edges(mp3: bytes) -> list[int]:
    """Where each of those frames begins, in bytes, and where the last ends."""
    edges, position = [0], 0
    while position + 4 <= len(mp3) and mp3[position] == 0xFF and mp3[position + 1] & 0xE0 == 0xE0:
        position += _FRAME_BYTES + (mp3[position + 2] >> 1 & 1)
        edges.append(position)
    return edges


def milliseconds(samples: int) -> int:
    """How long so many samples last."""
    return round(samples * 1000 / RATE_HZ)
