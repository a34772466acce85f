"""Bringing a database to the newest migration, by our own hand and only when it isn't there."""

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection

from portal.config import HERE
from portal.database import Database, Turn, begin_writing


def _config() -> Config:
    config = Config()
    config.set_main_option("script_location", str(HERE / "portal" / "migrations"))
    return config


def is_newest(database: Database) -> bool:
    """Whether the database is at the newest migration."""
    with database.engine.connect() as connection:
        return _is_newest(connection)


def _is_newest(connection: Connection) -> bool:
    newest = ScriptDirectory.from_config(_config()).get_current_head()
    return MigrationContext.configure(connection).get_current_revision() == newest


def known_revisions() -> set[str]:
    """Every migration that this version of the portal has."""
    return {one.revision for one in ScriptDirectory.from_config(_config()).walk_revisions()}


def bring_up_to_date(database: Database) -> None:
    """Apply every migration that the database doesn't have yet, all of them or none. A fresh folder gets all of them.

    Of several processes that begin at the same moment one does it, and the others find it done.
    """
    if is_newest(database):
        return
    config = _config()
    with database.engine.begin() as connection:
        begin_writing(connection, Turn.MIGRATING)
        if _is_newest(connection):
            return
        config.attributes["connection"] = connection
        command.upgrade(config, "head")
