"""Prepare: a worker looks at a record for one child, decides who sees what, and writes what the family still lacks."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from accessibility.document import LANGUAGES, Block, Document
from portal import audit, permissions
from portal.database import now, session_of, today, write_first
from portal.errors import NotFound, PortalError, lazy_name
from portal.models import Choice, Edition, FamilyText, Person, Placement, Record, RecordChild, RecordVersion, Tie
from portal.permissions import Action
from portal.services import copies, sources
from portal.services.audience import FINAL, OPEN, Choices, Reader, Verdict, usually_shown, verdict
from portal.services.documents import Setting
from portal.services.narratives import blocks
from portal.services.passages import Source, passage_hash, row_hash
from portal.services.wordings import verbatim

LONGEST_TEXT = 20_000


class NoSuchPassage(PortalError):
    """The record has no passage, or row, of that name, or nothing may be chosen about it."""

    message = lazy_name("That part of the record can't be chosen. It may have changed since you opened it.")


@dataclass(frozen=True)
class PreparedReader:
    """Somebody with a tie to the child, and how they would read."""

    tie: Tie
    reader: Reader
    choices: Choices


@dataclass(frozen=True)
class PreparedPassage:
    """A passage as the worker sees it: their own words, who would see it, and what is still to do about it."""

    passage: Mapping[str, Any]
    section: int | None
    blocks: tuple[Block, ...]
    verdicts: dict[str, Verdict]
    is_open: bool
    is_listed: bool
    missing: tuple[tuple[str, str, str], ...]

    @property
    def id(self) -> str:
        """The form's own name for it."""
        return str(self.passage["id"])


@dataclass(frozen=True)
class Preparation:
    """One record version for one child, on the worker's desk. What is left to decide comes first."""

    version: RecordVersion
    child: Person
    source: Source
    readers: tuple[PreparedReader, ...]
    passages: tuple[PreparedPassage, ...]

    @property
    def to_decide(self) -> tuple[PreparedPassage, ...]:
        """Passages about which something is left to decide for somebody."""
        return tuple(one for one in self.passages if one.is_open)


@dataclass(frozen=True)
class OnDesk:
    """A record of one of the worker's children, and how far it is."""

    version: RecordVersion
    child: Person
    edition: Edition | None

    @property
    def waits(self) -> bool:
        """Whether the newest version has not been published for this child."""
        return self.edition is None or self.edition.version_id != self.version.id


def desk(worker: Person) -> list[OnDesk]:
    """Every record of the worker's children in its newest version, those that wait for Prepare first."""
    session = session_of(worker)
    own = [tie.child_id for tie in permissions.ties_of(session, worker) if tie.part in permissions.WORKERS]
    rows = session.execute(
        select(RecordVersion, Person)
        .join(Record, Record.newest_id == RecordVersion.id)
        .join(RecordChild, RecordChild.version_id == RecordVersion.id)
        .join(Person, Person.id == RecordChild.child_id)
        .where(RecordChild.child_id.in_(own))
        .order_by(RecordVersion.received_at.desc(), RecordChild.position)
    ).all()
    found = [OnDesk(version, child, newest_edition(session, version.record_id, child.id)) for version, child in rows]
    return sorted(found, key=lambda one: not one.waits)


def newest_edition(session: Session, record_id: int, child_id: int) -> Edition | None:
    """The newest edition of a record for a child that has not been recalled."""
    return session.scalar(
        select(Edition)
        .where(Edition.record_id == record_id, Edition.child_id == child_id, Edition.recalled_at.is_(None))
        .order_by(Edition.number.desc())
        .limit(1)
    )


def prepare(worker: Person, record_public_id: str, child_public_id: str) -> Preparation:
    """A record's newest version for one of its children. Raises NotFound for a child who is not the worker's."""
    session = session_of(worker)
    version, child = _allowed(worker, record_public_id, child_public_id)
    audit.note(session, worker, Action.RECORD_PREPARE, child.id, version.record.public_id)
    return preparation(session, version, child)


def preparation(session: Session, version: RecordVersion, child: Person) -> Preparation:
    """The same without asking who asks, for publishing and for commands."""
    source = sources.source_of(session, version, child)
    readers = tuple(_readers(session, source, version, child))
    passages = tuple(_passage(source, passage, readers) for passage in source.passages)
    return Preparation(version, child, source, readers, passages)


def _allowed(worker: Person, record_public_id: str, child_public_id: str) -> tuple[RecordVersion, Person]:
    session = session_of(worker)
    version = sources.version_of(session, record_public_id)
    child = sources.child_of(session, version, child_public_id)
    permissions.check(session, worker, Action.RECORD_PREPARE, child.id)
    return version, child


def _readers(session: Session, source: Source, version: RecordVersion, child: Person) -> list[PreparedReader]:
    made = []
    for tie in sources.readers_of(session, child):
        reader = copies.reader_of(session, tie.person, child)
        if reader is not None and all(one.tie.person_id != tie.person_id for one in made):
            choices = sources.choices_for(session, source, version.record_id, child, tie.person)
            made.append(PreparedReader(tie, reader, choices))
    return made


def _passage(source: Source, passage: Mapping[str, Any], readers: tuple[PreparedReader, ...]) -> PreparedPassage:
    verdicts = {one.tie.person.public_id: verdict(source, passage, one.reader, one.choices) for one in readers}
    found = source.field(passage["id"])
    language = passage.get("language", "en")
    if passage["kind"] == "narrative":
        shown = blocks(passage["text"], language)
    else:
        shown = (verbatim(passage["text"], language),) if passage.get("text") else ()
    section = found.section if found is not None else source.placed.get(passage["id"])
    never = all(one.why in FINAL for one in verdicts.values())
    return PreparedPassage(
        passage=passage,
        section=section,
        blocks=shown,
        verdicts=verdicts,
        is_open=any(one.why in OPEN for one in verdicts.values()),
        is_listed=found is not None,
        missing=() if never else tuple(_missing(source, passage, verdicts, readers)),
    )


def _missing(
    source: Source, passage: Mapping[str, Any], verdicts: dict[str, Verdict], readers: tuple[PreparedReader, ...]
) -> list[tuple[str, str, str]]:
    """(level, language, audience) of the texts that people who see a narrative still lack."""
    if passage["kind"] != "narrative":
        return []
    shown = [one.reader for one in readers if verdicts[one.tie.person.public_id].shown]
    audiences = sorted({"child" if one.is_child else "parent" for one in shown})
    return [
        (level, language, audience)
        for audience in audiences
        for level in ("plain", "easy")
        for language in LANGUAGES
        if source.text(passage["id"], level, language, audience) is None
    ]


def choose(
    worker: Person,
    record_public_id: str,
    child_public_id: str,
    person_public_id: str,
    passage_id: str,
    *,
    shown: bool,
    row: int | None = None,
) -> None:
    """Show one person a passage (or one of its rows), or don't. What the record withholds can't be chosen."""
    session = session_of(worker)
    version, child = _allowed(worker, record_public_id, child_public_id)
    write_first(session)
    source = sources.source_of(session, version, child)
    passage = _find(source, passage_id)
    person = _reader_person(session, child, person_public_id)
    reader = copies.reader_of(session, person, child)
    if reader is None or verdict(source, passage, reader, Choices()).why in FINAL:
        raise NoSuchPassage()
    key = row_hash(_row(passage, row)) if row is not None else ""
    facts = {
        "record_id": version.record_id,
        "child_id": child.id,
        "person_id": person.id,
        "passage": passage_id,
        "row": key,
    }
    choice = session.scalar(select(Choice).filter_by(**facts)) or Choice(**facts)
    choice.text, choice.shown = passage_hash(passage), shown
    choice.chosen_by_id, choice.chosen_at = worker.id, now()
    session.add(choice)
    audit.note(session, worker, Action.RECORD_PREPARE, child.id, version.record.public_id)


def choose_usual(worker: Person, record_public_id: str, child_public_id: str, person_public_id: str) -> int:
    """Show one person what the form would usually show them, where only a withholding elsewhere in the record stands
    in the way.

    One deliberate act for many passages; what is held, or depends for a reason of its own, is still asked about one
    by one. Returns how many passages were chosen.
    """
    session = session_of(worker)
    version, child = _allowed(worker, record_public_id, child_public_id)
    source = sources.source_of(session, version, child)
    person = _reader_person(session, child, person_public_id)
    reader = copies.reader_of(session, person, child)
    chosen = sources.choices_for(session, source, version.record_id, child, person)
    usual = [
        passage["id"]
        for passage in source.passages
        if reader is not None and passage["id"] not in chosen.passages and usually_shown(source, passage, reader)
    ]
    for passage_id in usual:
        choose(worker, record_public_id, child_public_id, person_public_id, passage_id, shown=True)
    return len(usual)


def _find(source: Source, passage_id: str) -> Mapping[str, Any]:
    for passage in source.passages:
        if passage["id"] == passage_id:
            return passage
    raise NoSuchPassage()


def _row(passage: Mapping[str, Any], row: int) -> Mapping[str, Any]:
    rows: list[Mapping[str, Any]] = passage.get("rows", [])
    if not 0 <= row < len(rows):
        raise NoSuchPassage()
    return rows[row]


def _reader_person(session: Session, child: Person, person_public_id: str) -> Person:
    for tie in sources.readers_of(session, child):
        if tie.person.public_id == person_public_id:
            return tie.person
    raise NotFound()


def place(worker: Person, record_public_id: str, child_public_id: str, passage_id: str, section: int) -> None:
    """Say in which section a passage belongs that the exemplar doesn't list."""
    session = session_of(worker)
    version, child = _allowed(worker, record_public_id, child_public_id)
    write_first(session)
    source = sources.source_of(session, version, child)
    _find(source, passage_id)
    if source.field(passage_id) is not None or section not in range(1, 12):
        raise NoSuchPassage()
    facts = {"record_id": version.record_id, "passage": passage_id}
    placement = session.scalar(select(Placement).filter_by(**facts)) or Placement(**facts)
    placement.section = section
    session.add(placement)
    audit.note(session, worker, Action.RECORD_PREPARE, child.id, version.record.public_id)


def write_text(
    worker: Person,
    record_public_id: str,
    child_public_id: str,
    passage_id: str,
    *,
    level: str,
    language: str,
    audience: str,
    text: str,
) -> None:
    """Keep a text for the family, one sentence a line; an empty one takes it away. It is shown from the next
    publishing on.
    """
    session = session_of(worker)
    version, child = _allowed(worker, record_public_id, child_public_id)
    if level not in ("plain", "easy") or language not in LANGUAGES or audience not in ("child", "parent", ""):
        raise NoSuchPassage()
    if "\0" in text or len(text) > LONGEST_TEXT:
        raise PortalError(
            lazy_name("This text is too long, or has a character in it that we can't keep."), field="text"
        )
    write_first(session)
    passage = _find(sources.source_of(session, version, child), passage_id)
    facts = {
        "record_id": version.record_id,
        "child_id": child.id,
        "passage": passage_id,
        "level": level,
        "language": language,
        "audience": audience,
    }
    kept = session.scalar(select(FamilyText).filter_by(**facts)) or FamilyText(**facts)
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    kept.sentences, kept.text = lines, passage_hash(passage)
    kept.written_by_id, kept.written_at = worker.id, now()
    if lines:
        session.add(kept)
    elif kept.id is not None:
        session.delete(kept)
    audit.note(session, worker, Action.RECORD_PREPARE, child.id, version.record.public_id)


def preview(worker: Person, record_public_id: str, child_public_id: str, person_public_id: str) -> Document:
    """The copy of one person as they would get it if it were published now."""
    session = session_of(worker)
    version, child = _allowed(worker, record_public_id, child_public_id)
    ready = preparation(session, version, child)
    for one in ready.readers:
        if one.tie.person.public_id == person_public_id:
            setting = Setting(day=today(), number=1, workers=sources.workers_named(session, child))
            return copies.make(ready.source, one.reader, one.choices, setting).document
    raise NotFound()
