"""What speech costs: pyttsx3 on our driver against the espeak-ng library alone, and the whole job over a document.

Every way is a process of its own that counts its own CPU seconds around what it says, in turn, so that what else the
machine does falls on all of them.
"""

import resource
import subprocess
import sys
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory

import msgspec
from sqlalchemy import select

from accessibility import speech
from accessibility.document import Language
from accessibility.reading_aloud import spoken_in
from accessibility.sound import Manner, Spoken, can_be_said, find_sound
from accessibility.spoken_text import spoken_tokens
from benchmarks.load import VoidRun
from benchmarks.table import Line, at_most, interleaved, median, spread
from portal.database import Database
from portal.models import Copy
from portal.services import copies

MANNER = Manner(140)
VOICES: dict[Language, str] = {"cy": "cel/cy", "en": "gmw/en"}
# The library by itself, as a C program calls it: no driver, and a callback that only counts.
ALONE = """
import ctypes, ctypes.util, json, sys, time
rate, voice, texts = json.load(sys.stdin)
library = ctypes.CDLL("libespeak-ng.so.1")
hertz = library.espeak_Initialize(2, 1000, None, 0)
count = 0
@ctypes.CFUNCTYPE(ctypes.c_int, ctypes.c_void_p, ctypes.c_int, ctypes.c_void_p)
def heard(samples, number, events):
    global count
    count += number
    return 0
library.espeak_SetSynthCallback(heard)
library.espeak_SetVoiceByName(voice.encode())
library.espeak_SetParameter(1, rate, 0)
texts = [text.encode() for text in texts]
began = time.process_time()
for text in texts:
    library.espeak_Synth(text, ctypes.c_size_t(len(text) + 1), 0, 0, 0, 0x1101, None, None)
print(time.process_time() - began, count / hertz)
"""
OURS = """
import json, sys, time
from accessibility.speech import Narrator
rate, voice, texts = json.load(sys.stdin)
narrator = Narrator(rate)
narrator.use(voice)
count = 0
began = time.process_time()
for text in texts:
    count += len(narrator.say(text)[0]) // 2
print(time.process_time() - began, count / narrator.rate_hz)
"""


def spoken(data: Path, rounds: int) -> list[Line]:
    """The longest copy of the demo, in each language: its sentences spoken, and the whole job."""
    said = {language: _sentences(data, language) for language in VOICES}
    lines = []
    for language, sentences in said.items():
        texts = [" ".join(token.spoken for token in spoken_tokens(text, language)) for [(text, _)] in sentences]
        alone, ours = interleaved(rounds, [partial(_cost, code, language, texts) for code in (ALONE, OURS)])
        ratios = [one / other for one, other in zip(ours, alone, strict=True)]
        name = {"cy": "Welsh", "en": "English"}[language]
        lines += [
            at_most(f"Speaking {name}: ours to the library alone", median(ratios), 1.3, "{:.2f}"),
            Line("The same, CPU seconds a minute of sound: alone, ours", f"{median(alone):.3f}, {median(ours):.3f}"),
        ]
    whole = [_whole_job([*said["en"], *said["cy"]]) for _ in range(rounds)]
    jobs = [cost for cost, _ in whole]
    return [
        *lines,
        at_most("Speech, MP3 and times of a document, CPU seconds a minute", median(jobs), 0.35, "{:.2f}"),
        Line("The same, least to most; minutes of sound", f"{spread(jobs, '{:.2f}')}; {whole[0][1]:.1f}"),
    ]


def _sentences(data: Path, language: Language) -> list[Spoken]:
    """What is said of the demo's longest copy in plain words, each sentence once, those in just this language."""
    with Database(f"sqlite:///{data / 'clywed.sqlite'}").sessions() as session:
        documents = [copies.whole(copy) for copy in session.scalars(select(Copy))]
    document = max(documents, key=lambda one: len(one.passages()))
    every = (
        said
        for passage in document.passages()
        for said in spoken_in(passage, language, "plain", document.audience)
        if can_be_said(said) and [tongue for _, tongue in said] == [language]
    )
    found = list(dict.fromkeys(every))
    if len(found) < 20:
        raise VoidRun("the document has too few sentences")
    return found


def _cost(code: str, language: Language, texts: list[str]) -> float:
    """CPU seconds for a minute of sound, of one process that says all of the texts."""
    told = msgspec.json.encode([MANNER.rate, VOICES[language], texts])
    ended = subprocess.run([sys.executable, "-c", code], input=told, capture_output=True, check=True)
    seconds, length = map(float, ended.stdout.split())
    if length < 60:
        raise VoidRun(f"only {length:.0f} seconds were spoken")
    return seconds / (length / 60)


def _whole_job(sentences: list[Spoken]) -> tuple[float, float]:
    """CPU seconds for a minute of sound of the whole process that makes it, from its start to its end; the minutes."""
    with TemporaryDirectory() as folder:
        before = resource.getrusage(resource.RUSAGE_CHILDREN)
        speech.speak(sentences, MANNER, Path(folder))
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
        sound = find_sound(Path(folder), sentences, MANNER)
    if sound is None:
        raise VoidRun("not everything was spoken")
    minutes = sound.duration_ms / 60_000
    return (after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime) / minutes, minutes
