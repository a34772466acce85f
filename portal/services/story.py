"""Somebody's story: what they got to read, meetings, what was said and by whom, what came of it, what they signed.

One line of time for each child, the newest first, made only of the reader's own copies as they may be seen now and of
what the reader said and signed themselves.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import select

from accessibility.document import Document, Passage
from portal import audit
from portal.database import day_of, session_of, today
from portal.errors import NotFound
from portal.models import Contribution, ContributionChild, Copy, Person, Reply, Signature
from portal.permissions import Action
from portal.services import copies, outcomes, signatures, subjects
from portal.services.coming import MEETING, Coming, coming_for
from portal.services.copies import Listed, OpenCopy
from portal.services.outcomes import Outcome

ON_A_PAGE = 20
FRONT = "(front)"


@dataclass(frozen=True)
class Event:
    """Something on the line of time. `kind` is "document", "meeting", "meeting-day", "words", "said", "answer" or
    "signed"; of what it is made, only that kind is there.

    `passage` is the id of a passage of `copy`; `at` only sets the order of one day.
    """

    kind: str
    on: date
    at: str = ""
    copy: Copy | None = None
    passage: str = ""
    said: Contribution | None = None
    reply: Reply | None = None
    signature: Signature | None = None

    @property
    def month(self) -> tuple[int, int]:
        """The year and the month, under which events stand together."""
        return self.on.year, self.on.month


@dataclass(frozen=True)
class Story:
    """One page of one child's story, for one reader, who may read about all these `children`; no `child`, no story."""

    children: list[Person]
    child: Person | None
    coming: Coming | None
    events: list[Event]
    documents: dict[int, Document]
    more: bool

    def words(self, event: Event) -> Passage | None:
        """The passage that an event tells of."""
        found = self.documents.get(event.copy.id) if event.copy is not None else None
        return found.passage(event.passage) if found is not None else None


def story_of(reader: Person, child_public_id: str = "", page: int = 1) -> Story:
    """A page, counted from 1, of the story of a child: the reader's own, or the first that they read about.

    Raises NotFound for a child about whom the reader may not read.
    """
    children = sorted(subjects.children_read_about(session_of(reader), reader), key=lambda one: one.id != reader.id)
    chosen = [one for one in children if child_public_id in ("", one.public_id)]
    if child_public_id and not chosen:
        raise NotFound()
    audit.note(session_of(reader), reader, Action.DOCUMENT_LIST, chosen[0].id if chosen else None)
    if not chosen:
        return Story([], None, None, [], {}, False)
    return _story(reader, children, chosen[0], page)


def _story(reader: Person, children: list[Person], child: Person, page: int) -> Story:
    listed = [one for one in copies.list_for(reader) if one.copy.child_id == child.id]
    said = _said_about(reader, child)
    everything = [*_of_copies(reader, listed), *_of_words(said)]
    everything.sort(key=lambda one: (one.on, one.at), reverse=True)
    begin = (page - 1) * ON_A_PAGE
    shown = everything[begin : begin + ON_A_PAGE]
    return Story(
        children,
        child,
        coming_for(reader, listed, said) if page == 1 else None,
        shown,
        _documents(reader, shown),
        len(everything) > begin + ON_A_PAGE,
    )


def _said_about(reader: Person, child: Person) -> list[Outcome]:
    """What the reader said about a child and has not taken back, with what came of it."""
    about = select(ContributionChild.contribution_id).where(ContributionChild.child_id == child.id)
    ids = set(session_of(reader).scalars(about))
    mine = outcomes.outcomes_for(reader)
    return [one for one in mine if one.contribution.id in ids and one.contribution.taken_back_at is None]


def _of_words(said: Iterable[Outcome]) -> Iterator[Event]:
    for one in said:
        yield _at("said", one.contribution.sent_at, said=one.contribution)
        for reply in one.replies:
            yield _at("answer", reply.sent_at, said=one.contribution, reply=reply)


def _of_copies(reader: Person, listed: Sequence[Listed]) -> Iterator[Event]:
    """What the reader's copies tell: a meeting as the newest copy has it, because its day may have been put right
    since; somebody's words by whichever copy has them, once however many do.
    """
    session = session_of(reader)
    told: set[tuple[str, str]] = set()
    seen: dict[int, Copy] = {}
    for one in listed:
        newest = OpenCopy(session, one.copy, one.hidden)
        for opened in (newest, *copies.before(reader, one.copy)):
            seen[opened.copy.id] = opened.copy
            yield _at("document", opened.copy.made_at, copy=opened.copy)
            yield from _days(opened, told, is_newest=opened is newest)
    for act in signatures.acts_on(session, reader, list(seen)):
        yield _at("signed", act.signed_at, copy=seen[act.copy_id], signature=act)


def _days(opened: OpenCopy, told: set[tuple[str, str]], *, is_newest: bool) -> Iterator[Event]:
    """The days that a copy tells of. Somebody's words only from a copy that was opened: showing them is reading it."""
    for passage, origin in opened.known.origins.items():
        if "on" not in origin or "private" in origin or passage in opened.hidden or origin["on"] > today().isoformat():
            continue
        kind = {FRONT: "meeting", MEETING: "meeting-day"}.get(origin["identity"], "words")
        is_shown = opened.known.first_read_at is not None if kind == "words" else is_newest
        if is_shown and _is_new(kind, origin, told):
            yield Event(kind, date.fromisoformat(origin["on"]), copy=opened.copy, passage=passage)


def _is_new(kind: str, origin: dict[str, Any], told: set[tuple[str, str]]) -> bool:
    """Whether nothing told this before; from now on something has. A day for a meeting and the meeting are one."""
    what = (origin["on"], origin["words"] if kind == "words" else "")
    is_new = what not in told
    told.add(what)
    return is_new


def _documents(reader: Person, events: Iterable[Event]) -> dict[int, Document]:
    """The documents of copies that were opened and of which something is shown: each look at one is kept."""
    shown = {one.copy.id: one.copy for one in events if one.copy is not None and one.kind in ("words", "document")}
    opened = {id_: copy for id_, copy in shown.items() if copy.first_read_at is not None}
    return {id_: copies.read(reader, copy.public_id).document for id_, copy in opened.items()}


def _at(kind: str, moment: datetime, **more: Any) -> Event:
    return Event(kind, day_of(moment), moment.isoformat(), **more)
