"""A text for the family as a worker writes it: how long it is, and what the rules of plain and easy words find in it.

Help, never a barrier. The rules and their sources are those of accessibility/checks, each language by its own.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from accessibility.checks.finding import Finding
from accessibility.checks.ruled import cut
from accessibility.checks.text import MOST_WORDS, check
from accessibility.plain import words
from content.exemplars import ANOTHER_OF_THE_SAME
from portal.models import Person
from portal.services.preparing import allowed

# Whom a text is for, as it is kept, and whom it speaks to.
SPOKEN_TO = {"child": "child", "parent": "adult", "": ""}


@dataclass(frozen=True)
class Measures:
    """The longest sentence has `longest` words, and should have at most `limit`; `found` is in the text's order."""

    words: int
    sentences: int
    longest: int
    limit: int
    found: tuple[Finding, ...]


def measure(text: str | Sequence[str], level: str, language: str, passage_id: str, audience: str = "") -> Measures:
    """The measures of a text at a level ("easy" or "plain") in a language: one sentence a line, or several.

    `audience` is "child", "parent" or, for both, "".
    """
    lines = text.splitlines() if isinstance(text, str) else text
    lengths = [len(words(sentence)) for paragraph in cut(lines) for sentence in paragraph]
    field = ANOTHER_OF_THE_SAME.sub("", passage_id)
    return Measures(
        words=sum(lengths),
        sentences=len(lengths),
        longest=max(lengths, default=0),
        limit=MOST_WORDS[language, level],
        found=check(lines, language, level, SPOKEN_TO[audience], field),
    )


def measure_for(
    worker: Person,
    record_public_id: str,
    child_public_id: str,
    passage_id: str,
    *,
    level: str,
    language: str,
    audience: str,
    text: str,
) -> Measures:
    """The same while a worker types, for a worker who may prepare the record. Nothing is kept."""
    allowed(worker, record_public_id, child_public_id)
    return measure(text, level, language, passage_id, audience)
