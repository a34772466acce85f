"""All that is looked at on one page, for one person, in one load: is it it, does it fit, do the scanners pass it."""

from functools import cache
from pathlib import Path

from accessibility.standards import LEAST_TARGET
from tests.journeys.browsing import Visitor
from tests.journeys.scanning import Void, scan

MEASURES = Path(__file__).with_name("measures.js")
LEAST_OUTLINE = 3
NARROWEST = 320  # 1280 px at 400 % (WCAG 2.2, 1.4.10)


@cache
def measures() -> str:
    """The script that measures a page; it gives the page a `measures`."""
    return MEASURES.read_text(encoding="utf-8")


def arrive(visitor: Visitor, path: str, *, status: int = 200) -> None:
    """Open a page. Raises Void if what comes is not it: another address or status, or a page without its heading."""
    response = visitor.go(path)
    came = visitor.page.url.removeprefix(visitor.address)
    if (response.status, came) != (status, path):
        raise Void(f"asked for {path}, got {came} ({response.status}): {visitor.page.title()}")
    if not visitor.page.locator("h1").count() or not visitor.page.title().endswith("Clywed"):
        raise Void(f"{path} is not a page of the portal: {visitor.page.title()!r}")


def inspect(visitor: Visitor, path: str, width: int, *, status: int = 200) -> list[str]:
    """Open a page at a width, and say what is wrong with it, in words; [] if nothing."""
    found = measure(visitor, path, width, status=status)
    return found + list(map(str, scan(visitor.page)))


def measure(visitor: Visitor, path: str, width: int, *, status: int = 200) -> list[str]:
    """The same without the scanners, which need half a minute for a whole document and a second for a part of it."""
    visitor.troubles.clear()
    visitor.resize(width)
    arrive(visitor, path, status=status)
    return measured(visitor, width, status=status)


def judge(visitor: Visitor, width: int, *, status: int = 200) -> list[str]:
    """What is wrong with the page that is open. Closed parts are opened before the scanners look."""
    return [*measured(visitor, width, status=status), *map(str, scan(visitor.page))]


def measured(visitor: Visitor, width: int, *, status: int = 200) -> list[str]:
    """What the browser complained of and what does not fit, on the page that is open. Its closed parts are opened."""
    usual = f"the server responded with a status of {status}"
    own = [one for one in visitor.troubles if status == 200 or usual not in one]
    visitor.measure(measures())
    found = [*own, *layout(visitor, width)]
    visitor.measure("measures.open()")
    found += told("opened, sideways", visitor.measure("measures.sideways()"))
    return found + told("too small to press", visitor.measure("(least) => measures.small(least)", LEAST_TARGET))


def told(what: str, found: list[str]) -> list[str]:
    """Each thing found, after what it was looked for."""
    return [f"{what}: {one}" for one in found]


def layout(visitor: Visitor, width: int) -> list[str]:
    """Whether the page fits: as it is, at 320 px (400 %), with text twice as large, and with a reader's own spacing."""
    found = told("sideways", visitor.measure("measures.sideways()"))
    usual = set(visitor.measure("measures.cut()"))
    visitor.resize(NARROWEST)
    found += told("sideways at 320 px", visitor.measure("measures.sideways()"))
    found += told("cut at 320 px", sorted(set(visitor.measure("measures.cut()")) - usual))
    visitor.resize(width)
    visitor.measure("measures.enlarge(2)")
    found += told("sideways at 200 % text", visitor.measure("measures.sideways()"))
    found += told("cut at 200 % text", sorted(set(visitor.measure("measures.cut()")) - usual))
    visitor.measure("measures.enlarge(1)")
    visitor.measure("measures.space(true)")
    found += told("sideways with a reader's spacing", visitor.measure("measures.sideways()"))
    found += told("cut with a reader's spacing", sorted(set(visitor.measure("measures.cut()")) - usual))
    visitor.measure("measures.space(false)")
    return found + told("cut", sorted(usual))
