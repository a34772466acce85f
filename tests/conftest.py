"""How much is run: pairs of choices where the product is large, or with `--full` every combination."""

import pytest


def pytest_addoption(parser: pytest.Parser) -> None:
    """`--full`: what `make test-all` gives."""
    parser.addoption(
        "--full", action="store_true", help="every combination, where pairs of choices are enough otherwise"
    )


@pytest.fixture(scope="session")
def full(request: pytest.FixtureRequest) -> bool:
    """Whether every combination is asked for."""
    return bool(request.config.getoption("--full"))
