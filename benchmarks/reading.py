"""A signed-in reader's copy page against the least that Flask can do; and whether pages cost more in a big council."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import event

from benchmarks.load import Load, VoidRun, run
from benchmarks.portals import Portal, Visitor, door_of, hello, portal, title_of
from benchmarks.table import Line, at_least, at_most, interleaved, median, spread
from portal import create_app, settings_from

LEAST_BYTES = 25_000
# A reader with a document of a usual length, one with a long one, and a worker.
READER, LONG_READER, WORKER = "priya", "cadi", "sioned"
CONNECTIONS = 16


@dataclass(frozen=True)
class Target:
    """A page of somebody signed in, as it was looked at before it is measured."""

    visitor: Visitor
    path: str
    title: str
    size: int

    def load(self, connections: int, seconds: float) -> Load:
        """Measure it. Raises VoidRun unless it is the very page before, throughout and after."""
        self.visitor.open(self.path, self.title)
        address = f"http://127.0.0.1:{self.visitor.port}{self.path}"
        found = run(address, connections, seconds, [f"Cookie: {self.visitor.cookie}"])
        self.visitor.open(self.path, self.title)
        if not self.size <= found.bytes_each <= self.size + 2000:
            raise VoidRun(f"answers had {found.bytes_each:.0f} bytes, and the page has {self.size}")
        return found


def target(visitor: Visitor, path: str) -> Target:
    """A page to measure; the second look, when nothing is new to the portal any more, says what it is."""
    visitor.open(path)
    body = visitor.open(path)
    return Target(visitor, path, title_of(body), len(body.encode()))


def reader_of(served: Portal, people: list[dict[str, str]], name: str = READER) -> Visitor:
    """One of the demo's people, signed in."""
    visitor = Visitor(served.port)
    visitor.step_in(door_of(people, name))
    return visitor


def copies_of(visitor: Visitor) -> list[str]:
    """The paths of the reader's documents."""
    found = dict.fromkeys(re.findall(r'href="(/en/documents/[^/"]+/)"', visitor.open("/en/home")))
    if not found:
        raise VoidRun("there is nothing to read at home")
    return list(found)


def copy_page(visitor: Visitor, *, longest: bool = False) -> Target:
    """The reader's first document, or their longest, in plain words with pictures at the key words."""
    for choice in ("level:plain", "symbols:key", "pace:page"):
        visitor.send("/en/reading", {"choice": choice, "next": "/en/home"}, "/en/home")
    paths = copies_of(visitor) if longest else copies_of(visitor)[:1]
    found = max((target(visitor, path) for path in paths), key=lambda one: one.size)
    body = visitor.open(found.path)
    if found.size < LEAST_BYTES or "<figure" not in body and "/symbols/" not in body:
        raise VoidRun(f"the page has {found.size} bytes, or no pictures")
    return found


def against_hello(data: Path, people: list[dict[str, str]], rounds: int, seconds: float) -> list[Line]:
    """Requests a second beside a bare page's, and how long one takes; for a long document too."""
    with portal(data) as served, hello() as bare:
        page = copy_page(reader_of(served, people))
        long = copy_page(reader_of(served, people, LONG_READER), longest=True)
        many: list[Load] = []
        one: list[Load] = []
        ways: list[Callable[[], float]] = [
            lambda: run(bare, CONNECTIONS, seconds).per_second,
            lambda: _kept(many, page.load(CONNECTIONS, seconds)),
            lambda: _kept(one, page.load(1, seconds)),
            lambda: long.load(CONNECTIONS, seconds).per_second,
        ]
        least, ours, _, longer = interleaved(rounds, ways)
    return [
        Line("Bare Flask page, 16 connections, requests a second", f"{median(least):.0f} ({spread(least)})"),
        Line(f"Copy page of {page.size:,} bytes, the same", f"{median(ours):.0f} ({spread(ours)})"),
        at_least("Copy page / bare page, requests a second", median(_ratios(ours, least)), 0.15, "{:.3f}"),
        Line(f"Copy page of {long.size:,} bytes / bare page, the same", f"{median(_ratios(longer, least)):.3f}"),
        at_most("Copy page, 16 connections, p99 ms", median([found.p99 for found in many]), 100),
        at_most("Copy page, 1 connection, p50 ms", median([found.p50 for found in one]), 3, "{:.2f}"),
        at_most("Copy page, queries beside the audit row", queries(data, page), 8, "{:.0f}"),
    ]


def _ratios(ours: list[float], least: list[float]) -> list[float]:
    return [found / bare for found, bare in zip(ours, least, strict=True)]


def _kept(loads: list[Load], found: Load) -> float:
    loads.append(found)
    return found.per_second


def queries(data: Path, page: Target) -> int:
    """How often the page asks the database, without what writes the row of the audit."""
    app = create_app(settings_from({"CLYWED_DATA": str(data), "CLYWED_DEMO": "1"}))
    asked: list[str] = []
    event.listen(
        app.extensions["database"].engine,
        "before_cursor_execute",
        lambda _connection, _cursor, statement, *_rest: asked.append(statement),
    )
    client = app.test_client(use_cookies=False)
    answer = client.get(page.path, headers={"Cookie": page.visitor.cookie})
    if answer.status_code != 200 or title_of(answer.text) != page.title:
        raise VoidRun("the page was not the one that is measured")
    app.extensions["database"].engine.dispose()
    return len([one for one in asked if "audit_event" not in one])


def in_two_councils(
    small: Path, big: Path, people: list[dict[str, str]], sizes: tuple[int, int], rounds: int, seconds: float
) -> list[Line]:
    """The same pages of the same people, where there are few children and where there are many."""
    lines = []
    with portal(small) as few, portal(big) as many:
        for name, pages in (("Copy page", copy_pages), ("Home", home_pages), ("A worker's list", list_pages)):
            targets = [pages(served, people) for served in (few, many)]
            times = interleaved(rounds, [_time_of(one, seconds) for one in targets])
            ratio = median([big / small for small, big in zip(*times, strict=True)])
            told = f"{name}, cost with {sizes[1]:,} children / with {sizes[0]:,}"
            lines.append(at_most(told, ratio, 1.2, "{:.2f}"))
    return lines


def _time_of(page: Target, seconds: float) -> Callable[[], float]:
    return lambda: 1 / page.load(1, seconds).per_second


def copy_pages(served: Portal, people: list[dict[str, str]]) -> Target:
    """The reader's document."""
    return copy_page(reader_of(served, people))


def home_pages(served: Portal, people: list[dict[str, str]]) -> Target:
    """The reader's own first page."""
    return target(reader_of(served, people), "/en/home")


def list_pages(served: Portal, people: list[dict[str, str]]) -> Target:
    """What came in, for a worker."""
    return target(reader_of(served, people, WORKER), "/en/work/")
