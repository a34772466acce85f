"""Welsh and English: the language is in the address, and every page has its twin in the other."""

from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

from flask import g, request, url_for
from flask_babel import gettext, pgettext

from content.telling import days
from portal import database

NAMES = {"cy": "Cymraeg", "en": "English"}
# More than anybody has; and a number that every database can count to.
MOST_PAGES = 10_000
TO_A_CHILD = "to a child"
TO_AN_ADULT = "to an adult"


def current_language() -> str:
    """ "cy" or "en": the address's first part, also where no page was found; Welsh if a browser asks for it, else
    English.
    """
    first = request.path.lstrip("/").split("/", 1)[0]
    if first in NAMES:
        return first
    return request.accept_languages.best_match(["en", "cy"], "en") or "en"


def other_language() -> str:
    """The language that this page is not in."""
    return "en" if current_language() == "cy" else "cy"


def other_language_address() -> str:
    """This same page's address in the other language."""
    first, _, rest = request.path.lstrip("/").partition("/")
    address = f"/{other_language()}/{rest}" if first in NAMES else f"/{other_language()}/"
    query = request.query_string.decode("utf-8", "replace")
    return f"{address}?{query}" if query else address


def address_for(endpoint: str, **values: str | int) -> str:
    """url_for() with this page's language put in."""
    given: dict[str, Any] = {"language": current_language(), **values}
    return url_for(endpoint, **given)


def _said(message: str) -> str:
    return pgettext(TO_A_CHILD if g.get("audience") == "child" else TO_AN_ADULT, message)


def to_you(message: str, **gaps: str | int) -> str:
    """A sentence said to the reader: *ti* if the reader is a child, *chi* if not."""
    text = _said(message)
    return text % gaps if gaps else text


def plain(message: str, **gaps: str | int) -> str:
    """A sentence marked elsewhere with lazy_to_you() or lazy_name(), said to the reader where it is the former."""
    text = _said(message)
    text = gettext(message) if text == message else text
    return text % gaps if gaps else text


def page_number() -> int:
    """Which page of a list the address asks for (`?page=2`); the first for anything that is no such number."""
    asked = request.args.get("page", 1, type=int)
    return asked if 1 <= asked <= MOST_PAGES else 1


def day_told(moment: date | datetime, soft: bool = False) -> str:
    """A day in this page's language, with its weekday; the day of a moment is the one in Wales and England.

    `soft`: for a sentence that says *on* that day ("on %(day)s"), which Welsh says by "ddydd".
    """
    return days.told(day_of(moment), current_language(), soft)


def month_told(day: date) -> str:
    """The month and the year of a day in this page's language."""
    return days.month_told(day, current_language())


def day_of(moment: date | datetime) -> date:
    """The day of a moment, as it is in Wales and England."""
    return database.day_of(moment) if isinstance(moment, datetime) else moment


def time_told(moment: datetime) -> str:
    """The time of day of a moment in Wales and England: "14:05"."""
    return f"{moment.astimezone(ZoneInfo('Europe/London')):%H:%M}"
