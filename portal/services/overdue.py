"""What waits too long, by worker: how much and since when, and never what it says."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from content.rights import asking
from portal import audit, permissions
from portal.database import now, session_of, today
from portal.models import (
    Contribution,
    ContributionChild,
    Edition,
    Person,
    Record,
    RecordChild,
    RecordVersion,
    Tie,
)
from portal.permissions import WORKERS, Action
from portal.services.eyes import MANAGER

# What a council would ask of itself; the page says so beside the numbers.
ANSWER_WITHIN = timedelta(days=5)
PREPARE_WITHIN = timedelta(days=10)


@dataclass
class Pile:
    """What waits of one kind: since when, by what it is; `longer` for what has another time than the others."""

    within: timedelta
    since: dict[tuple[int, ...], datetime] = field(default_factory=dict)
    longer: dict[tuple[int, ...], timedelta] = field(default_factory=dict)

    @property
    def count(self) -> int:
        """How many wait."""
        return len(self.since)

    @property
    def late(self) -> int:
        """How many have waited too long."""
        return sum(self.days(since) >= self.longer.get(one, self.within).days for one, since in self.since.items())

    @property
    def oldest(self) -> int:
        """Whole days that the oldest has waited; 0 if there is none."""
        return max((self.days(one) for one in self.since.values()), default=0)

    @staticmethod
    def days(since: datetime) -> int:
        """Whole days from then until now."""
        return (now() - since).days


@dataclass
class Waits:
    """What waits with one worker; with nobody (`worker` None) for children who have no worker now."""

    worker: Person | None
    danger: int = 0
    answers: Pile = field(default_factory=lambda: Pile(ANSWER_WITHIN))
    records: Pile = field(default_factory=lambda: Pile(PREPARE_WITHIN))


def by_worker(manager: Person) -> list[Waits]:
    """What waits with each worker, the longest first; what waits with nobody before all."""
    session = session_of(manager)
    permissions.check(session, manager, Action.WAITING_READ, None)
    audit.note(session, manager, Action.WAITING_READ)
    said, records = _said(session), _records(session)
    workers = workers_by_child(session, {child for child, *_ in said} | {child for child, *_ in records})
    found: dict[int, Waits] = {}
    for child, one, kind, sent_at, suggests_danger in said:
        for waits in _with(found, workers.get(child, [])):
            waits.danger += suggests_danger and (one,) not in waits.answers.since
            waits.answers.since[(one,)] = sent_at
            if kind in asking.KINDS:
                waits.answers.longer[(one,)] = timedelta(days=asking.within(kind))
    for child, record, received_at in records:
        for waits in _with(found, workers.get(child, [])):
            waits.records.since[(record, child)] = received_at
    return sorted(found.values(), key=_order)


def _order(one: Waits) -> tuple[bool, int, int]:
    return (one.worker is not None, -one.danger, -max(one.answers.oldest, one.records.oldest))


def _with(found: dict[int, Waits], workers: list[Person]) -> Iterable[Waits]:
    """The piles of a child's workers, or nobody's."""
    if not workers:
        yield found.setdefault(0, Waits(None))
    for worker in workers:
        yield found.setdefault(worker.id, Waits(worker))


def _said(session: Session) -> list[tuple[int, int, str, datetime, bool]]:
    """What waits for a worker. What is for a manager alone is not the worker's to answer, nor to be counted with."""
    rows = session.execute(
        select(
            ContributionChild.child_id,
            Contribution.id,
            Contribution.kind,
            Contribution.sent_at,
            Contribution.suggests_danger,
        )
        .join(Contribution)
        .where(
            Contribution.answered_at.is_(None),
            Contribution.taken_back_at.is_(None) | Contribution.suggests_danger,
            Contribution.eyes != MANAGER,
        )
    )
    return list(rows)


def _records(session: Session) -> list[tuple[int, int, datetime]]:
    """Newest versions that nobody has published for one of their children."""
    published = (
        select(Edition.id)
        .where(
            Edition.version_id == RecordVersion.id,
            Edition.child_id == RecordChild.child_id,
            Edition.recalled_at.is_(None),
        )
        .exists()
    )
    rows = session.execute(
        select(RecordChild.child_id, Record.id, RecordVersion.received_at)
        .join(RecordVersion, RecordVersion.id == RecordChild.version_id)
        .join(Record, Record.newest_id == RecordVersion.id)
        .where(~published)
    )
    return list(rows)


def workers_by_child(session: Session, child_ids: set[int]) -> dict[int, list[Person]]:
    """Each child's workers now. All workers' ties are read: a council has far fewer workers than a query has room."""
    found: dict[int, list[Person]] = {}
    ties = session.execute(
        select(Tie, Person)
        .join(Person, Person.id == Tie.person_id)
        .where(Tie.part.in_([part.value for part in WORKERS]), Tie.blocked_at.is_(None))
        .order_by(Tie.id)
    )
    for tie, worker in ties:
        if tie.child_id in child_ids and tie.holds_on(today()) and worker not in found.setdefault(tie.child_id, []):
            found[tie.child_id].append(worker)
    return {child: workers for child, workers in found.items() if workers}
