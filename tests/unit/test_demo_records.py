"""The demo's records: three samples as they came, and others whose days are counted from the day they are loaded."""

import json
from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

import pytest

from content import exemplars
from content.telling.days import read
from portal.caserecord.contract import read_record
from portal.services.demonstration_records import SAMPLES, documents, filled
from tests.builders import SAMPLES as FOLDER

SATURDAY, MONDAY = date(2026, 11, 28), date(2026, 11, 30)
# Days on which counting may go wrong: weekends, the end of a year, a leap day, and when the clocks change.
DAYS = (
    SATURDAY,
    MONDAY,
    date(2026, 12, 25),
    date(2026, 12, 31),
    date(2027, 1, 1),
    date(2027, 3, 28),
    date(2028, 2, 29),
)


def sent_today(on: date) -> list[dict[str, Any]]:
    """The records that are as if they were sent on the day they are loaded."""
    return [json.loads(one) for one in list(documents(on))[len(SAMPLES) :]]


def days_in(value: Any) -> Iterator[date]:
    """Every day that stands by itself in a record, as its dates do."""
    if isinstance(value, dict):
        value = [one for key, one in value.items() if key != "born"]
    if isinstance(value, list):
        for one in value:
            yield from days_in(one)
    elif isinstance(value, str) and (day := read(value)):
        yield day


@pytest.mark.parametrize(
    ("gap", "told"),
    [
        ("{today}", "2026-11-28"),
        ("{-1 wed}", "2026-11-18"),
        ("{+1 mon}", "2026-11-30"),
        ("{+3 thu en}", "17 December 2026"),
        ("{+3 thu cy}", "17 Rhagfyr 2026"),
    ],
)
def test_a_gap_is_a_day_counted_from_the_week_of_loading(gap: str, told: str) -> None:
    assert filled(f"before {gap} after", SATURDAY) == f"before {told} after"


@pytest.mark.parametrize(("on", "day"), [(date(2026, 12, 5), "2027-01-07"), (date(2026, 12, 14), "2027-01-07")])
def test_nothing_is_to_come_at_christmas(on: date, day: str) -> None:
    assert filled("{+3 thu}", on) == day
    assert filled("{-1 fri}", date(2026, 12, 31)) == "2026-12-25"


def test_the_samples_come_as_they_are() -> None:
    came = list(documents(SATURDAY))[: len(SAMPLES)]
    assert came == [(FOLDER / f"{name}.json").read_bytes() for name in SAMPLES]
    assert len(SAMPLES) == len(list(FOLDER.glob("*.json")))


@pytest.mark.parametrize("on", DAYS)
def test_the_records_are_the_same_whoever_loads_them_that_day_and_keep_the_contract(on: date) -> None:
    came = list(documents(on))
    assert came == list(documents(on))
    for document in came:
        read_record(document, exemplars.names())
        assert b"{+" not in document
        assert b"{-" not in document
        assert b"{today" not in document


@pytest.mark.parametrize("on", DAYS)
def test_what_is_to_come_lies_ahead_of_the_day_they_are_loaded(on: date) -> None:
    for record in sent_today(on):
        dates = {name: date.fromisoformat(day) for name, day in record["dates"].items()}
        assert dates.pop("next_meeting") > on
        assert all(day <= on for day in dates.values())
        assert dates == dict(sorted(dates.items(), key=lambda one: one[1]))
        actions = [row for one in record["passages"] if one["kind"] == "actions" for row in one["rows"]]
        assert all((date.fromisoformat(row["by"]) > on) is not row["done"] for row in actions)
        assert max(days_in(record)) < on + timedelta(weeks=10)


@pytest.mark.parametrize("on", DAYS)
def test_the_family_is_told_the_day_of_the_meeting_that_the_record_has(on: date) -> None:
    for record in sent_today(on):
        day = date.fromisoformat(record["dates"]["next_meeting"])
        for text in (one for one in record["versions_for_family"] if one["passage"] == "next-meeting"):
            weekday = {"en": f"{day:%A}", "cy": {2: "ddydd Mercher", 3: "ddydd Iau"}[day.weekday()]}[text["language"]]
            [told] = [line for line in text["text"] if weekday in line]
            assert filled("{today " + text["language"] + "}", day) in told


def test_both_records_are_told_in_both_languages_alike() -> None:
    for record in sent_today(SATURDAY):
        told: dict[tuple[str, ...], set[str]] = {}
        for one in record["versions_for_family"]:
            told.setdefault((one["passage"], one["level"], one.get("for", "")), set()).add(one["language"])
        assert all(languages == {"en", "cy"} for languages in told.values())
