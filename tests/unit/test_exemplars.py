"""The forms: which passages each has, in which family section each goes, and who sees it by default."""

from collections import Counter
from pathlib import Path

import pytest

from content import exemplars, sections

BOTH = frozenset({"wales", "england"})
WALES, ENGLAND = frozenset({"wales"}), frozenset({"england"})
FORMS = {
    **dict.fromkeys(("contact-record", "referral-and-information-record", "chronology", "closure-record"), BOTH),
    **dict.fromkeys(("initial-assessment", "core-assessment", "assessment-and-progress-record"), BOTH),
    **dict.fromkeys(("strategy-discussion", "section-47-outcome", "initial-child-protection-conference-report"), BOTH),
    **dict.fromkeys(("childs-plan", "care-plan", "placement-plan", "placement-information-record"), BOTH),
    **dict.fromkeys(("review-child-in-need", "review-child-protection", "review-looked-after"), BOTH),
    **dict.fromkeys(("pathway-plan", "adoption-plan"), BOTH),
    **dict.fromkeys(("care-and-support-plan-part-4", "care-and-support-plan-part-6"), WALES),
    "care-and-support-protection-plan": WALES,
    **dict.fromkeys(("child-and-family-assessment", "child-in-need-plan", "child-protection-plan"), ENGLAND),
}
EVERY = pytest.mark.parametrize("name", sorted(FORMS))
BY_PART = frozenset({"child", "parent", "carer"})

# Every id of every form in its order, a line each.
EXPECTED = dict(
    (part.split("]", 1)[0], part.split("]", 1)[1])
    for part in Path(__file__).with_name("forms_expected.txt").read_text(encoding="utf-8").split("\n[")[1:]
)


def as_written(field: exemplars.Field) -> tuple[str, str, frozenset[str], bool]:
    return (field.id, str(field.section or "-"), field.audience, field.essential)


def expected(name: str) -> list[tuple[str, str, frozenset[str], bool]]:
    rows = [line.split() for line in EXPECTED[name].strip().splitlines()]
    return [(row[0], row[1], frozenset(row[2:]) - {"!"}, "!" in row) for row in rows]


@EVERY
def test_every_field_of_a_form_is_in_its_section_with_its_audience(name: str) -> None:
    assert [as_written(field) for field in exemplars.load(name).fields] == expected(name)


def test_every_form_is_listed_with_its_nations() -> None:
    assert exemplars.names() == FORMS


@EVERY
def test_no_form_has_a_field_twice_or_a_name_that_would_be_another_of_the_same(name: str) -> None:
    ids = Counter(field.id for field in exemplars.load(name).fields)
    assert ids.most_common(1)[0][1] == 1
    assert not [one for one in ids if exemplars.ANOTHER_OF_THE_SAME.search(one)]


@EVERY
def test_an_audience_is_parts_of_the_family_or_one_of_the_two_that_stand_alone(name: str) -> None:
    for field in exemplars.load(name).fields:
        assert field.audience in ({"depends"}, {"worker-only"}) or field.audience <= BY_PART | {"child-by-family-text"}
        assert not {"child", "child-by-family-text"} <= field.audience, field.id
        assert (field.section is None) == (field.audience == {"worker-only"}), field.id


@EVERY
def test_a_form_says_by_what_law_its_family_is_asked_in_each_nation_and_where_that_was_seen(name: str) -> None:
    form = exemplars.load(name)
    assert form.law.keys() == form.nations
    assert all(one.by and one.source for one in form.law.values())


@EVERY
def test_rows_are_picked_only_where_there_are_rows(name: str) -> None:
    picked = [field for field in exemplars.load(name).fields if field.picked]
    assert {field.kind for field in picked} <= {"dates", "progress"}
    assert all(field.picked <= {"child", "adult"} for field in picked)


@EVERY
def test_what_is_expected_is_a_field_that_families_may_see(name: str) -> None:
    form = exemplars.load(name)
    assert all(form.by_id[one].heading for group in form.expected for one in group)


def test_only_a_strategy_discussion_is_closed_and_nobody_sees_any_of_it_by_default() -> None:
    assert [name for name in exemplars.names() if exemplars.load(name).opened_by] == ["strategy-discussion"]
    form = exemplars.load("strategy-discussion")
    assert {one for field in form.fields for one in field.audience} == {"depends", "worker-only"}


def test_a_pathway_plan_is_the_young_persons_alone() -> None:
    audiences = {field.audience for field in exemplars.load("pathway-plan").fields}
    assert audiences == {frozenset({"child"}), frozenset({"depends"}), frozenset({"worker-only"})}
    assert exemplars.load("pathway-plan").by_id["views-mother"].audience == {"depends"}


def test_of_a_chronology_the_child_is_shown_only_rows_that_a_worker_picked() -> None:
    for name in exemplars.names():
        found = exemplars.load(name).by_id.get("chronology")
        assert found is None or "child" in found.picked


def test_another_passage_of_the_same_field_is_that_field() -> None:
    form = exemplars.load("child-protection-plan")
    assert form.field("health-12") is form.field("health")
    assert form.field("health-2x") is None


def test_a_passage_that_the_form_does_not_have_has_no_field() -> None:
    assert exemplars.load("core-assessment").field("diet") is None


def test_an_unknown_form_is_refused() -> None:
    with pytest.raises(exemplars.UnknownExemplar):
        exemplars.load("../sections")


def test_the_pen_picture_and_main_points_need_no_heading_and_health_has_one_for_each_reader() -> None:
    form = exemplars.load("core-assessment")
    assert form.by_id["pen-picture"].heading is None
    assert form.by_id["health"].heading == {
        "en": {"child": "My health", "adult": "Health"},
        "cy": {"child": "Fy iechyd", "adult": "Iechyd"},
    }


def test_communication_is_essential_only_for_a_child_who_does_not_use_speech() -> None:
    assert exemplars.load("core-assessment").by_id["communication"].when == "no-speech"


def test_a_form_is_called_by_a_name_for_the_reader() -> None:
    form = exemplars.load("review-looked-after")
    assert form.title("en", "child") == "My meeting: is my plan working?"
    assert form.title("cy", "adult") == "Adolygiad eich plentyn"
    assert form.official("cy") == "Cofnod Adolygu: Plentyn sy'n Derbyn Gofal"


def test_there_are_eleven_sections_and_no_twelfth() -> None:
    assert [bool(sections.heading(number, "cy", "child")) for number in sections.NUMBERS] == [True] * 11
    assert sections.heading(9, "en", "adult") == "Family time"
    with pytest.raises(KeyError):
        sections.heading(12, "en", "adult")
