"""Who saw and did what: rows are added, never changed.

Events wait in the session and are written last, just before the commit, so that each row's digest can chain to the one
before while this writer holds its turn.
"""

import hashlib
import hmac
from datetime import datetime

from sqlalchemy import event, select
from sqlalchemy.orm import Session

from portal.database import now, write_first
from portal.models.audit_event import AuditEvent
from portal.models.person import Person
from portal.permissions import Action

BEGINNING = "0" * 64


def note(
    session: Session,
    person: Person | None,
    action: Action,
    child_id: int | None = None,
    thing: str = "",
    *,
    outcome: str = "done",
) -> None:
    """Note one look or act. `thing` is a public id; never a name or anybody's words."""
    row = AuditEvent(
        at=now(),
        person_id=person.id if person else None,
        action=action.value,
        outcome=outcome,
        child_id=child_id,
        thing=thing,
    )
    session.info.setdefault("audit", []).append(row)


def digest_of(key: bytes, previous: str, row: AuditEvent) -> str:
    """HMAC-SHA-256 over the row before and this row's own facts, in hex."""
    at: datetime = row.at
    facts = (previous, at.isoformat(), row.person_id, row.action, row.outcome, row.child_id, row.thing)
    return hmac.new(key, "\x1f".join(map(str, facts)).encode(), hashlib.sha256).hexdigest()


def write_waiting(session: Session) -> None:
    """Write the events that wait in this session, each chained to the one before."""
    rows: list[AuditEvent] = session.info.pop("audit", [])
    if not rows:
        return
    write_first(session)
    key: bytes = session.info["audit_key"]
    previous = session.scalar(select(AuditEvent.digest).order_by(AuditEvent.id.desc()).limit(1)) or BEGINNING
    for row in rows:
        row.digest = previous = digest_of(key, previous, row)
        session.add(row)
    session.flush()


def forget_waiting(session: Session) -> None:
    """Drop what waits: what it was about did not happen."""
    session.info.pop("audit", None)


@event.listens_for(Session, "before_commit")
def _before_commit(session: Session) -> None:
    write_waiting(session)


@event.listens_for(Session, "after_soft_rollback")
def _after_rollback(session: Session, transaction: object) -> None:
    if not session.in_nested_transaction():
        forget_waiting(session)


def broken_links(session: Session, key: bytes) -> list[int]:
    """Ids of audit rows whose digest is not what it should be; [] when the chain is whole."""
    previous, broken = BEGINNING, []
    for row in session.scalars(select(AuditEvent).order_by(AuditEvent.id).execution_options(yield_per=1000)):
        if row.digest != digest_of(key, previous, row):
            broken.append(row.id)
        previous = row.digest
    return broken
