"""The child protection plan on its worker's desk: three children, everybody tied, nothing published."""

from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from accessibility.document import Document
from portal.models import Person, Record
from portal.services import looking, preparing
from portal.services.preparing import PreparedPassage
from tests import databases
from tests.builders import a_database, a_person, a_sample, a_tie, received, the_person
from tests.families import BEVERLEY, COLM, DANI, JONAH, KEZ, LEAH, NEIL, PIP, RYAN, YASMIN

# What the short plan keeps: each kind of passage, and each reason for showing one or not.
SHORT = frozenset(
    {
        *(
            "reason",
            "pen-picture",
            "pen-picture-3",
            "key-points-2",
            "category",
            "people-involved",
            "visits",
            "health-2",
        ),
        *("health-2", "parent-alcohol", "plan", "plan-2", "contact", "views-child"),
    }
)


@dataclass
class Desk:
    """Yasmin's desk. Dani is everybody's mother, Neil Kez's and Jonah's father, Ryan Pip's; Leah works elsewhere."""

    session: Session
    record: Record
    people: dict[str, Person]

    @property
    def yasmin(self) -> Person:
        """The children's social worker."""
        return self.people[YASMIN]

    def id(self, reference: str) -> str:
        """Somebody's public id."""
        return self.people[reference].public_id

    @property
    def of_kez(self) -> tuple[str, str]:
        """The record and Kez, as addresses and services name them."""
        return self.record.public_id, self.id(KEZ)

    def passage(self, name: str, child: str = KEZ) -> PreparedPassage:
        """One passage as Yasmin sees it now."""
        return preparing.prepare(self.yasmin, self.record.public_id, self.id(child)).passage(name)

    def copy(self, person: str, child: str = KEZ) -> Document:
        """One person's copy as it would be now."""
        return looking.look(self.yasmin, self.record.public_id, self.id(child), self.id(person))[1].document


def a_short_sample() -> dict[str, Any]:
    """The plan with fewer passages, for tests that look at pages."""
    sample = a_sample()
    sample["passages"] = [one for one in sample["passages"] if one["id"] in SHORT]
    sample["versions_for_family"] = [one for one in sample["versions_for_family"] if one["passage"] in SHORT]
    return sample


def put_desk_in(folder: Path, *, short: bool = False) -> None:
    """A database with the plan in it, or the short one, in a folder."""
    _made(short)(folder)


@databases.once
def _made(short: bool) -> databases.Put:
    """A database with the plan in it: made once, then copied for each test."""
    with TemporaryDirectory() as folder:
        database = a_database(Path(folder))
        with database.sessions() as session:
            a_desk(session, a_short_sample() if short else a_sample())
        database.engine.dispose()
        return databases.keep(Path(folder))


def a_desk(session: Session, sample: dict[str, Any]) -> Desk:
    """A plan received and everybody tied; committed."""
    received(session, sample)
    desk = the_desk_in(session)
    people = desk.people
    for child in (KEZ, JONAH, PIP):
        for person, part in ((child, "child"), (DANI, "parent"), (YASMIN, "social-worker")):
            a_tie(session, people[person], people[child], part)
    for person, child in ((NEIL, KEZ), (NEIL, JONAH), (RYAN, PIP)):
        a_tie(session, people[person], people[child], "parent")
    a_tie(session, people[BEVERLEY], people[KEZ], "reviewing-officer")
    a_tie(session, people[COLM], None, "manager")
    a_tie(session, people[LEAH], a_person(session, "Nobody Here", part="child"), "social-worker")
    session.commit()
    return desk


def the_desk_in(session: Session) -> Desk:
    """The desk, from a database that has the plan."""
    names = (KEZ, JONAH, PIP, DANI, NEIL, RYAN, YASMIN, BEVERLEY, COLM, LEAH)
    record = session.scalars(select(Record)).one()
    return Desk(session, record, {one: the_person(session, one) for one in names})


def all_words(document: Document) -> str:
    """Everything that a copy says, in every language and at every level."""
    wordings = [
        one.wordings[language][level]
        for one in document.passages()
        for language in one.wordings
        for level in one.wordings[language]
    ]
    return "\n".join(sentence.text for wording in wordings for sentence in wording.sentences)
