"""Big things to press: 88 px or more, and 16 px or more apart, for a hand or a look that is not steady."""

import pytest
from playwright.sync_api import Page

from tests.journeys.browsing import Visitor
from tests.journeys.inspecting import measures
from tests.journeys.pages import Guide
from tests.journeys.test_switches import choose

BIG, APART = 88, 16
OF_A_FAMILY = ("home", "said", "say", "reading?more=1", "pictures", "help", "{copy}", "{copy}together/", "{copy}sign")
OF_NOBODY = ("", "sign-in", "sign-in/pictures", "code")
WIDTHS = (360, 1280)


def with_big_targets(guide: Guide, kind: str) -> Visitor:
    visitor = guide.visitor(kind)
    visitor.go("/en/reading")
    choose(visitor.page, guide.portal.address, "targets:big")
    return visitor


def wrong(page: Page) -> list[str]:
    """What is too small to press, or too near to something else, as the page is and with everything opened."""
    found: list[str] = []
    page.evaluate(measures())
    for opened in ("0", "measures.open()"):
        page.evaluate(opened)
        found += page.evaluate("(least) => measures.small(least)", BIG)
        found += page.evaluate("(least) => measures.close(least)", APART)
        found += page.evaluate("measures.sideways()")
    return found


@pytest.mark.parametrize("width", WIDTHS)
def test_on_the_pages_of_a_family(guide: Guide, width: int) -> None:
    visitor = with_big_targets(guide, "child")
    visitor.resize(width)
    visitor.go("/en/home")
    copy = (visitor.page.locator("main .card a").first.get_attribute("href") or "").removeprefix("/en/")
    found = {}
    for path in OF_A_FAMILY:
        visitor.go(f"/en/{path.format(copy=copy)}")
        found[path] = wrong(visitor.page)
    visitor.page.locator("nav a").first.wait_for()
    assert {path: one for path, one in found.items() if one} == {}


@pytest.mark.parametrize("width", WIDTHS)
def test_on_a_part_that_is_gone_through_together(guide: Guide, width: int) -> None:
    visitor = with_big_targets(guide, "child")
    visitor.resize(width)
    visitor.go("/en/home")
    copy = visitor.page.locator("main .card a").first.get_attribute("href") or ""
    visitor.go(f"{copy}together/")
    with visitor.page.expect_navigation():
        visitor.follow(visitor.page.locator("main form[data-draft] button"))
    assert wrong(visitor.page) == []


@pytest.mark.parametrize("width", WIDTHS)
def test_before_signing_in_and_among_the_pictures(guide: Guide, width: int) -> None:
    visitor = with_big_targets(guide, "nobody")
    visitor.resize(width)
    found = {}
    for path in OF_NOBODY:
        visitor.go(f"/en/{path}")
        found[path] = wrong(visitor.page)
    visitor.go("/en/sign-in/pictures")
    visitor.page.locator("main input[name=user_name]").fill("anybody")
    with visitor.page.expect_navigation():
        visitor.follow(visitor.page.locator("main form button").first)
    assert visitor.page.locator(".grid button").count() == 16
    found["the pictures"] = wrong(visitor.page)
    assert {path: one for path, one in found.items() if one} == {}


def test_what_is_small_or_near_would_be_found(guide: Guide) -> None:
    visitor = with_big_targets(guide, "child")
    visitor.go("/en/say")
    assert wrong(visitor.page) == []
    visitor.page.evaluate("document.querySelector('.buttons').style.gap = '8px'")
    assert any("8 px between" in one for one in wrong(visitor.page))
    visitor.go("/en/say")
    visitor.page.evaluate("document.querySelector('.buttons button').style.minHeight = '60px'")
    assert any("Next: choose who will see it" in one for one in wrong(visitor.page))
