"""The family and the desk that most tests of services begin with, each test with a database of its own."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.builders import a_session
from tests.desks import Desk, put_desk_in, the_desk_in
from tests.families import Plan, a_plan


@pytest.fixture
def plan(tmp_path: Path) -> Iterator[Plan]:
    """A family with a published plan, as tests/families tells it."""
    with a_plan(tmp_path) as made:
        yield made


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    """The plan on its worker's desk, with nothing published, as tests/desks tells it."""
    put_desk_in(tmp_path)
    with a_session(tmp_path) as session:
        yield the_desk_in(session)
