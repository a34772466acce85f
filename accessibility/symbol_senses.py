"""The term base of symbols: content/symbols/*.toml, read once.

Each file is one kind (people, places, feelings, actions, things, time); each entry is one sense with the
words for it in both languages and its picture. `not_pictured.toml` holds phrases that must not be taken for a
sense.
"""

import functools
import tomllib
from collections import defaultdict
from pathlib import Path
from typing import Any, NamedTuple

from accessibility.symbol_words import tokens

FOLDER = Path(__file__).parents[1] / "content" / "symbols"
NOT_PICTURED = "not_pictured"
# How much a picture of each kind tells: where there is no room for all, the higher stay.
WEIGHTS = {"things": 4, "actions": 4, "feelings": 4, "people": 4, "places": 3, "time": 2}


class Sense(NamedTuple):
    """One meaning with its picture. `kind` is the name of its file; `own`: drawn by us, not OpenMoji's; it is called
    by its first phrase, unless its labels say better.

    `denied` names the sense that has a picture of its own for "not this" ("safe": "not_safe").
    """

    name: str
    kind: str
    en: tuple[str, ...]
    cy: tuple[str, ...]
    file: str
    own: bool
    weight: int
    bci: str
    denied: str
    label_en: str
    label_cy: str


class Phrase(NamedTuple):
    """One way to say a sense (None: no picture): its words; `exact`: no other form of them; `name`: may have
    a capital.
    """

    words: tuple[str, ...]
    sense: Sense | None
    exact: bool
    name: bool


@functools.cache
def senses() -> dict[str, Sense]:
    """Every sense by its name."""
    return {
        name: _sense(name, path.stem, entry)
        for path in sorted(FOLDER.glob("*.toml"))
        if path.stem != NOT_PICTURED
        for name, entry in tomllib.loads(path.read_text("utf-8")).items()
    }


def _sense(name: str, kind: str, entry: dict[str, Any]) -> Sense:
    return Sense(
        name=name,
        kind=kind,
        en=tuple(entry["en"]),
        cy=tuple(entry["cy"]),
        file=entry.get("own") or entry["openmoji"],
        own="own" in entry,
        weight=entry.get("weight", WEIGHTS[kind]),
        bci=entry.get("bci", ""),
        denied=entry.get("denied", ""),
        label_en=entry.get("label_en") or entry["en"][0].lstrip("="),
        label_cy=entry.get("label_cy") or entry["cy"][0].lstrip("="),
    )


@functools.cache
def phrases(language: str) -> dict[str, tuple[Phrase, ...]]:
    """Every phrase of a language by its first word, the longest first."""
    index: dict[str, list[Phrase]] = defaultdict(list)
    said = [(written, sense) for sense in senses().values() for written in getattr(sense, language)]
    nothing = tomllib.loads((FOLDER / f"{NOT_PICTURED}.toml").read_text("utf-8"))[language]
    for written, sense in [*((written, None) for written in nothing), *said]:
        words = tuple(token.lower for token in tokens(written.lstrip("="), language))
        capital = len(words) > 1 or any(character.isupper() for character in written)
        index[words[0]].append(Phrase(words, sense, written.startswith("="), capital))
    return {first: tuple(sorted(found, key=lambda one: -len(one.words))) for first, found in index.items()}
