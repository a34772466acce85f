"""English as it is said: numbers, dates, money, times, telephone numbers and short forms."""

import re

from accessibility.spoken_text import (
    ADDRESS,
    DAY_BY_YEAR,
    DAY_IN_FIGURES,
    HELPLINE,
    RANGE,
    TELEPHONE,
    Saying,
    any_of,
    digit_by_digit,
    whole_year,
)

MONTHS = "January|February|March|April|May|June|July|August|September|October|November|December"
SHORT_MONTHS = "Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec"
SHORT_DAYS = {
    "Mon": "Monday",
    "Tue": "Tuesday",
    "Tues": "Tuesday",
    "Wed": "Wednesday",
    "Thu": "Thursday",
    "Thurs": "Thursday",
    "Fri": "Friday",
    "Sat": "Saturday",
    "Sun": "Sunday",
}
DIGITS = ("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine")
# Everyday short forms, and those of social workers that are not words (reference: the glossary). As they are written.
SHORT_FORMS = {
    "Mr": "mister",
    "Mr.": "mister",
    "Mrs": "missis",
    "Mrs.": "missis",
    "Ms": "miz",
    "Ms.": "miz",
    "Dr": "doctor",
    "Dr.": "doctor",
    "e.g.": "for example",
    "eg": "for example",
    "i.e.": "that is",
    "ie": "that is",
    "etc": "and so on",
    "etc.": "and so on",
    "approx": "about",
    "approx.": "about",
    "c/o": "care of",
    "w/e": "weekend",
    "w/c": "week beginning",
    "p/w": "a week",
    "pw": "a week",
    "wk": "week",
    "wks": "weeks",
    "yr": "year",
    "Yr": "year",
    "yrs": "years",
    "y/o": "years old",
    "hr": "hour",
    "hrs": "hours",
    "min": "minutes",
    "mins": "minutes",
    "nt": "night",
    "nts": "nights",
    "tel": "telephone",
    "Tel": "telephone",
    "tel.": "telephone",
    "Tel.": "telephone",
    "&": "and",
    "+": "plus",
    "=": "is",
    "x2": "twice",
    "and/or": "and or",
    "he/she": "he or she",
    "she/he": "she or he",
    "his/her": "his or her",
    "him/her": "him or her",
    "s/he": "she or he",
    "OK": "okay",
    "CP": "child protection",
    "SW": "social worker",
    "IRO": "independent reviewing officer",
    "LAC": "looked after",
    "TA": "teaching assistant",
    "HA": "health assessment",
    "LA": "local authority",
    "HV": "health visitor",
    "CAMHS": "cams",
    "A&E": "eigh and E",
    "Q&A": "questions and answers",
    "½": "a half",
    "¼": "a quarter",
    "¾": "three quarters",
    "1/2": "a half",
    "1/3": "a third",
    "2/3": "two thirds",
    "1/4": "a quarter",
    "3/4": "three quarters",
}
# Spelled although they could be read as a word.
SPELLED = "ALN|IDP|SEN|EHCP|PLO|ADHD|ASD|OT|ID|UK|EU|ICPC|IRO|ISO|DLA|EWO|NEET|PE|RE|IEP|UC|AAC|EP"
UNITS = {
    "kg": "kilograms",
    "g": "grams",
    "cm": "centimetres",
    "km": "kilometres",
    "ml": "millilitres",
    "mg": "milligrams",
    "mph": "miles an hour",
    "°C": "degrees",
    "°": "degrees",
}
HALVES = {"a": "eigh m", "p": "p m"}
BEFORE_TIMES = "at|by|until|till|from|before|after|between|about|around|and|to"


def _letters(short: str) -> str:
    """Capitals that nobody reads as a word, letter by letter. An A by itself would be the article."""
    return " ".join(short).replace("A", "eigh")


def _ordinal(day: int) -> str:
    suffix = "th" if 10 <= day % 100 <= 20 else {1: "st", 2: "nd", 3: "rd"}.get(day % 10, "th")
    return f"{day}{suffix}"


def _year(year: str) -> str:
    """Twenty, twenty-six; but two thousand and five."""
    return year if year[1] == "0" and year[2] == "0" else f"{year[:2]} {year[2:]}" if year[2] != "0" else year


def _date(day: str, month: str, year: str | None) -> str:
    names = [name for name in MONTHS.split("|") if name.startswith(month[:3].title())]
    said = f"the {_ordinal(int(day))} of {names[0]}"
    return f"{said} {_year(year)}" if year else said


def _date_in_figures(day: str, month: str, year: str) -> str:
    return _date(day, MONTHS.split("|")[int(month) - 1], whole_year(year))


def _pounds(match: re.Match[str]) -> str:
    pounds, pence, more = match.group(1).replace(",", ""), match.group(2), match.group(3)
    if more:
        return f"{pounds}{'.' + pence if pence else ''} {'million' if more[0] in 'mM' else 'thousand'} pounds"
    if pounds == "0" and pence:
        return f"{pence.lstrip('0')} pence"
    said = f"{pounds} {'pound' if pounds == '1' else 'pounds'}"
    return f"{said} {pence.lstrip('0')}" if pence and pence != "00" else said


def _time(match: re.Match[str]) -> str:
    hour, minutes, half = match.group("hour"), match.group("minutes"), match.groupdict().get("half")
    said = str(int(hour))
    if minutes and minutes != "00":
        said += f" oh {minutes[1]}" if minutes[0] == "0" else f" {minutes}"
    elif not half:
        said += " o'clock"
    said = f"{said} {HALVES[half[0].lower()]}" if half else said
    return (match.groupdict().get("before") or "") + said


def _address(match: re.Match[str]) -> str:
    bare = re.sub(r"^https?://", "", match.group())
    return bare.replace("www.", "w w w dot ").replace("@", " at ").replace("/", " slash ").replace(".", " dot ")


def _number_and_half(match: re.Match[str]) -> str:
    return f"{match.group(1)} and {SHORT_FORMS[match.group(2)]}"


ENGLISH: tuple[Saying, ...] = (
    (ADDRESS, _address),
    (
        re.compile(
            rf"\b(\d{{1,2}})(?:st|nd|rd|th)? ?(?:[–-]|to|and) ?(\d{{1,2}})(?:st|nd|rd|th)? (?:of )?({MONTHS})\b"
        ),
        lambda m: f"the {_ordinal(int(m.group(1)))} to {_date(m.group(2), m.group(3), None)}",
    ),
    (
        re.compile(rf"(?:\bthe )?\b(\d{{1,2}})(?:st|nd|rd|th)? (?:of )?({MONTHS})\b(?:,? (\d{{4}})\b)?"),
        lambda m: _date(m.group(1), m.group(2), m.group(3)),
    ),
    (
        re.compile(rf"\b(\d{{1,2}})(?:st|nd|rd|th)? ({SHORT_MONTHS})\b\.?(?: (\d{{4}})\b)?"),
        lambda m: _date(m.group(1), m.group(2), m.group(3)),
    ),
    (re.compile(r"\b(Mon|Tues?|Wed|Thu(?:rs)?|Fri|Sat|Sun)\b\.?(?= \d)"), lambda m: SHORT_DAYS[m.group(1)]),
    (DAY_IN_FIGURES, lambda m: _date_in_figures(m.group(1), m.group(3), m.group(4))),
    (DAY_BY_YEAR, lambda m: _date_in_figures(m.group(3), m.group(2), m.group(1))),
    (re.compile(r"£(\d+(?:,\d{3})*)(?:\.(\d\d?))?(?!\d) ?(m(?:illion)?\b|k\b)?"), _pounds),
    (re.compile(r"\b(\d+)p\b"), lambda m: f"{m.group(1)} {'penny' if m.group(1) == '1' else 'pence'}"),
    (re.compile(r"(?i)\b(?P<hour>\d{1,2})(?:[:.](?P<minutes>[0-5]\d))? ?(?P<half>[ap](?:m\b|\.m\.))"), _time),
    (re.compile(r"\b(?P<hour>[01]?\d|2[0-3]):(?P<minutes>[0-5]\d)\b(?!:)"), _time),
    (
        re.compile(rf"\b(?P<before>(?:{BEFORE_TIMES}) )(?P<hour>[01]?\d|2[0-3])\.(?P<minutes>[0-5]\d)\b(?![.\d%])"),
        _time,
    ),
    (re.compile(r"\b(?P<hour>[01]?\d|2[0-3])\.(?P<minutes>00)\b(?![.\d%])"), _time),
    (TELEPHONE, lambda m: ("plus " if m.group()[0] == "+" else "") + digit_by_digit(m.group(), DIGITS)),
    (HELPLINE, lambda m: digit_by_digit(m.group(), DIGITS)),
    (re.compile(r"(\d+(?:,\d{3})*(?:\.\d+)?) ?%"), lambda m: f"{m.group(1)} per cent"),
    (re.compile(r"(\d+(?:\.\d+)?) ?(kg|g|cm|km|ml|mg|mph|°C?)(?!\w)"), lambda m: f"{m.group(1)} {UNITS[m.group(2)]}"),
    (re.compile(r"(\d+\.\d+) ?m\b"), lambda m: f"{m.group(1)} metres"),
    (re.compile(r"\b[sS]\.? ?(\d{2,3})\b"), lambda m: f"section {m.group(1)}"),
    (re.compile(r"\b[Nn]o\. ?(?=\d)"), lambda _: "number"),
    (re.compile(r"\bSt\.?(?= [A-Z])"), lambda _: "Saint"),
    (re.compile(r"(?<=[a-z] )St\b\.?"), lambda _: "Street"),
    (re.compile(r"(\d)([½¼¾])"), _number_and_half),
    (re.compile(r"\b(\d{1,2})[–-](?=\d{1,2}(?:[.:]\d\d)? ?[ap]\.?m\b)"), lambda m: f"{m.group(1)} to"),
    (RANGE, lambda m: f"{m.group(1)} to {m.group(2)}"),
    (re.compile(r"(?<=[ap]m)[–-](?=\d)"), lambda _: "to"),
    (re.compile(r"<(?=\d)"), lambda _: "less than"),
    (re.compile(r"(\d)\+(?!\w)"), lambda m: f"{m.group(1)} or more"),
    (re.compile(r"(?<![\d,.£])((?:19|20)\d\d)(?![\d,]|\.\d)"), lambda m: _year(m.group(1))),
    (any_of(SHORT_FORMS), lambda m: SHORT_FORMS[m.group(1)]),
    (re.compile(rf"\b(?:{SPELLED}|[B-DF-HJ-NP-TV-Z]{{2,5}})\b"), lambda m: _letters(m.group())),
    (re.compile(r"\b([A-Z]{1,3})(\d{1,2})\b"), lambda m: f"{_letters(m.group(1))} {m.group(2)}"),
)
