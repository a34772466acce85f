"""How much is run: pairs of choices where the product is large, or with `--full` every combination."""

import pytest


def pytest_addoption(parser: pytest.Parser) -> None:
    """`--full`: what `make test-all` gives; `--renew`: what `make snapshots` gives."""
    parser.addoption(
        "--full", action="store_true", help="every combination, where pairs of choices are enough otherwise"
    )
    parser.addoption("--renew", action="store_true", help="write what screen readers get of the main pages anew")


@pytest.fixture(scope="session")
def renew(request: pytest.FixtureRequest) -> bool:
    """Whether what is kept to compare with is to be written anew."""
    return bool(request.config.getoption("--renew"))


@pytest.fixture(scope="session")
def full(request: pytest.FixtureRequest) -> bool:
    """Whether every combination is asked for."""
    return bool(request.config.getoption("--full"))
