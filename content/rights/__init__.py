"""The rights of a family, nation by nation: told on a page of their own, and shortly at the end of every document.

Every statement has its source and the day on which it was last held against it. Words and contact details are read
through `table()`, so that a council's own folder of content can change them.
"""

import datetime
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from content.reading import by_audience, table
from content.telling.line import Line, Span, Telling
from content.telling.messages import chosen

NATIONS = ("wales", "england")
# In the order they are told.
TOPICS = ("advocate", "review", "complaint", "record", "who", "learning", "welsh")
BOTH = "both"
NO_BREAK = "\u00a0"
WAYS = ("phone", "email", "address", "website")


class UnknownNation(LookupError):
    """There are no rights of a nation of that name."""


@dataclass(frozen=True)
class Statement:
    """One thing that a family can ask for or must be given. `source` is its law or guidance, told in the language.

    `is_short`: the closing section of every document says it too, to this reader.
    """

    topic: str
    key: str
    text: str
    source: str
    reviewed_on: datetime.date
    is_short: bool


@dataclass(frozen=True)
class Contact:
    """Whom to reach; each of the four ways is "" where nobody has said it."""

    name: str
    phone: str
    email: str
    address: str
    website: str


@dataclass(frozen=True)
class Topic:
    """One right with all that is said of it, and whom to reach about it."""

    name: str
    heading: str
    statements: tuple[Statement, ...]
    contacts: tuple[Contact, ...]


@dataclass(frozen=True)
class RightsPage:
    """All rights in one nation, as one reader gets them. `reviewed_on` is the oldest day of any of its statements."""

    nation: str
    topics: tuple[Topic, ...]

    @property
    def reviewed_on(self) -> datetime.date:
        """Since when none of it has been left unlooked at."""
        return min(one.reviewed_on for topic in self.topics for one in topic.statements)

    @property
    def sources(self) -> tuple[str, ...]:
        """The law and guidance that it rests on, each once."""
        return tuple(dict.fromkeys(one.source for topic in self.topics for one in topic.statements))


def page(nation: str, language: str, audience: str, level: str) -> RightsPage:
    """The rights in "wales" or "england", in "en" or "cy", for a "child" or an "adult", at "full", "plain" or "easy".

    UnknownNation for any other.
    """
    if nation not in NATIONS:
        raise UnknownNation(nation)
    topics = (_topic(name, nation, language, audience, level) for name in TOPICS)
    return RightsPage(nation, tuple(topics))


def contacts(topic: str, nation: str, language: str, audience: str) -> tuple[Contact, ...]:
    """Whom this reader can reach about a right; nobody of whom no way is known."""
    return tuple(_contacts(topic, nation, language, audience))


def closing(telling: Telling) -> tuple[Line, ...]:
    """What the closing section of every document says of them, a sentence each, in order."""
    told = page(telling.nation, telling.language, telling.audience, telling.level)
    return tuple(
        (Span(one.text, telling.language),) for topic in told.topics for one in topic.statements if one.is_short
    )


def older_than(day: datetime.date) -> dict[str, list[Statement]]:
    """The statements of each nation that nobody has held against their source since a day, in English."""
    found: dict[str, dict[tuple[str, str], Statement]] = {nation: {} for nation in NATIONS}
    for nation in NATIONS:
        for audience in ("adult", "child"):
            for topic in page(nation, "en", audience, "full").topics:
                stale = (one for one in topic.statements if one.reviewed_on < day)
                found[nation].update(((one.topic, one.key), one) for one in stale)
    return {nation: list(stale.values()) for nation, stale in found.items()}


def _written(nation: str, topic: str) -> dict[str, Any]:
    """A topic as it is written: the nation's own, or the one that is the same in both."""
    own = table(f"rights/{nation}.toml")
    found: dict[str, Any] = own[topic] if topic in own else table(f"rights/{BOTH}.toml")[topic]
    return found


def _topic(name: str, nation: str, language: str, audience: str, level: str) -> Topic:
    written = _written(nation, name)
    sources = {**table(f"rights/{BOTH}.toml")["sources"], **table(f"rights/{nation}.toml")["sources"]}
    phones = {key: _unbroken(one["phone"]) for key, one in table("rights/contacts.toml").items()}

    def said(key: str, one: Mapping[str, Any]) -> Statement:
        text = chosen(one[language], audience, level).format_map(phones)
        is_short = audience in one.get("short", ())
        return Statement(name, key, text, sources[one["source"]][language], one["reviewed_on"], is_short)

    return Topic(
        name=name,
        heading=by_audience(written["heading"][language])[audience],
        statements=tuple(
            said(key, one) for key, one in written["says"].items() if one.get("audience", audience) == audience
        ),
        contacts=contacts(name, nation, language, audience),
    )


def _contacts(topic: str, nation: str, language: str, audience: str) -> Iterator[Contact]:
    for one in table("rights/contacts.toml").values():
        is_for = (one["about"], one.get("nation", nation), one.get("audience", audience))
        if is_for == (topic, nation, audience) and any(one.get(way) for way in WAYS):
            ways = {way: one.get(way, "") for way in WAYS}
            yield Contact(name=one["name"][language], **{**ways, "phone": _unbroken(ways["phone"])})


def _unbroken(phone: str) -> str:
    """A telephone number that no line end splits."""
    return phone.replace(" ", NO_BREAK)
