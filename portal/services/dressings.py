"""Pictures beside a copy's sentences: worked out in the background after publishing, never on the web."""

import hashlib
from collections.abc import Iterator

import msgspec
from sqlalchemy import ColumnElement, Select, func, select
from sqlalchemy.orm import Session, undefer

from accessibility import symbols
from accessibility.document import LANGUAGES, Document, Language, Passage, Wording, thaw
from accessibility.dressing import Dressing, sentence_key
from accessibility.explained import words_shown
from accessibility.pictured import PICTURED
from portal.models import Copy

MOST_AT_ONCE = 20


def dress(session: Session, copy_id: int) -> None:
    """Find the pictures of every sentence of a copy, in both languages and at every level, and keep them with it."""
    _dress(session, select(Copy).where(Copy.id == copy_id))


def dressing_for(document: Document) -> Dressing:
    """The pictures of a document's sentences that were written for the family. Nobody's own words get any: they are
    shown just as they were said; nor a worker's, where they would promise too much.
    """
    found = {sentence_key(*said): symbols.matched(*said) for said in dict.fromkeys(pictured_in(document))}
    return Dressing(
        {key: one.key for key, one in found.items() if one.key},
        {key: one.every for key, one in found.items() if one.every},
    )


def pictured_in(document: Document) -> Iterator[tuple[str, Language]]:
    """The text and the language of every sentence that may have pictures."""
    for passage in document.passages():
        for wording in (*wordings_of(passage), *_with_meanings(passage, document)):
            if wording.voice in PICTURED:
                for sentence in wording.sentences:
                    yield sentence.text, wording.language


def _with_meanings(passage: Passage, document: Document) -> list[Wording]:
    """The easy wordings with what hard words mean, as they are shown."""
    return [words_shown(passage, language, "easy", document.audience) for language in LANGUAGES]


def wordings_of(passage: Passage) -> list[Wording]:
    """Every wording that a passage has, with who said it."""
    every = (passage.wordings, passage.attribution or {})
    return [wording for languages in every for levels in languages.values() for wording in levels.values()]


def dress_missed(session: Session) -> None:
    """Find pictures for copies that still have none (what the background was not told of, or did not finish), then for
    those that were dressed by an earlier version.
    """
    waiting = select(Copy).where(_is_not_dressed(), Copy.recalled_at.is_(None)).order_by(Copy.dressed != "", Copy.id)
    _dress(session, waiting.limit(MOST_AT_ONCE))


def _is_not_dressed() -> ColumnElement[bool]:
    return func.substr(Copy.dressed, 1, symbols.VERSION_LENGTH) != symbols.version()


def dress_all(session: Session) -> None:
    """Find pictures for every copy that has none, now: for the demo, which waits for no background."""
    _dress(session, select(Copy).where(_is_not_dressed()))


def _dress(session: Session, wanted: Select[Copy]) -> None:
    """All the looking first and the writing last: whoever writes holds up everybody else who writes."""
    found = session.scalars(wanted.options(undefer(Copy.document))).all()
    dressings = [msgspec.json.encode(dressing_for(thaw(copy.document))).decode() for copy in found]
    for copy, dressing in zip(found, dressings, strict=True):
        copy.dressing, copy.dressed = dressing, symbols.version() + hashlib.sha256(dressing.encode()).hexdigest()[:56]
