"""Somebody who has one switch, or two, and nothing else: they see what is lit up, wait or move on, and press."""

from typing import Any

from playwright.sync_api import Locator, expect

from tests.journeys.browsing import Visitor

PATIENCE = 80  # things lit up; more than stand before anything on any page
MEASURE = """(element) => {
  const frame = document.getElementById("scan-frame"), lit = frame.getBoundingClientRect();
  const box = element.getBoundingClientRect(), middle = [box.left + box.width / 2, box.top + box.height / 2];
  const within = lit.left <= middle[0] && middle[0] <= lit.right && lit.top <= middle[1] && middle[1] <= lit.bottom;
  return { within: within && !frame.hidden, group: frame.classList.contains("group"),
           seen: box.bottom > 0 && box.top < innerHeight,
           alone: !frame.hidden && ["left", "right", "top", "bottom"].every((at) => Math.abs(lit[at] - box[at]) < 10) };
}"""


class Switches:
    """The switches of one visitor. `keys` are what they send: one key in auto-scan, or (move, choose) in step-scan.

    The time is the browser's own clock, which a test moves on.
    """

    def __init__(self, visitor: Visitor, *keys: str, seconds: int = 3) -> None:
        self.visitor = visitor
        self.page = visitor.page
        self.keys = keys
        self.seconds = seconds
        self.waited = 0

    def begin(self) -> None:
        """From here on the clock moves only when a test moves it."""
        self.page.clock.install(time=0)
        self.page.clock.pause_at(1000)

    def ready(self) -> None:
        """Wait until something is lit up, and for as long as a press is none."""
        expect(self.page.locator("#scan-frame")).to_be_visible()
        self.page.clock.run_for(700)

    def on(self) -> None:
        """The next thing lights up: by itself, or by the first of two switches."""
        self.waited += 1
        if len(self.keys) == 1:
            self.page.clock.run_for(self.seconds * 1000)
        else:
            self.page.clock.run_for(200)
            self.page.keyboard.press(self.keys[0])

    def press(self) -> None:
        """Choose what is lit up."""
        self.page.clock.run_for(200)
        self.page.keyboard.press(self.keys[-1])

    def lit(self, wanted: Locator) -> dict[str, Any]:
        """Whether the frame is round this, and round nothing else."""
        found: dict[str, Any] = wanted.evaluate(MEASURE)
        return found

    def find(self, wanted: Locator) -> None:
        """Go on, into whatever group holds it, until this alone is lit up."""
        for _ in range(PATIENCE):
            lit = self.lit(wanted)
            if lit["within"] and not lit["group"]:
                assert lit["seen"], "what is lit up is out of sight"
                assert lit["alone"], "the frame is not round what would be pressed"
                return
            if lit["within"]:
                self.press()
            else:
                self.on()
        raise AssertionError(f"nothing led to {wanted}")

    def choose(self, wanted: Locator) -> None:
        """Press something on this same page."""
        self.find(wanted)
        self.press()
        self.page.clock.run_for(700)

    def follow(self, wanted: Locator) -> None:
        """Press what leads to another page, and wait until that is there."""
        self.find(wanted)
        with self.page.expect_navigation():
            self.press()
        self.ready()
