"""Speaking a passage: the only door to pyttsx3.

A web worker never speaks: it looks a sound up (`find_sound`). Background work calls `speak` or `speak_many`,
which start one process, `python -m accessibility.speech_job`, that speaks, encodes, counts times and ends: a
process of its own, because espeak-ng is not safe across threads and forks, and because a job that hangs can
then be ended. A job either leaves whole files or raises `SpeechFailed`; it never leaves an empty or silent
one. No word of anyone is in a file name or an error.
"""

import ctypes
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import msgspec

from accessibility import speech_driver
from accessibility.sound import Sound, Spoken, find_sound, load_sound, sound_key, sound_path

__all__ = [
    "VOICES",
    "Narrator",
    "Sound",
    "SpeechFailed",
    "SpeechMissing",
    "Spoken",
    "find_sound",
    "sound_key",
    "sound_path",
    "speak",
    "speak_many",
]

# espeak-ng's own voices: British English and Welsh. Never read one language with the other's voice.
VOICES = {"en": "gmw/en", "cy": "cel/cy"}

# Exit codes of the job.
MISSING = 3
FAILED = 4

START_SECONDS = 20.0
SECONDS_A_WORD = 0.1  # about fifty times what it takes on an idle machine


class SpeechFailed(Exception):
    """A passage could not be spoken. The message never holds any of its words."""


class SpeechMissing(SpeechFailed):
    """espeak-ng is not on this machine."""


class Job(msgspec.Struct, frozen=True):
    """What the job's process is asked to do: passages (key and sentences) at one rate, into one folder."""

    folder: str
    voice_rate: int
    passages: tuple[tuple[str, tuple[Spoken, ...]], ...]


def speak(sentences: Sequence[Spoken], voice_rate: int, folder: Path, time_limit: float | None = None) -> Sound:
    """The sound of one passage, made now unless it is there. Rate in words a minute, limit in seconds.

    Raises SpeechFailed (SpeechMissing where there is no espeak-ng).
    """
    return speak_many([sentences], voice_rate, folder, time_limit)[0]


def speak_many(
    passages: Sequence[Sequence[Spoken]], voice_rate: int, folder: Path, time_limit: float | None = None
) -> list[Sound]:
    """The sounds of many passages, in order, by one process; those that are there are not made again.

    Raises SpeechFailed if any could not be made; the others have been made all the same.
    """
    for sentences in passages:
        said = "".join(text for sentence in sentences for text, _ in sentence)
        if not any(character.isalnum() for character in said):
            raise SpeechFailed("there is nothing to say")
    wanted = {sound_key(sentences, voice_rate): tuple(sentences) for sentences in passages}
    missing = tuple((key, said) for key, said in wanted.items() if load_sound(folder, key) is None)
    if missing:
        _run(Job(str(folder.absolute()), voice_rate, missing), time_limit)
    sounds = [load_sound(folder, sound_key(sentences, voice_rate)) for sentences in passages]
    made = [sound for sound in sounds if sound is not None]
    if len(made) < len(sounds):
        raise SpeechFailed("the speech job ended without making every sound")
    return made


def _run(job: Job, time_limit: float | None) -> None:
    """Run the job's process to its end. What it prints is thrown away, because it could hold words."""
    words = sum(len(text.split()) for _, said in job.passages for sentence in said for text, _ in sentence)
    try:
        ended = subprocess.run(  # our own interpreter and module, no shell
            [sys.executable, "-m", "accessibility.speech_job"],
            input=msgspec.json.encode(job),
            cwd=Path(__file__).parents[1],
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            timeout=time_limit or START_SECONDS + words * SECONDS_A_WORD,
            check=False,
        )
    except subprocess.TimeoutExpired:
        raise SpeechFailed("the speech job took too long") from None
    if ended.returncode == MISSING:
        raise SpeechMissing("espeak-ng is not installed (Debian: libespeak-ng1, espeak-ng-data)")
    if ended.returncode:
        raise SpeechFailed(f"the speech job ended with code {ended.returncode}")


class Narrator:
    """pyttsx3 on our driver, for the job's process only. Raises SpeechMissing, SpeechFailed."""

    def __init__(self, voice_rate: int) -> None:
        try:
            import pyttsx3
            from pyttsx3.drivers import _espeak
        except RuntimeError:
            raise SpeechMissing("espeak-ng is not installed") from None
        self._errors: list[str] = []
        self._engine = pyttsx3.init(speech_driver.register(_espeak))
        self._engine.connect("error", self._failed)
        self._voice = ""
        self._to_phonemes = _espeak.dll.espeak_TextToPhonemes
        self._to_phonemes.restype = ctypes.c_char_p
        self._to_phonemes.argtypes = [ctypes.POINTER(ctypes.c_char_p), ctypes.c_int, ctypes.c_int]
        self._engine.setProperty("rate", voice_rate)
        self.rate_hz: int = self._engine.getProperty("rate_hz")

    def use(self, language: str) -> None:
        """Speak in this language from now on. Raises SpeechFailed if there is no voice for it."""
        voice = VOICES.get(language)
        if voice is None:
            raise SpeechFailed("there is no voice for a language")
        if voice != self._voice:
            self._engine.setProperty("voice", voice)
            self._wait()
            self._voice = voice

    def say(self, text: str) -> tuple[bytes, list[tuple[int, int]]]:
        """The sound of `text` (16-bit mono PCM) and when its words begin (character, milliseconds)."""
        self._engine.say(text)
        self._wait()
        return self._engine.getProperty("sound"), list(self._engine.getProperty("words"))

    def phonemes(self, word: str) -> str:
        """How espeak-ng would say one word in the language in use, in its own sound spelling."""
        pointer = ctypes.c_char_p(word.encode())
        said: bytes | None = self._to_phonemes(ctypes.byref(pointer), 1, 0)
        return (said or b"").decode()

    def _failed(self, **what: Any) -> None:
        self._errors.append(type(what["exception"]).__name__)

    def _wait(self) -> None:
        self._engine.runAndWait()
        if self._errors:
            raise SpeechFailed(f"espeak-ng failed: {self._errors[0]}")
