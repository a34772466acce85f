"""Take the pictures in docs/screenshots: the demo's pages as people meet them, narrow and wide.

    python -m tools.screenshots [NAME ...]

Starts the demo on a port of its own with a folder of its own, steps in as its people, and keeps what Debian's Chromium
shows, each picture cut to a sensible height and at most 150 kB.
"""

import io
import re
import sys
import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from PIL import Image
from playwright.sync_api import Browser, Page

from benchmarks.portals import door_of, load_demo, portal
from portal.config import HERE
from tests.journeys.browsing import a_browser

FOLDER = HERE / "docs" / "screenshots"
WIDTHS = (360, 1280)
HEIGHTS = {360: 1500, 1280: 1300}
MOST_BYTES = 150_000
SAID = "I do like rugby, but not as much as drawing. Can you write that I draw every day?"
DOCUMENT = r"/en/documents/[^/]+/$"


@dataclass(frozen=True)
class Shot:
    """One picture: whose page it is ("" for nobody), how they come to it, and how they read."""

    name: str
    person: str
    go: Callable[[Page], None]
    choices: tuple[str, ...] = ()


def at(path: str) -> Callable[[Page], None]:
    """Straight to an address."""

    def go(page: Page) -> None:
        page.goto(path)

    return go


def follow(page: Page, start: str, *patterns: str) -> None:
    """From an address by the first link to each pattern in turn."""
    page.goto(start)
    for pattern in patterns:
        links = page.eval_on_selector_all("a[href]", "links => links.map(link => link.getAttribute('href'))")
        page.goto(next(link for link in links if re.search(pattern, link)))


def document(page: Page) -> None:
    """The first document at home."""
    follow(page, "/en/home", DOCUMENT)


def meeting(page: Page) -> None:
    """Osian's meeting, which has pictures from its first words on."""
    page.goto("/en/home")
    page.get_by_role("link", name="My meeting").first.click()


def in_welsh(page: Page) -> None:
    """The same, in the other language."""
    document(page)
    page.goto(page.url.replace("/en/", "/cy/"))


def listened_to(page: Page) -> None:
    """A document whose reader has begun a passage's sound."""
    document(page)
    page.locator("details.listen summary").first.click()


def comment(page: Page) -> None:
    """Words about one passage, written and about to be sent."""
    follow(page, "/en/home", DOCUMENT, r"/say/p")
    page.locator("textarea").first.fill(SAID)
    page.locator("main form button[type=submit]").first.click()
    page.wait_for_url("**/check")
    page.locator("input[name=eyes]").first.check()


def signing(page: Page) -> None:
    """What signing means, and the separate acts."""
    follow(page, "/en/home", DOCUMENT, r"/sign$")


def an_act(page: Page) -> None:
    """One act: what somebody thinks of it."""
    follow(page, "/en/home", DOCUMENT, r"/sign$", r"/sign/view$")


def prepare(page: Page) -> None:
    """A record on its way to the family."""
    follow(page, "/en/work/children/", r"/work/children/[^/]+/$", r"/work/records/[^/]+/[^/]+/$")


def case_file(page: Page) -> None:
    """Everything that was said, as the case record has it."""
    follow(page, "/en/work/children/", r"/work/children/[^/]+/$", r"/case-file$")


SHOTS = (
    Shot("sign-in", "", at("/en/sign-in")),
    Shot("home", "cadi", at("/en/home")),
    Shot("story", "osian", at("/en/story"), ("level:easy", "symbols:key")),
    Shot("plain", "lowri", document),
    Shot("easy-read", "osian", meeting, ("level:easy", "symbols:key")),
    Shot("large-print", "lowri", document, ("size:32",)),
    Shot("dark", "kezia", document, ("theme:dark",)),
    Shot("welsh", "cadi", in_welsh),
    Shot("listening", "cadi", listened_to),
    Shot("comment", "cadi", comment),
    Shot("signing", "lowri", signing),
    Shot("signing-view", "priya", an_act),
    Shot("worker-list", "sioned", at("/en/work/")),
    Shot("prepare", "sioned", prepare),
    Shot("case-file", "sioned", case_file),
    Shot("audit", "paul", at("/en/oversight/audit")),
)
# How everybody else reads, whatever the picture before left behind.
USUAL = ("level:plain", "symbols:off", "size:20", "theme:paper", "pace:page")


def take(browser: Browser, address: str, doors: dict[str, str], shot: Shot, width: int) -> bytes:
    """One picture, as PNG."""
    context = browser.new_context(
        base_url=address, viewport={"width": width, "height": 900}, locale="en-GB", reduced_motion="reduce"
    )
    page = context.new_page()
    if shot.person:
        page.goto(doors[shot.person])
        if "/welcome" in page.url:
            page.locator("main form button[type=submit]").click()
        if "/work/" not in page.url and "/oversight/" not in page.url:
            _choose(page, (*USUAL, *shot.choices))
    shot.go(page)
    page.wait_for_load_state("networkidle")
    page.evaluate("document.fonts.ready.then(() => window.scrollTo(0, 0))")
    height = min(page.evaluate("document.documentElement.scrollHeight"), HEIGHTS[width])
    picture = page.screenshot(full_page=True, clip={"x": 0, "y": 0, "width": width, "height": height})
    context.close()
    return picture


def _choose(page: Page, choices: tuple[str, ...]) -> None:
    for choice in choices:
        page.goto("/en/reading")
        page.locator(f'main button[value="{choice}"]').first.click()


def made_small(picture: bytes) -> bytes:
    """The same with fewer colours, as many as fit."""
    image = Image.open(io.BytesIO(picture)).convert("RGB")
    for colours in (256, 128, 64, 32):
        out = io.BytesIO()
        image.quantize(colours, dither=Image.Dither.NONE).save(out, "PNG", optimize=True)
        if out.tell() <= MOST_BYTES:
            return out.getvalue()
    raise SystemExit("a picture is too big: cut it lower")


def main(names: list[str]) -> None:
    """Take them all, or those named."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    wanted = [shot for shot in SHOTS if not names or shot.name in names]
    with tempfile.TemporaryDirectory(prefix="clywed-pictures-") as folder:
        data = Path(folder) / "data"
        people = load_demo(data)
        doors = {one["user_name"]: door_of(people, one["user_name"]) for one in people}
        with portal(data) as served, a_browser() as browser:
            for shot in wanted:
                for width in WIDTHS:
                    picture = made_small(take(browser, served.address, doors, shot, width))
                    (FOLDER / f"{shot.name}-{width}.png").write_bytes(picture)
                    print(f"{shot.name} at {width}: {len(picture) // 1000} kB", flush=True)


if __name__ == "__main__":
    main(sys.argv[1:])
