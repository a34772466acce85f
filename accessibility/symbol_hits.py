"""Where the senses of the term base stand in a text: the longest phrase first, and no word used twice."""

import functools
import re
from collections.abc import Sequence
from typing import NamedTuple

from accessibility import symbol_there
from accessibility.symbol_senses import Phrase, Sense, phrases, senses
from accessibility.symbol_words import Cut, Kept, Token, forms, listed

NEW_SENTENCE = frozenset('.!?…:"“(')
# "No" is an answer only where nothing that it could deny follows; "said no" may go on.
ANSWERS = frozenset({"yes", "no", "say_no"})
GOES_ON = listed("to and when but because about i a ac ond pan achos oherwydd wrth am")
MONTHS = {
    "en": listed("January February March April May June July August September October November December"),
    "cy": listed(
        "Ionawr Chwefror Mawrth Fawrth Ebrill Mai Fai Mehefin Fehefin Gorffennaf Orffennaf Awst Medi Fedi Hydref"
        " Tachwedd Dachwedd Rhagfyr Ragfyr"
    ),
}
WEEKDAYS = {
    "en": listed("Monday Tuesday Wednesday Thursday Friday Saturday Sunday"),
    "cy": listed("Llun Mawrth Mercher Iau Gwener Sadwrn Sul"),
}
DAY = {"en": frozenset(), "cy": frozenset({"dydd", "ddydd"})}
FIGURE = re.compile(r"\d")
ALL_FIGURES = re.compile(r"\d{1,2}/\d{1,2}/\d{4}")
CLOCK = re.compile(r"\d{1,2}[:.][0-5]\d")
MEASURE = re.compile(r"%| ?kg")
HALVES = frozenset({"am", "pm"})


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
    beginnings = BEGINNINGS[language]
    for position, word in enumerate(words):
        if position < free:
            continue
        hit = figures.get(position)
        if hit is None and (candidates := beginnings[word.lower]):
            hit = _longest(words, position, candidates, language)
        if hit is not None:
            hits.append(hit)
            free = hit.last + 1
    return hits


def _figures(text: str, cut: Cut, language: str) -> dict[int, Hit]:
    """Dates and times of day written in figures, by their first word."""
    found: dict[int, Hit] = {}
    for number, word in enumerate(cut.words):
        if word.text[0].isdigit():
            span, name = _date(cut.words, number, language), "date"
            if span is None:
                span, name = _clock(text, cut, number, language), "clock_time"
            if span is not None:
                found.setdefault(span[0], Hit(*span, senses()[name]))
    return found


def _date(words: Sequence[Token], number: int, language: str) -> tuple[int, int] | None:
    """From which word to which a date goes that has this number in it: "Monday, 4 May 2026", "May 2026", "4/5/2026"."""
    figure = words[number].text
    if ALL_FIGURES.fullmatch(figure):
        return number, number
    if len(figure) <= 2 and _text(words, number + 1) in MONTHS[language]:
        last = number + 2 if _is_year(_text(words, number + 2)) else number + 1
        return _weekday(words, number, language), last
    if _is_year(figure) and _text(words, number - 1) in MONTHS[language] and not _text(words, number - 2).isdigit():
        return number - (2 if _text(words, number - 2) == "mis" else 1), number
    return None


def _weekday(words: Sequence[Token], number: int, language: str) -> int:
    """The first word of a date whose day is this number: its weekday, where it has one."""
    before = number - 2 if _text(words, number - 1) == "," else number - 1
    if _text(words, before) not in WEEKDAYS[language]:
        return number
    if not DAY[language]:
        return before
    return before - 1 if _text(words, before - 1).lower() in DAY[language] else number


def _is_year(figure: str) -> bool:
    return len(figure) == 4 and figure.isdigit()


def _text(words: Sequence[Token], number: int) -> str:
    """A word as written; "" beyond either end."""
    return words[number].text if 0 <= number < len(words) else ""


def _clock(text: str, cut: Cut, number: int, language: str) -> tuple[int, int] | None:
    """From which word to which a time of day goes: "3:30", "3:30 pm", "3pm". In Welsh a free "am" is "for"."""
    figure, end = cut.words[number].text, cut.end(number)
    half = _text(cut.words, number + 1) in HALVES
    if half and language == "cy" and cut.starts[number + 1] > end:
        half = _text(cut.words, number + 1) == "pm"
    if CLOCK.fullmatch(figure) and not MEASURE.match(text, end):
        return number, number + half
    return (number, number + 1) if half and len(figure) <= 2 and figure.isdigit() else None


# The phrases that a word may begin, the longest first, by the word after it; under "" those that any word may follow.
# Many phrases begin with "the", "yn" or "you": most of them are never looked at.
Beginnings = dict[str, tuple[Phrase, ...]]


def _beginnings(word: str, language: str) -> Beginnings:
    """The phrases that may begin with a word in any of its forms; nothing where there are none."""
    index = phrases(language)
    found = {phrase for form in forms(word, language) for phrase in index.get(form, ())}
    may = [phrase for phrase in found if not phrase.exact or phrase.words[0] == word]
    longest = sorted(may, key=lambda one: (-len(one.words), not one.exact, one.words))
    after = {"", *(_second(phrase) for phrase in longest)} if longest else set()
    return {then: tuple(phrase for phrase in longest if _second(phrase) in ("", then)) for then in after}


def _second(phrase: Phrase) -> str:
    """The word that must come second; "" where there is none, or where any form of it will do."""
    return phrase.words[1] if phrase.exact and len(phrase.words) > 1 else ""


BEGINNINGS = {language: Kept(functools.partial(_beginnings, language=language)) for language in MONTHS}


def _longest(words: Sequence[Token], position: int, beginnings: Beginnings, language: str) -> Hit | None:
    left = len(words) - position
    after = words[position + 1].lower if left > 1 else ""
    for phrase in beginnings.get(after) or beginnings[""]:
        length = len(phrase.words)
        if length > left:
            continue
        if (length == 1 or _goes_on(words, position, phrase, language)) and _fits(words, position, phrase, language):
            return Hit(position, position + length - 1, phrase.sense)
    return None


def _goes_on(words: Sequence[Token], position: int, phrase: Phrase, language: str) -> bool:
    """Whether the words after the first are those of the phrase."""
    for offset in range(1, len(phrase.words)):
        word, wanted = words[position + offset].lower, phrase.words[offset]
        if word != wanted and (phrase.exact or wanted not in forms(word, language)):
            return False
    return True


def _fits(words: Sequence[Token], position: int, phrase: Phrase, language: str) -> bool:
    """Whether words that are a phrase's mean it here. A capital inside a sentence is a name, unless it is known."""
    if words[position].is_capital and not phrase.name and not _begins(words, position):
        return False
    name = phrase.sense.name if phrase.sense else ""
    last = position + len(phrase.words) - 1
    if name == symbol_there.BE_THERE:
        return symbol_there.is_said(words, position, last, language)
    return name not in ANSWERS or _stands_alone(words, last, last > position)


def _begins(words: Sequence[Token], position: int) -> bool:
    """Whether a sentence begins at this word."""
    return position == 0 or words[position - 1].text in NEW_SENTENCE


def _stands_alone(words: Sequence[Token], position: int, may_go_on: bool) -> bool:
    """Whether "yes" or "no" is an answer here: nothing but a mark follows, or after "said no" another statement."""
    after = words[position + 1] if position + 1 < len(words) else None
    return after is None or not after.is_word or (may_go_on and after.lower in GOES_ON)
