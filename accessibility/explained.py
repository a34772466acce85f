"""Easy read says what a hard word means in the next sentence, once a passage: ours, and marked as ours.

Put in when a copy is shown or spoken, and never kept in it: the copy stays what the worker saw and published.
"""

import math
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import groupby
from typing import Protocol, TypeVar

from accessibility.document import Audience, Block, Called, Language, Level, Passage, Run, Sentence, Wording
from accessibility.pictured import PICTURED
from content import glossary
from content.glossary import Found

# Rows that stand close together: at most 4 to 5 sentences a paragraph (Photosymbols, content.md B2).
MOST_ROWS = 5


class Told(Protocol):
    """A sentence, in whatever form: does it explain the one before?"""

    @property
    def explains(self) -> bool:
        """Whether it is ours, and says what a hard word means."""


Row = TypeVar("Row", bound=Told)


def words_shown(passage: Passage, language: Language, level: Level, audience: Audience) -> Wording:
    """A passage's words as this reader gets them: at the easy level with the meanings of hard words among them."""
    wording = passage.wording(language, level)
    return explained(wording, language, audience, passage) if in_rows(wording) else wording


def in_rows(wording: Wording) -> bool:
    """Whether each sentence has a row of its own: text that was written to be easy to read."""
    return wording.level == "easy" and wording.voice in PICTURED


def explained(wording: Wording, language: Language, audience: Audience, passage: Passage | None = None) -> Wording:
    """A wording with the meaning of each hard word, told in the reader's language, after the sentence it is in.

    `passage` is the one that it is of: the reader's own words for hard words come first: "Nan (kinship carer): ...".
    """
    told: set[str] = set()
    pairs = zip(wording.sentences, (*(one.text for one in wording.sentences[1:]), ""), strict=True)
    teller = _Teller(language, audience, passage.called if passage else {}, passage.field if passage else "")
    meanings = iter([tuple(teller.meanings(sentence, after, told)) for sentence, after in pairs])
    blocks = (
        Block(tuple(one for sentence in block.sentences for one in (sentence, *next(meanings))), block.item)
        for block in wording.blocks
    )
    return Wording(wording.voice, wording.language, wording.level, tuple(blocks))


def hard_words(sentence: Sentence, field: str) -> Iterator[tuple[Found, Language]]:
    """The hard words of a sentence, each in the language that it is written in: a worker's words in a sentence of ours
    may be in another than the sentence.
    """
    begin = 0
    for language, runs in groupby(sentence.runs, key=lambda run: run.language):
        text = "".join(run.text for run in runs)
        for found in glossary.find(text, language, field):
            yield replace(found, start=begin + found.start, end=begin + found.end), language
        begin += len(text)


@dataclass(frozen=True)
class _Teller:
    """Tells the meanings of hard words in the reader's language."""

    language: Language
    audience: Audience
    called: Mapping[str, Called]
    field: str

    def meanings(self, sentence: Sentence, after: str, told: set[str]) -> Iterator[Sentence]:
        """The meanings to tell after a sentence; `told` gets their senses."""
        text = sentence.text
        for found, written in hard_words(sentence, self.field):
            word = text[found.start : found.end]
            means = glossary.explain(found.sense, self.language, self.audience, easy=True)
            own = self.called.get(found.sense)
            if found.sense not in told and (needs_meaning(found.sense, word, means) or (own and means)):
                told.add(found.sense)
                if own or not (tells_itself(text, word) or tells(after, word, means)):
                    yield self._meaning(glossary.spelt(word, found.sense, written), written, means, own)

    def _meaning(self, word: str, written: Language, means: str, own: Called | None) -> Sentence:
        """ "Core group: the people ...": a label and its value, so that no word of it is bent to fit a sentence."""
        value = Run(f": {means}", self.language)
        if own is None:
            return Sentence((Run(word[:1].upper() + word[1:], written, strong=True), value), explains=True)
        label = (Run(own.word, own.language, strong=True), Run(f" ({word})", written))
        return Sentence((*label, value), explains=True)


def needs_meaning(sense: str, word: str, means: str) -> bool:
    """Whether a hard word is one to explain here: not one of every day, and with more to say than the word itself."""
    return bool(means) and not glossary.is_everyday(sense) and not glossary.says_no_more(word, means)


def tells(sentence: str, word: str, means: str) -> bool:
    """Whether a sentence already says what a word means: in our words for it, or as "An advocate is ..."."""
    defines = rf"^(?:(?:an?|the) )?{re.escape(word)} (?:is|are|means?|helps?|yw)\b|^mae(?:['’]r)? {re.escape(word)}\b"
    said = bool(means) and means.rstrip(".").lower() in sentence.lower()
    return said or tells_itself(sentence, word) or bool(re.search(defines, sentence, re.IGNORECASE))


def tells_itself(sentence: str, word: str) -> bool:
    """Whether the sentence that has the word goes on to say what it means: "Jo is an advocate, who helps ..."."""
    goes_on = rf"\b{re.escape(word)}, (?:who|which)\b|^{re.escape(word)} yw [^.,]+, sy"
    return bool(re.search(goes_on, sentence, re.IGNORECASE))


def grouped(rows: Sequence[Row]) -> Iterator[tuple[Row, ...]]:
    """Rows as groups, about as many in each and at most MOST_ROWS, unless a sentence has more meanings than that.

    A sentence and the meanings of its words stay together.
    """
    wanted = len(rows) / max(1, math.ceil(len(rows) / MOST_ROWS))
    group: list[Row] = []
    for unit in _units(rows):
        if group and (len(group) >= wanted or len(group) + len(unit) > MOST_ROWS):
            yield tuple(group)
            group = []
        group += unit
    if group:
        yield tuple(group)


def _units(rows: Sequence[Row]) -> list[list[Row]]:
    units: list[list[Row]] = []
    for row in rows:
        if row.explains and units:
            units[-1].append(row)
        else:
            units.append([row])
    return units
