"""Somebody who uses nothing but the keyboard, and has to see at each stop where they are."""

from typing import Any

from tests.journeys.browsing import Visitor
from tests.journeys.inspecting import LEAST_OUTLINE, measures

PATIENCE = 250  # stops; more than any page has


class Keyboard:
    """The keys of one visitor. Every stop is looked at: its outline has to be three pixels or more, and in sight."""

    def __init__(self, visitor: Visitor) -> None:
        self.visitor = visitor
        self.page = visitor.page

    @property
    def here(self) -> dict[str, Any]:
        """Where the focus is: `name`, `tag`, `text`, `answers` of a question, `outline` in pixels, whether `seen`."""
        found: dict[str, Any] = self.visitor.measure(f"{measures()}\nmeasures.focus()")
        return found

    def tab(self) -> dict[str, Any]:
        """One stop on."""
        self.page.keyboard.press("Tab")
        return self.check()

    def check(self) -> dict[str, Any]:
        """Where the focus is, which has to be plain to see."""
        here = self.here
        if here["tag"] != "body":
            assert here["outline"] >= LEAST_OUTLINE, f"the focus can't be seen: {here}"
            assert here["seen"], f"the focus is out of sight: {here}"
        return here

    def reach(self, text: str) -> None:
        """Go on, stop by stop, to what says this."""
        for _ in range(PATIENCE):
            here = self.tab()
            if here["tag"] != "body" and text in here["text"]:
                return
        raise AssertionError(f"no stop says {text!r} on {self.page.title()}")

    def press(self, text: str) -> None:
        """Go to what opens something on this same page, and press it."""
        self.reach(text)
        self.page.keyboard.press("Enter")

    def follow(self, text: str) -> None:
        """Press what leads to another page, and wait until it is there."""
        self.reach(text)
        with self.page.expect_navigation():
            self.page.keyboard.press("Enter")

    def choose(self, text: str) -> None:
        """Choose one answer of several: to the question that has it, then down to it with the arrows."""
        for _ in range(PATIENCE):
            answers: list[str] = self.tab()["answers"]
            if any(text in one for one in answers):
                break
        else:
            raise AssertionError(f"no answer says {text!r} on {self.page.title()}")
        self.page.keyboard.press("Space")
        for _ in answers:
            if text in self.check()["text"]:
                return
            self.page.keyboard.press("ArrowDown")
        raise AssertionError(f"the arrows don't lead to {text!r}")

    def tick(self, text: str) -> None:
        """Tick a box."""
        self.reach(text)
        self.page.keyboard.press("Space")

    def write(self, label: str, words: str) -> None:
        """Write in the field of this name."""
        self.reach(label)
        self.page.keyboard.type(words)

    def sign_in(self, user_name: str, passphrase: str) -> None:
        """Sign in in English, and go past the welcome of a first time."""
        self.visitor.go("/en/sign-in")
        self.write("Your user name", user_name)
        self.write("Your passphrase", passphrase)
        with self.page.expect_navigation():
            self.page.keyboard.press("Enter")
        if "/welcome" in self.page.url:
            self.follow("Go on to your own page")

    def shift(self, times: int) -> None:
        """Press Shift so many times."""
        for _ in range(times):
            self.page.keyboard.press("Shift")
