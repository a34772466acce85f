"""What somebody is about to speak of: a passage of their copy, the whole of it, nothing in particular.

A subject is looked up afresh at each step, so that it can't be spoken of any longer once it may not be seen.
"""

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

from sqlalchemy import bindparam, or_, select
from sqlalchemy.orm import Session

from accessibility.document import Document, Language, Passage, Words
from accessibility.profile import ReadingProfile
from portal import permissions
from portal.database import session_of, today
from portal.errors import NotFound, PortalError, lazy_name
from portal.models.contribution import Contribution, ContributionChild
from portal.models.copy import Copy
from portal.models.person import Person
from portal.models.tie import Part, Tie, is_begun_and_not_ended
from portal.permissions import Action, allows, may, parts
from portal.services import copies, people
from portal.services.eyes import EYES
from portal.services.passages import is_ours

CHOOSE_A_CHILD = lazy_name("Choose who this is about.")


class Where(NamedTuple):
    """What an address names: a copy and a passage of it, a contribution that this follows, or nothing. Public ids."""

    copy: str = ""
    passage: str = ""
    follows: str = ""

    @property
    def target(self) -> str:
        """The name under which words about this are kept until they are sent."""
        if self.follows:
            return f"say/after/{self.follows}"
        return f"say/{self.copy}/{self.passage}" if self.copy else "say"


def where_of(target: str) -> Where | None:
    """What a draft kept under this name was about; None if that was something else."""
    parts_of_it = target.split("/")
    if parts_of_it[:2] == ["say", "after"] and len(parts_of_it) == 3:
        return Where(follows=parts_of_it[2])
    if parts_of_it[0] != "say" or len(parts_of_it) not in (1, 3):
        return None
    return Where(*parts_of_it[1:])


@dataclass(frozen=True)
class Context:
    """The words that are spoken of, as this reader sees them now; `voice` is whose words they are."""

    heading: Words | None
    text: str
    language: Language
    voice: str


@dataclass(frozen=True)
class Subject:
    """`children` are always meant; `others` may be named too, and one of them must be if there are none."""

    children: tuple[Person, ...]
    find_others: Callable[[], tuple[Person, ...]] = tuple
    copy: copies.Known | None = None
    # The copy as it may be seen now; its document is opened when it is first asked for.
    opened: copies.OpenCopy | None = None
    passage: str = ""
    context: Context | None = None
    follows: Contribution | None = None

    @cached_property
    def others(self) -> tuple[Person, ...]:
        """Looked up when they are first asked for: most words are about nobody else."""
        return self.find_others()

    @property
    def document(self) -> Document | None:
        """What may be seen now of the copy that is spoken of."""
        return self.opened.document if self.opened is not None else None

    @property
    def where(self) -> Where:
        """The address that this was looked up by."""
        if self.follows is not None:
            return Where(follows=self.follows.public_id)
        return Where(self.copy.public_id, self.passage) if self.copy is not None else Where()

    def meant(self, chosen: Collection[str]) -> list[Person]:
        """The children that words are about, given the public ids ticked. A PortalError on `children` if none."""
        others = self.others if chosen else ()
        meant = [*self.children, *(child for child in others if child.public_id in chosen)]
        if not meant:
            raise PortalError(CHOOSE_A_CHILD, field="children")
        return meant


@dataclass(frozen=True)
class Hearers:
    """The council's people who hear what is said about one child; a personal adviser hears as a social worker does."""

    child: Person
    social_workers: tuple[Person, ...]
    advisers: tuple[Person, ...]
    officers: tuple[Person, ...]
    # They hear nothing of what is said, only that something may mean danger.
    managers: tuple[Person, ...]

    @property
    def workers(self) -> tuple[Person, ...]:
        """Everybody who hears what is said for the worker's eyes."""
        return tuple(dict.fromkeys(self.social_workers + self.advisers))

    @property
    def other_managers(self) -> tuple[Person, ...]:
        """The managers who are not the child's own workers: they hear a complaint about those."""
        return tuple(one for one in self.managers if one not in self.workers)


def context_of(passage: Passage, reading: ReadingProfile) -> Context:
    """A passage's words for a reader of this language and level, each block on a line of its own."""
    wording = passage.wording(reading.language, reading.level)
    lines = ("".join(sentence.text for sentence in block.sentences) for block in wording.blocks)
    return Context(passage.heading, "\n".join(lines), wording.language, wording.voice)


def find(person: Person, reading: ReadingProfile, where: Where) -> Subject:
    """What an address names, as far as this person may speak of it now. Raises NotFound for anything else."""
    if where.follows:
        return after(person, reading, where.follows)
    return about_copy(person, reading, where.copy, where.passage) if where.copy else about_nothing_in_particular(person)


def about_copy(person: Person, reading: ReadingProfile, copy_id: str, passage_id: str = "") -> Subject:
    """A copy of this reader's ("" for the whole of it), or one passage. NotFound for what may not be seen now."""
    opened = copies.read(person, copy_id)
    passage = opened.document.passage(passage_id) if passage_id else None
    if passage_id and passage is None:
        raise NotFound()
    own = (people.of_id(session_of(person), opened.known.child_id),)
    context = context_of(passage, reading) if passage is not None else None
    return Subject(own, lambda: _also_about(person, opened.known, passage), opened.known, opened, passage_id, context)


def about_nothing_in_particular(person: Person) -> Subject:
    """The person's own life if they have a case; else the one child they are tied to, or several to choose from."""
    children = children_read_about(session_of(person), person)
    if not children:
        raise NotFound()
    own = [child for child in children if child.id == person.id] or (children if len(children) == 1 else [])
    return Subject(tuple(own), lambda: () if own else tuple(children))


def of_a_right(person: Person, copy_id: str = "") -> Subject:
    """Whose right is asked for: the child's whose copy this is, one's own, or one to choose. It is about no words, so
    what comes of it stays open to the person whatever becomes of the copy.
    """
    if not copy_id:
        return about_nothing_in_particular(person)
    opened = copies.read(person, copy_id)
    return Subject((people.of_id(session_of(person), opened.known.child_id),))


def own(person: Person, public_id: str) -> Contribution:
    """One of the person's own contributions. Raises NotFound for anybody else's."""
    mine = select(Contribution).where(Contribution.public_id == public_id, Contribution.person_id == person.id)
    contribution = session_of(person).scalar(mine)
    if contribution is None:
        raise NotFound()
    return contribution


def after(person: Person, reading: ReadingProfile, public_id: str) -> Subject:
    """More about something of one's own: the same children and passage; its context only while it may still be seen.

    NotFound for a complaint: what a worker may not know of is followed by nothing that the worker hears.
    """
    session = session_of(person)
    contribution = own(person, public_id)
    if contribution.eyes not in EYES:
        raise NotFound()
    meant = children_of(session, contribution)
    children = tuple(child for child in meant if may(session, person, Action.CONTRIBUTION_SAY, child.id))
    if not children:
        raise NotFound()
    opened, context = still_seen(person, reading, contribution)
    return Subject(children, tuple, contribution.copy, opened, contribution.passage, context, contribution)


def still_seen(
    person: Person, reading: ReadingProfile, contribution: Contribution
) -> tuple[copies.OpenCopy | None, Context | None]:
    """The copy that something was said about, and the words, as far as the person may see them now."""
    if contribution.copy is None or not may_still_see(person, contribution.copy, contribution.passage):
        return None, None
    opened = copies.read(person, contribution.copy.public_id)
    passage = opened.document.passage(contribution.passage) if contribution.passage else None
    return opened, context_of(passage, reading) if passage is not None else None


def may_still_see(person: Person, copy: Copy, passage_id: str = "") -> bool:
    """Whether the person may see this copy of theirs now, and in it this passage ("" for any of them)."""
    seen = seen_in(person, copy)
    return passage_id in seen if passage_id else bool(seen)


def seen_in(person: Person, copy: Copy) -> frozenset[str]:
    """Ids of the passages of a copy that the person may see now; none of a closed one. Shows, and notes, nothing."""
    session = session_of(person)
    held = parts(session, person, copy.child_id)
    closed = copy.recalled_at is not None or copy.edition.recalled_at is not None
    if closed or copy.person_id != person.id or not allows(Action.DOCUMENT_READ, held):
        return frozenset()
    seen = frozenset(copy.origins) - copies.hidden_now(session, copy, held)
    # A copy of which nothing but our own fixed words is left is closed, as copies.read() says.
    return seen if any(not is_ours(copy.origins[one]) for one in seen) else frozenset()


def children_of(session: Session, contribution: Contribution) -> list[Person]:
    """The children that something was said about, by name."""
    named = select(ContributionChild.child_id).where(ContributionChild.contribution_id == contribution.id)
    return list(session.scalars(select(Person).where(Person.id.in_(named)).order_by(Person.name, Person.id)))


# Asked whenever something is sent: built once, because building costs more than asking; and columns, not whole ties.
_TO_CHILD = (
    select(Tie.person_id, Tie.part, Tie.since_on, Tie.until_on, Tie.blocked_at)
    .where(or_(Tie.child_id == bindparam("child"), Tie.child_id.is_(None)))
    .order_by(Tie.id)
)


def held_by(session: Session, child: Person) -> dict[Part, tuple[int, ...]]:
    """Ids of the people who hold each part towards a child today. One query: all ties to the child, and to the whole
    authority. A blocked one closes the child to its person.
    """
    ties = session.connection().execute(_TO_CHILD, {"child": child.id}).all()
    closed = {tie.person_id for tie in ties if tie.blocked_at is not None}
    day = today()
    held: dict[Part, list[int]] = {part: [] for part in Part}
    for tie in ties:
        if tie.person_id not in closed and is_begun_and_not_ended(tie, day):
            held[Part(tie.part)].append(tie.person_id)
    return {part: tuple(dict.fromkeys(ids)) for part, ids in held.items()}


def hearers(session: Session, children: Sequence[Person]) -> list[Hearers]:
    """Who would hear something about each of these children, today."""
    return [_hearers_of(session, child) for child in children]


def _hearers_of(session: Session, child: Person) -> Hearers:
    held = held_by(session, child)
    each = (Part.SOCIAL_WORKER, Part.PERSONAL_ADVISER, Part.REVIEWING_OFFICER, Part.MANAGER)
    ids = {one for part in each for one in held[part]}
    named = {one.id: one for one in session.scalars(select(Person).where(Person.id.in_(ids)))}
    return Hearers(child, *(tuple(named[one] for one in held[part]) for part in each))


def children_read_about(session: Session, person: Person) -> list[Person]:
    """The children about whom the person may read and speak now, by name."""
    ids = permissions.children_of(session, person)
    allowed = [child_id for child_id in ids if may(session, person, Action.CONTRIBUTION_SAY, child_id)]
    return list(session.scalars(select(Person).where(Person.id.in_(allowed)).order_by(Person.name, Person.id)))


def _also_about(person: Person, copy: copies.Known, passage: Passage | None) -> tuple[Person, ...]:
    """The person's other children whose copy of the same record, read by the same person now, has the same passage."""
    session = session_of(person)
    if (passage is not None and not passage.shared) or len(permissions.children_of(session, person)) < 2:
        return ()
    mine = select(Copy).where(Copy.person_id == person.id, Copy.record_id == copy.record_id, Copy.recalled_at.is_(None))
    others = session.scalars(mine.where(Copy.child_id != copy.child_id).order_by(Copy.number))
    newest = {other.child_id: other for other in others}
    return tuple(
        other.child
        for other in newest.values()
        if may(session, person, Action.CONTRIBUTION_SAY, other.child_id) and _has_too(person, copy, other, passage)
    )


def _has_too(person: Person, copy: copies.Known, other: Copy, passage: Passage | None) -> bool:
    """Whether another copy of the same record has the same passage, and its reader may see it there now."""
    if passage is None:
        return may_still_see(person, other)
    field = copy.origins[passage.id]["field"]
    twins = [twin for twin, origin in other.origins.items() if origin["field"] == field]
    return any(may_still_see(person, other, twin) for twin in twins)
