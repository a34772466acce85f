"""Braille by liblouis: text into cells, and cells into lines and pages.

English is Unified English Braille; Welsh is what liblouis has for Welsh, which nobody who reads it has checked yet.
liblouis is a shared library (Debian: liblouis20, liblouis-data); it is opened here and nowhere else, in the background
only, and used by one thread at a time because it keeps its tables in common.
"""

import ctypes
import re
import threading
from collections.abc import Iterator, Sequence
from functools import cache
from itertools import groupby

from accessibility.document import Language
from accessibility.outline import Entry

TABLES = {
    ("en", 1): "en-ueb-g1.ctb",
    ("en", 2): "en-ueb-g2.ctb",
    ("cy", 1): "cy-cy-g1.utb",
    ("cy", 2): "cy-cy-g2.ctb",
}
# Cells as the characters of North American braille ASCII: what a .brf file is made of.
CELLS = "en-us-brf.dis"
WIDTH, HEIGHT = 40, 25
SILENT = 60_000  # liblouis would print what it is given when something is wrong with it
NOT_BEFORE = str.maketrans({"’": "'", "‘": "'", "•": "-", "…": "...", "\u00a0": " ", "\u2011": "-"})
# Where an entry begins, and where its further lines do, counted in cells from 0 (UKAAF: paragraphs begin in cell 3).
INDENTS = {"title": (4, 4), "section": (4, 4), "heading": (4, 4), "paragraph": (2, 0), "item": (0, 2)}
HEADINGS = ("title", "section", "heading")
_one_at_a_time = threading.Lock()


class BrailleMissing(Exception):
    """liblouis is not on this machine."""


@cache
def _louis() -> ctypes.CDLL:
    try:
        found = ctypes.CDLL("liblouis.so.20")
    except OSError:
        raise BrailleMissing("liblouis is not installed (Debian: liblouis20, liblouis-data)") from None
    found.lou_setLogLevel(SILENT)
    return found


def cells(text: str, language: Language, grade: int) -> str:
    """The text in braille ASCII. Raises BrailleMissing, or ValueError if liblouis can't translate it."""
    clean = " ".join(text.translate(NOT_BEFORE).split())
    made = _translated(clean, language, grade)
    if len(made.split()) < len(clean.split()):
        # The Welsh tables lose a space here and there ("ŵ ŷ"): then each word is translated alone.
        made = " ".join(_translated(word, language, grade) for word in clean.split())
    return made


def _translated(text: str, language: Language, grade: int) -> str:
    with _one_at_a_time:
        louis = _louis()
        code = "utf-16-le" if louis.lou_charSize() == 2 else "utf-32-le"
        given, room = text.encode(code), 8 * len(text) + 64
        length, made_length = ctypes.c_int(len(given) // louis.lou_charSize()), ctypes.c_int(room)
        made = ctypes.create_string_buffer(room * louis.lou_charSize())
        tables = f"{CELLS},{TABLES[language, grade]}".encode()
        done = louis.lou_translateString(
            tables, given, ctypes.byref(length), made, ctypes.byref(made_length), None, None, 0
        )
    if not done:
        raise ValueError("liblouis could not translate a text")
    return made.raw[: made_length.value * louis.lou_charSize()].decode(code)


def in_cells(spans: Sequence[tuple[str, Language]], grade: int) -> str:
    """A line of ours or some sentences in braille; words in another language among them are never contracted."""
    main = max(("en", "cy"), key=lambda language: sum(len(text) for text, one in spans if one == language))
    found = ""
    for language, group in groupby(spans, key=lambda span: span[1]):
        text = "".join(text for text, _ in group)
        made = cells(text, language, grade if language == main else 1)
        found += " " * (text[:1].isspace() and bool(found)) + made + " " * text[-1:].isspace()
    return found.strip()


def pages(entries: Sequence[Entry], grade: int) -> str:
    """A whole file: pages of 25 lines of 40 cells, each with its number on its first line, a form feed after each."""
    lines: list[str] = []
    found: list[list[str]] = []
    for block, is_heading in _blocks(entries, grade):
        # A heading is never the last thing on a page: it needs two lines after it.
        if len(lines) + len(block) + 2 * is_heading > HEIGHT - 1 and (is_heading or not block[0]):
            found.append(lines)
            lines = []
        for line in block:
            if len(lines) == HEIGHT - 1:
                found.append(lines)
                lines = []
            if line or lines:
                lines.append(line)
    found.append(lines)
    return "".join(_page(page, number) for number, page in enumerate(found, 1))


def _page(lines: Sequence[str], number: int) -> str:
    return "\r\n".join([cells(str(number), "en", 1).rjust(WIDTH), *lines]) + "\r\n\f"


def _blocks(entries: Sequence[Entry], grade: int) -> Iterator[tuple[list[str], bool]]:
    """The lines of each entry, with a blank line before a heading, and whether it is one."""
    for entry in entries:
        first, rest = INDENTS.get(entry.kind, (0, 0))
        lines = list(_lines(in_cells(entry.spans, grade), first, rest))
        is_heading = entry.kind in HEADINGS
        yield ([""] if is_heading else []) + lines, is_heading


def _lines(made: str, first: int, rest: int) -> Iterator[str]:
    line, has = " " * first, False
    for word in made.split():
        for part in re.findall(f".{{1,{WIDTH - max(first, rest)}}}", word):
            if has and len(line) + 1 + len(part) > WIDTH:
                yield line
                line, has = " " * rest, False
            line, has = f"{line} {part}" if has else line + part, True
    if has:
        yield line
