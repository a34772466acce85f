"""The forms: which passages each has, in which family section each goes, and who sees it by default."""

from collections import Counter

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

# Every id of every form: its family section ("-": never shown), who sees it by default, "!" where it is
# essential.
EXPECTED = {
    "child-protection-plan": """
        reason 1 child parent carer !
        pen-picture 2 child parent carer !
        key-points 3 child parent carer !
        legal-status 2 parent carer
        people-involved 1 child parent carer
        sources-of-information 1 parent
        seen-dates 1 child
        disability-own-words 2 child parent carer
        communication 2 child parent carer !
        care-needs 2 child parent carer
        care-strategies 4 child parent carer
        own-achievements 4 child parent carer
        equipment 2 child parent carer
        good-day 2 child parent carer
        category 3 parent !
        health 2 child parent carer
        education 2 child parent carer
        emotional-behavioural-development 2 child parent carer
        identity 2 child parent carer
        family-social-relationships 2 child parent carer
        social-presentation 2 child parent carer
        self-care 2 child parent carer
        parent-physical-illness 5 depends
        parent-mental-health 5 depends
        parent-learning-disability 5 depends
        parent-alcohol 5 depends
        parent-drugs 5 depends
        parent-domestic-abuse 5 depends
        parent-own-childhood 5 depends
        parent-other 5 depends
        child-young-carer 5 child parent carer
        summary-strengths 4 child parent carer
        protective-factors 4 child parent carer
        summary-needs 5 parent
        danger-statement 5 parent child-by-family-text
        safety-goals 8 child parent carer
        plan 7 child parent carer !
        plan-child 7 child parent carer
        expectations 7 parent
        core-group 10 child parent carer !
        core-group-dates 10 parent carer
        visits 1 child
        contact 9 child parent carer
        contingency 7 parent
        legal-advice - worker-only
        views-child 6 child !
        views-mother 6 depends
        views-father 6 depends
        views-parent 6 depends
        views-carer 6 carer
        views-sibling 6 depends
        views-family 6 depends
        views-professionals 6 parent carer
        views-advocate 6 child
        child-comments 6 child
        parents-comments 6 depends
        disagreements 6 depends
        next-meeting 10 child parent carer
        advocacy-offer 11 child parent carer
        complaints-information 11 child parent carer
        records-information 11 child parent carer
        other-information 11 parent carer
        distribution 1 child parent carer
        signatures 1 parent carer
        addresses 2 depends
        management-information - worker-only
        manager-decision - worker-only
    """,
    "core-assessment": """
        reason 1 child parent carer !
        pen-picture 2 child parent carer !
        key-points 3 child parent carer !
        legal-status 2 parent carer
        people-involved 1 child parent carer
        sources-of-information 1 parent
        seen-dates 1 child
        disability-own-words 2 child parent carer
        communication 2 child parent carer !
        care-needs 2 child parent carer
        care-strategies 4 child parent carer
        own-achievements 4 child parent carer
        equipment 2 child parent carer
        good-day 2 child parent carer
        health 2 child parent carer
        education 2 child parent carer
        emotional-behavioural-development 2 child parent carer
        identity 2 child parent carer
        family-social-relationships 2 child parent carer
        social-presentation 2 child parent carer
        self-care 2 child parent carer
        basic-care 2 parent
        ensuring-safety 2 parent
        emotional-warmth 2 parent
        stimulation 2 parent
        guidance-boundaries 2 parent
        stability 2 parent
        family-history-functioning 2 depends
        wider-family 2 parent carer
        housing 2 parent
        employment 2 depends
        income 2 depends
        social-integration 2 parent carer
        community-resources 2 child parent carer
        parent-physical-illness 5 depends
        parent-mental-health 5 depends
        parent-learning-disability 5 depends
        parent-alcohol 5 depends
        parent-drugs 5 depends
        parent-domestic-abuse 5 depends
        parent-own-childhood 5 depends
        parent-other 5 depends
        child-young-carer 5 child parent carer
        summary-strengths 4 child parent carer
        summary-needs 5 parent carer child-by-family-text
        protective-factors 4 child parent carer
        analysis 3 parent child-by-family-text
        outcome 3 child parent carer !
        outcomes-wanted 8 child parent carer
        plan-child 7 child parent carer
        plan-parents 7 parent carer
        plan-family 7 child parent carer
        contact 9 child parent carer
        chronology 2 parent
        views-child 6 child !
        views-mother 6 depends
        views-father 6 depends
        views-parent 6 depends
        views-carer 6 carer
        views-sibling 6 depends
        views-family 6 depends
        views-professionals 6 parent carer
        views-advocate 6 child
        child-comments 6 child
        parents-comments 6 depends
        disagreements 6 depends
        next-meeting 10 child parent carer
        advocacy-offer 11 child parent carer
        complaints-information 11 child parent carer
        records-information 11 child parent carer
        other-information 11 parent carer
        distribution 1 child parent carer
        signatures 1 parent carer
        addresses 2 depends
        management-information - worker-only
        manager-decision - worker-only
    """,
    "review-looked-after": """
        reason 1 child parent carer !
        pen-picture 2 child parent carer !
        key-points 3 child parent carer !
        legal-status 2 parent carer
        people-involved 1 child parent carer
        sources-of-information 1 parent
        seen-dates 1 child
        disability-own-words 2 child parent carer
        communication 2 child parent carer !
        care-needs 2 child parent carer
        care-strategies 4 child parent carer
        own-achievements 4 child parent carer
        equipment 2 child parent carer
        good-day 2 child parent carer
        visits 1 child
        last-actions 7 child parent carer
        placement 2 child parent carer
        health 2 child parent carer
        education 2 child parent carer
        emotional-behavioural-development 2 child parent carer
        identity 2 child parent carer
        family-social-relationships 2 child parent carer
        social-presentation 2 child parent carer
        self-care 2 child parent carer
        short-breaks 2 child parent carer
        progress 4 child parent carer
        summary-strengths 4 child parent carer
        summary-needs 5 parent carer child-by-family-text
        contact 9 child parent carer
        outcomes-wanted 8 child parent carer
        chair-summary 3 child parent carer
        decision 3 child parent carer !
        plan 7 child parent carer !
        permanence 3 child parent carer
        reviewing-officer-monitoring - worker-only
        views-child 6 child !
        views-mother 6 depends
        views-father 6 depends
        views-parent 6 depends
        views-carer 6 carer
        views-sibling 6 depends
        views-family 6 depends
        views-professionals 6 parent carer
        views-advocate 6 child
        child-comments 6 child
        parents-comments 6 depends
        disagreements 6 depends
        next-meeting 10 child parent carer
        advocacy-offer 11 child parent carer
        complaints-information 11 child parent carer
        records-information 11 child parent carer
        other-information 11 parent carer
        distribution 1 child parent carer
        signatures 1 parent carer
        addresses 2 depends
        management-information - worker-only
        manager-decision - worker-only
    """,
}


def as_written(field: exemplars.Field) -> tuple[str, str, frozenset[str], bool]:
    return (field.id, str(field.section or "-"), field.audience, field.essential)


def expected(name: str) -> list[tuple[str, str, frozenset[str], bool]]:
    rows = [line.split() for line in EXPECTED[name].strip().splitlines()]
    return [(row[0], row[1], frozenset(row[2:]) - {"!"}, "!" in row) for row in rows]


@pytest.mark.parametrize("name", sorted(EXPECTED))
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
