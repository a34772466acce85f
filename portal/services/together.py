"""Going through a document together, one section at a time, and marking what is understood and what is not.

The marks are the person's alone: nobody else is shown them, no case file holds them, and nothing looks through them.
What was not understood goes to the worker only when the person sends it, as a contribution of a kind of its own.
"""

from dataclasses import dataclass, replace

from sqlalchemy import select
from sqlalchemy.orm import Session

from accessibility.document import Section
from content.together import MARKS, mark_words
from portal.database import now, session_of, write_first
from portal.errors import NotFound, PortalError, lazy_name, lazy_to_you
from portal.models import Contribution, GoingThrough, Person, Understanding
from portal.permissions import Action
from portal.services import contributions, copies, drafts
from portal.services.contributions import HELP_TOO_LONG, MOST_HELP, Words
from portal.services.copies import OpenCopy
from portal.services.subjects import Subject
from portal.services.verbatim import check_characters, sha256_of

UNCLEAR = ("unsure", "more")
NO_MARK = "none"
CHOOSE_A_MARK = lazy_name("Choose one of the answers on the page.")
MARKED_SINCE = lazy_to_you("You have marked something since. Look again before you send.")


@dataclass(frozen=True)
class Part:
    """A section that the person may see now; `mark` is how they marked it, "" for not at all.

    `id` is that of its first passage: it names the section in addresses, and no other once this one is hidden.
    """

    section: Section
    mark: str
    helper: str

    @property
    def id(self) -> str:
        """The random id of its first passage."""
        return self.section.passages[0].id

    def has(self, passage_id: str) -> bool:
        """Whether this passage is in it."""
        return any(one.id == passage_id for one in self.section.passages)


@dataclass(frozen=True)
class Together:
    """A copy being gone through: who helps, whether it was begun, and every section with its mark."""

    opened: OpenCopy
    helper: str
    has_begun: bool
    parts: tuple[Part, ...]

    def place(self, passage_id: str) -> int:
        """Which part a passage is in, counted from 0. Raises NotFound for none that may be seen now."""
        for number, part in enumerate(self.parts):
            if part.has(passage_id):
                return number
        raise NotFound()

    @property
    def unclear(self) -> tuple[Part, ...]:
        """The parts that were not understood, or of which more is wanted."""
        return tuple(one for one in self.parts if one.mark in UNCLEAR)

    @property
    def marked(self) -> tuple[Part, ...]:
        """The parts that were marked in any way."""
        return tuple(one for one in self.parts if one.mark)

    @property
    def next_part(self) -> Part:
        """Where to go on: the first part that is not marked, or the first of all."""
        return next((one for one in self.parts if not one.mark), self.parts[0])

    @property
    def helpers(self) -> str:
        """Everybody who helped while something unclear was marked, each once."""
        return "; ".join(dict.fromkeys(one.helper for one in self.unclear if one.helper))


def target(copy_public_id: str) -> str:
    """The name under which the name of whoever helps is kept while it is typed."""
    return f"together/{copy_public_id}"


def look(person: Person, copy_public_id: str, action: Action = Action.DOCUMENT_READ) -> Together:
    """One of the person's own copies with their own marks, as far as they may see it now."""
    opened = _read(person, copy_public_id, action)
    going = _going(session_of(person), opened)
    marks = {one.section: one for one in going.marks} if going else {}
    parts = tuple(_part(opened, section, marks.get(section.number)) for section in opened.document.sections)
    return Together(opened, going.helper if going else "", going is not None, parts)


def begin(person: Person, copy_public_id: str, helper: str) -> Together:
    """Begin, or go on with somebody else: keep who helps, "" for nobody. Raises a PortalError on `text`."""
    opened = _read(person, copy_public_id, Action.UNDERSTANDING_MARK)
    check_characters(helper)
    if len(helper) > MOST_HELP:
        raise PortalError(HELP_TOO_LONG, field="text")
    session = session_of(person)
    write_first(session)
    _begun(session, opened).helper = helper.strip()
    session.flush()
    drafts.discard(person, target(copy_public_id))
    return look(person, copy_public_id, Action.UNDERSTANDING_MARK)


def mark(person: Person, copy_public_id: str, passage_id: str, chosen: str) -> int:
    """Mark the part that a passage is in, in place of how it was marked; "none" takes the mark away.

    Gives the part's place, counted from 0. Raises NotFound for a part that may not be seen now.
    """
    if chosen not in (*MARKS, NO_MARK):
        raise PortalError(CHOOSE_A_MARK, field="mark")
    session = session_of(person)
    together = look(person, copy_public_id, Action.UNDERSTANDING_MARK)
    place = together.place(passage_id)
    section = together.parts[place].section
    write_first(session)
    going = _begun(session, together.opened)
    going.marks = [one for one in going.marks if one.section != section.number]
    session.flush()
    if chosen != NO_MARK:
        about = _about(together.opened, section)
        made = Understanding(section=section.number, mark=chosen, helper=going.helper, about=about, marked_at=now())
        going.marks.append(made)
        session.flush()
    return place


def forget(person: Person, copy_public_id: str) -> None:
    """Delete every mark of this document, and who helped. What was sent to the worker stays with the worker."""
    opened = _read(person, copy_public_id, Action.UNDERSTANDING_MARK)
    session = session_of(person)
    write_first(session)
    going = _going(session, opened)
    if going is not None:
        session.delete(going)
        session.flush()
    drafts.discard(person, target(copy_public_id))


def unclear_words(together: Together, language: str) -> str:
    """What would be sent: a line for each part that was not understood, as it was marked; "" for none."""
    lines = (f"{mark_words(one.mark, language)}: {one.section.heading.to(language)}" for one in together.unclear)
    return "\n".join(lines)


def tell(person: Person, copy_public_id: str, words: Words, seen: str) -> Contribution:
    """Send what was not understood; `seen` is the hash of what the person was shown as about to be sent."""
    copy = copies.read(person, copy_public_id).copy
    if sha256_of(words.original) != seen:
        raise PortalError(MARKED_SINCE, field="eyes")
    return contributions.tell_unclear(person, Subject((copy.child,), copy=copy), words)


def _read(person: Person, copy_public_id: str, action: Action) -> OpenCopy:
    """The person's copy without the parts that are not for a screen which somebody else sees too."""
    opened = copies.read(person, copy_public_id, action)
    private = frozenset(place for place, origin in opened.known.origins.items() if origin.get("private"))
    return replace(opened, hidden=opened.hidden | private)


def _going(session: Session, opened: OpenCopy) -> GoingThrough | None:
    known = opened.known
    mine = select(GoingThrough).where(
        GoingThrough.person_id == known.person_id,
        GoingThrough.record_id == known.record_id,
        GoingThrough.child_id == known.child_id,
    )
    return session.scalar(mine)


def _begun(session: Session, opened: OpenCopy) -> GoingThrough:
    going = _going(session, opened)
    if going is None:
        known = opened.known
        going = GoingThrough(
            person_id=known.person_id, record_id=known.record_id, child_id=known.child_id, helper="", began_at=now()
        )
        session.add(going)
        session.flush()
    session.refresh(going)
    return going


def _part(opened: OpenCopy, section: Section, found: Understanding | None) -> Part:
    if found is None or not set(_about(opened, section)) <= set(found.about):
        return Part(section, "", "")
    return Part(section, found.mark, found.helper)


def _about(opened: OpenCopy, section: Section) -> list[str]:
    """What a section holds for this reader now: for each passage its identity over all editions, and its words."""
    origins = (opened.known.origins[one.id] for one in section.passages)
    return sorted(f"{origin['identity']}:{origin['words']}" for origin in origins)
