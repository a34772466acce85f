"""Every action for every part and tie, against a table written independently of portal/permissions.py."""

from collections.abc import Iterator
from datetime import timedelta
from itertools import product

import pytest
from sqlalchemy.orm import Session

from portal.database import now, today
from portal.errors import NotAllowed
from portal.models import Part, Person
from portal.permissions import MAY, Action, allows, check, may, parts
from tests.builders import a_database, a_person, a_tie

FAMILY = "child parent carer sibling relative"
AROUND = "advocate teacher health other"
WORKERS = "social-worker personal-adviser"
EVERYBODY = f"{FAMILY} {AROUND} {WORKERS} reviewing-officer manager"

# action: who may, by part. Written from issue and design, not from the code.
EXPECTED = {
    "document:list": f"{FAMILY} {AROUND}",
    "document:read": f"{FAMILY} {AROUND}",
    "document:listen": f"{FAMILY} {AROUND}",
    "document:take": f"{FAMILY} {AROUND}",
    "document:ask": f"{FAMILY} {AROUND}",
    "understanding:mark": f"{FAMILY} {AROUND}",
    "right:ask": f"{FAMILY} {AROUND}",
    "contribution:say": f"{FAMILY} {AROUND}",
    "contribution:read": f"{FAMILY} {AROUND}",
    "contribution:take-back": f"{FAMILY} {AROUND}",
    "signature:sign": f"{FAMILY} {AROUND}",
    "signature:read": f"{FAMILY} {AROUND}",
    "child:list": f"{WORKERS} reviewing-officer",
    "record:prepare": WORKERS,
    "record:read-aloud": WORKERS,
    "symbol:choose": WORKERS,
    "own-word:keep": WORKERS,
    "edition:publish": WORKERS,
    "edition:recall": WORKERS,
    "tie:confirm": WORKERS,
    "tie:block": WORKERS,
    "person:invite": WORKERS,
    "reading:set": WORKERS,
    "child:hand-over": WORKERS,
    "contribution:hear": f"{WORKERS} reviewing-officer",
    "contribution:answer": WORKERS,
    "signature:hear": f"{WORKERS} reviewing-officer",
    "case-file:read": f"{WORKERS} reviewing-officer",
    "audit:read": "manager",
    "waiting:read": "manager",
    "record:open": "manager",
    "complaint:hear": "manager",
    "complaint:answer": "manager",
    "account:sign-in": EVERYBODY,
    "account:sign-out": EVERYBODY,
    "account:begin": EVERYBODY,
    "session:end": EVERYBODY,
    "reading:choose": EVERYBODY,
    "notice:read": EVERYBODY,
    "record:import": "",
}


@pytest.fixture(scope="module")
def session(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Session]:
    with a_database(tmp_path_factory.mktemp("permissions")).sessions() as session:
        yield session


@pytest.fixture(scope="module")
def child(session: Session) -> Person:
    return a_person(session, "Cadi Enghraifft", part="child")


def test_the_table_written_here_knows_every_action() -> None:
    assert set(EXPECTED) == {action.value for action in Action}
    assert set(MAY) == set(Action)


@pytest.mark.parametrize(("action", "part"), list(product(Action, Part)))
def test_each_part_may_do_just_what_it_should(action: Action, part: Part) -> None:
    assert allows(action, {part}) == (part.value in EXPECTED[action.value].split())


@pytest.mark.parametrize("action", list(Action))
def test_nobody_may_do_anything_without_a_tie(session: Session, child: Person, action: Action) -> None:
    stranger = a_person(session)
    assert not may(session, stranger, action, child.id)
    with pytest.raises(NotAllowed):
        check(session, stranger, action, child.id)


@pytest.mark.parametrize(
    ("action", "part"), [(action, part) for action in Action for part in Part if part != Part.MANAGER]
)
def test_a_tie_to_another_child_gives_nothing(session: Session, child: Person, action: Action, part: Part) -> None:
    other = a_person(session, "Twm Enghraifft", part="child")
    person = a_person(session)
    a_tie(session, person, other, part)
    assert not may(session, person, action, child.id)


def test_a_tie_that_has_ended_or_not_begun_gives_nothing(session: Session, child: Person) -> None:
    for since, until in ((today() + timedelta(days=1), None), (today() - timedelta(days=9), today())):
        person = a_person(session)
        tie = a_tie(session, person, child, Part.PARENT)
        tie.since_on, tie.until_on = since, until
        session.flush()
        assert parts(session, person, child.id) == frozenset()


def test_a_block_closes_the_child_whatever_other_ties_there_are(session: Session, child: Person) -> None:
    person = a_person(session)
    a_tie(session, person, child, Part.PARENT, blocked_at=now())
    a_tie(session, person, child, Part.CARER)
    assert parts(session, person, child.id) == frozenset()


def test_a_manager_is_a_manager_for_every_child_and_for_none(session: Session, child: Person) -> None:
    manager = a_person(session)
    a_tie(session, manager, None, Part.MANAGER)
    assert may(session, manager, Action.AUDIT_READ, None)
    assert may(session, manager, Action.AUDIT_READ, child.id)
    assert not may(session, manager, Action.DOCUMENT_READ, child.id)
    assert not may(session, manager, Action.CASE_FILE_READ, child.id)


def test_an_action_that_is_not_in_the_table_is_refused_to_everybody(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delitem(MAY, Action.DOCUMENT_READ)
    assert not any(allows(Action.DOCUMENT_READ, {part}) for part in Part)
