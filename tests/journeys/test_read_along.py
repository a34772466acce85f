"""Reading along: a press plays a passage, and each sentence is shown while it is spoken, in order."""

import time
from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, Locator, expect

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

OPEN_ALL = "document.querySelectorAll('details.more').forEach((one) => { one.open = true; })"


@pytest.fixture(scope="module")
def reader(browser: Browser, portal: Portal) -> Iterator[Visitor]:
    visitor = Visitor(browser, portal.address)
    visitor.go(portal.door("child"))
    for choice in ("pace:page", "sound:off"):
        visitor.go("/en/reading?more=1")
        visitor.follow(visitor.page.locator(f"main button[value='{choice}']"))
    visitor.go("/en/home")
    visitor.follow(visitor.page.locator("main .card a[href*='/documents/']").first)
    visitor.measure(OPEN_ALL)
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


def box_of(reader: Visitor, passage: str) -> Locator:
    """The box of a passage's player, opened with the keyboard."""
    box = reader.page.locator(f"details.listen:has(audio[data-passage='{passage}'])")
    if box.get_attribute("open") is None:
        box.locator("> summary").focus()
        reader.page.keyboard.press("Enter")
    expect(box.locator("[data-sound=play]")).to_be_visible()
    return box


def pressed(reader: Visitor, box: Locator, what: str) -> None:
    """A button of the player, pressed with the keyboard; those that are less used are opened first."""
    button = box.locator(f"[data-sound={what}]")
    if not button.is_visible():
        box.locator("details > summary").focus()
        reader.page.keyboard.press("Enter")
    button.focus()
    reader.page.keyboard.press("Enter")


def of_player(reader: Visitor, passage: str, what: str) -> Any:
    """One thing that is true of a passage's player now."""
    return reader.measure(f"document.querySelector(`audio[data-passage='{passage}']`).{what}")


@pytest.fixture
def heard(reader: Visitor) -> Iterator[tuple[str, dict[str, Any]]]:
    """The shortest passage of those, and its times; silent again afterwards."""
    passage, times = min(passages(reader).items(), key=lambda one: one[1]["duration_ms"])
    yield passage, times
    reader.measure("document.querySelectorAll('audio').forEach((one) => { one.pause(); one.currentTime = 0; })")


def test_each_sentence_is_shown_as_it_is_spoken(reader: Visitor, heard: tuple[str, dict[str, Any]]) -> None:
    passage, times = heard
    reader.measure(WATCH, passage)
    box = box_of(reader, passage)
    pressed(reader, box, "play")
    expect(box.locator("[data-sound=play]")).to_have_text("Pause")
    until = time.monotonic() + times["duration_ms"] / 500 + 10
    while not reader.measure("window.ended"):
        assert time.monotonic() < until, "the sound did not come to its end"
        reader.page.wait_for_timeout(200)
    expected = [[f"{passage}-{number}"] for number in range(len(times["cues"]))]
    assert reader.measure("window.seen") == expected
    expect(reader.page.locator(".heard")).to_have_count(0)
    expect(box.locator("[data-sound=play]")).to_have_text("Play")


def test_it_goes_on_to_the_next_passage_only_when_asked(reader: Visitor) -> None:
    assert reader.page.locator("details.listen[open]").count() == 1
    reader.page.wait_for_timeout(500)
    assert reader.measure("[...document.querySelectorAll('audio')].every((one) => one.paused)")


def test_a_sentence_is_said_from_its_beginning_again_before_or_next(
    reader: Visitor, heard: tuple[str, dict[str, Any]]
) -> None:
    passage, times = heard
    box = box_of(reader, passage)
    begins = [cue["start_ms"] / 1000 for cue in times["cues"]]
    pressed(reader, box, "forward")
    reader.until(f"document.querySelector(`audio[data-passage='{passage}']`).currentTime > 0.1")
    assert begins[1] - 0.1 < of_player(reader, passage, "currentTime") < begins[1] + 1.5
    expect(reader.page.locator(f"[id='{passage}-1'].heard")).to_be_visible()
    pressed(reader, box, "again")
    reader.page.wait_for_timeout(150)
    assert begins[1] - 0.1 < of_player(reader, passage, "currentTime") < begins[1] + 1.5
    pressed(reader, box, "back")
    reader.page.wait_for_timeout(150)
    assert of_player(reader, passage, "currentTime") < begins[0] + 1.5
    pressed(reader, box, "play")
    assert of_player(reader, passage, "paused")


def test_a_press_on_a_sentence_plays_from_there_only_while_its_player_is_open(
    reader: Visitor, heard: tuple[str, dict[str, Any]]
) -> None:
    passage, times = heard
    box = box_of(reader, passage)
    sentence = reader.page.locator(f"[id='{passage}-1']")
    sentence.click(position={"x": 4, "y": 6})
    expect(reader.page.locator(f"[id='{passage}-1'].heard")).to_be_visible()
    assert of_player(reader, passage, "currentTime") >= times["cues"][1]["start_ms"] / 1000 - 0.1
    box.locator("> summary").click()
    assert of_player(reader, passage, "paused")
    sentence.click(position={"x": 4, "y": 6})
    reader.page.wait_for_timeout(200)
    assert of_player(reader, passage, "paused")


def test_speed_and_loudness_change_for_every_passage_and_are_told(
    reader: Visitor, heard: tuple[str, dict[str, Any]]
) -> None:
    passage, _ = heard
    box = box_of(reader, passage)
    for what in ("slower", "slower", "louder"):
        pressed(reader, box, what)
    expect(box.locator("[role=status]")).to_have_text("Speed 65 %, loudness 100 %")
    assert {*reader.measure("[...document.querySelectorAll('audio')].map((one) => one.playbackRate)")} == {0.65}
    for what in ("faster", "faster", "quieter"):
        pressed(reader, box, what)
    assert (of_player(reader, passage, "playbackRate"), of_player(reader, passage, "volume")) == (1, 0.8)


def test_every_button_of_the_player_is_big_enough_to_press(reader: Visitor, heard: tuple[str, dict[str, Any]]) -> None:
    box = box_of(reader, heard[0])
    boxes = [one.bounding_box() for one in box.locator("[data-sound]").all() if one.is_visible()]
    assert len(boxes) == 9
    assert all(one and one["height"] >= 44 and one["width"] >= 44 for one in boxes)


def test_a_sound_that_is_not_ready_is_said_so_and_can_be_asked_for_again(
    reader: Visitor, heard: tuple[str, dict[str, Any]]
) -> None:
    passage, _ = heard
    reader.page.reload()
    reader.measure(OPEN_ALL)
    reader.page.route("**/sound/**", lambda route: route.fulfill(status=503, body="not yet"))
    box = box_of(reader, passage)
    pressed(reader, box, "play")
    expect(box.locator("[role=status]")).to_contain_text("not ready yet")
    reader.page.unroute("**/sound/**")
    pressed(reader, box, "play")
    expect(box.locator("[data-sound=play]")).to_have_text("Pause")
    expect(box.locator("[role=status]")).to_be_empty()
    reader.troubles.clear()


def test_nothing_plays_by_itself(reader: Visitor) -> None:
    reader.page.reload()
    assert reader.page.locator("audio[autoplay]").count() == 0
    assert reader.measure("[...document.querySelectorAll('audio')].every((one) => one.paused)")


def test_leaving_stops_the_sound(reader: Visitor) -> None:
    reader.page.route("**/leave", lambda route: route.fulfill(body="<title>Weather</title>", content_type="text/html"))
    passage = next(iter(passages(reader)))
    box_of(reader, passage)
    reader.measure("(passage) => document.querySelector(`audio[data-passage='${passage}']`).play()", passage)
    Keyboard(reader).shift(3)
    expect(reader.page).to_have_title("Weather")
    assert reader.troubles == []
