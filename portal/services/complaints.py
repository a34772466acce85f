"""What a manager keeps an eye on: complaints, which they open and answer, and rights that somebody asked for and waits.

Of what is asked of a worker a manager learns what, when and of whom, and never a word; a complaint they read.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from content.rights import asking
from portal import audit, permissions
from portal.database import day_of, session_of, today
from portal.models import Contribution, ContributionChild, Person, Reply
from portal.permissions import Action
from portal.services import hearing, overdue, replies
from portal.services.hearing import Opened
from portal.services.replies import Answer

MOST_ANSWERED = 20


@dataclass(frozen=True)
class Asked:
    """Something that was asked for; `workers` are those who hear it; `may_open` is True of what this manager reads."""

    contribution: Contribution
    workers: tuple[Person, ...]
    answer_by: date
    may_open: bool

    @property
    def is_late(self) -> bool:
        """Whether the day of the answer has gone by without one."""
        return self.contribution.answered_at is None and self.answer_by < today()


@dataclass(frozen=True)
class AskedFor:
    """What waits, the earliest day first; and the complaints that were answered last."""

    waiting: list[Asked]
    answered: list[Asked]


def asked_for(manager: Person) -> AskedFor:
    """Everything that families have asked for and that waits, and the last complaints that were answered."""
    session = session_of(manager)
    permissions.check(session, manager, Action.COMPLAINT_HEAR, None)
    audit.note(session, manager, Action.COMPLAINT_HEAR)
    every = select(Contribution).where(Contribution.kind.in_(asking.KINDS), Contribution.taken_back_at.is_(None))
    waiting = session.scalars(every.where(Contribution.answered_at.is_(None)))
    complaints = every.where(Contribution.kind == asking.COMPLAINT, Contribution.answered_at.is_not(None))
    answered = session.scalars(complaints.order_by(Contribution.answered_at.desc()).limit(MOST_ANSWERED))
    found = sorted(_asked(manager, waiting), key=lambda one: one.answer_by)
    return AskedFor(found, [one for one in _asked(manager, answered) if one.may_open])


def open_one(manager: Person, public_id: str) -> Opened:
    """Open a complaint. The first look is kept, and whoever complained is shown who looked and when."""
    return hearing.open_one(manager, public_id, Action.COMPLAINT_HEAR, Action.COMPLAINT_ANSWER)


def answer(manager: Person, public_id: str, given: Answer) -> Reply:
    """Answer a complaint."""
    return replies.answer(manager, public_id, given, Action.COMPLAINT_ANSWER)


def _asked(manager: Person, said: Iterable[Contribution]) -> list[Asked]:
    """Each with who hears it; of a complaint that this manager may not know of, nothing."""
    session = session_of(manager)
    said = list(said)
    children = _children(session, said)
    workers = overdue.workers_by_child(session, set().union(*children.values()))
    found = []
    for one in said:
        about = children.get(one.id, set())
        is_complaint = one.kind == asking.COMPLAINT
        may_open = is_complaint and any(hearing.may_hear(manager, one, child) for child in about)
        if may_open or not is_complaint:
            hearers = dict.fromkeys(worker for child in sorted(about) for worker in workers.get(child, ()))
            day = asking.answer_by(one.kind, day_of(one.sent_at))
            found.append(Asked(one, tuple(hearers), day, may_open))
    return found


def _children(session: Session, said: Iterable[Contribution]) -> dict[int, set[int]]:
    named = select(ContributionChild).where(ContributionChild.contribution_id.in_([one.id for one in said]))
    found: dict[int, set[int]] = {}
    for row in session.scalars(named):
        found.setdefault(row.contribution_id, set()).add(row.child_id)
    return found
