"""Prepare: a worker looks at a record for one child: who sees what and why, and what is still to do about it.

Nothing is decided here: see deciding.py.
"""

import hashlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from accessibility.document import LANGUAGES, Block
from content.exemplars import Field
from portal import audit, permissions
from portal.database import session_of, today
from portal.errors import NotFound
from portal.models import Person, Placement, RecordVersion, Tie
from portal.permissions import Action
from portal.services import sources
from portal.services.audience import FINAL, OPEN, Choices, Reader, Verdict, first_offered_to, usually_shown, verdict
from portal.services.documents import absent
from portal.services.narratives import blocks
from portal.services.passages import Source, passage_hash, row_hash
from portal.services.wordings import Tale, verbatim, wordings

Rows = Mapping[tuple[str, str], bool]
# Kinds that may have nothing in them that can be told: a bare yes or no, a bare choice.
MAY_LACK_WORDS = frozenset({"answer", "choice"})


@dataclass(frozen=True)
class PreparedReader:
    """Somebody with a tie to the child, and how they would read.

    `usual` are the passages that one deliberate press would show them: only a withholding elsewhere in the record
    stands in the way.
    """

    tie: Tie
    reader: Reader
    choices: Choices
    is_withheld_from: bool
    usual: tuple[str, ...]

    @property
    def id(self) -> str:
        """The person's public id."""
        return self.tie.person.public_id


@dataclass(frozen=True)
class PreparedPassage:
    """A passage as the worker sees it: their own words, who would see it, and what is still to do about it.

    `verdicts` by the reader's public id; `missing` are (level, language, audience) of texts. `first_to` is the
    reference of the adult whom an answer is about, or who said the words: it is offered first to them; `asks_whom`
    where nobody has said who that is. `lacks_words`: nothing in it can be told yet; `is_left_out`: it says nothing.
    `hidden_rows` each reader, by public id, does not see, or would not if it were shown; no choice opens `never_rows`.
    """

    passage: Mapping[str, Any]
    section: int | None
    blocks: tuple[Block, ...]
    verdicts: dict[str, Verdict]
    is_listed: bool
    missing: tuple[tuple[str, str, str], ...]
    hidden_rows: dict[str, frozenset[int]]
    never_rows: dict[str, frozenset[int]]
    first_to: str = ""
    asks_whom: bool = False
    lacks_words: bool = False
    is_left_out: bool = False

    @property
    def id(self) -> str:
        """The form's own name for it."""
        return str(self.passage["id"])

    @property
    def key(self) -> str:
        """The same, fit for an address: the record format lets any text be a passage's id."""
        return key_of(self.id)

    @property
    def text(self) -> str:
        """What a decision is made about: it changes when the passage does."""
        return passage_hash(self.passage)

    @property
    def open_for(self) -> frozenset[str]:
        """Public ids of those for whom something is left to decide."""
        return frozenset(one for one, found in self.verdicts.items() if found.why in OPEN and not self.is_left_out)

    @property
    def is_open(self) -> bool:
        """Whether something about it is left to decide or to write before it can be shown."""
        return bool(self.open_for) or self.lacks_words

    @property
    def is_possible(self) -> bool:
        """Whether anybody could be shown it at all."""
        return any(one.why not in FINAL for one in self.verdicts.values())


@dataclass(frozen=True)
class Preparation:
    """One record version for one child, on the worker's desk. What is left to decide comes first."""

    version: RecordVersion
    child: Person
    source: Source
    readers: tuple[PreparedReader, ...]
    passages: tuple[PreparedPassage, ...]

    @property
    def is_closed(self) -> bool:
        """Whether a manager has to open it before anybody may be given a copy."""
        return bool(self.source.exemplar.opened_by) and self.version.opened_at is None

    @property
    def to_decide(self) -> tuple[PreparedPassage, ...]:
        """Passages about which something is left to decide for somebody."""
        return tuple(one for one in self.passages if one.is_open)

    @property
    def decided(self) -> tuple[PreparedPassage, ...]:
        """The others that somebody is or could be shown."""
        return tuple(one for one in self.passages if not one.is_open and one.is_possible)

    @property
    def absent(self) -> tuple[Field, ...]:
        """What is essential and not in the record at all: its readers are told that it is not written yet."""
        return tuple(absent(self.source))

    @property
    def expected(self) -> tuple[tuple[Field, ...], ...]:
        """Groups of fields of which records like this have one, and this one has none. Its readers are told nothing."""
        form = self.source.exemplar
        there = {found.id for one in self.passages if (found := self.source.field(one.id)) is not None}
        return tuple(tuple(form.by_id[one] for one in group) for group in form.expected if there.isdisjoint(group))

    def reader(self, person_public_id: str) -> PreparedReader:
        """One of the readers. Raises NotFound for anybody else."""
        for one in self.readers:
            if one.id == person_public_id:
                return one
        raise NotFound()

    def chosen(self, passage: PreparedPassage) -> dict[tuple[str, int | None], bool]:
        """What is chosen about a passage and its rows and still stands: by person and row, None for all of it."""
        found: dict[tuple[str, int | None], bool] = {}
        for one in self.readers:
            shown = one.choices.passages.get(passage.id)
            if shown is not None and not (shown and passage.id in one.choices.stale):
                found[one.id, None] = shown
            for index, row in enumerate(passage.passage.get("rows", ())):
                if (key := (passage.id, row_hash(row))) in one.choices.rows:
                    found[one.id, index] = one.choices.rows[key]
        return found

    def passage(self, name: str) -> PreparedPassage:
        """One of the passages, by its id or its key. Raises NotFound if there is none of that name."""
        for one in self.passages:
            if name in (one.id, one.key):
                return one
        raise NotFound()


def key_of(passage_id: str) -> str:
    """A short name for a passage's id: letters and digits only, the same in every version of the record."""
    return hashlib.sha256(passage_id.encode()).hexdigest()[:12]


def prepare(worker: Person, record_public_id: str, child_public_id: str) -> Preparation:
    """A record's newest version for one of its children. Raises NotFound for a child who is not the worker's."""
    session = session_of(worker)
    version, child = allowed(worker, record_public_id, child_public_id)
    audit.note(session, worker, Action.RECORD_PREPARE, child.id, version.record.public_id)
    return preparation(session, version, child)


def preparation(session: Session, version: RecordVersion, child: Person) -> Preparation:
    """The same without asking who asks, for publishing and for commands. A passage about other children only is not
    among its passages: whoever prepares one child's version need not be a worker of the others.
    """
    source = sources.source_of(session, version, child)
    readers = tuple(_readers(session, source, version, child))
    adults = _adults(session, version)
    passages = tuple(_passage(source, one, readers, adults) for one in source.passages if source.concerns(one))
    return Preparation(version, child, source, readers, passages)


def allowed(worker: Person, record_public_id: str, child_public_id: str) -> tuple[RecordVersion, Person]:
    """A record's newest version and one of its children, for a worker who may prepare it. Raises NotFound."""
    session = session_of(worker)
    version = sources.version_of(session, record_public_id)
    child = sources.child_of(session, version, child_public_id)
    permissions.check(session, worker, Action.RECORD_PREPARE, child.id)
    return version, child


def _readers(session: Session, source: Source, version: RecordVersion, child: Person) -> list[PreparedReader]:
    made: list[PreparedReader] = []
    for tie in sources.readers_of(session, child):
        reader = sources.reader_of(session, tie.person, child)
        if reader is not None and all(one.tie.person_id != tie.person_id for one in made):
            choices = sources.choices_for(session, source, version.record_id, child, tie.person)
            made.append(_reader(source, tie, reader, choices))
    return made


def _reader(source: Source, tie: Tie, reader: Reader, choices: Choices) -> PreparedReader:
    is_withheld_from = reader.reference in source.withheld_from
    usual = tuple(
        passage["id"]
        for passage in source.passages
        if is_withheld_from and passage["id"] not in choices.passages and usually_shown(source, passage, reader)
    )
    return PreparedReader(tie, reader, choices, is_withheld_from, usual)


def _adults(session: Session, version: RecordVersion) -> dict[str, str]:
    """Whom a passage about an adult is about, where a worker has said: references by passage id."""
    rows = session.execute(
        select(Placement.passage, Person.reference)
        .join(Person, Person.id == Placement.adult_id)
        .where(Placement.record_id == version.record_id)
    )
    return dict(rows.all())


def _passage(
    source: Source, passage: Mapping[str, Any], readers: tuple[PreparedReader, ...], adults: Mapping[str, str]
) -> PreparedPassage:
    verdicts = {one.id: verdict(source, passage, one.reader, one.choices) for one in readers}
    found = source.field(passage["id"])
    language = passage.get("language", "en")
    if passage["kind"] == "narrative":
        shown = blocks(passage["text"], language)
    else:
        shown = (verbatim(passage["text"], language),) if passage.get("text") else ()
    first_to = first_offered_to(source, passage, adults)
    possible = any(one.why not in FINAL for one in verdicts.values())
    lacking = _lacking(source, passage, verdicts, readers)
    is_left_out = source.is_skipped(passage)
    every_row = {(passage["id"], row_hash(row)): True for row in passage.get("rows", ())}
    return PreparedPassage(
        passage=passage,
        section=found.section if found is not None else source.placed.get(passage["id"]),
        blocks=shown,
        verdicts=verdicts,
        is_listed=found is not None,
        missing=tuple(_missing(source, passage, verdicts, readers, lacking)) if possible and not is_left_out else (),
        hidden_rows={one.id: _hidden_rows(source, passage, one, one.choices.rows) for one in readers},
        never_rows={one.id: _hidden_rows(source, passage, one, every_row) for one in readers},
        first_to=first_to or "",
        asks_whom=possible and first_to is None,
        lacks_words=bool(lacking),
        is_left_out=is_left_out,
    )


def _hidden_rows(source: Source, passage: Mapping[str, Any], one: PreparedReader, rows: Rows) -> frozenset[int]:
    if_shown = Choices(passages={passage["id"]: True}, rows=rows)
    return verdict(source, passage, one.reader, if_shown).hidden_rows if "rows" in passage else frozenset()


def _lacking(
    source: Source,
    passage: Mapping[str, Any],
    verdicts: Mapping[str, Verdict],
    readers: tuple[PreparedReader, ...],
) -> list[PreparedReader]:
    """Those who see, or may come to see, a passage in which there is nothing yet that can be told to them."""
    if passage["kind"] not in MAY_LACK_WORDS:
        return []
    seeing = [one for one in readers if verdicts[one.id].shown or verdicts[one.id].why in OPEN]
    return [one for one in seeing if wordings(passage, _tale(source, one.reader)) is None]


def _tale(source: Source, reader: Reader) -> Tale:
    return Tale(source, reader.reference, "child" if reader.is_child else "adult", today())


def _missing(
    source: Source,
    passage: Mapping[str, Any],
    verdicts: Mapping[str, Verdict],
    readers: tuple[PreparedReader, ...],
    lacking: list[PreparedReader],
) -> Iterator[tuple[str, str, str]]:
    """(level, language, audience) of the texts that people who see a narrative, or lack its words, do without."""
    shown = [one for one in readers if verdicts[one.id].shown] if passage["kind"] == "narrative" else lacking
    for audience in sorted({"child" if one.reader.is_child else "parent" for one in shown}):
        for level in ("plain", "easy"):
            for language in LANGUAGES:
                if source.text(passage["id"], level, language, audience) is None:
                    yield level, language, audience
