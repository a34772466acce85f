"""Loading what a record is read with: its newest version, the worker's placings, texts and choices, the child's
ties, and how each person reads about the child by theirs.
"""

import json
from collections.abc import Iterable

from sqlalchemy import select
from sqlalchemy.orm import Session, undefer

from content.telling import Named
from portal.database import today
from portal.errors import NotFound
from portal.models import Choice, FamilyText, Part, Person, Placement, Record, RecordChild, RecordVersion, Tie
from portal.permissions import HEARERS, READERS, parts, ties_of
from portal.services.audience import Choices, Reader
from portal.services.passages import Source, Text, passage_hash


def version_of(session: Session, record_public_id: str) -> RecordVersion:
    """The newest version of a record, with its document. Raises NotFound."""
    version = session.scalar(
        select(RecordVersion)
        .join(Record, Record.newest_id == RecordVersion.id)
        .where(Record.public_id == record_public_id)
        .options(undefer(RecordVersion.document))
    )
    if version is None:
        raise NotFound()
    return version


def child_of(session: Session, version: RecordVersion, child_public_id: str) -> Person:
    """A child that a version is about. Raises NotFound for anybody else."""
    child = session.scalar(
        select(Person)
        .join(RecordChild, RecordChild.child_id == Person.id)
        .where(RecordChild.version_id == version.id, Person.public_id == child_public_id)
    )
    if child is None:
        raise NotFound()
    return child


def source_of(session: Session, version: RecordVersion, child: Person) -> Source:
    """A version of a record, for one child of it, with all that a worker has said about how it is read."""
    placed = session.scalars(select(Placement).where(Placement.record_id == version.record_id))
    record = json.loads(version.document)
    current = {one["id"]: passage_hash(one) for one in record["passages"]}
    written = session.scalars(
        select(FamilyText)
        .where(FamilyText.record_id == version.record_id, FamilyText.child_id == child.id)
        .order_by(FamilyText.id)
    )
    return Source(
        record=record,
        child=child.reference,
        placed={one.passage: one.section for one in placed if one.section is not None},
        looked_after_by=frozenset(
            tie.person.reference for tie in ties_to(session, child) if tie.part in (Part.PARENT, Part.CARER)
        ),
        # A text written for words that have changed since is not shown: the worker is asked for a new one.
        written=tuple(
            Text(one.passage, one.level, one.language, one.audience, tuple(one.sentences))
            for one in written
            if current.get(one.passage) == one.text
        ),
    )


def ties_to(session: Session, child: Person) -> list[Tie]:
    """Everybody's ties to a child that hold today; a person with a blocked tie to the child is not among them."""
    ties = session.scalars(select(Tie).where(Tie.child_id == child.id).order_by(Tie.id)).all()
    blocked = {tie.person_id for tie in ties if tie.blocked_at is not None}
    return [tie for tie in ties if tie.person_id not in blocked and tie.holds_on(today())]


def readers_of(session: Session, child: Person) -> list[Tie]:
    """The ties of everybody who may be given a copy about a child, the child first."""
    ties = [tie for tie in ties_to(session, child) if tie.part in READERS]
    return sorted(ties, key=lambda tie: (tie.part != Part.CHILD, tie.id))


def workers_named(session: Session, child: Person) -> tuple[Named, ...]:
    """The council's workers tied to a child today, as a document names them."""
    return tuple(
        Named(tie.person.reference, tie.person.name, tie.person.called, tie.part)
        for tie in ties_to(session, child)
        if tie.part in HEARERS
    )


def choices_for(session: Session, source: Source, record_id: int, child: Person, person: Person) -> Choices:
    """What workers have chosen for one person about one record of one child."""
    rows = session.scalars(
        select(Choice).where(Choice.record_id == record_id, Choice.child_id == child.id, Choice.person_id == person.id)
    ).all()
    return _choices(source, rows)


def _choices(source: Source, rows: Iterable[Choice]) -> Choices:
    current = {one["id"]: passage_hash(one) for one in source.passages}
    rows = list(rows)
    return Choices(
        passages={one.passage: one.shown for one in rows if not one.row},
        rows={(one.passage, one.row): one.shown for one in rows if one.row},
        stale=frozenset(one.passage for one in rows if not one.row and current.get(one.passage) != one.text),
    )


def reader_of(session: Session, person: Person, child: Person) -> Reader | None:
    """How a person reads about a child, by their ties now: as the child, a parent, a carer, or another; None if not at
    all.
    """
    held = parts(session, person, child.id)
    for part in (Part.CHILD, Part.PARENT, Part.CARER, *sorted(READERS)):
        if part in held:
            return Reader(person.reference, part, _other_children(session, person, child))
    return None


def _other_children(session: Session, person: Person, child: Person) -> frozenset[str]:
    """References of the other children to whom the person is a parent or a carer now."""
    near = {Part.PARENT, Part.CARER}
    ties = [tie for tie in ties_of(session, person) if tie.part in near and tie.child is not None]
    mine = {tie.child for tie in ties if tie.child_id != child.id}
    return frozenset(one.reference for one in mine if one and near & parts(session, person, one.id))
