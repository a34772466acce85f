"""A child's case file: what was said, signed, answered and taken back, as it arrived in the case record."""

import hashlib
import json
from dataclasses import dataclass
from typing import Any

from sqlalchemy import select

from portal import audit
from portal.database import session_of
from portal.errors import NotAllowed, NotFound
from portal.models.delivery import CaseFileEntry, Delivery
from portal.models.person import Person
from portal.models.tie import Part
from portal.permissions import Action, check
from portal.services import deliveries
from portal.services.eyes import hears

# What an entry may hold beside what every entry holds, by kind: "" where its kind has no such thing.
MAY_HOLD = (
    *("what", "original", "original_sha256", "medium", "language", "helped_by", "about", "follows"),
    *("answers", "outcome", "act", "mark", "signed_as", "explained_by", "why", "level"),
)


@dataclass(frozen=True)
class Entry:
    """One thing in the file. `said` is what its payload holds; `is_whole` whether its bytes still have their hash."""

    row: CaseFileEntry
    said: dict[str, Any]
    is_whole: bool

    @property
    def who(self) -> dict[str, Any]:
        """Whose words or act it is: their reference, name, and what they were to the child."""
        somebody: dict[str, Any] = self.said["signed_by" if "signed_by" in self.said else "said_by"]
        return somebody


@dataclass(frozen=True)
class CaseFile:
    """A child's case file, newest first, and what is still on its way into it."""

    child: Person
    entries: list[Entry]
    waiting: list[Delivery]


def case_file(worker: Person, child_public_id: str) -> CaseFile:
    """The case file of one of the worker's children; a reviewing officer's holds only what is for their eyes too."""
    session = session_of(worker)
    child, held = _child(worker, child_public_id)
    rows = session.scalars(
        select(CaseFileEntry)
        .where(CaseFileEntry.child_id == child.id)
        .order_by(CaseFileEntry.said_at.desc(), CaseFileEntry.id.desc())
    )
    on_the_way = deliveries.waiting_for(session, child.id)
    waiting = [one for one in on_the_way if hears(held, json.loads(one.payload)["eyes"])]
    audit.note(session, worker, Action.CASE_FILE_READ, child.id)
    return CaseFile(child, [_entry(row) for row in rows if hears(held, row.eyes)], waiting)


def one_entry(worker: Person, child_public_id: str, key: str) -> Entry:
    """One thing in a child's case file, by its key. Raises NotFound for one that is not there or not for them."""
    session = session_of(worker)
    child, held = _child(worker, child_public_id)
    row = session.scalar(select(CaseFileEntry).where(CaseFileEntry.child_id == child.id, CaseFileEntry.key == key))
    if row is None:
        raise NotFound()
    if not hears(held, row.eyes):
        raise NotAllowed(action=Action.CASE_FILE_READ.value, child=child.id)
    audit.note(session, worker, Action.CASE_FILE_READ, child.id, key)
    return _entry(row)


def _child(worker: Person, public_id: str) -> tuple[Person, frozenset[Part]]:
    session = session_of(worker)
    child = session.scalar(select(Person).where(Person.public_id == public_id))
    if child is None:
        raise NotFound()
    return child, check(session, worker, Action.CASE_FILE_READ, child.id)


def _entry(row: CaseFileEntry) -> Entry:
    said: dict[str, Any] = dict.fromkeys(MAY_HOLD, "") | json.loads(row.payload)
    return Entry(row, said, hashlib.sha256(row.payload.encode()).hexdigest() == row.sha256)
