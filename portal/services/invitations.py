"""Invitations: a code for one first visit, or for a new secret; read aloud or handed over, used once, gone in a week.

A code is five groups of three out of 23 letters and digits: 67 bits. No vowels (no words come of it) and nothing that
looks like something else. Ten tries a minute from an address, for seven days, reach about 2 to the 17th of it, and only
a keyed hash is stored, so the database alone is of no use to a thief. More would be harder to read aloud and to type.
"""

import secrets
from datetime import timedelta

from sqlalchemy import Select, select, update
from sqlalchemy.orm import Session

from portal import audit, permissions
from portal.database import now, session_of, write_first
from portal.errors import NotFound, PortalError, lazy_name, lazy_to_you
from portal.models.account import Invitation
from portal.models.person import Person
from portal.models.tie import Part, Tie
from portal.permissions import HEARERS, MANAGERS, READERS, Action
from portal.services.hashing import keyed

ALPHABET = "BCDFGHJKMNPQRTVWXYZ3469"
GROUPS, IN_A_GROUP = 5, 3
HOLDS_FOR = timedelta(days=7)
NOT_A_CODE = lazy_to_you(
    "That code does not work. It may have been used, or be more than seven days old. Check it, or ask for a new one."
)
NOT_FAMILY = lazy_name("Only somebody of the child's family, or close to the child, can be invited here.")


def invite(worker: Person, person: Person, child: Person) -> str:
    """A new code for somebody with a tie to this child, to be shown to the worker once.

    Raises NotAllowed if the worker may not, PortalError for somebody who is no reader of this child's documents. A
    worker or manager is never invited this way: whoever holds the code becomes that person.
    """
    session = session_of(worker)
    permissions.check(session, worker, Action.PERSON_INVITE, child.id)
    anywhere = {Part(tie.part) for tie in permissions.ties_of(session, person)}
    if not permissions.parts(session, person, child.id) & READERS or anywhere & (HEARERS | MANAGERS):
        raise PortalError(NOT_FAMILY, field="person")
    audit.note(session, worker, Action.PERSON_INVITE, child.id, person.public_id)
    return new_code(session, person, worker)


def somebody_of(worker: Person, child: Person, public_id: str) -> Person:
    """Somebody with a tie to this child, whom a worker may want to invite. Raises NotFound for anybody else."""
    session = session_of(worker)
    permissions.check(session, worker, Action.PERSON_INVITE, child.id)
    tied = select(Tie.person_id).where(Tie.child_id == child.id)
    person = session.scalar(select(Person).where(Person.public_id == public_id, Person.id.in_(tied)))
    if person is None:
        raise NotFound()
    return person


def new_code(session: Session, person: Person, made_by: Person | None = None) -> str:
    """A new code for a person, in place of any that has not been used. The caller has checked who asks."""
    unused = (Invitation.person_id == person.id, Invitation.used_at.is_(None), Invitation.expires_at > now())
    session.execute(update(Invitation).where(*unused).values(expires_at=now()))
    groups = ("".join(secrets.choice(ALPHABET) for _ in range(IN_A_GROUP)) for _ in range(GROUPS))
    code = "-".join(groups)
    session.add(
        Invitation(
            person_id=person.id,
            code_hash=keyed(session, "invitation", _tidied(code)),
            made_by_id=made_by.id if made_by else None,
            made_at=now(),
            expires_at=now() + HOLDS_FOR,
        )
    )
    session.flush()
    return code


def _tidied(code: str) -> str:
    return "".join(one for one in code.upper() if one in ALPHABET)


def of_code(session: Session, code: str) -> Invitation:
    """The invitation that a typed code opens; spaces, hyphens and small letters don't matter. PortalError if none."""
    found = session.scalar(_holding().where(Invitation.code_hash == keyed(session, "invitation", _tidied(code))))
    if found is None:
        raise PortalError(NOT_A_CODE, field="code")
    return found


def by_id(session: Session, invitation_id: int) -> Invitation | None:
    """An invitation that still holds, locked until the caller's transaction ends, so that it works once; or None."""
    write_first(session)
    return session.scalar(_holding().where(Invitation.id == invitation_id).with_for_update())


def peek(session: Session, invitation_id: int) -> Invitation | None:
    """An invitation that still holds, to show a page for; or None."""
    return session.scalar(_holding().where(Invitation.id == invitation_id))


def _holding() -> Select[Invitation]:
    return select(Invitation).where(Invitation.used_at.is_(None), Invitation.expires_at > now())
