"""A portal for each test of pages, with a client that checks every page."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import ClassVar

import pytest
from flask import Flask
from jinja2 import FileSystemBytecodeCache
from sqlalchemy.orm import Session
from werkzeug.routing import Rule

from portal import Settings, create_app
from tests import databases
from tests.builders import migrated
from tests.desks import Desk, put_desk_in, the_desk_in
from tests.families import YASMIN, Plan, put_in, the_plan_in
from tests.pages.client import PageClient

KEY = "a key for tests"


class KeptRule(Rule):
    """An address whose builders are made once for all portals of a run: werkzeug compiles each as code."""

    made: ClassVar[dict[tuple[str, str, bool], Callable[..., tuple[str, str]]]] = {}

    def _compile_builder(self, append_unknown: bool = True) -> Callable[..., tuple[str, str]]:
        key = (self.rule, repr(self.defaults), append_unknown)
        if key not in self.made:
            self.made[key] = super()._compile_builder(append_unknown)
        return self.made[key]


@pytest.fixture(scope="session", autouse=True)
def _addresses_compiled_once() -> Iterator[None]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Flask, "url_rule_class", KeptRule)
        yield


@pytest.fixture(scope="session")
def _compiled(tmp_path_factory: pytest.TempPathFactory) -> FileSystemBytecodeCache:
    """Templates compiled once: doing it for each test takes longer than most of them."""
    return FileSystemBytecodeCache(str(tmp_path_factory.mktemp("compiled")))


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    """The settings of a portal outside the demo, its data in a folder of the test's own."""
    migrated()(tmp_path)
    return Settings(data=tmp_path, database_url=databases.url(tmp_path), secret_key=KEY)


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


@pytest.fixture
def plan(app: Flask, session: Session, tmp_path: Path) -> Plan:
    """A family with a published plan, as tests/families tells it."""
    put_in(tmp_path)
    return the_plan_in(session)


@pytest.fixture
def desk(session: Session, tmp_path: Path) -> Desk:
    """The short plan on its worker's desk, with nothing published, as tests/desks tells it."""
    put_desk_in(tmp_path, short=True)
    return the_desk_in(session)


@pytest.fixture
def yasmin(plan: Plan, client: PageClient) -> PageClient:
    """The client of the family's worker."""
    client.sign_in(plan.people[YASMIN])
    return client
