"""The first section, the next meeting, what is not written yet, and labels."""

from datetime import date

from content.telling import Line, plain
from content.telling.front import Front, front, missing, next_meeting
from tests.unit.telling_people import TO_CHILD, TO_MOTHER, to

DATES = {"started": date(2026, 4, 13), "meeting": date(2026, 5, 6), "next_meeting": date(2026, 11, 4)}
FACTS = Front("review-looked-after", "worker", "partial", DATES, ("worker", "officer"), ("parent",))


def words(lines: tuple[Line, ...]) -> list[str]:
    return [plain(line).replace("\u00a0", " ") for line in lines]


def test_the_first_section_says_what_this_is_who_wrote_it_when_and_who_sees_it() -> None:
    assert words(front(FACTS, TO_CHILD)) == [
        "This says what we decided about your plan.",
        "The council's name for this is: Review Record: Looked After Child.",
        "Sioned Modelwen wrote this.",
        "Sioned Modelwen is your social worker.",
        "We started it on Monday 13 April 2026.",
        "Some parts of this are not finished yet.",
        "The meeting was on Wednesday 6 May 2026.",
        "Who can see this:",
        "You can see this.",
        "Sioned Modelwen.",
        "Gwilym checks that the plan is right.",
        "A parent.",
        "A worker decides who sees each part.",
    ]


def test_the_next_meeting_is_told_if_the_record_has_one() -> None:
    assert words(next_meeting(FACTS, to(TO_CHILD, language="cy"))) == [
        "Mae dy gyfarfod nesaf ddydd Mercher, 4 Tachwedd 2026."
    ]
    later = to(TO_MOTHER, day=date(2026, 12, 1))
    assert words(next_meeting(FACTS, later)) == ["The day for the next meeting was Wednesday 4 November 2026."]
    assert next_meeting(Front("core-assessment", "worker", "complete", {}), TO_CHILD) == ()


def test_what_is_not_written_says_so_and_whom_to_ask() -> None:
    assert words(missing(to(TO_CHILD, field="key-points"), "officer")) == [
        "Nobody has written this part yet.",
        "You can ask Gwilym.",
    ]
    assert words(missing(to(TO_CHILD, field="views-child", language="cy"), "worker")) == [
        "Does neb wedi ysgrifennu beth ddywedaist ti eto.",
        "Fe elli di ofyn i Sioned Modelwen.",
    ]


def test_what_was_written_in_a_day_is_said_once() -> None:
    day = date(2026, 4, 13)
    one_day = Front("core-assessment", "worker", "complete", {"started": day, "completed": day})
    assert words(front(one_day, TO_CHILD))[4] == "We wrote it on Monday 13 April 2026."
    assert words(front(one_day, to(TO_CHILD, language="cy")))[4] == "Ysgrifennon ni hwn ddydd Llun, 13 Ebrill 2026."


def test_what_is_not_finished_is_not_told_as_finished() -> None:
    dates = {"started": date(2026, 4, 13), "completed": date(2026, 5, 6)}
    lines = words(front(Front("core-assessment", "worker", "partial", dates), TO_CHILD))
    assert lines[4:7] == [
        "We started it on Monday 13 April 2026.",
        "We wrote the last of it so far on Wednesday 6 May 2026.",
        "Some parts of this are not finished yet.",
    ]
