"""Without JavaScript: step in, choose how to read, read, say something, sign."""

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, expect

from tests.journeys.browsing import Visitor
from tests.journeys.server import Portal

WORDS = "I was there.\nThat is not how it was."


@pytest.fixture(scope="module")
def child(browser: Browser, portal: Portal) -> Iterator[Visitor]:
    visitor = Visitor(browser, portal.address, width=360, javascript=False)
    visitor.go(portal.door("child"))
    if "/welcome" in visitor.page.url:
        visitor.follow(visitor.page.locator("main form button"))
    yield visitor
    visitor.close()


def test_the_reader_opens_a_document(child: Visitor) -> None:
    expect(child.page).to_have_url(re.compile("/en/home$"))
    child.follow(child.page.locator("main .card a[href*='/documents/']").first)
    expect(child.page.locator(".copy .words").first).to_be_visible()


@pytest.mark.parametrize(
    ("value", "shown"),
    [("level:easy", ".copy .row"), ("preset:pictures", ".copy .picture"), ("preset:quiet", "[data-theme=cream]")],
)
def test_each_choice_of_reading_is_one_press(child: Visitor, value: str, shown: str) -> None:
    child.page.locator("summary", has_text="How I like to read").click()
    child.follow(child.page.locator(f".reading button[value='{value}']"))
    assert child.page.locator(shown).count() > 0


def test_sound_can_be_played_by_the_browsers_own_player(child: Visitor) -> None:
    child.page.locator("details.listen:not([open]) summary").first.click()
    player = child.page.locator("details.listen audio").first
    expect(player).to_be_visible()
    sound = child.context.request.get(str(player.get_attribute("src")))
    assert (sound.status, sound.headers["content-type"]) == (200, "audio/mpeg")


def test_the_reader_asks_for_an_advocate_under_their_rights(child: Visitor) -> None:
    before = child.page.url
    child.follow(child.page.get_by_role("link", name="Ask for an advocate"))
    child.follow(child.page.get_by_role("button", name="Ask for an advocate"))
    expect(child.page).to_have_url(re.compile("/sent$"))
    expect(child.page.locator("main")).to_contain_text("You get an answer here by")
    child.page.goto(before)


def test_the_reader_says_something(child: Visitor) -> None:
    child.follow(child.page.locator("a", has_text="Say something").first)
    child.page.locator("textarea").fill(WORDS)
    child.follow(child.page.get_by_role("button", name="Next"))
    for question in child.page.locator("main fieldset").all():
        question.locator("input").last.check()
    child.follow(child.page.get_by_role("button", name="Send"))
    expect(child.page).to_have_url(re.compile("/sent$"))
    child.go("/en/said")
    expect(child.page.locator("main")).to_contain_text("That is not how it was.")


def test_the_reader_signs(child: Visitor) -> None:
    child.go("/en/home")
    child.follow(child.page.locator("main .card a[href*='/documents/']").first)
    child.follow(child.page.locator("main a[href$='/sign']").first)
    child.follow(child.page.get_by_role("link", name="I have seen it"))
    child.page.get_by_label("Put a tick").check()
    child.follow(child.page.get_by_role("button", name="Sign this"))
    expect(child.page).to_have_url(re.compile("/signed/seen$"))


def test_leaving_is_one_press(child: Visitor) -> None:
    assert child.page.locator("a[data-exit]").get_attribute("href") == "/en/leave"


def test_nothing_went_wrong_on_the_way(child: Visitor) -> None:
    assert child.troubles == []
