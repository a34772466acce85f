"""How someone is getting on: their own goals first, and what has moved before what has not."""

from collections.abc import Iterator, Mapping
from typing import Any

from content.telling.line import Line, Telling
from content.telling.messages import quoted, say


def tell(passage: Mapping[str, Any], telling: Telling) -> tuple[Line, ...]:
    """The rows of a `progress` passage as sentences; a list that somebody else set never comes first."""
    language = passage.get("language", "en")
    rows = passage["rows"]
    own = [row for row in rows if row.get("own_goal")]
    others = [row for row in rows if not row.get("own_goal")]
    lines: list[Line] = []
    if own:
        lines.append(say("progress", "own", telling))
        lines += [line for row in sorted(own, key=_stands_still) for line in _row(row, language, telling)]
    if own and others:
        lines.append(say("progress", "others", telling))
    lines += [line for row in sorted(others, key=_stands_still) for line in _row(row, language, telling)]
    return tuple(lines)


def _stands_still(row: Mapping[str, Any]) -> bool:
    """Whether nothing new is told of a skill; such rows come after the others, in their own order."""
    return "now" not in row or row.get("before") == row["now"]


def _row(row: Mapping[str, Any], language: str, telling: Telling) -> Iterator[Line]:
    yield say("progress", "skill", telling, text=quoted(row["skill"], language))
    for label in ("before", "now"):
        if label in row:
            yield say("progress", label, telling, text=quoted(row[label], language))
