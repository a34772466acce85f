"""Drafts: words not sent yet, kept on the server for one person and one target, and given back to nobody else."""

from sqlalchemy import bindparam, delete, select
from sqlalchemy.orm import Session

from portal.database import now, session_of
from portal.models.contribution import Draft
from portal.models.person import Person
from portal.services.verbatim import check_characters

LONGEST_TARGET = 80
_DROP = delete(Draft).where(Draft.person_id == bindparam("person"), Draft.target == bindparam("of"))


def keep(session: Session, person: Person, target: str, text: str) -> None:
    """Keep the words as they stand now, in place of those kept before; no words: no draft.

    Raises TextNotTaken for a character that can't be kept. A target longer than any of ours is nobody's: nothing is
    kept.
    """
    check_characters(text)
    check_characters(target)
    if len(target) > LONGEST_TARGET:
        return
    draft = _of(session, person, target)
    if not text:
        _drop(session, person, target)
    elif draft is None:
        session.add(Draft(person_id=person.id, target=target, text=text, saved_at=now()))
    else:
        draft.text, draft.saved_at = text, now()


def find(person: Person, target: str) -> Draft | None:
    """The person's own draft for a target, or None."""
    return _of(session_of(person), person, target)


def discard(person: Person, target: str) -> None:
    """Drop the person's own draft for a target: it was sent, or is not wanted."""
    _drop(session_of(person), person, target)


def _of(session: Session, person: Person, target: str) -> Draft | None:
    return session.scalar(select(Draft).where(Draft.person_id == person.id, Draft.target == target))


def _drop(session: Session, person: Person, target: str) -> None:
    session.connection().execute(_DROP, {"person": person.id, "of": target})
