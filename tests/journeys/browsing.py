"""Debian's Chromium, and one visitor at a time in it: a new, empty profile each, whose troubles are written down."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from playwright.sync_api import (
    Browser,
    ConsoleMessage,
    Error,
    Locator,
    Page,
    Request,
    Response,
    expect,
    sync_playwright,
)

CHROMIUM = Path("/usr/bin/chromium")
QUIET = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--autoplay-policy=no-user-gesture-required",
)
WAIT_MS = 30_000
LOOK_EVERY_MS = 50
expect.set_options(timeout=WAIT_MS)


@contextmanager
def a_browser() -> Iterator[Browser]:
    """Chromium without a window, ended afterwards."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=str(CHROMIUM), args=list(QUIET))
        try:
            yield browser
        finally:
            browser.close()


class Visitor:
    """Somebody at a browser of their own. `address` is the portal's; `troubles` is what the browser complained of."""

    def __init__(self, browser: Browser, address: str, *, width: int = 1280, javascript: bool = True) -> None:
        self.address = address
        self.troubles: list[str] = []
        self.context = browser.new_context(
            base_url=address,
            viewport={"width": width, "height": 800},
            java_script_enabled=javascript,
            locale="en-GB",
            reduced_motion="reduce",
        )
        self.context.set_default_timeout(WAIT_MS)
        self.page: Page = self.context.new_page()
        self.page.on("console", self._told)
        self.page.on("pageerror", self._broke)
        self.page.on("request", self._asked)
        self.page.on("response", self._answered)

    def _told(self, message: ConsoleMessage) -> None:
        if message.type in ("error", "warning"):
            self.troubles.append(f"console {message.type}: {message.text}")

    def _broke(self, error: Error) -> None:
        self.troubles.append(f"script error: {error.message}")

    def _asked(self, request: Request) -> None:
        asked, ours = urlsplit(request.url), urlsplit(self.address)
        if asked.scheme not in ("data", "blob", "about") and asked.netloc != ours.netloc:
            self.troubles.append(f"request to another host: {asked.netloc}")

    def _answered(self, response: Response) -> None:
        if response.status >= 500:
            self.troubles.append(f"{response.status} from {urlsplit(response.url).path}")

    def go(self, path: str) -> Response:
        """Open an address of the portal."""
        response = self.page.goto(path)
        assert response is not None, path
        return response

    def follow(self, leads: Locator) -> Response:
        """Press what leads to another page, and wait until it is there. Without this the old page may be looked at."""
        with self.page.expect_navigation() as came:
            leads.click()
        return came.value

    def resize(self, width: int) -> None:
        """Make the window another width, in CSS pixels."""
        self.page.set_viewport_size({"width": width, "height": 800})

    def measure(self, script: str, *given: Any) -> Any:
        """What a script says about the page; devtools runs it, so the page's own policy neither helps nor hinders."""
        return self.page.evaluate(script, *given)

    def until(self, script: str) -> None:
        """Wait for what a script says to be true. Playwright's own way to wait for it is forbidden by the page's policy
        as soon as it looks twice.
        """
        for _ in range(WAIT_MS // LOOK_EVERY_MS):
            if self.measure(script):
                return
            self.page.wait_for_timeout(LOOK_EVERY_MS)
        raise AssertionError(f"never true: {script}")

    def close(self) -> None:
        """Leave, and take the profile along."""
        self.context.close()
