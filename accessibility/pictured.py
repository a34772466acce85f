"""A mark of a sentence as it is shown: its picture, and what stands before it."""

import re
from collections.abc import Sequence
from typing import NamedTuple

import msgspec

from accessibility.document import Language, Sentence, Voice
from accessibility.dressing import Mark
from accessibility.symbols import Picture, picture

# Left of a sentence of easy read: few enough that it is clear which words they go with (content.md B2).
MOST_PICTURES = 3
STOPPED = "stop"
CLOSE_AFTER = re.compile(r"(?:['’](?:ll|ve|re|[rniwmusd])\b)?[.,:;!?)”]*", re.IGNORECASE)
# Whose words have pictures: those that were written for the family. Over a worker's own they would promise too much.
PICTURED: tuple[Voice, ...] = ("ours", "family")


class Shown(NamedTuple):
    """A picture, and what stands before it: that it was or will be, and "not". `concepts` are its parts in the
    Blissymbolics registry in spoken order (WAI-Adapt's `adapt-symbol`); "" where not all of them have a number.
    """

    picture: Picture
    negated: bool
    before: tuple[Picture, ...] = ()
    concepts: str = ""


def shown(mark: Mark) -> Shown | None:
    """The picture of a mark; None where its sense is no longer drawn: marks outlive our lists."""
    try:
        drawn = picture(mark.sense)
    except KeyError:
        return None
    before = tuple(picture(one) for one in (mark.time, "not" if mark.negated else "") if one)
    numbers = [one.bci for one in (*before, drawn)]
    return Shown(drawn, mark.negated, before, "+".join(numbers) if all(numbers) else "")


def unquoted(sentence: Sentence, language: Language, marks: Sequence[Mark]) -> tuple[Mark, ...]:
    """The marks that stand over no worker's own words quoted in the sentence, and over none in another language."""
    if not any(run.quoted or run.language != language for run in sentence.runs):
        return tuple(marks)
    free: list[tuple[int, int]] = []
    begin = 0
    for run in sentence.runs:
        end = begin + len(run.text)
        if not run.quoted and run.language == language:
            free.append((begin, end))
        begin = end
    return tuple(mark for mark in marks if any(start <= mark.start and mark.end <= end for start, end in free))


def with_what_follows(text: str, marks: Sequence[Mark]) -> tuple[Mark, ...]:
    """The marks, with what stands close after their words (a full stop, "'n") under the picture too."""
    found = []
    for mark in marks:
        close = CLOSE_AFTER.match(text, mark.end)
        if close and close.end() > mark.end:
            mark = msgspec.structs.replace(mark, end=close.end())
        found.append(mark)
    return tuple(found)


def most_telling(marks: Sequence[Mark]) -> Sequence[Mark]:
    """The marks to show left of a sentence: the first few, but never without one that is negated, or that says that
    something stopped.
    """
    kept = list(marks[:MOST_PICTURES])
    denying = [mark for mark in marks[MOST_PICTURES:] if _denies(mark)]
    if denying and not any(_denies(mark) for mark in kept):
        kept[-1] = denying[0]
    return kept


def _denies(mark: Mark) -> bool:
    return mark.negated or mark.sense == STOPPED
