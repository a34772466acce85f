"""Asking for what one has a right to: who hears it, by when it is answered, and what a worker never learns."""

import json
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import select

from content.rights import asking
from portal.database import now, today
from portal.errors import NotAllowed, NotFound, PortalError
from portal.models import AuditEvent, Contribution, Delivery, Notice, Part
from portal.services import (
    case_files,
    caseload,
    complaints,
    contributions,
    deliveries,
    drafts,
    eyes,
    hearing,
    outcomes,
    overdue,
    replies,
    subjects,
)
from portal.services.replies import Answer
from tests.builders import a_tie
from tests.families import BEVERLEY, COLM, DANI, KEZ, LEAH, NEIL, PIP, READING, YASMIN, Plan, some_words


def asked(plan: Plan, kind: str, person: str = KEZ, original: str = "", child: str = KEZ, **more: Any) -> Contribution:
    subject = subjects.of_a_right(plan.people[person], plan.copy(person, child).public_id)
    words = some_words(original, **{"eyes": "", **more})
    sent = contributions.ask_for(plan.people[person], subject, kind, words)
    plan.session.commit()
    return sent


def told(plan: Plan, sent: Contribution) -> dict[str, str]:
    """The kind of notice that each person got, by reference."""
    found = plan.session.scalars(select(Notice).where(Notice.thing == sent.public_id))
    return {one.person.reference: one.kind for one in found}


def answer(key: str = "a key") -> Answer:
    return Answer("will-do", "Jo will ring you on Friday.", "en", key)


@pytest.mark.parametrize("kind", [kind for kind in asking.KINDS if kind != asking.COMPLAINT])
def test_what_is_asked_for_reaches_the_worker_and_the_case_file_word_for_word(plan: Plan, kind: str) -> None:
    sent = asked(plan, kind, original="  Some one\r\nwith me  ")
    assert told(plan, sent)[YASMIN] == "request"
    assert COLM not in told(plan, sent)
    [delivery] = plan.session.scalars(select(Delivery).where(Delivery.key == f"contribution:{sent.public_id}"))
    payload = json.loads(delivery.payload)
    assert (payload["what"], payload["original"]) == (kind, "  Some one\r\nwith me  ")
    deliveries.deliver_due(plan.session)
    file = case_files.case_file(plan.people[YASMIN], plan.people[KEZ].public_id)
    assert file.entries[0].said["original"] == "  Some one\r\nwith me  "


def test_no_words_are_needed(plan: Plan) -> None:
    assert asked(plan, "advocate").original == ""


def test_a_review_is_asked_of_the_reviewing_officer_too(plan: Plan) -> None:
    assert set(told(plan, asked(plan, "review"))) == {YASMIN, BEVERLEY}
    assert set(told(plan, asked(plan, "advocate", key="another"))) == {YASMIN}


def test_a_second_press_is_the_same_request(plan: Plan) -> None:
    assert asked(plan, "advocate").public_id == asked(plan, "advocate").public_id


def test_words_that_suggest_danger_are_told_to_a_manager_whatever_they_came_with(plan: Plan) -> None:
    sent = asked(plan, "advocate", original="he hits me")
    assert told(plan, sent) == {YASMIN: "danger", COLM: "danger"}


def test_it_stands_at_the_top_of_the_workers_list(plan: Plan) -> None:
    subject = subjects.about_nothing_in_particular(plan.people[KEZ])
    contributions.say(plan.people[KEZ], subject, some_words("first of all", key="first"))
    sent = asked(plan, "advocate")
    waiting = hearing.inbox(plan.people[YASMIN]).waiting
    assert [one.contribution.id for one in waiting][0] == sent.id


def test_the_person_sees_that_it_was_seen_and_answered(plan: Plan) -> None:
    sent = asked(plan, "advocate")
    hearing.open_one(plan.people[YASMIN], sent.public_id)
    replies.answer(plan.people[YASMIN], sent.public_id, answer())
    [outcome] = outcomes.outcomes_for(plan.people[KEZ])
    assert [one.worker.reference for one in outcome.sights] == [YASMIN]
    assert [one.text for one in outcome.replies] == ["Jo will ring you on Friday."]


def test_the_words_kept_while_they_were_typed_go_when_it_is_sent(plan: Plan) -> None:
    drafts.keep(plan.session, plan.people[KEZ], contributions.right_target("advocate"), "Some")
    asked(plan, "advocate", original="Someone")
    assert drafts.find(plan.people[KEZ], contributions.right_target("advocate")) is None


def test_what_nobody_has_a_right_to_cannot_be_asked_for(plan: Plan) -> None:
    with pytest.raises(PortalError):
        asked(plan, "comment")


def test_only_somebody_with_a_tie_asks(plan: Plan) -> None:
    subject = subjects.of_a_right(plan.people[NEIL], plan.copy(NEIL, KEZ).public_id)
    plan.block(NEIL, KEZ)
    with pytest.raises(NotAllowed):
        contributions.ask_for(plan.people[NEIL], subject, "advocate", some_words(""))
    with pytest.raises(NotAllowed):
        subjects.of_a_right(plan.people[NEIL], plan.copy(NEIL, KEZ).public_id)


def test_asking_is_in_the_audit(plan: Plan) -> None:
    sent = asked(plan, "advocate")
    noted = plan.session.scalars(select(AuditEvent).where(AuditEvent.thing == sent.public_id))
    assert {one.action for one in noted} == {"right:ask"}


# Complaints


def test_a_complaint_must_say_who_gets_it(plan: Plan) -> None:
    for chosen in ("", eyes.WORKER, eyes.WORKER_AND_OFFICER):
        with pytest.raises(PortalError) as refused:
            asked(plan, "complaint", original="It is late.", eyes=chosen)
        assert refused.value.field == "eyes"


def test_a_complaint_for_both_reaches_the_worker_and_a_manager(plan: Plan) -> None:
    sent = asked(plan, "complaint", original="It is late.", eyes=eyes.WORKER_AND_MANAGER)
    assert told(plan, sent) == {YASMIN: "complaint", COLM: "complaint"}
    assert hearing.open_one(plan.people[YASMIN], sent.public_id).may_answer
    assert complaints.open_one(plan.people[COLM], sent.public_id).may_answer


def test_of_a_complaint_about_the_worker_the_worker_learns_nothing(plan: Plan) -> None:
    sent = asked(plan, "complaint", original="canary of Yasmin", eyes=eyes.MANAGER)
    worker = plan.people[YASMIN]
    assert told(plan, sent) == {COLM: "complaint"}
    with pytest.raises(NotAllowed):
        hearing.open_one(worker, sent.public_id)
    with pytest.raises(NotAllowed):
        complaints.open_one(worker, sent.public_id)
    with pytest.raises(NotAllowed):
        replies.answer(worker, sent.public_id, answer())
    assert hearing.inbox(worker).waiting == []
    assert hearing.count_waiting(worker) == 0
    assert sum(case.came_in for case in caseload.children(worker)) == 0
    file = case_files.case_file(worker, plan.people[KEZ].public_id)
    assert (file.entries, file.waiting) == ([], [])
    deliveries.deliver_due(plan.session)
    assert case_files.case_file(worker, plan.people[KEZ].public_id).entries == []
    with pytest.raises(NotAllowed):
        case_files.one_entry(worker, plan.people[KEZ].public_id, f"contribution:{sent.public_id}")


def test_a_manager_opens_and_answers_it_and_whoever_complained_sees_that(plan: Plan) -> None:
    sent = asked(plan, "complaint", original="Nobody rang.", eyes=eyes.MANAGER)
    opened = complaints.open_one(plan.people[COLM], sent.public_id)
    assert opened.contribution.original == "Nobody rang."
    assert opened.may_answer
    complaints.answer(plan.people[COLM], sent.public_id, answer())
    [outcome] = outcomes.outcomes_for(plan.people[KEZ])
    assert [one.worker.reference for one in outcome.sights] == [COLM]
    assert [one.worker.reference for one in outcome.replies] == [COLM]
    [delivery] = plan.session.scalars(select(Delivery).where(Delivery.kind == "reply"))
    assert json.loads(delivery.payload)["eyes"] == eyes.MANAGER
    assert case_files.case_file(plan.people[YASMIN], plan.people[KEZ].public_id).waiting == []


def test_a_manager_who_is_the_childs_own_worker_hears_no_complaint_about_themselves(plan: Plan) -> None:
    a_tie(plan.session, plan.people[YASMIN], None, Part.MANAGER)
    sent = asked(plan, "complaint", original="about her", eyes=eyes.MANAGER)
    assert told(plan, sent) == {COLM: "complaint"}
    with pytest.raises(NotAllowed):
        complaints.open_one(plan.people[YASMIN], sent.public_id)
    assert complaints.asked_for(plan.people[YASMIN]).waiting == []


def test_a_manager_opens_nothing_but_complaints(plan: Plan) -> None:
    subject = subjects.about_nothing_in_particular(plan.people[KEZ])
    comment = contributions.say(plan.people[KEZ], subject, some_words("a comment", key="c"))
    for one in (comment, asked(plan, "advocate", key="a")):
        with pytest.raises(NotAllowed):
            complaints.open_one(plan.people[COLM], one.public_id)


def test_a_complaint_is_followed_by_nothing_that_a_worker_hears(plan: Plan) -> None:
    sent = asked(plan, "complaint", original="canary", eyes=eyes.MANAGER)
    with pytest.raises(NotFound):
        subjects.after(plan.people[KEZ], READING, sent.public_id)


def test_a_complaint_in_words_that_suggest_danger_is_known_as_both(plan: Plan) -> None:
    sent = asked(plan, "complaint", original="he hits me", eyes=eyes.MANAGER)
    assert told(plan, sent) == {COLM: "complaint-danger"}


# What a manager keeps an eye on


def test_a_manager_sees_what_waits_with_its_day_and_its_worker_and_no_words(plan: Plan) -> None:
    asked(plan, "record", original="canary", key="one")
    asked(plan, "advocate", key="two")
    asked(plan, "complaint", original="canary", eyes=eyes.MANAGER, key="three")
    waiting = complaints.asked_for(plan.people[COLM]).waiting
    assert [one.contribution.kind for one in waiting] == ["advocate", "complaint", "record"]
    assert [(one.answer_by - today()).days for one in waiting] == [5, 14, 28]
    assert [one.may_open for one in waiting] == [False, True, False]
    assert {worker.reference for one in waiting for worker in one.workers} == {YASMIN}


def test_what_waits_too_long_is_late_by_its_own_time(plan: Plan) -> None:
    advocate, record = asked(plan, "advocate", key="one"), asked(plan, "record", key="two")
    for one in (advocate, record):
        one.sent_at = now() - timedelta(days=7)
    plan.session.commit()
    late = {one.contribution.kind: one.is_late for one in complaints.asked_for(plan.people[COLM]).waiting}
    assert late == {"advocate": True, "record": False}
    [waits] = overdue.by_worker(plan.people[COLM])[-1:]
    assert (waits.answers.count, waits.answers.late) == (2, 1)


def test_a_complaint_about_the_worker_is_not_counted_with_the_worker(plan: Plan) -> None:
    asked(plan, "complaint", original="canary", eyes=eyes.MANAGER)
    assert [one for one in overdue.by_worker(plan.people[COLM]) if one.answers.count] == []


def test_what_is_answered_waits_no_longer_and_a_complaint_can_be_opened_again(plan: Plan) -> None:
    sent = asked(plan, "complaint", original="late", eyes=eyes.MANAGER)
    complaints.answer(plan.people[COLM], sent.public_id, answer())
    found = complaints.asked_for(plan.people[COLM])
    assert (found.waiting, [one.contribution.id for one in found.answered]) == ([], [sent.id])


@pytest.mark.parametrize("person", [YASMIN, BEVERLEY, LEAH, DANI, KEZ])
def test_only_a_manager_sees_what_waits(plan: Plan, person: str) -> None:
    with pytest.raises(NotAllowed):
        complaints.asked_for(plan.people[person])


def test_a_parent_asks_for_one_of_several_children(plan: Plan) -> None:
    sent = asked(plan, "advocate", person=DANI, child=PIP)
    about = subjects.children_of(plan.session, sent)
    assert [one.reference for one in about] == [PIP]


# The words


def test_the_day_of_the_answer_is_told_in_both_languages() -> None:
    day = today()
    for kind in asking.KINDS:
        for language in ("en", "cy"):
            for audience in ("child", "adult"):
                told = " ".join(asking.steps(kind, language, audience, day))
                assert str(asking.answer_by(kind, day).year) in told
                assert "{" not in told


def test_the_council_gives_itself_no_longer_than_the_law_does() -> None:
    assert asking.within("record") <= 28
    assert asking.within("complaint") <= 14


def test_welsh_is_asked_for_in_wales() -> None:
    assert "welsh" in asking.kinds("wales")
    assert "welsh" not in asking.kinds("england")
