"""A manager sees who saw and did what, and what waits too long: never a word of what anybody said."""

import csv
import io
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from sqlalchemy import update

from portal import audit
from portal.database import now
from portal.errors import NotAllowed
from portal.models import AuditEvent, Contribution, RecordVersion, Tie
from portal.permissions import Action
from portal.services import contributions, overdue, oversight, subjects
from portal.services.oversight import Wanted
from tests.families import BEVERLEY, COLM, DANI, JONAH, KEZ, LEAH, NEIL, PIP, READING, YASMIN, Plan, some_words


def noted(plan: Plan, person: str, action: Action, child: str = "", **more: str) -> None:
    about = plan.people[child].id if child else None
    audit.note(plan.session, plan.people[person], action, about, **more)
    plan.session.commit()


def seen(plan: Plan, **wanted: object) -> list[tuple[str, str]]:
    found = oversight.events(plan.people[COLM], Wanted(**wanted))
    return [(one.person.reference if one.person else "", one.row.action) for one in found.events]


def test_events_are_narrowed_by_person_child_action_and_outcome(plan: Plan) -> None:
    noted(plan, DANI, Action.DOCUMENT_READ, KEZ)
    noted(plan, DANI, Action.DOCUMENT_READ, PIP)
    noted(plan, NEIL, Action.DOCUMENT_READ, PIP, outcome="refused")
    read = (DANI, "document:read")
    assert seen(plan, person=DANI) == [read, read]
    assert seen(plan, person=DANI, child=PIP) == [read]
    assert seen(plan, outcome="refused") == [(NEIL, "document:read")]
    assert seen(plan, action="edition:publish")[0] == (YASMIN, "edition:publish")
    assert seen(plan, person="X-nobody") == []


def test_a_day_is_a_day_in_wales(plan: Plan) -> None:
    noted(plan, DANI, Action.DOCUMENT_LISTEN, KEZ)
    day = now().astimezone(ZoneInfo("Europe/London")).date()
    assert seen(plan, day=day, action="document:listen") == [(DANI, "document:listen")]
    for other in (day - timedelta(days=1), day + timedelta(days=1)):
        assert seen(plan, day=other, action="document:listen") == []


def test_half_an_hour_after_midnight_in_summer_is_the_new_day(plan: Plan, monkeypatch: pytest.MonkeyPatch) -> None:
    late = datetime(2026, 7, 1, 0, 30, tzinfo=ZoneInfo("Europe/London"))
    monkeypatch.setattr(audit, "now", lambda: late)
    noted(plan, DANI, Action.DOCUMENT_LISTEN, KEZ)
    assert seen(plan, day=date(2026, 7, 1), action="document:listen")
    assert not seen(plan, day=date(2026, 6, 30), action="document:listen")


def test_pages_hold_fifty_events_and_leave_none_out(plan: Plan) -> None:
    for _ in range(120):
        audit.note(plan.session, plan.people[DANI], Action.DOCUMENT_READ)
    plan.session.commit()
    wanted, before, numbers = Wanted(person=DANI), 0, []
    for size in (50, 50, 20):
        found = oversight.events(plan.people[COLM], wanted, before)
        assert len(found.events) == size
        numbers += [one.row.id for one in found.events]
        before = found.older
    assert before == 0
    assert numbers == sorted(set(numbers), reverse=True)


def test_exactly_fifty_events_are_one_page(plan: Plan) -> None:
    for _ in range(50):
        audit.note(plan.session, plan.people[DANI], Action.DOCUMENT_READ)
    plan.session.commit()
    assert oversight.events(plan.people[COLM], Wanted(person=DANI)).older == 0


def test_a_look_at_the_audit_is_itself_an_event(plan: Plan) -> None:
    seen(plan)
    plan.session.commit()
    assert seen(plan)[0] == (COLM, "audit:read")


def test_the_file_holds_references_and_no_names(plan: Plan) -> None:
    noted(plan, DANI, Action.DOCUMENT_READ, KEZ)
    text = oversight.export(plan.people[COLM], Wanted(person=DANI))
    header, row = list(csv.reader(io.StringIO(text)))
    assert tuple(header) == oversight.COLUMNS
    assert (row[2], row[3], row[4], row[5]) == (DANI, "document:read", "done", KEZ)
    assert plan.people[DANI].name not in text


@pytest.mark.parametrize("begin", ["=", "+", "-", "@", "\t", "\r"])
def test_a_spreadsheet_takes_no_cell_for_a_formula(plan: Plan, begin: str) -> None:
    noted(plan, DANI, Action.DOCUMENT_READ, thing=f"{begin}1+1")
    text = oversight.export(plan.people[COLM], Wanted(person=DANI))
    assert list(csv.reader(io.StringIO(text, newline="")))[1][6] == f"'{begin}1+1"


@pytest.mark.parametrize("somebody", [DANI, KEZ, YASMIN, BEVERLEY, LEAH])
def test_only_a_manager_checks(plan: Plan, somebody: str) -> None:
    person = plan.people[somebody]
    for ask in (
        lambda: oversight.events(person, Wanted()),
        lambda: oversight.export(person, Wanted()),
        lambda: overdue.by_worker(person),
    ):
        with pytest.raises(NotAllowed):
            ask()


def said(plan: Plan, person: str, child: str, days_ago: int, words: str = "Not right.") -> Contribution:
    subject = subjects.about_copy(plan.people[person], READING, plan.copy(person, child).public_id)
    made = contributions.say(plan.people[person], subject, some_words(words, key=f"{child}-{days_ago}"))
    made.sent_at = now() - timedelta(days=days_ago, minutes=1)
    plan.session.commit()
    return made


def waits(plan: Plan) -> dict[str, overdue.Waits]:
    found = overdue.by_worker(plan.people[COLM])
    return {one.worker.reference if one.worker else "": one for one in found}


def test_what_waits_for_an_answer_is_counted_by_worker_and_age(plan: Plan) -> None:
    said(plan, DANI, KEZ, 7)
    said(plan, NEIL, JONAH, 1)
    found = waits(plan)[YASMIN]
    assert (found.answers.count, found.answers.late, found.answers.oldest) == (2, 1, 7)


def test_what_is_answered_or_taken_back_does_not_wait(plan: Plan) -> None:
    said(plan, DANI, KEZ, 7).answered_at = now()
    said(plan, NEIL, JONAH, 1).taken_back_at = now()
    plan.session.commit()
    assert waits(plan) == {}


def test_words_that_suggest_danger_are_counted_even_when_taken_back(plan: Plan) -> None:
    one = said(plan, DANI, KEZ, 0)
    one.suggests_danger, one.taken_back_at = True, now()
    plan.session.commit()
    assert waits(plan)[YASMIN].danger == 1


def test_a_child_without_a_worker_comes_first(plan: Plan) -> None:
    said(plan, DANI, KEZ, 7)
    said(plan, DANI, JONAH, 1)
    ended = plan.ties[YASMIN, JONAH]
    plan.session.execute(update(Tie).where(Tie.id == ended.id).values(until_on=date(2021, 1, 1)))
    plan.session.commit()
    assert list(waits(plan)) == ["", YASMIN]


def test_a_record_that_nobody_published_waits_once_for_each_child(plan: Plan) -> None:
    assert YASMIN not in waits(plan)
    plan.withhold(NEIL, "reason")
    plan.session.execute(update(RecordVersion).values(received_at=now() - timedelta(days=12, minutes=1)))
    plan.session.commit()
    found = waits(plan)[YASMIN].records
    assert (found.count, found.late, found.oldest) == (3, 3, 12)


def test_a_manager_reads_numbers_and_no_words(plan: Plan) -> None:
    said(plan, DANI, KEZ, 7, "canary words")
    assert "canary" not in repr(overdue.by_worker(plan.people[COLM]))
    assert plan.session.query(AuditEvent).count()
