"""espeak-ng through pyttsx3: both languages, at once, with the time of every word. It sounds like a machine."""

from collections.abc import Sequence

from accessibility.speech import Narrator
from accessibility.voices import Said

NAME = "eSpeak NG"
LICENCE = "GPL-3.0-or-later"
LANGUAGES = ("cy", "en")
TELLS_WORDS = True
MEASURED = 0.05

# espeak-ng's own names: British English and Welsh.
VOICES = {"en": "gmw/en", "cy": "cel/cy"}
MARKS = ",.;:!?()'"


class Espeak:
    """pyttsx3's engine, with Welsh mended and events counted by word."""

    def __init__(self, rate: int) -> None:
        self._narrator = Narrator(rate)

    def say(self, words: Sequence[str], language: str) -> Said:
        """Speak the words. Raises SpeechFailed."""
        self._narrator.use(VOICES[language])
        spelled = [self._spelled(word, language) for word in words]
        pcm, events = self._narrator.say(" ".join(spelled))
        return Said(pcm, first_events(spelled, events))

    def _spelled(self, said: str, language: str) -> str:
        """Mend the plain fault in Welsh: "ch" after e and i (eich, iechyd, chwech) must stay the sound of "bach"."""
        if language != "cy" or "ch" not in said.lower():
            return said
        return " ".join(self._mended(word) for word in said.split())

    def _mended(self, word: str) -> str:
        """One word in espeak-ng's sound spelling, where that is better; marks round it make the pauses, and stay."""
        bare = word.strip(MARKS)
        if "ch" not in bare.lower() or not bare.isalpha():
            return word
        phonemes = self._narrator.phonemes(bare)
        return word.replace(bare, f"[[{phonemes.replace('C', 'x')}]]", 1) if "C" in phonemes else word


def first_events(spelled: Sequence[str], events: Sequence[tuple[int, int]]) -> dict[int, int]:
    """For each word number, when it begins in ms: espeak-ng sends several events for a number and none for some small
    words.
    """
    begun: dict[int, int] = {}
    position, number = len(spelled[0]), 0
    for character, moment in events:
        while number + 1 < len(spelled) and character > position:
            number += 1
            position += 1 + len(spelled[number])
        begun.setdefault(number, moment)
    return begun


def open_voice(rate: int) -> Espeak:
    """Speak at so many words a minute. Raises SpeechMissing."""
    return Espeak(rate)
