"""What is sent for a page, counted on the wire: at most 150 kB at a first visit, without sound, and 30 kB after it."""

from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from playwright.sync_api import Browser

from tests.journeys.browsing import Visitor
from tests.journeys.pages import Guide
from tests.journeys.server import SYMBOLS, Portal

COLD = 150_000
WARM = 30_000
# A long document that has a picture for each of its sentences: the pictures are kept by the browser afterwards.
COLD_WITH_PICTURES = 220_000


@contextmanager
def counted(visitor: Visitor) -> Iterator[list[int]]:
    """The bytes of each answer, headers included, as the browser got them; nothing for what it had kept."""
    sent: list[int] = []
    devtools = visitor.context.new_cdp_session(visitor.page)
    devtools.send("Network.enable")
    devtools.on("Network.loadingFinished", lambda event: sent.append(int(event["encodedDataLength"])))
    yield sent
    visitor.page.wait_for_load_state("networkidle")
    devtools.detach()


def weigh(visitor: Visitor, path: str) -> int:
    """Bytes sent for one page."""
    with counted(visitor) as sent:
        visitor.go(path)
    assert sent, "nothing was counted"
    return sum(sent)


@pytest.mark.parametrize("path", ["/en/", "/cy/", "/en/sign-in", "/cy/sign-in/pictures"])
def test_the_first_page_is_light_for_a_visitor(browser: Browser, portal: Portal, path: str) -> None:
    visitor = Visitor(browser, portal.address, width=360)
    cold, warm = weigh(visitor, path), weigh(visitor, path)
    visitor.close()
    assert cold <= COLD, cold
    assert warm <= WARM, warm


@pytest.mark.parametrize("kind", ["child", SYMBOLS, "parent", "worker"])
@pytest.mark.parametrize("language", ["cy", "en"])
def test_the_first_page_is_light_for_whoever_signs_in(
    browser: Browser, portal: Portal, kind: str, language: str
) -> None:
    visitor = Visitor(browser, portal.address, width=360)
    door = portal.door(kind).replace("/en/", f"/{language}/")
    cold = weigh(visitor, door)
    warm = weigh(visitor, visitor.page.url.removeprefix(portal.address))
    visitor.close()
    assert cold <= COLD, cold
    assert warm <= WARM, warm


@pytest.mark.parametrize(("kind", "most"), [("child", COLD), ("parent", COLD), (SYMBOLS, COLD_WITH_PICTURES)])
def test_each_whole_document_is_light(browser: Browser, portal: Portal, guide: Guide, kind: str, most: int) -> None:
    for path in guide.documents(kind):
        visitor = Visitor(browser, portal.address, width=360)
        visitor.context.add_cookies(guide.visitor(kind).context.cookies())
        cold = weigh(visitor, path)
        visitor.close()
        assert cold <= most, (path, cold)
