"""Family time.

With whom, how, how often, and why if it is paused. A pause is told before anything else, with its reason beside it:
nobody reads how it was as if it were so now.
"""

from collections.abc import Iterator, Mapping
from typing import Any

from content.telling.line import Line, Telling
from content.telling.messages import quoted, say
from content.telling.naming import is_reader, name_of
from content.telling.rows import said

LABELS = ("how", "how_often", "arrangements")


def tell(passage: Mapping[str, Any], telling: Telling) -> tuple[Line, ...]:
    """The rows of a `contact` passage as sentences, in the passage's order."""
    language = passage.get("language", "en")
    rows = [said(row, always="person") for row in passage["rows"]]
    return tuple(line for row in rows for line in _row(row, language, telling))


def _row(row: Mapping[str, Any], language: str, telling: Telling) -> Iterator[Line]:
    if is_reader(row["person"], telling):
        yield say("contact", "with_reader", telling)
    else:
        yield say("contact", "with", telling, name=name_of(row["person"], telling))
    if "stopped_because" in row:
        yield say("contact", "paused", telling)
        yield say("contact", "reason", telling, text=quoted(row["stopped_because"], language))
        if any(label in row for label in LABELS):
            yield say("contact", "written", telling)
    elif not any(label in row for label in LABELS):
        yield say("contact", "nothing", telling)
    for label in LABELS:
        if label in row:
            yield say("contact", label, telling, text=quoted(row[label], language))
