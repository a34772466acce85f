"""Welsh as it is said: numbers, dates, money, times, telephone numbers and short forms, written out in words.

The rules find what is written in figures; `spoken_welsh_numbers.py` has the numbers themselves.
"""

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
from accessibility.spoken_welsh_numbers import AFTER_ASPIRATE, AFTER_SOFT, DIGITS, counted, in_words, mutated

MONTHS = (
    "[Ii]onawr|[Cc]hwefror|[Mm]awrth|[Ff]awrth|[Ee]brill|[Mm]ai|[Ff]ai|[Mm]ehefin|[Ff]ehefin|[Gg]?[Oo]rffennaf|"
    "[Aa]wst|[Mm]edi|[Ff]edi|[Hh]ydref|[TtDd]achwedd|[Rr]hagfyr|[Rr]agfyr"
)
UNMUTATED = {
    "Fawrth": "Mawrth",
    "Fai": "Mai",
    "Fehefin": "Mehefin",
    "Orffennaf": "Gorffennaf",
    "Fedi": "Medi",
    "Dachwedd": "Tachwedd",
    "Ragfyr": "Rhagfyr",
}
SHORT_FORMS = {
    "e.e.": "er enghraifft",
    "e.e": "er enghraifft",
    "h.y.": "hynny yw",
    "h.y": "hynny yw",
    "ayb": "ac yn y blaen",
    "ayb.": "ac yn y blaen",
    "ayyb": "ac yn y blaen",
    "ayyb.": "ac yn y blaen",
    "Mr": "Mistar",
    "Mr.": "Mistar",
    "Mrs": "Musus",
    "Mrs.": "Musus",
    "Ms": "Mus",
    "Ms.": "Mus",
    "Dr": "Doctor",
    "Dr.": "Doctor",
    "Bl": "Blwyddyn",
    "Bl.": "Blwyddyn",
    "ADY": "anghenion dysgu ychwanegol",
    "CDU": "cynllun datblygu unigol",
    "AAA": "anghenion addysgol arbennig",
    "GIG": "G I G",
    "TGAU": "T G A U",
    "SAA": "S A A",
    "a/neu": "a neu",
    "A&E": "A ac E",
    "&": "a",
    "+": "plws",
    "=": "yw",
    "½": "hanner",
    "¼": "chwarter",
    "¾": "tri chwarter",
    "1/2": "hanner",
    "1/3": "traean",
    "2/3": "dwy ran o dair",
    "1/4": "chwarter",
    "3/4": "tri chwarter",
}
UNITS = {
    "kg": "cilogram",
    "g": "gram",
    "cm": "centimetr",
    "km": "cilometr",
    "ml": "mililitr",
    "mg": "miligram",
    "mya": "milltir yr awr",
    "°C": "gradd",
    "°": "gradd",
}
# The halves of a day in short, as they are written after a time.
SHORT_HALVES = {"yb": "y bore", "yp": "y prynhawn", "yh": "yr hwyr"}
HALVES = r"(?: (?:y|yn y|yr) (?:bore|prynhawn|pnawn|nos|hwyr)| ?(?:yb|yp|yh)\b| ?[ap]\.?m\b\.?)"
FEMININE_ORDINALS = {"3edd": "trydedd", "4edd": "pedwaredd"}
BEFORE = rf"(?:(?:^|(?<![\w’']))(?P<before>{AFTER_SOFT}|{AFTER_ASPIRATE}|A|O|I|Am|Ar|Tua) |(?P<joined>\w+[’']n) )?"


def _before(match: re.Match[str]) -> str:
    """The word before a number, which is said as it is and may change the number."""
    found = match.groupdict()
    return str(found.get("before") or found.get("joined") or "").replace("’", "'")


def _after(match: re.Match[str], said: str) -> str:
    """What is said of a number, behind the word that stands before it."""
    before = _before(match)
    return f"{before} {mutated(said, before)}" if before else said


def _date(match: re.Match[str]) -> str:
    """A date; before an article the preposition "o" becomes "o'r", "i" "i'r", "a" "a'r", "na" "na'r"."""
    before = (match.group("article") or "").strip()
    month = match.group("month").title()
    said = in_words(f"{match.group('day')} {UNMUTATED.get(month, month)}{match.group('year') or ''}")
    if not before:
        return said
    return f"{before}'r {said[2:]}" if said.startswith("y ") else f"{before}'{said[1:]}"


def _days(match: re.Match[str]) -> str:
    """From one day of a month to another."""
    month = match.group("month").title()
    both = [in_words(f"{match.group(name)} {UNMUTATED.get(month, month)}") for name in ("first", "day")]
    first = both[0].rpartition(" o ")[0]
    word = "a" if match.group("between") == "a" else "i"
    return f"{first} {word}'r {both[1].partition(' ')[2]}"


def _date_in_figures(day: str, month: str, year: str) -> str:
    return in_words(f"{int(day)}/{int(month)}/{whole_year(year)}")


def _time(match: re.Match[str]) -> str:
    """The time of day; twelve by the clock, as it is said."""
    half = match.groupdict().get("half") or ""
    half = SHORT_HALVES.get(half.strip(), half.strip())
    minutes = match.groupdict().get("minutes") or "00"
    on_clock = half in ("am", "pm", "a.m.", "p.m.", "a.m", "p.m")
    said = in_words(f"{match.group('hour')}:{minutes}" + (half.replace(".", "") if on_clock else ""))
    return _after(match, said if on_clock or not half else f"{said} {half}")


def _money(match: re.Match[str]) -> str:
    pounds, pence, more = match.group("pounds"), match.group("pence"), match.group("more")
    if more:
        whole = f"{in_words(pounds)} pwynt {in_words(pence)}" if pence else in_words(pounds)
        return _after(
            match, {"dau": "dwy"}.get(whole, whole) + (" filiwn" if whole == "dau" else " miliwn") + " o bunnoedd"
        )
    if pounds == "0" and pence:
        return _after(match, in_words(f"{int(pence)}c"))
    said = in_words(f"£{pounds}.{pence}" if pence and pence != "00" else f"£{pounds}")
    return _after(match, said)


def _decimal(match: re.Match[str]) -> str:
    """A decimal, with "y cant" after it where it is a percentage."""
    decimals = " ".join(DIGITS[int(digit)] for digit in match.group(2))
    said = f"{in_words(match.group(1))} pwynt {decimals}"
    return f"{said} y cant" if match.group(3) else said


def _address(match: re.Match[str]) -> str:
    bare = re.sub(r"^https?://", "", match.group())
    return bare.replace("www.", "w w w dot ").replace("@", " at ").replace("/", " slaes ").replace(".", " dot ")


def _measure(match: re.Match[str]) -> str:
    """A number and a unit; two softens the unit, three roughens it."""
    said, unit = in_words(match.group(1)), UNITS[match.group(2)]
    if unit.startswith("milltir"):
        return f"{counted(match.group(1), 'milltir')} {'f' + unit[1:] if match.group(1) == '2' else unit}"
    soft = {"c": "g", "m": "f", "g": ""}.get(unit[0], unit[0]) + unit[1:]
    rough = {"c": "ch"}.get(unit[0], unit[0]) + unit[1:]
    words = said.split()
    words[-1] = {"pump": "pum", "chwech": "chwe", "cant": "can"}.get(words[-1], words[-1])
    return f"{' '.join(words)} {soft if said == 'dau' else rough if said in ('tri', 'chwech') else unit}"


def _number(match: re.Match[str]) -> str:
    noun = match.string[match.end() :]
    if _before(match) == "yn" and re.fullmatch(r"20\d\d", match.group("number")):
        return f"yn n{in_words(match.group('number'))[1:]}"
    return _after(match, counted(match.group("number"), noun[1:] if noun[:1] == " " else ""))


WELSH: tuple[Saying, ...] = (
    (ADDRESS, _address),
    (
        re.compile(rf"\b(?P<first>\d{{1,2}}) ?(?P<between>[–-]|i|a) ?(?P<day>\d{{1,2}}) (?:o )?(?P<month>{MONTHS})\b"),
        _days,
    ),
    (
        re.compile(
            rf"(?:\b(?P<article>[OoIiAa]|[Nn]a) )?\b(?P<day>\d{{1,2}})(?:af|ail|il|ydd|ed|fed|eg|ain)? (?:o )?"
            rf"(?P<month>{MONTHS})\b(?P<year>,? \d{{4}}\b)?"
        ),
        _date,
    ),
    (DAY_IN_FIGURES, lambda m: _date_in_figures(m.group(1), m.group(3), m.group(4))),
    (DAY_BY_YEAR, lambda m: _date_in_figures(m.group(3), m.group(2), m.group(1))),
    (
        re.compile(rf"{BEFORE}£(?P<pounds>\d+(?:,\d{{3}})*)(?:\.(?P<pence>\d\d?))?(?!\d) ?(?P<more>m\b|[mf]iliwn\b)?"),
        _money,
    ),
    (re.compile(rf"{BEFORE}\b(?P<pence>\d+)[pc]\b"), lambda m: _after(m, in_words(f"{m.group('pence')}c"))),
    (re.compile(rf"{BEFORE}\b(?P<hour>\d{{1,2}})(?:[:.](?P<minutes>[0-5]\d))(?P<half>{HALVES})"), _time),
    (re.compile(rf"{BEFORE}\b(?P<hour>\d{{1,2}})(?P<half> ?(?:[ap]\.?m\b\.?|(?:yb|yp|yh)\b))"), _time),
    (re.compile(rf"{BEFORE}\b(?P<hour>[01]?\d|2[0-3]):(?P<minutes>[0-5]\d)\b(?!:)"), _time),
    (
        re.compile(
            r"\b(?P<before>am|erbyn|tan|tua|cyn|o|i) (?P<hour>[01]?\d|2[0-3])\.(?P<minutes>[0-5]\d)\b(?![.\d%])"
        ),
        _time,
    ),
    (re.compile(r"\b(?P<hour>[01]?\d|2[0-3])\.(?P<minutes>00)\b(?![.\d%])"), _time),
    (TELEPHONE, lambda m: ("plws " if m.group()[0] == "+" else "") + digit_by_digit(m.group(), DIGITS)),
    (HELPLINE, lambda m: digit_by_digit(m.group(), DIGITS)),
    (re.compile(r"\b(\d+)\.(\d+) ?(%)?"), _decimal),
    (re.compile(rf"{BEFORE}(?P<number>\d+(?:,\d{{3}})*) ?%"), lambda m: _after(m, in_words(f"{m.group('number')}%"))),
    (re.compile(r"\b(\d+) ?(kg|g|cm|km|ml|mg|mya|°C?)(?!\w)"), _measure),
    (re.compile(r"(\d)([½¼¾])"), lambda m: f"{in_words(m.group(1))} a {SHORT_FORMS[m.group(2)]}"),
    (re.compile(r"\b2 waith\b"), lambda _: "dwywaith"),
    (any_of(SHORT_FORMS), lambda m: SHORT_FORMS[m.group(1)]),
    (
        RANGE,
        lambda m: f"{in_words(m.group(1))} i {mutated(counted(m.group(2), m.string[m.end() + 1 :]), 'i')}",
    ),
    (re.compile(r"\ba\.? ?(\d{2,3})\b(?= Deddf| o Ddeddf)"), lambda m: f"adran {in_words(m.group(1))}"),
    (re.compile(r"\b[34]edd\b"), lambda m: FEMININE_ORDINALS[m.group()]),
    (re.compile(r"\b\d+(?:af|il|ail|ydd|fed|ed|eg|ain)\b"), lambda m: in_words(m.group())),
    (re.compile(r"(?<![\d,.£])(19\d\d)(?![\d,]|\.\d)"), lambda m: in_words(m.group()).removeprefix("un ")),
    (re.compile(rf"{BEFORE}(?<!\w)(?P<number>\d+(?:,\d{{3}})*)(?!\w)"), _number),
    (re.compile(r"\b([A-Z]{1,3})(\d{1,2})\b"), lambda m: f"{' '.join(m.group(1))} {in_words(m.group(2))}"),
    (re.compile(r"\b[BCDFGHJ-NP-TVXZ]{2,5}\b"), lambda m: " ".join(m.group())),
    (re.compile(r"\b[A-Z]{2,5}\b"), lambda m: m.group().lower()),
)
