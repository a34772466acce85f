"""A passage's words, in both languages and at every level: the family's text, a telling by rule, or the worker's own
words.

What arrives here is already filtered for its reader; nothing here decides who may see anything.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from itertools import product
from typing import Any

import msgspec

from accessibility.document import (
    LANGUAGES,
    LEVELS,
    Audience,
    Block,
    Called,
    Due,
    Language,
    Level,
    Run,
    Sentence,
    Wording,
)
from accessibility.plain import sentences
from content.exemplars import ANOTHER_OF_THE_SAME
from content.telling import Line, Span, Telling, actions, attribution, days, tell
from portal.services.narratives import blocks
from portal.services.passages import Source, Text

Wordings = dict[Language, dict[Level, Wording]]

# Where to look for a family text, nearest first: (level, in the reader's language or in the other one).
NEAREST: dict[Level, tuple[Level, ...]] = {
    "plain": ("plain", "easy"),
    "easy": ("easy", "plain"),
    "full": ("plain", "easy"),
}
SENTENCES_A_PARAGRAPH = 3


@dataclass(frozen=True)
class Tale:
    """For whom and when a passage is worded. `with_texts` is False where a row is hidden: its family texts go with the
    row.
    """

    source: Source
    reader: str
    audience: Audience
    day: date
    with_texts: bool = True
    only_texts: bool = False
    called: Mapping[str, Called] = field(default_factory=dict)

    def telling(self, language: Language, level: Level, field: str) -> Telling:
        """The same, for the rules that tell structured passages."""
        return Telling(
            language=language,
            level=level,
            audience=self.audience,
            people=self.source.people,
            reader=self.reader,
            child=self.source.child,
            day=self.day,
            field=ANOTHER_OF_THE_SAME.sub("", field),
            nation=self.source.record["nation"],
            called={sense: Span(own.word, own.language) for sense, own in self.called.items()},
        )

    def text(self, passage_id: str, level: Level, language: Language) -> Text | None:
        """A family text that this reader may have, at exactly this level and in this language."""
        if not self.with_texts:
            return None
        return self.source.text(passage_id, level, language, "child" if self.audience == "child" else "parent")


def wordings(passage: Mapping[str, Any], tale: Tale) -> Wordings | None:
    """The passage in every language and level; None where nothing can be told in words (a bare yes or no)."""
    found = {language: {level: _wording(passage, tale, language, level) for level in LEVELS} for language in LANGUAGES}
    whole: Wordings = {}
    for language, levels in found.items():
        whole[language] = {level: wording for level, wording in levels.items() if wording is not None}
        if len(whole[language]) < len(LEVELS):
            return None
    return whole


def _wording(passage: Mapping[str, Any], tale: Tale, language: Language, level: Level) -> Wording | None:
    if passage["kind"] == "words":
        return _said(passage, tale, language, level)
    if passage["kind"] == "narrative":
        return _narrative(passage, tale, language, level)
    return _told(passage, tale, language, level)


def _narrative(passage: Mapping[str, Any], tale: Tale, language: Language, level: Level) -> Wording | None:
    own: Language = passage.get("language", "en")
    other: Language = "en" if language == "cy" else "cy"
    worker = Wording("worker", own, "full", blocks(passage["text"], own))
    if level == "full" and not tale.only_texts:
        return worker if worker.blocks else None
    written = _written(passage, tale, language, level)
    if written is None and own == language and not tale.only_texts:
        return worker if worker.blocks else None
    written = written or _written(passage, tale, other, level)
    if written is not None or tale.only_texts:
        return written
    return worker if worker.blocks else None


def _said(passage: Mapping[str, Any], tale: Tale, language: Language, level: Level) -> Wording | None:
    """Somebody's own words at every level exactly as they are; a worker's summary may have a family text."""
    own: Language = passage.get("language", "en")
    if tale.only_texts:
        other: Language = "en" if language == "cy" else "cy"
        return _written(passage, tale, language, level) or _written(passage, tale, other, level)
    if not passage["first_hand"] and level != "full":
        written = _written(passage, tale, language, level)
        if written is not None:
            return written
    return Wording("own" if passage["first_hand"] else "summary", own, "full", (verbatim(passage["text"], own),))


def _told(passage: Mapping[str, Any], tale: Tale, language: Language, level: Level) -> Wording | None:
    if level != "full":
        written = _written(passage, tale, language, level)
        if written is not None:
            return written
    lines = () if tale.only_texts else tell(passage["kind"], passage, tale.telling(language, level, passage["id"]))
    if lines:
        return ours(lines, language, level)
    other: Language = "en" if language == "cy" else "cy"
    return _written(passage, tale, language, level) or _written(passage, tale, other, level)


def due_in(passage: Mapping[str, Any], made: Wordings, tale: Tale) -> tuple[Due, ...]:
    """What of a passage is to be done by a day still to come, row by row, in every language and level. Where the family
    has a text in place of the rows: what the text says of that day, and otherwise only that there is something.
    """
    if passage["kind"] != "actions" or tale.only_texts:
        return ()
    told = ((row["by"], _due(row, passage, made, tale)) for row in passage["rows"] if "by" in row)
    return tuple(Due(on, found) for on, found in told if found is not None)


def _due(row: Mapping[str, Any], passage: Mapping[str, Any], made: Wordings, tale: Tale) -> Wordings | None:
    own = passage.get("language", "en")
    is_alone = sum(one.get("by") == row["by"] for one in passage["rows"]) == 1
    found: Wordings = {language: {} for language in LANGUAGES}
    for language, level in product(LANGUAGES, LEVELS):
        telling, text = tale.telling(language, level, passage["id"]), made[language][level]
        lines = actions.coming(row, own, telling, with_what=text.voice == "ours")
        if not lines:
            return None
        of_day = _of_day(text, row["by"]) if is_alone else None
        found[language][level] = of_day or ours(lines, language, level)
    return found


def _of_day(text: Wording, by: str) -> Wording | None:
    """What a family text says of a day, as it stands there; None unless just one of its lines names the day."""
    if text.voice != "family":
        return None
    day = re.compile(rf"(?<!\d){days.date_told(date.fromisoformat(by), text.language)}")
    lines = [line for line in text.sentences if day.search(line.text.replace(days.TOGETHER, " "))]
    return msgspec.structs.replace(text, blocks=(Block((lines[0],)),)) if len(lines) == 1 else None


def _written(passage: Mapping[str, Any], tale: Tale, language: Language, level: Level) -> Wording | None:
    for nearest in NEAREST[level]:
        text = tale.text(passage["id"], nearest, language)
        if text is not None:
            return Wording("family", language, nearest, family_blocks(text))
    return None


def family_blocks(text: Text) -> tuple[Block, ...]:
    """A family text as blocks: at the easy level one sentence a block, else at most three."""
    language: Language = "cy" if text.language == "cy" else "en"
    size = 1 if text.level == "easy" else SENTENCES_A_PARAGRAPH
    groups = [text.sentences[begin : begin + size] for begin in range(0, len(text.sentences), size)]
    return tuple(Block(_spaced([Sentence((Run(one, language),)) for one in group])) for group in groups)


def verbatim(text: str, language: Language) -> Block:
    """Somebody's own words as one block, every character kept."""
    return Block(tuple(Sentence((Run(one, language),)) for one in sentences(text)))


def ours(lines: Iterable[Line], language: Language, level: Level) -> Wording:
    """Sentences told by rule: one a block, for listening and for pictures."""
    told = tuple(Block((sentence_of(line),), item=level != "easy") for line in lines)
    return Wording("ours", language, level, told)


def sentence_of(line: Line) -> Sentence:
    """A told line as a sentence; the worker's own words in it stay marked as quoted and in their language."""
    return Sentence(tuple(Run(span.text, "cy" if span.language == "cy" else "en", quoted=span.words) for span in line))


def attributions(passage: Mapping[str, Any], tale: Tale) -> Wordings | None:
    """Who said a passage of words, when, how and who wrote it down, in every language and level.

    None where the reader gets only what was written for the family: then it is nobody's words that they read.
    """
    if passage["kind"] != "words" or tale.only_texts:
        return None
    return {
        language: {
            level: ours(attribution(passage, tale.telling(language, level, passage["id"])), language, level)
            for level in LEVELS
        }
        for language in LANGUAGES
    }


def _spaced(cut: list[Sentence]) -> tuple[Sentence, ...]:
    """Sentences of one block with a space after each but the last: joined with nothing, they read as a text."""
    spaced = []
    for index, one in enumerate(cut):
        last = one.runs[-1]
        space = " " if index < len(cut) - 1 and not last.text.endswith((" ", "\n")) else ""
        run = Run(last.text + space, last.language, strong=last.strong, quoted=last.quoted, href=last.href)
        spaced.append(Sentence((*one.runs[:-1], run)))
    return tuple(spaced)
