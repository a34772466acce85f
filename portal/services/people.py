"""People: found by the authority's reference, added by command, welcomed once."""

import re
from collections.abc import Iterable

from sqlalchemy import bindparam, select
from sqlalchemy.orm import Session
from sqlalchemy.orm.util import identity_key

from portal.caserecord.contract_shape import REFERENCE
from portal.database import as_loaded, new_public_id, now, session_of
from portal.errors import NotFound, PortalError, lazy_name
from portal.models.person import Person
from portal.models.record import Record, RecordChild
from portal.models.tie import Part, Tie
from portal.services.verbatim import check_characters

NOBODY = lazy_name("Nobody has the reference %(reference)s.")
ALREADY = lazy_name("Somebody has the reference %(reference)s already.")
NO_NAME = lazy_name("Give the person's name.")
NOT_A_REFERENCE = lazy_name("A reference is 1 to 64 of the letters A-Z and a-z, the digits 0-9 and - _ / .")
# Whose law, rights and telephone numbers hold where no record says.
NATION = "wales"
LONGEST_REFERENCE, LONGEST_NAME = 64, 200
# Asked whenever something is sent: built once, because building costs more than asking.
COLUMNS = tuple(column.name for column in Person.__table__.columns)
_OF_ID = select(*Person.__table__.columns).where(Person.id == bindparam("person"))


def of_id(session: Session, person_id: int) -> Person:
    """The person with an id of the database's own, as if loaded; no question for one who is there already."""
    known: Person | None = session.identity_map.get(identity_key(Person, person_id))
    if known is not None:
        return known
    row = session.connection().execute(_OF_ID, {"person": person_id}).one()
    return as_loaded(session, Person, row._asdict())


def find_by_reference(session: Session, reference: str) -> Person:
    """The person with the authority's reference. Raises NotFound, whose message names it."""
    found = session.scalar(select(Person).where(Person.reference == reference))
    if found is None:
        raise NotFound(NOBODY, reference=reference)
    return found


def add(session: Session, reference: str, name: str, part: Part, languages: Iterable[str] = ()) -> Person:
    """A new person, for a first worker or manager whom no record names yet. Raises PortalError if there is one."""
    check_characters(name, "name")
    if not re.fullmatch(REFERENCE, reference):
        raise PortalError(NOT_A_REFERENCE, field="reference")
    if not name.strip():
        raise PortalError(NO_NAME, field="name")
    if session.scalar(select(Person.id).where(Person.reference == reference)):
        raise PortalError(ALREADY, field="reference", reference=reference)
    person = Person(
        public_id=new_public_id(), reference=reference, name=name, part=part.value, languages=list(languages)
    )
    session.add(person)
    session.flush()
    return person


def everybody(session: Session) -> list[Person]:
    """Everybody whom the portal knows, by name; for the command line only."""
    return list(session.scalars(select(Person).order_by(Person.name, Person.reference)))


def welcome(person: Person) -> None:
    """Note that a person has been shown, once, what the portal is and who can see what."""
    if person.welcomed_at is None:
        person.welcomed_at = now()
        session_of(person).flush()


def nation_of(person: Person) -> str:
    """The nation of the newest record about a child whom the person has a tie to: "wales" or "england"."""
    found = session_of(person).scalar(
        select(Record.nation)
        .join(RecordChild, RecordChild.version_id == Record.newest_id)
        .join(Tie, Tie.child_id == RecordChild.child_id)
        .where(Tie.person_id == person.id, Tie.blocked_at.is_(None))
        .order_by(Record.id.desc())
        .limit(1)
    )
    return found or NATION


def nation_about(child: Person) -> str:
    """The nation of the newest record about a child."""
    found = session_of(child).scalar(
        select(Record.nation)
        .join(RecordChild, RecordChild.version_id == Record.newest_id)
        .where(RecordChild.child_id == child.id)
        .order_by(Record.id.desc())
        .limit(1)
    )
    return found or NATION


def is_child(person: Person) -> bool:
    """Whether pages speak to this person as to a child (*ti*): whoever has a case, or is named as a child's sibling."""
    return person.part in (Part.CHILD, Part.SIBLING)
