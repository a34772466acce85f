"""The demo's records as the case system sent them. The three samples are as they are; the others are as if sent today.

Those others have gaps for days, counted from the day the demo is loaded, so that what is to come is always to come:
"{today}" and "{-1 wed}", the Wednesday of the week before, as the record's own dates are written; "{+3 thu en}" and
"{+3 thu cy}" as a worker writes them in a sentence. The weekday's name is not in a gap: its text has it.
"""

import re
from collections.abc import Iterator
from datetime import date, timedelta

from content.reading import FOLDER
from content.telling.days import date_told

SAMPLES = ("core-assessment", "review-looked-after", "child-protection-plan")
SENT_TODAY = ("core-assessment-osian", "care-and-support-plan-cadi")
WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
GAP = re.compile(r"\{(?:today|(?P<weeks>[+-]\d) (?P<weekday>" + "|".join(WEEKDAYS) + r"))(?: (?P<language>en|cy))?\}")
WEEK = timedelta(weeks=1)
# No council meets at Christmas: what is to come then comes after it. As (month, day).
CHRISTMAS, AFTER = (12, 24), (1, 2)


def documents(on: date) -> Iterator[bytes]:
    """Every record of the demo loaded on a day, in the order in which they arrive."""
    for name in SAMPLES:
        yield (FOLDER / "demo" / "records" / f"{name}.json").read_bytes()
    for name in SENT_TODAY:
        yield filled((FOLDER / "demo" / "more" / f"{name}.json").read_text(encoding="utf-8"), on).encode()


def filled(text: str, on: date) -> str:
    """A text with the days in its gaps, as they are for somebody who loads it on a day."""
    return GAP.sub(lambda gap: _told(_day(gap, on), gap["language"]), text)


def _told(day: date, language: str | None) -> str:
    return date_told(day, language) if language else day.isoformat()


def _day(gap: re.Match[str], on: date) -> date:
    if gap["weeks"] is None:
        return on
    monday = on - timedelta(days=on.weekday())
    day = monday + int(gap["weeks"]) * WEEK + timedelta(days=WEEKDAYS.index(gap["weekday"]))
    while day > on and _is_at_christmas(day):
        day += WEEK
    return day


def _is_at_christmas(day: date) -> bool:
    return (day.month, day.day) >= CHRISTMAS or (day.month, day.day) <= AFTER
