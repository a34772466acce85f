"""Pictures beside a copy's sentences: worked out in the background after publishing, never on the web."""

import hashlib
from collections.abc import Iterator, Mapping, Sequence

import msgspec
from sqlalchemy import ColumnElement, Select, func, select
from sqlalchemy.orm import Session, undefer

from accessibility import symbols
from accessibility.document import LANGUAGES, Document, Language, Passage, Wording, thaw
from accessibility.dressing import Dressing, Mark, put_right, sentence_key
from accessibility.explained import words_shown
from accessibility.pictured import PICTURED
from portal.models import Copy, SymbolChoice

MOST_AT_ONCE = 20


def dress(session: Session, copy_id: int) -> None:
    """Find the pictures of every sentence of a copy, in both languages and at every level, and keep them with it."""
    _dress(session, select(Copy).where(Copy.id == copy_id))


def dressing_for(document: Document, chosen: Mapping[str, Sequence[Mark]] | None = None) -> Dressing:
    """The pictures of a document's sentences that were written for the family. Nobody's own words get any: they are
    shown just as they were said; nor a worker's, where they would promise too much. `chosen` are a worker's own choices
    by sentence (choices_for).
    """
    found = {sentence_key(*said): symbols.matched(*said) for said in dict.fromkeys(pictured_in(document))}
    made = Dressing(
        {key: one.key for key, one in found.items() if one.key},
        {key: one.every for key, one in found.items() if one.every},
    )
    return put_right(made, {key: choices for key in found if (choices := (chosen or {}).get(key))})


def choices_for(session: Session, record_id: int, child_id: int) -> dict[str, list[Mark]]:
    """What workers chose about the pictures of a record for a child, by sentence; a sense of "" takes one away."""
    found: dict[str, list[Mark]] = {}
    about = select(SymbolChoice).where(SymbolChoice.record_id == record_id, SymbolChoice.child_id == child_id)
    for one in session.scalars(about.order_by(SymbolChoice.begins)):
        found.setdefault(one.sentence, []).append(Mark(one.begins, one.ends, one.sense, one.negated))
    return found


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
    """Every wording that a passage has, with who said it and what is still to be done of it."""
    every = (passage.wordings, passage.attribution or {}, *(one.wordings for one in passage.due))
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
    dressings = [_worked_out(session, copy) for copy in found]
    for copy, dressing in zip(found, dressings, strict=True):
        copy.dressing, copy.dressed = dressing, symbols.version() + hashlib.sha256(dressing.encode()).hexdigest()[:56]


def _worked_out(session: Session, copy: Copy) -> str:
    """The pictures of a copy, as they are kept."""
    chosen = choices_for(session, copy.record_id, copy.child_id)
    return msgspec.json.encode(dressing_for(thaw(copy.document), chosen)).decode()
