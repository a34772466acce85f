"""Which pictures stand in something that is laid out: to serve them, and to say whose they are."""

from collections.abc import Iterable, Sequence

from accessibility.layout import LaidSection, Part
from accessibility.symbols import Picture


def drawn_in(sections: Sequence[LaidSection]) -> tuple[Picture, ...]:
    """Every picture in the sections, each once."""
    mine = [one for section in sections for one in (*section.passages, *section.more)]
    passages = [*mine, *(one.other for one in mine if one.other)]
    return drawn_in_parts(part for one in passages for part in (*one.parts, *one.told))


def drawn_in_parts(parts: Iterable[Part]) -> tuple[Picture, ...]:
    """Every picture in some parts, each once."""
    lines = [line for part in parts for item in part.items for line in item]
    found = [one for line in lines for one in (*line.shown, *(word.shown for word in line.words)) if one]
    return tuple(dict.fromkeys(drawn for one in found for drawn in (*one.before, one.picture)))
