"""The keyboard everywhere: every stop is plain to see, the skip link skips, three shifts leave at once."""

import re

import pytest
from playwright.sync_api import Browser, Route, expect

from tests.journeys.browsing import Visitor
from tests.journeys.keyboard import PATIENCE, Keyboard
from tests.journeys.pages import Guide
from tests.journeys.server import Portal

WALKED = [
    ("public.front", "nobody", 360),
    ("public.sign_in_pictures", "nobody", 1280),
    ("family.document", "child", 360),
    ("family.say", "child", 360),
    ("family.sign_act", "parent", 1280),
    ("practitioner.inbox", "worker", 360),
    ("practitioner.prepare", "worker", 1280),
    ("oversight.audit", "manager", 1280),
]
ELSEWHERE = "https://www.bbc.co.uk/weather"


@pytest.mark.parametrize(("endpoint", "kind", "width"), WALKED)
def test_every_stop_of_the_keyboard_is_plain_to_see(guide: Guide, endpoint: str, kind: str, width: int) -> None:
    path = guide.addresses(endpoint, kind)[-1]
    keys = Keyboard(guide.visitor(kind))
    keys.visitor.resize(width)
    keys.visitor.go(path)
    stops = [keys.tab()]
    while stops[-1]["tag"] != "body" and len(stops) < PATIENCE:
        stops.append(keys.tab())
    assert len(stops) > 5, stops


@pytest.mark.parametrize("kind", ["nobody", "child", "worker"])
def test_the_first_stop_skips_to_what_the_page_is_about(guide: Guide, kind: str) -> None:
    keys = Keyboard(guide.visitor(kind))
    keys.visitor.go("/en/help")
    assert keys.tab()["text"] == "Skip to what this page is about"
    keys.page.keyboard.press("Enter")
    expect(keys.page.locator("main")).to_be_focused()
    keys.tab()
    assert keys.page.evaluate("document.activeElement.closest('main, footer') !== null")


def away(route: Route) -> None:
    """Ask the portal for the way out; what is there is only pretended, so that no request leaves this machine."""
    answer = route.fetch(max_redirects=0)
    assert answer.headers["location"] == ELSEWHERE
    route.fulfill(body="<title>Weather</title>", content_type="text/html")


def a_child_who_may_have_to_go(browser: Browser, portal: Portal) -> Visitor:
    """A child who is reading."""
    visitor = Visitor(browser, portal.address)
    visitor.page.route("**/leave", away)
    visitor.go(portal.door("child"))
    return visitor


def is_gone(visitor: Visitor) -> None:
    """They are elsewhere, a step back shows nothing of what they read, and the portal doesn't know them any more."""
    expect(visitor.page).to_have_title("Weather")
    visitor.page.go_back()
    expect(visitor.page.get_by_text("Hello")).to_have_count(0)
    visitor.go("/en/home")
    expect(visitor.page).to_have_url(re.compile("/en/sign-in"))
    visitor.close()


def test_three_shifts_leave_at_once_and_end_the_session(browser: Browser, portal: Portal) -> None:
    visitor = a_child_who_may_have_to_go(browser, portal)
    keys = Keyboard(visitor)
    keys.shift(2)
    expect(visitor.page.locator("[data-exit-say]")).to_have_text("Press Shift one more time to exit this page.")
    keys.shift(1)
    is_gone(visitor)


def test_shifts_that_write_a_capital_letter_do_not_leave(browser: Browser, portal: Portal) -> None:
    visitor = a_child_who_may_have_to_go(browser, portal)
    visitor.go("/en/say")
    visitor.page.locator("textarea").focus()
    for _ in range(4):
        visitor.page.keyboard.down("Shift")
        visitor.page.keyboard.press("A")
        visitor.page.keyboard.up("Shift")
    visitor.page.wait_for_timeout(300)
    expect(visitor.page).to_have_url(re.compile("/en/say"))
    visitor.close()


def test_the_button_leaves_too(browser: Browser, portal: Portal) -> None:
    visitor = a_child_who_may_have_to_go(browser, portal)
    keys = Keyboard(visitor)
    keys.tab()
    assert keys.tab()["text"] == "Exit this page"
    visitor.page.keyboard.press("Enter")
    is_gone(visitor)
