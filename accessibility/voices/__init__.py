"""Voices: a module each, found by looking into this folder, and met by one contract test over all of them.

A voice is a module with

- `NAME`: what it is called, and `LICENCE`;
- `LANGUAGES`: those that it speaks, of "cy" and "en"; one is never read with the other's voice;
- `TELLS_WORDS`: whether it says when each word begins, so that words can be shown as they are heard, or sentences only;
- `MEASURED`: CPU seconds a minute of sound, as it was measured when the voice was taken in;
- `open_voice(rate)`: somebody who speaks at so many words a minute, with `say(words, language)`, the words as they are
  said (spoken_text.py). It raises `SpeechMissing` where what it needs is not on this machine.

`say` gives back all that was said before it returns: 16-bit samples, one channel, RATE_HZ a second, and for each number
of a word when it begins, in milliseconds (none where the voice doesn't tell).
"""

import importlib
import pkgutil
from collections.abc import Sequence
from types import ModuleType
from typing import NamedTuple, Protocol

DEFAULT = {"cy": "espeak", "en": "espeak"}


class SpeechFailed(Exception):
    """Something could not be spoken. The message never holds any of its words."""


class SpeechMissing(SpeechFailed):
    """A voice is not on this machine."""


class Said(NamedTuple):
    """What a voice made of some words: samples, and when a word (by its number) begins, in milliseconds."""

    pcm: bytes
    begun: dict[int, int]


class Voice(Protocol):
    """Somebody who speaks, at one speed."""

    def say(self, words: Sequence[str], language: str) -> Said:
        """Speak the words to their end. Raises SpeechFailed."""


def names() -> tuple[str, ...]:
    """The voices that there are."""
    return tuple(sorted(module.name for module in pkgutil.iter_modules(__path__)))


def load(name: str) -> ModuleType:
    """One voice's module. Raises KeyError for one that there isn't."""
    if name not in names():
        raise KeyError(name)
    return importlib.import_module(f"{__name__}.{name}")


def chosen(told: str) -> tuple[tuple[str, str], ...]:
    """Which voice speaks which language, from a setting such as "en=espeak"; what it doesn't name is as usual.

    Raises ValueError, which says what is wrong, for a voice that there isn't or that doesn't speak the language.
    """
    found = dict(DEFAULT)
    for one in told.split():
        language, _, name = one.partition("=")
        if language not in DEFAULT or name not in names():
            raise ValueError(f"{one!r} is not one of cy= or en= with one of these: {', '.join(names())}")
        if language not in load(name).LANGUAGES:
            raise ValueError(f"the voice {name!r} doesn't speak {language!r}")
        found[language] = name
    return tuple(sorted(found.items()))
