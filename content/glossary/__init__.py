"""Hard words in a text, and what they mean to a child or an adult, in both languages.

A sense is an id of the term base (entries.py). Explanations keep the force of the legal words; they are ours and are
shown beside the worker's words, never in their place.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from content.glossary.entries import AS_IT_STANDS, entries
from content.glossary.mutations import mutated
from content.reading import kept

SPACE = r"\s+"
APOSTROPHE = "['\u2019]"


@dataclass(frozen=True)
class Found:
    """A hard word in a text: from `start` to `end`, with its sense."""

    start: int
    end: int
    sense: str


@dataclass(frozen=True)
class Form:
    """One way in which a sense is written; `fields` are the only ones where it has that sense (empty: all)."""

    sense: str
    fields: frozenset[str]


def senses() -> tuple[str, ...]:
    """The id of every sense."""
    return tuple(entries())


def find(text: str, language: str, field: str = "") -> list[Found]:
    """The hard words of a text in order: whole terms, the longest first, none inside another.

    `field` is the id of the passage's field, which settles what an ambiguous word means; without it such a word is left
    alone. Letter case matters only in abbreviations.
    """
    found = []
    for match in _pattern(language).finditer(text):
        sense = _sense(match.group(), language, field)
        if sense:
            found.append(Found(match.start(), match.end(), sense))
    return found


@kept
def settling() -> frozenset[str]:
    """The fields that settle what an ambiguous word means."""
    return frozenset(field for entry in entries().values() for field in entry.get("only_in", {}).get("fields", ()))


def explain(sense: str, language: str, audience: str, easy: bool) -> str:
    """What a sense means to a "child" or an "adult"; "" where this reader is not shown it. KeyError if unknown."""
    entry = _entry(sense)
    if easy and audience == "adult" and "easy" in entry:
        return entry["easy"][language]
    return entry[audience][language]


def term(sense: str, language: str) -> str:
    """The term itself, spelt out. KeyError if there is no such sense."""
    return _entry(sense)[language][0].removeprefix(AS_IT_STANDS)


def name(sense: str, language: str) -> str:
    """What a list of words calls a sense: the term, with what sets it apart where one word has two senses."""
    entry = _entry(sense)
    return entry["name"][language] if "name" in entry else term(sense, language)


def is_everyday(sense: str) -> bool:
    """Whether everybody who reads here meets the word so often that it is not explained in the text each time."""
    return bool(_entry(sense).get("everyday", False))


def says_no_more(word: str, means: str) -> bool:
    """Whether an explanation only says the word again: some terms of one language are plain words of the other."""
    return any(form.startswith(word.lower()) for form in mutated(means))


def spelt(word: str, sense: str, language: str) -> str:
    """A word as it was found, without the mutation that its sentence gave it. KeyError if there is no such sense."""
    entry = _entry(sense)
    terms = [*entry[language], *entry.get("only_in", {}).get(language, ())]
    plain = word.lower().replace("\u2019", "'")
    as_it_is = any(name.removeprefix(AS_IT_STANDS).lower() == plain for name in terms)
    if language == "en" or as_it_is:
        return word
    return next((name for name in terms if plain in mutated(name)), word)


def _entry(sense: str) -> Any:
    return entries()[sense]


def _sense(written: str, language: str, field: str) -> str:
    """The sense of what was found, or "" where it has none here."""
    letters = _letters(language).get(written)
    if letters:
        return letters
    plain = " ".join(written.lower().replace("\u2019", "'").split())
    forms = _forms(language).get(plain, ())
    return next((form.sense for form in forms if not form.fields or field in form.fields), "")


@kept
def _letters(language: str) -> dict[str, str]:
    """Abbreviations, in exactly their letters. The English ones stand in Welsh texts too."""
    return {letters: sense for sense, entry in entries().items() for letters in entry.get("letters", ())}


@kept
def _forms(language: str) -> dict[str, tuple[Form, ...]]:
    """Every form in lower case, with the senses that it may have: none where a term is only ordinary words."""
    forms: dict[str, tuple[Form, ...]] = {}
    for sense, entry in entries().items():
        forms |= dict.fromkeys(_written(entry.get("not_in", {}).get(language, ()), language), ())
        for listed in (entry, entry.get("only_in", {})):
            form = Form(sense, frozenset(listed.get("fields", ())))
            for written in _written(listed.get(language, ()), language):
                forms[written] = (*forms.get(written, ()), form)
    return forms


def _written(terms: Iterable[str], language: str) -> set[str]:
    """The terms as they may stand in a text, in lower case."""
    written: set[str] = set()
    for name in terms:
        exact = language == "en" or name.startswith(AS_IT_STANDS)
        written.update((name.removeprefix(AS_IT_STANDS).lower(),) if exact else mutated(name))
    return written


@kept
def _pattern(language: str) -> re.Pattern[str]:
    """One pattern that finds every form and abbreviation of a language as a whole word."""
    known = {*_forms(language), *(letters.lower() for letters in _letters(language))}
    return re.compile(rf"(?<!\w)(?:{_branches(frozenset(known))})(?!\w)", re.IGNORECASE)


def _branches(words: frozenset[str]) -> str:
    """A pattern of all the words with shared beginnings, the longest tried first."""
    by_letter: dict[str, set[str]] = {}
    for word in words:
        if word:
            by_letter.setdefault(word[0], set()).add(word[1:])
    branches = [_letter(letter) + _branches(frozenset(rests)) for letter, rests in sorted(by_letter.items())]
    if not branches:
        return ""
    joined = f"(?:{'|'.join(branches)})" if len(branches) > 1 or "" in words else branches[0]
    return f"{joined}?" if "" in words else joined


def _letter(letter: str) -> str:
    return {" ": SPACE, "'": APOSTROPHE}.get(letter, re.escape(letter))
