"""The worker hears, and answers: one list, nothing retyped, nothing heard by whom it was not said to."""

from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import event, select

from content import safety
from portal.errors import AlreadyChanged, NotFound, PortalError
from portal.models import AuditEvent, Contribution, Delivery, Notice, Person, Reply
from portal.services import case_files, contributions, deliveries, drafts, hearing, notices, outcomes, replies, subjects
from portal.services.replies import Answer
from tests.families import (
    BEVERLEY,
    COLM,
    DANI,
    JONAH,
    KEZ,
    LEAH,
    NEIL,
    PIP,
    READING,
    RYAN,
    YASMIN,
    Plan,
    some_words,
)

BOTH = "worker-and-reviewing-officer"


def said(plan: Plan, person: str, child: str, original: str = "That is not right.", **more: Any) -> Contribution:
    who = plan.people[person]
    subject = subjects.about_copy(who, READING, plan.copy(person, child).public_id)
    sent = contributions.say(who, subject, some_words(original, key=original, **more))
    plan.session.commit()
    return sent


def some_answer(**more: str) -> Answer:
    facts = {"outcome": "changed", "text": "I changed it.", "language": "en", "key": "a-key", **more}
    return Answer(**facts)


def answer(plan: Plan, sent: Contribution, worker: str = YASMIN, **more: str) -> Reply:
    reply = replies.answer(plan.people[worker], sent.public_id, some_answer(**more))
    plan.session.commit()
    return reply


def waiting(plan: Plan, worker: str, child: str = "") -> list[str]:
    child_id = plan.people[child].public_id if child else ""
    found = hearing.inbox(plan.people[worker], child_id)
    return [one.contribution.original for one in found.waiting]


# The list


def test_danger_comes_first_then_what_has_waited_longest(plan: Plan, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(safety, "suggests_danger", lambda words: words == "third")
    for words in ("first", "second", "third"):
        said(plan, KEZ, KEZ, words)
    assert waiting(plan, YASMIN) == ["third", "first", "second"]
    assert hearing.count_waiting(plan.people[YASMIN]) == 3


def test_what_was_answered_waits_no_longer(plan: Plan) -> None:
    answer(plan, said(plan, KEZ, KEZ, "first"))
    said(plan, KEZ, KEZ, "second")
    found = hearing.inbox(plan.people[YASMIN])
    assert [one.contribution.original for one in found.recent] == ["first"]
    assert waiting(plan, YASMIN) == ["second"]
    assert hearing.count_waiting(plan.people[YASMIN]) == 1


def test_of_what_was_answered_in_years_only_the_last_is_loaded(plan: Plan, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(hearing, "MOST_RECENT", 2)
    for words in ("first", "second", "third"):
        answer(plan, said(plan, KEZ, KEZ, words), key=words)
    back = said(plan, DANI, KEZ, "taken back")
    contributions.take_back(plan.people[DANI], back.public_id)
    plan.session.commit()
    plan.session.expunge_all()
    yasmin = plan.session.get_one(Person, plan.people[YASMIN].id)
    loaded: list[Contribution] = []

    def keep(one: Contribution, _context: object) -> None:
        loaded.append(one)

    event.listen(Contribution, "load", keep)
    found = hearing.inbox(yasmin).recent
    event.remove(Contribution, "load", keep)
    assert [one.contribution.original for one in found] == ["taken back", "third"]
    assert len(loaded) == 2
    assert not any("origins" in vars(one.copy) for one in loaded)


def test_the_list_can_be_of_one_child(plan: Plan) -> None:
    said(plan, KEZ, KEZ, "of Kez")
    said(plan, RYAN, PIP, "of Pip")
    assert waiting(plan, YASMIN, PIP) == ["of Pip"]
    with pytest.raises(NotFound):
        waiting(plan, LEAH, PIP)


def test_words_about_two_children_stand_once_in_the_list(plan: Plan) -> None:
    said(plan, DANI, KEZ, children=(plan.people[PIP].public_id,))
    assert waiting(plan, YASMIN) == ["That is not right."]
    assert hearing.count_waiting(plan.people[YASMIN]) == 1


def test_the_reviewing_officer_hears_only_what_is_for_their_eyes(plan: Plan) -> None:
    said(plan, KEZ, KEZ, "for Yasmin")
    said(plan, KEZ, KEZ, "for both", eyes=BOTH)
    said(plan, DANI, JONAH, "about Jonah", eyes=BOTH)
    assert waiting(plan, BEVERLEY) == ["for both"]
    assert hearing.count_waiting(plan.people[BEVERLEY]) == 1


def test_another_worker_hears_nothing(plan: Plan) -> None:
    said(plan, KEZ, KEZ)
    assert waiting(plan, LEAH) == []


@pytest.mark.parametrize("person", [KEZ, DANI, NEIL, COLM])
def test_nobody_else_has_a_list(plan: Plan, person: str) -> None:
    said(plan, KEZ, KEZ)
    with pytest.raises(NotFound):
        hearing.inbox(plan.people[person])


def test_what_was_taken_back_waits_for_no_answer_unless_it_suggests_danger(
    plan: Plan, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(safety, "suggests_danger", lambda words: words == "hits me")
    for words in ("hits me", "not right"):
        contributions.take_back(plan.people[KEZ], said(plan, KEZ, KEZ, words).public_id)
    plan.session.commit()
    assert waiting(plan, YASMIN) == ["hits me"]


# Opening


def test_opening_is_seen_by_the_person_once_with_the_first_day(plan: Plan) -> None:
    sent = said(plan, KEZ, KEZ)
    for _look in range(2):
        hearing.open_one(plan.people[YASMIN], sent.public_id)
        plan.session.commit()
    [outcome] = outcomes.outcomes_for(plan.people[KEZ])
    assert [sight.worker.reference for sight in outcome.sights] == [YASMIN]
    looks = plan.session.scalars(select(AuditEvent).where(AuditEvent.action == "contribution:hear")).all()
    assert len(looks) == 2


def unread(person: Person) -> int:
    """How many of somebody's notices wait to be read."""
    return sum(one.read_at is None for one in notices.for_person(person))


def test_opening_marks_the_notice_about_it_as_read(plan: Plan) -> None:
    sent = said(plan, KEZ, KEZ)
    assert unread(plan.people[YASMIN]) == 1
    hearing.open_one(plan.people[YASMIN], sent.public_id)
    assert unread(plan.people[YASMIN]) == 0


@pytest.mark.parametrize("person", [LEAH, COLM, DANI, NEIL, RYAN, BEVERLEY])
def test_nobody_else_opens_it(plan: Plan, person: str) -> None:
    sent = said(plan, KEZ, KEZ)
    with pytest.raises(NotFound):
        hearing.open_one(plan.people[person], sent.public_id)


def test_a_thread_is_shown_as_far_as_it_is_heard(plan: Plan) -> None:
    first = said(plan, KEZ, KEZ, "for Yasmin")
    more = subjects.after(plan.people[KEZ], READING, first.public_id)
    second = contributions.say(plan.people[KEZ], more, some_words("for both", eyes=BOTH, key="two"))
    plan.session.commit()
    for one in (first, second):
        thread = hearing.open_one(plan.people[YASMIN], one.public_id).thread
        assert [turn.contribution.original for turn in thread] == ["for Yasmin", "for both"]
    thread = hearing.open_one(plan.people[BEVERLEY], second.public_id).thread
    assert [turn.contribution.original for turn in thread] == ["for both"]


# Answering


def test_an_answer_is_kept_filed_told_and_shown(plan: Plan) -> None:
    sent = said(plan, KEZ, KEZ)
    reply = answer(plan, sent, outcome="cannot", text="Because the school says so.\r\nSorry.")
    [outcome] = outcomes.outcomes_for(plan.people[KEZ])
    assert [(one.outcome, one.text) for one in outcome.replies] == [("cannot", "Because the school says so.\r\nSorry.")]
    assert plan.session.scalar(select(Delivery.key).where(Delivery.kind == "reply")) == f"reply:{reply.public_id}"
    told = plan.session.scalars(select(Notice).where(Notice.kind == "reply")).one()
    assert (told.person_id, told.thing) == (plan.people[KEZ].id, sent.public_id)


def test_the_same_press_twice_is_one_answer(plan: Plan) -> None:
    sent = said(plan, KEZ, KEZ)
    assert answer(plan, sent) is answer(plan, sent)
    assert answer(plan, sent, key="two") is not answer(plan, sent)


def test_an_answer_goes_into_the_case_file_of_every_child_it_is_about(plan: Plan) -> None:
    answer(plan, said(plan, DANI, KEZ, children=(plan.people[PIP].public_id,)))
    filed = plan.session.scalars(select(Delivery.child_id).where(Delivery.kind == "reply"))
    assert set(filed) == {plan.people[KEZ].id, plan.people[PIP].id}


def test_sending_an_answer_drops_its_draft(plan: Plan) -> None:
    sent = said(plan, KEZ, KEZ)
    drafts.keep(plan.session, plan.people[YASMIN], replies.target(sent.public_id), "I cha")
    answer(plan, sent)
    assert drafts.find(plan.people[YASMIN], replies.target(sent.public_id)) is None


@pytest.mark.parametrize(
    ("more", "field"),
    [({"outcome": ""}, "outcome"), ({"outcome": "perhaps"}, "outcome"), ({"text": " "}, "text"), ({"key": ""}, "")],
)
def test_an_answer_that_is_not_whole_is_refused_at_its_field(plan: Plan, more: dict[str, str], field: str) -> None:
    sent = said(plan, KEZ, KEZ)
    with pytest.raises(PortalError) as refused:
        answer(plan, sent, **more)
    assert refused.value.field == field


@pytest.mark.parametrize("person", [BEVERLEY, LEAH, COLM, KEZ, DANI])
def test_only_the_childs_worker_answers(plan: Plan, person: str) -> None:
    sent = said(plan, KEZ, KEZ, eyes=BOTH)
    with pytest.raises(NotFound):
        answer(plan, sent, person)


def test_what_was_taken_back_is_not_answered(plan: Plan) -> None:
    sent = said(plan, KEZ, KEZ)
    contributions.take_back(plan.people[KEZ], sent.public_id)
    with pytest.raises(AlreadyChanged):
        answer(plan, sent)


def test_somebody_shut_out_is_not_told_and_sees_no_answer(plan: Plan) -> None:
    sent = said(plan, NEIL, KEZ)
    plan.block(NEIL, KEZ)
    answer(plan, sent)
    assert plan.session.scalars(select(Notice).where(Notice.kind == "reply")).all() == []
    [outcome] = outcomes.outcomes_for(plan.people[NEIL])
    assert outcome.replies == ()


# The case file


def file_of(plan: Plan, worker: str, child: str = KEZ) -> list[str]:
    deliveries.deliver_due(plan.session)
    plan.session.commit()
    found = case_files.case_file(plan.people[worker], plan.people[child].public_id)
    assert all(entry.is_whole for entry in found.entries)
    return [entry.row.kind for entry in found.entries]


def test_everything_said_stands_in_the_case_file_newest_first(plan: Plan) -> None:
    sent = said(plan, KEZ, KEZ)
    answer(plan, sent)
    contributions.take_back(plan.people[KEZ], sent.public_id)
    assert file_of(plan, YASMIN) == ["taken-back", "reply", "contribution"]
    assert file_of(plan, YASMIN, JONAH) == []


def test_the_reviewing_officers_case_file_holds_only_what_is_for_their_eyes(plan: Plan) -> None:
    answer(plan, said(plan, KEZ, KEZ, "for Yasmin"))
    assert file_of(plan, BEVERLEY) == []
    sent = said(plan, KEZ, KEZ, "for both", eyes=BOTH)
    assert file_of(plan, BEVERLEY) == ["contribution"]
    kez = plan.people[KEZ].public_id
    assert case_files.one_entry(plan.people[BEVERLEY], kez, f"contribution:{sent.public_id}").said["eyes"] == BOTH


@pytest.mark.parametrize("person", [LEAH, COLM, KEZ, DANI, NEIL])
def test_nobody_else_opens_the_case_file(plan: Plan, person: str) -> None:
    sent = said(plan, KEZ, KEZ)
    deliveries.deliver_due(plan.session)
    who, kez = plan.people[person], plan.people[KEZ].public_id
    with pytest.raises(NotFound):
        case_files.case_file(who, kez)
    with pytest.raises(NotFound):
        case_files.one_entry(who, kez, f"contribution:{sent.public_id}")


def test_what_is_still_on_its_way_is_shown_in_the_case_file(plan: Plan) -> None:
    said(plan, KEZ, KEZ)
    found = case_files.case_file(plan.people[YASMIN], plan.people[KEZ].public_id)
    assert [one.kind for one in found.waiting] == ["contribution"]
    assert found.entries == []


def test_a_handed_over_case_is_heard_by_the_new_worker_only(plan: Plan) -> None:
    sent = said(plan, KEZ, KEZ)
    tie = plan.ties[YASMIN, KEZ]
    tie.until_on = tie.since_on + timedelta(days=1)
    plan.session.commit()
    with pytest.raises(NotFound):
        hearing.open_one(plan.people[YASMIN], sent.public_id)
    assert [one.workers for one in subjects.hearers(plan.session, [plan.people[KEZ]])] == [()]


# Notices


def test_a_notice_logs_its_kind_and_nothing_else(plan: Plan, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level("INFO", "clywed.notices")
    sent = said(plan, KEZ, KEZ, "canary-words")
    assert caplog.messages == ["notice comment"]
    assert sent.public_id not in caplog.text


def test_ones_own_notices_are_marked_as_read_and_nobody_elses(plan: Plan) -> None:
    said(plan, KEZ, KEZ, eyes=BOTH)
    yasmin, beverley = plan.people[YASMIN], plan.people[BEVERLEY]
    assert notices.mark_read(yasmin) == 1
    assert notices.mark_read(yasmin) == 0
    assert [unread(one) for one in (yasmin, beverley)] == [0, 1]


def _kinds(person: Person) -> list[str]:
    return [one.kind for one in notices.for_person(person)]


def test_notices_not_read_come_first(plan: Plan) -> None:
    first, _second = said(plan, KEZ, KEZ, "first"), said(plan, KEZ, KEZ, "second")
    yasmin = plan.people[YASMIN]
    notices.mark_read(yasmin, first.public_id)
    assert [one.read_at is None for one in notices.for_person(yasmin)] == [True, False]
    assert _kinds(yasmin) == ["comment", "comment"]
