"""The commands of `clywed`, one file each: a module with a click command or group named `command`."""

import os
from collections.abc import Iterator
from contextlib import contextmanager

import click
from sqlalchemy.exc import ArgumentError, NoSuchModuleError, OperationalError, ProgrammingError
from sqlalchemy.orm import Session

from accessibility import symbol_set
from content.reading import lay
from portal import in_use, on_redis
from portal.config import BadSetting, Settings, settings_from
from portal.database import Database
from portal.migrating import bring_up_to_date


def settings() -> Settings:
    """The settings of this run. Raises BadSetting, which the command line shows, for one that can't be used."""
    return settings_from(os.environ)


def open_database(chosen: Settings) -> Database:
    """The database, at the newest migration: a fresh folder gets all of them. Raises BadSetting where there is none."""
    symbol_set.install(chosen.symbols)
    lay(chosen.content)
    try:
        chosen.data.mkdir(mode=0o700, parents=True, exist_ok=True)
        database = Database(chosen.database, chosen.secret_key.encode(), chosen.data, {"voices": chosen.voices})
        bring_up_to_date(database)
    except (ArgumentError, NoSuchModuleError) as error:
        raise BadSetting("DATABASE_URL must name a database as SQLAlchemy does") from error
    except ImportError as error:
        raise BadSetting(
            f"DATABASE_URL needs the Python package {error.name}: `make council` installs psycopg"
        ) from error
    except OSError as error:
        raise BadSetting(f"{error.filename or chosen.data} can't be used ({error.strerror})") from error
    except OperationalError as error:
        raise BadSetting("the database could not be opened: look at DATABASE_URL and CLYWED_DATA") from error
    except ProgrammingError as error:
        raise BadSetting(
            f"the database refuses to be set up ({type(error.orig).__name__}): look at DATABASE_URL"
        ) from error
    return database


@contextmanager
def opened() -> Iterator[Session]:
    """A session on the database, committed at the end, undone if anything is raised."""
    with open_database(settings()).session() as session:
        yield session


def check_queue(chosen: Settings) -> None:
    """Raise BadSetting where REDIS_URL names a Redis that is not there."""
    if chosen.redis_url:
        on_redis.check(chosen.redis_url)


@contextmanager
def sharing(chosen: Settings) -> Iterator[None]:
    """Use the data folder for as long as this runs, so that no backup takes its place meanwhile."""
    try:
        with in_use.shared(chosen.data):
            yield
    except in_use.InUse as error:
        raise click.ClickException("a backup is being put back: try again when it is done") from error
