"""What a browser really transfers for a page: bytes on the wire with headers, the first time and the next."""

from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from playwright.sync_api import BrowserContext

from benchmarks.load import VoidRun
from benchmarks.portals import door_of, portal
from benchmarks.table import Line, at_most
from tests.journeys.browsing import a_browser

COLD, WARM = 150, 30


def transferred(data: Path, people: list[dict[str, str]]) -> list[Line]:
    """The first page of a visitor, and of a child who has signed in, in Debian's Chromium."""
    lines = []
    with portal(data) as served, a_browser() as browser:
        for name, door in (("The first page", ""), ("A child's home", door_of(people, "cadi"))):
            context = browser.new_context(base_url=served.address)
            path = "/en/"
            if door:
                path = "/en/home"
                _visit(context, door)
            cold = _visit(context, path) if not door else _cold(context, path)
            warm = _visit(context, path)
            lines.append(at_most(f"{name}, transferred cold, kB", cold / 1000, COLD))
            lines.append(at_most(f"{name}, transferred warm, kB", warm / 1000, WARM))
            context.close()
    return lines


def _cold(context: BrowserContext, path: str) -> float:
    """A visit with an empty cache but the cookie kept."""
    page = context.new_page()
    context.new_cdp_session(page).send("Network.clearBrowserCache")
    page.close()
    return _visit(context, path)


def _visit(context: BrowserContext, path: str) -> float:
    """Bytes transferred until the page has all it asked for. Raises VoidRun if another host was asked."""
    page = context.new_page()
    devtools = context.new_cdp_session(page)
    devtools.send("Network.enable")
    sizes: list[float] = []
    hosts: set[str] = set()

    def loaded(event: dict[str, Any]) -> None:
        sizes.append(event["encodedDataLength"])

    def asked(event: dict[str, Any]) -> None:
        hosts.add(urlsplit(event["request"]["url"]).hostname or "")

    devtools.on("Network.loadingFinished", loaded)
    devtools.on("Network.requestWillBeSent", asked)
    answer = page.goto(path, wait_until="networkidle")
    if answer is None or answer.status != 200 or hosts - {"127.0.0.1", ""}:
        raise VoidRun(f"{path} was not the page, or asked {hosts}")
    page.close()
    return sum(sizes)
