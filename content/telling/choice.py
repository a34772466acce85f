"""One of a list, told as what the decision was and what it means.

A kind of harm is never told to a child in one bare word.
"""

from collections.abc import Mapping
from typing import Any

from content.reading import table
from content.telling.line import Line, Span, Telling
from content.telling.messages import chosen, has, quoted, say

# Here a child is told what the choice means and never the choice itself.
NOT_BARE_TO_A_CHILD = frozenset({"category"})
# A number on a scale means nothing without its words.
NO_BARE_NUMBER = frozenset({"scaling"})
# What somebody suggests and nobody has decided: never told as if it would happen.
NOT_DECIDED = frozenset({"recommendation"})


def tell(passage: Mapping[str, Any], telling: Telling) -> tuple[Line, ...]:
    """The choice as sentences.

    () where it may not be told bare and there are no words for it yet.
    """
    value = " ".join(passage["value"].split())
    if telling.field in NO_BARE_NUMBER and not any(one.isalpha() for one in value):
        return ()
    known = _known(value)
    meaning = _meaning(known, telling)
    is_for_adults = telling.field in NOT_BARE_TO_A_CHILD or known.get("for_adults", False)
    if telling.audience == "child" and is_for_adults:
        return meaning
    label = f"label.{telling.field}" if has("choice", f"label.{telling.field}") else "label.any"
    text = _value(value, passage.get("language", "en"), known, telling)
    return (say("choice", label, telling, value=text), *meaning)


def _known(value: str) -> Mapping[str, Any]:
    """Our own words for an option of a form that we know, in whichever language it came; {} for any other."""
    for option in table("telling/words/options.toml").values():
        if value.casefold() in (name.casefold() for name in (option["en"], option["cy"], *option.get("also", ()))):
            return option
    return {}


def _value(value: str, language: str, known: Mapping[str, Any], telling: Telling) -> Span:
    """The option in the reader's language where we have it, else the form's own words."""
    return Span(known[telling.language], telling.language) if known else quoted(value, language)


def _meaning(known: Mapping[str, Any], telling: Telling) -> tuple[Line, ...]:
    if telling.field in NOT_DECIDED:
        return (say("choice", "not_decided", telling), say("choice", "meeting_decides", telling))
    messages = known.get("means", [])
    texts = [chosen(message[telling.language], telling.audience, telling.level) for message in messages]
    return tuple((Span(text, telling.language),) for text in texts if text)
