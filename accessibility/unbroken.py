"""What never breaks over two lines: dates, times, telephone numbers."""

import re

# Dates, times and telephone numbers stay whole in large print (UKAAF G003, content.md B3).
WEEKDAY = "(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|[Dd]d?ydd (?:Llun|Mawrth|Mercher|Iau|Gwener|Sadwrn|Sul)"
MONTH = (
    "January|February|March|April|May|June|July|August|September|October|November|December|Ionawr|Chwefror|Mawrth|"
    "Ebrill|Mai|Mehefin|Gorffennaf|Awst|Medi|Hydref|Tachwedd|Rhagfyr"
)
DAY = rf"(?:(?:{WEEKDAY}),? )?(?<!\d)\d{{1,2}} (?:{MONTH})\b(?: \d{{4}})?"
NUMBER = r"(?<!\d)0\d{2,5}(?: \d{3,6}){1,2}|\d{1,2}[.:]\d\d ?[ap]m\b"
# The mark after it stays with it: a full stop never begins a line.
WHOLE = re.compile(f"((?:{DAY}|{NUMBER})[.,;:!?]*)".replace(" ", "[ \u00a0]"))
# Where a date with its weekday breaks if it has to: a telephone's lines are shorter, and the date itself stays whole.
AFTER_WEEKDAY = re.compile(rf"({WEEKDAY}),? (?=\d)")


def cut(text: str) -> tuple[str, str]:
    """A date cut after its weekday: ("Friday ", "4 December 2026"); ("", text) for all else."""
    weekday = AFTER_WEEKDAY.match(text)
    end = weekday.end() if weekday else 0
    return text[:end], text[end:]


def parts_of(text: str) -> tuple[str, ...]:
    """A text cut round what must stay whole; there plain spaces do, so that it breaks at them where it can't fit."""
    return tuple(part.replace("\u00a0", " ") if kept % 2 else part for kept, part in enumerate(WHOLE.split(text)))
