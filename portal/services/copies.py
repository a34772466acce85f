"""Copies: what one person may see of one edition, and nothing else. The one place that filters, rows as well as
passages.

What was frozen when a copy was made is only the half of it: withholding, blocks and ended ties are read again at each
look, and the stricter of then and now is what counts (DESIGN.md "Who sees what" 5).
"""

import hashlib
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any, Protocol, get_type_hints

from sqlalchemy import CompoundSelect, bindparam, exists, null, or_, select, union_all
from sqlalchemy.orm import Session, aliased, joinedload

from accessibility.document import Document, Words, thaw
from portal import audit, permissions
from portal.database import now, session_of
from portal.errors import NotAllowed, NotFound
from portal.models import Choice, Copy, Edition, Part, Person, Record, Recording, Withholding
from portal.permissions import Action
from portal.services.audience import Choices, Reader, verdict
from portal.services.documents import Built, Setting, Shown, build
from portal.services.passages import Source, is_ours


class Known(Protocol):
    """What is read of a copy at every look: the copy itself has it, and so has a row of just that."""

    id: Any
    public_id: Any
    person_id: Any
    child_id: Any
    record_id: Any
    edition_id: Any
    sha256: Any
    origins: Any
    dressed: Any
    made_at: Any
    first_read_at: Any
    number: Any
    title_en: Any
    title_cy: Any


_DOCUMENT = select(Copy.document).where(Copy.id == bindparam("copy"))


@dataclass(frozen=True)
class OpenCopy:
    """A copy that its reader may look at now. `document` is already filtered; `key` names exactly what is visible."""

    session: Session
    known: Known
    hidden: frozenset[str]
    # Whether its reader was given another copy of the same record and child after it.
    has_newer: bool = False
    # Whether a worker has read any words of the record aloud for this child.
    is_read_aloud: bool = True

    @cached_property
    def copy(self) -> Copy:
        """The copy itself, loaded when it is first asked for: most looks need only what is known of it."""
        if isinstance(self.known, Copy):
            return self.known
        return self.session.get_one(Copy, self.known.id, options=[joinedload(Copy.child)])

    @cached_property
    def document(self) -> Document:
        """Everything that may be seen now. Opened when it is first asked for: most looks need only the key."""
        frozen = self.session.connection().execute(_DOCUMENT, {"copy": self.known.id}).scalar_one()
        return thaw(frozen).without(self.hidden)

    @property
    def key(self) -> str:
        """SHA-256 over the copy's hash and what is hidden now: what caches and files are keyed by."""
        return hashlib.sha256("\n".join((self.known.sha256, *sorted(self.hidden))).encode()).hexdigest()


@dataclass(frozen=True)
class Listed:
    """A copy in its reader's list of things to read; `hidden` are the passages of it that may not be seen now."""

    copy: Copy
    child_called: str
    is_new: bool
    hidden: frozenset[str] = frozenset()

    @property
    def title(self) -> Words:
        """What it is called, in both languages."""
        return Words(en=self.copy.title_en, cy=self.copy.title_cy)


def make(source: Source, reader: Reader, choices: Choices, setting: Setting) -> Built:
    """The document of one reader: filtered first, rows and passages, before anything reaches telling, pictures or
    sound.
    """
    return build(source, reader, shown_to(source, reader, choices), setting)


def shown_to(source: Source, reader: Reader, choices: Choices) -> Iterable[Shown]:
    """The passages that a reader sees, with the rows that they don't taken out."""
    for passage in source.passages:
        found = verdict(source, passage, reader, choices)
        if not found.shown or source.is_skipped(passage):
            continue
        if found.hidden_rows:
            rows = [row for index, row in enumerate(passage["rows"]) if index not in found.hidden_rows]
            passage = {**passage, "rows": rows}
        yield Shown(passage, source.field(passage["id"]), found)


_LATER = aliased(Copy)
_LATER_EDITION = aliased(Edition)
_HAS_NEWER = (
    exists()
    .where(
        _LATER.person_id == Copy.person_id,
        _LATER.record_id == Copy.record_id,
        _LATER.child_id == Copy.child_id,
        _LATER.number > Copy.number,
        _LATER.recalled_at.is_(None),
        _LATER_EDITION.id == _LATER.edition_id,
        _LATER_EDITION.recalled_at.is_(None),
    )
    .correlate(Copy)
)
_IS_READ_ALOUD = (
    exists()
    .where(Recording.record_id == Copy.record_id, Recording.child_id == Copy.child_id, Recording.sha256 != "")
    .correlate(Copy)
)
# Asked at every look: built once, because building costs more than asking.
_FACTS = select(
    *(getattr(Copy, name) for name in get_type_hints(Known)),
    or_(Copy.recalled_at.is_not(None), Edition.recalled_at.is_not(None)).label("is_recalled"),
    _HAS_NEWER.label("has_newer"),
    _IS_READ_ALOUD.label("is_read_aloud"),
).join(Edition, Edition.id == Copy.edition_id)
_OF_ID = _FACTS.where(Copy.public_id == bindparam("public_id"))
_OF_IDS = _FACTS.where(Copy.public_id.in_(bindparam("public_ids", expanding=True)))
_WITHHELD = (
    select(Withholding.passage, Withholding.person_id.label("person_id"))
    .join(Record, Record.newest_id == Withholding.version_id)
    .join(Edition, Edition.id == bindparam("edition_id"))
    .where(Record.id == bindparam("record_id"), Edition.version_id != Record.newest_id)
)
_UNCHOSEN = select(Choice.passage, null()).where(
    Choice.record_id == bindparam("record_id"),
    Choice.child_id == bindparam("child_id"),
    Choice.person_id == bindparam("person_id"),
    Choice.shown.is_(False),
    # What was chosen before this copy was made is already in it.
    Choice.chosen_at > bindparam("made_at"),
)
# From whom the record's newest version withholds a passage; and, with nobody named, what a worker chose not to show.
_CLOSED: CompoundSelect[Any] = union_all(_WITHHELD, _UNCHOSEN)


def read(reader: Person, public_id: str, action: Action = Action.DOCUMENT_READ) -> OpenCopy:
    """Open one of the reader's own copies. Raises NotFound for any other, and for one that nothing is left of."""
    session = session_of(reader)
    known: Any = session.connection().execute(_OF_ID, {"public_id": public_id}).one_or_none()
    if known is None:
        raise NotFound()
    if known.person_id != reader.id:
        raise NotAllowed(action=action.value, child=known.child_id)
    held = permissions.check(session, reader, action, known.child_id)
    if known.is_recalled:
        raise NotFound()
    opened = _open(session, known, held)
    opened = replace(opened, has_newer=bool(known.has_newer), is_read_aloud=bool(known.is_read_aloud))
    if known.first_read_at is None:
        opened.copy.first_read_at = now()
    audit.note(session, reader, action, known.child_id, known.public_id)
    return opened


def glance(reader: Person, public_ids: Collection[str]) -> Iterator[OpenCopy]:
    """Those of the reader's own copies that may be seen now. Shows, and notes, nothing."""
    session = session_of(reader)
    for known in session.connection().execute(_OF_IDS, {"public_ids": list(public_ids)}):
        held = permissions.parts(session, reader, known.child_id)
        is_mine = known.person_id == reader.id and not known.is_recalled
        if is_mine and permissions.allows(Action.DOCUMENT_READ, held):
            opened = OpenCopy(session, known, hidden_now(session, known, held))
            if _is_left(opened):
                yield opened


def reopen(copy: Copy, action: Action) -> OpenCopy:
    """A copy just as its reader may see it now, for work that was asked for and is done later; nothing is noted."""
    session = session_of(copy)
    held = permissions.check(session, copy.person, action, copy.child_id)
    if copy.recalled_at is not None or copy.edition.recalled_at is not None:
        raise NotFound()
    return _open(session, copy, held)


def _open(session: Session, known: Known, held: frozenset[Part]) -> OpenCopy:
    opened = OpenCopy(session, known, hidden_now(session, known, held))
    if not _is_left(opened):
        raise NotFound()
    return opened


def _is_left(opened: OpenCopy) -> bool:
    """Whether anything of the record itself may still be seen; a copy that never had any of it stays as it is."""
    seen = (origin for one, origin in opened.known.origins.items() if one not in opened.hidden)
    return not opened.hidden or not all(map(is_ours, seen))


def hidden_now(session: Session, copy: Known, held: frozenset[Part]) -> frozenset[str]:
    """Ids of the copy's passages that its reader, who holds these parts, may not see now: by the record's newest
    version, today's choices and today's ties.

    What was withheld in the copy's own version was taken out when it was made, row by row. Of a passage of which a
    newer version withholds a row nothing is left: the copy doesn't say which row that was.
    """
    asked = {name: getattr(copy, name) for name in ("record_id", "edition_id", "child_id", "person_id", "made_at")}
    closed = session.connection().execute(_CLOSED, asked).all()
    withheld = [(passage, person_id) for passage, person_id in closed if person_id is not None]
    mine = {passage for passage, person_id in withheld if person_id == copy.person_id}
    others = frozenset() if Part.CHILD in held else frozenset(passage for passage, _ in withheld)
    unchosen = {passage for passage, person_id in closed if person_id is None}
    return frozenset(
        passage_id
        for passage_id, origin in copy.origins.items()
        if _field(origin) in mine | unchosen
        or (not origin["chosen"] and (bool(mine) or _field(origin) in others or origin["part"] not in held))
    )


def _field(origin: Mapping[str, Any]) -> str:
    """The passage of the record that a part of a copy stands or falls with: its own, or the one that it follows."""
    return str(origin.get("follows") or origin["field"])


def list_for(reader: Person) -> list[Listed]:
    """The newest copy that the reader may see of each record of each child, newest first."""
    session = session_of(reader)
    held: dict[int, frozenset[Part]] = {}
    listed: dict[tuple[int, int], Listed] = {}
    for copy in _copies_of(session, reader):
        key = (copy.record_id, copy.child_id)
        parts = held.setdefault(copy.child_id, permissions.parts(session, reader, copy.child_id))
        if key in listed or not permissions.allows(Action.DOCUMENT_LIST, parts):
            continue
        opened = OpenCopy(session, copy, hidden_now(session, copy, parts))
        if _is_left(opened):
            listed[key] = Listed(copy, copy.child.known_as, copy.first_read_at is None, opened.hidden)
    return list(listed.values())


def whole(copy: Copy) -> Document:
    """Everything in a copy, for background work that shows it to nobody."""
    return thaw(copy.document)


def before(reader: Person, copy: Copy) -> list[OpenCopy]:
    """The reader's own copies of the same record and child from before this one that may be seen now, newest first."""
    session = session_of(reader)
    held = permissions.parts(session, reader, copy.child_id)
    if copy.person_id != reader.id or not permissions.allows(Action.DOCUMENT_LIST, held):
        return []
    older = (
        OpenCopy(session, one, hidden_now(session, one, held))
        for one in _copies_of(session, reader)
        if (one.record_id, one.child_id) == (copy.record_id, copy.child_id) and one.number < copy.number
    )
    return [one for one in older if _is_left(one)]


def newest(reader: Person, opened: OpenCopy) -> str:
    """The public id of the reader's newest copy of the same record and child that may be seen now, if that is another
    than this one; else "".
    """
    if not opened.has_newer:
        return ""
    mine = (one.copy for one in list_for(reader))
    this = (opened.known.record_id, opened.known.child_id)
    found = [one for one in mine if (one.record_id, one.child_id) == this and one.id > opened.known.id]
    return found[0].public_id if found else ""


def _copies_of(session: Session, reader: Person) -> Iterable[Copy]:
    return session.scalars(
        select(Copy)
        .join(Edition)
        .where(Copy.person_id == reader.id, Copy.recalled_at.is_(None), Edition.recalled_at.is_(None))
        .options(joinedload(Copy.child))
        .order_by(Copy.id.desc())
    )
