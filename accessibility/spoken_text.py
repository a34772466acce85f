"""What is said where something else is written: numbers, dates, money, times, telephone numbers, short forms.

espeak-ng drops the pound sign in Welsh, reads a telephone number as thousands and "3.30pm" as a decimal, so
everything that is not a plain word is written out first. Each spoken piece keeps the place of what is
written, so that the written words can be highlighted while the spoken ones are heard. Welsh is in
`spoken_welsh.py`.
"""

import re
import unicodedata
from collections.abc import Callable
from typing import NamedTuple


class Token(NamedTuple):
    """The characters `start` to `end` of a text and how they are spoken."""

    start: int
    end: int
    spoken: str


# One thing that is written otherwise than it is said: what it looks like, and how to say a match of it.
Saying = tuple[re.Pattern[str], Callable[[re.Match[str]], str]]

MONTHS = (
    "January|February|March|April|May|June|July|August|September|October|November|December",
    "Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec",
)
DIGITS = ("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine")
# The short forms that social workers write (reference: the glossary), and everyday ones.
SHORT_FORMS = {
    "mr": "mister",
    "mrs": "missis",
    "ms": "miz",
    "dr": "doctor",
    "e.g": "for example",
    "eg": "for example",
    "i.e": "that is",
    "ie": "that is",
    "etc": "and so on",
    "approx": "about",
    "w/e": "weekend",
    "p/w": "a week",
    "pw": "a week",
    "wk": "week",
    "wks": "weeks",
    "yr": "year",
    "yrs": "years",
    "hr": "hour",
    "hrs": "hours",
    "mins": "minutes",
    "nt": "night",
    "nts": "nights",
    "tel": "telephone",
    "cp": "child protection",
    "sw": "social worker",
    "iro": "independent reviewing officer",
    "lac": "looked after",
    "ta": "teaching assistant",
    "gp": "doctor",
    "ha": "health assessment",
    "la": "local authority",
    "hv": "health visitor",
    "&": "and",
    "+": "plus",
    "=": "is",
    "x2": "twice",
}
CASELESS = {
    "&",
    "+",
    "=",
    "x2",
    "p/w",
    "w/e",
    "e.g",
    "i.e",
    "eg",
    "ie",
    "etc",
    "mr",
    "mrs",
    "ms",
    "dr",
    "approx",
    "pw",
    "wk",
    "wks",
    "yr",
    "yrs",
    "hr",
    "hrs",
    "mins",
    "nts",
    "tel",
}
UNITS = {
    "kg": "kilograms",
    "g": "grams",
    "cm": "centimetres",
    "km": "kilometres",
    "ml": "millilitres",
    "mg": "milligrams",
}
INVISIBLE = dict.fromkeys(map(ord, "\u00ad\u200b\u200c\u200d\ufeff"), "")
PLAIN = str.maketrans(
    {
        "’": "'",
        "‘": "'",
        "ʼ": "'",
        "“": " ",
        "”": " ",
        '"': " ",
        "«": " ",
        "»": " ",
        "[": " ",
        "]": " ",
        "<": " ",
        ">": " ",
        "{": " ",
        "}": " ",
        "*": " ",
        "_": " ",
        "|": " ",
        "#": " ",
    }
)
DASHES = frozenset("-–—")
# A United Kingdom telephone number, and the short numbers that everybody is told to ring.
TELEPHONE = re.compile(r"(?<!\d)(?:\+44|0)\d{2,4}(?:[ -]?\d{3,4}){1,2}(?!\d)")
HELPLINE = re.compile(r"\b116 ?\d{3}\b|\b(?:999|111|101|112)\b")
MARKS = frozenset({"", ",", ".", ";", ":", "!", "?"})


def spoken_tokens(text: str, language: str) -> tuple[Token, ...]:
    """The pieces of `text` in order, each as it is spoken in "en" or "cy"; none if nothing can be said."""
    written = text.replace("\u00a0", " ").replace("\u202f", " ")
    tokens: list[Token] = []
    position = 0
    for start, end, said in _sayings(written, language):
        tokens += _words(written, position, start, language)
        tokens.append(Token(start, end, said))
        position = end
    tokens += _words(written, position, len(written), language)
    return tuple(_paused(tokens))


def _sayings(text: str, language: str) -> list[tuple[int, int, str]]:
    """The stretches of `text` that are said otherwise, in order; where two overlap the earlier rule wins."""
    found: list[tuple[int, int, str]] = []
    for pattern, say in _rules(language):
        for match in pattern.finditer(text):
            if all(match.end() <= start or match.start() >= end for start, end, _ in found):
                found.append((match.start(), match.end(), say(match)))
    return sorted(found)


def _rules(language: str) -> tuple[Saying, ...]:
    if language == "cy":
        from accessibility.spoken_welsh import WELSH  # its tables are large: only where Welsh is spoken

        return WELSH
    return ENGLISH


def _words(text: str, start: int, end: int, language: str) -> list[Token]:
    """The plain words of one stretch."""
    return [
        Token(start + match.start(), start + match.end(), _plain(match.group(), language))
        for match in re.finditer(r"\S+", text[start:end])
    ]


def _plain(word: str, language: str) -> str:
    """One word without what a voice would stumble over. "" where there is nothing to say; "," for a dash."""
    if all(character in DASHES for character in word):
        return ","
    word = unicodedata.normalize("NFC", word.translate(INVISIBLE)).translate(PLAIN).strip()
    bare = word.strip(".,;:!?()'")
    short = _short_form(bare) if language == "en" else None
    if short is not None:
        return word.replace(bare, short, 1) if not word.startswith(bare + ".") else short
    said = " ".join(re.sub(r"(?<=\w)[/–—](?=\w)", " ", word).split())
    return said if any(character.isalnum() for character in said) else said[:1] if said[:1] in MARKS else ""


def _short_form(bare: str) -> str | None:
    """The words for an English short form; capitals that no one could read as a word are spelled."""
    if bare.isupper() or bare.lower() in CASELESS:
        if (said := SHORT_FORMS.get(bare.lower())) is not None:
            return said
        if bare.isalpha() and 2 <= len(bare) <= 5 and not set(bare) & set("AEIOUY"):
            return " ".join(bare)
    return None


def _paused(tokens: list[Token]) -> list[Token]:
    """Without what says nothing; a mark that stands alone becomes a pause after the word before it."""
    spoken: list[Token] = []
    for token in tokens:
        if token.spoken not in MARKS:
            spoken.append(token)
        elif token.spoken and spoken:
            spoken[-1] = spoken[-1]._replace(spoken=spoken[-1].spoken.rstrip(",.") + token.spoken)
    return spoken


def digit_by_digit(number: str, names: tuple[str, ...] = DIGITS) -> str:
    """A telephone number as it is given over the telephone: digit by digit, a pause where it has a space."""
    groups = re.findall(r"\d+", number)
    return ", ".join(" ".join(names[int(digit)] for digit in group) for group in groups)


def _ordinal(day: int) -> str:
    suffix = "th" if 10 <= day % 100 <= 20 else {1: "st", 2: "nd", 3: "rd"}.get(day % 10, "th")
    return f"{day}{suffix}"


def _date(day: str, month: str, year: str | None) -> str:
    names = [name for name in MONTHS[0].split("|") if name.startswith(month[:3].title())]
    said_year = f" {year[:2]} {year[2:]}" if year and year[:2] == "20" and year[2] != "0" else f" {year or ''}"
    return f"the {_ordinal(int(day))} of {names[0]}{said_year}".strip()


def _date_in_figures(day: str, month: str, year: str) -> str:
    return _date(day, MONTHS[0].split("|")[int(month) - 1], year)


def _pounds(match: re.Match[str]) -> str:
    pounds, pence = match.group(1).replace(",", ""), match.group(2)
    said = f"{pounds} {'pound' if pounds == '1' else 'pounds'}"
    return f"{said} {pence.lstrip('0')}" if pence and pence != "00" else said


def _time(match: re.Match[str]) -> str:
    hour, minutes, half = match.group("hour"), match.group("minutes"), match.groupdict().get("half")
    said = str(int(hour))
    if minutes and minutes != "00":
        said += f" oh {minutes[1]}" if minutes[0] == "0" else f" {minutes}"
    elif not half:
        said += " o'clock"
    return f"{said} {' '.join(half.lower().replace('.', ''))}" if half else said


def _percent(match: re.Match[str]) -> str:
    return f"{match.group(1)} per cent"


ENGLISH: tuple[Saying, ...] = (
    (
        re.compile(rf"(?:\bthe )?\b(\d{{1,2}})(?:st|nd|rd|th)? (?:of )?({MONTHS[0]})\b(?:,? (\d{{4}})\b)?"),
        lambda m: _date(m.group(1), m.group(2), m.group(3)),
    ),
    (
        re.compile(rf"\b(\d{{1,2}}) ({MONTHS[1]})\b\.?(?: (\d{{4}})\b)?"),
        lambda m: _date(m.group(1), m.group(2), m.group(3)),
    ),
    (
        re.compile(r"\b(0?[1-9]|[12]\d|3[01])[/.](0?[1-9]|1[0-2])[/.](\d{4})\b"),
        lambda m: _date_in_figures(m.group(1), m.group(2), m.group(3)),
    ),
    (
        re.compile(r"\b(\d{4})-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])\b"),
        lambda m: _date_in_figures(m.group(3), m.group(2), m.group(1)),
    ),
    (re.compile(r"£(\d+(?:,\d{3})*)(?:\.(\d\d))?(?!\d)"), _pounds),
    (re.compile(r"(?i)\b(?P<hour>\d{1,2})(?:[:.](?P<minutes>[0-5]\d))? ?(?P<half>[ap](?:m\b|\.m\.))"), _time),
    (re.compile(r"\b(?P<hour>[01]?\d|2[0-3]):(?P<minutes>[0-5]\d)\b(?!:)"), _time),
    (TELEPHONE, lambda m: digit_by_digit(m.group())),
    (HELPLINE, lambda m: digit_by_digit(m.group())),
    (re.compile(r"(\d+(?:,\d{3})*(?:\.\d+)?) ?%"), _percent),
    (re.compile(r"(\d+(?:\.\d+)?) ?(kg|g|cm|km|ml|mg)\b"), lambda m: f"{m.group(1)} {UNITS[m.group(2)]}"),
    (re.compile(r"\b[sS](\d{2,3})\b"), lambda m: f"section {m.group(1)}"),
    (re.compile(r"(?<![\d/])(\d{1,3})[–-](\d{1,3})(?![\d/-])"), lambda m: f"{m.group(1)} to {m.group(2)}"),
)
