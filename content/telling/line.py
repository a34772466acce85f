"""What the telling is made of: who is told, whose version it is, and the sentences that come out."""

import datetime
from collections.abc import Mapping
from dataclasses import dataclass
from dataclasses import field as a_field
from typing import Literal

Language = Literal["en", "cy"]
Level = Literal["full", "plain", "easy"]
Audience = Literal["child", "adult"]


@dataclass(frozen=True)
class Span:
    """A stretch of one sentence.

    `words`: the worker's own text filled into a gap, in the passage's language.
    """

    text: str
    language: str
    words: bool = False


# One sentence: the unit that is read, listened to and highlighted.
Line = tuple[Span, ...]


@dataclass(frozen=True)
class Named:
    """A person whom the record names: `called` is what they like to be called ("" if nobody said)."""

    reference: str
    name: str
    called: str
    part: str


@dataclass(frozen=True)
class Telling:
    """How one passage is told: to whom, in which language, at which level.

    `people` holds everybody whom the passages given may name, by reference. `reader` is the reader's own
    reference, None for one whom the record does not name. `child` is whose version this is. `day` is the day
    of publishing: what is past is past on that day. `field` is the passage's field id without `-2`. `called` are the
    reader's own words for terms of the glossary, by sense: only a child has any.
    """

    language: Language
    level: Level
    audience: Audience
    people: Mapping[str, Named]
    reader: str | None
    child: str
    day: datetime.date
    field: str
    nation: Literal["wales", "england"]
    called: Mapping[str, Span] = a_field(default_factory=dict)


def plain(line: Line) -> str:
    """The sentence as plain text."""
    return "".join(span.text for span in line)
