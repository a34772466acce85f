"""Counted sentences: six forms in Welsh with the singular noun, and only of what the reader is given."""

import pytest

from content.reading import table
from content.telling import plain, tell
from content.telling.counts import FORMS, count, form_of
from tests.unit.telling_people import TO_CHILD, TO_MOTHER, to

# One number for each form, and the noun as it stands after that number.
NUMBERS = {"zero": 0, "one": 1, "two": 2, "few": 3, "many": 6, "other": 4}
THINGS = {1: "1 peth", 2: "2 beth", 3: "3 pheth", 4: "4 peth", 5: "5 peth", 6: "6 pheth", 7: "7 peth", 12: "12 peth"}
PARTS = {1: "1 rhan", 2: "2 ran", 3: "3 rhan", 4: "4 rhan", 6: "6 rhan", 11: "11 rhan"}
DONE, OPEN, MINE = {"what": "a", "done": True}, {"what": "b", "done": False}, {"what": "c", "who": "child"}


def counted(*rows: dict[str, object], field: str = "plan") -> list[str]:
    """The counts that lead a plan as the child reads it."""
    lines = [plain(line) for line in tell("actions", {"rows": list(rows)}, to(TO_CHILD, field=field))]
    return [line for line in lines if "thing" in line]


def test_each_number_has_the_form_that_welsh_gives_it() -> None:
    assert {form: form_of(number) for form, number in NUMBERS.items()} == {form: form for form in FORMS}
    assert {form_of(number) for number in (5, 7, 8, 9, 10, 20, 100)} == {"other"}


@pytest.mark.parametrize("key", sorted(table("telling/words/counts.toml")))
def test_every_count_is_written_in_all_six_forms(key: str) -> None:
    assert tuple(table("telling/words/counts.toml")[key]) == FORMS


@pytest.mark.parametrize("key", sorted(table("telling/words/counts.toml")))
@pytest.mark.parametrize("number", sorted({*THINGS, *PARTS}))
def test_the_welsh_noun_is_singular_and_mutated_by_its_number(key: str, number: int) -> None:
    wanted = (PARTS if key == "parts" else THINGS).get(number)
    for telling in (to(TO_CHILD, language="cy"), to(TO_MOTHER, language="cy")):
        said = plain(count(key, number, telling))
        assert wanted is None or f" {wanted} " in said or said.endswith(f" {wanted}:")
        assert "pethau" not in said
        assert "rhannau" not in said


def test_english_has_one_and_many() -> None:
    assert plain(count("to_do", 1, TO_CHILD)) == "Here is 1 thing to do."
    assert plain(count("to_do", 2, TO_CHILD)) == "Here are 2 things to do."
    assert plain(count("done", 1, TO_CHILD)) == "1 thing here is done."


def test_it_is_to_do_in_welsh_with_the_number_of_the_things() -> None:
    assert plain(count("to_do", 1, to(TO_CHILD, language="cy"))) == "Dyma 1 peth i'w wneud."
    assert plain(count("to_do", 2, to(TO_CHILD, language="cy"))) == "Dyma 2 beth i'w gwneud."
    assert plain(count("yours", 3, to(TO_CHILD, language="cy"))) == "Dyma 3 pheth i ti eu gwneud."
    assert plain(count("yours", 1, to(TO_MOTHER, language="cy"))) == "Dyma 1 peth i chi ei wneud."


def test_a_plan_says_how_much_there_is_to_do_and_how_much_of_it_is_the_readers() -> None:
    assert counted(OPEN, MINE, OPEN, DONE) == [
        "Here are 3 things to do.",
        "1 thing here is for you to do.",
        "1 thing here is done.",
    ]
    assert counted(MINE, MINE) == ["Here are 2 things for you to do."]
    assert counted(DONE, DONE) == ["2 things here are done."]


def test_a_single_thing_is_not_counted() -> None:
    assert counted(OPEN) == counted(DONE) == counted(MINE) == []


def test_a_look_back_counts_what_the_record_says_is_done_or_not_and_nothing_else() -> None:
    assert counted(DONE, OPEN, OPEN, MINE, field="last-actions") == [
        "1 thing here is done.",
        "2 things here are not done yet.",
    ]


@pytest.mark.parametrize("field", ["delegated-authority", "services-provided"])
def test_what_is_no_plan_is_not_counted(field: str) -> None:
    assert counted(OPEN, DONE, field=field) == []
