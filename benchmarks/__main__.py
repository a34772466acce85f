"""Measure everything and print one table.

    python -m benchmarks [--seconds 3] [--rounds 5] [--only NAME ...] [--write]

Ratios are medians of interleaved rounds of one run on one machine; a run that did not measure what it should is void.
Ends with 1 if something wanted was not kept.
"""

import argparse
import os
import shutil
import sys
import tempfile
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

from benchmarks import council, filing, listening, reading, saying, speaking, symbolising, taking, weight, workers
from benchmarks.load import VoidRun
from benchmarks.portals import load_demo
from benchmarks.table import ROUNDS, Line, markdown
from portal.config import HERE

CHILDREN = (100, 10_000)
PAGE = HERE / "docs" / "benchmarks.md"
INTRODUCTION = """# What was measured

`make bench` measures all of this and prints the table; `python -m benchmarks --write` puts it here too. Each ratio is
the median of interleaved rounds of one run on one machine; a run whose answers were not the very pages that should be
measured is void. Compare numbers of one table only: they move with the machine and with whatever else it does, which
the load average before the run tells (on an idle machine it is near 0).

The bare page is thirteen bytes from Flask, under the same gunicorn with as many workers. The big council is the demo's
families again and again, with rows and indexes for each, but without the long texts that no list reads.
"""
People = list[dict[str, str]]


class Bench:
    """The demo, a copy of it for each part, and how long to measure."""

    def __init__(self, folder: Path, rounds: int, seconds: float) -> None:
        self.folder, self.rounds, self.seconds = folder, rounds, seconds
        self.people: People = load_demo(folder / "demo")

    def data(self, name: str) -> Path:
        """A copy of the demo that one part may change."""
        return Path(shutil.copytree(self.folder / "demo", self.folder / name))

    def parts(self) -> dict[str, Callable[[], list[Line]]]:
        """What there is to measure, by name."""
        return {
            "reading": lambda: reading.against_hello(self.data("reading"), self.people, self.rounds, self.seconds),
            "growing": self.growing,
            "weight": lambda: weight.transferred(self.data("weight"), self.people),
            "listening": lambda: listening.heard(self.data("listening"), self.people),
            "symbols": lambda: symbolising.symbolised(self.data("symbols"), self.rounds),
            "filing": lambda: filing.filed(self.data("filing"), self.rounds),
            "speaking": lambda: speaking.spoken(self.data("speaking"), self.rounds),
            "memory": lambda: workers.memory(self.data("memory"), self.people),
            "start": lambda: workers.start(self.data("start")),
            "taking": lambda: taking.taken(self.data("taking")),
            "saying": lambda: saying.sent(self.data("saying"), self.people, self.rounds, self.seconds),
        }

    def growing(self) -> list[Line]:
        """The same pages in a small council and in a big one."""
        small, big = self.data("small"), self.data("big")
        sizes = (council.grow(small, CHILDREN[0]), council.grow(big, CHILDREN[1]))
        return reading.in_two_councils(small, big, self.people, sizes, self.rounds, self.seconds)


def machine() -> str:
    """The machine, and how busy it was before."""
    model = [line for line in Path("/proc/cpuinfo").read_text().splitlines() if line.startswith("model name")]
    name = model[0].split(":", 1)[1].strip() if model else "unknown processor"
    return f"{os.cpu_count()} cores ({name}), load average before {os.getloadavg()[0]:.1f}"


def _done(name: str, part: Callable[[], list[Line]]) -> list[Line]:
    """What one part found; a part that is void says so in the table, and the others are still measured."""
    try:
        return part()
    except VoidRun as error:
        return [Line(name, f"void: {error}", kept=False)]


def main() -> int:
    """Measure, print, and say whether everything wanted was kept."""
    asked = argparse.ArgumentParser(prog="python -m benchmarks", description="Measure the portal and print one table.")
    asked.add_argument("--rounds", type=int, default=ROUNDS)
    asked.add_argument("--seconds", type=float, default=3)
    asked.add_argument("--only", nargs="+", default=[], metavar="NAME")
    asked.add_argument("--write", action="store_true", help="put the table into docs/benchmarks.md too")
    chosen = asked.parse_args()
    head = f"{datetime.now(UTC):%Y-%m-%d %H:%M} UTC, {machine()}, {chosen.rounds} rounds of {chosen.seconds:g} s"
    lines: list[Line] = []
    with tempfile.TemporaryDirectory(prefix="clywed-bench-") as folder:
        bench = Bench(Path(folder), chosen.rounds, chosen.seconds)
        for name, part in bench.parts().items():
            if not chosen.only or name in chosen.only:
                print(f"measuring: {name}", file=sys.stderr, flush=True)
                lines += _done(name, part)
    told = f"{head}\n\n{markdown(lines)}\n"
    print(told)
    if chosen.write:
        PAGE.write_text(f"{INTRODUCTION}\n## {told}", encoding="utf-8")
    return 1 if any(line.kept is False for line in lines) else 0


if __name__ == "__main__":
    sys.exit(main())
