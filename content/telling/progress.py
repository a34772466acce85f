"""How someone is getting on: their own goals first, and what has moved before what has not."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from content.telling.line import Line, Telling
from content.telling.messages import quoted, say
from content.telling.rows import said


def tell(passage: Mapping[str, Any], telling: Telling) -> tuple[Line, ...]:
    """The rows of a `progress` passage as sentences; a list that somebody else set never comes first."""
    language = passage.get("language", "en")
    rows = [said(row, always="skill") for row in passage["rows"]]
    own = [row for row in rows if row.get("own_goal")]
    others = [row for row in rows if not row.get("own_goal")]
    news = [row for row in others if _has_news(row)]
    groups = (
        ("own", own),
        ("others" if own else "looked_at", news),
        ("no_news", [row for row in others if not _has_news(row)]),
    )
    return tuple(line for heading, kept in groups for line in _group(heading, kept, language, telling))


def _group(heading: str, rows: Sequence[Mapping[str, Any]], language: str, telling: Telling) -> Iterator[Line]:
    if rows:
        yield say("progress", heading, telling)
    for row in sorted(rows, key=_stands_still):
        yield from _row(row, language, telling)


def _has_news(row: Mapping[str, Any]) -> bool:
    """Whether anything is told of a skill but its name: a bare name would read as something that is missing."""
    return "before" in row or "now" in row


def _stands_still(row: Mapping[str, Any]) -> bool:
    """Whether nothing new is told of a skill; such rows come after the others, in their own order."""
    return "now" not in row or row.get("before") == row["now"]


def _row(row: Mapping[str, Any], language: str, telling: Telling) -> Iterator[Line]:
    yield say("progress", "skill", telling, text=quoted(row["skill"], language))
    if "now" in row and row.get("before") == row["now"]:
        yield say("progress", "same", telling, text=quoted(row["now"], language))
        return
    for label in ("before", "now"):
        if label in row:
            yield say("progress", label, telling, text=quoted(row[label], language))
