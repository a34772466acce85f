"""Records whose form is closed, all of it, until a manager has opened them (exemplar-fields 6.1, strategy discussion).

One version is opened, not the record: what a later version holds, nobody has thought about yet.
"""

from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session, joinedload

from accessibility.document import Words
from content import exemplars
from portal import audit, permissions
from portal.database import now, session_of, write_first
from portal.errors import NotFound
from portal.models import Person, Record, RecordChild, RecordVersion
from portal.permissions import Action


@dataclass(frozen=True)
class Waiting:
    """A version that waits for a manager, and the names of the children whom it is about."""

    version: RecordVersion
    children: tuple[str, ...]

    @property
    def title(self) -> Words:
        """What the council calls the form, in both languages."""
        form = exemplars.load(self.version.record.exemplar)
        return Words(en=form.official("en"), cy=form.official("cy"))


def closed(manager: Person) -> list[Waiting]:
    """The newest versions that no manager has opened yet, the oldest first."""
    session = session_of(manager)
    permissions.check(session, manager, Action.RECORD_OPEN, None)
    forms = [name for name in exemplars.names() if exemplars.load(name).opened_by]
    found = session.scalars(
        select(RecordVersion)
        .join(Record, Record.newest_id == RecordVersion.id)
        .where(Record.exemplar.in_(forms), RecordVersion.opened_at.is_(None))
        .options(joinedload(RecordVersion.record), joinedload(RecordVersion.author))
        .order_by(RecordVersion.id)
    )
    return [Waiting(one, _children(session, one)) for one in found]


def _children(session: Session, version: RecordVersion) -> tuple[str, ...]:
    names = (
        select(Person.name)
        .join(RecordChild, RecordChild.child_id == Person.id)
        .where(RecordChild.version_id == version.id)
        .order_by(RecordChild.position)
    )
    return tuple(session.scalars(names))


def open_record(manager: Person, record_public_id: str, version: int) -> None:
    """Let workers prepare and publish this version; each part stays shown to nobody until they choose. Raises NotFound
    for a version that is not the newest, or is not closed.
    """
    session = session_of(manager)
    permissions.check(session, manager, Action.RECORD_OPEN, None)
    write_first(session)
    for one in (waiting.version for waiting in closed(manager)):
        if (one.record.public_id, one.version) == (record_public_id, version):
            one.opened_at, one.opened_by_id = now(), manager.id
            audit.note(session, manager, Action.RECORD_OPEN, thing=record_public_id)
            return
    raise NotFound()
