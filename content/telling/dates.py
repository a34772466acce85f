"""What happened, or is to come, on which day: in the order of the days, what is past first."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from content.telling.line import Line, Telling
from content.telling.messages import has, quoted, say
from content.telling.naming import is_reader, name_of

# Here what mattered most comes before the rest.
MAIN_LEAD = frozenset({"chronology"})


def tell(passage: Mapping[str, Any], telling: Telling) -> tuple[Line, ...]:
    """The rows of a `dates` passage as sentences, each with its full day, under a line that says what they
    are.
    """
    language = passage.get("language", "en")
    rows = sorted(passage["rows"], key=lambda row: str(row["on"]))
    past = [row for row in rows if date.fromisoformat(row["on"]) < telling.day]
    coming = [row for row in rows if date.fromisoformat(row["on"]) >= telling.day]
    main = [row for row in past if row.get("significant")] if telling.field in MAIN_LEAD else []
    if main and len(main) < len(past):
        rest = [row for row in past if not row.get("significant")]
        lines = _list(main, say("dates", "main", telling), language, telling)
        lines += _list(rest, say("dates", "rest", telling), language, telling)
    else:
        lines = _list(past, _past(telling), language, telling)
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


def _list(rows: list[Mapping[str, Any]], heading: Line, language: str, telling: Telling) -> list[Line]:
    if not rows:
        return []
    return [heading, *(_row(row, language, telling) for row in rows)]


def _row(row: Mapping[str, Any], language: str, telling: Telling) -> Line:
    return say("dates", "row", telling, on=date.fromisoformat(row["on"]), what=quoted(row["what"], language))
