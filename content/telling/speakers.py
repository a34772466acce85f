"""Someone's words as they stand, and who said them, when, how, with whose help.

Or that a worker summed them up.
"""

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

from content.telling.line import Line, Span, Telling
from content.telling.messages import say
from content.telling.naming import WORKERS, is_reader, name_of, part_of


def tell(passage: Mapping[str, Any], telling: Telling) -> tuple[Line, ...]:
    """The words themselves, unaltered, a paragraph a line. `telling` changes nothing in them."""
    language = passage.get("language", "en")
    paragraphs = [text.strip() for text in passage["text"].splitlines()]
    return tuple((Span(text, language, words=True),) for text in paragraphs if text)


def attribution(passage: Mapping[str, Any], telling: Telling) -> tuple[Line, ...]:
    """Who said the words of a `words` passage.

    For first-hand words how and when, else that they are a summary.
    """
    speaker, behalf = _speaker(passage, telling)
    kind = f"own.{passage.get('how', 'said')}" if passage["first_hand"] else "summary"
    lines = [_said(kind, speaker, passage.get("on"), telling)]
    if telling.people[speaker].part in WORKERS:
        lines += [line for line in [part_of(speaker, telling)] if line]
    if behalf:
        key = "behalf.reader" if is_reader(behalf, telling) else "behalf.other"
        lines.append(say("speakers", key, telling, name=name_of(behalf, telling)))
    return (*lines, *_recorder(passage, speaker, telling))


def _speaker(passage: Mapping[str, Any], telling: Telling) -> tuple[str, str | None]:
    """Who spoke, and for whom.

    A child named on either side of "on behalf of" is the one who was spoken for.
    """
    said_by, other = passage["said_by"], passage.get("on_behalf_of")
    if other and telling.people[said_by].part == "child" and telling.people[other].part != "child":
        return other, said_by
    return said_by, other


def _said(kind: str, speaker: str, on: str | None, telling: Telling) -> Line:
    who = "reader" if is_reader(speaker, telling) else "other"
    name = name_of(speaker, telling)
    if on is None:
        return say("speakers", f"{kind}.{who}", telling, name=name)
    return say("speakers", f"{kind}.{who}_on", telling, name=name, on=date.fromisoformat(on))


def _recorder(passage: Mapping[str, Any], speaker: str, telling: Telling) -> Iterator[Line]:
    """Who wrote it down; for a summary, also whose words they are not."""
    recorder = passage.get("recorded_by")
    if recorder and recorder != speaker:
        kind = "recorded" if passage["first_hand"] else "wrote"
        who = "reader" if is_reader(recorder, telling) else "other"
        yield say("speakers", f"{kind}.{who}", telling, name=name_of(recorder, telling))
    if not passage["first_hand"]:
        who = "reader" if is_reader(speaker, telling) else "other"
        yield say("speakers", f"not_own.{who}", telling, name=name_of(speaker, telling))
