"""Where the senses of the term base stand in a text: the longest phrase first, and no word used twice."""

import functools
import re
from bisect import bisect_left
from collections.abc import Sequence
from typing import NamedTuple

from accessibility.symbol_senses import Phrase, Sense, phrases, senses
from accessibility.symbol_words import Cut, Token, forms, listed

NEW_SENTENCE = frozenset('.!?…:"“(')
# "No" is an answer only where nothing that it could deny follows; "said no" may go on.
ANSWERS = frozenset({"yes", "no", "say_no"})
GOES_ON = listed("to and when but because about i a ac ond pan achos oherwydd wrth am")
MONTHS = {
    "en": "January|February|March|April|May|June|July|August|September|October|November|December",
    "cy": "Ionawr|Chwefror|[MF]awrth|Ebrill|[MF]ai|[MF]ehefin|G?orffennaf|Awst|[MF]edi|Hydref|[TD]achwedd|Rh?agfyr",
}
WEEKDAYS = {
    "en": "(?:Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday)",
    "cy": "[Dd]{1,2}ydd (?:Llun|Mawrth|Mercher|Iau|Gwener|Sadwrn|Sul)",
}
IN_FIGURES = {
    language: (
        ("date", re.compile(rf"\b(?:{WEEKDAYS[language]},? )?\d{{1,2}} (?:{months})(?: \d{{4}})?\b")),
        ("date", re.compile(rf"\b(?:mis )?(?:{months}) \d{{4}}\b")),
        ("date", re.compile(r"\b\d{1,2}/\d{1,2}/\d{4}\b")),
        ("clock_time", re.compile(r"\b\d{1,2}[:.][0-5]\d(?: ?[ap]m)?\b(?!%| ?kg)|\b\d{1,2} ?[ap]m\b")),
    )
    for language, months in MONTHS.items()
}
FIGURE = re.compile(r"\d")


class Hit(NamedTuple):
    """A sense (None: a phrase without a picture) at the words `first` to `last`, and the number of its
    clause.
    """

    first: int
    last: int
    sense: Sense | None
    clause: int = 0


def hits_in(text: str, cut: Cut, language: str) -> list[Hit]:
    """Every sense in the text, in spoken order. Loads lemma tables: never in a web worker."""
    words = cut.words
    hits: list[Hit] = []
    figures = _figures(text, cut, language) if FIGURE.search(text) else {}
    free = 0
    for position, word in enumerate(words):
        if position < free:
            continue
        hit = figures.get(position)
        if hit is None and (candidates := _beginning(word.lower, language)):
            hit = _longest(words, position, candidates, language)
        if hit is not None:
            hits.append(hit)
            free = hit.last + 1
    return hits


def _figures(text: str, cut: Cut, language: str) -> dict[int, Hit]:
    """Dates and times of day written in figures, by their first word."""
    found: dict[int, Hit] = {}
    for name, pattern in IN_FIGURES[language]:
        for match in pattern.finditer(text):
            first = bisect_left(cut.starts, match.start())
            last = bisect_left(cut.starts, match.end()) - 1
            if first <= last:
                found.setdefault(first, Hit(first, last, senses()[name]))
    return found


@functools.lru_cache(maxsize=20_000)
def _beginning(word: str, language: str) -> tuple[Phrase, ...]:
    """The phrases that may begin with a word in any of its forms, the longest first."""
    index = phrases(language)
    candidates = {phrase for form in forms(word, language) for phrase in index.get(form, ())}
    return tuple(sorted(candidates, key=lambda one: (-len(one.words), not one.exact, one.words)))


def _longest(words: Sequence[Token], position: int, candidates: Sequence[Phrase], language: str) -> Hit | None:
    left = len(words) - position
    after = words[position + 1].lower if left > 1 else ""
    for phrase in candidates:
        length = len(phrase.words)
        if length > left or (length > 1 and phrase.exact and phrase.words[1] != after):
            continue
        if _fits(words, position, phrase, language):
            return Hit(position, position + length - 1, phrase.sense)
    return None


def _fits(words: Sequence[Token], position: int, phrase: Phrase, language: str) -> bool:
    """Whether the words from `position` on are this phrase. A capital inside a sentence is a name, unless it
    is known.
    """
    for offset, wanted in enumerate(phrase.words):
        word = words[position + offset].lower
        if word != wanted and (phrase.exact or wanted not in forms(word, language)):
            return False
    if words[position].text[0].isupper() and not phrase.name and not _begins(words, position):
        return False
    if phrase.sense is None or phrase.sense.name not in ANSWERS:
        return True
    return _stands_alone(words, position + len(phrase.words) - 1, len(phrase.words) > 1)


def _begins(words: Sequence[Token], position: int) -> bool:
    """Whether a sentence begins at this word."""
    return position == 0 or words[position - 1].text in NEW_SENTENCE


def _stands_alone(words: Sequence[Token], position: int, may_go_on: bool) -> bool:
    """Whether "yes" or "no" is an answer here: nothing but a mark follows, or after "said no" another statement."""
    after = words[position + 1] if position + 1 < len(words) else None
    return after is None or not after.is_word or (may_go_on and after.lower in GOES_ON)
