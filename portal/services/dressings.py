"""Pictures beside a copy's sentences, and its sounds: worked out in the background after publishing, never on the web."""

import msgspec
from sqlalchemy import select
from sqlalchemy.orm import Session, undefer

from accessibility import symbols
from accessibility.document import Document, Passage, Sentence, Wording, thaw
from accessibility.dressing import Dressing, Mark, sentence_key
from portal.models import Copy


def dress(session: Session, copy_id: int) -> None:
    """Find the pictures of every sentence of a copy, in both languages and at every level, and keep them with it."""
    copy = session.scalar(select(Copy).where(Copy.id == copy_id).options(undefer(Copy.document)))
    if copy is not None:
        copy.dressing = msgspec.json.encode(dressing_for(thaw(copy.document))).decode()


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


def undressed(session: Session) -> list[int]:
    """Ids of copies that still have no pictures: what the background was not told of, or did not finish."""
    return list(session.scalars(select(Copy.id).where(Copy.dressing == "", Copy.recalled_at.is_(None)).limit(200)))
