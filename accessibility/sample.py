"""A few sentences to try a way of reading on: the beginning of a copy's own words, or words of ours."""

from collections.abc import Iterator

import msgspec

from accessibility.document import (
    LANGUAGES,
    LEVELS,
    Audience,
    Block,
    Document,
    Language,
    Level,
    Passage,
    Run,
    Section,
    Sentence,
    Wording,
    Words,
)
from accessibility.dressing import Dressing
from accessibility.told import dressed
from content.telling.messages import chosen, message

MOST_SENTENCES = 4
OURS = ("choose", "letters", "pictures", "again")


def beginning(document: Document) -> Document:
    """The document with the first sentences of one passage and nothing else: of words for the family, if it has any."""
    found = list(_candidates(document))
    section, passage = next((one for one in found if _is_for_family(one[1])), found[0])
    kept = msgspec.structs.replace(
        passage,
        wordings={
            language: {level: _shortened(wording) for level, wording in levels.items()}
            for language, levels in passage.wordings.items()
        },
        change="",
    )
    return msgspec.structs.replace(document, sections=(msgspec.structs.replace(section, passages=(kept,)),), removed=())


def _candidates(document: Document) -> Iterator[tuple[Section, Passage]]:
    """Every passage with its section, those that are read first before those that open on request."""
    pairs = [(section, passage) for section in document.sections for passage in section.passages]
    yield from sorted(pairs, key=lambda pair: (pair[1].more, pair[0].number == 1))


def _is_for_family(passage: Passage) -> bool:
    every = [wording for levels in passage.wordings.values() for wording in levels.values()]
    return all(one.voice in ("ours", "family") for one in every) and any(len(one.sentences) > 1 for one in every)


def _shortened(wording: Wording) -> Wording:
    blocks, left = [], MOST_SENTENCES
    for block in wording.blocks:
        if left:
            blocks.append(msgspec.structs.replace(block, sentences=block.sentences[:left]))
            left -= len(blocks[-1].sentences)
    return msgspec.structs.replace(wording, blocks=tuple(blocks))


def ours(audience: Audience) -> tuple[Document, Dressing]:
    """Our own words to try, with their pictures; they are about nobody."""
    heading = message("sample", "heading")
    words = Words(en=heading["en"], cy=heading["cy"])
    wordings: dict[Language, dict[Level, Wording]] = {
        language: {level: _wording(audience, language, level) for level in LEVELS} for language in LANGUAGES
    }
    section = Section(1, words, (Passage("sample", wordings),))
    document = Document(words, audience, "wales", 1, "2026-01-01", "", "", (section,))
    return document, dressed(wording for levels in wordings.values() for wording in levels.values())


def _wording(audience: Audience, language: Language, level: Level) -> Wording:
    texts = [chosen(message("sample", key)[language], audience, level) for key in OURS]
    return Wording("ours", language, level, tuple(Block((Sentence((Run(text, language),)),)) for text in texts))
