"""A database is brought to the newest migration whole or not at all, by one of those who want it."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from alembic import command
from sqlalchemy import inspect

from portal import migrating
from portal.database import Database


@pytest.fixture
def database(tmp_path: Path) -> Iterator[Database]:
    made = Database(f"sqlite:///{tmp_path / 'clywed.sqlite'}")
    yield made
    made.engine.dispose()


def test_the_loss_of_power_on_the_way_leaves_nothing_half_made(
    database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    really = command.upgrade

    def no_power(config: migrating.Config, _to: str) -> None:
        really(config, "+1")
        raise KeyboardInterrupt

    monkeypatch.setattr(command, "upgrade", no_power)
    with pytest.raises(KeyboardInterrupt):
        migrating.bring_up_to_date(database)
    assert inspect(database.engine).get_table_names() == []
    monkeypatch.undo()
    migrating.bring_up_to_date(database)
    assert migrating.is_newest(database)


def test_several_who_begin_at_once_all_find_it_done(tmp_path: Path) -> None:
    made = [Database(f"sqlite:///{tmp_path / 'clywed.sqlite'}") for _ in range(3)]
    with ThreadPoolExecutor(3) as at_once:
        list(at_once.map(migrating.bring_up_to_date, made))
    assert all(map(migrating.is_newest, made))
    for one in made:
        one.engine.dispose()
