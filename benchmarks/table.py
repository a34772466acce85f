"""The lines of the table: what was measured, what came out, and what is wanted."""

import statistics
from collections.abc import Callable, Sequence
from dataclasses import dataclass

ROUNDS = 5


@dataclass(frozen=True)
class Line:
    """One line; `kept` is whether what is wanted was kept, None where nothing is."""

    what: str
    found: str
    wanted: str = ""
    kept: bool | None = None


def at_least(what: str, found: float, least: float, form: str = "{:.2f}") -> Line:
    """A line of something that should be big."""
    return Line(what, form.format(found), "at least " + form.format(least), found >= least)


def at_most(what: str, found: float, most: float, form: str = "{:.1f}") -> Line:
    """A line of something that should be small."""
    return Line(what, form.format(found), "at most " + form.format(most), found <= most)


def median(values: Sequence[float]) -> float:
    """The middle one."""
    return statistics.median(values)


def spread(values: Sequence[float], form: str = "{:.0f}") -> str:
    """The least and the most of several rounds."""
    return f"{form.format(min(values))} to {form.format(max(values))}"


def interleaved(rounds: int, ways: Sequence[Callable[[], float]]) -> list[list[float]]:
    """Several ways measured in turn, round by round, so that what else the machine does falls on all of them."""
    found: list[list[float]] = [[] for _ in ways]
    for _ in range(rounds):
        for way, values in zip(ways, found, strict=True):
            values.append(way())
    return found


def markdown(lines: Sequence[Line]) -> str:
    """The table as text that is also Markdown."""
    rows = [("What", "Found", "Wanted", ""), *((one.what, one.found, one.wanted, _said(one)) for one in lines)]
    widths = [max(len(row[column]) for row in rows) for column in range(4)]
    padded = [[cell.ljust(width) for cell, width in zip(row, widths, strict=True)] for row in rows]
    told = ["| " + " | ".join(row) + " |" for row in padded]
    told.insert(1, "|" + "|".join("-" * (width + 2) for width in widths) + "|")
    return "\n".join(told)


def _said(line: Line) -> str:
    return {None: "", True: "yes", False: "NO"}[line.kept]
