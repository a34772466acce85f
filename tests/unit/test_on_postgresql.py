"""What must hold where everything is kept on PostgreSQL, and only there has to be looked at by itself.

All else is in the tests of what it is about, which run on PostgreSQL too (tests/conftest.py).
"""

import json
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path
from threading import Barrier
from typing import Any

import pytest
from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext
from sqlalchemy import func, select, text
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from portal import audit
from portal.database import Base, Database, now
from portal.migrating import bring_up_to_date, is_newest
from portal.models import AuditEvent, Contribution, Copy, Edition, Guess, Notice, Person, Record
from portal.permissions import Action
from portal.services import (
    contributions,
    copies,
    deliveries,
    editions,
    guesses,
    records,
    replies,
    signatures,
    subjects,
    verification,
)
from portal.services.replies import Answer
from portal.services.signatures import Act
from tests import databases, servers
from tests.builders import a_database, a_person, a_sample, a_session
from tests.families import DANI, KEY, KEZ, READING, YASMIN, Plan, a_plan, a_small_plan, some_words

AT_ONCE = 6


@pytest.fixture(scope="module", autouse=True)
def _on_postgresql(_kept_on: None) -> Iterator[None]:
    with databases.kept_on(databases.POSTGRESQL):
        yield


@pytest.fixture
def database(tmp_path: Path) -> Iterator[Database]:
    made = a_database(tmp_path)
    yield made
    made.engine.dispose()


@pytest.fixture
def plan(tmp_path: Path) -> Iterator[Plan]:
    with a_plan(tmp_path) as made:
        yield made


def at_once(folder: Path, does: Callable[[Session, int], Any], times: int = AT_ONCE) -> list[Any]:
    """What several do at the same moment, each in a transaction of their own; what went wrong is raised."""
    database = Database(databases.address(folder), KEY, folder)
    together = Barrier(times)

    def one(number: int) -> Any:
        with database.session() as session:
            together.wait()
            return does(session, number)

    with ThreadPoolExecutor(times) as threads:
        done = [threads.submit(one, number) for number in range(times)]
    database.engine.dispose()
    return [each.result() for each in done]


# SQLite can't be told anew what a column of a table points to, and is kept from losing persons elsewhere.
UNTOLD = {databases.SQLITE: {("add_fk", "record_version", "opened_by_id")}, databases.POSTGRESQL: set()}


@pytest.mark.parametrize("kind", UNTOLD)
def test_the_migrations_make_just_what_the_models_say(tmp_path: Path, kind: str) -> None:
    with databases.kept_on(kind):
        made = a_database(tmp_path)
        with made.engine.connect() as connection:
            found = compare_metadata(MigrationContext.configure(connection), Base.metadata)
        made.engine.dispose()
    assert {(what, key.table.name, *key.column_keys) for what, key in found} == UNTOLD[kind]


def test_of_many_that_start_at_once_one_makes_the_tables(tmp_path: Path) -> None:
    databases.make(tmp_path)
    many = [Database(databases.address(tmp_path), KEY, tmp_path) for _ in range(3)]
    with ThreadPoolExecutor(3) as threads:
        list(threads.map(bring_up_to_date, many))
    assert all(map(is_newest, many))
    for one in many:
        one.engine.dispose()


def lived(plan: Plan) -> None:
    """Something in each of the tables that lose nothing."""
    kez, copy = plan.people[KEZ], plan.copy(KEZ, KEZ)
    sent = contributions.say(kez, subjects.about_copy(kez, READING, copy.public_id), some_words())
    replies.answer(plan.people[YASMIN], sent.public_id, Answer("changed", "It is changed.", "en", "a-key"))
    signatures.sign(kez, copy.public_id, Act("seen", "tick", "a-key", ""), READING)
    deliveries.deliver_due(plan.session)
    plan.session.execute(text("insert into sight select id, person_id, sent_at from contribution"))
    plan.session.commit()


NEVER_REMOVED = (
    *("audit_event", "signature", "case_file_entry", "sight"),
    *("contribution", "reply", "record_version", "copy", "edition"),
)
CHANGES = (
    "update audit_event set outcome = 'none'",
    "update signature set act = 'agree'",
    "update case_file_entry set payload = ''",
    "update sight set seen_at = now()",
    "update contribution set original = ''",
    "update reply set text = ''",
    "update record_version set document = ''",
    "update copy set document = ''",
    "update edition set body = ''",
    *(f"delete from {table}" for table in NEVER_REMOVED),  # noqa: S608
    *(f"truncate {table} cascade" for table in NEVER_REMOVED),
)


def test_the_database_itself_refuses_to_change_or_lose_what_is_kept(plan: Plan) -> None:
    lived(plan)
    for change in CHANGES:
        with pytest.raises(IntegrityError, match="kept as it is"):
            plan.session.execute(text(change))
        plan.session.rollback()
    for table in NEVER_REMOVED:
        assert plan.session.scalar(select(func.count()).select_from(Base.metadata.tables[table])), table


def test_the_audit_is_one_chain_however_many_write_it_at_once(tmp_path: Path, database: Database) -> None:
    def look(session: Session, number: int) -> None:
        for _ in range(5):
            audit.note(session, None, Action.NOTICE_READ, thing=str(number))
            session.commit()

    at_once(tmp_path, look)
    with database.sessions() as session:
        assert session.scalar(select(func.count(AuditEvent.id))) == AT_ONCE * 5
        assert audit.broken_links(session, KEY) == []


def test_a_press_that_comes_many_times_at_once_is_one_contribution(tmp_path: Path, plan: Plan) -> None:
    copy, kez_id = plan.copy(KEZ, KEZ).public_id, plan.people[KEZ].id
    plan.session.rollback()

    def say(session: Session, _number: int) -> str:
        kez = session.get_one(Person, kez_id)
        return contributions.say(kez, subjects.about_copy(kez, READING, copy), some_words(key="one")).public_id

    assert len(set(at_once(tmp_path, say))) == 1
    assert plan.session.scalar(select(func.count(Contribution.id))) == 1


def test_nobody_waits_in_a_circle_for_somebody_else(tmp_path: Path, plan: Plan) -> None:
    """Each writes about Kez, some with a turn and some without, in whatever order their own work has."""
    copy = plan.copy(KEZ, KEZ).public_id
    kez_id, yasmin_id = plan.people[KEZ].id, plan.people[YASMIN].id
    plan.session.rollback()

    def work(session: Session, number: int) -> None:
        kez, yasmin = session.get_one(Person, kez_id), session.get_one(Person, yasmin_id)
        for turn in range(5):
            if number % 3 == 0:
                words = some_words(key=f"{number} {turn}")
                contributions.say(kez, subjects.about_copy(kez, READING, copy), words)
            elif number % 3 == 1:
                copies.read(kez, copy)
                kez.picture = f"{number} {turn}"
            else:
                audit.note(session, yasmin, Action.CASE_FILE_READ, kez.id)
                session.add(Notice(person_id=kez.id, kind="reply", made_at=now()))
                kez.colour = f"{number} {turn}"
            session.commit()

    at_once(tmp_path, work)
    assert plan.session.scalar(select(func.count(Contribution.id))) == 2 * 5
    assert audit.broken_links(plan.session, KEY) == []


def test_editions_published_at_once_have_numbers_of_their_own(tmp_path: Path, plan: Plan) -> None:
    yasmin_id, record, dani = plan.people[YASMIN].id, plan.record.public_id, plan.people[DANI].public_id
    child = plan.people[KEZ].public_id
    plan.session.rollback()

    def publish(session: Session, _number: int) -> int:
        return editions.publish(session.get_one(Person, yasmin_id), record, child, [dani]).number

    numbers = at_once(tmp_path, publish, 3)
    kept = plan.session.scalars(select(Edition.number).where(Edition.child_id == plan.people[KEZ].id)).all()
    assert len(kept) == len(set(kept))
    assert set(numbers) <= set(kept)
    of_dani = select(Copy.number).where(Copy.person_id == plan.people[DANI].id, Copy.child_id == plan.people[KEZ].id)
    found = plan.session.scalars(of_dani).all()
    assert len(found) == len(set(found))


def test_a_record_that_is_imported_many_times_at_once_is_there_once(tmp_path: Path, database: Database) -> None:
    document = json.dumps(a_small_plan()).encode()
    outcomes = at_once(tmp_path, lambda session, _number: records.receive(session, document).outcome.value)
    assert sorted(outcomes) == [*["already here"] * (AT_ONCE - 1), "new"]
    with database.sessions() as session:
        assert session.scalar(select(func.count(Record.id))) == 1


def test_guesses_that_come_at_once_are_all_counted(tmp_path: Path, database: Database) -> None:
    at_once(tmp_path, lambda session, _number: guesses.count(session, "a-key"), 4)
    with database.sessions() as session:
        assert session.scalar(select(Guess.failures)) == 4


def test_what_comes_after_something_unreadable_is_still_checked(tmp_path: Path, plan: Plan) -> None:
    lived(plan)
    plan.session.execute(text("alter table delivery rename column payload to gone"))
    plan.session.commit()
    tallies = {one.kind: one for one in verification.verify(plan.session, KEY, tmp_path)}
    wrong = {kind for kind, one in tallies.items() if one.wrong}
    assert wrong == {"deliveries", "ways into the case record"}
    assert tallies["case file entries"].checked == 3
    assert tallies["audit rows"].checked > 0


def test_a_change_that_somebody_made_in_the_database_is_found(tmp_path: Path, plan: Plan) -> None:
    lived(plan)
    plan.session.execute(text("set session_replication_role = replica"))
    plan.session.execute(text("update contribution set original = original || '.'"))
    plan.session.execute(text("delete from audit_event where id = 2"))
    plan.session.commit()
    tallies = {one.kind: one for one in verification.verify(plan.session, KEY, tmp_path)}
    assert {kind for kind, one in tallies.items() if one.wrong} == {"contributions", "audit rows"}


def test_a_moment_is_kept_in_utc_whatever_the_servers_own_zone_is(tmp_path: Path, database: Database) -> None:
    moment = datetime(2026, 6, 30, 23, 30, tzinfo=timezone(timedelta(hours=1)))
    with database.session() as session:
        assert session.scalar(text("show timezone")) == "Asia/Kathmandu"
        a_person(session, reference="P-1").welcomed_at = moment
    with database.sessions() as session:
        kept = session.scalars(select(Person.welcomed_at)).one()
        assert (kept, kept and kept.tzinfo) == (moment, UTC)
        assert session.scalar(text("select welcomed_at::text from person")) == "2026-06-30 22:30:00"
        assert session.scalar(select(Person.id).where(Person.welcomed_at < moment + timedelta(seconds=1))) is not None
        assert session.scalar(select(Person.id).where(Person.welcomed_at < moment)) is None


def test_a_database_that_was_started_again_is_found_again(tmp_path: Path, database: Database) -> None:
    with database.sessions() as session:
        a_person(session)
        session.commit()
    servers.throw_out(databases.name_of(tmp_path))
    with database.sessions() as session:
        assert session.scalar(select(func.count(Person.id))) == 1


def test_a_record_may_name_somebody_at_any_length(tmp_path: Path, database: Database) -> None:
    sample = a_sample()
    sample["people"][0]["name"] = "Gwen " * 200 + "Sampl"
    sample["people"][0]["called"] = "G" * 300
    with database.session() as session:
        records.receive(session, json.dumps(sample).encode())
    with a_session(tmp_path) as session:
        assert session.scalar(select(func.max(func.length(Person.name)))) == 1005
