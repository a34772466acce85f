"""What somebody said: kept word for word, in one transaction, heard by those whom they chose and by nobody else."""

import json
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import func, select, text
from sqlalchemy.exc import IntegrityError

from content import safety
from portal.errors import NotFound, PortalError, TextNotTaken
from portal.models import AuditEvent, CaseFileEntry, Contribution, ContributionChild, Delivery, Notice
from portal.services import contributions, deliveries, drafts, outcomes, subjects
from portal.services.subjects import Subject
from tests.families import COLM, DANI, JONAH, KEZ, LEAH, NEIL, PIP, READING, RYAN, YASMIN, Plan, some_words


def about(plan: Plan, person: str, child: str, field: str = "") -> Subject:
    copy = plan.copy(person, child)
    return subjects.about_copy(plan.people[person], READING, copy.public_id, plan.passage(copy, field) if field else "")


def said(plan: Plan, person: str, child: str, field: str = "", **more: Any) -> Contribution:
    sent = contributions.say(plan.people[person], about(plan, person, child, field), some_words(**more))
    plan.session.commit()
    return sent


def counts(plan: Plan) -> list[int]:
    tables = (Contribution, ContributionChild, Delivery, AuditEvent)
    comments = select(func.count()).select_from(Notice).where(Notice.kind == "comment")
    return [plan.session.scalar(select(func.count()).select_from(one)) or 0 for one in tables] + [
        plan.session.scalar(comments) or 0
    ]


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\x00"), min_size=1).filter(str.strip))
def test_any_words_come_out_of_the_case_file_as_they_went_in(plan: Plan, words: str) -> None:
    key = subjects.hearers.__name__ + str(plan.session.scalar(select(func.count()).select_from(Contribution)))
    sent = said(plan, KEZ, KEZ, original=words, key=key)
    deliveries.deliver_due(plan.session)
    plan.session.commit()
    filed = select(CaseFileEntry.payload).where(CaseFileEntry.key == f"contribution:{sent.public_id}")
    assert json.loads(plan.session.scalars(filed).one())["original"] == sent.original == words


def test_the_words_the_children_the_delivery_the_notice_and_the_audit_are_kept_together(plan: Plan) -> None:
    before = counts(plan)
    said(plan, KEZ, KEZ, "reason")
    # Two audit rows: one look at the copy, one thing said.
    assert [after - had for after, had in zip(counts(plan), before, strict=True)] == [1, 1, 1, 2, 1]


@pytest.mark.sqlite
def test_where_the_delivery_can_not_be_written_nothing_is_kept(plan: Plan) -> None:
    plan.session.execute(
        text("create trigger no_delivery before insert on delivery begin select raise(abort, 'full'); end")
    )
    plan.session.commit()
    before = counts(plan)
    drafts.keep(plan.session, plan.people[KEZ], about(plan, KEZ, KEZ).where.target, "That is not right.")
    plan.session.commit()
    with pytest.raises(IntegrityError):
        said(plan, KEZ, KEZ)
    plan.session.rollback()
    after = counts(plan)
    assert after[:3] + after[4:] == before[:3] + before[4:]
    kept = drafts.find(plan.people[KEZ], about(plan, KEZ, KEZ).where.target)
    assert kept is not None
    assert kept.text == "That is not right."


def test_the_same_press_twice_is_one_contribution(plan: Plan) -> None:
    first, second = said(plan, KEZ, KEZ, key="one"), said(plan, KEZ, KEZ, key="one")
    other = said(plan, KEZ, KEZ, key="two")
    assert first is second
    assert other is not first
    assert counts(plan)[0] == 2


def test_a_key_of_somebody_else_is_another_contribution(plan: Plan) -> None:
    assert said(plan, KEZ, KEZ, key="one") is not said(plan, DANI, KEZ, key="one")


def test_sending_drops_the_draft(plan: Plan) -> None:
    target = about(plan, KEZ, KEZ).where.target
    drafts.keep(plan.session, plan.people[KEZ], target, "Not yet")
    said(plan, KEZ, KEZ)
    assert drafts.find(plan.people[KEZ], target) is None


@pytest.mark.parametrize(
    ("more", "field"),
    [
        ({"original": ""}, "text"),
        ({"original": " \r\n\t"}, "text"),
        ({"original": "a\x00b"}, "text"),
        ({"original": "a" * 100_001}, "text"),
        ({"eyes": ""}, "eyes"),
        ({"eyes": "everybody"}, "eyes"),
        ({"helped_by": "a" * 201}, "helped_by"),
        ({"helped_by": "\x00"}, "helped_by"),
        ({"language": "de"}, ""),
        ({"key": ""}, ""),
        ({"key": "k" * 65}, ""),
    ],
)
def test_what_can_not_be_taken_is_refused_at_its_field(plan: Plan, more: dict[str, str], field: str) -> None:
    with pytest.raises(PortalError) as refused:
        said(plan, KEZ, KEZ, **more)
    assert refused.value.field == field


def test_the_longest_words_are_taken(plan: Plan) -> None:
    assert len(said(plan, KEZ, KEZ, original="a" * 100_000).original) == 100_000


def test_a_lone_surrogate_is_refused(plan: Plan) -> None:
    with pytest.raises(TextNotTaken):
        said(plan, KEZ, KEZ, original="\ud800")


def test_the_original_can_not_be_altered_afterwards(plan: Plan) -> None:
    sent = said(plan, KEZ, KEZ)
    with pytest.raises(IntegrityError):
        plan.session.execute(text("update contribution set original = 'other' where id = :id"), {"id": sent.id})


def test_the_words_that_were_commented_on_are_kept_with_the_copys_hash(plan: Plan) -> None:
    sent = said(plan, KEZ, KEZ, "health")
    payload = plan.session.scalar(select(Delivery.payload).where(Delivery.kind == "contribution"))
    assert sent.about_words == "canary-health"
    assert payload is not None
    assert plan.copy(KEZ, KEZ).sha256 in payload


# Which children


def test_a_comment_on_a_shared_passage_may_name_ones_other_children(plan: Plan) -> None:
    subject = about(plan, DANI, KEZ, "reason")
    assert {child.reference for child in subject.others} == {JONAH, PIP}
    pip = plan.people[PIP].public_id
    contributions.say(plan.people[DANI], subject, some_words(children=(pip,)))
    plan.session.commit()
    filed = plan.session.scalars(select(Delivery.child_id).where(Delivery.kind == "contribution"))
    assert set(filed) == {plan.people[KEZ].id, plan.people[PIP].id}


def test_the_entry_in_one_childs_case_file_names_no_other_child(plan: Plan) -> None:
    subject = about(plan, DANI, KEZ, "reason")
    contributions.say(plan.people[DANI], subject, some_words(children=(plan.people[PIP].public_id,)))
    plan.session.commit()
    of_kez = select(Delivery.payload).where(Delivery.child_id == plan.people[KEZ].id)
    payload = plan.session.scalars(of_kez).one()
    assert KEZ in payload
    assert PIP not in payload


def test_a_passage_about_one_child_names_no_other(plan: Plan) -> None:
    assert about(plan, DANI, KEZ, "health").others == ()


def test_a_father_can_not_name_the_child_of_another_father(plan: Plan) -> None:
    subject = about(plan, NEIL, KEZ, "reason")
    assert [child.reference for child in subject.others] == [JONAH]
    sent = contributions.say(plan.people[NEIL], subject, some_words(children=(plan.people[PIP].public_id,)))
    assert [child.reference for child in subjects.children_of(plan.session, sent)] == [KEZ]


def test_a_child_whose_case_is_closed_to_a_parent_is_not_offered(plan: Plan) -> None:
    plan.block(DANI, PIP)
    assert [child.reference for child in about(plan, DANI, KEZ, "reason").others] == [JONAH]


def test_a_passage_since_withheld_for_another_child_is_not_offered_for_that_child(plan: Plan) -> None:
    other = plan.copy(DANI, PIP)
    other.recalled_at = other.made_at
    plan.session.commit()
    assert [child.reference for child in about(plan, DANI, KEZ, "reason").others] == [JONAH]


def test_a_copy_recalled_for_another_child_is_not_offered_for_that_child(plan: Plan) -> None:
    plan.copy(DANI, PIP).edition.recalled_at = plan.copy(DANI, PIP).made_at
    plan.session.commit()
    assert [child.reference for child in about(plan, DANI, KEZ, "reason").others] == [JONAH]
    assert [child.reference for child in about(plan, DANI, KEZ).others] == [JONAH]


def test_a_child_speaks_of_nothing_in_particular_about_themselves(plan: Plan) -> None:
    subject = subjects.about_nothing_in_particular(plan.people[KEZ])
    assert [child.reference for child in subject.children] == [KEZ]
    assert subject.others == ()


def test_a_parent_of_one_is_not_asked_which_child(plan: Plan) -> None:
    assert [one.reference for one in subjects.about_nothing_in_particular(plan.people[RYAN]).children] == [PIP]


def test_a_parent_of_several_must_say_which_child(plan: Plan) -> None:
    subject = subjects.about_nothing_in_particular(plan.people[NEIL])
    assert {child.reference for child in subject.others} == {KEZ, JONAH}
    with pytest.raises(PortalError) as refused:
        contributions.say(plan.people[NEIL], subject, some_words())
    assert refused.value.field == "children"


def test_somebody_without_a_tie_has_nobody_to_speak_of(plan: Plan) -> None:
    with pytest.raises(NotFound):
        subjects.about_nothing_in_particular(plan.people[COLM])


def test_a_worker_does_not_speak_here(plan: Plan) -> None:
    with pytest.raises(NotFound):
        subjects.about_nothing_in_particular(plan.people[YASMIN])


def test_nobody_speaks_about_another_persons_copy(plan: Plan) -> None:
    copy = plan.copy(DANI, KEZ)
    for person in (KEZ, NEIL, RYAN, YASMIN):
        with pytest.raises(NotFound):
            subjects.about_copy(plan.people[person], READING, copy.public_id)


def test_nobody_speaks_about_what_was_closed_to_them_since(plan: Plan) -> None:
    subject = about(plan, NEIL, KEZ)
    plan.block(NEIL, KEZ)
    with pytest.raises(NotFound):
        about(plan, NEIL, KEZ)
    with pytest.raises(NotFound):
        contributions.say(plan.people[NEIL], subject, some_words())


# Who is told


def told(plan: Plan, kind: str) -> set[str]:
    return {one.person.reference for one in plan.session.scalars(select(Notice).where(Notice.kind == kind))}


def test_the_worker_is_told_and_the_reviewing_officer_only_if_chosen(plan: Plan) -> None:
    said(plan, KEZ, KEZ, key="one")
    assert told(plan, "comment") == {YASMIN}
    said(plan, KEZ, KEZ, key="two", eyes="worker-and-reviewing-officer")
    assert told(plan, "comment") == {YASMIN, "CP-011"}


def test_words_that_suggest_danger_are_told_at_once_to_the_workers_and_the_manager(
    plan: Plan, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(safety, "suggests_danger", lambda words: "hits me" in words)
    sent = said(plan, KEZ, KEZ, original="He hits me")
    assert sent.suggests_danger
    assert told(plan, "danger") == {YASMIN, COLM}
    assert LEAH not in told(plan, "danger")


def test_drafts_are_not_looked_through_for_danger(plan: Plan, monkeypatch: pytest.MonkeyPatch) -> None:
    def never(_words: str) -> bool:
        raise AssertionError("a draft was looked through")

    monkeypatch.setattr(safety, "suggests_danger", never)
    drafts.keep(plan.session, plan.people[KEZ], "say", "He hits me")
    plan.session.commit()
    assert told(plan, "danger") == set()


# Afterwards


def test_taking_back_keeps_the_words_and_says_so_in_the_case_file(plan: Plan) -> None:
    sent = said(plan, KEZ, KEZ)
    for _press in range(2):
        contributions.take_back(plan.people[KEZ], sent.public_id)
        plan.session.commit()
    assert sent.original == "That is not right."
    kinds = sorted(plan.session.scalars(select(Delivery.kind)))
    assert kinds == ["contribution", "taken-back"]


def test_nobody_takes_back_what_another_said(plan: Plan) -> None:
    sent = said(plan, KEZ, KEZ)
    for person in (DANI, NEIL, YASMIN):
        with pytest.raises(NotFound):
            contributions.take_back(plan.people[person], sent.public_id)


def test_a_change_of_mind_follows_what_was_said(plan: Plan) -> None:
    first = said(plan, KEZ, KEZ, "reason")
    subject = subjects.after(plan.people[KEZ], READING, first.public_id)
    later = contributions.say(plan.people[KEZ], subject, some_words("I changed my mind.", key="two"))
    assert later.follows_id == first.id
    assert later.passage == first.passage
    assert first.original == "That is not right."


def test_after_a_recall_a_change_of_mind_is_still_taken_without_the_words_it_was_about(plan: Plan) -> None:
    first = said(plan, KEZ, KEZ, "reason")
    plan.copy(KEZ, KEZ).edition.recalled_at = first.sent_at
    subject = subjects.after(plan.people[KEZ], READING, first.public_id)
    assert subject.context is None
    assert subject.document is None
    later = contributions.say(plan.people[KEZ], subject, some_words("Still.", key="two"))
    assert later.about_words == ""


def test_nobody_follows_what_another_said(plan: Plan) -> None:
    with pytest.raises(NotFound):
        subjects.after(plan.people[DANI], READING, said(plan, KEZ, KEZ).public_id)


def test_asking_for_an_easier_version_twice_is_asking_once(plan: Plan) -> None:
    for _press in range(2):
        contributions.ask(plan.people[KEZ], about(plan, KEZ, KEZ, "reason"), "easier", "en")
        plan.session.commit()
    contributions.ask(plan.people[KEZ], about(plan, KEZ, KEZ, "reason"), "cy", "en")
    assert counts(plan)[0] == 2
    assert told(plan, "easier") == {YASMIN}


def test_only_what_there_is_can_be_asked_for(plan: Plan) -> None:
    with pytest.raises(PortalError):
        contributions.ask(plan.people[KEZ], about(plan, KEZ, KEZ, "reason"), "louder", "en")


@pytest.mark.parametrize("closed", ["blocked", "withheld", "recalled"])
def test_once_closed_a_person_sees_their_own_words_and_nothing_else(plan: Plan, closed: str) -> None:
    sent = said(plan, NEIL, KEZ, "reason")
    open_before = outcomes.in_context(plan.people[NEIL], READING, sent)
    assert open_before.context is not None
    assert open_before.outcome.is_open
    if closed == "blocked":
        plan.block(NEIL, KEZ)
    elif closed == "withheld":
        plan.withhold(NEIL, "reason")
    else:
        plan.copy(NEIL, KEZ).edition.recalled_at = sent.sent_at
    found = outcomes.in_context(plan.people[NEIL], READING, sent)
    assert found.context is None
    assert found.document is None
    assert not found.outcome.is_open
    assert [one.contribution.original for one in outcomes.outcomes_for(plan.people[NEIL])] == ["That is not right."]


def test_once_blocked_what_was_about_nothing_in_particular_is_closed_too(plan: Plan) -> None:
    ryan = plan.people[RYAN]
    contributions.say(ryan, subjects.about_nothing_in_particular(ryan), some_words())
    assert [one.is_open for one in outcomes.outcomes_for(ryan)] == [True]
    plan.block(RYAN, PIP)
    assert [one.is_open for one in outcomes.outcomes_for(ryan)] == [False]


def test_nobody_sees_what_another_of_the_family_said(plan: Plan) -> None:
    said(plan, KEZ, KEZ)
    for person in (DANI, NEIL, JONAH, RYAN):
        assert outcomes.outcomes_for(plan.people[person]) == []
