"""Ties: confirmed child by child, blocked at once, ended, handed over."""

from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from portal import permissions
from portal.database import today
from portal.errors import AlreadyChanged, NotAllowed, PortalError
from portal.models import Notice, Part, Person, Tie
from portal.services import sessions, ties
from tests.builders import a_database, a_person, a_sample, a_tie, received, the_person


@pytest.fixture
def session(tmp_path: Path) -> Iterator[Session]:
    database = a_database(tmp_path)
    with database.sessions() as opened:
        yield opened
    database.engine.dispose()


@pytest.fixture
def worker(session: Session) -> Person:
    return a_person(session, "Sioned Modelwen", part="social-worker")


@pytest.fixture
def child(session: Session, worker: Person) -> Person:
    found = a_person(session, "Cadi Sampl", part="child")
    a_tie(session, worker, found, Part.SOCIAL_WORKER)
    return found


@pytest.fixture
def parent(session: Session) -> Person:
    return a_person(session, "Rhian Sampl", part="parent")


def held(session: Session, person: Person, child: Person) -> frozenset[Part]:
    return permissions.parts(session, person, child.id)


def test_a_record_gives_nobody_a_tie(session: Session) -> None:
    received(session, a_sample())
    assert session.scalars(select(Tie)).all() == []


def test_the_people_of_a_record_are_proposed_for_each_child_by_itself(session: Session) -> None:
    sample = a_sample()
    received(session, sample)
    children = [the_person(session, reference) for reference in sample["children"]]
    worker = the_person(session, sample["author"])
    for one in children:
        a_tie(session, worker, one, Part.SOCIAL_WORKER)
    proposed = {one.person.reference: one for one in ties.proposals(worker, children[0])}
    assert set(proposed) == {person["reference"] for person in sample["people"]}
    assert proposed[children[0].reference].part is Part.CHILD
    assert proposed[children[1].reference].part is Part.SIBLING
    assert proposed[worker.reference].tie is not None
    assert all(one.tie is None for reference, one in proposed.items() if reference != worker.reference)


def test_a_tie_to_one_child_is_none_to_another(session: Session, worker: Person, child: Person, parent: Person) -> None:
    sibling = a_person(session, part="child")
    a_tie(session, worker, sibling, Part.SOCIAL_WORKER)
    ties.confirm(worker, parent, child, Part.PARENT, True)
    assert held(session, parent, child) == {Part.PARENT}
    assert held(session, parent, sibling) == frozenset()
    proposal = [one for one in ties.of_child(session, child) if one.person_id == parent.id]
    assert [one.has_parental_responsibility for one in proposal] == [True]


def test_confirming_again_changes_what_is_known_and_makes_no_second_tie(
    session: Session, worker: Person, child: Person, parent: Person
) -> None:
    first = ties.confirm(worker, parent, child, Part.PARENT, False)
    assert ties.confirm(worker, parent, child, Part.PARENT, True) is first
    assert first.has_parental_responsibility


def test_only_a_worker_of_the_child_confirms_blocks_ends_and_hands_over(
    session: Session, child: Person, parent: Person
) -> None:
    stranger = a_person(session, part="social-worker")
    a_tie(session, stranger, a_person(session, part="child"), Part.SOCIAL_WORKER)
    tie = a_tie(session, parent, child, Part.PARENT)
    for refused in (
        lambda: ties.proposals(stranger, child),
        lambda: ties.find(stranger, tie.public_id),
        lambda: ties.confirm(stranger, parent, child, Part.PARENT, True),
        lambda: ties.block(parent, tie, "because"),
        lambda: ties.block(stranger, tie, "because"),
        lambda: ties.lift_block(stranger, tie),
        lambda: ties.end(stranger, tie),
        lambda: ties.hand_over(stranger, child, stranger),
        lambda: ties.who_may_take_over(stranger, child),
    ):
        with pytest.raises(NotAllowed):
            refused()


def test_nobody_confirms_themselves_and_no_part_that_can_not_be(
    session: Session, worker: Person, child: Person, parent: Person
) -> None:
    for person, part in (
        (worker, Part.PARENT),
        (parent, Part.MANAGER),
        (parent, Part.CHILD),
        (child, Part.SIBLING),
    ):
        with pytest.raises(PortalError) as refused:
            ties.confirm(worker, person, child, part, False)
        assert refused.value.field == "part"


def test_a_block_holds_at_once_and_ends_every_session(
    session: Session, worker: Person, child: Person, parent: Person
) -> None:
    tie = ties.confirm(worker, parent, child, Part.PARENT, True)
    ties.confirm(worker, parent, child, Part.CARER, False)
    row, _ = sessions.begin(session, parent, {})
    session.flush()
    ties.block(worker, tie, "The court said so.")
    session.refresh(row)
    assert row.ended_at is not None
    assert held(session, parent, child) == frozenset()
    assert [one.blocked for one in ties.proposals(worker, child)] == []


def test_a_block_needs_a_reason_and_is_not_for_workers(
    session: Session, worker: Person, child: Person, parent: Person
) -> None:
    tie = ties.confirm(worker, parent, child, Part.PARENT, True)
    officer = a_tie(session, a_person(session), child, Part.REVIEWING_OFFICER)
    for blocked, because in ((tie, "  "), (officer, "because"), (tie, "a\x00b")):
        with pytest.raises(PortalError) as refused:
            ties.block(worker, blocked, because)
        assert refused.value.field == "because"


def test_a_block_can_not_be_walked_round_and_can_be_lifted(
    session: Session, worker: Person, child: Person, parent: Person
) -> None:
    tie = ties.confirm(worker, parent, child, Part.PARENT, True)
    ties.block(worker, tie, "The court said so.")
    with pytest.raises(AlreadyChanged):
        ties.confirm(worker, parent, child, Part.RELATIVE, False)
    ties.lift_block(worker, tie)
    assert held(session, parent, child) == {Part.PARENT}
    with pytest.raises(AlreadyChanged):
        ties.lift_block(worker, tie)


def test_a_tie_that_ended_holds_no_more_from_that_day(
    session: Session, worker: Person, child: Person, parent: Person
) -> None:
    ties.end(worker, ties.confirm(worker, parent, child, Part.PARENT, True))
    assert held(session, parent, child) == frozenset()
    assert ties.confirm(worker, parent, child, Part.PARENT, True).holds_on(today())


def test_handing_over_moves_the_child_and_tells_the_other(session: Session, worker: Person, child: Person) -> None:
    other = a_person(session, "Gwen Newydd", part="social-worker")
    ties.hand_over(worker, child, other)
    assert held(session, worker, child) == frozenset()
    assert held(session, other, child) == {Part.SOCIAL_WORKER}
    assert session.execute(select(Notice.person_id, Notice.kind)).all() == [(other.id, "handed-over")]
    with pytest.raises(NotAllowed):
        ties.hand_over(worker, child, other)


def test_a_child_is_handed_over_only_to_another_worker(
    session: Session, worker: Person, child: Person, parent: Person
) -> None:
    a_tie(session, parent, child, Part.PARENT)
    for to in (parent, worker):
        with pytest.raises(PortalError) as refused:
            ties.hand_over(worker, child, to)
        assert refused.value.field == "to"


def test_the_workers_of_a_child_are_those_whose_tie_holds_now(session: Session, worker: Person, child: Person) -> None:
    adviser, gone, officer = (a_person(session) for _ in range(3))
    a_tie(session, adviser, child, Part.PERSONAL_ADVISER)
    a_tie(session, gone, child, Part.SOCIAL_WORKER, until_on=today() - timedelta(days=1))
    a_tie(session, officer, child, Part.REVIEWING_OFFICER)
    assert ties.workers_of(session, child.id) == [worker, adviser]


def test_a_tie_begun_by_command_may_have_a_last_day(session: Session, child: Person, parent: Person) -> None:
    tie = ties.begin(session, parent, child, Part.PARENT, until_on=date(2020, 1, 1))
    assert not tie.holds_on(today())
