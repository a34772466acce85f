"""The pictures that somebody may sign in with, in place of words."""

from dataclasses import dataclass
from functools import cache

from content.reading import table

# How many of them, in order, are a secret.
HOW_MANY = 4


@dataclass(frozen=True)
class Picture:
    """One picture: the name that stands for it, its file below static/built/symbols, and what it is called."""

    name: str
    file: str
    en: str
    cy: str

    def called(self, language: str) -> str:
        """What the picture shows, in "en" or "cy"."""
        return self.cy if language == "cy" else self.en


@cache
def pictures() -> tuple[Picture, ...]:
    """The sixteen pictures, in the order of the grid, row by row."""
    return tuple(
        Picture(name, f"{entry['openmoji']}.svg", entry["en"], entry["cy"])
        for name, entry in table("symbols/sign-in/pictures.toml").items()
    )
