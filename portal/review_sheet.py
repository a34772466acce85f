"""The sheet on which a translator signs our Welsh off: every sentence of ours in both languages, side by side.

One HTML page that needs nothing from elsewhere, to be printed or filled in on the screen. What a council laid over ours
is on it in the council's words.
"""

from collections.abc import Iterator
from datetime import date
from itertools import groupby
from pathlib import Path
from typing import NamedTuple

from babel.messages.pofile import read_po
from jinja2 import Environment, FileSystemLoader, StrictUndefined

from accessibility.statement import written
from content import sentences
from content.sentences import AUDIENCES, LEVELS, Pair
from portal.config import HERE

CATALOGUE = HERE / "translations" / "cy" / "LC_MESSAGES" / "messages.po"
# Whom a message of a page is said to, by its context in the catalogue.
SAID_TO = {"to a child": ("child",), "to an adult": ("adult",)}
# Welsh counts in six ways; the forms stand in the catalogue in this order.
COUNTS = ("0", "1", "2", "3", "6", "other numbers")


class Row(NamedTuple):
    """One sentence as some readers get it; `note` is how sure its Welsh is, or which number it is for."""

    key: str
    readers: str
    level: str
    en: str
    cy: str
    note: str = ""


class Part(NamedTuple):
    """The rows of one file."""

    name: str
    rows: tuple[Row, ...]


def sheet(day: date) -> str:
    """The sheet as it is on a day."""
    environment = Environment(
        loader=FileSystemLoader(Path(__file__).parent), autoescape=True, undefined=StrictUndefined
    )
    environment.trim_blocks = environment.lstrip_blocks = True
    return environment.get_template("review_sheet.html").render(parts=parts(), day=day.isoformat())


def parts() -> list[Part]:
    """All there is to read: the words, file by file, the terms, and the messages of the pages."""
    pairs = [*sentences.pairs(), *sentences.below(written(), "help/statement")]
    by_key = [Part(_file(key), tuple(_rows(key, list(found)))) for key, found in groupby(pairs, lambda one: one.where)]
    words = [
        Part(name, tuple(row for part in found for row in part.rows))
        for name, found in groupby(sorted(by_key, key=lambda part: part.name), lambda part: part.name)
    ]
    terms = tuple(Row(key, "everybody", "all levels", en, cy, status) for key, en, cy, status in sentences.terms())
    return [*words, Part("glossary: the terms", terms), Part("pages: messages", tuple(_messages()))]


def _file(key: str) -> str:
    """The file of a key; a form's own words stand under its name."""
    if ".toml" in key:
        return key.partition(".toml")[0]
    name = key.partition(".")[0]
    return name if "/" in name else f"exemplars/{name}"


def _rows(key: str, pairs: list[Pair]) -> Iterator[Row]:
    """Each different text of one key once, with everybody who gets it."""
    told: dict[tuple[str, str], list[tuple[str, str]]] = {}
    for one in pairs:
        if one.en or one.cy:
            told.setdefault((one.en, one.cy), []).append((one.audience, one.level))
    for (en, cy), who in told.items():
        readers = [audience for audience in AUDIENCES if any(one == audience for one, _ in who)]
        levels = [level for level in LEVELS if any(one == level for _, one in who)]
        yield Row(key, " and ".join(readers), "all levels" if len(levels) == len(LEVELS) else ", ".join(levels), en, cy)


def _messages() -> Iterator[Row]:
    """Every message of the pages; of those that count something, each of the six forms."""
    with CATALOGUE.open("rb") as file:
        catalogue = read_po(file, locale="cy")
    for message in catalogue:
        if not message.id:
            continue
        key = message.locations[0][0] if message.locations else ""
        readers = " and ".join(SAID_TO.get(message.context or "", ("everybody",)))
        if isinstance(message.id, str):
            yield Row(key, readers, "page", message.id, str(message.string))
            continue
        for number, form in enumerate(message.string or ()):
            en = message.id[0] if COUNTS[number] == "1" else message.id[1]
            yield Row(key, readers, "page", en, form, f"for {COUNTS[number]}")
