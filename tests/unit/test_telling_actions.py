"""Actions: who does what by when, without blame."""

from typing import Any

import pytest

from content.telling import Span, Telling, plain, tell
from content.telling.actions import coming
from tests.unit.telling_people import TO_CHILD, TO_MOTHER, to


def told(row: dict[str, Any], telling: Telling, **passage: Any) -> list[str]:
    lines = tell("actions", {"kind": "actions", "rows": [row], **passage}, telling)
    return [plain(line).replace("\u00a0", " ") for line in lines]


def test_a_known_person_will_do_it_by_a_day() -> None:
    row = {
        "what": "Dental appointment",
        "who": "aunt",
        "by": "2026-06-26",
        "outcome": "Teeth checked",
        "done": False,
    }
    assert told(row, TO_CHILD) == [
        "Dental appointment.",
        "Anti Ner will do this by Friday 26 June 2026.",
        "What this is for: Teeth checked.",
    ]
    assert (
        told(row, to(TO_MOTHER, language="cy"))[1]
        == "Bydd Nerys Ffugiol yn gwneud hyn erbyn dydd Gwener, 26 Mehefin 2026."
    )


def test_the_reader_is_you() -> None:
    row = {"what": "Try the group", "who": "child", "by": "2026-06-26"}
    assert told(row, TO_CHILD)[1] == "This is for you to do by Friday 26 June 2026."
    assert told(row, to(TO_CHILD, language="cy"))[1] == "Ti sydd i wneud hyn erbyn dydd Gwener, 26 Mehefin 2026."
    row = {"what": "Share dates", "who": "mother"}
    assert told(row, to(TO_MOTHER, language="cy"))[1] == "Chi sydd i wneud hyn."


def test_a_day_that_is_past_is_told_without_blame() -> None:
    row = {"what": "Dental appointment", "who": "aunt", "by": "2026-03-27", "done": False}
    assert told(row, TO_CHILD) == [
        "Dental appointment.",
        "Anti Ner was going to do this by Friday 27 March 2026.",
        "Nobody has told us yet that this is done.",
    ]
    mine = {"what": "Share dates", "who": "mother", "by": "2026-03-27", "done": False}
    assert told(mine, TO_MOTHER)[-1] == "If it is done, you can tell us."


def test_what_is_due_today_is_not_past() -> None:
    row = {"what": "Call", "who": "aunt", "by": "2026-05-20", "done": False}
    assert told(row, TO_CHILD)[1:] == ["Anti Ner will do this by Wednesday 20 May 2026."]


def test_done_is_said_and_nothing_is_claimed_where_the_record_is_silent() -> None:
    assert "This is done." in told({"what": "Plan", "who": "aunt", "done": True}, TO_CHILD)
    assert told({"what": "Plan"}, TO_CHILD) == ["Plan."]
    assert told({"what": "Plan", "by": "2026-01-01"}, TO_CHILD)[1:] == [
        "The date for this was Thursday 1 January 2026."
    ]


def test_the_last_plan_is_told_as_what_happened() -> None:
    row = {
        "what": "Repair",
        "who": "teacher",
        "by": "2026-08-01",
        "outcome": "Part still on order",
        "done": False,
    }
    assert told(row, to(TO_CHILD, field="last-actions"))[1:] == [
        "Mr Arbrawf was going to do this by Saturday 1 August 2026.",
        "This is not done yet.",
        "What happened: Part still on order.",
    ]


def test_free_text_for_who_and_when_stays_the_workers_words_in_their_language() -> None:
    row = {"what": "Mend the boiler", "who": "Homes, chased by us", "by": "when ready"}
    lines = tell("actions", {"kind": "actions", "rows": [row]}, to(TO_CHILD, language="cy"))
    assert lines[1] == (
        Span("Pwy fydd yn gwneud hyn: ", "cy"),
        Span("Homes, chased by us", "en", words=True),
        Span(".", "cy"),
    )
    assert lines[2] == (Span("Pryd: ", "cy"), Span("when ready", "en", words=True), Span(".", "cy"))


def test_a_text_that_ends_its_own_sentence_gets_no_second_stop() -> None:
    assert told({"what": "Is it warm?"}, TO_CHILD) == ["Is it warm?"]


def test_no_row_takes_more_than_four_lines_at_the_easy_level() -> None:
    row = {"what": "x", "who": "aunt", "by": "2026-03-27", "outcome": "y", "done": False}
    assert len(told(row, TO_CHILD)) == 4


def test_what_is_done_tells_what_comes_of_it_and_not_what_it_is_for() -> None:
    row = {"what": "Mend the boiler", "done": True, "outcome": "The house is warm"}
    assert told(row, TO_CHILD)[-1] == "What comes of this: The house is warm."
    assert told(row, to(TO_MOTHER, language="cy"))[-1] == "Beth ddaw o hyn: The house is warm."
    assert told({**row, "done": False}, TO_CHILD)[-1] == "What this is for: The house is warm."


def test_a_date_is_never_split_over_two_lines() -> None:
    lines = tell("actions", {"rows": [{"what": "x", "who": "aunt", "by": "2026-12-04"}]}, to(TO_CHILD, language="cy"))
    assert "dydd\u00a0Gwener, 4\u00a0Rhagfyr\u00a02026" in plain(lines[1])


def test_a_decision_passed_on_is_told_as_who_may_say_yes() -> None:
    decisions = to(TO_MOTHER, field="delegated-authority")
    assert told({"what": "Haircuts", "who": "aunt"}, decisions) == ["Haircuts.", "Nerys Ffugiol can say yes to this."]
    assert told({"what": "Trips abroad", "who": "the council", "by": "Each time"}, decisions) == [
        "Trips abroad.",
        "Who can say yes to this: the council.",
        "When: Each time.",
    ]
    assert told({"what": "Sleepovers", "who": "mother", "done": False, "by": "2026-01-01"}, decisions) == [
        "Sleepovers.",
        "You can say yes to this.",
        "The date: Thursday 1 January 2026.",
    ]
    noted = told({"what": "School trips", "who": "aunt", "outcome": "No need to ask each time"}, decisions)
    assert noted[-1] == "More about this: No need to ask each time."


def test_help_that_was_given_is_told_as_past() -> None:
    row = {"what": "Family support", "who": "worker", "outcome": "Calmer mornings"}
    given = to(TO_CHILD, field="services-provided")
    assert told(row, given) == ["Family support.", "Sioned Modelwen did this.", "What happened: Calmer mornings."]
    assert told({**row, "done": False}, given)[1] == "This did not happen."


def next_one(row: dict[str, Any], telling: Telling, *, with_what: bool = True) -> list[str]:
    return [plain(one).replace("\u00a0", " ") for one in coming(row, "en", telling, with_what=with_what)]


def test_what_is_to_come_is_told_by_itself_with_who_and_when() -> None:
    row = {"what": "Try the group", "who": "child", "by": "2026-06-26", "outcome": "New friends"}
    assert next_one(row, TO_CHILD) == ["Try the group.", "This is for you to do by Friday 26 June 2026."]
    last = next_one(row, to(TO_MOTHER, language="cy"))[-1]
    assert last == "Bydd Cadi yn gwneud hyn erbyn dydd Gwener, 26 Mehefin 2026."


def test_what_is_to_come_can_be_told_without_a_workers_words() -> None:
    row = {"what": "Try the group", "by": "2026-06-26"}
    for who, en, cy in (
        ("child", "There is something for you to do by", "Mae rhywbeth i ti ei wneud erbyn"),
        ("aunt", "Anti Ner will do something by", "Bydd Anti Ner yn gwneud rhywbeth erbyn"),
        ("the school", "There is something to be done by", "Mae rhywbeth i'w wneud erbyn"),
    ):
        for language, told in (("en", f"{en} Friday 26 June 2026."), ("cy", f"{cy} dydd Gwener, 26 Mehefin 2026.")):
            telling = to(TO_CHILD, language=language)
            assert next_one({**row, "who": who}, telling, with_what=False) == [told]


@pytest.mark.parametrize("more", [{"by": "2026-05-19"}, {"by": "when she can"}, {"done": True}])
def test_what_is_past_or_done_or_has_no_day_is_not_to_come(more: dict[str, Any]) -> None:
    assert next_one({"what": "Try the group", "by": "2026-06-26", **more}, TO_CHILD) == []


@pytest.mark.parametrize("field", ["last-actions", "delegated-authority", "services-provided"])
def test_what_is_no_plan_is_not_to_come(field: str) -> None:
    assert next_one({"what": "x", "by": "2026-06-26"}, to(TO_CHILD, field=field)) == []
