"""Notices: one message to a person that something waits. Never a name and never anybody's words.

A notice is a row, written with the thing that it is about. The default way out is the person's own page of notices and
a line in the log that holds the kind alone; a way out by text message or e-mail would say no more than that.
"""

import logging
from collections.abc import Collection

from sqlalchemy import func, insert, select, update
from sqlalchemy.orm import Session

from portal import audit
from portal.database import now, session_of
from portal.errors import NotFound
from portal.models.notice import Notice
from portal.models.person import Person
from portal.models.tie import COUNCIL
from portal.permissions import Action, parts_anywhere

log = logging.getLogger("clywed.notices")
ADD = insert(Notice)
MOST_SHOWN = 100


def tell(session: Session, person: Person, kind: str, thing: str = "") -> None:
    """Tell a person that something waits for them: `kind` is what, `thing` a public id. In the caller's transaction."""
    tell_all(session, [person.id], kind, thing)


def tell_all(session: Session, person_ids: Collection[int], kind: str, thing: str = "") -> None:
    """The same to several people, by their ids."""
    moment = now()
    rows = [
        {"person_id": one, "kind": kind, "thing": thing, "made_at": moment, "sent_at": moment} for one in person_ids
    ]
    if rows:
        session.connection().execute(ADD, rows)
    for _ in rows:
        log.info("notice %s", kind)


def of_the_council(person: Person) -> list[Notice]:
    """The same, for one of the council's people. Raises NotFound for anybody else: what a family member is told of
    stands on their own pages, and only as far as it may be seen now.
    """
    if not parts_anywhere(session_of(person), person) & COUNCIL:
        raise NotFound()
    return for_person(person)


def for_person(person: Person) -> list[Notice]:
    """The person's own notices, those not read first, then the newest; at most 100."""
    mine = select(Notice).where(Notice.person_id == person.id)
    return list(
        session_of(person).scalars(
            mine.order_by(Notice.read_at.is_not(None), Notice.made_at.desc(), Notice.id.desc()).limit(MOST_SHOWN)
        )
    )


def mark_read(person: Person, thing: str = "") -> int:
    """Mark the person's own notices as read: those about one thing, or all. Gives how many there were."""
    session = session_of(person)
    waiting = [Notice.person_id == person.id, Notice.read_at.is_(None)]
    if thing:
        waiting.append(Notice.thing == thing)
    count = session.scalar(select(func.count()).select_from(Notice).where(*waiting)) or 0
    if count:
        session.execute(update(Notice).where(*waiting).values(read_at=now()))
        audit.note(session, person, Action.NOTICE_READ, thing=thing)
    return count
