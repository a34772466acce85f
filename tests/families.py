"""The people of the child protection plan, tied and with copies: three children and two fathers, each with his own."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from accessibility.profile import ReadingProfile
from portal.database import now
from portal.models import Copy, Person, Record, Tie
from portal.services import editions
from portal.services.contributions import Words
from tests import databases
from tests.builders import a_database, a_person, a_sample, a_session, a_tie, received, the_person

KEZ, JONAH, PIP = "FIC-900311", "FIC-900312", "FIC-900313"
DANI, NEIL, RYAN = "FIC-900301", "FIC-900302", "FIC-900303"
YASMIN, BEVERLEY, COLM, LEAH = "SW-204", "CP-011", "SW-020", "SW-377"
KEY = b"a key for tests"
READING = ReadingProfile(language="en", level="full")


@dataclass
class Plan:
    """One plan for three children. Dani is everybody's mother, Neil Kez's and Jonah's father, Ryan Pip's.

    Yasmin is their social worker, Beverley Kez's reviewing officer, Colm the manager, Leah some other child's worker.
    """

    session: Session
    record: Record
    people: dict[str, Person]
    ties: dict[tuple[str, str], Tie]

    def copy(self, person: str, child: str) -> Copy:
        """This person's newest copy about this child."""
        found = self.session.scalar(
            select(Copy)
            .where(Copy.person_id == self.people[person].id, Copy.child_id == self.people[child].id)
            .order_by(Copy.number.desc())
            .limit(1)
        )
        assert found is not None
        return found

    def passage(self, copy: Copy, field: str) -> str:
        """The random id that a field of the record has in a copy."""
        return next(one for one, origin in copy.origins.items() if origin["field"] == field)

    def block(self, person: str, child: str) -> None:
        """Close a child to a person, as a worker does."""
        tie = self.ties[person, child]
        tie.blocked_at, tie.blocked_because = now(), "for the test"
        self.session.commit()

    def withhold(self, person: str, field: str) -> None:
        """A new version of the record comes in, which withholds a passage from a person."""
        record = a_small_plan(version=3)
        for passage in record["passages"]:
            if passage["id"] == field:
                passage["withhold"] = [{"from": person, "because": "for the test"}]
        received(self.session, record)
        self.session.commit()


def a_small_plan(**more: Any) -> dict[str, Any]:
    """The plan with one passage for everybody and one for each child, nothing withheld."""
    record = a_sample()
    record.pop("versions_for_family")
    about = [
        {"id": name, "kind": "narrative", "about": [child], "text": f"canary-{name}"}
        for name, child in (("health", KEZ), ("health-2", JONAH), ("health-3", PIP))
    ]
    record["passages"] = [{"id": "reason", "kind": "narrative", "text": "canary-reason"}, *about]
    return {**record, **more}


@contextmanager
def a_plan(folder: Path) -> Iterator[Plan]:
    """The plan in a fresh database in a folder, published to everybody who is tied."""
    put_in(folder)
    with a_session(folder) as session:
        yield the_plan_in(session)


def put_in(folder: Path) -> None:
    """A database with the plan in it, in a folder."""
    _made()(folder)


@databases.once
def _made() -> databases.Put:
    """A database with the plan in it: made once, then copied for each test."""
    with TemporaryDirectory() as folder:
        database = a_database(Path(folder))
        with database.sessions() as session:
            _fill(session)
        database.engine.dispose()
        return databases.keep(Path(folder))


def the_plan_in(session: Session) -> Plan:
    """The plan, its people and their ties, from a database that has them."""
    people = {one.reference: one for one in session.scalars(select(Person))}
    ties = {
        (tie.person.reference, tie.child.reference if tie.child else ""): tie for tie in session.scalars(select(Tie))
    }
    record = session.scalars(select(Record)).one()
    session.rollback()
    return Plan(session, record, people, ties)


def _fill(session: Session) -> None:
    record = received(session, a_small_plan())
    people = {one["reference"]: the_person(session, one["reference"]) for one in a_small_plan()["people"]}
    for child in (KEZ, JONAH, PIP):
        for person, part in ((child, "child"), (YASMIN, "social-worker"), (DANI, "parent")):
            a_tie(session, people[person], people[child], part)
    for person, child in ((NEIL, KEZ), (NEIL, JONAH), (RYAN, PIP)):
        a_tie(session, people[person], people[child], "parent")
    a_tie(session, people[BEVERLEY], people[KEZ], "reviewing-officer")
    a_tie(session, people[COLM], None, "manager")
    a_tie(session, people[LEAH], a_person(session, "Nobody Here", part="child"), "social-worker")
    session.commit()
    for child, readers in ((KEZ, (KEZ, DANI, NEIL)), (JONAH, (DANI, NEIL)), (PIP, (DANI, RYAN))):
        ids = [people[one].public_id for one in readers]
        editions.publish(people[YASMIN], record.public_id, people[child].public_id, ids)
    session.commit()


def some_words(original: str = "That is not right.", **more: Any) -> Words:
    """Words as they come from the form."""
    facts: dict[str, Any] = {"eyes": "worker", "language": "en", "key": "a-key", **more}
    return Words(original, **facts)
