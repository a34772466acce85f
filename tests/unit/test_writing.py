"""SQLite's writers: one at a time, each in its turn; whoever only reads waits for nobody."""

import fcntl
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import insert, text, update
from sqlalchemy.exc import IntegrityError

from portal.database import Database, mark, write_first
from portal.models import Person

FULL, NORMAL = 2, 1


@pytest.fixture
def database(tmp_path: Path) -> Iterator[Database]:
    made = Database(f"sqlite:///{tmp_path / 'clywed.sqlite'}")
    Person.__table__.create(made.engine)
    yield made
    made.engine.dispose()


def is_free(database: Database) -> bool:
    """Whether nobody has the turn to write."""
    with (Path(str(database.engine.url.database)).parent / "writing.lock").open("w") as queue:
        try:
            fcntl.flock(queue, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
    return True


WAYS_TO_WRITE = {
    "a new thing": lambda session: (session.add(Person(public_id="a", reference="A", name="A")), session.flush()),
    "many rows": lambda session: session.connection().execute(
        insert(Person), [{"public_id": one, "reference": one, "name": one} for one in "ab"]
    ),
    "a change": lambda session: session.execute(update(Person).values(name="B")),
    "words in small letters": lambda session: session.execute(text("  delete from person")),
    "a savepoint": lambda session: (session.begin_nested(), session.execute(text("SELECT 1"))),
    "a wish to write first": write_first,
}


@pytest.mark.parametrize("write", WAYS_TO_WRITE.values(), ids=WAYS_TO_WRITE)
@pytest.mark.parametrize("end", ["commit", "rollback", "close"])
def test_who_writes_has_the_turn_until_the_transaction_ends(database: Database, write: object, end: str) -> None:
    with database.sessions() as session:
        session.execute(text("SELECT count(*) FROM person"))
        assert is_free(database)
        write(session)  # type: ignore[operator]
        assert not is_free(database)
        getattr(session, end)()
        assert is_free(database)


def test_a_connection_that_is_thrown_away_lets_the_next_go(database: Database) -> None:
    with database.sessions() as session:
        write_first(session)
        session.invalidate()
    assert is_free(database)


def test_a_statement_that_fails_is_undone_and_lets_the_next_go(database: Database) -> None:
    with pytest.raises(IntegrityError), database.session() as session:
        session.execute(insert(Person), [{"public_id": one, "reference": "A", "name": "A"} for one in "ab"])
    assert is_free(database)
    with database.sessions() as session:
        assert session.scalar(text("SELECT count(*) FROM person")) == 0


def test_what_is_said_outlives_the_loss_of_power_and_the_note_of_a_look_that_of_the_process(database: Database) -> None:
    for durable, wanted in ((True, FULL), (False, NORMAL), (True, FULL)):
        with database.session(durable=durable) as session:
            write_first(session)
            assert session.scalar(text("PRAGMA synchronous")) == wanted


def test_a_session_may_be_told_so_after_it_has_looked(database: Database) -> None:
    with database.sessions() as session:
        session.execute(text("SELECT 1"))
        mark(session, durable=False)
        write_first(session)
        assert session.scalar(text("PRAGMA synchronous")) == NORMAL


def test_what_went_wrong_tells_nothing_of_what_was_to_be_written(database: Database) -> None:
    with pytest.raises(IntegrityError) as wrong, database.session() as session:
        session.add_all([Person(public_id=one, reference="A", name="canary-name") for one in "ab"])
    assert "canary" not in str(wrong.value)
