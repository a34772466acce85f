"""Bringing a database to the newest migration, by our own hand and only when it isn't there."""

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory

from portal.config import HERE
from portal.database import Database


def _config() -> Config:
    config = Config()
    config.set_main_option("script_location", str(HERE / "portal" / "migrations"))
    return config


def is_newest(database: Database) -> bool:
    """Whether the database is at the newest migration."""
    with database.engine.connect() as connection:
        return (
            MigrationContext.configure(connection).get_current_revision()
            == ScriptDirectory.from_config(_config()).get_current_head()
        )


def known_revisions() -> set[str]:
    """Every migration that this version of the portal has."""
    return {one.revision for one in ScriptDirectory.from_config(_config()).walk_revisions()}


def bring_up_to_date(database: Database) -> None:
    """Apply every migration that the database doesn't have yet. A fresh folder gets all of them."""
    if is_newest(database):
        return
    config = _config()
    with database.engine.begin() as connection:
        config.attributes["connection"] = connection
        command.upgrade(config, "head")
