"""How one person likes to read: independent choices, each with a small set of values."""

from typing import Literal

import msgspec

from accessibility.document import Language, Level

Symbols = Literal["off", "key"]
Size = Literal[16, 20, 24, 28, 32, 40, 48]
Theme = Literal["paper", "white", "cream", "blue", "dark"]
Pace = Literal["page", "section"]


class ReadingProfile(msgspec.Struct, frozen=True):
    """The choices that follow a person over every page, into print, sound and files. Size is in CSS pixels."""

    language: Language = "en"
    level: Level = "plain"
    symbols: Symbols = "off"
    size: Size = 20
    theme: Theme = "paper"
    pace: Pace = "page"

    def key(self) -> str:
        """What tells one rendered body from another: the choices that change the words and the pictures."""
        return f"{self.language}-{self.level}-{self.symbols}-{self.pace}"


CHOICES: dict[str, tuple[str | int, ...]] = {
    "level": ("full", "plain", "easy"),
    "symbols": ("off", "key"),
    "size": (16, 20, 24, 28, 32, 40, 48),
    "theme": ("paper", "white", "cream", "blue", "dark"),
    "pace": ("page", "section"),
}


def chosen(profile: ReadingProfile, choice: str, value: str) -> ReadingProfile:
    """The profile with one choice changed. Raises ValueError for a choice or a value that there isn't."""
    for allowed in CHOICES.get(choice, ()):
        if str(allowed) == value:
            return msgspec.structs.replace(profile, **{choice: allowed})
    raise ValueError(f"no such reading choice: {choice}")


def profile_for(communication: list[str]) -> ReadingProfile:
    """Where a person begins, from the record's list of how they communicate (RECORD-FORMAT.md "person")."""
    easy = {"easy-read", "symbols", "pictures"} & set(communication)
    return ReadingProfile(
        level="easy" if easy else "plain",
        symbols="key" if {"symbols", "pictures"} & set(communication) else "off",
        size=24 if "large-print" in communication else 20,
        pace="section" if easy else "page",
    )
