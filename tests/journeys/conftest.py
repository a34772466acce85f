"""A running portal with the demo in it, and a browser: one of each for each file of tests."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from tests.journeys.browsing import a_browser
from tests.journeys.pages import Guide
from tests.journeys.server import Portal, serving

HERE = Path(__file__).parent


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Everything in this folder needs the browser."""
    for item in items:
        if item.path.is_relative_to(HERE):
            item.add_marker(pytest.mark.browser)


@pytest.fixture(scope="module")
def portal(tmp_path_factory: pytest.TempPathFactory, worker_id: str) -> Iterator[Portal]:
    """The portal as it runs for people, with a copy of the demo that only this file changes."""
    own = tmp_path_factory.getbasetemp()
    shared = own if worker_id == "master" else own.parent
    with serving(shared, tmp_path_factory.mktemp("portal")) as running:
        yield running


@pytest.fixture(scope="module")
def browser(portal: Portal) -> Iterator[Browser]:
    """Chromium, started when the portal has."""
    with a_browser() as browser:
        yield browser


@pytest.fixture(scope="module")
def guide(browser: Browser, portal: Portal) -> Iterator[Guide]:
    """Who knows where each page is."""
    guide = Guide(browser, portal)
    yield guide
    guide.close()
