"""A text cut up for the rules of plain and easy words, and the lists of content/style that the rules look into."""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from typing import Any

from accessibility.checks.finding import Finding
from accessibility.plain import sentences
from content.glossary.mutations import mutated
from content.reading import table

WHOLE_SENTENCES = re.compile(r"[.!?…:][\"'”’)\]]*$")


@dataclass(frozen=True)
class Ruled:
    """A text as paragraphs of sentences, in "en" or "cy", for a "child" or an "adult" ("" if it may be either).

    `field` is the passage's, where the text belongs to one: some hard words have a sense only there.
    """

    paragraphs: tuple[tuple[str, ...], ...]
    language: str
    audience: str = ""
    field: str = ""

    @property
    def sentences(self) -> tuple[str, ...]:
        """Every sentence in order."""
        return tuple(sentence for paragraph in self.paragraphs for sentence in paragraph)

    @property
    def style(self) -> dict[str, Any]:
        """The lists for the text's language."""
        return style(self.language)


Rule = Callable[[Ruled], Iterable[Finding]]


def style(language: str) -> dict[str, Any]:
    """The lists of a language."""
    return table(f"style/{language}.toml")


def cut(text: str | Sequence[str]) -> tuple[tuple[str, ...], ...]:
    """The sentences of each paragraph. A line is a paragraph, as where a worker writes; lines that were only wrapped
    (some line between two blank ones ends within a sentence) are one together.
    """
    if not isinstance(text, str):
        return tuple(filter(None, (_sentences(line) for line in text)))
    found: list[tuple[str, ...]] = []
    for group in re.split(r"\n\s*\n", text.replace("\r\n", "\n")):
        lines = [line.strip() for line in group.splitlines() if line.strip()]
        wrapped = any(not WHOLE_SENTENCES.search(line) and after[:1].islower() for line, after in pairwise(lines))
        found += [_sentences(line) for line in ([" ".join(lines)] if wrapped else lines)]
    return tuple(filter(None, found))


def _sentences(text: str) -> tuple[str, ...]:
    return tuple(one.strip() for one in sentences(text) if one.strip())


@cache
def listed(language: str, name: str) -> dict[str, str]:
    """A list as it may stand in a text, in small letters, with what to say instead ("" if the list does not say).

    Welsh forms are there with their initial mutations.
    """
    found: Any = style(language)[name]
    pairs = found.items() if isinstance(found, dict) else ((word, "") for word in found)
    return {form: instead for word, instead in pairs for form in forms(word, language)}


def forms(word: str, language: str) -> tuple[str, ...]:
    """A word or phrase as it may stand in a text, in small letters."""
    return mutated(word) if language == "cy" else (word.lower(),)


@cache
def pattern(words: frozenset[str]) -> re.Pattern[str]:
    """One pattern that finds any of the words or phrases whole, the longest first."""
    longest = sorted(words, key=lambda word: (-len(word), word))
    joined = "|".join(re.escape(word).replace(r"\ ", r"\s+").replace("'", "['’]") for word in longest)
    return re.compile(rf"(?<![\w'’-])(?:{joined})(?![\w-])", re.IGNORECASE)


def seen(text: str, language: str, name: str) -> Iterator[tuple[str, str]]:
    """What of a list stands in the text, as it is written, with what to say instead."""
    known = listed(language, name)
    for match in pattern(frozenset(known)).finditer(text):
        yield match.group(), known[" ".join(match.group().lower().replace("’", "'").split())]


def each(look: Callable[[str], Iterable[str]], rule: str) -> Rule:
    """A rule that looks at each sentence and names what it finds there."""

    def found(ruled: Ruled) -> Iterator[Finding]:
        for sentence in ruled.sentences:
            yield from (Finding(rule, sentence, word=word) for word in look(sentence))

    return found
