"""The sound of a passage: how long until it is there when nobody has asked before, and when somebody has."""

import re
import shutil
import time
from pathlib import Path

from benchmarks.load import VoidRun
from benchmarks.portals import Visitor, portal
from benchmarks.reading import copies_of, reader_of
from benchmarks.table import ROUNDS, Line, at_most, median, spread

PASSAGE = re.compile(r'id="p-(p[0-9a-f]{12})"')


def heard(data: Path, people: list[dict[str, str]]) -> list[Line]:
    """The first five passages of a document, with no sound made yet, then once more."""
    with portal(data) as served:
        reader = reader_of(served, people)
        path = copies_of(reader)[0]
        passages = list(dict.fromkeys(PASSAGE.findall(reader.open(path))))[:ROUNDS]
        if len(passages) < ROUNDS:
            raise VoidRun("the document has too few passages")
        shutil.rmtree(data / "sounds", ignore_errors=True)
        first = [_seconds(reader, f"{path}sound/{passage}/en-plain.mp3") for passage in passages]
        again = [_seconds(reader, f"{path}sound/{passage}/en-plain.mp3") for passage in passages]
    return [
        at_most("Sound of a passage, first ask, seconds", median(first), 1, "{:.2f}"),
        Line("The same, least to most of five passages", spread(first, "{:.2f}")),
        at_most("Sound of a passage, asked again, ms", median(again) * 1000, 50),
    ]


def _seconds(reader: Visitor, path: str) -> float:
    began = time.perf_counter()
    while True:
        status, _, body = reader.ask("GET", path)
        if status == 200 and body:
            return time.perf_counter() - began
        if status != 503:
            raise VoidRun(f"a sound was answered with {status}")
