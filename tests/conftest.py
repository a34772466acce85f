"""How much is run: pairs of choices where the product is large, or with `--full` every combination."""

import gc
import importlib
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests import databases

HERE = Path(__file__).parent
# Whole, for the tests on Redis: whoever loads it for a queue on SQLite leaves the drivers of other stores out.
importlib.import_module("huey")
# Each of these takes five seconds or more, and the journeys minutes: `make test-fast` leaves them to `make test`.
SLOW = {
    HERE / "journeys",
    *(
        HERE / name
        for name in (
            "house/test_symbol_set.py",
            "pages/test_on_postgresql.py",
            "pages/test_absence.py",
            "pages/test_audit.py",
            "pages/test_files.py",
            "pages/test_in_welsh.py",
            "pages/test_prepare.py",
            "pages/test_publish.py",
            "pages/test_reading.py",
            "pages/test_reading_aloud.py",
            "pages/test_reading_choices.py",
            "pages/test_repeats.py",
            "pages/test_rights.py",
            "pages/test_route_matrix.py",
            "pages/test_saying.py",
            "pages/test_security.py",
            "pages/test_signing.py",
            "pages/test_signing_in.py",
            "pages/test_strange_records.py",
            "pages/test_symbols_put_right.py",
            "unit/test_absence_of_documents.py",
            "unit/test_backups.py",
            "unit/test_book_format.py",
            "unit/test_cli_people.py",
            "unit/test_cli_publish.py",
            "unit/test_demo.py",
            "unit/test_every_exemplar.py",
            "unit/test_golden.py",
            "unit/test_pdf_format.py",
            "unit/test_record_contract_any.py",
            "unit/test_recordings.py",
            "unit/test_on_postgresql.py",
            "unit/test_serving.py",
            "unit/test_sanitise.py",
            "unit/test_sentence_marks.py",
            "unit/test_serving_a_council.py",
            "unit/test_strange_records.py",
            "unit/test_verification.py",
        )
    ),
}


# What runs on PostgreSQL too each time; `make test-all` runs all of tests/unit and tests/pages on it.
ON_BOTH = {HERE / "unit/test_deliveries.py"}


def pytest_ignore_collect(collection_path: Path, config: pytest.Config) -> bool | None:
    """With `--fast`, what is slow is not even read."""
    return True if config.getoption("--fast") and collection_path in SLOW else None


def pytest_collection_finish() -> None:
    """Thousands of tests stay until the end: the garbage collector need not look through them again and again."""
    gc.collect()
    gc.freeze()


def pytest_addoption(parser: pytest.Parser) -> None:
    """`--full`: what `make test-all` gives; `--fast`: `make test-fast`; `--renew`: `make snapshots`, `make golden`."""
    parser.addoption(
        "--full", action="store_true", help="every combination, where pairs of choices are enough otherwise"
    )
    parser.addoption("--fast", action="store_true", help="leave out what is slow, and what needs the browser")
    parser.addoption("--on", default="", help="where to keep everything: sqlite, postgresql; both where it matters")
    parser.addoption("--renew", action="store_true", help="write anew what is kept to compare with")


@pytest.fixture(scope="session")
def renew(request: pytest.FixtureRequest) -> bool:
    """Whether what is kept to compare with is to be written anew."""
    return bool(request.config.getoption("--renew"))


@pytest.fixture(scope="session")
def full(request: pytest.FixtureRequest) -> bool:
    """Whether every combination is asked for."""
    return bool(request.config.getoption("--full"))


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """Say on which kind of database a module's tests keep things."""
    chosen = metafunc.config.getoption("--on") or metafunc.definition.get_closest_marker("sqlite")
    if not chosen and Path(str(metafunc.module.__file__)) in ON_BOTH:
        metafunc.parametrize("_kept_on", [databases.SQLITE, databases.POSTGRESQL], indirect=True, scope="module")


@pytest.fixture(scope="module", autouse=True)
def _kept_on(request: pytest.FixtureRequest) -> Iterator[None]:
    kind: str = getattr(request, "param", None) or request.config.getoption("--on") or databases.SQLITE
    with databases.kept_on(kind), databases.none_left():
        yield


@pytest.fixture(autouse=True)
def _none_left(_kept_on: None) -> Iterator[None]:
    """What one test put into a database goes with it."""
    with databases.none_left():
        yield
