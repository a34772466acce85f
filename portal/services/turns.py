"""One press at a time: nobody can do the same thing twice at once, however fast they press."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from portal.database import write_first
from portal.models.person import Person


def take_turn(session: Session, person: Person) -> None:
    """Wait until nothing else of this person's is being written: SQLite has one writer, elsewhere their row locks."""
    write_first(session)
    if session.get_bind().dialect.name != "sqlite":
        session.execute(select(Person.id).where(Person.id == person.id).with_for_update())
