"""The demo's people, and the words in the address by which a visitor steps in as one of them. Used in the demo only."""

import hmac

from sqlalchemy import select
from sqlalchemy.orm import Session

from portal import audit
from portal.errors import NotFound
from portal.models.account import Account
from portal.models.person import Person
from portal.permissions import Action
from portal.services.hashing import keyed


def demo_people(session: Session) -> list[Person]:
    """The demo's people who have an account, in the order in which they were loaded."""
    theirs = select(Account.person_id)
    return list(session.scalars(select(Person).where(Person.is_demo, Person.id.in_(theirs)).order_by(Person.id)))


def token_for(session: Session, person: Person) -> str:
    """The last part of the address that signs in as this demo person: 128 bits, of this portal alone."""
    return keyed(session, "demo", person.public_id)[:32]


def step_in(session: Session, token: str) -> Person:
    """The demo person of a token. Raises NotFound for any other person and any other token."""
    for person in demo_people(session):
        if hmac.compare_digest(token_for(session, person).encode(), token.encode()):
            audit.note(session, person, Action.SIGN_IN)
            return person
    raise NotFound()
