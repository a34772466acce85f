"""What the council's people hear: one list of all that came in, and one thing of it opened.

A reviewing officer hears only what was said for their eyes too. Nothing here is answered, judged or put aside by a
machine.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import ColumnElement, false, func, or_, select
from sqlalchemy.orm import Session, joinedload

from content.rights import asking
from portal import audit
from portal.database import day_of, now, session_of, write_first
from portal.errors import NotAllowed, NotFound
from portal.models.contribution import Contribution, ContributionChild, Reply, Sight
from portal.models.copy import Copy
from portal.models.person import Person
from portal.models.signature import Signature
from portal.models.tie import Part, Tie
from portal.permissions import WORKERS, Action, allows, parts, parts_on, ties_of
from portal.services import notices, outcomes
from portal.services.eyes import MANAGER, heard, hears
from portal.services.places import Place, place_of
from portal.services.subjects import children_of

MOST_RECENT = 50
# What the list tells of a copy; the rest of it is large.
TITLE = (Copy.title_en, Copy.title_cy)
ON_A_PAGE = 50


@dataclass(frozen=True)
class Heard:
    """One thing in the list: the children of this worker's that it is about, and whether this worker has opened it.
    `answer_by` is the day of its answer, where somebody has a right to one.
    """

    contribution: Contribution
    children: tuple[Person, ...]
    is_seen: bool
    answer_by: date | None


@dataclass(frozen=True)
class Inbox:
    """`waiting` to be answered, a page of all `number` of them; `recent` (answered or taken back), and what was
    `signed`; `children` to filter by.
    """

    waiting: list[Heard]
    number: int
    recent: list[Heard]
    signed: list[Signature]
    children: list[Person]


@dataclass(frozen=True)
class Turn:
    """One contribution in a thread, who has seen it, and the answers to it."""

    contribution: Contribution
    sights: list[Sight]
    replies: list[Reply]


@dataclass(frozen=True)
class Opened:
    """One contribution opened by a worker, with the thread it stands in, oldest first. `place` is where the passage is
    prepared that it is about, for who prepares it; `answer_by` as in the list.
    """

    contribution: Contribution
    children: tuple[Person, ...]
    thread: list[Turn]
    may_answer: bool
    place: Place | None
    answer_by: date | None


def inbox(worker: Person, child_public_id: str = "", page: int = 1) -> Inbox:
    """What came in about the worker's children, or one of them: danger first, then what somebody has a right to, then
    what has waited longest. `page` is counted from 1.
    """
    session = session_of(worker)
    held = held_by(session, worker)
    children = list(session.scalars(select(Person).where(Person.id.in_(held)).order_by(Person.name, Person.id)))
    shown = {child.id: child for child in children if child_public_id in ("", child.public_id)}
    if not shown:
        raise NotAllowed(action=Action.CONTRIBUTION_HEAR.value) if child_public_id else NotFound()
    within = {child_id: held[child_id] for child_id in shown}
    waiting = _heard(session, worker, shown, _for(within), _WAITS)
    waiting.sort(key=_order)
    begin = (page - 1) * ON_A_PAGE
    shown_now = waiting[begin : begin + ON_A_PAGE]
    return Inbox(shown_now, len(waiting), _recent(session, worker, shown, within), _signed(session, within), children)


def _recent(
    session: Session, worker: Person, shown: Mapping[int, Person], held: Mapping[int, frozenset[Part]]
) -> list[Heard]:
    """What was answered or taken back last; of the years before it nothing is loaded."""
    done = func.coalesce(Contribution.answered_at, Contribution.taken_back_at)
    last = select(Contribution.id).join(ContributionChild).where(_for(held), ~_WAITS).group_by(Contribution.id)
    ids = list(session.scalars(last.order_by(done.desc(), Contribution.id.desc()).limit(MOST_RECENT)))
    found = _heard(session, worker, shown, _for(held), Contribution.id.in_(ids))
    return sorted(found, key=lambda one: ids.index(one.contribution.id))


def _order(one: Heard) -> tuple[bool, bool, datetime]:
    said = one.contribution
    return (not said.suggests_danger, said.kind not in asking.KINDS, said.sent_at)


def count_waiting(worker: Person) -> int:
    """How many contributions wait for an answer, over all the worker's children."""
    session = session_of(worker)
    query = select(func.count(Contribution.id.distinct())).join(ContributionChild)
    return session.scalar(query.where(_for(held_by(session, worker)), _WAITS)) or 0


def find(
    worker: Person, public_id: str, action: Action = Action.CONTRIBUTION_HEAR
) -> tuple[Contribution, tuple[Person, ...]]:
    """A contribution, and its children about whom this worker may do this; NotFound or NotAllowed if there are none."""
    session = session_of(worker)
    contribution = session.scalar(select(Contribution).where(Contribution.public_id == public_id))
    if contribution is None:
        raise NotFound()
    children = children_of(session, contribution)
    allowed = tuple(child for child in children if _hears(session, worker, contribution, child, action))
    if not allowed:
        raise NotAllowed(action=action.value, child=children[0].id)
    return contribution, allowed


def open_one(
    worker: Person,
    public_id: str,
    action: Action = Action.CONTRIBUTION_HEAR,
    to_answer: Action = Action.CONTRIBUTION_ANSWER,
) -> Opened:
    """Open what somebody said. The first look is kept, and the person is shown who looked and when."""
    session = session_of(worker)
    contribution, children = find(worker, public_id, action)
    _keep_sight(session, worker, contribution)
    notices.mark_read(worker, public_id)
    for child in children:
        audit.note(session, worker, action, child.id, public_id)
    answers = (_hears(session, worker, contribution, child, to_answer) for child in children)
    thread = _thread(session, worker, contribution, action)
    place, day = place_of(worker, contribution), outcomes.answer_by(contribution)
    return Opened(contribution, children, thread, waits(contribution, any(answers)), place, day)


def waits(contribution: Contribution, may_answer: bool) -> bool:
    """Whether it can be answered: what was taken back can't be, unless its words suggest danger."""
    return may_answer and (contribution.taken_back_at is None or contribution.suggests_danger)


def held_by(session: Session, worker: Person) -> dict[int, frozenset[Part]]:
    """The worker's children, by id, with the parts by which they hear about each. Two queries for any number."""
    closed = set(session.scalars(select(Tie.child_id).where(Tie.person_id == worker.id, Tie.blocked_at.is_not(None))))
    held: dict[int, frozenset[Part]] = {}
    for tie in ties_of(session, worker):
        if tie.child_id is not None and tie.child_id not in closed:
            held[tie.child_id] = held.get(tie.child_id, frozenset()) | {Part(tie.part)}
    return {child_id: has for child_id, has in held.items() if allows(Action.CONTRIBUTION_HEAR, has)}


_WAITS: ColumnElement[Any] = Contribution.answered_at.is_(None) & (
    Contribution.taken_back_at.is_(None) | Contribution.suggests_danger
)


def _for(held: Mapping[int, frozenset[Part]]) -> ColumnElement[bool]:
    """What these parts let somebody hear about each child."""
    about: dict[tuple[str, ...], list[int]] = {}
    for child_id, has in held.items():
        about.setdefault(heard(has), []).append(child_id)
    each = (ContributionChild.child_id.in_(ids) & Contribution.eyes.in_(eyes) for eyes, ids in about.items())
    return or_(false(), *each)


def _heard(
    session: Session, worker: Person, children: Mapping[int, Person], *which: ColumnElement[bool]
) -> list[Heard]:
    rows = session.execute(
        select(Contribution, ContributionChild.child_id)
        .join(ContributionChild)
        .where(*which)
        .options(joinedload(Contribution.person), joinedload(Contribution.copy).load_only(*TITLE))
        .order_by(Contribution.id, ContributionChild.child_id)
    )
    about: dict[Contribution, list[Person]] = {}
    for contribution, child_id in rows:
        about.setdefault(contribution, []).append(children[child_id])
    ids = [contribution.id for contribution in about]
    seen = set(
        session.scalars(
            select(Sight.contribution_id).where(Sight.worker_id == worker.id, Sight.contribution_id.in_(ids))
        )
    )
    return [Heard(one, tuple(named), one.id in seen, outcomes.answer_by(one)) for one, named in about.items()]


def _signed(session: Session, held: Mapping[int, frozenset[Part]]) -> list[Signature]:
    hears = [child_id for child_id, has in held.items() if allows(Action.SIGNATURE_HEAR, has)]
    newest = (
        select(Signature)
        .join(Copy)
        .where(Copy.child_id.in_(hears))
        .options(joinedload(Signature.person), joinedload(Signature.copy).load_only(*TITLE))
    )
    return list(session.scalars(newest.order_by(Signature.signed_at.desc(), Signature.id.desc()).limit(MOST_RECENT)))


def _hears(session: Session, worker: Person, contribution: Contribution, child: Person, action: Action) -> bool:
    return allows(action, parts(session, worker, child.id)) and may_hear(worker, contribution, child.id)


def may_hear(person: Person, contribution: Contribution, child_id: int) -> bool:
    """Whether one of the council's people hears what was said about a child. What was for a manager alone because it is
    about the worker is never heard by whoever was that worker then, whatever they are now.
    """
    session = session_of(person)
    then = parts_on(session, person, child_id, day_of(contribution.sent_at))
    if contribution.eyes == MANAGER and not WORKERS.isdisjoint(then):
        return False
    return hears(parts(session, person, child_id), contribution.eyes)


def _keep_sight(session: Session, worker: Person, contribution: Contribution) -> None:
    write_first(session)
    if session.get(Sight, (contribution.id, worker.id)) is None:
        session.add(Sight(contribution_id=contribution.id, worker_id=worker.id, seen_at=now()))
        session.flush()


def _thread(session: Session, worker: Person, contribution: Contribution, action: Action) -> list[Turn]:
    """What came before and after it, as far as this worker hears it."""
    found = {one.id: one for one in (*_before(session, contribution), *_after(session, [contribution.id]))}
    found[contribution.id] = contribution
    sights, replies = outcomes.sights_of(session, found), outcomes.replies_to(session, found)
    return [
        Turn(one, sights.get(one.id, []), replies.get(one.id, []))
        for _, one in sorted(found.items())
        if any(_hears(session, worker, one, child, action) for child in children_of(session, one))
    ]


def _before(session: Session, contribution: Contribution) -> Iterable[Contribution]:
    while contribution.follows_id is not None:
        contribution = session.get_one(Contribution, contribution.follows_id)
        yield contribution


def _after(session: Session, ids: list[int]) -> Iterable[Contribution]:
    while ids:
        later = session.scalars(select(Contribution).where(Contribution.follows_id.in_(ids))).all()
        yield from later
        ids = [one.id for one in later]
