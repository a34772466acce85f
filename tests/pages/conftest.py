"""A portal for each test of pages, with a client that checks every page."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from flask import Flask
from jinja2 import FileSystemBytecodeCache
from sqlalchemy.orm import Session

from portal import Settings, create_app
from tests.builders import migrated
from tests.pages.client import PageClient

KEY = "a key for tests"


@pytest.fixture(scope="session")
def _compiled(tmp_path_factory: pytest.TempPathFactory) -> FileSystemBytecodeCache:
    """Templates compiled once: doing it for each test takes longer than most of them."""
    return FileSystemBytecodeCache(str(tmp_path_factory.mktemp("compiled")))


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    """The settings of a portal outside the demo, its data in a folder of the test's own."""
    (tmp_path / "clywed.sqlite").write_bytes(migrated())
    return Settings(data=tmp_path, secret_key=KEY)


@pytest.fixture
def app(settings: Settings, _compiled: FileSystemBytecodeCache) -> Iterator[Flask]:
    """The portal."""
    made = create_app(settings)
    made.jinja_env.bytecode_cache = _compiled
    made.test_client_class = PageClient
    yield made
    made.extensions["database"].engine.dispose()


@pytest.fixture
def session(app: Flask) -> Iterator[Session]:
    """The portal's database, to put things in before a page is asked for; commit what was put in."""
    with app.extensions["database"].sessions() as opened:
        yield opened


@pytest.fixture
def client(app: Flask) -> PageClient:
    """A browser in which nobody is signed in."""
    made = app.test_client()
    assert isinstance(made, PageClient)
    return made
