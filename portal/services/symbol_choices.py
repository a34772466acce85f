"""A worker puts a picture right: takes one away, or chooses another for some words of a sentence.

It holds for that sentence wherever it stands in copies of this record for this child, those that are only being
prepared among them, now and later, and is put on when a copy is dressed. The words themselves are never touched.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from sqlalchemy import delete, select
from sqlalchemy.orm import Session, undefer

from accessibility.document import Document, Language, Sentence, thaw
from accessibility.dressing import Dressing, Mark, changed, sentence_key
from accessibility.layout import Word, words_of
from accessibility.pictured import PICTURED, unquoted, with_what_follows
from accessibility.symbol_search import found_by
from accessibility.symbol_senses import Sense, senses
from accessibility.symbol_words import cut
from portal import audit, permissions
from portal.database import now, session_of, write_first
from portal.errors import AlreadyChanged, NotFound
from portal.models import Copy, Edition, Person, RecordVersion, SymbolChoice
from portal.permissions import Action
from portal.services import looking, prepared_pictures
from portal.services.bodies import dressing_of
from portal.services.dressings import choices_for, wordings_of
from portal.services.preparing import Preparation, allowed, preparation

# A document and its pictures; None while they are being found.
Dressed = tuple[Document, Dressing | None]


@dataclass(frozen=True)
class PicturedSentence:
    """A sentence with all its pictures, as whoever chose "every word" has them; `key` are those that stand for key
    words too. `chosen` are a worker's choices about it.
    """

    name: str
    sentence: Sentence
    language: Language
    marks: tuple[Mark, ...]
    key: tuple[Mark, ...]
    chosen: tuple[Mark, ...] = ()

    @property
    def words(self) -> tuple[Word, ...]:
        """Its words under their pictures."""
        return words_of(self.sentence.runs, with_what_follows(self.sentence.text, self.marks), ())

    @property
    def places(self) -> tuple[tuple[int, int], ...]:
        """Where a picture may stand: at the words of each that there is, and at every other word."""
        taken = [(mark.start, mark.end) for mark in (*self.marks, *self.chosen)]
        written = cut(self.sentence.text, self.language)
        words = [
            (written.starts[number], written.end(number)) for number, word in enumerate(written.words) if word.is_word
        ]
        free = [one for one in words if not any(start < one[1] and one[0] < end for start, end in taken)]
        return tuple(sorted({*taken, *free}))

    def text_of(self, place: tuple[int, int]) -> str:
        """The words at a place."""
        return self.sentence.text[slice(*place)]

    def mark_at(self, place: tuple[int, int]) -> Mark | None:
        """The picture that stands at a place now."""
        return next((mark for mark in self.marks if (mark.start, mark.end) == place), None)

    def is_chosen(self, place: tuple[int, int]) -> bool:
        """Whether a worker chose what stands at a place."""
        return any((mark.start, mark.end) == place for mark in self.chosen)


@dataclass(frozen=True)
class Pictures:
    """The sentences of a record for a child that have pictures, in one language, each once: those that are published,
    then those that are being prepared. `is_waiting`: some copy has no pictures yet; `is_published`: somebody has one.
    """

    ready: Preparation
    sentences: Mapping[str, PicturedSentence] = field(default_factory=dict)
    is_waiting: bool = False
    is_published: bool = False

    def sentence(self, name: str) -> PicturedSentence:
        """One of them. Raises NotFound for any other."""
        if name not in self.sentences:
            raise NotFound()
        return self.sentences[name]


def pictures(worker: Person, record_public_id: str, child_public_id: str, language: Language) -> Pictures:
    """What a worker sees before they put a picture right. Raises NotFound for a child who is not theirs."""
    session = session_of(worker)
    version, child = allowed(worker, record_public_id, child_public_id)
    copies = _copies(session, version, child)
    ready = preparation(session, version, child)
    prepared = _prepared(ready)
    told = _told(ready, copies, prepared, language)
    audit.note(session, worker, Action.RECORD_PREPARE, child.id, version.record.public_id)
    is_waiting = any(dressing is None for _, dressing in prepared) or not all(copy.dressed for copy in copies)
    return Pictures(ready, told, is_waiting, bool(copies))


def _prepared(ready: Preparation) -> list[Dressed]:
    return [(document, prepared_pictures.pictures_for(ready, document)) for document in looking.everybodys(ready)]


def _told(
    ready: Preparation, copies: Sequence[Copy], prepared: Sequence[Dressed], language: Language
) -> dict[str, PicturedSentence]:
    chosen = choices_for(session_of(ready.child), ready.version.record_id, ready.child.id)
    published = [(thaw(copy.document), dressing_of(copy.dressing)) for copy in copies]
    found: dict[str, PicturedSentence] = {}
    for document, dressing in (*published, *prepared):
        if dressing is not None:
            for one in _sentences(document, dressing, language):
                found.setdefault(one.name, one)
    return {name: _with(one, chosen.get(name, ())) for name, one in found.items()}


def _with(one: PicturedSentence, chosen: Sequence[Mark]) -> PicturedSentence:
    """A sentence with what was chosen, whether or not its copies have been dressed since."""
    return PicturedSentence(
        one.name, one.sentence, one.language, changed(one.marks, chosen), changed(one.key, chosen), tuple(chosen)
    )


def _copies(session: Session, version: RecordVersion, child: Person) -> Sequence[Copy]:
    """Each reader's newest copy of the record for the child."""
    rows = session.scalars(
        select(Copy)
        .join(Edition)
        .where(
            Copy.record_id == version.record_id,
            Copy.child_id == child.id,
            Copy.recalled_at.is_(None),
            Edition.recalled_at.is_(None),
        )
        .options(undefer(Copy.document), undefer(Copy.dressing))
        .order_by(Copy.number.desc(), Copy.id)
    )
    newest: dict[int, Copy] = {}
    for copy in rows:
        newest.setdefault(copy.person_id, copy)
    return list(newest.values())


def _sentences(document: Document, dressing: Dressing, language: Language) -> Iterable[PicturedSentence]:
    for passage in document.passages():
        for wording in wordings_of(passage):
            if wording.language == language and wording.voice in PICTURED:
                for one in wording.sentences:
                    name = sentence_key(one.text, language)
                    every, key = (
                        unquoted(one, language, dressing.of(one, language, symbols)) for symbols in ("every", "key")
                    )
                    yield PicturedSentence(name, one, language, every, key)


def search(typed: str) -> tuple[Sense, ...]:
    """The senses that a word finds."""
    return found_by(typed)


def choose(
    worker: Person,
    record_public_id: str,
    child_public_id: str,
    language: Language,
    name: str,
    place: tuple[int, int],
    *,
    sense: str,
    negated: bool = False,
) -> None:
    """Show the picture of a sense at a place of a sentence, or none (""). Raises NotFound for a sentence or a sense
    that there isn't, and AlreadyChanged for a place where no picture may stand any more.
    """
    session, version, child = _open(worker, record_public_id, child_public_id)
    ready = preparation(session, version, child)
    one = _told(ready, _copies(session, version, child), _prepared(ready), language).get(name)
    if one is None or (sense and sense not in senses()):
        raise NotFound()
    if place not in one.places:
        raise AlreadyChanged()
    _forget(session, version, child, name, place)
    session.add(
        SymbolChoice(
            record_id=version.record_id,
            child_id=child.id,
            sentence=name,
            begins=place[0],
            ends=place[1],
            sense=sense,
            negated=negated and bool(sense),
            chosen_by_id=worker.id,
            chosen_at=now(),
        )
    )
    _dress_anew(session, worker, version, child)


def undo(worker: Person, record_public_id: str, child_public_id: str, name: str, place: tuple[int, int]) -> None:
    """Show again what stands at a place without anybody's choice."""
    session, version, child = _open(worker, record_public_id, child_public_id)
    _forget(session, version, child, name, place)
    _dress_anew(session, worker, version, child)


def _open(worker: Person, record_public_id: str, child_public_id: str) -> tuple[Session, RecordVersion, Person]:
    session = session_of(worker)
    version, child = allowed(worker, record_public_id, child_public_id)
    permissions.check(session, worker, Action.SYMBOL_CHOOSE, child.id)
    write_first(session)
    return session, version, child


def _forget(session: Session, version: RecordVersion, child: Person, name: str, place: tuple[int, int]) -> None:
    """Take away every choice about words that a place holds."""
    session.execute(
        delete(SymbolChoice).where(
            SymbolChoice.record_id == version.record_id,
            SymbolChoice.child_id == child.id,
            SymbolChoice.sentence == name,
            SymbolChoice.begins < place[1],
            SymbolChoice.ends > place[0],
        )
    )


def _dress_anew(session: Session, worker: Person, version: RecordVersion, child: Person) -> None:
    """Have every copy of the record for the child dressed again, and note who wanted it."""
    session.flush()
    for copy in session.scalars(select(Copy).where(Copy.record_id == version.record_id, Copy.child_id == child.id)):
        copy.dressed = ""
        session.info.setdefault("after_commit", []).append(("dress_copy", (copy.id,)))
    audit.note(session, worker, Action.SYMBOL_CHOOSE, child.id, version.record.public_id)
