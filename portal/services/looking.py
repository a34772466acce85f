"""Looking at a person's copy before it is published: nobody is sent what the worker has not looked at as it is now.

What was looked at is remembered by a fingerprint of the copy's words, which whoever asks keeps (the portal keeps it in
the worker's own session on the server: signing out forgets it, and the worker looks again). It is checked once more
in the transaction that publishes.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import joinedload

from accessibility.document import Document
from portal import audit
from portal.database import session_of, write_first
from portal.errors import PortalError, lazy_name
from portal.models import Account, Copy, Edition, Person
from portal.permissions import Action
from portal.services import copies, editions
from portal.services.documents import Built
from portal.services.passages import content_hash, is_ours
from portal.services.preparing import Preparation, PreparedReader, allowed, preparation

Looks = Mapping[str, str]


class NotLooked(PortalError):
    """Somebody is ticked whose copy the worker has not looked at as it is now."""

    field = "people"
    message = lazy_name("Look at the copy for %(name)s as it is now before you publish it to them.")


@dataclass(frozen=True)
class Look:
    """One person's copy as it would be if it were published now, and the fingerprint of what it says."""

    to: PreparedReader
    document: Document
    fingerprint: str


@dataclass(frozen=True)
class Ready:
    """One person to whom a worker may publish. `is_held`: they have a copy already; `is_same`: it says just this."""

    to: PreparedReader
    is_looked_at: bool
    was_looked_at: bool
    is_held: bool
    is_same: bool
    is_empty: bool
    has_account: bool


def look(
    worker: Person, record_public_id: str, child_public_id: str, person_public_id: str
) -> tuple[Preparation, Look]:
    """One person's copy as they would get it now. Raises NotFound for somebody without a tie to the child."""
    session = session_of(worker)
    version, child = allowed(worker, record_public_id, child_public_id)
    ready = preparation(session, version, child)
    to = ready.reader(person_public_id)
    built = _built(ready, to)
    audit.note(session, worker, Action.RECORD_PREPARE, child.id, version.record.public_id)
    return ready, Look(to, built.document, fingerprint(built))


def fingerprint(built: Built) -> str:
    """What a copy says of the record, whatever the ids in it: our own words around it are left out."""
    seen = [one for one in built.origins.values() if not is_ours(one)]
    return content_hash([[one["identity"], one["words"], one.get("called")] for one in seen])


def state(worker: Person, record_public_id: str, child_public_id: str, looks: Looks) -> tuple[Preparation, list[Ready]]:
    """Everybody whom a worker may publish to, and what the worker should know before ticking them."""
    session = session_of(worker)
    version, child = allowed(worker, record_public_id, child_public_id)
    ready = preparation(session, version, child)
    people = [one.tie.person_id for one in ready.readers]
    accounts = set(session.scalars(select(Account.person_id).where(Account.person_id.in_(people))))
    return ready, [_ready(ready, one, looks, one.tie.person_id in accounts) for one in ready.readers]


def _ready(ready: Preparation, to: PreparedReader, looks: Looks, has_account: bool) -> Ready:
    built = _built(ready, to)
    before = editions.newest_copy(session_of(ready.child), ready.version.record_id, ready.child, to)
    return Ready(
        to=to,
        is_looked_at=looks.get(to.id) == fingerprint(built),
        was_looked_at=to.id in looks,
        is_held=before is not None,
        is_same=before is not None and editions.says_already(before, built),
        is_empty=all(is_ours(one) for one in built.origins.values()),
        has_account=has_account,
    )


def everybodys(ready: Preparation) -> list[Document]:
    """The copies of everybody whom a worker may publish to, as they would be now."""
    return [_built(ready, one).document for one in ready.readers]


def _built(ready: Preparation, to: PreparedReader) -> Built:
    session = session_of(ready.child)
    setting = editions.setting_for(session, ready, to, editions.roles_of(session, ready))
    return copies.make(ready.source, to.reader, to.choices, setting)


def publish(
    worker: Person, record_public_id: str, child_public_id: str, people: Sequence[str], looks: Looks
) -> Edition:
    """Publish to the people ticked, each of whose copies the worker has looked at as it is now. Raises NotLooked."""
    session = session_of(worker)
    version, child = allowed(worker, record_public_id, child_public_id)
    write_first(session)
    ready = preparation(session, version, child)
    for one in ready.readers:
        if one.id in people and looks.get(one.id) != fingerprint(_built(ready, one)):
            raise NotLooked(name=one.tie.named)
    return editions.publish(worker, record_public_id, child_public_id, people)


@dataclass(frozen=True)
class Published:
    """One edition of a record for a child: the copies made; who was ticked but had one already that says the same."""

    edition: Edition
    copies: list[Copy]
    had_it: list[Person]


def published(worker: Person, record_public_id: str, child_public_id: str) -> tuple[Preparation, list[Published]]:
    """Every edition of a record for a child, the newest first. Only workers see this: it tells who has read what."""
    session = session_of(worker)
    version, child = allowed(worker, record_public_id, child_public_id)
    audit.note(session, worker, Action.RECORD_PREPARE, child.id, version.record.public_id)
    rows = session.scalars(
        select(Edition)
        .where(Edition.record_id == version.record_id, Edition.child_id == child.id)
        .options(joinedload(Edition.published_by), joinedload(Edition.version))
        .order_by(Edition.number.desc())
    ).all()
    made = session.scalars(
        select(Copy).where(Copy.edition_id.in_([one.id for one in rows])).options(joinedload(Copy.person))
    ).all()
    return preparation(session, version, child), [
        Published(
            edition=one,
            copies=(mine := [copy for copy in made if copy.edition_id == one.id]),
            had_it=_had_it(worker, one, {copy.person_id for copy in mine}),
        )
        for one in rows
    ]


def _had_it(worker: Person, edition: Edition, got: set[int]) -> list[Person]:
    ticked = editions.ticked_in(edition)
    people = session_of(worker).scalars(select(Person).where(Person.reference.in_(ticked)).order_by(Person.id))
    return [one for one in people if one.id not in got]
