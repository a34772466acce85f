"""Days as a family reads them: with the weekday, never in figures only, and the date never split over two lines."""

import datetime
import re

ISO = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
# Keeps day, month and year on one line. The weekday may stand on the line before: with it, a date is longer than the
# lines of a telephone are, and would be cut in the middle of its year.
TOGETHER = "\u00a0"

WEEKDAYS = {
    "en": ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"),
    "cy": ("Llun", "Mawrth", "Mercher", "Iau", "Gwener", "Sadwrn", "Sul"),
}
MONTHS = {
    "en": (
        *("January", "February", "March", "April", "May", "June"),
        *("July", "August", "September", "October", "November", "December"),
    ),
    "cy": (
        *("Ionawr", "Chwefror", "Mawrth", "Ebrill", "Mai", "Mehefin"),
        *("Gorffennaf", "Awst", "Medi", "Hydref", "Tachwedd", "Rhagfyr"),
    ),
}


def read(text: str) -> datetime.date | None:
    """The day that `YYYY-MM-DD` names; None for any other text ("when Cadi is ready")."""
    return datetime.date.fromisoformat(text) if ISO.fullmatch(text) else None


def month_told(day: datetime.date, language: str) -> str:
    """The month and the year of a day: "November 2026"."""
    return f"{MONTHS[language][day.month - 1]} {day.year}"


def date_told(day: datetime.date, language: str) -> str:
    """The day without its weekday, as it stands within a text: "4 December 2026"."""
    return f"{day.day} {month_told(day, language)}"


def told(day: datetime.date, language: str, soft: bool = False) -> str:
    """The day in words: "Friday 4 December 2026", "dydd Gwener, 4 Rhagfyr 2026" (with a comma in Welsh, as in CLDR).

    In Welsh `soft` gives "ddydd Gwener", which says *on* Friday and follows "tan" and "o".
    """
    date = date_told(day, language).replace(" ", TOGETHER)
    weekday = WEEKDAYS[language][day.weekday()]
    if language == "cy":
        weekday = TOGETHER.join(("ddydd" if soft else "dydd", f"{weekday},"))
    return f"{weekday} {date}"
