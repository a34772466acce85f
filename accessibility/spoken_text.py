"""What is said where something else is written: numbers, dates, money, times, telephone numbers, short forms.

espeak-ng drops the pound sign in Welsh, reads a telephone number as thousands and "3.30pm" as a decimal, so everything
that is not a plain word is written out first. Each spoken piece keeps the place of what is written, so that the written
words can be highlighted while the spoken ones are heard. The rules of each language are in a module of its own,
`spoken_english.py` and `spoken_welsh.py`; here is what they share.
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
MARKS = frozenset({"", ",", ".", ";", ":", "!", "?"})

# What is written alike in both languages: a United Kingdom telephone number, the short numbers that everybody is told
# to ring, a day in figures, a range, a word of an address on the web.
TELEPHONE = re.compile(r"(?<![\d+])(?:\+44 ?(?:\(0\) ?)?|0)\d{2,4}(?:[ -]?\d{3,4}){1,2}(?!\d)")
HELPLINE = re.compile(r"(?<![\w,.£])(?:116 ?\d{3}|999|111|101|112)(?![\w%]|[,.]\d)")
DAY_IN_FIGURES = re.compile(r"\b(0?[1-9]|[12]\d|3[01])([/.])(0?[1-9]|1[0-2])\2(20\d\d|19\d\d|\d\d)\b(?![/.]\d)")
DAY_BY_YEAR = re.compile(r"\b(\d{4})-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])\b")
RANGE = re.compile(r"(?<![\d/.£])(\d{1,3})[–-](\d{1,3})(?![\d/-]|\.\d)")
ADDRESS = re.compile(r"(?:https?://|www\.)\S*[\w/]|[\w.+-]+@[\w-]+(?:\.[\w-]+)+")


def spoken_tokens(text: str, language: str) -> tuple[Token, ...]:
    """The pieces of `text` in order, each as it is spoken in "en" or "cy"; none if nothing can be said."""
    written = text.replace("\u00a0", " ").replace("\u202f", " ")
    tokens: list[Token] = []
    position = 0
    for start, end, said in _sayings(written, language):
        tokens += _words(written, position, start)
        tokens.append(Token(start, end, said))
        position = end
    tokens += _words(written, position, len(written))
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
    """The rules of one language, loaded when it is first spoken: the Welsh tables are large."""
    if language == "cy":
        from accessibility.spoken_welsh import WELSH

        return WELSH
    from accessibility.spoken_english import ENGLISH

    return ENGLISH


def _words(text: str, start: int, end: int) -> list[Token]:
    """The plain words of one stretch."""
    return [
        Token(start + match.start(), start + match.end(), _plain(match.group()))
        for match in re.finditer(r"\S+", text[start:end])
    ]


def _plain(word: str) -> str:
    """One word without what a voice would stumble over. "" where there is nothing to say; "," for a dash."""
    if all(character in DASHES for character in word):
        return ","
    word = unicodedata.normalize("NFC", word.translate(INVISIBLE)).translate(PLAIN).strip()
    said = " ".join(re.sub(r"(?<=\w)[/–—](?=\w)", ", ", word).split())
    return said if any(character.isalnum() for character in said) else said[:1] if said[:1] in MARKS else ""


def _paused(tokens: list[Token]) -> list[Token]:
    """Without what says nothing; a mark that stands alone becomes a pause after the word before it."""
    spoken: list[Token] = []
    for token in tokens:
        if token.spoken not in MARKS:
            spoken.append(token)
        elif token.spoken and spoken:
            spoken[-1] = spoken[-1]._replace(spoken=spoken[-1].spoken.rstrip(",.") + token.spoken)
    return spoken


def digit_by_digit(number: str, names: tuple[str, ...]) -> str:
    """A telephone number as it is given over the telephone: digit by digit, a pause where it has a space."""
    groups = re.findall(r"\d+", number)
    return ", ".join(" ".join(names[int(digit)] for digit in group) for group in groups)


def whole_year(year: str) -> str:
    """A year of two figures as one of four: nobody in a record was born before 1940 or meets after 2039."""
    return year if len(year) == 4 else f"20{year}" if int(year) < 40 else f"19{year}"


def any_of(forms: dict[str, str]) -> re.Pattern[str]:
    """Any of these short forms as a word by itself, with the full stop that some of them have."""
    longest_first = sorted(forms, key=len, reverse=True)
    return re.compile(r"(?<![\w.])(" + "|".join(map(re.escape, longest_first)) + r")(?!\w)")
