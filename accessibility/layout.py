"""A document laid out for one reader: which words, beside which pictures, with which hard words explained.

The page and the PDF are made from this, so that they say the same. Nothing here is markup.
"""

from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import Literal, NamedTuple

from accessibility.document import LEVELS, Block, Called, Document, Language, Passage, Run, Section, Sentence, Wording
from accessibility.dressing import Dressing, Mark
from accessibility.explained import grouped, hard_words, in_rows, tells_itself, words_shown
from accessibility.labels import Labels
from accessibility.pictured import PICTURED, Shown, most_telling, shown, unquoted, with_what_follows
from accessibility.profile import ReadingProfile
from accessibility.unbroken import parts_of
from content.glossary import explain

CLOSED = ("worker", "summary")


class Piece(NamedTuple):
    """Words that look alike. `parts` alternate: free to break over lines, kept whole, free ... `href` may be ""."""

    parts: tuple[str, ...]
    language: Language
    strong: bool
    # A worker's own words in a sentence of ours: "quoted", and "opens" and "closes" where they begin and end.
    quoted: tuple[str, ...]
    href: str
    hard: bool


class Word(NamedTuple):
    """Pieces that stand under one picture, or under none: where its sentence has its pictures left of it, `concepts`
    (see Shown) still belong to these words.
    """

    pieces: tuple[Piece, ...]
    shown: Shown | None
    concepts: str = ""


class Line(NamedTuple):
    """One sentence. `shown` are its pictures where they stand left of it; its id is the same as in its sound.

    `gap` is what stands between it and the next: nothing where it brings its own white space. `explains`: it is ours,
    and says what a hard word of the line before means.
    """

    id: str
    words: tuple[Word, ...]
    shown: tuple[Shown, ...]
    gap: str
    explains: bool = False

    @property
    def is_pictured(self) -> bool:
        """Whether it has a picture at all: only then can it be shown by pictures alone."""
        return bool(self.shown) or any(word.shown for word in self.words)


class Part(NamedTuple):
    """A paragraph (one item), a list, or a few rows of one sentence each. Every item is some sentences."""

    kind: Literal["paragraph", "list", "rows"]
    items: tuple[tuple[Line, ...], ...]


class Meaning(NamedTuple):
    """A hard word as written, in the text's language; what it means, in the reader's; the reader's own word for it."""

    word: str
    language: Language
    text: str
    own: Called | None = None


class Hard(NamedTuple):
    """A hard word in a wording: in which sentence, from where to where, as written and in which language, what it
    means, its sense.
    """

    sentence: int
    start: int
    end: int
    word: str
    language: Language
    text: str
    sense: str


class ToldBefore(NamedTuple):
    """That a passage was told before, and where; `again` names the press that opens it here, "" if it is in full."""

    said: str
    title: str
    href: str
    again: str


class Laid(NamedTuple):
    """A passage laid out. A text is "" where there is nothing to say."""

    id: str
    voice: str
    heading: str
    flag: str
    whose: str
    shared: str
    language: Language
    level: str
    parts: tuple[Part, ...]
    told: tuple[Part, ...]
    instead: str
    ask: str
    meanings: tuple[Meaning, ...]
    # At the easy level a worker's own words wait to be opened: nobody meets them unasked.
    closed: str
    # The same in the other language, for somebody who reads both, where there are other words for it.
    other: "Laid | None" = None
    before: ToldBefore | None = None
    # The first and the last of its sentences that are shown, counted from 0, where not all of them are.
    sentences: tuple[int, int] | None = None
    # That a worker reads it aloud, and who.
    read_by: str = ""


class LaidSection(NamedTuple):
    """A section laid out: what is read first, and what opens on request."""

    position: int
    heading: str
    passages: tuple[Laid, ...]
    more: tuple[Laid, ...]
    other_heading: str = ""


class Layout:
    """Lays out one document for one reader."""

    def __init__(self, document: Document, profile: ReadingProfile, dressing: Dressing) -> None:
        self.profile = profile
        self.dressing = dressing
        self.audience = document.audience
        self.labels = Labels(profile.language, document.audience)
        self.worker_words = "labels.worker-words" if document.by_social_worker else "labels.worker-words-other"
        self.other: Layout | None = None
        if profile.both == "on":
            self.other = Layout(document, profile.in_other_language(), dressing)

    def section(self, section: Section, position: int) -> LaidSection:
        """A section laid out; `position` counts the sections that this reader has, from 1."""
        first = tuple(self.passage(one) for one in section.passages if not one.more)
        more = tuple(self.passage(one) for one in section.passages if one.more)
        other = section.heading.to(self.other.profile.language) if self.other else ""
        return LaidSection(position, section.heading.to(self.profile.language), first, more, other)

    def passage(self, passage: Passage) -> Laid:
        """A passage laid out in the reader's own language and level, and in the other for who reads both."""
        one = self._passage(passage, passage.id)
        if self.other is None:
            return one
        other = self.other._passage(passage, f"{passage.id}-{self.other.profile.language}")
        return one._replace(other=other) if other.language != one.language else one

    def _passage(self, passage: Passage, name: str) -> Laid:
        """A passage in one language; `name` begins the ids of its sentences."""
        language, level = self.profile.language, self.profile.level
        wording = words_shown(passage, language, level, self.audience)
        told = passage.attribution[language][level] if passage.attribution else None
        instead, ask = self._instead(wording)
        hard = () if wording.voice == "own" else tuple(self._hard(wording, passage.field))
        open_to_ask = () if in_rows(wording) else hard
        return Laid(
            id=passage.id,
            voice=wording.voice,
            heading=passage.heading.to(language) if passage.heading else "",
            flag=self.labels(f"labels.{passage.change}") if passage.change else "",
            whose=self._whose(wording, passage),
            shared=self.labels("labels.shared") if passage.shared else "",
            language=wording.language,
            level=wording.level,
            parts=tuple(self._parts(wording, name, hard)),
            told=tuple(self._parts(told, f"{name}-told", ())) if told else (),
            instead=instead,
            ask=ask,
            meanings=tuple(
                Meaning(one.word, one.language, one.text, passage.called.get(one.sense)) for one in open_to_ask
            ),
            closed=self.labels("page.worker-closed") if level == "easy" and wording.voice in CLOSED else "",
        )

    def _whose(self, wording: Wording, passage: Passage) -> str:
        keys = {"own": "page.own", "summary": "page.summary", "worker": self.worker_words}
        if passage.said_by_reader:
            keys |= {"own": "labels.own-words", "summary": "labels.summary-of-you"}
        return self.labels(keys[wording.voice]) if wording.voice in keys else ""

    def _instead(self, wording: Wording) -> tuple[str, str]:
        """What is said, and asked for, where the words are not in the language or at the level that was wanted."""
        other = wording.language != self.profile.language
        name = "english" if wording.language == "en" else "welsh"
        if wording.voice == "own":
            return (self.labels(f"page.in-{name}") if other else "", "")
        if other:
            wanted = "welsh" if wording.language == "en" else "english"
            return self.labels(f"page.in-{name}"), self.labels(f"labels.ask-{wanted}")
        if LEVELS.index(wording.level) < LEVELS.index(self.profile.level) and wording.voice != "ours":
            return self.labels("labels.no-easier") + ".", self.labels("labels.ask-easier")
        return "", ""

    def parts(self, wording: Wording, name: str) -> tuple[Part, ...]:
        """Words by themselves, with no hard word explained."""
        return tuple(self._parts(wording, name, ()))

    def _parts(self, wording: Wording, name: str, hard: Sequence[Hard]) -> Iterator[Part]:
        """The paragraphs, lists and rows of a wording; its sentences are numbered from 0, as in its sound."""
        rows = in_rows(wording)
        number = 0
        for item, group in groupby(wording.blocks, key=lambda block: rows or block.item):
            items = []
            for block in group:
                items.append(tuple(self._lines(block, wording, name, number, hard)))
                number += len(block.sentences)
            if rows:
                lines = [line for lines in items for line in lines]
                yield from (Part("rows", tuple((line,) for line in group)) for group in grouped(lines))
            elif item:
                yield Part("list", tuple(items))
            else:
                yield from (Part("paragraph", (lines,)) for lines in items)

    def _lines(self, block: Block, wording: Wording, name: str, first: int, hard: Sequence[Hard]) -> Iterator[Line]:
        for number, sentence in enumerate(block.sentences, first):
            marks = self._marks(sentence, wording) if self._pictured(wording) else ()
            gap = "" if sentence.text[-1:].isspace() else " "
            # A few pictures stand left of a sentence; one for every word stands at its word (W3C COGA).
            left = in_rows(wording) and self.profile.symbols == "key"
            beside = tuple(filter(None, map(shown, most_telling(marks)))) if left else ()
            spans = [(one.start, one.end) for one in hard if one.sentence == number]
            words = words_of(sentence.runs, marks, spans, left)
            yield Line(f"{name}-{number}", words, beside, gap, sentence.explains)

    def _marks(self, sentence: Sentence, wording: Wording) -> tuple[Mark, ...]:
        marks = self.dressing.of(sentence, wording.language, self.profile.symbols)
        return with_what_follows(sentence.text, unquoted(sentence, wording.language, marks))

    def _pictured(self, wording: Wording) -> bool:
        return self.profile.symbols != "off" and wording.voice in PICTURED

    def _hard(self, wording: Wording, field: str) -> Iterator[Hard]:
        """Each hard word where it first stands, if there is something to say about it to this reader."""
        seen: set[str] = set()
        easy = self.profile.level == "easy"
        for number, sentence in enumerate(wording.sentences):
            for found, written in hard_words(sentence, field):
                text = explain(found.sense, self.profile.language, self.audience, easy)
                if text and found.sense not in seen:
                    seen.add(found.sense)
                    word = sentence.text[found.start : found.end]
                    if not tells_itself(sentence.text, word):
                        yield Hard(number, found.start, found.end, word, written, text, found.sense)


def words_of(
    runs: Sequence[Run], marks: Sequence[Mark], hard: Sequence[tuple[int, int]], left: bool = False
) -> tuple[Word, ...]:
    """A sentence's runs cut where a picture or a hard word begins or ends, and put together under their pictures, or
    under none where those stand left of the sentence.
    """
    pieces = list(_cut(runs, marks, hard))
    return tuple(
        _word(tuple(piece for piece, _ in group), marks[number] if number is not None else None, left)
        for number, group in groupby(pieces, key=lambda pair: pair[1])
    )


def _word(pieces: tuple[Piece, ...], mark: Mark | None, left: bool) -> Word:
    found = shown(mark) if mark else None
    return Word(pieces, None if left else found, found.concepts if found else "")


def _cut(
    runs: Sequence[Run], marks: Sequence[Mark], hard: Sequence[tuple[int, int]]
) -> Iterator[tuple[Piece, int | None]]:
    edges = {edge for mark in marks for edge in (mark.start, mark.end)} | {edge for pair in hard for edge in pair}
    begin = 0
    for run in runs:
        end = begin + len(run.text)
        cuts = [begin, *sorted(edge for edge in edges if begin < edge < end), end]
        for start, stop in zip(cuts, cuts[1:], strict=False):
            parts = parts_of(run.text[start - begin : stop - begin])
            in_hard = any(one <= start < other for one, other in hard)
            mark = next((number for number, mark in enumerate(marks) if mark.start <= start < mark.end), None)
            quoted = ("quoted", *(["opens"] if start == begin else []), *(["closes"] if stop == end else []))
            yield Piece(parts, run.language, run.strong, quoted if run.quoted else (), run.href, in_hard), mark
        begin = end
