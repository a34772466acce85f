"""What a manager checks: who saw, did and was refused what, and what waits too long. Never anybody's words."""

import csv
import io
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from sqlalchemy import ColumnElement, select
from sqlalchemy.orm import Session, aliased

from portal import audit, permissions
from portal.database import session_of
from portal.models import AuditEvent, Person
from portal.permissions import Action

A_PAGE = 50
MOST_EXPORTED = 20_000
HIGHEST = 2**63 - 1
OUTCOMES = ("done", "refused", "ended", "lifted")
COLUMNS = ("number", "at", "person", "action", "outcome", "child", "thing")
# A spreadsheet takes a cell that begins with one of these for a formula (OWASP "CSV Injection").
FORMULA = ("=", "+", "-", "@", "\t", "\r")


@dataclass(frozen=True)
class Wanted:
    """Which events a manager asks for; "" or None is all. `person` and `child` are the authority's references."""

    person: str = ""
    child: str = ""
    action: str = ""
    outcome: str = ""
    day: date | None = None


@dataclass(frozen=True)
class Event:
    """One event, with the person and the child it was about, if any."""

    row: AuditEvent
    person: Person | None
    child: Person | None


@dataclass(frozen=True)
class Events:
    """A page of events, the newest first. `older` is the number to ask for the page after, or 0 if there is none."""

    events: list[Event]
    older: int


def events(manager: Person, wanted: Wanted, before: int = 0) -> Events:
    """Fifty events, those before a number if one is given. Nothing is counted: it would cost more with each year."""
    session = session_of(manager)
    permissions.check(session, manager, Action.AUDIT_READ, None)
    found = list(_events(session, wanted, min(before, HIGHEST), A_PAGE + 1))
    audit.note(session, manager, Action.AUDIT_READ)
    older = found[A_PAGE - 1].row.id if len(found) > A_PAGE else 0
    return Events(found[:A_PAGE], older)


def export(manager: Person, wanted: Wanted) -> str:
    """The newest 20,000 of the events as CSV: references and public ids only, and nothing that a spreadsheet would
    take for a formula.
    """
    session = session_of(manager)
    permissions.check(session, manager, Action.AUDIT_READ, None)
    file = io.StringIO()
    writer = csv.writer(file)
    writer.writerow(COLUMNS)
    for one in _events(session, wanted, 0, MOST_EXPORTED):
        writer.writerow([_safe(cell) for cell in _cells(one)])
    audit.note(session, manager, Action.AUDIT_READ)
    return file.getvalue()


def _cells(one: Event) -> tuple[str, ...]:
    return (
        str(one.row.id),
        one.row.at.isoformat(timespec="seconds"),
        one.person.reference if one.person else "",
        one.row.action,
        one.row.outcome,
        one.child.reference if one.child else "",
        one.row.thing,
    )


def _safe(cell: str) -> str:
    return f"'{cell}" if cell.startswith(FORMULA) else cell


def _events(session: Session, wanted: Wanted, before: int, most: int) -> Iterator[Event]:
    person, child = aliased(Person), aliased(Person)
    query = (
        select(AuditEvent, person, child)
        .outerjoin(person, person.id == AuditEvent.person_id)
        .outerjoin(child, child.id == AuditEvent.child_id)
        .where(*_conditions(session, wanted), *([AuditEvent.id < before] if before else []))
        .order_by(AuditEvent.id.desc())
        .limit(most)
    )
    for row, somebody, about in session.execute(query):
        yield Event(row, somebody, about)


def _conditions(session: Session, wanted: Wanted) -> Iterator[ColumnElement[bool]]:
    if wanted.person:
        yield AuditEvent.person_id == (_id_of(session, wanted.person))
    if wanted.child:
        yield AuditEvent.child_id == (_id_of(session, wanted.child))
    if wanted.action:
        yield AuditEvent.action == wanted.action
    if wanted.outcome:
        yield AuditEvent.outcome == wanted.outcome
    if wanted.day:
        begins = datetime.combine(wanted.day, time(), ZoneInfo("Europe/London"))
        ends = datetime.combine(wanted.day + timedelta(days=1), time(), ZoneInfo("Europe/London"))
        yield AuditEvent.at >= begins
        yield AuditEvent.at < ends


def _id_of(session: Session, reference: str) -> int:
    """The id of whoever has this reference; 0, which nobody has, if there is no such person."""
    return session.scalar(select(Person.id).where(Person.reference == reference.strip())) or 0
