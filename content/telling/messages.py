"""Our own sentences: whole, in both languages, with named gaps. Nothing is ever joined on to one.

A message in `words/*.toml` has `en` and `cy`, each one text for everybody or a table of variants:
`child_easy` before `child` before `easy` before `all` (and `adult` the same way). A gap may ask for a form:
`{on:soft}` is a Welsh date with its soft mutation, `{on:first}` one that begins a sentence.
"""

import datetime
from string import Formatter
from typing import Any

from content.reading import table
from content.telling.days import told
from content.telling.line import Line, Span, Telling

Gap = str | datetime.date | Span
ENDS_A_SENTENCE = (".", "!", "?", "…")


def chosen(message: str | dict[str, str], audience: str, level: str) -> str:
    """The variant for this reader. KeyError if a table of variants has none."""
    if isinstance(message, str):
        return message
    for key in (f"{audience}_{level}", audience, level, "all"):
        if key in message:
            return message[key]
    raise KeyError((audience, level))


def text(file: str, key: str, telling: Telling) -> str:
    """The words of a message with its gaps still open; `key` may be dotted ("part.teacher")."""
    return chosen(message(file, key)[telling.language], telling.audience, telling.level)


def has(file: str, key: str) -> bool:
    """Whether there is such a message."""
    try:
        message(file, key)
    except KeyError:
        return False
    return True


def message(file: str, key: str) -> dict[str, Any]:
    """The message in all its variants. KeyError if there is none."""
    found: dict[str, Any] = table(f"telling/words/{file}.toml")
    for part in key.split("."):
        found = found[part]
    return found


def say(file: str, key: str, telling: Telling, **gaps: Gap) -> Line:
    """One sentence of ours with its gaps filled. KeyError if a gap of the message is not given."""
    spans: list[Span] = []
    for literal, gap, form, _ in Formatter().parse(text(file, key, telling)):
        if spans and spans[-1].text.endswith(ENDS_A_SENTENCE) and literal == ".":
            literal = ""
        spans.append(Span(literal, telling.language))
        if gap is not None:
            spans.append(_filled(gaps[gap], form or "", telling))
    return joined(spans)


def _filled(gap: Gap, form: str, telling: Telling) -> Span:
    if isinstance(gap, Span):
        return gap
    if isinstance(gap, datetime.date):
        day = told(gap, telling.language, form == "soft")
        return Span(day[0].upper() + day[1:] if form == "first" else day, telling.language)
    return Span(gap, telling.language)


def joined(spans: list[Span]) -> Line:
    """The spans with neighbours of the same kind made into one, and empty ones gone."""
    line: list[Span] = []
    for span in spans:
        if not span.text:
            continue
        if line and (line[-1].language, line[-1].words) == (span.language, span.words):
            span = Span(line.pop().text + span.text, span.language, span.words)
        line.append(span)
    return tuple(line)


def quoted(value: str, language: str) -> Span:
    """The worker's own text, to fill a gap: on one line, otherwise as it was written."""
    return Span(" ".join(value.split()), language, words=True)
