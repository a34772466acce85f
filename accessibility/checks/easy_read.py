"""Easy read in English (content.md B1, B2): short sentences with one idea and one verb, said by whoever does it."""

import re
from collections.abc import Iterable, Iterator
from functools import cache

from accessibility.checks.finding import Finding
from accessibility.checks.plain import negatives, too_old
from accessibility.checks.ruled import Rule, Ruled, each, style
from accessibility.checks.rules import ALWAYS, EASY, hard_words, long_paragraph, long_sentence

MOST_WORDS = 15
MOST_SENTENCES = 5
OLDEST = 11

# What joins a second idea on.
JOINS = re.compile(
    r";|\b(?:because|although|though|whereas|unless|so that|but)\b|, (?:so|which|whose)\b"
    r"|\band (?:then )?(?:I|you|we|they|he|she|it|there)(?:['’]\w+)? (?!and\b)\w+",
    re.IGNORECASE,
)
# One condition is part of its idea: "If you are sad, tell Sara." Two are not. "Before the meeting" is none.
CONDITIONS = re.compile(
    r"\b(?:if|when|while|until)\b"
    r"|(?<!look )(?<!looks )(?<!looking )\b(?:before|after|since) (?:I|you|we|they|he|she|it)\b",
    re.IGNORECASE,
)
HELPS = r"(?:will|can|may|must|should|would|could|might|shall|am|is|are|was|were|has|have|had|do|does|did)"
# A verb with all that helps it: "has not been", "do you have".
VERB = re.compile(
    rf"\b{HELPS}(?:n['’]t)?(?:\s+(?:not|also|always|never|still|you|we|they|I|he|she|it|{HELPS}|be|been|being))*\b"
    r"|\bcannot\b|\w['’](?:ll|re|ve|m|d)\b",
    re.IGNORECASE,
)
MOST_VERBS = 2


@cache
def _passive() -> re.Pattern[str]:
    irregular = "|".join(style("en")["irregular"])
    return re.compile(
        r"\b(?:am|is|are|was|were|be|been|being|['’]re|isn['’]t|aren['’]t|wasn['’]t|weren['’]t)"
        rf"\s+(?:(?:not|also|always|never|being|often|only|still|well|now|\w+ly)\s+)*(?P<done>\w+ed|{irregular})\b",
        re.IGNORECASE,
    )


def _passives(sentence: str) -> Iterable[str]:
    states = style("en")["states"]
    return (found.group() for found in _passive().finditer(sentence) if found.group("done").lower() not in states)


def two_ideas(ruled: Ruled) -> Iterator[Finding]:
    """Sentences with more than one idea, as far as a rule can tell: by what joins, and by the verbs with helpers."""
    for sentence in ruled.sentences:
        joins = JOINS.findall(sentence)
        conditions = CONDITIONS.findall(sentence)
        verbs = [found.group() for found in VERB.finditer(sentence)]
        word = next(iter(joins), "") or (conditions[1] if len(conditions) > 1 else "")
        if not word and len(verbs) > MOST_VERBS:
            word = verbs[-1]
        if word:
            yield Finding("two-ideas", sentence, word=word)


def _two_negatives(sentence: str) -> Iterable[str]:
    found = negatives(sentence)
    return [", ".join(dict.fromkeys(found))] if len(found) > 1 else []


# For a text that stands alone, and for a passage, into which the meanings of hard words are put when it is shown.
ALONE: tuple[Rule, ...] = (
    long_sentence(MOST_WORDS),
    long_paragraph(MOST_SENTENCES),
    two_ideas,
    each(_passives, "passive"),
    each(_two_negatives, "double-negative"),
    *ALWAYS,
    *EASY,
    too_old(OLDEST),
)
RULES: tuple[Rule, ...] = (*ALONE, hard_words(told=False))
OF_A_PASSAGE: tuple[Rule, ...] = (*ALONE, hard_words(told=True))
