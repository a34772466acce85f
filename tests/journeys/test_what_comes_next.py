"""By keyboard alone: a child sees at home what comes next, finds where it is written, and what was told before."""

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, expect

from tests.journeys.browsing import Visitor
from tests.journeys.keyboard import Keyboard
from tests.journeys.server import Portal


@pytest.fixture(scope="module")
def child(browser: Browser, portal: Portal) -> Iterator[Keyboard]:
    visitor = Visitor(browser, portal.address, width=360)
    keys = Keyboard(visitor)
    keys.sign_in("cadi", "ceffyl glas yfory")
    yield keys
    visitor.close()


def test_home_has_the_next_meeting_with_whom_to_ask_and_what_is_to_be_done(child: Keyboard) -> None:
    meeting = child.page.get_by_role("group", name="Your next meeting")
    expect(meeting).to_contain_text(re.compile(r"Your next meeting is on Thursday .+ 20\d\d"))
    expect(meeting).to_contain_text("You can ask Sioned Modelwen about the meeting.")
    expect(child.page.locator("main")).to_contain_text("Your talks with Miss Prawf will move to Tuesday afternoons by")
    expect(child.page.locator("main")).not_to_contain_text("There is no day for your next meeting")


def test_one_press_leads_to_where_it_is_written(child: Keyboard) -> None:
    child.follow("Where this is written")
    expect(child.page.locator("h1")).to_have_text("My plan")
    passage = child.page.locator(child.page.evaluate("location.hash"))
    expect(passage).to_be_in_viewport()
    expect(passage).to_contain_text("Your next meeting is on Thursday")


def test_what_was_told_before_says_so_and_opens_again_in_its_place(child: Keyboard) -> None:
    child.page.reload()
    child.press("Read more about me")
    folded = child.page.locator("details.again")
    expect(folded).not_to_contain_text("prefers direct work in Welsh", use_inner_text=True)
    child.press("Read it all again")
    expect(folded).to_contain_text("prefers direct work in Welsh", use_inner_text=True)


def test_where_it_was_told_before_is_one_press_away(child: Keyboard) -> None:
    again = child.page.locator(".copy", has_text="You told us this before.")
    expect(again).to_contain_text("Dwi ddim isio dewis.")
    child.page.reload()
    child.follow("A long look at what help I need: What I think and feel")
    expect(child.page.locator("h1")).to_have_text("A long look at what help I need")
    passage = child.page.locator(child.page.evaluate("location.hash"))
    expect(passage).to_be_in_viewport()
    expect(passage).to_contain_text("Dwi ddim isio dewis.")


def test_the_story_has_the_meeting_to_come_and_the_one_that_was(child: Keyboard) -> None:
    child.visitor.go("/en/home")
    child.follow("My story")
    expect(child.page.get_by_role("group", name="Your next meeting")).to_be_visible()
    expect(child.page.locator("main li", has_text="My plan").first).to_be_visible()
    expect(child.page.locator("main")).to_contain_text("There was a meeting.")


def test_nothing_went_wrong_on_the_way(child: Keyboard) -> None:
    assert child.visitor.troubles == []
