"""Reading along: a press plays a passage, and each sentence is shown while it is spoken, in order."""

import time
from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, expect

from tests.journeys.browsing import Visitor
from tests.journeys.keyboard import Keyboard
from tests.journeys.server import Portal

LONGEST_MS = 25_000

# Which sentence is shown at each moment of the sound, from the events of the player itself.
WATCH = """(passage) => {
  const player = document.querySelector(`audio[data-passage="${passage}"]`);
  window.seen = [];
  window.ended = false;
  player.addEventListener("timeupdate", () => requestAnimationFrame(() => {
    const shown = [...document.querySelectorAll(".heard")].map((one) => one.id);
    if (shown.length && String(window.seen.at(-1)) !== String(shown)) window.seen.push(shown);
  }));
  player.addEventListener("ended", () => { window.ended = true; });
}"""


@pytest.fixture(scope="module")
def reader(browser: Browser, portal: Portal) -> Iterator[Visitor]:
    visitor = Visitor(browser, portal.address)
    visitor.go(portal.door("child"))
    for choice in ("pace:page", "sound:off"):
        visitor.go("/en/reading?more=1")
        visitor.page.locator(f"main button[value='{choice}']").click()
    visitor.go("/en/home")
    visitor.page.locator("main .card a[href*='/documents/']").first.click()
    for more in visitor.page.locator("details.more > summary").all():
        more.click()
    yield visitor
    visitor.close()


def passages(reader: Visitor) -> dict[str, dict[str, Any]]:
    """The times of the sound of each passage, by the passage's id; only those with two sentences or more, and short."""
    found = {}
    for player in reader.page.locator("audio[data-passage]").all():
        address = str(player.get_attribute("src"))
        times = reader.context.request.get(address.replace(".mp3", ".json"))
        if times.ok and len(times.json()["cues"]) >= 2 and times.json()["duration_ms"] <= LONGEST_MS:
            found[str(player.get_attribute("data-passage"))] = times.json()
        if len(found) >= 2:
            break
    return found


def test_each_sentence_is_shown_as_it_is_spoken(reader: Visitor) -> None:
    passage, times = min(passages(reader).items(), key=lambda one: one[1]["duration_ms"])
    box = reader.page.locator(f"details.listen:has(audio[data-passage='{passage}'])")
    reader.measure(WATCH, passage)
    box.locator("summary").focus()
    reader.page.keyboard.press("Enter")
    expect(box.locator("audio")).to_be_visible()
    box.locator("audio").focus()
    reader.page.keyboard.press("Space")
    until = time.monotonic() + times["duration_ms"] / 500 + 10
    while not reader.measure("window.ended"):
        assert time.monotonic() < until, "the sound did not come to its end"
        reader.page.wait_for_timeout(200)
    expected = [[f"{passage}-{number}"] for number in range(len(times["cues"]))]
    assert reader.measure("window.seen") == expected
    expect(reader.page.locator(".heard")).to_have_count(0)


def test_it_goes_on_to_the_next_passage_only_when_asked(reader: Visitor) -> None:
    assert reader.page.locator("details.listen[open]").count() == 1
    reader.page.wait_for_timeout(500)
    assert reader.measure("[...document.querySelectorAll('audio')].every((one) => one.paused)")


def test_nothing_plays_by_itself(reader: Visitor) -> None:
    reader.page.reload()
    assert reader.page.locator("audio[autoplay]").count() == 0
    assert reader.measure("[...document.querySelectorAll('audio')].every((one) => one.paused)")


def test_leaving_stops_the_sound(reader: Visitor) -> None:
    reader.page.route("**/leave", lambda route: route.fulfill(body="<title>Weather</title>", content_type="text/html"))
    passage = next(iter(passages(reader)))
    reader.page.locator(f"details.listen:has(audio[data-passage='{passage}']) summary").evaluate("one => one.click()")
    reader.measure("(passage) => document.querySelector(`audio[data-passage='${passage}']`).play()", passage)
    Keyboard(reader).shift(3)
    expect(reader.page).to_have_title("Weather")
    assert reader.troubles == []
