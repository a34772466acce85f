"""Which page is looked at by whom, in which language, how wide; and the look itself."""

import zlib

from tests.journeys.browsing import Visitor
from tests.journeys.inspecting import inspect
from tests.journeys.pages import PAGES, Guide

LANGUAGES = ("cy", "en")
WIDTHS = (360, 1280)
# Who reads the whole page at once gets the whole document at the address of a part.
PARTS = "family.section"


def looks(endpoint: str, kinds: tuple[str, ...], kind: str, full: bool) -> list[tuple[str, int]]:
    """The languages and widths for a page and one of the kinds of people who see it.

    All four; or, in pairs, one look for each kind, so that the page is seen in each language and at each width. A page
    that only one kind of person sees gets two.
    """
    narrow_in = zlib.crc32(endpoint.encode()) % 2
    one, other = LANGUAGES[narrow_in], LANGUAGES[1 - narrow_in]
    ways = [(one, WIDTHS[0]), (other, WIDTHS[1]), (one, WIDTHS[1]), (other, WIDTHS[0])]
    if full:
        return ways
    return ways[:2] if len(kinds) == 1 else [ways[kinds.index(kind) % len(ways)]]


def every_look(pages: dict[str, tuple[str, ...]]) -> list[tuple[str, str]]:
    """Each page with each kind of person who may see it, one person after the other."""
    kinds = dict.fromkeys(kind for found in pages.values() for kind in found)
    return [(endpoint, kind) for kind in kinds for endpoint, found in pages.items() if kind in found]


def look(guide: Guide, endpoint: str, kind: str, full: bool) -> list[str]:
    """What is wrong with a page for a kind of person. Raises AssertionError if they find no such page in the demo."""
    paths = guide.addresses(endpoint, kind)
    assert paths, f"the demo has no {endpoint} for a {kind}"
    if endpoint == PARTS:
        press(guide.visitor(kind), "pace:sentence")
    found = [
        f"{kind} {language} {width} px {path}\n    {one}"
        for path in paths
        for language, width in looks(endpoint, PAGES[endpoint], kind, full)
        for one in inspect(guide.visitor(kind), f"/{language}{path.removeprefix('/en')}", width)
    ]
    if endpoint == PARTS:
        press(guide.visitor(kind), "pace:page")
    return found


def press(visitor: Visitor, choice: str) -> None:
    """Press one choice, as "pace:page", on the page of choices."""
    visitor.resize(1280)
    visitor.go("/en/reading?more=1")
    visitor.follow(visitor.page.locator(f"main button[value='{choice}']"))
