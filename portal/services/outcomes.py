"""What came of what somebody said, as far as they may see it now.

Their own words are always theirs to see. Who saw them, what was answered and which words they were about are shown only
while the passage may be seen: the strictest of then and now, as everywhere.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session, joinedload

from accessibility.document import Document
from accessibility.profile import ReadingProfile
from content.rights import asking
from portal.database import day_of, session_of
from portal.models.contribution import Contribution, ContributionChild, Draft, Reply, Sight
from portal.models.person import Person
from portal.permissions import Action, may
from portal.services.subjects import Context, seen_in, still_seen

ON_A_PAGE = 20


@dataclass(frozen=True)
class Outcome:
    """One contribution, which of the council's people saw it, and the answers; both empty once it is closed."""

    contribution: Contribution
    is_open: bool
    sights: Sequence[Sight] = ()
    replies: Sequence[Reply] = ()


@dataclass(frozen=True)
class InContext:
    """An outcome with what it was about; `document` and `context` are None where they may not be seen."""

    outcome: Outcome
    document: Document | None
    context: Context | None


def answer_by(said: Contribution) -> date | None:
    """The day by which somebody gets their answer to what they have a right to ask; None for other words."""
    return asking.answer_by(said.kind, day_of(said.sent_at)) if said.kind in asking.KINDS else None


def outcomes_for(person: Person) -> list[Outcome]:
    """What became of everything that the person ever sent, newest first."""
    session = session_of(person)
    mine = select(Contribution).where(Contribution.person_id == person.id).options(joinedload(Contribution.copy))
    said = list(session.scalars(mine.order_by(Contribution.sent_at.desc(), Contribution.id.desc())))
    return _outcomes(person, said)


def some_for(person: Person, page: int) -> tuple[list[Outcome], bool]:
    """A page of the same, counted from 1, and whether there is another after it."""
    session = session_of(person)
    mine = select(Contribution).where(Contribution.person_id == person.id).options(joinedload(Contribution.copy))
    newest = mine.order_by(Contribution.sent_at.desc(), Contribution.id.desc())
    begin = (page - 1) * ON_A_PAGE
    said = list(session.scalars(newest.offset(begin).limit(ON_A_PAGE + 1)))
    return _outcomes(person, said[:ON_A_PAGE]), len(said) > ON_A_PAGE


def in_context(person: Person, reading: ReadingProfile, contribution: Contribution) -> InContext:
    """One of the person's own contributions, with the words that it was about while they may be seen."""
    [outcome] = _outcomes(person, [contribution])
    opened, context = still_seen(person, reading, contribution) if outcome.is_open else (None, None)
    return InContext(outcome, opened.document if opened else None, context)


def is_open(person: Person, contribution: Contribution) -> bool:
    """Whether the person may still see more of something that they said than their own words."""
    return bool(_open_ones(person, [contribution]))


def drafts_of(person: Person) -> list[Draft]:
    """What the person began to say and has not sent, newest first."""
    mine = select(Draft).where(Draft.person_id == person.id, Draft.target.startswith("say"))
    return list(session_of(person).scalars(mine.order_by(Draft.saved_at.desc())))


def sights_of(session: Session, ids: Iterable[int]) -> dict[int, list[Sight]]:
    """Which of the council's people have seen these contributions, first one first."""
    seen = select(Sight).where(Sight.contribution_id.in_(list(ids))).options(joinedload(Sight.worker))
    found: dict[int, list[Sight]] = {}
    for sight in session.scalars(seen.order_by(Sight.seen_at)):
        found.setdefault(sight.contribution_id, []).append(sight)
    return found


def replies_to(session: Session, ids: Iterable[int]) -> dict[int, list[Reply]]:
    """The answers to these contributions, oldest first."""
    answers = select(Reply).where(Reply.contribution_id.in_(list(ids))).options(joinedload(Reply.worker))
    found: dict[int, list[Reply]] = {}
    for reply in session.scalars(answers.order_by(Reply.sent_at, Reply.id)):
        found.setdefault(reply.contribution_id, []).append(reply)
    return found


def _outcomes(person: Person, said: Sequence[Contribution]) -> list[Outcome]:
    session = session_of(person)
    still_open = _open_ones(person, said)
    sights, replies = sights_of(session, still_open), replies_to(session, still_open)
    return [Outcome(one, one.id in still_open, sights.get(one.id, ()), replies.get(one.id, ())) for one in said]


def _open_ones(person: Person, said: Sequence[Contribution]) -> set[int]:
    """Ids of those of which the person may still see more than their own words. Asks once for each child and copy."""
    session = session_of(person)
    named = select(ContributionChild).where(ContributionChild.contribution_id.in_([one.id for one in said]))
    children: dict[int, set[int]] = {}
    for row in session.scalars(named):
        children.setdefault(row.contribution_id, set()).add(row.child_id)
    ids = set().union(*children.values())
    tied = {child_id for child_id in ids if may(session, person, Action.CONTRIBUTION_READ, child_id)}
    seen = {copy.id: seen_in(person, copy) for copy in {one.copy for one in said if one.copy is not None}}
    return {one.id for one in said if children.get(one.id, set()) & tied and _is_seen(one, seen.get(one.copy_id or 0))}


def _is_seen(contribution: Contribution, seen: frozenset[str] | None) -> bool:
    if seen is None:
        return True
    return contribution.passage in seen if contribution.passage else bool(seen)
