"""Editions: a worker publishes to the people they ticked, and can recall at once."""

from collections.abc import Sequence
from typing import Any

import msgspec
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from accessibility.document import digest, freeze
from portal import audit, permissions
from portal.database import new_public_id, now, session_of, today, write_first
from portal.errors import AlreadyChanged, NotFound, PortalError, lazy_name
from portal.models import Copy, Edition, Part, Person
from portal.permissions import Action
from portal.services import copies, notices, own_words, repeats, sources
from portal.services.documents import Built, Setting
from portal.services.passages import content_hash
from portal.services.preparing import Preparation, PreparedReader, preparation


class NobodyTicked(PortalError):
    """Publishing is to people; somebody has to be ticked."""

    field = "people"
    message = lazy_name("Tick who gets this. Each of them gets their own copy.")


class Closed(PortalError):
    """The form is closed until a manager has opened the record."""

    field = "people"
    message = lazy_name("Nobody gets a copy of this until a manager has opened it.")


def publish(worker: Person, record_public_id: str, child_public_id: str, people: Sequence[str]) -> Edition:
    """Publish a record's newest version for one child to the people ticked (public ids), each their own copy.

    Whoever has a copy already that would say the same gets no new one, and no notice. Raises NotFound for somebody
    without a tie to the child; nobody is added by a tie alone.
    """
    session = session_of(worker)
    version = sources.version_of(session, record_public_id)
    child = sources.child_of(session, version, child_public_id)
    permissions.check(session, worker, Action.EDITION_PUBLISH, child.id)
    if not people:
        raise NobodyTicked()
    write_first(session)
    ready = preparation(session, version, child)
    if ready.is_closed:
        raise Closed()
    ticked = _ticked(ready, people)
    edition = _edition(session, worker, ready, ticked)
    roles = roles_of(session, ready, ticked)
    for one in ticked:
        copy = _copy(session, edition, ready, one, roles)
        if copy is not None:
            session.flush()
            notices.tell(session, one.tie.person, "document", copy.public_id)
            session.info.setdefault("after_commit", []).extend(
                (task, (copy.id,)) for task in ("dress_copy", "speak_copy")
            )
    audit.note(session, worker, Action.EDITION_PUBLISH, child.id, version.record.public_id)
    return edition


def _ticked(ready: Preparation, people: Sequence[str]) -> list[PreparedReader]:
    by_id = {one.tie.person.public_id: one for one in ready.readers}
    if not set(people) <= set(by_id):
        raise NotFound()
    return [one for public_id, one in by_id.items() if public_id in people]


def _edition(session: Session, worker: Person, ready: Preparation, ticked: list[PreparedReader]) -> Edition:
    facts = {"record_id": ready.version.record_id, "child_id": ready.child.id}
    last = session.scalar(select(func.max(Edition.number)).filter_by(**facts)) or 0
    before = session.scalar(
        select(Edition).filter_by(**facts).where(Edition.recalled_at.is_(None)).order_by(Edition.number.desc()).limit(1)
    )
    body = msgspec.json.encode(
        {
            "version": ready.version.sha256,
            "texts": [msgspec.to_builtins(one) for one in ready.source.written],
            "placed": ready.source.placed,
            "to": [one.reader.reference for one in ticked],
            "choices": {
                one.reader.reference: {
                    "passages": one.choices.passages,
                    "rows": [[*key, shown] for key, shown in one.choices.rows.items()],
                }
                for one in ready.readers
            },
        },
        order="sorted",
    ).decode()
    edition = Edition(
        **facts,
        version_id=ready.version.id,
        number=last + 1,
        kind="wording" if before is not None and _only_wording(before, ready, body) else "full",
        body=body,
        sha256=content_hash(body),
        published_by_id=worker.id,
        published_at=now(),
    )
    session.add(edition)
    session.flush()
    return edition


def _only_wording(before: Edition, ready: Preparation, body: str) -> bool:
    """Whether texts in a language or level were added since and nothing else was: the same version, the same choices,
    and every text that there was as it was.
    """
    if before.version_id != ready.version.id:
        return False
    then, this = msgspec.json.decode(before.body), msgspec.json.decode(body)
    is_same = all(then[key] == this[key] for key in ("choices", "placed"))
    return is_same and all(one in this["texts"] for one in then["texts"])


def roles_of(session: Session, ready: Preparation, ticked: Sequence[PreparedReader] = ()) -> tuple[str, ...]:
    """The parts of everybody but the child who has or now gets a copy: told to the child, who is owed it."""
    having = session.scalars(
        select(Copy.person_id).where(Copy.record_id == ready.version.record_id, Copy.child_id == ready.child.id)
    )
    people = {one.tie.person_id for one in ticked} | set(having)
    ties = sources.readers_of(session, ready.child)
    return tuple(sorted({tie.part for tie in ties if tie.person_id in people and tie.part != Part.CHILD}))


def _copy(
    session: Session, edition: Edition, ready: Preparation, to: PreparedReader, roles: tuple[str, ...]
) -> Copy | None:
    """The reader's new copy; None if it would say what they have already."""
    before = newest_copy(session, edition.record_id, edition.child, to)
    setting = setting_for(session, ready, to, roles)
    built = copies.make(ready.source, to.reader, to.choices, setting)
    if before is not None and says(before.origins) == says(built.origins):
        return None
    repeats.note(session, built, edition, to.tie.person_id)
    copy = _frozen(edition, to, built, setting)
    session.add(copy)
    return copy


def newest_copy(session: Session, record_id: int, child: Person, to: PreparedReader) -> Copy | None:
    """The newest copy that a reader has of a record about a child, and that nobody has recalled."""
    return session.scalar(
        select(Copy)
        .join(Edition)
        .where(
            Copy.person_id == to.tie.person_id,
            Copy.record_id == record_id,
            Copy.child_id == child.id,
            Copy.recalled_at.is_(None),
            Edition.recalled_at.is_(None),
        )
        .order_by(Copy.number.desc())
        .limit(1)
    )


def setting_for(session: Session, ready: Preparation, to: PreparedReader, roles: tuple[str, ...]) -> Setting:
    """What stands around a reader's next copy: its number, the child's workers, what was in the copy before."""
    record_id = ready.version.record_id
    last = session.scalar(
        select(func.max(Copy.number)).where(
            Copy.person_id == to.tie.person_id, Copy.record_id == record_id, Copy.child_id == ready.child.id
        )
    )
    before = newest_copy(session, record_id, ready.child, to)
    return Setting(
        day=today(),
        number=(last or 0) + 1,
        workers=sources.workers_named(session, ready.child),
        roles=roles if to.reader.is_child else (),
        before=None if before is None else {one["identity"]: one["words"] for one in before.origins.values()},
        called=own_words.of_child(session, ready.child) if to.reader.is_child else {},
    )


def ticked_in(edition: Edition) -> list[str]:
    """References of the people to whom an edition was published, whether or not they needed a new copy."""
    found: list[str] = msgspec.json.decode(edition.body)["to"]
    return found


def says(origins: dict[str, dict[str, Any]]) -> list[tuple[str, str, Any]]:
    """What a copy says, whatever the ids in it: the identity and the words of each passage, in order, and the child's
    own words by which its terms are explained.
    """
    return [(one["identity"], one["words"], one.get("called")) for one in origins.values()]


def _frozen(edition: Edition, to: PreparedReader, built: Built, setting: Setting) -> Copy:
    document = freeze(built.document)
    return Copy(
        public_id=new_public_id(),
        edition_id=edition.id,
        person_id=to.tie.person_id,
        child_id=edition.child_id,
        record_id=edition.record_id,
        number=setting.number,
        document=document,
        sha256=digest(document),
        origins=built.origins,
        title_en=built.document.title.en,
        title_cy=built.document.title.cy,
        made_at=edition.published_at,
    )


def recall(worker: Person, record_public_id: str, child_public_id: str) -> None:
    """Take back the newest edition of a record for a child: nobody sees it from the next request on."""
    session = session_of(worker)
    version = sources.version_of(session, record_public_id)
    child = sources.child_of(session, version, child_public_id)
    permissions.check(session, worker, Action.EDITION_RECALL, child.id)
    write_first(session)
    edition = session.scalar(
        select(Edition)
        .where(Edition.record_id == version.record_id, Edition.child_id == child.id, Edition.recalled_at.is_(None))
        .order_by(Edition.number.desc())
        .limit(1)
    )
    if edition is None:
        raise AlreadyChanged()
    edition.recalled_at = now()
    audit.note(session, worker, Action.EDITION_RECALL, child.id, version.record.public_id)
