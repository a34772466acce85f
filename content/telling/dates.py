"""What happened, or is to come, on which day: in the order of the days, what is past first."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from content.telling.line import Line, Telling
from content.telling.messages import has, quoted, say
from content.telling.naming import is_reader, name_of

Dated = list[tuple[date, str]]


def tell(passage: Mapping[str, Any], telling: Telling) -> tuple[Line, ...]:
    """The rows of a `dates` passage as sentences, each with its full day, under a line that says what they
    are.
    """
    language = passage.get("language", "en")
    rows = sorted(((date.fromisoformat(row["on"]), row["what"]) for row in passage["rows"]), key=lambda row: row[0])
    past = [row for row in rows if row[0] < telling.day]
    coming = [row for row in rows if row[0] >= telling.day]
    lines = [*_list(past, _past(telling), language, telling)]
    if coming:
        lines += _list(coming, say("dates", "coming", telling), language, telling)
    return tuple(lines)


def _past(telling: Telling) -> Line:
    """What the days that are past were, for this field."""
    key = f"past.{telling.field}"
    if not has("dates", key):
        return say("dates", "past.any", telling)
    if not has("dates", f"{key}.reader"):
        return say("dates", key, telling)
    if is_reader(telling.child, telling):
        return say("dates", f"{key}.reader", telling)
    return say("dates", f"{key}.other", telling, child=name_of(telling.child, telling))


def _list(rows: Dated, heading: Line, language: str, telling: Telling) -> list[Line]:
    if not rows:
        return []
    items = [say("dates", "row", telling, on=on, what=quoted(what, language)) for on, what in rows]
    return [heading, *items]
