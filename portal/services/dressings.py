"""Pictures beside a copy's sentences: worked out in the background after publishing, never on the web."""

import hashlib

import msgspec
from sqlalchemy import Select, select
from sqlalchemy.orm import Session, undefer

from accessibility import symbols
from accessibility.document import Document, Passage, Sentence, Wording, thaw
from accessibility.dressing import Dressing, Mark, sentence_key
from portal.models import Copy

MOST_AT_ONCE = 5


def dress(session: Session, copy_id: int) -> None:
    """Find the pictures of every sentence of a copy, in both languages and at every level, and keep them with it."""
    _dress(session, select(Copy).where(Copy.id == copy_id))


def dressing_for(document: Document) -> Dressing:
    """The pictures of a document's sentences. Nobody's own words get any: they are shown just as they were said."""
    marks: dict[str, tuple[Mark, ...]] = {}
    for passage in document.passages():
        for wording in wordings_of(passage):
            if wording.voice != "own":
                for sentence in wording.sentences:
                    _match(marks, sentence, wording)
    return Dressing(marks)


def _match(marks: dict[str, tuple[Mark, ...]], sentence: Sentence, wording: Wording) -> None:
    key = sentence_key(sentence.text, wording.language)
    if key not in marks:
        marks[key] = symbols.match(sentence.text, wording.language)


def wordings_of(passage: Passage) -> list[Wording]:
    """Every wording that a passage has, with who said it."""
    every = (passage.wordings, passage.attribution or {})
    return [wording for languages in every for levels in languages.values() for wording in levels.values()]


def dress_missed(session: Session) -> None:
    """Find pictures for copies that still have none: what the background was not told of, or did not finish."""
    waiting = select(Copy).where(Copy.dressed == "", Copy.recalled_at.is_(None)).order_by(Copy.id)
    _dress(session, waiting.limit(MOST_AT_ONCE))


def dress_all(session: Session) -> None:
    """Find pictures for every copy that has none, now: for the demo, which waits for no background."""
    _dress(session, select(Copy).where(Copy.dressed == ""))


def _dress(session: Session, wanted: Select[Copy]) -> None:
    """All the looking first and the writing last: whoever writes holds up everybody else who writes."""
    found = session.scalars(wanted.options(undefer(Copy.document))).all()
    dressings = [msgspec.json.encode(dressing_for(thaw(copy.document))).decode() for copy in found]
    for copy, dressing in zip(found, dressings, strict=True):
        copy.dressing, copy.dressed = dressing, hashlib.sha256(dressing.encode()).hexdigest()
