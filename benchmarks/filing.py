"""Records: how fast they are taken in, and how soon a big one is copies.

Taking in is checking and storing, each record in a transaction of its own, as `clywed import` does it. A copy is told
in both languages at all three levels, frozen and hashed: what publishing waits for, but for writing it down.
"""

import copy
import json
import time
from datetime import date
from pathlib import Path
from typing import Any

from accessibility.document import digest, freeze
from benchmarks.load import VoidRun
from benchmarks.table import Line, at_least, at_most, median, spread
from portal.config import HERE
from portal.database import Database
from portal.models.tie import Part
from portal.services import copies, records
from portal.services.audience import Choices, Reader
from portal.services.documents import Setting
from portal.services.passages import Source

SAMPLES = HERE / "content" / "demo" / "records"
RECORDS, FASTEST = 1000, 50
WORDS, SLOWEST = 10_000, 2.0


def filed(data: Path, rounds: int) -> list[Line]:
    """Both, on the demo's own records."""
    return [*_taken_in(data), *_copied(rounds)]


def _taken_in(data: Path) -> list[Line]:
    """A thousand records that are each somebody else's, made from the demo's in turn."""
    samples = [json.loads(path.read_text(encoding="utf-8")) for path in sorted(SAMPLES.glob("*.json"))]
    documents = [_renamed(samples[number % len(samples)], number) for number in range(RECORDS)]
    database = Database(f"sqlite:///{data / 'clywed.sqlite'}", b"a key for measuring")
    began = time.perf_counter()
    outcomes = []
    for document in documents:
        with database.session() as session:
            outcomes.append(records.receive(session, document).outcome)
    seconds = time.perf_counter() - began
    database.engine.dispose()
    if set(outcomes) != {records.Outcome.NEW}:
        raise VoidRun("some records were there already")
    size = sum(map(len, documents)) / len(documents) / 1000
    return [at_least(f"{RECORDS:,} records of {size:.0f} kB taken in, a second", RECORDS / seconds, FASTEST, "{:.0f}")]


def _renamed(sample: dict[str, Any], number: int) -> bytes:
    """The record with references that no other has, of the record and of everybody in it."""
    text = json.dumps({**sample, "reference": f"BENCH/{number}"})
    for person in sample["people"]:
        text = text.replace(json.dumps(person["reference"]), json.dumps(f"{person['reference']}-{number}"))
    return text.encode()


def _copied(rounds: int) -> list[Line]:
    """The copies of a core assessment of ten thousand words for the child and a parent."""
    record = _long()
    child = record["child"]
    parent = next(one["reference"] for one in record["people"] if one["part"] == "parent")
    readers = (Reader(child, Part.CHILD), Reader(parent, Part.PARENT))
    times = [_seconds(record, child, readers) for _ in range(rounds + 1)][1:]
    return [
        at_most(f"Copies of {WORDS:,} words for two readers, both languages, three levels, s", median(times), SLOWEST),
        Line("The same, least to most", spread(times, "{:.2f}")),
    ]


def _long() -> dict[str, Any]:
    """The demo's core assessment, its prose said again and again until it has the words."""
    record: dict[str, Any] = copy.deepcopy(json.loads((SAMPLES / "core-assessment.json").read_text(encoding="utf-8")))
    prose = [one for one in record["passages"] if one["kind"] == "narrative"]
    once = {one["id"]: one["text"] for one in prose}
    while sum(len(one["text"].split()) for one in prose) < WORDS:
        for one in prose:
            one["text"] += once[one["id"]]
    return record


def _seconds(record: dict[str, Any], child: str, readers: tuple[Reader, ...]) -> float:
    began = time.perf_counter()
    source = Source(record, child)
    for reader in readers:
        built = copies.make(source, reader, Choices(), Setting(date(2026, 11, 23), 1))
        digest(freeze(built.document))
    return time.perf_counter() - began
