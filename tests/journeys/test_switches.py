"""With one switch or two and nothing else: signing in with pictures, reading, and saying what was not clear."""

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from portal.models import Part
from portal.services import invitations
from tests.journeys.browsing import Visitor
from tests.journeys.pages import Guide
from tests.journeys.server import SYMBOLS, Portal, the_busiest
from tests.journeys.switches import Switches

NAME = "one-switch-is-enough"
PICTURES = ("cat", "sun", "fish", "star")
WAYS = {"auto": ("Space",), "step": ("Space", "Enter")}


def choose(page: Page, address: str, choice: str) -> None:
    """Choose a way to read, as a helper does it beforehand: on any page, by the form that every page has."""
    token = page.locator("input[name=csrf_token]").first.get_attribute("value")
    sent = page.request.post(
        f"{address}/en/reading",
        form={"csrf_token": token or "", "choice": choice, "next": "/en/home"},
        headers={"Referer": f"{address}/en/home"},
    )
    assert sent.ok, sent.status


def begun(browser: Browser, portal: Portal, *choices: str) -> Visitor:
    """A child whose device a helper has set up: pictures chosen, the switch chosen, and signed out again."""
    visitor = Visitor(browser, portal.address)
    with portal.session() as session:
        code = invitations.new_code(session, the_busiest(session, Part.CHILD))
    page = visitor.page
    visitor.go("/en/code")
    page.locator("main input:not([type=hidden])").fill(code)
    visitor.follow(page.locator("main button[type=submit]").first)
    page.locator("main input[value=pictures]").check()
    visitor.follow(page.locator("main button[type=submit]").first)
    page.locator("main input[name=user_name]").fill(NAME)
    for picture in PICTURES:
        visitor.follow(page.locator(f"main button[value={picture}]"))
    visitor.follow(page.locator("main button[value=use]"))
    for choice in choices:
        choose(page, portal.address, choice)
    visitor.go("/en/home")
    page.get_by_text("Menu", exact=True).click()
    visitor.follow(page.get_by_role("button", name="Sign out"))
    return visitor


@pytest.fixture
def visitor(browser: Browser, portal: Portal, request: pytest.FixtureRequest) -> Iterator[Visitor]:
    """A child with a switch, in front of the page to sign in with pictures."""
    made = begun(browser, portal, f"scan:{request.param}", "targets:big")
    yield made
    assert made.troubles == []
    made.close()


@pytest.mark.parametrize(("visitor", "way"), [(one, one) for one in WAYS], indirect=["visitor"])
def test_somebody_signs_in_reads_and_says_what_was_not_clear(visitor: Visitor, way: str) -> None:
    page = visitor.page
    switches = Switches(visitor, *WAYS[way])
    switches.begin()
    visitor.go("/en/sign-in/pictures")
    switches.ready()
    switches.follow(page.get_by_role("button", name=f"I am {NAME}"))
    for picture in PICTURES:
        switches.follow(page.locator(f"main button[value={picture}]"))
    if "/welcome" in page.url:
        switches.follow(page.get_by_role("button", name="Go on to your own page"))
    expect(page).to_have_url(re.compile("/en/home"))
    switches.follow(page.locator("main .card a").first)
    expect(page).to_have_url(re.compile("/en/documents/"))
    switches.follow(page.get_by_role("link", name="Go through it together"))
    switches.follow(page.get_by_role("button", name=re.compile("Begin|Go on where you were")))
    switches.follow(page.locator("main button[value=unsure]"))
    switches.follow(page.locator("main nav.pages").get_by_role("link", name="What you marked"))
    switches.follow(page.get_by_role("link", name=re.compile("^Tell .* what was not clear")))
    switches.choose(page.locator("main input[type=radio]").first)
    expect(page.locator("main input[type=radio]").first).to_be_checked()
    switches.follow(page.locator("main form .buttons button"))
    expect(page).to_have_url(re.compile("/sent$"))


def on_a_page(guide: Guide, path: str, *choices: str) -> Iterator[Switches]:
    visitor = Visitor(guide.browser, guide.portal.address)
    visitor.go(guide.portal.door(SYMBOLS))
    for choice in choices:
        choose(visitor.page, guide.portal.address, choice)
    switches = Switches(visitor, *WAYS[choices[0].partition(":")[2]])
    switches.begin()
    visitor.go(path)
    switches.ready()
    yield switches
    assert visitor.troubles == []
    visitor.close()


@pytest.fixture
def one_switch(guide: Guide) -> Iterator[Switches]:
    """Somebody with one switch at home."""
    yield from on_a_page(guide, "/en/home", "scan:auto")


@pytest.fixture
def two_switches(guide: Guide) -> Iterator[Switches]:
    """Somebody with two, where words are written."""
    yield from on_a_page(guide, "/en/say", "scan:step")


def test_exit_lights_up_first_and_stop_second(one_switch: Switches) -> None:
    page = one_switch.page
    assert one_switch.lit(page.locator("a[data-exit]"))["alone"]
    one_switch.on()
    assert one_switch.lit(page.locator("[data-scan-stop]"))["alone"]


def test_it_moves_in_the_time_that_was_chosen_and_never_ends(one_switch: Switches) -> None:
    page = one_switch.page
    exit_link = page.locator("a[data-exit]")
    page.clock.run_for(1500)
    assert one_switch.lit(exit_link)["alone"]
    page.clock.run_for(1000)
    assert not one_switch.lit(exit_link)["alone"]
    for _ in range(40):
        one_switch.on()
    expect(page.locator("#scan-frame")).to_be_visible()
    one_switch.find(exit_link)


def test_every_link_of_a_long_page_is_a_few_presses_away(one_switch: Switches) -> None:
    """Sixty links would take three minutes one by one: by groups none is more than twenty moves away."""
    page = one_switch.page
    visitor = one_switch.visitor
    visitor.go(page.locator("main .card a").first.get_attribute("href") or "")
    one_switch.ready()
    last = page.locator("footer a").last
    one_switch.waited = 0
    one_switch.find(last)
    assert one_switch.waited <= 20
    assert page.locator("a:visible, button:visible, summary:visible").count() > 25


def test_a_group_that_was_not_meant_is_left_by_itself(one_switch: Switches) -> None:
    page = one_switch.page
    while page.locator("#scan-frame.group").count() == 0:
        one_switch.on()
    one_switch.press()
    expect(page.locator("[data-scan-back]")).to_be_visible()
    for _ in range(20):
        one_switch.on()
        if not page.locator("[data-scan-back]").is_visible():
            return
    raise AssertionError("the group is a trap")


def test_escape_and_stop_leave_it_and_the_switch_begins_again(one_switch: Switches) -> None:
    page = one_switch.page
    page.keyboard.press("Escape")
    expect(page.locator("#scan-frame")).to_be_hidden()
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "skip"
    page.evaluate("document.activeElement.blur()")
    page.clock.run_for(1000)
    page.keyboard.press("Space")
    expect(page.locator("#scan-frame")).to_be_visible()
    page.clock.run_for(700)
    one_switch.choose(page.locator("[data-scan-stop]"))
    expect(page.locator("#scan-frame")).to_be_hidden()
    expect(page.get_by_role("status").filter(has_text="It has stopped.")).to_be_visible()


def test_where_typing_is_needed_it_says_so_and_goes_on(two_switches: Switches) -> None:
    page = two_switches.page
    two_switches.choose(page.locator("main textarea"))
    expect(page.locator("#scan-bar [role=status]")).to_contain_text("This needs typing.")
    two_switches.find(page.get_by_role("button", name="Save, send later"))


def test_a_keyboard_beside_the_switch_types_what_it_types(two_switches: Switches) -> None:
    page = two_switches.page
    page.locator("main textarea").click()
    page.keyboard.type("I am here 1 2")
    page.keyboard.press("Enter")
    assert page.locator("main textarea").input_value() == "I am here 1 2\n"


def test_a_press_that_lasts_or_comes_twice_is_one_press(two_switches: Switches) -> None:
    page = two_switches.page
    stop = page.locator("[data-scan-stop]")
    page.keyboard.down("Space")
    page.keyboard.down("Space")
    page.keyboard.up("Space")
    page.keyboard.press("Space")
    assert two_switches.lit(stop)["alone"]


@pytest.mark.parametrize("seconds", [1, 8])
def test_the_time_is_what_somebody_chose(guide: Guide, seconds: int) -> None:
    for switches in on_a_page(guide, "/en/home", "scan:auto", f"scan_seconds:{seconds}"):
        stop, times = switches.page.locator("[data-scan-stop]"), 0
        while not switches.lit(stop)["alone"]:
            switches.page.clock.run_for(100)
        while switches.lit(stop)["alone"]:
            switches.page.clock.run_for(100)
            times += 1
        assert times == seconds * 10


def test_a_tap_anywhere_is_the_switch_on_glass(guide: Guide) -> None:
    context = guide.browser.new_context(base_url=guide.portal.address, has_touch=True)
    page = context.new_page()
    page.set_viewport_size({"width": 390, "height": 800})
    page.goto(guide.portal.door(SYMBOLS))
    choose(page, guide.portal.address, "scan:step")
    page.goto("/en/home")
    expect(page.locator("#scan-frame")).to_be_visible()
    page.wait_for_timeout(700)
    # The left half moves on: to Stop, whatever is under the finger. The right half chooses it.
    page.touchscreen.tap(40, 400)
    page.wait_for_timeout(300)
    page.touchscreen.tap(350, 400)
    expect(page.locator("#scan-frame")).to_be_hidden()
    expect(page).to_have_url(re.compile("/en/home"))
    context.close()


def test_without_the_choice_there_is_nothing_of_it(guide: Guide) -> None:
    page = guide.visitor("parent").page
    page.goto("/en/home")
    assert page.locator("#scan-bar, #scan-frame, script[src*=scan]").count() == 0
