"""Background work: hurried only after a commit, never in the way of a request, and swept up if it was missed."""

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import select

from portal import background
from portal.background import Background
from portal.config import Settings
from portal.database import Database
from portal.models import Person
from tests.builders import a_database, a_person
from tests.servers import RedisServer, running

Done = list[tuple[Any, ...]]


@pytest.fixture
def database(tmp_path: Path) -> Iterator[Database]:
    found = a_database(tmp_path)
    yield found
    found.engine.dispose()


@pytest.fixture(scope="module")
def redis() -> Iterator[RedisServer]:
    with running() as server:
        yield server


@pytest.fixture(params=["in the data folder", "on Redis"])
def settings(request: pytest.FixtureRequest, tmp_path: Path) -> Settings:
    """Where the queue is."""
    on_redis = request.param == "on Redis"
    return Settings(data=tmp_path, redis_url=request.getfixturevalue("redis").address if on_redis else "")


@pytest.fixture
def work(settings: Settings, database: Database) -> Iterator[Background]:
    made = Background(settings, database)
    made.follow_commits()
    yield made
    if settings.redis_url:
        made.huey.flush()
        made.huey.storage.pool.disconnect()


def waiting(work: Background) -> list[tuple[str, tuple[Any, ...]]]:
    """What is in the queue: the name of each task, and what it was given."""
    return [(task.name, task.args) for task in work.huey.pending()]


def test_a_task_is_in_the_queue_once_after_the_commit_and_not_before(work: Background, database: Database) -> None:
    with database.session() as session:
        session.info.setdefault("after_commit", []).extend([("deliver_due", ()), ("deliver_due", ())])
        session.info["after_commit"].append(("make_file", (7,)))
        with session.begin_nested():
            a_person(session)
        assert waiting(work) == []
    assert waiting(work) == [("deliver_due", ()), ("make_file", (7,))]


def test_what_was_undone_is_not_hurried(work: Background, database: Database) -> None:
    with database.sessions() as session:
        a_person(session)
        session.info["after_commit"] = [("deliver_due", ())]
        session.rollback()
        session.commit()
    assert waiting(work) == []


def test_a_redis_that_is_gone_never_gets_in_the_way_of_a_commit(tmp_path: Path, database: Database) -> None:
    with running() as server:
        work = Background(Settings(data=tmp_path, redis_url=server.address), database)
        work.follow_commits()
        server.stop()
        with database.session() as session:
            person = a_person(session)
            session.info["after_commit"] = [("deliver_due", ()), ("make_file", (7,))]
        with database.sessions() as session:
            assert session.scalar(select(Person.id)) == person.id
        server.start()
        with database.session() as session:
            session.info["after_commit"] = [("make_file", (8,))]
        assert waiting(work) == [("make_file", (8,))]
        work.huey.storage.pool.disconnect()


def test_a_queue_that_is_broken_never_gets_in_the_way_of_a_commit(database: Database, tmp_path: Path) -> None:
    work = Background(Settings(data=tmp_path), database)
    work.follow_commits()
    work.huey.storage.close()
    for path in tmp_path.glob("queue.sqlite*"):
        path.unlink()
    (tmp_path / "queue.sqlite").write_text("this is no database " * 100)
    with database.session() as session:
        person = a_person(session)
        session.info["after_commit"] = [("deliver_due", ()), ("no_such_task", ())]
    with database.sessions() as session:
        assert session.scalar(select(Person.id)) == person.id


def test_a_task_does_its_work_in_a_transaction_of_its_own(
    work: Background, database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    done: Done = []

    def deliver(session: Any, *values: Any) -> None:
        a_person(session, reference="R-done")
        done.append(values)

    monkeypatch.setattr(background, "work_at", lambda _place: deliver)
    work.hurry("make_file", 7)
    work.huey.execute(work.huey.dequeue())
    assert done == [(7,)]
    with database.sessions() as session:
        assert session.scalars(select(Person.reference)).all() == ["R-done"]


def test_a_sweep_goes_on_where_one_part_of_it_fails(work: Background, monkeypatch: pytest.MonkeyPatch) -> None:
    done: Done = []

    def part_of_it(place: str) -> Any:
        def run(_session: Any) -> None:
            done.append((place,))
            if len(done) == 1:
                raise RuntimeError("planted")

        return run

    monkeypatch.setattr(background, "work_at", part_of_it)
    work.sweep()
    assert done == [(place,) for place in background.SWEEPS]


@pytest.mark.parametrize("place", [*background.TASKS.values(), *background.SWEEPS, *background.TIDYINGS])
def test_every_task_and_every_sweep_is_there(place: str) -> None:
    assert callable(background.work_at(place))


def test_what_does_all_that_waits_is_hurried_once_in_a_moment_and_once_more_afterwards(
    work: Background, database: Database
) -> None:
    for _ in range(20):
        with database.session() as session:
            session.info["after_commit"] = [("deliver_due", ())]
    [now, later] = work.huey.pending()
    assert now.eta is None
    assert later.eta is not None


def test_what_was_given_something_to_do_is_hurried_each_time(work: Background) -> None:
    for number in range(3):
        work.hurry("make_file", number)
    assert waiting(work) == [("make_file", (0,)), ("make_file", (1,)), ("make_file", (2,))]


def test_work_that_says_how_much_it_did_is_done_until_nothing_is_left_each_time_in_a_transaction_of_its_own(
    work: Background, database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    left, sessions = [3, 2, 0], set()

    def deliver(session: Any) -> int:
        sessions.add(session)
        return left.pop(0)

    monkeypatch.setattr(background, "work_at", lambda place: deliver)
    work.tasks["deliver_due"].call_local()
    assert left == []
    assert len(sessions) == 3


@pytest.mark.parametrize("redis_url", ["", "redis://127.0.0.1:1/0"])
def test_a_process_loads_the_drivers_of_its_own_stores_alone(tmp_path: Path, redis_url: str) -> None:
    code = (
        "import sys; from pathlib import Path; from portal import background; from portal.config import Settings; "
        f"background.queue(Settings(data=Path({str(tmp_path)!r}), redis_url={redis_url!r})); "
        "print('huey' in sys.modules, 'redis' in sys.modules, 'psycopg' in sys.modules)"
    )
    said = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout
    assert said.split() == ["True", str(bool(redis_url)), "False"]
