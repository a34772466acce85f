"""Sessions kept on the server: begun, found, ended. Signing out, or a change of rights, ends them for good."""

import hashlib
import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import Any, NamedTuple

from sqlalchemy import bindparam, delete, select, update
from sqlalchemy.orm import Session as DatabaseSession

from portal import audit
from portal.config import Settings
from portal.database import as_loaded, new_public_id, now, session_of
from portal.errors import NotFound
from portal.models.person import Person
from portal.models.session import Session
from portal.permissions import Action
from portal.services import people

# A look at a page renews "last seen" at most this often, so that reading doesn't write.
RENEW_AFTER = timedelta(minutes=1)
# Rows of sessions that are long over are dropped; nobody's sooner. Longer than the longest that settings allow.
NOBODYS_KEPT, KEPT = timedelta(days=8), timedelta(days=30)


@dataclass(frozen=True)
class Limits:
    """How long a session lasts: after the last look, and at most (ASVS 5.0 7.3.1, 7.3.2)."""

    idle: timedelta
    longest: timedelta


def limits_of(settings: Settings) -> Limits:
    """The limits that the settings give."""
    return Limits(timedelta(minutes=settings.idle_minutes), timedelta(minutes=settings.longest_minutes))


def hashed(token: str) -> str:
    """SHA-256 of a token, in hex: what is stored of it."""
    return hashlib.sha256(token.encode()).hexdigest()


# Asked at every request: built once, because building costs more than asking; and columns, not a whole row.
_KNOWN = ("id", "public_id", "values", "began_at", "seen_at", "ended_at")
_OF_TOKEN = (
    select(
        *(getattr(Session, name) for name in _KNOWN),
        *(getattr(Person, name).label(f"person_{name}") for name in people.COLUMNS),
    )
    .outerjoin(Person, Person.id == Session.person_id)
    .where(Session.token_hash == bindparam("token_hash"))
)


class Found(NamedTuple):
    """A session found by its token: where it is kept, what it holds, its person, and whether it still holds good."""

    id: int
    public_id: str
    values: dict[str, Any]
    person: Person | None
    holds: bool


def find(session: DatabaseSession, token: str, limits: Limits) -> Found | None:
    """The session of a cookie's token; None for a token never given."""
    row = session.connection().execute(_OF_TOKEN, {"token_hash": hashed(token)}).one_or_none()
    if row is None:
        return None
    moment = now()
    holds = row.ended_at is None and moment - row.seen_at < limits.idle and moment - row.began_at < limits.longest
    if holds and moment - row.seen_at > RENEW_AFTER:
        # Written with the rest when the request is settled, so that nobody waits for it until then.
        session.get_one(Session, row.id).seen_at = moment
    return Found(row.id, row.public_id, row.values, _person_of(session, row[len(_KNOWN) :]), holds)


def _person_of(session: DatabaseSession, values: Sequence[Any]) -> Person | None:
    """The person of these columns, as if loaded: at every request, loading costs more than all else that is asked."""
    return as_loaded(session, Person, dict(zip(people.COLUMNS, values, strict=True))) if values[0] is not None else None


def keep(session: DatabaseSession, session_id: int, values: dict[str, Any]) -> None:
    """Keep what a session holds now."""
    session.execute(update(Session).where(Session.id == session_id).values(values=values))


def end(session: DatabaseSession, session_id: int) -> None:
    """End one session, whoever's it is: another one takes its place."""
    session.execute(update(Session).where(Session.id == session_id).values(ended_at=now()))


def begin(
    session: DatabaseSession, person: Person | None, values: dict[str, Any], device: str = ""
) -> tuple[Session, str]:
    """A new session and the token for its cookie; the token is kept nowhere."""
    token = secrets.token_urlsafe(32)
    moment = now()
    row = Session(
        public_id=new_public_id(),
        token_hash=hashed(token),
        person_id=person.id if person else None,
        values=values,
        device=device,
        began_at=moment,
        seen_at=moment,
    )
    session.add(row)
    return row, token


def end_all(session: DatabaseSession, person: Person) -> None:
    """End every session of a person, at once: their rights or their secret changed."""
    session.execute(
        update(Session).where(Session.person_id == person.id, Session.ended_at.is_(None)).values(ended_at=now())
    )


def open_sessions(person: Person, limits: Limits) -> list[Session]:
    """The person's own sessions that have neither ended nor timed out, newest look first."""
    return list(
        session_of(person).scalars(
            select(Session)
            .where(
                Session.person_id == person.id,
                Session.ended_at.is_(None),
                Session.seen_at > now() - limits.idle,
                Session.began_at > now() - limits.longest,
            )
            .order_by(Session.seen_at.desc())
        )
    )


def end_own(person: Person, public_id: str) -> None:
    """End one of the person's own sessions. Raises NotFound for any other."""
    session = session_of(person)
    row = session.scalar(select(Session).where(Session.public_id == public_id, Session.person_id == person.id))
    if row is None:
        raise NotFound()
    row.ended_at = now()
    audit.note(session, person, Action.SESSION_END, thing=public_id)


def end_others(person: Person, public_id: str) -> None:
    """End all of the person's own sessions but this one."""
    session = session_of(person)
    theirs = (Session.person_id == person.id, Session.ended_at.is_(None), Session.public_id != public_id)
    session.execute(update(Session).where(*theirs).values(ended_at=now()))
    audit.note(session, person, Action.SESSION_END)


def forget_old(session: DatabaseSession) -> None:
    """Drop the rows of sessions that were over long ago (ASVS 5.0 14.2.7); the audit keeps who signed in and out."""
    nobodys = Session.person_id.is_(None) & (Session.seen_at < now() - NOBODYS_KEPT)
    session.execute(delete(Session).where(nobodys | (Session.seen_at < now() - KEPT)))
