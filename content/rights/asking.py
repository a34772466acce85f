"""What a family can ask for with one press: what it is called, to whom it is told, and what happens next by when."""

import datetime
from typing import Any

from content.reading import by_audience, table
from content.telling.days import told

# The names of rights that can be asked for; each is also the kind of what is then sent.
COMPLAINT, REVIEW = "complaint", "review"
KINDS = ("advocate", REVIEW, "record", "welsh", COMPLAINT)
# However long a council's own words give it, the law gives no longer: a month (UK GDPR Article 12(3); the shortest has
# 28 days), and 10 working days, which are never fewer than 14 days (the regulations named in requests.toml).
MOST_DAYS = {"record": 28, COMPLAINT: 14}


def kinds(nation: str) -> tuple[str, ...]:
    """What can be asked for in "wales" or "england"."""
    return tuple(kind for kind in KINDS if _written(kind).get("nation", nation) == nation)


def title(kind: str, language: str, audience: str) -> str:
    """What asking for it is called, on a button and as a heading. KeyError if it can't be asked for."""
    return by_audience(_written(kind)["title"][language])[audience]


def mine(kind: str, language: str, audience: str) -> str:
    """What it is called once it is asked for, said to whoever asked."""
    return by_audience(_written(kind)["mine"][language])[audience]


def theirs(kind: str, language: str) -> str:
    """What it is called in the list of a worker or a manager."""
    text: str = _written(kind)["theirs"][language]
    return text


def within(kind: str) -> int:
    """How many days the council gives itself to answer it; never more than the law does."""
    days: int = _written(kind)["within"]
    return min(days, MOST_DAYS.get(kind, days))


def answer_by(kind: str, day: datetime.date) -> datetime.date:
    """The day by which what is asked for on a day gets its answer."""
    return day + datetime.timedelta(days=within(kind))


def steps(kind: str, language: str, audience: str, day: datetime.date) -> tuple[str, ...]:
    """What happens next to what is asked for by right on a day, in order, with the day of its answer; () otherwise."""
    if kind not in KINDS:
        return ()
    on = told(answer_by(kind, day), language)
    return tuple(by_audience(step[language])[audience].format(on=on) for step in _written(kind)["steps"])


def _written(kind: str) -> dict[str, Any]:
    found: dict[str, Any] = table("rights/requests.toml")[kind]
    return found
