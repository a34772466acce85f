"""Who saw and did what: rows are added, never changed.

Events wait in the session and are written last, just before the commit, so that each row's digest can chain to the one
before while this writer holds its turn, and holds it no longer than for that.
"""

import hmac
from collections.abc import Mapping
from typing import Any

from sqlalchemy import event, insert, select
from sqlalchemy.orm import Session

from portal.database import Turn, now, write_first
from portal.models.audit_event import AuditEvent
from portal.models.person import Person
from portal.permissions import Action

BEGINNING = "0" * 64
CHAINED = ("person_id", "action", "outcome", "child_id", "thing")
NEWEST = select(AuditEvent.digest).order_by(AuditEvent.id.desc()).limit(1)
ADD = insert(AuditEvent)

Facts = dict[str, Any]


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
    facts: Facts = {
        "at": now(),
        "person_id": person.id if person else None,
        "action": action.value,
        "outcome": outcome,
        "child_id": child_id,
        "thing": thing,
    }
    session.info.setdefault("audit", []).append(facts)


def digest_of(key: bytes, previous: str, facts: Mapping[str, Any]) -> str:
    """HMAC-SHA-256 over the row before and this row's own facts, in hex."""
    said = (previous, facts["at"].isoformat(), *(facts[name] for name in CHAINED))
    return hmac.digest(key, "\x1f".join(map(str, said)).encode(), "sha256").hex()


def write_waiting(session: Session) -> None:
    """Write the events that wait in this session, each chained to the one before."""
    rows: list[Facts] = session.info.pop("audit", [])
    if not rows:
        return
    write_first(session, Turn.AUDITING)
    key: bytes = session.info["audit_key"]
    # Below the models: this is written at every look, and nothing in this session reads it back.
    connection = session.connection()
    previous = connection.scalar(NEWEST) or BEGINNING
    for row in rows:
        row["digest"] = previous = digest_of(key, previous, row)
    connection.execute(ADD, rows)


def forget_waiting(session: Session) -> None:
    """Drop what waits: what it was about did not happen."""
    session.info.pop("audit", None)


@event.listens_for(Session, "before_commit")
def _before_commit(session: Session) -> None:
    if not session.in_nested_transaction():
        # Everything else first: on PostgreSQL whoever has the turn must wait for nobody's row.
        session.flush()
        write_waiting(session)


@event.listens_for(Session, "after_soft_rollback")
def _after_rollback(session: Session, transaction: object) -> None:
    if not session.in_nested_transaction():
        forget_waiting(session)


def broken_links(session: Session, key: bytes) -> list[int]:
    """Ids of audit rows whose digest is not what it should be; [] when the chain is whole."""
    previous, broken = BEGINNING, []
    for row in session.scalars(select(AuditEvent).order_by(AuditEvent.id).execution_options(yield_per=1000)):
        if row.digest != digest_of(key, previous, vars(row)):
            broken.append(row.id)
        previous = row.digest
    return broken
