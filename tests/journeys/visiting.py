"""Which page is looked at by whom, in which language, how wide; and the look itself."""

import zlib

from tests.journeys.inspecting import inspect
from tests.journeys.pages import Guide

LANGUAGES = ("cy", "en")
WIDTHS = (360, 1280)


def looks(endpoint: str, kind: str, full: bool) -> list[tuple[str, int]]:
    """The languages and widths for one page and one kind of person: all four, or each language and each width once."""
    if full:
        return [(language, width) for language in LANGUAGES for width in WIDTHS]
    narrow_in = zlib.crc32(f"{endpoint} {kind}".encode()) % 2
    return [(LANGUAGES[narrow_in], WIDTHS[0]), (LANGUAGES[1 - narrow_in], WIDTHS[1])]


def every_look(pages: dict[str, tuple[str, ...]]) -> list[tuple[str, str]]:
    """Each page with each kind of person who may see it, one person after the other."""
    kinds = dict.fromkeys(kind for found in pages.values() for kind in found)
    return [(endpoint, kind) for kind in kinds for endpoint, found in pages.items() if kind in found]


def look(guide: Guide, endpoint: str, kind: str, full: bool) -> list[str]:
    """What is wrong with a page for a kind of person. Raises AssertionError if they find no such page in the demo."""
    paths = guide.addresses(endpoint, kind)
    assert paths, f"the demo has no {endpoint} for a {kind}"
    return [
        f"{kind} {language} {width} px {path}\n    {one}"
        for path in paths
        for language, width in looks(endpoint, kind, full)
        for one in inspect(guide.visitor(kind), f"/{language}{path.removeprefix('/en')}", width)
    ]
