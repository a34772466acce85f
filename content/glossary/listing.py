"""The hard words as a list to look in: by first letter, in the order of each language's own alphabet, or by a word."""

import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from string import ascii_lowercase
from typing import Any

from content.glossary import explain, name
from content.glossary.entries import AS_IT_STANDS, entries
from content.glossary.mutations import mutated
from content.reading import kept

# Two letters that are one in Welsh, each with the letter that it comes after.
PAIRS = {"ch": "c", "dd": "d", "ff": "f", "ng": "g", "ll": "l", "ph": "p", "rh": "r", "th": "t"}
ALPHABET = tuple(
    one for letter in ascii_lowercase for one in (letter, *(pair for pair, before in PAIRS.items() if before == letter))
)


@dataclass(frozen=True)
class Listed:
    """A sense as somebody reads of it. `also` are other forms of the term; `easy` is for an adult, "" where the plain
    words are easy too.
    """

    sense: str
    name: str
    in_other_language: str
    also: tuple[str, ...]
    adult: str
    easy: str
    child: str
    gender: str
    status: str
    seen: str

    def means(self, audience: str, easy: bool) -> str:
        """What it means to a "child" or an "adult"; "" where this reader is not shown it."""
        return self.child if audience == "child" else (easy and self.easy) or self.adult


@dataclass(frozen=True)
class Look:
    """What somebody sees of the list: the letters that there are, the one chosen ("" for a word), and what is found."""

    letters: tuple[str, ...]
    letter: str
    found: tuple[Listed, ...]


def look(language: str, audience: str, letter: str = "", typed: str = "") -> Look:
    """What a "child" or an "adult" finds by a word, else by a letter: the first, unless told which."""
    listed = for_reader(language, audience)
    known = letters(listed, language)
    if typed.strip():
        return Look(known, "", found_by(listed, typed))
    chosen = letter if letter in known else known[0]
    return Look(known, chosen, beginning(listed, chosen, language))


@kept
def everything(language: str) -> tuple[Listed, ...]:
    """Every sense in a language, in order of its alphabet."""
    return tuple(sorted((_listed(sense, language) for sense in entries()), key=lambda one: order(one.name, language)))


def for_reader(language: str, audience: str) -> tuple[Listed, ...]:
    """The senses that a "child" or an "adult" is shown, in order."""
    return tuple(one for one in everything(language) if one.means(audience, easy=False))


def offered(language: str, audience: str, typed: str, usual: Iterable[str]) -> tuple[Listed, ...]:
    """What a "child" or an "adult" finds by a word; where nothing was typed, the usual senses."""
    return look(language, audience, typed=typed).found if typed.strip() else those(usual, language)


def those(senses: Iterable[str], language: str) -> tuple[Listed, ...]:
    """Some senses, in the order given. KeyError if there is no such sense."""
    by_sense = {one.sense: one for one in everything(language)}
    return tuple(by_sense[sense] for sense in senses)


def letters(listed: Iterable[Listed], language: str) -> tuple[str, ...]:
    """The first letters that there are, in order."""
    return tuple(dict.fromkeys(letter_of(one.name, language) for one in listed))


def beginning(listed: Iterable[Listed], letter: str, language: str) -> tuple[Listed, ...]:
    """Those that begin with a letter."""
    return tuple(one for one in listed if letter_of(one.name, language) == letter)


def found_by(listed: Iterable[Listed], typed: str) -> tuple[Listed, ...]:
    """Those of which some word, in either language, however it is mutated, begins as what was typed does."""
    wanted = " " + " ".join(_plain(typed).split())
    return tuple(one for one in listed if wanted.strip() and wanted in _haystack(one.sense))


def letter_of(text: str, language: str) -> str:
    """The letter that a text begins with: "ch" is one letter in Welsh."""
    return _split(text, language)[0]


def order(text: str, language: str) -> tuple[int, ...]:
    """What to sort a text by."""
    return tuple(ALPHABET.index(letter) if letter in ALPHABET else -1 for letter in _split(text, language))


def _split(text: str, language: str) -> list[str]:
    rest, found = _plain(text), []
    while rest:
        size = 2 if language == "cy" and rest[:2] in PAIRS else 1
        found.append(rest[:size])
        rest = rest[size:]
    return found


def _plain(text: str) -> str:
    """A text in small letters, its accents and curly apostrophes gone."""
    apart = unicodedata.normalize("NFD", text.casefold().replace("\u2019", "'"))
    return "".join(letter for letter in apart if not unicodedata.combining(letter))


@kept
def _haystack(sense: str) -> str:
    """Every way in which a sense is written or named, each word after a space."""
    entry = entries()[sense]
    only: dict[str, Any] = entry.get("only_in", {})
    english = [*entry["en"], *entry.get("letters", ()), *only.get("en", ())]
    welsh = [form.removeprefix(AS_IT_STANDS) for form in (*entry["cy"], *only.get("cy", ()))]
    named = [name(sense, language) for language in ("en", "cy")]
    written = [*english, *(form for term in welsh for form in mutated(term)), *named]
    return "".join(f" {_plain(one).replace('(', '').replace('-', ' ')} {_plain(one)}" for one in written)


def _listed(sense: str, language: str) -> Listed:
    entry = entries()[sense]
    called = name(sense, language)
    forms = [form.removeprefix(AS_IT_STANDS) for form in entry[language]]
    return Listed(
        sense=sense,
        name=called,
        in_other_language=name(sense, "en" if language == "cy" else "cy"),
        also=tuple(form for form in (*forms, *entry.get("letters", ())) if form != called),
        adult=explain(sense, language, "adult", easy=False),
        easy=entry.get("easy", {}).get(language, ""),
        child=explain(sense, language, "child", easy=False),
        gender=entry["gender"],
        status=entry["status"],
        seen=entry.get("seen", {}).get(language, ""),
    )
