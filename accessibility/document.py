"""The Document: what a family version is made of, in both languages and at every level.

A document is plain data. It is built once, when a worker publishes, and frozen: pages, print, sound, files and
"what changed" are all made from it. Every text is kept as runs, never as markup, so nothing in it can be live.
"""

import hashlib
from typing import Literal

import msgspec

Language = Literal["en", "cy"]
Level = Literal["full", "plain", "easy"]
Audience = Literal["child", "adult"]
# Whose words these are: "ours" (told by rule from structured facts), "family" (written for the family by a person),
# "worker" (the worker's own words), "own" (someone's own words, word for word), "summary" (a worker's summary of them).
Voice = Literal["ours", "family", "worker", "own", "summary"]

LANGUAGES: tuple[Language, ...] = ("cy", "en")
LEVELS: tuple[Level, ...] = ("full", "plain", "easy")


class Words(msgspec.Struct, frozen=True):
    """One short text in both languages."""

    en: str
    cy: str

    def to(self, language: str) -> str:
        """The text in "en" or "cy"."""
        return self.cy if language == "cy" else self.en


class Run(msgspec.Struct, frozen=True, omit_defaults=True):
    """A stretch of text in one language; `quoted` marks a worker's own words filled into a sentence of ours."""

    text: str
    language: Language
    strong: bool = False
    quoted: bool = False
    href: str = ""


class Sentence(msgspec.Struct, frozen=True, omit_defaults=True):
    """One sentence: the unit that is read, spoken and highlighted.

    `explains`: it is ours, and says what a hard word of the sentence before means (accessibility/explained.py); no
    frozen document has one.
    """

    runs: tuple[Run, ...]
    explains: bool = False

    @property
    def text(self) -> str:
        """The sentence as plain text."""
        return "".join(run.text for run in self.runs)


class Block(msgspec.Struct, frozen=True, omit_defaults=True):
    """A paragraph, or one item of a list."""

    sentences: tuple[Sentence, ...]
    item: bool = False


class Wording(msgspec.Struct, frozen=True, omit_defaults=True):
    """A passage in one language at one level.

    `language` is the language the words are really in; `level` the level they were really written at. Where they are
    not what the reader asked for, the page says so and offers to ask for it.
    """

    voice: Voice
    language: Language
    level: Level
    blocks: tuple[Block, ...]

    @property
    def sentences(self) -> tuple[Sentence, ...]:
        """Every sentence in order."""
        return tuple(sentence for block in self.blocks for sentence in block.sentences)


class Due(msgspec.Struct, frozen=True):
    """Something that somebody is to do by a day, told by itself; `on` is YYYY-MM-DD. It stands and falls with its
    passage.
    """

    on: str
    wordings: dict[Language, dict[Level, Wording]]


class Called(msgspec.Struct, frozen=True):
    """A child's own word for a term of the glossary, exactly as the child has it, and its language."""

    word: str
    language: Language


class Passage(msgspec.Struct, frozen=True, omit_defaults=True):
    """A part of a copy, with a random id in it. `wordings[language][level]` is never missing."""

    id: str
    wordings: dict[Language, dict[Level, Wording]]
    heading: Words | None = None
    # Who said it, when and how, told in each language and level; only where voice is "own" or "summary".
    attribution: dict[Language, dict[Level, Wording]] | None = None
    shared: bool = False
    # The words, or what they sum up, are the reader's own.
    said_by_reader: bool = False
    # The third layer: opened on request, not on the first screen (the twenty dimensions and the like).
    more: bool = False
    change: Literal["", "new", "changed"] = ""
    # What of it was still to be done when it was published, in its order.
    due: tuple[Due, ...] = ()
    # The reader's own words for terms in it, by sense: said where the terms are explained. Nobody's but a child's.
    called: dict[str, Called] = {}
    # The form's name for it, only where that settles what a word in it means: "contact".
    field: str = ""

    def wording(self, language: Language, level: Level) -> Wording:
        """The words for a reader of this language and level."""
        return self.wordings[language][level]


class Section(msgspec.Struct, frozen=True):
    """One of the eleven family sections; `number` is 1 to 11 and only orders them, it is never shown."""

    number: int
    heading: Words
    passages: tuple[Passage, ...]


class Document(msgspec.Struct, frozen=True):
    """One person's copy of one child's record: everything that this reader may see and nothing else."""

    title: Words
    audience: Audience
    nation: Literal["wales", "england"]
    number: int
    published_on: str
    written_by: str
    child_called: str
    sections: tuple[Section, ...]
    # Whether a social worker wrote the record, and not another of the council's workers.
    by_social_worker: bool = True
    # Headings of passages that were in this reader's copy before and are no longer in the record.
    removed: tuple[Words, ...] = ()

    def passages(self) -> tuple[Passage, ...]:
        """Every passage in reading order."""
        return tuple(passage for section in self.sections for passage in section.passages)

    def passage(self, passage_id: str) -> Passage | None:
        """The passage with this id, or None."""
        return next((one for one in self.passages() if one.id == passage_id), None)

    def without(self, hidden: frozenset[str]) -> "Document":
        """The document as if the passages with these ids had never been in it; a section left empty goes too."""
        if not hidden:
            return self
        sections = tuple(
            msgspec.structs.replace(section, passages=kept)
            for section in self.sections
            if (kept := tuple(one for one in section.passages if one.id not in hidden))
        )
        return msgspec.structs.replace(self, sections=sections)


def freeze(document: Document) -> bytes:
    """The document as canonical JSON (sorted keys): the bytes that are stored and hashed."""
    return msgspec.json.encode(document, order="sorted")


def thaw(frozen: bytes) -> Document:
    """The document that was frozen. Raises msgspec.ValidationError if the bytes are not one."""
    return msgspec.json.decode(frozen, type=Document)


def digest(frozen: bytes) -> str:
    """SHA-256 of a frozen document, in hex."""
    return hashlib.sha256(frozen).hexdigest()
