"""How one person likes to read: independent choices, each with a small set of values."""

from collections.abc import Iterable, Mapping
from typing import Any, Literal, get_args

import msgspec

from accessibility.document import Language, Level

Switch = Literal["off", "on"]
Symbols = Literal["off", "key", "every"]
SymbolWords = Literal["below", "above", "none"]
Speed = Literal["slowest", "slower", "usual", "faster"]
Pause = Literal["usual", "long", "longest"]
Size = Literal[16, 20, 24, 28, 32, 40, 48]
Font = Literal["hyperlegible", "plain", "dyslexic"]
Spacing = Literal["usual", "wide", "wider"]
Width = Literal["usual", "narrow", "wide"]
Theme = Literal["paper", "white", "cream", "blue", "dark"]
Pace = Literal["page", "section", "sentence"]
Targets = Literal["usual", "big"]
Motion = Literal["usual", "less"]
Scan = Literal["off", "auto", "step"]
ScanSeconds = Literal[1, 2, 3, 4, 6, 8]
ScanKeys = Literal["space", "numbers", "arrows"]

# The choices that change the words and the pictures of a copy's page; the others are the page's own look.
IN_A_BODY = ("language", "both", "level", "symbols", "symbol_words", "sound", "pace")
# The looks of a page, which stand on its <html> as data-... where they are not the usual ones.
LOOKS = ("font", "lines", "letters", "words", "width", "targets", "motion", "speed", "pause")
# The choices that change a file made to print or to keep. On paper there is neither colour nor pace.
IN_A_FILE = ("language", "both", "level", "symbols", "symbol_words", "size", "font", "lines", "letters", "words")


class ReadingProfile(msgspec.Struct, frozen=True):
    """The choices that follow a person over every page, into print, sound and files.

    `both` puts both languages side by side, Welsh first. `symbol_words` is where a word stands from its picture
    ("none": the picture alone). `sound` has the first player open; `speed`, and `pause` between sentences, are of it.
    `size` is in CSS pixels; `lines`, `letters` and `words` are the space between them and `width` the length of a line.
    `scan` lights up one thing after another, by itself each `scan_seconds` or at each press; `scan_keys` are what the
    switches send (space and enter, 1 and 2, right and left), and `scan_sound` says what is lit up.
    """

    language: Language = "en"
    both: Switch = "off"
    level: Level = "plain"
    symbols: Symbols = "off"
    symbol_words: SymbolWords = "below"
    sound: Switch = "off"
    speed: Speed = "usual"
    pause: Pause = "usual"
    size: Size = 20
    font: Font = "hyperlegible"
    lines: Spacing = "usual"
    letters: Spacing = "usual"
    words: Spacing = "usual"
    width: Width = "usual"
    theme: Theme = "paper"
    pace: Pace = "page"
    targets: Targets = "usual"
    motion: Motion = "usual"
    scan: Scan = "off"
    scan_seconds: ScanSeconds = 3
    scan_keys: ScanKeys = "space"
    scan_sound: Switch = "off"
    helper: Switch = "off"

    def key(self) -> str:
        """What tells one rendered body from another: the choices that change the words and the pictures."""
        return self._values(IN_A_BODY)

    def file_key(self) -> str:
        """What tells one file to print or to keep from another."""
        return self._values(IN_A_FILE)

    def looks(self) -> dict[str, str]:
        """The looks that are not the usual ones, each under the name of its attribute."""
        usual = ReadingProfile()
        chosen = {name: getattr(self, name) for name in LOOKS}
        return {f"data-{name}": str(value) for name, value in chosen.items() if value != getattr(usual, name)}

    def in_other_language(self) -> "ReadingProfile":
        """The same choices in the other language, by itself."""
        return msgspec.structs.replace(self, language="en" if self.language == "cy" else "cy", both="off")

    def _values(self, names: Iterable[str]) -> str:
        return "-".join(str(getattr(self, name)) for name in names)


# Every choice that is pressed on a page, with its values; the language is in the page's address.
CHOICES: dict[str, tuple[str | int, ...]] = {
    one.name: get_args(one.type) for one in msgspec.structs.fields(ReadingProfile) if one.name != "language"
}


def chosen(profile: ReadingProfile, choice: str, value: str) -> ReadingProfile:
    """The profile with one choice changed. Raises ValueError for a choice or a value that there isn't."""
    for allowed in CHOICES.get(choice, ()):
        if str(allowed) == value:
            return msgspec.structs.replace(profile, **{choice: allowed})
    raise ValueError(f"no such reading choice: {choice}")


def remembered(kept: Mapping[str, Any], language: Language) -> ReadingProfile:
    """The profile from choices that were kept at any time: what there no longer is counts as not chosen."""
    still = {name: kept[name] for name in CHOICES if kept.get(name) in CHOICES[name]}
    return ReadingProfile(language=language, **still)


def profile_for(communication: list[str]) -> ReadingProfile:
    """Where a person begins, from the record's list of how they communicate (RECORD-FORMAT.md "person")."""
    easy = {"easy-read", "symbols", "pictures"} & set(communication)
    return ReadingProfile(
        level="easy" if easy else "plain",
        symbols="key" if {"symbols", "pictures"} & set(communication) else "off",
        sound="on" if "audio" in communication else "off",
        size=24 if "large-print" in communication else 20,
        pace="section" if easy else "page",
    )
