"""A worker's children: what waits for Prepare, who is tied to each child, and how much came in."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session, joinedload

from accessibility.document import Words
from content import exemplars
from portal import audit, permissions
from portal.database import session_of, today
from portal.errors import NotAllowed, NotFound
from portal.models import (
    Contribution,
    ContributionChild,
    Edition,
    Part,
    Person,
    Record,
    RecordChild,
    RecordVersion,
    Tie,
)
from portal.models.tie import COUNCIL
from portal.permissions import Action
from portal.services import ties
from portal.services.eyes import hears

Key = tuple[int, int]


@dataclass(frozen=True)
class OnDesk:
    """A record of one child in its newest version, and the newest edition of it that has not been recalled."""

    version: RecordVersion
    child: Person
    edition: Edition | None

    @property
    def waits(self) -> bool:
        """Whether the newest version has not been published for this child."""
        return self.edition is None or self.edition.version_id != self.version.id

    @property
    def title(self) -> Words:
        """What the council calls the form, in both languages."""
        form = exemplars.load(self.version.record.exemplar)
        return Words(en=form.official("en"), cy=form.official("cy"))


@dataclass(frozen=True)
class Case:
    """One child of a worker's. `came_in` counts what waits for an answer; a reviewing officer may neither prepare nor
    answer.
    """

    child: Person
    may_prepare: bool
    may_answer: bool
    ties: list[Tie]
    records: list[OnDesk]
    came_in: int

    @property
    def to_prepare(self) -> int:
        """How many records wait for Prepare."""
        return sum(one.waits for one in self.records) if self.may_prepare else 0


def children(worker: Person) -> list[Case]:
    """The worker's children, those with something that waits first. The same few queries for any number of them.

    Raises NotAllowed for anybody who is not one of the council's workers.
    """
    session = session_of(worker)
    own = permissions.ties_of(session, worker)
    if not any(tie.part in COUNCIL for tie in own):
        raise NotAllowed(action=Action.CHILD_LIST.value)
    held: dict[int, set[Part]] = {}
    for tie in own:
        if tie.child_id is not None:
            held.setdefault(tie.child_id, set()).add(Part(tie.part))
    hearing = {child for child, parts in held.items() if permissions.allows(Action.CHILD_LIST, parts)}
    closed = session.scalars(select(Tie.child_id).where(Tie.person_id == worker.id, Tie.blocked_at.is_not(None)))
    cases = _cases(session, {child: held[child] for child in hearing - set(closed)})
    return sorted(cases, key=lambda one: (not (one.to_prepare or one.came_in), one.child.name))


def child(worker: Person, child_public_id: str) -> Case:
    """One child of the worker's. Raises NotFound, or NotAllowed for a child who is not the worker's."""
    session = session_of(worker)
    found = session.scalar(select(Person).where(Person.public_id == child_public_id))
    if found is None:
        raise NotFound()
    held = permissions.check(session, worker, Action.CHILD_LIST, found.id)
    audit.note(session, worker, Action.CHILD_LIST, found.id)
    return _cases(session, {found.id: set(held)})[0]


def _cases(session: Session, held: dict[int, set[Part]]) -> list[Case]:
    people = session.scalars(select(Person).where(Person.id.in_(held)))
    tied = session.scalars(
        select(Tie).where(Tie.child_id.in_(held)).options(joinedload(Tie.person)).order_by(Tie.child_id, Tie.id)
    ).all()
    desk = _desk(session, held)
    waiting = _waiting(session, held)
    return [
        Case(
            child=person,
            may_prepare=permissions.allows(Action.RECORD_PREPARE, held[person.id]),
            may_answer=permissions.allows(Action.CONTRIBUTION_ANSWER, held[person.id]),
            ties=[tie for tie in tied if tie.child_id == person.id and _is_of_now(tie)],
            records=[one for one in desk if one.child.id == person.id],
            came_in=waiting[person.id],
        )
        for person in people
    ]


def _is_of_now(tie: Tie) -> bool:
    """Ties that hold, will hold, or are blocked: an ended one is history."""
    return tie.blocked_at is not None or tie.until_on is None or tie.until_on > today()


def _desk(session: Session, child_ids: Iterable[int]) -> list[OnDesk]:
    rows = session.execute(
        select(RecordVersion, Person)
        .join(Record, Record.newest_id == RecordVersion.id)
        .join(RecordChild, RecordChild.version_id == RecordVersion.id)
        .join(Person, Person.id == RecordChild.child_id)
        .where(RecordChild.child_id.in_(child_ids))
        .options(joinedload(RecordVersion.record), joinedload(RecordVersion.author))
        .order_by(RecordVersion.received_at.desc(), RecordVersion.id.desc())
    ).all()
    editions = _editions(session, child_ids)
    found = [OnDesk(version, child, editions.get((version.record_id, child.id))) for version, child in rows]
    return sorted(found, key=lambda one: not one.waits)


def _editions(session: Session, child_ids: Iterable[int]) -> dict[Key, Edition]:
    """The newest edition that is not recalled, by record and child."""
    rows = session.scalars(
        select(Edition).where(Edition.child_id.in_(child_ids), Edition.recalled_at.is_(None)).order_by(Edition.number)
    )
    return {(one.record_id, one.child_id): one for one in rows}


def _waiting(session: Session, held: dict[int, set[Part]]) -> Counter[int]:
    """How much waits for an answer, by child, as far as the worker hears it."""
    rows = session.execute(
        select(ContributionChild.child_id, Contribution.eyes)
        .join(Contribution)
        .where(
            ContributionChild.child_id.in_(held),
            Contribution.answered_at.is_(None),
            Contribution.taken_back_at.is_(None) | Contribution.suggests_danger,
        )
    )
    return Counter(child_id for child_id, eyes in rows if hears(held[child_id], eyes))


def proposal(worker: Person, child: Person, person_public_id: str) -> ties.Proposal:
    """One of the people whom the child's records name. Raises NotFound for anybody else."""
    for one in ties.proposals(worker, child):
        if one.person.public_id == person_public_id:
            return one
    raise NotFound()
