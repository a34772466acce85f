"""Welsh as it is said: numbers, dates, money, times, telephone numbers and short forms, written out in words.

The rules find what is written in figures; techiaith's normaliser (Bangor University, CC0) turns it into
words. What it gets wrong is mended here: "o y" is "o'r", two, three and four before a feminine noun are dwy,
tair, pedair, and five and six before a noun are pum and chwe.
"""

import functools
import re

from techiaith.g2p import WelshNormalizer

from accessibility.spoken_text import HELPLINE, TELEPHONE, Saying, digit_by_digit

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
DIGITS = ("dim", "un", "dau", "tri", "pedwar", "pump", "chwech", "saith", "wyth", "naw")
FEMININE = {"2": "dwy", "3": "tair", "4": "pedair"}
# Feminine nouns that are counted in a plan, as they stand after two, three or four.
FEMININE_NOUNS = (
    "awr|oed|noson|nos|wythnos|blynedd|flynedd|mlynedd|merch|ferch|chwaer|nain|modryb|menyw|fenyw|ystafell|ysgol|gwers|"
    "wers|cadair|gadair|rhan|ran|tudalen|dudalen|sgwrs|taith|daith|cyfeilles|gyfeilles|nyrs|athrawes|gweithred|weithred|"
    "blaenoriaeth|flaenoriaeth|sesiwn|galwad|alwad|mam|fam|cath|gath"
)
SHORT_FORMS = {
    "e.e.": "er enghraifft",
    "h.y.": "hynny yw",
    "ayb": "ac yn y blaen",
    "ayyb": "ac yn y blaen",
    "Mr": "Mistar",
    "Mrs": "Musus",
    "Ms": "Mus",
    "Dr": "Doctor",
    "ADY": "anghenion dysgu ychwanegol",
    "CDU": "cynllun datblygu unigol",
    "AAA": "anghenion addysgol arbennig",
    "&": "a",
}
HALVES = r"(?: (?:y|yn y) (?:bore|prynhawn|pnawn|nos|hwyr)| ?[ayp]\.?[bmh]\b\.?)"


@functools.cache
def _normaliser() -> WelshNormalizer:
    return WelshNormalizer()


def in_words(written: str) -> str:
    """What the normaliser makes of something in figures, as plain words."""
    said: str = _normaliser().normalize(written)
    return " ".join(said.replace("·", " ").split())


def _date(match: re.Match[str]) -> str:
    """A date; before an article the preposition "o" becomes "o'r", "i" "i'r", "a" "a'r", "na" "na'r"."""
    before = (match.group("before") or "").strip()
    month = match.group("month").title()
    said = in_words(f"{match.group('day')} {UNMUTATED.get(month, month)}{match.group('year') or ''}")
    if not before:
        return said
    return f"{before}'r {said[2:]}" if said.startswith("y ") else f"{before} {said}"


def _time(match: re.Match[str]) -> str:
    return in_words(re.sub(r"(?<=\d)[.](?=\d)", ":", match.group()))


def _decimal(match: re.Match[str]) -> str:
    """A decimal, with "y cant" after it where it is a percentage."""
    decimals = " ".join(DIGITS[int(digit)] for digit in match.group(2))
    said = f"{in_words(match.group(1))} pwynt {decimals}"
    return f"{said} y cant" if match.group(3) else said


WELSH: tuple[Saying, ...] = (
    (
        re.compile(
            rf"(?:\b(?P<before>[OoIiAa]|[Nn]a) )?\b(?P<day>\d{{1,2}})(?:af|ail|ydd|ed|fed|eg|ain)? (?:o )?"
            rf"(?P<month>{MONTHS})\b(?P<year>,? \d{{4}}\b)?"
        ),
        _date,
    ),
    (
        re.compile(r"\b(?:0?[1-9]|[12]\d|3[01])[/.](?:0?[1-9]|1[0-2])[/.]\d{4}\b"),
        lambda m: in_words(m.group().replace(".", "/")),
    ),
    (
        re.compile(r"\b(\d{4})-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])\b"),
        lambda m: in_words(f"{m.group(3)}/{m.group(2)}/{m.group(1)}"),
    ),
    (re.compile(r"£\d+(?:,\d{3})*(?:\.\d\d)?(?!\d)"), lambda m: in_words(m.group())),
    (re.compile(rf"\b\d{{1,2}}[:.][0-5]\d{HALVES}"), _time),
    (re.compile(r"\b\d{1,2} ?[ap]m\b"), lambda m: in_words(m.group())),
    (re.compile(r"\b(?:[01]?\d|2[0-3]):[0-5]\d\b(?!:)"), _time),
    (TELEPHONE, lambda m: digit_by_digit(m.group(), DIGITS)),
    (HELPLINE, lambda m: digit_by_digit(m.group(), DIGITS)),
    (re.compile(r"\b(\d+)\.(\d+) ?(%)?"), _decimal),
    (re.compile(r"\d+(?:,\d{3})* ?%"), lambda m: in_words(m.group())),
    (
        re.compile(r"(?<![\d/])(\d{1,3})[–-](\d{1,3})(?![\d/-])"),
        lambda m: f"{in_words(m.group(1))} i {in_words(m.group(2))}",
    ),
    (re.compile(rf"\b([234])(?= (?:{FEMININE_NOUNS})\b)"), lambda m: FEMININE[m.group(1)]),
    (
        re.compile(r"\b([56])(?= (?!oed\b|o\b|a\b|i\b|neu\b|yn\b|ar\b)[a-zâêîôûŵŷ]{3,})"),
        lambda m: {"5": "pum", "6": "chwe"}[m.group(1)],
    ),
    (re.compile(r"\b\d+(?:,\d{3})*(?:fed|eg|ydd|ed|af|ain)?\b"), lambda m: in_words(m.group())),
    (
        re.compile(r"(?<!\w)(?:" + "|".join(map(re.escape, SHORT_FORMS)) + r")(?!\w)"),
        lambda m: SHORT_FORMS[m.group()],
    ),
    (re.compile(r"\b[A-Z]{2,5}\b"), lambda m: in_words(m.group())),
)
