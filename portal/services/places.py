"""Where the words are prepared that somebody spoke about: from what came in to where it is put right, in one press."""

from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import undefer

from portal import permissions
from portal.database import session_of
from portal.models import Contribution, Person, Record, RecordChild, RecordVersion
from portal.permissions import Action
from portal.services import sources
from portal.services.preparing import key_of


@dataclass(frozen=True)
class Place:
    """A passage where it is prepared: public ids of the record and of the child, and the passage's key."""

    record: str
    child: str
    passage: str


def place_of(worker: Person, said: Contribution) -> Place | None:
    """Where the passage is prepared that was spoken of; None if there is none, if the record's newest version does not
    have it any more, and for somebody who does not prepare.
    """
    copy, session = said.copy, session_of(worker)
    if copy is None or not permissions.may(session, worker, Action.RECORD_PREPARE, copy.child_id):
        return None
    field = copy.origins.get(said.passage, {}).get("field", "")
    version = session.scalar(
        select(RecordVersion)
        .join(Record, Record.newest_id == RecordVersion.id)
        .join(RecordChild, RecordChild.version_id == RecordVersion.id)
        .where(Record.id == copy.record_id, RecordChild.child_id == copy.child_id)
        .options(undefer(RecordVersion.document))
    )
    if version is None:
        return None
    source = sources.source_of(session, version, copy.child)
    is_there = any(one["id"] == field and source.concerns(one) for one in source.passages)
    return Place(version.record.public_id, copy.child.public_id, key_of(field)) if is_there else None
