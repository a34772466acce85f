"""Contact, progress, people, dates, answers and choices as sentences."""

from typing import Any

import pytest

from content.telling import Span, Telling, plain, tell
from tests.unit.telling_people import PEOPLE, TO_CHILD, TO_MOTHER, to


def told(kind: str, passage: dict[str, Any], telling: Telling) -> list[str]:
    return [plain(line).replace("\u00a0", " ") for line in tell(kind, passage, telling)]


def test_a_narrative_is_not_told_by_rule() -> None:
    with pytest.raises(KeyError):
        tell("narrative", {"text": "x"}, TO_CHILD)


def test_family_time_that_is_paused_has_its_reason() -> None:
    row = {
        "person": "father",
        "how": "Overnight stays",
        "how_often": "Paused",
        "stopped_because": "Cadi asked for this.",
    }
    assert told("contact", {"rows": [row]}, TO_CHILD) == [
        "Family time: Dad.",
        "This is not happening now.",
        "The reason: Cadi asked for this.",
        "This is what was written about it:",
        "How: Overnight stays.",
        "How often: Paused.",
    ]


def test_family_time_with_the_reader_is_their_own() -> None:
    lines = told("contact", {"rows": [{"person": "mother"}]}, to(TO_MOTHER, language="cy"))
    assert lines == ["Mae hyn am eich amser teulu chi.", "Fe allwch chi ofyn sut a phryd."]


def test_family_time_of_which_nothing_is_written_says_that_one_may_ask() -> None:
    assert told("contact", {"rows": [{"person": "father"}]}, TO_CHILD) == [
        "Family time: Dad.",
        "You can ask how and when.",
    ]
    assert len(told("contact", {"rows": [{"person": "father", "stopped_because": "Dad is ill"}]}, TO_CHILD)) == 3


def test_own_goals_come_first_and_what_stands_still_last() -> None:
    rows = [
        {"skill": "Norm not met"},
        {"skill": "Norm", "before": "a", "now": "b", "own_goal": False},
        {"skill": "Own", "before": "a", "now": "b", "own_goal": True},
    ]
    assert told("progress", {"rows": rows}, TO_CHILD) == [
        "You or your family chose these goals:",
        *("Own.", "Before: a.", "Now: b."),
        "There is news about these too:",
        *("Norm.", "Before: a.", "Now: b."),
        "There is no news about these yet:",
        "Norm not met.",
    ]


def test_without_goals_of_their_own_what_others_looked_at_says_that_it_is_that() -> None:
    rows = [{"skill": "Still", "before": "a", "now": "a"}, {"skill": "Moved", "before": "a", "now": "b"}]
    lines = told("progress", {"rows": rows}, TO_CHILD)
    assert lines[:2] == ["We looked at how these are going for you:", "Moved."]
    assert lines[4] == "Still."


def test_the_reader_comes_first_and_a_worker_is_explained() -> None:
    rows = [{"person": who, "took_part": "attended"} for who in ("aunt", "officer", "child")]
    assert told("people", {"rows": rows}, to(TO_CHILD, field="people-involved")) == [
        "You took part.",
        "These people took part:",
        "Anti Ner.",
        "Gwilym checks that the plan is right.",
    ]


def test_one_person_is_told_in_a_sentence_and_only_once() -> None:
    rows = [{"person": "aunt", "took_part": part} for part in ("invited", "consulted", "attended")]
    assert told("people", {"rows": rows}, TO_CHILD) == ["Anti Ner took part."]


def test_who_was_asked_and_did_not_come_is_only_told_as_asked() -> None:
    assert told("people", {"rows": [{"person": "father", "took_part": "invited"}]}, TO_CHILD) == [
        "We asked Dad to take part."
    ]


@pytest.mark.parametrize("field", ["distribution", "other-agencies", "reviewing-officer"])
def test_a_list_that_is_not_about_meeting_says_nothing_of_who_was_seen_alone(field: str) -> None:
    rows = {"rows": [{"person": "child", "took_part": "seen-alone"}, {"person": "worker", "took_part": "seen-alone"}]}
    assert not [line for line in told("people", rows, to(TO_CHILD, field=field)) if "nobody else" in line]


def test_a_child_who_was_seen_alone_is_told_so() -> None:
    rows = [{"person": "child", "took_part": "seen-alone"}]
    assert told("people", {"rows": rows}, TO_CHILD) == ["You talked with a worker, with nobody else there."]
    assert told("people", {"rows": rows}, to(TO_MOTHER, language="cy")) == [
        "Cafodd Cadi siarad â gweithiwr heb neb arall yno."
    ]


def test_the_core_group_is_the_people_who_make_the_plan_happen() -> None:
    rows = [{"person": "mother", "took_part": "attended"}, {"person": "father", "took_part": "invited"}]
    assert told("people", {"rows": rows}, to(TO_MOTHER, field="core-group")) == [
        "You are in the group that makes the plan happen.",
        "The group asks Gareth Samplwyn to take part.",
        "Workers call this the core group.",
    ]


def test_two_people_who_are_called_the_same_have_their_full_names() -> None:
    people = PEOPLE | {"other": PEOPLE["father"].__class__("other", "Ryan Tarnwell", "Dad", "parent")}
    rows = [{"person": "father", "took_part": "attended"}]
    assert told("people", {"rows": rows}, to(TO_CHILD, people=people)) == ["Gareth Samplwyn took part."]


def test_days_are_told_in_order_and_what_is_to_come_apart() -> None:
    rows = [{"on": "2026-06-03", "what": "Second"}, {"on": "2026-05-06", "what": "First"}]
    assert told("dates", {"rows": rows}, to(TO_MOTHER, field="core-group-dates")) == [
        "These dates are past:",
        "Wednesday 6 May 2026: First.",
        "These dates are coming up:",
        "Wednesday 3 June 2026: Second.",
    ]


def test_visits_are_told_to_the_child_as_visits_to_you() -> None:
    rows = {"rows": [{"on": "2026-02-03", "what": "Seen alone at school"}]}
    assert told("dates", rows, to(TO_CHILD, field="visits", language="cy")) == [
        "Daeth pobl i dy weld di:",
        "Dydd Mawrth, 3 Chwefror 2026: Seen alone at school.",
    ]
    assert told("dates", rows, to(TO_MOTHER, field="visits"))[0] == "People came to see Cadi:"


def test_an_answer_with_neither_words_nor_dates_is_not_told() -> None:
    for value in ("yes", "no", "not-known"):
        assert tell("answer", {"value": value, "person": "mother"}, TO_MOTHER) == ()


def test_an_answer_is_never_a_bare_yes_or_no() -> None:
    for value in ("yes", "no", "not-known"):
        for keys in ({"text": "Words."}, {"from": "2024-01-01"}, {"until": "2027-01-01"}):
            lines = told("answer", {"value": value, **keys}, TO_MOTHER)
            assert lines
            assert not {"Yes.", "No."} & set(lines)


def test_an_answer_whose_time_is_over_is_history() -> None:
    passage = {"value": "yes", "text": "Problem alcohol use.", "from": "2021-12-01", "until": "2024-03-04"}
    assert told("answer", passage, TO_MOTHER) == [
        "This is in the past.",
        "It started on Wednesday 1 December 2021.",
        "It ended on Monday 4 March 2024.",
        "Problem alcohol use.",
    ]


def test_an_answer_that_still_holds_is_not_history() -> None:
    passage = {"value": "yes", "text": "x", "until": "2026-05-20"}
    assert told("answer", passage, TO_MOTHER) == ["x", "It will end on Wednesday 20 May 2026."]


def test_not_known_is_we_do_not_know() -> None:
    assert told("answer", {"value": "not-known", "text": "Not assessed."}, TO_MOTHER)[0] == "We do not know."


def test_an_answer_about_the_reader_says_so() -> None:
    lines = told("answer", {"value": "yes", "text": "x", "person": "mother"}, to(TO_MOTHER, language="cy"))
    assert lines[0] == "Mae hyn amdanoch chi."


@pytest.mark.parametrize("text", ["Yes", "yes.", "No", "Nac oes.", "Ydy"])
def test_words_that_only_say_the_tick_again_are_no_words(text: str) -> None:
    alcohol = to(TO_MOTHER, field="parent-alcohol")
    assert told("answer", {"value": "yes", "text": text}, alcohol) == []
    dated = told("answer", {"value": "yes", "text": text, "from": "2026-02-02"}, alcohol)
    assert dated == ["It started on Monday 2 February 2026."]


def test_a_kind_of_harm_is_never_one_bare_word_to_a_child() -> None:
    telling = to(TO_CHILD, field="category")
    assert told("choice", {"value": "Neglect", "options": []}, telling) == [
        "People were worried that you were not getting everything you need.",
        "This is not your fault.",
    ]
    assert tell("choice", {"value": "Something new"}, telling) == ()


def test_a_kind_of_harm_is_told_to_an_adult_with_what_it_means() -> None:
    assert told("choice", {"value": "Neglect"}, to(TO_MOTHER, field="category", language="cy")) == [
        "Y math o niwed: Esgeulustod.",
        "Mae'n golygu nad yw plant yn cael beth sydd ei angen arnyn nhw.",
    ]


def test_an_option_that_we_do_not_know_stays_the_forms_words() -> None:
    line = tell("choice", {"value": "Step down"}, to(TO_MOTHER, field="outcome", language="cy"))[0]
    assert line == (Span("Y penderfyniad: ", "cy"), Span("Step down", "en", words=True), Span(".", "cy"))


def test_what_is_only_suggested_is_never_told_as_decided() -> None:
    passage = {"value": "Child protection plan", "options": ["Child protection plan", "x"]}
    assert told("choice", passage, to(TO_MOTHER, field="recommendation")) == [
        "The social worker suggests: Child protection plan.",
        "This is a suggestion, not a decision.",
        "The meeting decides.",
    ]


def test_a_number_on_a_scale_is_not_told_without_its_words() -> None:
    scale = to(TO_MOTHER, field="scaling")
    assert told("choice", {"value": "6", "options": ["5", "6"]}, scale) == []
    assert told("choice", {"value": "6: safe on most days", "options": ["x"]}, scale) == [
        "On the scale: 6: safe on most days."
    ]


def test_an_option_is_known_by_the_other_names_that_forms_have_for_it() -> None:
    passage = {"value": "not substantiated", "options": ["not substantiated", "x"]}
    assert told("choice", passage, to(TO_MOTHER, field="outcome", language="cy")) == [
        "Y penderfyniad: Dim sail i'r pryderon.",
        "Welon ni ddim bod y pryderon yn wir.",
    ]


def test_a_child_is_told_what_was_found_and_never_its_name_on_the_form() -> None:
    passage = {"value": "Substantiated, continuing risk", "options": ["Substantiated, continuing risk", "x"]}
    assert told("choice", passage, to(TO_CHILD, field="outcome")) == [
        "We are still worried that you may not be safe.",
        "There will be a meeting about how to keep you safe.",
        "This is not your fault.",
    ]


def test_an_agreement_has_its_dates_and_can_be_taken_back() -> None:
    passage = {"value": "yes", "text": "Lowri agreed.", "from": "2026-02-02"}
    assert told("answer", passage, to(TO_MOTHER, field="consent")) == [
        "Lowri agreed.",
        "This agreement began on Monday 2 February 2026.",
        "Parents can change their mind about this.",
    ]
    ended = told("answer", {**passage, "until": "2026-03-02"}, to(TO_MOTHER, field="agreement-accommodation"))
    assert ended[-2:] == ["This agreement ended on Monday 2 March 2026.", "Lowri agreed."]


def test_an_agreement_that_was_not_given_is_told_by_its_dates_and_can_not_be_taken_back() -> None:
    lines = told("answer", {"value": "no", "from": "2026-02-02"}, to(TO_MOTHER, field="agreement-medical"))
    assert lines == ["There was no agreement from Monday 2 February 2026."]


def test_whether_a_parent_knew_is_said_of_the_day_of_the_answer_and_never_left_blank() -> None:
    asked = to(TO_MOTHER, field="parent-aware")
    knew = {"value": "yes", "from": "2026-02-02"}
    assert told("answer", knew, asked) == ["A parent knew about this by Monday 2 February 2026."]
    assert told("answer", {**knew, "value": "no", "person": "mother"}, asked) == [
        "This is about you.",
        "You did not know about this on Monday 2 February 2026.",
    ]
    assert told("answer", {**knew, "value": "no", "person": "father"}, to(asked, language="cy"))[1:] == [
        "Doedd Gareth Samplwyn ddim yn gwybod am hyn ddydd Llun, 2 Chwefror 2026."
    ]
    in_words = told("answer", {**knew, "text": "By phone"}, asked)
    assert in_words == ["By phone", "This answer is from Monday 2 February 2026."]


def test_an_offer_of_an_advocate_has_a_day_and_does_not_begin_or_end() -> None:
    offered = {"value": "yes", "from": "2026-02-02"}
    to_child = to(TO_CHILD, field="advocacy-offer")
    assert told("answer", offered, to_child) == ["We offered you an advocate on Monday 2 February 2026."]
    assert told("answer", offered, to(TO_MOTHER, field="advocacy-offer", language="cy")) == [
        "Cynigion ni eiriolwr i'ch plentyn ddydd Llun, 2 Chwefror 2026."
    ]
    assert told("answer", {**offered, "text": "Jo is her advocate"}, to_child)[1:] == [
        "This answer is from Monday 2 February 2026."
    ]


@pytest.mark.parametrize("value", ["no", "not-known"])
def test_that_there_was_no_advocate_is_not_told_bare(value: str) -> None:
    passage = {"value": value, "from": "2026-02-02"}
    assert told("answer", passage, to(TO_CHILD, field="advocacy-offer")) == []
    assert told("answer", {**passage, "text": "Not now"}, to(TO_CHILD, field="advocacy-offer"))[-1].startswith("This")


def test_a_no_that_has_only_dates_does_not_say_that_it_became_so() -> None:
    field = to(TO_MOTHER, field="child-young-carer")
    assert told("answer", {"value": "no", "from": "2026-02-02"}, field) == [
        "On Monday 2 February 2026, this was not so."
    ]
    assert told("answer", {"value": "no", "until": "2027-01-01"}, to(field, language="cy")) == [
        "Yr ateb tan ddydd Gwener, 1 Ionawr 2027: dyw hyn ddim yn wir."
    ]


@pytest.mark.parametrize(
    ("field", "english", "welsh"),
    [
        ("agreement-delegation", "There is no agreement about this.", "Does dim cytundeb am hyn."),
        ("parent-domestic-abuse", "People are not worried about this.", "Dyw pobl ddim yn poeni am hyn."),
        ("parent-aware", "The answer to this is no.", "Na yw'r ateb i hyn."),
        ("a-field-of-the-councils-own", "The answer to this is no.", "Na yw'r ateb i hyn."),
    ],
)
def test_the_words_of_a_no_are_never_told_as_if_they_were_of_a_yes(field: str, english: str, welsh: str) -> None:
    passage = {"value": "no", "text": "Piercings and tattoos"}
    assert told("answer", passage, to(TO_MOTHER, field=field)) == [english, "Piercings and tattoos"]
    assert told("answer", passage, to(TO_MOTHER, field=field, language="cy"))[0] == welsh


def test_a_no_that_is_past_is_told_as_past() -> None:
    passage = {"value": "no", "text": "x", "until": "2024-03-04"}
    assert told("answer", passage, to(TO_MOTHER, field="consent")) == [
        "This is in the past.",
        "There was no agreement about this.",
        "This answer was true until Monday 4 March 2024.",
        "x",
    ]


def test_an_agreement_without_a_day_is_told_as_one() -> None:
    lines = told("answer", {"value": "yes", "text": "See the letter."}, to(TO_MOTHER, field="agreement-contact"))
    assert lines == ["There is an agreement about this.", "See the letter."]


def test_boxes_that_say_nothing_are_left_out_of_a_row() -> None:
    row = {"what": "Swimming", "who": "tbc", "by": "TBC", "outcome": "n/a"}
    assert told("actions", {"rows": [row]}, to(TO_CHILD, field="plan")) == ["Swimming."]
    contact = {"person": "father", "how": "N/A", "how_often": "weekly"}
    assert told("contact", {"rows": [contact]}, TO_CHILD) == ["Family time: Dad.", "How often: weekly."]
    assert told("progress", {"rows": [{"skill": "Reading", "before": "Not assessed"}]}, TO_CHILD) == [
        "There is no news about these yet:",
        "Reading.",
    ]


def test_what_is_as_it_was_is_said_once() -> None:
    row = {"skill": "Taxi", "before": "late", "now": "late"}
    assert told("progress", {"rows": [row]}, TO_CHILD)[1:] == ["Taxi.", "Before and now: late."]


def test_what_stands_beside_a_decision_of_a_carer_is_not_told_as_its_purpose() -> None:
    row = {"what": "Sleepovers", "who": "aunt", "outcome": "If she knows the family"}
    assert told("actions", {"rows": [row]}, to(TO_CHILD, field="delegated-authority")) == [
        "Sleepovers.",
        "Anti Ner can say yes to this.",
        "More about this: If she knows the family.",
    ]


def test_the_reviewing_officer_checks_the_plan_and_can_be_reached() -> None:
    rows = [{"person": "officer", "took_part": "invited"}]
    assert told("people", {"rows": rows}, to(TO_CHILD, field="reviewing-officer")) == [
        "Gwilym checks that the plan is right.",
        "Your social worker can tell you how to reach them.",
    ]


def test_other_services_help_and_did_not_take_part() -> None:
    rows = [{"person": "teacher", "took_part": "consulted"}]
    lines = told("people", {"rows": rows}, to(TO_MOTHER, field="other-agencies"))
    assert lines[0] == "Dafydd Arbrawf helps too."


def test_what_mattered_most_leads_a_chronology() -> None:
    rows = [
        {"on": "2025-01-02", "what": "Small"},
        {"on": "2025-03-04", "what": "Big", "significant": True},
    ]
    assert told("dates", {"rows": rows}, to(TO_MOTHER, field="chronology")) == [
        "These are the most important things that happened:",
        "Tuesday 4 March 2025: Big.",
        "These things happened too:",
        "Thursday 2 January 2025: Small.",
    ]
    assert told("dates", {"rows": rows[1:]}, to(TO_MOTHER, field="chronology"))[0] == "These things happened:"
