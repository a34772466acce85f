"""Signing: separate acts, kept word for word, delivered in the same transaction, and never asked for twice."""

import json

import pytest
from sqlalchemy import select, text
from sqlalchemy.exc import IntegrityError

from accessibility.profile import ReadingProfile
from portal.errors import NotFound, PortalError
from portal.models import Delivery, Notice, Signature
from portal.services import signatures
from portal.services.signatures import ACTS, Act
from tests.families import BEVERLEY, DANI, KEZ, LEAH, NEIL, YASMIN, Plan

READING = ReadingProfile(language="cy", level="easy")


def signed(plan: Plan, act: str = "seen", person: str = DANI, **more: str) -> Signature:
    """One act on a person's copy about Kez."""
    facts = {"mark": "tick", "key": f"key-{act}", "explained_by": "Leah", **more}
    copy = plan.copy(person, KEZ)
    made = signatures.sign(plan.people[person], copy.public_id, Act(act=act, **facts), READING)
    plan.session.commit()
    return made


@pytest.mark.parametrize("act", ACTS)
def test_each_act_is_its_own_and_is_bound_to_the_words_on_the_page(plan: Plan, act: str) -> None:
    made = signed(plan, act)
    copy = plan.copy(DANI, KEZ)
    assert (made.act, made.copy_sha256, made.language, made.level) == (act, copy.sha256, "cy", "easy")
    assert made.sha256 == signatures.hash_of(made)
    assert [one.act for one in signatures.standing(plan.people[DANI], copy).acts] == [act]


def test_a_change_of_mind_follows_and_the_first_act_stays(plan: Plan) -> None:
    signed(plan, "agree")
    signed(plan, "do-not-agree")
    standing = signatures.standing(plan.people[DANI], plan.copy(DANI, KEZ))
    assert [one.act for one in standing.acts] == ["agree", "do-not-agree"]
    assert standing.view is not None
    assert standing.view.act == "do-not-agree"
    assert standing.seen is None


@pytest.mark.parametrize("words", ["  I don't.\r\n<b>no</b> \u2028", "Ŵyth ŷd 🦄", "'; DROP TABLE signature"])
def test_why_is_kept_and_delivered_word_for_word(plan: Plan, words: str) -> None:
    made = signed(plan, "agree-in-part", why=words)
    delivery = plan.session.scalar(select(Delivery).where(Delivery.kind == "signature"))
    assert made.why == words
    assert delivery is not None
    assert json.loads(delivery.payload)["why"] == words


def test_a_double_press_is_one_act(plan: Plan) -> None:
    assert signed(plan, "agree", key="same").id == signed(plan, "agree", key="same").id
    assert len(plan.session.scalars(select(Delivery)).all()) == 1


def test_the_childs_workers_and_reviewing_officer_are_told_and_nobody_else(plan: Plan) -> None:
    signed(plan, "seen")
    told = {
        notice.person.reference for notice in plan.session.scalars(select(Notice).where(Notice.kind == "signature"))
    }
    assert told == {YASMIN, BEVERLEY}


@pytest.mark.parametrize(
    ("act", "field"),
    [
        (Act("seen", "", "k"), "mark"),
        (Act("seen", "name", "k", signed_as="  "), "signed_as"),
        (Act("seen", "mark", "k", signed_as="skull"), "shape"),
        (Act("explained", "tick", "k"), "explained_by"),
        (Act("", "tick", "k"), "view"),
        (Act("agree", "tick", "k", why="a\0b"), "why"),
        (Act("agree", "name", "k", signed_as="x" * 201), "signed_as"),
    ],
)
def test_what_is_not_whole_is_refused_with_its_field(plan: Plan, act: Act, field: str) -> None:
    with pytest.raises(PortalError) as refused:
        signatures.sign(plan.people[DANI], plan.copy(DANI, KEZ).public_id, act, READING)
    assert refused.value.field == field


def test_nobody_signs_or_hears_what_is_not_theirs(plan: Plan) -> None:
    made = signed(plan, "seen")
    for person in (KEZ, NEIL, YASMIN, LEAH):
        with pytest.raises(NotFound):
            signatures.sign(plan.people[person], made.copy.public_id, Act("seen", "tick", "k2"), READING)
    for person in (KEZ, NEIL, DANI, LEAH):
        with pytest.raises(NotFound):
            signatures.hear(plan.people[person], made.public_id)
    assert signatures.hear(plan.people[BEVERLEY], made.public_id).id == made.id


def test_somebody_who_is_blocked_signs_nothing(plan: Plan) -> None:
    copy = plan.copy(DANI, KEZ)
    plan.block(DANI, KEZ)
    with pytest.raises(NotFound):
        signatures.sign(plan.people[DANI], copy.public_id, Act("seen", "tick", "k"), READING)


def test_the_database_itself_refuses_to_change_or_remove_an_act(plan: Plan) -> None:
    signed(plan, "seen")
    for change in ("UPDATE signature SET why = 'other'", "DELETE FROM signature"):
        with pytest.raises(IntegrityError):
            plan.session.execute(text(change))
        plan.session.rollback()
