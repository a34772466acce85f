"""SVOX Pico: one woman's British voice, easier to make out than espeak-ng's. It doesn't tell when words begin.

A council chooses it with `CLYWED_VOICES=en=pico`. Why it is not the usual voice is in DECISIONS.md.
"""

from collections.abc import Sequence

from accessibility.sound import RATE_HZ
from accessibility.voices import Said, SpeechFailed, SpeechMissing

NAME = "SVOX Pico"
LICENCE = "Apache-2.0"
LANGUAGES = ("en",)
TELLS_WORDS = False
MEASURED = 0.5

OWN_RATE_HZ = 16000
OWN_WORDS_A_MINUTE = 150
# Louder than this, its loudest samples are cut off.
VOLUME = 0.5


class Pico:
    """Pico at one speed."""

    def __init__(self, rate: int) -> None:
        try:
            from py_nanotts import NanoTTS
        except ImportError:
            raise SpeechMissing("SVOX Pico is not installed (PyPI: py-nanotts)") from None
        self._pico = NanoTTS()
        self._speed = rate / OWN_WORDS_A_MINUTE

    def say(self, words: Sequence[str], language: str) -> Said:
        """Speak the words. Raises SpeechFailed."""
        from miniaudio import SampleFormat, convert_frames

        if language not in LANGUAGES:
            raise SpeechFailed("Pico speaks English")
        pcm = self._pico.speak(" ".join(words), voice="en-GB", speed=self._speed, volume=VOLUME)
        one = SampleFormat.SIGNED16
        return Said(bytes(convert_frames(one, 1, OWN_RATE_HZ, pcm, one, 1, RATE_HZ)), {})


def open_voice(rate: int) -> Pico:
    """Speak at so many words a minute. Raises SpeechMissing."""
    return Pico(rate)
