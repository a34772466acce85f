"""Who took part. Each person stands once in each group, the reader first; who did not come is never said."""

from collections.abc import Iterator, Mapping
from typing import Any

from content.telling.line import Line, Telling
from content.telling.messages import say
from content.telling.naming import is_reader, item, name_of, part_of

GROUPS = ("attended", "consulted", "invited")
# The fields whose groups have words of their own.
OWN_WORDS = {
    "core-group": "core",
    "distribution": "copy",
    "other-agencies": "helps",
    "reviewing-officer": "officer",
    "children-seen": "seen",
}
# Lists that have only one group, whatever the record calls each person's part.
ONE_GROUP = frozenset({"copy", "helps", "officer"})


def tell(passage: Mapping[str, Any], telling: Telling) -> tuple[Line, ...]:
    """The rows of a `people` passage as sentences: the reader, then each group, then who was seen alone."""
    parts: dict[str, list[str]] = {}
    for row in passage["rows"]:
        parts.setdefault(row["person"], []).append(row["took_part"])
    kind = OWN_WORDS.get(telling.field, "took")
    lines = [*_reader(parts, kind, telling)]
    for group in GROUPS:
        members = [person for person in parts if _shown_in(parts[person], kind) == group]
        lines += _group([person for person in members if not is_reader(person, telling)], kind, group, telling)
    if kind == "officer" and lines:
        lines.append(say("people", "officer.reach", telling))
    if kind == "core" and lines and telling.audience == "adult":
        lines.append(say("people", "core.called", telling))
    return (*lines, *(() if kind in ONE_GROUP else _seen_alone(parts, telling)))


def _shown_in(took_part: list[str], kind: str) -> str:
    """The one group a person is listed in: the most that they did."""
    if kind in ONE_GROUP:
        return "attended"
    return next((group for group in GROUPS if group in took_part), "")


def _reader(parts: Mapping[str, list[str]], kind: str, telling: Telling) -> Iterator[Line]:
    for person, took_part in parts.items():
        group = _shown_in(took_part, kind)
        if is_reader(person, telling) and group:
            yield say("people", f"{kind}.{group}.reader", telling)


def _group(members: list[str], kind: str, group: str, telling: Telling) -> Iterator[Line]:
    """One person is told in a sentence; several are a list under a heading line."""
    if len(members) == 1:
        said = say("people", f"{kind}.{group}.one", telling, name=name_of(members[0], telling))
        yield said
        explained = part_of(members[0], telling)
        if explained and explained != said:
            yield explained
    elif members:
        yield say("people", f"{kind}.{group}.several", telling)
        yield from (item(person, telling) for person in members)


def _seen_alone(parts: Mapping[str, list[str]], telling: Telling) -> Iterator[Line]:
    for person, took_part in parts.items():
        if "seen-alone" in took_part and is_reader(person, telling):
            yield say("people", "alone.reader", telling)
        elif "seen-alone" in took_part:
            yield say("people", "alone.one", telling, name=name_of(person, telling))
