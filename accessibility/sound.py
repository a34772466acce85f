"""A passage's sound on disk: its name, its times, and how it is written so that no half file is ever seen.

A sound is `<folder>/<first two of key>/<key>.mp3` with its times in `<key>.json` beside it. The key is a hash
of what is said and of the code that says it, so a name tells nothing, the same words are made once, and a
change in the code makes new files instead of wrong highlights. The times are written last: where they are,
the sound is whole.
"""

import functools
import hashlib
import os
import tempfile
from collections.abc import Sequence
from pathlib import Path

import msgspec

# One sentence as it is spoken: stretches of text, each with its language ("en" or "cy"). Joined, they are the
# sentence.
Spoken = tuple[tuple[str, str], ...]

# What changes how a sentence sounds or how its times are counted.
CODE = ("sound.py", "speech.py", "speech_driver.py", "speech_job.py", "spoken_text.py", "spoken_welsh.py")


class WordTime(msgspec.Struct, frozen=True, array_like=True):
    """When the characters `start` to `end` of a sentence are spoken, in milliseconds of the file."""

    start_ms: int
    end_ms: int
    start: int
    end: int


class Cue(msgspec.Struct, frozen=True):
    """When one sentence is spoken, in milliseconds of the file. A sentence with nothing to say begins where
    it ends.
    """

    start_ms: int
    end_ms: int
    words: tuple[WordTime, ...] = ()


class Sound(msgspec.Struct, frozen=True):
    """One passage spoken: a cue for every sentence, in order, and how long the file is."""

    key: str
    duration_ms: int
    cues: tuple[Cue, ...]


def sound_key(sentences: Sequence[Spoken], voice_rate: int) -> str:
    """The name of the sound of these sentences at this rate (words a minute): SHA-256 in hex."""
    said = msgspec.json.encode([code_version(), voice_rate, [list(sentence) for sentence in sentences]])
    return hashlib.sha256(said).hexdigest()


@functools.cache
def code_version() -> str:
    """A hash of the code that makes sounds."""
    here = Path(__file__).parent
    return hashlib.sha256(b"\x00".join((here / name).read_bytes() for name in CODE)).hexdigest()[:16]


def sound_path(folder: Path, key: str) -> Path:
    """Where the MP3 with this key is, or would be."""
    return folder / key[:2] / f"{key}.mp3"


def find_sound(folder: Path, sentences: Sequence[Spoken], voice_rate: int) -> Sound | None:
    """The sound of these sentences if it has been made, else None. Cheap: one small file is read, nothing is
    spoken.
    """
    return load_sound(folder, sound_key(sentences, voice_rate))


def load_sound(folder: Path, key: str) -> Sound | None:
    """The sound with this key if it has been made, else None."""
    path = sound_path(folder, key)
    try:
        times = path.with_suffix(".json").read_bytes()
        if not path.stat().st_size:
            return None
    except FileNotFoundError:
        return None
    try:
        return msgspec.json.decode(times, type=Sound)
    except msgspec.DecodeError:
        return None


def store_sound(folder: Path, sound: Sound, mp3: bytes) -> None:
    """Write both files whole. Two processes that make the same sound at once leave the same bytes."""
    path = sound_path(folder, sound.key)
    path.parent.mkdir(parents=True, exist_ok=True)
    _write(path, mp3)
    _write(path.with_suffix(".json"), msgspec.json.encode(sound))


def _write(path: Path, data: bytes) -> None:
    """Write to a new file beside it, then move it into place, so that a reader sees all of it or nothing."""
    handle, name = tempfile.mkstemp(prefix=".", suffix=".part", dir=path.parent)
    try:
        with os.fdopen(handle, "wb") as part:
            part.write(data)
            part.flush()
            os.fsync(part.fileno())
        os.replace(name, path)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise
