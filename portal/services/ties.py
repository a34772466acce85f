"""Ties: what a person is to a child. A record only names people: a worker confirms each tie, child by child."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from portal import audit, permissions
from portal.database import new_public_id, now, session_of, today
from portal.errors import AlreadyChanged, NotFound, PortalError, lazy_name
from portal.models.person import Person
from portal.models.record import Record, RecordChild, RecordVersion
from portal.models.tie import COUNCIL, Part, Tie
from portal.permissions import WORKERS, Action
from portal.services import notices, sessions
from portal.services.verbatim import check_characters

NO_REASON = lazy_name("Say why. The person who is blocked never sees the reason.")
NOT_A_BLOCK = lazy_name("A worker's tie is ended or handed over. It is not blocked.")
NOT_THEIR_OWN = lazy_name("A child is not blocked from what is about them. Recall what they should not have.")
NOT_ONESELF = lazy_name("You can't confirm what you yourself are to a child. Ask your manager.")
NO_SUCH_PART = lazy_name("That can't be what this person is to this child.")
NO_CASE = lazy_name("%(name)s is not a child with a case here.")
BLOCKED = lazy_name("This person is blocked from this child. Lift the block first.")
NOT_A_WORKER = lazy_name("Choose a worker who can take this child on.")
NOT_TO_ONESELF = lazy_name("This child is already yours. Choose another worker.")


@dataclass(frozen=True)
class Proposal:
    """Somebody whom this child's records name; `tie` is what they are to the child already, `blocked` if closed off."""

    person: Person
    part: Part
    has_parental_responsibility: bool
    tie: Tie | None
    blocked: bool


def proposals(worker: Person, child: Person) -> list[Proposal]:
    """The people of the newest version of each of the child's records, in their order, the newest record first."""
    session = session_of(worker)
    permissions.check(session, worker, Action.TIE_CONFIRM, child.id)
    named: dict[str, dict[str, Any]] = {}
    for one in _named(session, child):
        named.setdefault(one["reference"], one)
    people = {
        person.reference: person for person in session.scalars(select(Person).where(Person.reference.in_(list(named))))
    }
    held = of_child(session, child)
    audit.note(session, worker, Action.TIE_CONFIRM, child.id)
    return [_proposal(people[reference], one, child, held) for reference, one in named.items()]


def _named(session: Session, child: Person) -> Iterator[dict[str, Any]]:
    newest = (
        select(RecordVersion.document)
        .join(Record, Record.newest_id == RecordVersion.id)
        .join(RecordChild, RecordChild.version_id == RecordVersion.id)
        .where(RecordChild.child_id == child.id)
        .order_by(RecordVersion.received_at.desc(), RecordVersion.id.desc())
    )
    for document in session.scalars(newest):
        yield from json.loads(document)["people"]


def _proposal(person: Person, named: dict[str, Any], child: Person, held: list[Tie]) -> Proposal:
    part = Part(named["part"])
    if part is Part.CHILD and person.id != child.id:
        part = Part.SIBLING
    theirs = [tie for tie in held if tie.person_id == person.id]
    holding = [tie for tie in theirs if tie.holds_on(today())]
    return Proposal(
        person,
        part,
        bool(named.get("parental_responsibility", False)),
        holding[0] if holding else None,
        any(tie.blocked_at is not None for tie in theirs),
    )


def of_child(session: Session, child: Person) -> list[Tie]:
    """Every tie to a child, also those that ended or are blocked, oldest first. The caller has checked who asks."""
    return list(session.scalars(select(Tie).where(Tie.child_id == child.id).order_by(Tie.id)))


def find(worker: Person, public_id: str) -> Tie:
    """A tie by the random id in an address. Raises NotFound, also for a tie to a child who is not the worker's."""
    session = session_of(worker)
    tie = session.scalar(select(Tie).where(Tie.public_id == public_id))
    if tie is None:
        raise NotFound()
    permissions.check(session, worker, Action.TIE_CONFIRM, tie.child_id)
    return tie


def confirm(worker: Person, person: Person, child: Person, part: Part, has_parental_responsibility: bool) -> Tie:
    """Say what a person is to a child, from today; a tie that holds already is kept, with what is said now.

    Raises NotAllowed, or PortalError on the field `part` for what can't be: a child is a child to their own case alone,
    a manager belongs to no child, and nobody confirms themselves.
    """
    session = session_of(worker)
    permissions.check(session, worker, Action.TIE_CONFIRM, child.id)
    if person.id == worker.id:
        raise PortalError(NOT_ONESELF, field="part")
    tie = begin(session, person, child, part, has_parental_responsibility)
    tie.confirmed_by_id = worker.id
    audit.note(session, worker, Action.TIE_CONFIRM, child.id, tie.public_id)
    return tie


def begin(
    session: Session,
    person: Person,
    child: Person | None,
    part: Part,
    has_parental_responsibility: bool = False,
    until_on: date | None = None,
) -> Tie:
    """Begin a tie, or bring one that holds up to date; a manager's has no child. The caller has checked who asks."""
    _check_part(session, person, child, part)
    child_id = child.id if child else None
    held = list(session.scalars(select(Tie).where(Tie.person_id == person.id, Tie.child_id == child_id)))
    if any(tie.blocked_at is not None for tie in held):
        raise AlreadyChanged(BLOCKED)
    tie = next((tie for tie in held if tie.part == part and tie.holds_on(today())), None)
    if tie is None:
        tie = Tie(
            public_id=new_public_id(),
            person_id=person.id,
            child_id=child_id,
            part=part.value,
            since_on=today(),
            confirmed_at=now(),
        )
        tie.person, tie.child = person, child
        session.add(tie)
    tie.has_parental_responsibility, tie.until_on = has_parental_responsibility, until_on
    session.flush()
    return tie


def _check_part(session: Session, person: Person, child: Person | None, part: Part) -> None:
    own_case = child is not None and person.id == child.id
    if (part is Part.MANAGER) != (child is None) or (part is Part.CHILD) != own_case:
        raise PortalError(NO_SUCH_PART, field="part")
    if child is not None and not _has_case(session, child):
        raise PortalError(NO_CASE, field="child", name=child.name)


def _has_case(session: Session, child: Person) -> bool:
    """Whether somebody is a child with a case; a young mother still is, though her own child's record calls her a
    parent.
    """
    case = select(RecordChild.child_id).where(RecordChild.child_id == child.id).limit(1)
    return child.part == Part.CHILD or session.scalar(case) is not None


def block(worker: Person, tie: Tie, because: str) -> None:
    """Close a child off from a person, at once and until it is lifted; all that person's sessions end.

    Raises NotAllowed, or PortalError on the field `because` without a reason, or for a worker's tie.
    """
    session = session_of(worker)
    permissions.check(session, worker, Action.TIE_BLOCK, tie.child_id)
    close(session, tie, because)
    audit.note(session, worker, Action.TIE_BLOCK, tie.child_id, tie.public_id)


def close(session: Session, tie: Tie, because: str) -> None:
    """Block a tie. The caller has checked who asks."""
    check_characters(because, "because")
    if not because.strip():
        raise PortalError(NO_REASON, field="because")
    if tie.part in COUNCIL:
        raise PortalError(NOT_A_BLOCK, field="because")
    if tie.part == Part.CHILD:
        raise PortalError(NOT_THEIR_OWN, field="because")
    if tie.blocked_at is None:
        tie.blocked_at, tie.blocked_because = now(), because
    sessions.end_all(session, tie.person)
    session.flush()


def lift_block(worker: Person, tie: Tie) -> None:
    """Open the child to the person again, as far as the tie goes; the audit keeps that it was blocked, and by whom."""
    session = session_of(worker)
    permissions.check(session, worker, Action.TIE_BLOCK, tie.child_id)
    if tie.blocked_at is None:
        raise AlreadyChanged()
    tie.blocked_at, tie.blocked_because = None, ""
    session.flush()
    audit.note(session, worker, Action.TIE_BLOCK, tie.child_id, tie.public_id, outcome="lifted")


def end(worker: Person, tie: Tie) -> None:
    """End a tie today: the person's pages about this child are gone at the next press."""
    session = session_of(worker)
    permissions.check(session, worker, Action.TIE_CONFIRM, tie.child_id)
    tie.until_on = today()
    sessions.end_all(session, tie.person)
    session.flush()
    audit.note(session, worker, Action.TIE_CONFIRM, tie.child_id, tie.public_id, outcome="ended")


def hand_over(worker: Person, child: Person, to_worker: Person) -> Tie:
    """Hand a child over: the worker's own tie ends and the other's begins, in one act; the other is told.

    Raises NotAllowed, or PortalError on the field `to` for somebody who is no worker, or is this one.
    """
    session = session_of(worker)
    held = permissions.check(session, worker, Action.CHILD_HAND_OVER, child.id)
    if to_worker.id == worker.id:
        raise PortalError(NOT_TO_ONESELF, field="to")
    if to_worker.id not in {one.id for one in who_may_take_over(worker, child)}:
        raise PortalError(NOT_A_WORKER, field="to")
    part = Part.SOCIAL_WORKER if Part.SOCIAL_WORKER in held else Part.PERSONAL_ADVISER
    tie = begin(session, to_worker, child, part)
    tie.confirmed_by_id = worker.id
    for own in of_child(session, child):
        if own.person_id == worker.id and own.part in WORKERS and own.holds_on(today()):
            own.until_on = today()
    notices.tell(session, to_worker, "handed-over", child.public_id)
    session.flush()
    audit.note(session, worker, Action.CHILD_HAND_OVER, child.id, tie.public_id)
    return tie


def who_may_take_over(worker: Person, child: Person) -> list[Person]:
    """The other workers of the council, by name: whoever is one to some child now, or was added as one."""
    session = session_of(worker)
    permissions.check(session, worker, Action.CHILD_HAND_OVER, child.id)
    active = select(Tie.person_id).where(
        Tie.part.in_([part.value for part in WORKERS]),
        Tie.blocked_at.is_(None),
        Tie.until_on.is_(None) | (Tie.until_on > today()),
    )
    workers = select(Person).where(
        Person.id != worker.id, Person.id.in_(active) | Person.part.in_([part.value for part in WORKERS])
    )
    return list(session.scalars(workers.order_by(Person.name)))


def workers_of(session: Session, child_id: int) -> list[Person]:
    """The child's workers now, those who came first first: whom a family reaches, and who is told what they say."""
    ties = session.scalars(
        select(Tie).where(Tie.child_id == child_id, Tie.part.in_([part.value for part in WORKERS])).order_by(Tie.id)
    )
    return list({tie.person_id: tie.person for tie in ties if tie.holds_on(today())}.values())


def children_with_workers(person: Person) -> list[tuple[Person, list[Person]]]:
    """The children to whom the person has a tie now, each with its workers, to show whom they can reach."""
    session = session_of(person)
    children = {tie.child_id: tie.child for tie in permissions.ties_of(session, person) if tie.child is not None}
    seen = [child for child in children.values() if permissions.parts(session, person, child.id)]
    return [(child, workers_of(session, child.id)) for child in seen]
