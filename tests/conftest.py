"""What every test has: the option for the full products."""

import pytest


def pytest_addoption(parser: pytest.Parser) -> None:
    """`--full`: every combination, where a plain run takes every pair."""
    parser.addoption("--full", action="store_true", help="every combination instead of every pair")


@pytest.fixture(scope="session")
def full(request: pytest.FixtureRequest) -> bool:
    """Whether the full products are asked for."""
    return bool(request.config.getoption("--full"))
