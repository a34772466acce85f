"""A copy as one list of what is said in it, in reading order: for the forms that are read line by line or heard.

It says just what the page and the PDF say. Everything has an id, the same as the web page and the talking book give it,
so that a sound finds its words.
"""

from collections.abc import Iterator, Sequence
from datetime import date
from typing import Literal, NamedTuple

from accessibility.document import LANGUAGES, Document, Language, Passage, Run, Sentence, Wording, Words
from accessibility.dressing import Dressing
from accessibility.explained import in_rows, words_shown
from accessibility.in_line import in_line
from accessibility.labels import Labels
from accessibility.layout import Laid, Layout
from accessibility.profile import ReadingProfile
from content.telling.days import told

Kind = Literal["title", "section", "heading", "paragraph", "row", "item", "label", "note", "meaning"]


class Saying(NamedTuple):
    """One sentence, or one short line of ours: its id, and its runs with each one's language."""

    id: str
    runs: tuple[Run, ...]

    @property
    def spans(self) -> tuple[tuple[str, Language], ...]:
        """The words, each stretch with its language, and a worker's own in quotation marks where a sentence is ours."""
        return tuple((f"“{run.text}”" if run.quoted else run.text, run.language) for run in self.runs)


class Entry(NamedTuple):
    """A heading, a paragraph, a sentence in a row of its own, an item of a list, or a line that tells of what stands
    beside it.

    `own`: somebody's own words, which nobody may lay out anew.
    """

    kind: Kind
    sayings: tuple[Saying, ...]
    own: bool = False

    @property
    def spans(self) -> tuple[tuple[str, Language], ...]:
        """The words of all its sentences, each with the space that it brings or one between them."""
        found: list[tuple[str, Language]] = []
        for saying in self.sayings:
            if found and not found[-1][0][-1:].isspace():
                found.append((" ", saying.spans[0][1]))
            found += saying.spans
        return tuple(found)

    @property
    def text(self) -> str:
        """The words alone."""
        return "".join(text for text, _ in self.spans)


def outline(document: Document, profile: ReadingProfile, *notes: str) -> tuple[Entry, ...]:
    """Everything in the copy, in the reader's languages and at their level, in the order of the files.

    `notes` name labels that say something of this form of it; they stand at the beginning.
    """
    return tuple(_Outliner(document, profile).entries(notes))


class _Outliner:
    def __init__(self, document: Document, profile: ReadingProfile) -> None:
        self.document, self.language, self.level = in_line(document), profile.language, profile.level
        self.layout = Layout(document, profile, Dressing())
        self.labels = self.layout.labels

    def entries(self, notes: Sequence[str]) -> Iterator[Entry]:
        """The whole outline."""
        yield self._line("title", "title", self.document.title.to(self.language))
        yield self._line("note", "made", f"{made(self.document, self.labels)} {self.labels('page.keep-safe')}")
        for number, note in enumerate(notes):
            yield self._line("note", f"note-{number}", self.labels(note))
        for number, section in enumerate(self.document.sections, 1):
            yield from self._twice("section", "part-{}", section.heading, str(number))
            for passage in section.passages:
                yield from self._passage(passage, self.layout.passage(passage))
        if self.document.removed:
            yield self._line("note", "removed", self.labels("page.removed"))
        for number, heading in enumerate(self.document.removed):
            yield self._line("item", f"removed-{number}", heading.to(self.language))

    def _twice(self, kind: Kind, pattern: str, words: Words, name: str) -> Iterator[Entry]:
        """A heading; for who reads both languages in both, Welsh first, where they differ."""
        both = self.layout.other is not None and words.en != words.cy
        for language in LANGUAGES if both else (self.language,):
            own = pattern.format(name if language == self.language else f"{name}-{language}")
            yield self._line(kind, own, words.to(language), language)

    def _passage(self, passage: Passage, laid: Laid) -> Iterator[Entry]:
        if passage.heading:
            heading = passage.heading if laid.other else Words(laid.heading, laid.heading)
            yield from self._twice("heading", "{}-heading", heading, passage.id)
        if laid.flag:
            yield self._line("label", f"{passage.id}-flag", laid.flag)
        if laid.other:
            other: Language = "en" if self.language == "cy" else "cy"
            sides = {self.language: (laid, passage.id), other: (laid.other, f"{passage.id}-{other}")}
            for language in LANGUAGES:
                yield from self._side(passage, *sides[language], language)
                yield from _meanings(*sides[language], language)
        else:
            yield from self._side(passage, laid, passage.id, self.language)
        for name, text in (("shared", laid.shared), ("instead", laid.instead)):
            if text:
                yield self._line("note", f"{passage.id}-{name}", text)
        if not laid.other:
            yield from _meanings(laid, passage.id, self.language)

    def _side(self, passage: Passage, laid: Laid, name: str, language: Language) -> Iterator[Entry]:
        """A passage's words in one language, and who said them."""
        if laid.whose:
            yield self._line("label", f"{name}-whose", laid.whose, language)
        yield from _words(words_shown(passage, language, self.level, self.document.audience), name)
        if passage.attribution:
            yield from _words(passage.attribution[language][self.level], f"{name}-told")

    def _line(self, kind: Kind, name: str, text: str, language: Language | None = None) -> Entry:
        return Entry(kind, (Saying(name, (Run(text, language or self.language),)),))


def _meanings(laid: Laid, name: str, language: Language) -> Iterator[Entry]:
    for number, meaning in enumerate(laid.meanings):
        own, word = meaning.own, f"{meaning.word}: "
        named = (Run(f"{own.word} ", own.language), Run(f"({meaning.word}): ", meaning.language)) if own else ()
        runs = (*(named or (Run(word, meaning.language),)), Run(meaning.text, language))
        yield Entry("meaning", (Saying(f"{name}-meaning-{number}", runs),))


def _words(wording: Wording, name: str) -> Iterator[Entry]:
    number = 0
    for block in wording.blocks:
        sayings = tuple(_saying(name, number + at, one) for at, one in enumerate(block.sentences))
        number += len(block.sentences)
        if in_rows(wording):
            kinds: list[Kind] = ["meaning" if one.explains else "row" for one in block.sentences]
            yield from (Entry(kind, (one,)) for kind, one in zip(kinds, sayings, strict=True))
        else:
            yield Entry("item" if block.item else "paragraph", sayings, own=wording.voice == "own")


def _saying(name: str, number: int, sentence: Sentence) -> Saying:
    return Saying(f"{name}-{number}", sentence.runs)


def made(document: Document, labels: Labels) -> str:
    """Which copy this is, who wrote it, and from when it is."""
    day = told(date.fromisoformat(document.published_on), labels.language, soft=True)
    written = labels("front.author", name=document.written_by)
    return f"{written} {labels('page.copy', number=document.number, on=day)}"
