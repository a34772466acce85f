"""Speaking sentences: the only door to pyttsx3.

A web worker never speaks: it looks up what has been spoken (`sound.find_sound`). Background work calls `speak`, which
starts one process, `python -m accessibility.speech_job`, that speaks, encodes, counts times and ends: a process of its
own, because espeak-ng is not safe across threads and forks, and because a job that hangs can then be ended. A sentence
is either kept whole or `SpeechFailed` is raised; nothing empty or silent is ever kept. No word of anyone is in a file
name or an error.
"""

import ctypes
import subprocess
import sys
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import msgspec

from accessibility import speech_driver
from accessibility.sound import Manner, Spoken, load_piece
from accessibility.voices import SpeechFailed, SpeechMissing

__all__ = ["Narrator", "SpeechFailed", "SpeechMissing", "speak"]

# Exit codes of the job.
MISSING = 3
FAILED = 4

START_SECONDS = 20.0
SECONDS_A_WORD = 0.1  # about fifty times what it takes on an idle machine


class Job(msgspec.Struct, frozen=True):
    """What the job's process is asked to do: sentences in one manner, into one folder."""

    folder: str
    manner: Manner
    sentences: tuple[Spoken, ...]


def speak(sentences: Iterable[Spoken], manner: Manner, folder: Path, time_limit: float | None = None) -> int:
    """Speak each of the sentences once, by one process, unless it is there; how many were not. Limit in seconds.

    Raises SpeechFailed (SpeechMissing where a voice is not on this machine) if any could not be spoken; the others have
    been all the same.
    """
    missing = tuple(said for said in dict.fromkeys(sentences) if load_piece(folder, said, manner) is None)
    if missing:
        _run(Job(str(folder.absolute()), manner, missing), time_limit)
    if any(load_piece(folder, said, manner) is None for said in missing):
        raise SpeechFailed("the speech job ended without speaking every sentence")
    return len(missing)


def _run(job: Job, time_limit: float | None) -> None:
    """Run the job's process to its end. What it prints is thrown away, because it could hold words."""
    words = sum(len(text.split()) for said in job.sentences for text, _ in said)
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
        raise SpeechMissing("a voice is not installed (espeak-ng in Debian: libespeak-ng1, espeak-ng-data)")
    if ended.returncode:
        raise SpeechFailed(f"the speech job ended with code {ended.returncode}")


class Narrator:
    """pyttsx3 on our driver, for the job's process only. Raises SpeechMissing, SpeechFailed."""

    def __init__(self, rate: int) -> None:
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
        self._engine.setProperty("rate", rate)
        self.rate_hz: int = self._engine.getProperty("rate_hz")

    def use(self, voice: str) -> None:
        """Speak with this voice of espeak-ng's from now on. Raises SpeechFailed if it has none of that name."""
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
            raise SpeechFailed(f"espeak-ng failed: {self._errors.pop()}")
