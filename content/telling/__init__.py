"""Structured passages told as whole sentences by rule: both languages, three levels, a child or an adult.

A passage arrives already filtered for its reader and with exactly the keys of the record format. What is
missing is never counted or mentioned: it may be missing because this reader may not see it.
"""

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

from content.telling import actions, answer, choice, contact, dates, people, progress, speakers
from content.telling.line import Audience, Language, Level, Line, Named, Span, Telling, plain
from content.telling.messages import Gap, say
from content.telling.speakers import attribution

__all__ = ["KINDS", "Line", "Named", "Span", "Telling", "attribution", "plain", "simple", "tell"]

KINDS: dict[str, Callable[[Mapping[str, Any], Telling], tuple[Line, ...]]] = {
    "actions": actions.tell,
    "answer": answer.tell,
    "choice": choice.tell,
    "contact": contact.tell,
    "dates": dates.tell,
    "people": people.tell,
    "progress": progress.tell,
    "words": speakers.tell,
}


def simple(key: str, language: Language, level: Level, audience: Audience, **gaps: Gap) -> Line:
    """A sentence of ours that is about no passage and names nobody of a record; `key` is "file.key" of words/*.toml."""
    nobody = Telling(language, level, audience, {}, None, "", date.min, "", "wales")
    file, _, name = key.partition(".")
    return say(file, name, nobody, **gaps)


def tell(kind: str, passage: Mapping[str, Any], telling: Telling) -> tuple[Line, ...]:
    """A structured passage as sentences; () where there is nothing that may be told in words.

    A narrative is the worker's own text and is not told by rule: KeyError for it and for any unknown kind.
    """
    return KINDS[kind](passage, telling)
