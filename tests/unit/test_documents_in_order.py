"""What stands where in a reader's document, what is left out, and who is called what."""

from datetime import date
from typing import Any

import pytest

from accessibility.document import Document, Passage
from accessibility.formats import text
from accessibility.profile import ReadingProfile
from content import exemplars
from portal.models.tie import Part
from portal.services import copies
from portal.services.audience import Choices, Reader
from portal.services.documents import Setting
from portal.services.passages import Source
from tests.unit.made_records import CARER, CHILD, FATHER, MOTHER, record

BROTHER, HIS_FATHER = "C-2", "P-4"
TIED = frozenset({MOTHER, FATHER, CARER})


def document(passages: list[dict[str, Any]], form: str = "care-plan", **changes: Any) -> Document:
    """What the child reads of a record of that form with just these passages."""
    made = record(exemplars.load(form), "england", "empty")
    source = Source({**made, "passages": passages, **changes}, CHILD, looked_after_by=TIED)
    return copies.make(source, Reader(CHILD, Part.CHILD), Choices(), Setting(date(2026, 5, 20), 1)).document


def said(found: Document, language: Any = "en") -> list[str]:
    """Every line that the child reads, in order, without the marks of a list."""
    lines = text.render(found, ReadingProfile(language=language)).decode().splitlines()
    return [line.removeprefix("- ") for line in lines if line.strip()]


def headings(found: Document) -> list[str]:
    return [one.heading.en for section in found.sections for one in section.passages if one.heading]


def passage(found: Document, heading: str) -> Passage:
    return next(one for one in found.passages() if one.heading and one.heading.en == heading)


def narrative(name: str, words: str = "Words.") -> dict[str, Any]:
    return {"id": name, "kind": "narrative", "text": words}


def test_what_is_not_written_yet_stands_under_its_own_heading_and_in_its_place() -> None:
    found = document([narrative("pen-picture"), narrative("long-term-plan"), narrative("expected-length")])
    main = next(section for section in found.sections if section.number == 3)
    names = [one.heading.en if one.heading else "" for one in main.passages]
    assert names == ["", "What the plan is for", "Where I will live as I grow up", "How long the plan will last"]
    lines = said(found)
    after = lines.index("What the plan is for") + 1
    assert lines[after : after + 2] == ["Nobody has written this part yet.", "You can ask Sioned Modelwen."]


def test_what_is_not_written_yet_never_comes_before_the_pen_picture() -> None:
    found = document([narrative("pen-picture", "Loves tractors.")])
    about = found.sections[0].passages
    assert [one.more for one in about] == [False, True]
    assert about[0].wording("en", "full").sentences[0].text == "Loves tractors."
    assert about[1].heading is not None
    assert about[1].heading.en == "How I say things"


def test_a_child_asks_a_worker_by_the_name_they_know() -> None:
    worker = {"reference": "W-1", "name": "Sioned Modelwen", "called": "Sioni", "part": "social-worker"}
    people = [*record(exemplars.load("care-plan"), "england", "empty")["people"][:-1], worker]
    assert "You can ask Sioni." in said(document([], people=people))


def test_how_to_take_part_follows_the_day_of_the_meeting() -> None:
    officer = {"id": "reviewing-officer", "kind": "people", "rows": [{"person": "W-1", "took_part": "attended"}]}
    found = document([officer, narrative("next-meeting")], dates={"next_meeting": "2026-08-03"})
    meeting = next(section for section in found.sections if section.number == 10)
    names = [one.heading.en if one.heading else "" for one in meeting.passages]
    assert names == ["", "How to take part", "Who checks my plan"]


@pytest.mark.parametrize(
    "words", ["No views recorded at this stage", "Views not obtained.", "Dim barn wedi\u2019i chofnodi"]
)
def test_a_note_that_nobody_said_anything_is_not_what_somebody_said(words: str) -> None:
    summary = {"id": "views-child", "kind": "words", "text": words, "said_by": CHILD, "first_hand": False}
    lines = said(document([summary]))
    assert words not in lines
    assert "Nobody has written down what you said yet." in lines


def test_what_a_child_said_themselves_is_never_left_out() -> None:
    own = {"id": "views-child", "kind": "words", "text": "None", "said_by": CHILD, "first_hand": True}
    assert "None" in said(document([own]))


def test_one_of_a_list_that_says_nothing_is_not_told_as_a_decision() -> None:
    chosen = {"id": "long-term-plan", "kind": "choice", "value": "Not known", "options": ["Not known", "x"]}
    found = document([chosen])
    assert not [line for line in said(found) if "Not known" in line]
    told = passage(found, "Where I will live as I grow up").wording("en", "full")
    assert told.sentences[0].text == "Nobody has written this part yet."


def siblings(*passages: dict[str, Any]) -> Document:
    """A plan for a child and a brother, whose two fathers are both called "Dad"."""
    people = record(exemplars.load("care-plan"), "england", "empty")["people"]
    others = [
        {"reference": BROTHER, "name": "Twm Enghraifft", "part": "child"},
        {"reference": HIS_FATHER, "name": "Kofi Arbrawf", "called": "dad", "part": "parent"},
    ]
    return document(list(passages), people=[*people, *others], children=[CHILD, BROTHER])


def test_the_father_of_a_brother_is_never_called_what_the_child_calls_their_own() -> None:
    plan = {"id": "plan", "kind": "actions", "rows": [{"what": "Stay away", "who": HIS_FATHER}]}
    lines = said(siblings(plan))
    assert "Kofi Arbrawf will do this." in lines
    assert not [line for line in lines if "dad " in line.lower()]


def test_the_childs_own_father_is_called_what_they_call_him_whoever_else_is_named() -> None:
    rows = [{"what": "Ring", "who": FATHER}, {"what": "Stay away", "who": HIS_FATHER}]
    lines = said(siblings({"id": "plan", "kind": "actions", "rows": rows}))
    assert "Dad will do this." in lines
    assert "Kofi Arbrawf will do this." in lines
