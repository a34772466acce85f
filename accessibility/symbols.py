"""Pictures for key words, by meaning and never by word alone.

Rules (W3C COGA, Makaton key-word level, Widgit; reference: the project's notes on symbols): only words that
carry information, in spoken order, at most about one picture for three words; one meaning per picture; and
never the picture alone for something that is denied: "You will not see Dad" is "not", "see", "Dad".

`match` is pure: the same text gives the same marks. It loads lemma tables, so it belongs in a background job.
"""

import re
from collections.abc import Sequence
from typing import NamedTuple

from accessibility.dressing import Mark
from accessibility.symbol_scope import Hit, judged
from accessibility.symbol_senses import Phrase, Sense, phrases, senses
from accessibility.symbol_words import Token, forms, tokens

WORDS_A_PICTURE = 3
NEGATED = 100  # a denial is never what is left out
NEW_SENTENCE = frozenset('.!?…:"“(')
ANSWERS = frozenset({"yes", "no"})
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


class Picture(NamedTuple):
    """A picture that can be shown: its built path under static, what it is called, and whose work it is."""

    file: str
    label_en: str
    label_cy: str
    source: str


def picture(sense: str) -> Picture:
    """The picture of a sense, or of "not", which stands before what is denied. KeyError if there is no such
    sense.
    """
    if sense == "not":
        return Picture("symbols/not.svg", "not", "ddim", "Clywed")
    found = senses()[sense]
    source = "Clywed" if found.own else "OpenMoji"
    return Picture(f"symbols/{found.file}.svg", found.en[0].lstrip("="), found.cy[0].lstrip("="), source)


def match(text: str, language: str) -> tuple[Mark, ...]:
    """The pictures for one text in "en" or "cy", in spoken order. Loads lemma tables: never in a web worker."""
    words = tokens(text, language)
    hits = _hits(text, words, language)
    marks = [
        (hit, _mark(words[hit.first].start, words[hit.last].end, hit.sense, denied))
        for hit, denied in judged(words, hits, language)
        if hit.sense is not None
    ]
    if not any(_weight(hit.sense) for hit, _ in marks):
        return ()
    room = _room(sum(word.is_word for word in words))
    return tuple(mark for _, mark in _best(_once(marks), room))


def _mark(start: int, end: int, sense: Sense, denied: bool) -> Mark:
    """A mark; where what is denied has a picture of its own ("not safe"), that one stands alone."""
    if denied and sense.denied:
        return Mark(start, end, sense.denied)
    return Mark(start, end, sense.name, denied)


def _room(words: int) -> int:
    """How many pictures a text of so many words may have."""
    return words // WORDS_A_PICTURE + 1


def _hits(text: str, words: Sequence[Token], language: str) -> list[Hit]:
    """Every sense in the text, the longest phrase first; no word is used twice."""
    hits: list[Hit] = []
    position = 0
    figures = _figures(text, words, language)
    while position < len(words):
        hit = figures.get(position) or _hit(words, position, language)
        if hit is not None:
            hits.append(hit)
        position = hit.last + 1 if hit is not None else position + 1
    return hits


def _figures(text: str, words: Sequence[Token], language: str) -> dict[int, Hit]:
    """Dates and times of day written in figures, by their first word."""
    found: dict[int, Hit] = {}
    for name, pattern in IN_FIGURES[language]:
        for match in pattern.finditer(text):
            inside = [
                number for number, word in enumerate(words) if match.start() <= word.start and word.end <= match.end()
            ]
            if inside:
                found.setdefault(inside[0], Hit(inside[0], inside[-1], senses()[name]))
    return found


def _hit(words: Sequence[Token], position: int, language: str) -> Hit | None:
    """The longest phrase that begins at this word."""
    index = phrases(language)
    candidates = {phrase for form in forms(words[position].lower, language) for phrase in index.get(form, ())}
    for phrase in sorted(candidates, key=lambda one: (-len(one.words), not one.exact, one.words)):
        last = position + len(phrase.words) - 1
        if last < len(words) and _fits(words, position, phrase, language):
            return Hit(position, last, phrase.sense)
    return None


def _fits(words: Sequence[Token], position: int, phrase: Phrase, language: str) -> bool:
    """Whether the words from `position` on are this phrase. A capital inside a sentence is a name, unless it
    is known.
    """
    here = words[position : position + len(phrase.words)]
    if phrase.exact:
        same = all(word.lower == wanted for word, wanted in zip(here, phrase.words, strict=True))
    else:
        same = all(wanted in forms(word.lower, language) for word, wanted in zip(here, phrase.words, strict=True))
    if not same or (here[0].text[0].isupper() and not phrase.name and not _begins(words, position)):
        return False
    return not (phrase.sense and phrase.sense.name in ANSWERS and len(here) == 1) or _stands_alone(words, position)


def _begins(words: Sequence[Token], position: int) -> bool:
    """Whether a sentence begins at this word."""
    return position == 0 or words[position - 1].text in NEW_SENTENCE


def _stands_alone(words: Sequence[Token], position: int) -> bool:
    """Whether "yes" or "no" is an answer here: nothing but a mark follows."""
    return position + 1 == len(words) or not words[position + 1].text[0].isalnum()


def _once(marks: Sequence[tuple[Hit, Mark]]) -> list[tuple[Hit, Mark]]:
    """Without a second showing of the same picture."""
    seen: set[tuple[str, bool]] = set()
    kept = []
    for hit, mark in marks:
        shown = (senses()[mark.sense].file, mark.negated)
        if shown not in seen:
            seen.add(shown)
            kept.append((hit, mark))
    return kept


def _best(marks: Sequence[tuple[Hit, Mark]], room: int) -> list[tuple[Hit, Mark]]:
    """As many as there is room for, those that tell most, in spoken order. Where a denial had to go, its
    clause goes.
    """

    def tells(one: tuple[Hit, Mark]) -> tuple[int, int]:
        hit, mark = one
        return (-_weight(hit.sense) - NEGATED * _denies(hit, mark), mark.start)

    kept = sorted(marks, key=tells)[:room]
    lost = {hit.clause for hit, mark in marks if _denies(hit, mark)} - {
        hit.clause for hit, mark in kept if _denies(hit, mark)
    }
    return sorted((one for one in kept if one[0].clause not in lost), key=lambda one: one[1].start)


def _denies(hit: Hit, mark: Mark) -> bool:
    return mark.negated or (hit.sense is not None and mark.sense != hit.sense.name)


def _weight(sense: Sense | None) -> int:
    return sense.weight if sense else 0
