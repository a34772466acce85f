"""Measures of a text for the family as a worker writes it: length, sentence length, hard words. Help, never a barrier.

The numbers are those of reference/content.md B1: an easy sentence has at most 15 words, a plain one at most 20. For
plain Welsh that is what to aim for, below the 25 of Cymraeg Clir.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from accessibility.plain import sentences, words
from content import glossary
from content.exemplars import ANOTHER_OF_THE_SAME
from portal.models import Person
from portal.services.preparing import allowed

MOST_WORDS = {"easy": 15, "plain": 20}


@dataclass(frozen=True)
class Measures:
    """`too_long` are the sentences over the limit; `hard` the hard words as they stand in the text, each once."""

    words: int
    sentences: int
    longest: int
    limit: int
    too_long: tuple[str, ...]
    hard: tuple[str, ...]


def measure(text: str | Sequence[str], level: str, language: str, passage_id: str) -> Measures:
    """The measures of a text at a level ("easy" or "plain") in a language: one sentence a line, or several."""
    lines = text.splitlines() if isinstance(text, str) else text
    cut = [one.strip() for line in lines for one in sentences(line) if one.strip()]
    lengths = [len(words(one)) for one in cut]
    limit = MOST_WORDS[level]
    field = ANOTHER_OF_THE_SAME.sub("", passage_id)
    hard = [one[found.start : found.end] for one in cut for found in glossary.find(one, language, field)]
    return Measures(
        words=sum(lengths),
        sentences=len(cut),
        longest=max(lengths, default=0),
        limit=limit,
        too_long=tuple(one for one, length in zip(cut, lengths, strict=True) if length > limit),
        hard=tuple({one.casefold(): one for one in hard}.values()),
    )


def measure_for(
    worker: Person,
    record_public_id: str,
    child_public_id: str,
    passage_id: str,
    *,
    level: str,
    language: str,
    text: str,
) -> Measures:
    """The same while a worker types, for a worker who may prepare the record. Nothing is kept."""
    allowed(worker, record_public_id, child_public_id)
    return measure(text, level, language, passage_id)
