"""Going through a document together: marks that are the person's alone, and what goes to the worker only if sent."""

from pathlib import Path

import pytest
from alembic import command
from sqlalchemy import func, inspect, select

from content.together import MARKS, before, mark_words, prompts
from portal.database import Database
from portal.errors import NotAllowed, NotFound, PortalError, TextNotTaken
from portal.migrating import _config, bring_up_to_date
from portal.models import (
    AuditEvent,
    Contribution,
    Delivery,
    GoingThrough,
    Notice,
    Person,
    Understanding,
)
from portal.services import (
    contributions,
    copies,
    deciding,
    deliveries,
    drafts,
    editions,
    hearing,
    outcomes,
    replies,
    together,
)
from portal.services.contributions import Words
from portal.services.replies import Answer
from portal.services.together import Together
from portal.services.verbatim import sha256_of
from tests.builders import received
from tests.families import COLM, DANI, KEZ, LEAH, NEIL, YASMIN, Plan, a_small_plan


def going(plan: Plan, person: str = DANI, child: str = KEZ) -> Together:
    return together.look(plan.people[person], plan.copy(person, child).public_id)


def mark(plan: Plan, field: str, chosen: str, person: str = DANI, child: str = KEZ) -> None:
    copy = plan.copy(person, child)
    together.mark(plan.people[person], copy.public_id, plan.passage(copy, field), chosen)
    plan.session.commit()


def marked(plan: Plan, person: str = DANI, child: str = KEZ) -> dict[int, str]:
    return {one.section.number: one.mark for one in going(plan, person, child).marked}


def number_of(plan: Plan, field: str, person: str = DANI) -> int:
    copy = plan.copy(person, KEZ)
    found = going(plan, person)
    return found.parts[found.place(plan.passage(copy, field))].section.number


def words_to_send(plan: Plan, eyes: str = "worker", key: str = "a key") -> Words:
    return Words(together.unclear_words(going(plan), "en"), eyes, "en", key, helped_by="Sara", medium="button")


def told(plan: Plan, key: str = "a key") -> Contribution:
    words = words_to_send(plan, key=key)
    sent = together.tell(plan.people[DANI], plan.copy(DANI, KEZ).public_id, words, sha256_of(words.original))
    plan.session.commit()
    return sent


def published_again(plan: Plan, **changed: str) -> None:
    """A new version of the record, with other words in some passages or more of them, published again."""
    record = a_small_plan(version=4)
    for passage in record["passages"]:
        passage["text"] = changed.pop(passage["id"], passage["text"])
    record["passages"] += [{"id": name, "kind": "narrative", "text": text} for name, text in changed.items()]
    kept = received(plan.session, record)
    plan.session.commit()
    ids = [plan.people[one].public_id for one in (KEZ, DANI, NEIL)]
    editions.publish(plan.people[YASMIN], kept.public_id, plan.people[KEZ].public_id, ids)
    plan.session.commit()


# Marking


def test_nothing_is_marked_beforehand(plan: Plan) -> None:
    found = going(plan)
    assert (found.marked, found.has_begun, found.helper) == ((), False, "")
    assert len(found.parts) > 2


@pytest.mark.parametrize("chosen", MARKS)
def test_a_part_keeps_its_mark_and_no_other_gets_it(plan: Plan, chosen: str) -> None:
    mark(plan, "reason", chosen)
    assert marked(plan) == {number_of(plan, "reason"): chosen}


def test_a_mark_can_be_changed_and_taken_away_at_any_time(plan: Plan) -> None:
    for chosen in (*MARKS, *MARKS):
        mark(plan, "reason", chosen)
        assert marked(plan) == {number_of(plan, "reason"): chosen}
    mark(plan, "reason", "none")
    assert marked(plan) == {}
    assert plan.session.scalar(select(func.count()).select_from(Understanding)) == 0


def test_a_mark_that_there_is_not_is_refused(plan: Plan) -> None:
    with pytest.raises(PortalError):
        mark(plan, "reason", "agreed")


def test_whoever_helped_is_kept_with_what_was_marked_then(plan: Plan) -> None:
    copy = plan.copy(DANI, KEZ).public_id
    together.begin(plan.people[DANI], copy, " Sara, my foster carer ")
    mark(plan, "reason", "unsure")
    together.begin(plan.people[DANI], copy, "Nan")
    mark(plan, "health", "more")
    assert going(plan).helper == "Nan"
    assert set(going(plan).helpers.split("; ")) == {"Sara, my foster carer", "Nan"}


@pytest.mark.parametrize(("helper", "error"), [("a" * 201, PortalError), ("a\x00", TextNotTaken)])
def test_a_helper_that_can_not_be_kept_is_refused(plan: Plan, helper: str, error: type[PortalError]) -> None:
    with pytest.raises(error) as refused:
        together.begin(plan.people[DANI], plan.copy(DANI, KEZ).public_id, helper)
    assert refused.value.field == "text"


def test_beginning_takes_the_name_that_waited(plan: Plan) -> None:
    copy = plan.copy(DANI, KEZ).public_id
    drafts.keep(plan.session, plan.people[DANI], together.target(copy), "Sar")
    together.begin(plan.people[DANI], copy, "Sara")
    assert drafts.find(plan.people[DANI], together.target(copy)) is None


# Theirs alone


def test_nobody_else_can_mark_or_see_it(plan: Plan) -> None:
    mark(plan, "reason", "unsure")
    copy = plan.copy(DANI, KEZ)
    for person in (KEZ, NEIL, YASMIN, LEAH, COLM):
        with pytest.raises((NotFound, NotAllowed)):
            together.look(plan.people[person], copy.public_id)
        with pytest.raises((NotFound, NotAllowed)):
            together.mark(plan.people[person], copy.public_id, plan.passage(copy, "reason"), "more")
    assert marked(plan, NEIL) == {}


def test_marking_delivers_nothing_and_tells_nobody(plan: Plan) -> None:
    before_it = [plan.session.scalar(select(func.count()).select_from(one)) for one in (Delivery, Notice)]
    together.begin(plan.people[DANI], plan.copy(DANI, KEZ).public_id, "he hits me")
    mark(plan, "reason", "unsure")
    after = [plan.session.scalar(select(func.count()).select_from(one)) for one in (Delivery, Notice)]
    assert after == before_it
    assert hearing.inbox(plan.people[YASMIN]).waiting == []
    assert plan.session.scalar(select(func.count()).select_from(Contribution)) == 0


def test_the_audit_says_that_something_was_marked_and_not_what(plan: Plan) -> None:
    mark(plan, "reason", "unsure")
    [row] = plan.session.scalars(select(AuditEvent).where(AuditEvent.action == "understanding:mark"))
    assert (row.person_id, row.child_id) == (plan.people[DANI].id, plan.people[KEZ].id)
    assert row.thing == plan.copy(DANI, KEZ).public_id


def test_deleting_leaves_no_row_behind(plan: Plan) -> None:
    copy = plan.copy(DANI, KEZ).public_id
    together.begin(plan.people[DANI], copy, "Sara")
    mark(plan, "reason", "unsure")
    mark(plan, "reason", "more", person=NEIL)
    drafts.keep(plan.session, plan.people[DANI], together.target(copy), "Sara and Jo")
    together.forget(plan.people[DANI], copy)
    plan.session.commit()
    assert (marked(plan), going(plan).has_begun) == ({}, False)
    assert drafts.find(plan.people[DANI], together.target(copy)) is None
    assert [one.person_id for one in plan.session.scalars(select(GoingThrough))] == [plan.people[NEIL].id]
    assert plan.session.scalar(select(func.count()).select_from(Understanding)) == 1


# What may not be seen any more


def hide(plan: Plan, field: str) -> None:
    people = [plan.people[one].public_id for one in (KEZ, DANI)]
    deciding.choose(plan.people[YASMIN], plan.record.public_id, *people, field, shown=False)
    plan.session.commit()


def test_the_mark_of_a_hidden_part_is_gone(plan: Plan) -> None:
    published_again(plan, **{"summary-strengths": "She is kind."})
    mark(plan, "reason", "understood")
    mark(plan, "summary-strengths", "unsure")
    hidden, copy = number_of(plan, "summary-strengths"), plan.copy(DANI, KEZ)
    hide(plan, "summary-strengths")
    assert list(marked(plan).values()) == ["understood"]
    assert hidden not in {one.section.number for one in going(plan).parts}
    assert together.unclear_words(going(plan), "en") == ""
    with pytest.raises(NotFound):
        together.mark(plan.people[DANI], copy.public_id, plan.passage(copy, "summary-strengths"), "more")


def test_a_part_of_which_a_passage_is_hidden_stays_as_it_was_marked(plan: Plan) -> None:
    """The mark must not vanish with it: that would say that something did."""
    number = number_of(plan, "reason")
    mark(plan, "reason", "unsure")
    hide(plan, "reason")
    assert number in {one.section.number for one in going(plan).parts}
    assert marked(plan) == {number: "unsure"}


def test_with_the_document_all_of_it_is_closed(plan: Plan) -> None:
    mark(plan, "reason", "unsure")
    plan.withhold(DANI, "reason")
    with pytest.raises(NotFound):
        going(plan)


def test_a_block_closes_it_with_the_document(plan: Plan) -> None:
    mark(plan, "reason", "unsure", person=NEIL)
    plan.block(NEIL, KEZ)
    copy = plan.copy(NEIL, KEZ)
    calls = (
        lambda: together.look(plan.people[NEIL], copy.public_id),
        lambda: together.begin(plan.people[NEIL], copy.public_id, "x"),
        lambda: together.mark(plan.people[NEIL], copy.public_id, plan.passage(copy, "reason"), "more"),
        lambda: together.forget(plan.people[NEIL], copy.public_id),
    )
    for call in calls:
        with pytest.raises((NotFound, NotAllowed)):
            call()


def test_marks_go_with_the_words_into_the_next_copy_and_not_on_to_other_words(plan: Plan) -> None:
    mark(plan, "reason", "understood")
    mark(plan, "health", "unsure")
    numbers = number_of(plan, "reason"), number_of(plan, "health")
    assert numbers[0] != numbers[1]
    published_again(plan, health="Other words now.")
    assert plan.copy(DANI, KEZ).number == 2
    assert marked(plan) == {numbers[0]: "understood"}


# Sending


def test_only_what_was_not_understood_is_sent(plan: Plan) -> None:
    mark(plan, "reason", "understood")
    mark(plan, "health", "more")
    sent = told(plan)
    heading = going(plan).parts[going(plan).place(plan.passage(plan.copy(DANI, KEZ), "health"))].section.heading.en
    assert sent.original == f"Tell me more: {heading}"
    assert (sent.kind, sent.medium, sent.helped_by, sent.suggests_danger) == ("unclear", "button", "Sara", False)


def test_it_reaches_the_case_file_with_who_helped_and_is_answered_like_anything_else(plan: Plan) -> None:
    mark(plan, "health", "unsure")
    sent = told(plan)
    [delivery] = plan.session.scalars(select(Delivery))
    assert '"helped_by":"Sara"' in delivery.payload
    assert '"what":"unclear"' in delivery.payload
    assert plan.copy(DANI, KEZ).sha256 in delivery.payload
    assert deliveries.deliver_due(plan.session) == 1
    [waiting] = hearing.inbox(plan.people[YASMIN]).waiting
    assert waiting.contribution.id == sent.id
    replies.answer(plan.people[YASMIN], sent.public_id, Answer("will-do", "I will come on Friday.", "en", "k"))
    [outcome] = outcomes.outcomes_for(plan.people[DANI])
    assert [one.text for one in outcome.replies] == ["I will come on Friday."]
    assert set(plan.session.scalars(select(Notice.kind).where(Notice.person_id == plan.people[YASMIN].id))) >= {
        "unclear"
    }


def test_sending_twice_is_sending_once(plan: Plan) -> None:
    mark(plan, "health", "unsure")
    assert told(plan).id == told(plan).id


def test_what_changed_since_it_was_shown_is_not_sent(plan: Plan) -> None:
    mark(plan, "health", "unsure")
    seen = sha256_of(words_to_send(plan).original)
    mark(plan, "health", "more")
    with pytest.raises(PortalError) as refused:
        together.tell(plan.people[DANI], plan.copy(DANI, KEZ).public_id, words_to_send(plan), seen)
    assert refused.value.field == "eyes"
    assert plan.session.scalar(select(func.count()).select_from(Contribution)) == 0


def test_words_that_wait_to_be_said_are_left_alone(plan: Plan) -> None:
    target = f"say/{plan.copy(DANI, KEZ).public_id}/"
    contributions.keep_draft(plan.people[DANI], target, "Half a sen", finished=False)
    mark(plan, "health", "unsure")
    told(plan)
    kept = drafts.find(plan.people[DANI], target)
    assert kept is not None
    assert kept.text == "Half a sen"


def test_deleting_afterwards_takes_back_nothing_that_was_sent(plan: Plan) -> None:
    mark(plan, "health", "unsure")
    sent = told(plan)
    together.forget(plan.people[DANI], plan.copy(DANI, KEZ).public_id)
    plan.session.commit()
    assert plan.session.get(Contribution, sent.id) is not None


# The words, and the tables


@pytest.mark.parametrize("language", ["en", "cy"])
def test_there_is_something_to_ask_of_every_section(language: str) -> None:
    for section in range(1, 12):
        plain, pictured = (prompts(section, language, pictured=each) for each in (False, True))
        assert 2 <= len(plain) <= 3
        assert set(pictured) > set(plain)
    assert before(language)
    assert len({mark_words(one, language) for one in MARKS}) == 3


def test_the_tables_come_to_data_that_was_there_before(tmp_path: Path) -> None:
    database = Database(f"sqlite:///{tmp_path / 'clywed.sqlite'}", b"a key for tests")
    config = _config()
    with database.engine.begin() as connection:
        config.attributes["connection"] = connection
        command.upgrade(config, "0001")
    with database.session() as session:
        session.add(Person(public_id="p" * 16, reference="P-1", name="Somebody", called="", part="child"))
    bring_up_to_date(database)
    assert {"going_through", "understanding"} <= set(inspect(database.engine).get_table_names())
    with database.session() as session:
        assert session.scalars(select(Person.name)).all() == ["Somebody"]
    database.engine.dispose()


def test_what_is_not_for_a_shared_screen_is_left_out_and_stays_in_the_persons_own_copy(plan: Plan) -> None:
    passages = [
        {"id": name, "kind": "narrative", "text": f"<p>canary-{name}</p>", "about": [KEZ]}
        for name in ("immigration", "health")
    ]
    kept = received(plan.session, a_small_plan(version=4, exemplar="pathway-plan", passages=passages))
    editions.publish(plan.people[YASMIN], kept.public_id, plan.people[KEZ].public_id, [plan.people[KEZ].public_id])
    plan.session.commit()
    copy = plan.copy(KEZ, KEZ)
    shared = repr([part.section for part in going(plan, KEZ).parts])
    assert "canary-health" in shared
    assert "canary-immigration" not in shared
    with pytest.raises(NotFound):
        mark(plan, "immigration", "understood", KEZ)
    assert "canary-immigration" in repr(copies.read(plan.people[KEZ], copy.public_id).document)
