"""Someone's words as they stand, and who said them, when, how, with whose help.

Or that a worker summed them up.
"""

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

from content.telling.line import Line, Span, Telling
from content.telling.messages import say
from content.telling.naming import WORKERS, is_reader, name_of, part_of

# How somebody said it without words: where another speaks for them, that is what the other goes by.
SHOWN = frozenset({"observed", "symbols", "signed", "drawing"})


def tell(passage: Mapping[str, Any], telling: Telling) -> tuple[Line, ...]:
    """The words themselves, unaltered, a paragraph a line. `telling` changes nothing in them."""
    language = passage.get("language", "en")
    paragraphs = [text.strip() for text in passage["text"].splitlines()]
    return tuple((Span(text, language, words=True),) for text in paragraphs if text)


def attribution(passage: Mapping[str, Any], telling: Telling) -> tuple[Line, ...]:
    """Who said the words of a `words` passage.

    For first-hand words how and when, else that they are a summary; and for whom, where somebody spoke for another.
    """
    speaker, behalf = _speaker(passage, telling)
    lines = [_said(passage, speaker, behalf, telling)]
    if telling.people[speaker].part in WORKERS:
        lines += [line for line in [part_of(speaker, telling)] if line]
    if behalf:
        lines.append(_for_whom(passage, speaker, behalf, telling))
    return (*lines, *_recorder(passage, speaker, behalf, telling))


def _speaker(passage: Mapping[str, Any], telling: Telling) -> tuple[str, str | None]:
    """Who spoke, and for whom.

    A child named on either side of "on behalf of" is the one who was spoken for.
    """
    said_by, other = passage["said_by"], passage.get("on_behalf_of")
    if other and telling.people[said_by].part == "child" and telling.people[other].part != "child":
        return other, said_by
    return said_by, other


def _said(passage: Mapping[str, Any], speaker: str, behalf: str | None, telling: Telling) -> Line:
    """Who said it, or whose words are summed up: where somebody spoke for another, those of the other."""
    if not passage["first_hand"]:
        kind, whose = ("summary_behalf", behalf) if behalf else ("summary", speaker)
    else:
        how = passage.get("how", "said")
        kind, whose = "own.said" if behalf and how in SHOWN else f"own.{how}", speaker
    who = "reader" if is_reader(whose, telling) else "other"
    name, on = name_of(whose, telling), passage.get("on")
    if on is None:
        return say("speakers", f"{kind}.{who}", telling, name=name)
    return say("speakers", f"{kind}.{who}_on", telling, name=name, on=date.fromisoformat(on))


def _for_whom(passage: Mapping[str, Any], speaker: str, behalf: str, telling: Telling) -> Line:
    """For whom somebody spoke; and that it was from what they showed, where the record says that they showed it."""
    who = "reader" if is_reader(behalf, telling) else "speaker" if is_reader(speaker, telling) else "other"
    key = f"behalf.{who}{'_shown' if passage.get('how') in SHOWN else ''}"
    return say("speakers", key, telling, speaker=name_of(speaker, telling), name=name_of(behalf, telling))


def _recorder(passage: Mapping[str, Any], speaker: str, behalf: str | None, telling: Telling) -> Iterator[Line]:
    """Who wrote it down; for a summary, also whose words they are not."""
    recorder = passage.get("recorded_by")
    if recorder and recorder != speaker:
        kind = "recorded" if passage["first_hand"] else "wrote"
        who = "reader" if is_reader(recorder, telling) else "other"
        yield say("speakers", f"{kind}.{who}", telling, name=name_of(recorder, telling))
    if not passage["first_hand"]:
        whose = behalf or speaker
        who = "reader" if is_reader(whose, telling) else "other"
        yield say("speakers", f"not_own.{who}", telling, name=name_of(whose, telling))
