"""The accessibility statement: dated, whole in both languages, and true to the code where the code can tell."""

import datetime
import re
from itertools import product

import pytest

from accessibility import formats
from accessibility.profile import CHOICES
from accessibility.standards import LEAST_CONTRAST, LEAST_TARGET
from accessibility.statement import statement, written
from content.reading import FOLDER
from content.telling.days import told

READERS = list(product(("en", "cy"), ("child", "adult"), ("wales", "england")))
DATES = ("prepared_on", "tested_on", "reviewed_on", "next_review_on")


def lines(language: str = "en", audience: str = "adult") -> list[str]:
    page = statement(language, audience, "wales")
    return [text for part in page.sections for text in (part.heading, *part.paragraphs, *part.points)]


def test_its_review_is_ahead_and_not_far() -> None:
    today = datetime.datetime.now(datetime.UTC).date()
    assert today < written()["next_review_on"], "go through the statement, then move reviewed_on and next_review_on"
    assert written()["next_review_on"] - written()["reviewed_on"] < datetime.timedelta(days=366)


def test_its_days_are_days_in_their_order() -> None:
    days = [written()[name] for name in DATES]
    assert all(type(day) is datetime.date for day in days)
    assert days == sorted(days)
    assert written()["reviewed_on"] <= datetime.datetime.now(datetime.UTC).date()


@pytest.mark.parametrize(("language", "audience", "nation"), READERS)
def test_it_is_whole_for_every_reader(language: str, audience: str, nation: str) -> None:
    page = statement(language, audience, nation)
    assert page.title
    assert all(part.heading and (part.paragraphs or part.points) for part in page.sections)
    assert len(page.sections) == len(written()["sections"])
    assert not re.search(r"[{}]", "".join(lines(language, audience)))


def test_both_languages_say_as_much() -> None:
    assert len(lines("en")) == len(lines("cy"))
    assert not set(lines("en")) & set(lines("cy")) - {one.label.cy for one in formats.to_take_away()}


def test_the_numbers_are_those_of_the_code() -> None:
    text = "\n".join(lines())
    assert f"by {LEAST_CONTRAST} to 1 or more" in text
    assert f"at least {LEAST_TARGET} pixels" in text
    assert f"There are {len(CHOICES['theme'])} sets." in text
    assert f"from {min(CHOICES['size'])} to {max(CHOICES['size'])}" in text


def test_no_number_or_day_that_the_code_knows_is_typed() -> None:
    source = (FOLDER.parent / "accessibility" / "statement.toml").read_text(encoding="utf-8")
    words = "\n".join(line for line in source.splitlines() if line.startswith(("en =", "cy =")))
    typed = set(re.findall(r"(?<![\w.-])\d+(?![\w.-])", words.replace("\u00a0", " ").replace("0808 800 0082", "")))
    assert typed <= {"1"}


@pytest.mark.parametrize("language", ["en", "cy"])
def test_every_file_that_can_be_taken_away_is_listed_and_no_other(language: str) -> None:
    [part] = [
        part
        for part, own in zip(statement(language, "child", "wales").sections, written()["sections"], strict=True)
        if own.get("list") == "formats"
    ]
    assert list(part.points) == [one.label.to(language) for one in formats.to_take_away()]
    assert len(part.points) > 1


def test_a_limit_of_a_format_stands_only_while_there_is_that_format(monkeypatch: pytest.MonkeyPatch) -> None:
    said = "Nobody who reads braille has checked the braille yet. The Welsh may be wrong."
    assert said in lines()
    monkeypatch.setattr(formats, "names", lambda: ("pdf",))
    assert said not in lines()


def test_it_says_one_status_only() -> None:
    told_status = [line for line in lines() if line.startswith("This website")]
    assert told_status == ["This website meets part of level AA. Below we say what does not work yet."]
    assert written()["status"] in ("full", "partial", "none")


def test_the_days_are_written_out_in_each_language() -> None:
    assert f"We last tested it on {told(written()['tested_on'], 'en', False)}." in lines()
    assert f"Gwnaethon ni ei brofi ddiwethaf {told(written()['tested_on'], 'cy', True)}." in lines("cy")


def test_it_names_who_enforces_the_law_and_who_advises_in_wales_too() -> None:
    text = "\n".join(lines())
    assert "Equality and Human Rights Commission" in text
    assert "0808\u00a0800\u00a00082" in text or "0808 800 0082" in text
    assert "They help people in Wales and in England." in text
