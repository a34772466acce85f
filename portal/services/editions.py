"""Editions: a worker publishes to the people they ticked, and can recall at once."""

from collections.abc import Sequence
from typing import Any

import msgspec
from sqlalchemy import func, select, update
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

# The number of a copy that counts for nothing is below this: it was recalled before its reader had opened it.
UNCOUNTED = 0


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
    roles = roles_of(session, ready, ticked)
    made = [(one, built) for one in ticked if (built := _built_for(session, ready, one, roles)) is not None]
    edition = _edition(session, worker, ready, ticked, is_new=bool(made))
    for one, built in made:
        _give(session, edition, one, built)
    audit.note(session, worker, Action.EDITION_PUBLISH, child.id, version.record.public_id)
    return edition


def _ticked(ready: Preparation, people: Sequence[str]) -> list[PreparedReader]:
    by_id = {one.tie.person.public_id: one for one in ready.readers}
    if not set(people) <= set(by_id):
        raise NotFound()
    return [one for public_id, one in by_id.items() if public_id in people]


def _edition(
    session: Session, worker: Person, ready: Preparation, ticked: list[PreparedReader], *, is_new: bool
) -> Edition:
    """A new edition; the newest there is where this would be the same to the same people and nobody gets a copy: a
    second press on the same button.
    """
    facts = {"record_id": ready.version.record_id, "child_id": ready.child.id}
    last = session.scalar(select(func.max(Edition.number)).filter_by(**facts)) or 0
    before = next(iter(_standing(session, **facts)), None)
    body = _body(ready, ticked)
    if before is not None and before.body == body and not is_new:
        return before
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


def _standing(session: Session, record_id: int, child_id: int) -> Sequence[Edition]:
    """The editions of a record for a child that have not been recalled, the newest first."""
    found = select(Edition).where(
        Edition.record_id == record_id, Edition.child_id == child_id, Edition.recalled_at.is_(None)
    )
    return session.scalars(found.order_by(Edition.number.desc())).all()


def _body(ready: Preparation, ticked: list[PreparedReader]) -> str:
    return msgspec.json.encode(
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


def _built_for(session: Session, ready: Preparation, to: PreparedReader, roles: tuple[str, ...]) -> Built | None:
    """What the reader's new copy would be; None if it would say what they have already."""
    built = copies.make(ready.source, to.reader, to.choices, setting_for(session, ready, to, roles))
    before = newest_copy(session, ready.version.record_id, ready.child, to)
    return None if before is not None and says_already(before, built) else built


def says_already(before: Copy, built: Built) -> bool:
    """Whether a copy says just this already, and its reader may see all of it now: what was hidden since, and is to be
    shown, comes back with a new copy only.
    """
    session = session_of(before)
    held = permissions.parts(session, before.person, before.child_id)
    return says(before.origins) == says(built.origins) and not copies.hidden_now(session, before, held)


def _give(session: Session, edition: Edition, to: PreparedReader, built: Built) -> None:
    """Freeze a reader's copy, tell them, and have what goes with it made."""
    before = newest_copy(session, edition.record_id, edition.child, to)
    repeats.note(session, built, edition, to.tie.person_id, before)
    copy = _frozen(edition, to, built)
    session.add(copy)
    session.flush()
    notices.tell(session, to.tie.person, "document", copy.public_id)
    session.info.setdefault("after_commit", []).extend((task, (copy.id,)) for task in ("dress_copy", "speak_copy"))


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
            Copy.person_id == to.tie.person_id,
            Copy.record_id == record_id,
            Copy.child_id == ready.child.id,
            Copy.number > UNCOUNTED,
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


def _frozen(edition: Edition, to: PreparedReader, built: Built) -> Copy:
    document = freeze(built.document)
    return Copy(
        public_id=new_public_id(),
        edition_id=edition.id,
        person_id=to.tie.person_id,
        child_id=edition.child_id,
        record_id=edition.record_id,
        number=built.document.number,
        document=document,
        sha256=digest(document),
        origins=built.origins,
        title_en=built.document.title.en,
        title_cy=built.document.title.cy,
        made_at=edition.published_at,
    )


def to_recall(session: Session, record_id: int, child_id: int) -> Edition | None:
    """The newest edition of a record for a child of which anybody got a copy, and which has not been recalled."""
    given = select(Copy.id).where(Copy.edition_id == Edition.id).exists()
    found = select(Edition).where(
        Edition.record_id == record_id, Edition.child_id == child_id, Edition.recalled_at.is_(None), given
    )
    return session.scalar(found.order_by(Edition.number.desc()).limit(1))


def recall(worker: Person, record_public_id: str, child_public_id: str, number: int) -> None:
    """Take back the newest edition of a record for a child, by its number: nobody sees it from the next request on.

    A second press finds it recalled and takes nothing more. Raises AlreadyChanged if another is the newest now.
    """
    session = session_of(worker)
    version = sources.version_of(session, record_public_id)
    child = sources.child_of(session, version, child_public_id)
    permissions.check(session, worker, Action.EDITION_RECALL, child.id)
    write_first(session)
    facts = {"record_id": version.record_id, "child_id": child.id}
    meant = session.scalar(select(Edition).filter_by(**facts, number=number).execution_options(populate_existing=True))
    if meant is not None and meant.recalled_at is not None:
        return
    if meant is None or meant is not to_recall(session, **facts):
        raise AlreadyChanged()
    for one in _standing(session, **facts):
        if one.number >= number:
            one.recalled_at = now()
    _uncount(session, meant)
    audit.note(session, worker, Action.EDITION_RECALL, child.id, version.record.public_id)


def _uncount(session: Session, edition: Edition) -> None:
    """Take the copies that nobody opened out of their readers' count: no gap tells that there was one."""
    unopened = (Copy.edition_id == edition.id, Copy.first_read_at.is_(None), Copy.number > UNCOUNTED)
    session.execute(update(Copy).where(*unopened).values(number=-Copy.id))
