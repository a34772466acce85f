"""The demo: people of the sample records, tied, signed up, and in the middle of a story. For a data folder of its own.

It goes through the services that people use, so it holds nothing that they could not have done. It is loaded whole or
not at all, once, and never beside real people.
"""

import json
from dataclasses import dataclass
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from content.reading import table
from portal.database import today
from portal.errors import PortalError, lazy_name
from portal.models import Account, Part, Person
from portal.models.account import PASSPHRASE, PICTURES
from portal.permissions import WORKERS
from portal.services import (
    accounts,
    deliveries,
    demo_doors,
    demonstration_records,
    demonstration_story,
    dressings,
    home,
    invitations,
    people,
    reading,
    records,
    ties,
)

NOT_EMPTY = lazy_name(
    "There are people here who are not the demo's. Load the demo into a folder of its own: set CLYWED_DATA."
)


@dataclass(frozen=True)
class DemoPerson:
    """One of the demo's people and how they sign in: a passphrase, or pictures on a device that knows them.

    `token` is the last part of the address that signs in with one press.
    """

    person: Person
    part: str
    children: tuple[str, ...]
    user_name: str
    passphrase: str
    pictures: tuple[str, ...]
    token: str


def load(session: Session) -> None:
    """Load the demo, unless it is here. Raises PortalError where there are people who are not the demo's."""
    if session.scalar(select(Person.id).where(Person.is_demo).limit(1)) is not None:
        return
    documents = list(demonstration_records.documents(today()))
    ours = {one["reference"] for document in documents for one in json.loads(document)["people"]}
    if set(session.scalars(select(Person.reference))) - ours:
        raise PortalError(NOT_EMPTY)
    for document in documents:
        records.receive(session, document)
    for person in session.scalars(select(Person)):
        person.is_demo = True
    _tie_all(session)
    for listed in _listed():
        _begin(session, listed)
    demonstration_story.tell(session)
    deliveries.deliver_due(session)
    dressings.dress_all(session)


def listed(session: Session) -> list[DemoPerson]:
    """The demo's people who can sign in, in the order of the demo's file; those who have no account are left out."""
    begun = {person.reference: person for person in demo_doors.demo_people(session)}
    return [_listing(session, begun[one["reference"]], one) for one in _listed() if one["reference"] in begun]


def _listing(session: Session, person: Person, one: dict[str, Any]) -> DemoPerson:
    user_name = session.scalar(select(Account.user_name).where(Account.person_id == person.id))
    return DemoPerson(
        person=person,
        part=one["part"],
        children=tuple(people.find_by_reference(session, child).name for child in one["children"]),
        user_name=user_name or "",
        passphrase=one.get("passphrase", ""),
        pictures=tuple(one.get("pictures", ())),
        token=demo_doors.token_for(session, person),
    )


def _listed() -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = table("demo/people.toml")["people"]
    return found


def _tie_all(session: Session) -> None:
    """The workers first, each by command as a first worker is; then everybody else, confirmed by the child's worker."""
    workers = {
        child: people.find_by_reference(session, worker)
        for child, worker in table("demo/people.toml")["workers"].items()
    }
    every = sorted(_listed(), key=lambda one: one["part"] not in WORKERS)
    for one in every:
        person, part = people.find_by_reference(session, one["reference"]), Part(one["part"])
        if part is Part.MANAGER:
            ties.begin(session, person, None, part)
        for reference in one["children"]:
            child, has = people.find_by_reference(session, reference), one.get("parental_responsibility", False)
            if part in WORKERS:
                ties.begin(session, person, child, part)
            else:
                ties.confirm(workers[reference], person, child, part, has)


def _begin(session: Session, one: dict[str, Any]) -> None:
    """An account, begun with a code as anybody's is; then what they chose for themselves."""
    person = people.find_by_reference(session, one["reference"])
    invitation = invitations.of_code(session, invitations.new_code(session, person))
    way = PICTURES if "pictures" in one else PASSPHRASE
    secret = one["passphrase"] if way == PASSPHRASE else " ".join(one["pictures"])
    accounts.begin(session, invitation, accounts.SignIn(one["user_name"], secret, way))
    for choice in one.get("choices", ()):
        reading.change(person, choice)
    if "colour" in one:
        home.choose_own(person, one["colour"], one["picture"])
