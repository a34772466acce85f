"""Records: received whole or refused whole. Importing publishes nothing and shows nobody anything."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from sqlalchemy import select
from sqlalchemy.orm import Session

from content import exemplars
from portal import audit
from portal.caserecord.contract import ReceivedRecord, content_hash, content_sha256, read_record
from portal.caserecord.contract_breach import BrokenContract
from portal.caserecord.contract_shape import NamedPerson
from portal.database import new_public_id, now, write_first
from portal.models import Person, Record, RecordChild, RecordVersion, Withholding
from portal.permissions import Action


class Outcome(StrEnum):
    """What became of a document that was taken."""

    NEW = "new"
    NEWER = "newer version"
    SAME = "already here"


@dataclass(frozen=True)
class Received:
    """A document that was taken, and what became of it."""

    reference: str
    version: int
    outcome: Outcome


def receive(session: Session, document: bytes) -> Received:
    """Check a document against the contract and keep it. Raises BrokenContract, keeping nothing, if it may not be.

    The same reference and version with the same content changes nothing; a higher version becomes the newest; a lower
    one, or the same version with other content, is refused (RECORD-FORMAT.md).
    """
    received = read_record(document, exemplars.names())
    write_first(session)
    record = session.scalar(select(Record).where(Record.reference == received.reference))
    if record is not None and _is_here(record, received):
        return Received(received.reference, received.version, Outcome.SAME)
    outcome = Outcome.NEW if record is None else Outcome.NEWER
    people = _keep_people(session, received.people)
    record = record or _begin(session, received)
    _keep_version(session, record, received, document, people)
    audit.note(session, None, Action.RECORD_IMPORT, thing=record.public_id)
    return Received(received.reference, received.version, outcome)


def _is_here(record: Record, received: ReceivedRecord) -> bool:
    """Whether the newest version is this very one. Raises BrokenContract for one that may not follow it."""
    newest = record.newest
    if received.version < newest.version:
        raise BrokenContract("$.version", f"version {newest.version} of this record is here already, which is higher")
    if received.version > newest.version:
        return False
    if content_hash(received) != newest.content_hash:
        raise BrokenContract("$.version", f"version {newest.version} of this record is here already with other content")
    return True


def _begin(session: Session, received: ReceivedRecord) -> Record:
    record = Record(
        public_id=new_public_id(), reference=received.reference, exemplar=received.exemplar, nation=received.nation
    )
    session.add(record)
    session.flush()
    return record


def _keep_people(session: Session, named: Iterable[NamedPerson]) -> dict[str, Person]:
    """Everyone the record names, by reference; what it says of somebody already here becomes what is known of them."""
    named = list(named)
    wanted = [one.reference for one in named]
    known = {one.reference: one for one in session.scalars(select(Person).where(Person.reference.in_(wanted)))}
    for one in named:
        person = known.get(one.reference)
        if person is None:
            person = known[one.reference] = Person(public_id=new_public_id(), reference=one.reference)
            session.add(person)
        person.name, person.part = one.name, one.part
        person.called = one.called or ""
        person.born_on = one.born
        person.languages, person.communication = list(one.languages), list(one.communication)
    session.flush()
    return known


def _keep_version(
    session: Session, record: Record, received: ReceivedRecord, document: bytes, people: dict[str, Person]
) -> None:
    version = RecordVersion(
        record_id=record.id,
        version=received.version,
        document=document,
        sha256=content_sha256(document),
        content_hash=content_hash(received),
        status=received.status,
        author_id=people[received.author].id,
        completed_on=received.dates.completed,
        next_meeting_on=received.dates.next_meeting,
        received_at=now(),
    )
    session.add(version)
    session.flush()
    record.exemplar, record.nation = received.exemplar, received.nation
    record.newest_id = version.id
    session.expire(record, ["newest"])
    for position, reference in enumerate(received.children_references):
        session.add(RecordChild(version_id=version.id, child_id=people[reference].id, position=position))
    session.add_all(
        Withholding(version_id=version.id, passage=passage, row=row, person_id=people[reference].id)
        for passage, row, reference in _withholdings(received)
    )
    session.flush()


def _withholdings(received: ReceivedRecord) -> Iterable[tuple[str, int, str]]:
    """(passage, row or -1, person) for everything that is withheld from anyone."""
    for passage in received.passages:
        for one in passage.withhold:
            yield passage.id, -1, one.from_
        for index, row in enumerate(getattr(passage, "rows", ())):
            for one in row.withhold:
                yield passage.id, index, one.from_
