"""Plain English: the rules of a text for a parent or a carer (content.md B1, B5), and a sign of how hard it is."""

import re
from collections.abc import Iterable, Iterator

from accessibility.checks.finding import Finding
from accessibility.checks.ruled import Rule, Ruled, each
from accessibility.checks.rules import ALWAYS, long_paragraph, long_sentence, plainer_words
from accessibility.plain import words
from content import glossary

MOST_WORDS = 20
MOST_SENTENCES = 3
# NHS: 9 to 11, and where that can't be, 11 to 14. Shorter texts say too little about themselves to be measured.
OLDEST = 14
LEAST_WORDS = 50

NEGATIVE = re.compile(
    r"\b(?:not|never|no(?! one)|nobody|nothing|none|nor|neither|nowhere|without|cannot|unless)\b|\bno one\b|n['’]t\b",
    re.IGNORECASE,
)
# "No, I ..." answers; "no longer" is one word for one thing; "or not", "not sure" and the like say no second no.
NO_SECOND = re.compile(
    r"^No[,.]|\bor not\b|\bnot (?:only|sure|yet)\b|\bno longer\b|\b(?:yes or|or) no\b", re.IGNORECASE
)
UN = re.compile(
    r"\b(?:not|n['’]t) (?:un(?:able|aware|clear|common|fair|happy|kind|known|likely|safe|sure|usual|well|willing)\w*"
    r"|im(?:possible|patient)\w*|dis(?:agree|honest|like)\w*|in(?:correct|frequent)\w*)",
    re.IGNORECASE,
)
CLAUSES = re.compile(r"[,;:]|\b(?:and|but|because|if|when|so|or|who|that)\b", re.IGNORECASE)
VOWELS = re.compile(r"[aeiouy]+")
SILENT = re.compile(r"(?:[^laeiouy]es|[^aeioudt]ed|[^l]e)$")


def negatives(text: str) -> list[str]:
    """The words of a text that say no; two in one for "not unhappy"."""
    rest = NO_SECOND.sub("", text)
    return UN.findall(rest) * 2 or NEGATIVE.findall(rest)


def _two_negatives(sentence: str) -> Iterable[str]:
    for clause in CLAUSES.split(sentence):
        found = negatives(clause)
        if len(found) > 1:
            yield ", ".join(dict.fromkeys(found))


def syllables(word: str) -> int:
    """About how many syllables an English word has: its groups of vowels, without a silent end."""
    return max(1, len(VOWELS.findall(SILENT.sub("", word.lower()) if len(word) > 3 else word.lower())))


def reading_age(sentences: Iterable[str]) -> int:
    """The age at which a text of this length of word and sentence is read (Flesch and Kincaid's grade, and five).

    Names and terms that are explained are left out (WCAG 3.1.5): a capital within a sentence begins a name.
    """
    counted, every = 0, []
    for sentence in sentences:
        counted += 1
        rest = _without_terms(sentence)
        every += [word for number, word in enumerate(words(rest)) if number == 0 or not word[:1].isupper()]
    if not every:
        return 0
    spoken = sum(syllables(re.sub(r"\W", "", word) or "a") for word in every)
    return round(0.39 * len(every) / counted + 11.8 * spoken / len(every) - 15.59 + 5)


def _without_terms(sentence: str) -> str:
    for found in reversed(glossary.find(sentence, "en")):
        sentence = sentence[: found.start] + sentence[found.end :]
    return sentence


def too_old(limit: int) -> Rule:
    """A sign, no more: a longer text by whose lengths its reader would be older than `limit`."""

    def rule(ruled: Ruled) -> Iterator[Finding]:
        if sum(len(words(sentence)) for sentence in ruled.sentences) >= LEAST_WORDS:
            age = reading_age(ruled.sentences)
            if age > limit:
                yield Finding("reading-age", "", count=age, limit=limit)

    return rule


RULES: tuple[Rule, ...] = (
    long_sentence(MOST_WORDS),
    long_paragraph(MOST_SENTENCES),
    each(_two_negatives, "double-negative"),
    *ALWAYS,
    plainer_words,
    too_old(OLDEST),
)
