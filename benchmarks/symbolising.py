"""Pictures for words: how many words a second are looked at, for key words and for every word at once.

Every sentence of the demo's copies that may have pictures, each once, in both languages, in this one process. Nothing
keeps whole sentences: once the first run has met every word, what is kept is what a word may begin, and all else is
worked out again. Processor seconds of this process, so that other work on the machine counts as little as may be.
"""

import sqlite3
import time
from collections.abc import Sequence
from contextlib import closing
from pathlib import Path

from accessibility.document import LANGUAGES, thaw
from accessibility.symbols import matched
from benchmarks.load import VoidRun
from benchmarks.table import Line, at_least, median, spread
from portal.services.dressings import pictured_in

WANTED = 100_000
# Less is not the demo.
LEAST_SENTENCES = 1000
Said = Sequence[tuple[str, str]]


def symbolised(data: Path, rounds: int) -> list[Line]:
    """Every distinct sentence of the demo once to warm up, then in several rounds."""
    said = sentences(data)
    if len(said) < LEAST_SENTENCES or {language for _, language in said} != set(LANGUAGES):
        raise VoidRun("the demo has too few sentences")
    words = sum(len(text.split()) for text, _ in said)
    cold = words / _seconds(said)
    warm = [words / _seconds(said) for _ in range(rounds)]
    what = f"Words given pictures, {len(said):,} different sentences"
    return [
        at_least(f"{what}, warm, words a second", median(warm), WANTED, "{:,.0f}"),
        Line("The same, least to most", spread(warm, "{:,.0f}")),
        Line("The same, the first time, with the lemma tables to load", f"{cold:,.0f}"),
    ]


def sentences(data: Path) -> list[tuple[str, str]]:
    """Each sentence of every copy that may have pictures, with its language, once."""
    with closing(sqlite3.connect(data / "clywed.sqlite")) as database:
        documents = [thaw(kept) for (kept,) in database.execute("SELECT document FROM copy ORDER BY id")]
    return list(dict.fromkeys(one for document in documents for one in pictured_in(document)))


def _seconds(said: Said) -> float:
    began = time.process_time()
    for text, language in said:
        matched(text, language)
    return time.process_time() - began
