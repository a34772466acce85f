"""A record whose form is closed reaches nobody until a manager has opened just that version."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from content import exemplars
from portal.errors import NotAllowed, NotFound
from portal.models import AuditEvent, Copy, Part, Person, Record
from portal.services import copies, deciding, editions, opening
from portal.services.deciding import Decision
from tests.builders import a_database, a_person, a_tie, received, the_person
from tests.unit.made_records import CHILD, MOTHER, WORKER, record, word_of

FORM = exemplars.load("strategy-discussion")


class Desk:
    """A strategy discussion about Cadi, her worker, her mother and the manager."""

    def __init__(self, session: Session) -> None:
        self.session = session
        self.record = self.receives(1)
        self.child, self.mother, self.worker = (the_person(session, one) for one in (CHILD, MOTHER, WORKER))
        self.manager = a_person(session, "Colm Rheolwr", part="manager")
        a_tie(session, self.child, self.child, Part.CHILD)
        a_tie(session, self.mother, self.child, Part.PARENT)
        a_tie(session, self.worker, self.child, Part.SOCIAL_WORKER)
        a_tie(session, self.manager, None, Part.MANAGER)

    def receives(self, version: int) -> Record:
        """A version of the record arrives."""
        made = record(FORM, "wales", "full")
        return received(self.session, {**made, "version": version, "dates": {"started": f"2026-01-0{version}"}})

    def opens(self, version: int = 1, manager: Person | None = None) -> None:
        """The manager opens a version."""
        opening.open_record(manager or self.manager, self.record.public_id, version)

    def publishes(self) -> str:
        """The worker publishes to child and mother: everything that either can read."""
        people = [self.child.public_id, self.mother.public_id]
        editions.publish(self.worker, self.record.public_id, self.child.public_id, people)
        self.session.flush()
        return "".join(repr(copies.whole(one)) for one in self.session.scalars(select(Copy)))


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    with a_database(tmp_path).sessions() as session:
        yield Desk(session)


def test_nobody_is_given_a_copy_before_a_manager_has_opened_it(desk: Desk) -> None:
    with pytest.raises(editions.Closed):
        desk.publishes()
    assert desk.session.scalars(select(Copy)).all() == []


def test_opened_it_still_shows_nothing_that_a_worker_did_not_choose(desk: Desk) -> None:
    desk.opens()
    said = desk.publishes()
    assert not [field.id for field in FORM.fields if word_of(field) in said.lower()]


def test_opened_it_shows_what_a_worker_chose_and_never_what_is_for_workers(desk: Desk) -> None:
    desk.opens()
    ids = (desk.record.public_id, desk.child.public_id)
    for field in FORM.fields:
        if field.section is not None:
            deciding.decide(desk.worker, *ids, field.id, [Decision(desk.mother.public_id, shown=True)])
    said = desk.publishes().lower()
    assert word_of(FORM.by_id["key-points"]) in said
    assert not [field.id for field in FORM.fields if field.section is None and word_of(field) in said]


def test_a_manager_sees_what_waits_and_what_is_opened_waits_no_more(desk: Desk) -> None:
    [waiting] = opening.closed(desk.manager)
    assert (waiting.title.en, waiting.children) == ("Record of Strategy Discussion", ("Cadi Enghraifft",))
    desk.opens()
    assert opening.closed(desk.manager) == []


def test_a_later_version_is_closed_again(desk: Desk) -> None:
    desk.opens()
    desk.receives(2)
    with pytest.raises(editions.Closed):
        desk.publishes()
    with pytest.raises(NotFound):
        desk.opens(1)
    desk.opens(2)


def test_only_a_manager_opens_and_only_what_is_closed(desk: Desk) -> None:
    for somebody in (desk.worker, desk.mother, desk.child):
        with pytest.raises(NotAllowed):
            desk.opens(manager=somebody)
    desk.opens()
    with pytest.raises(NotFound):
        desk.opens()


def test_who_opened_it_is_in_the_audit(desk: Desk) -> None:
    desk.opens()
    desk.session.commit()
    found = desk.session.scalar(select(AuditEvent).where(AuditEvent.action == "record:open"))
    assert found is not None
    assert (found.person_id, found.thing) == (desk.manager.id, desk.record.public_id)
