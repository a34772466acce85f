"""A worker sees the pictures of a copy, and puts one right, before anybody has it; the copy then carries it."""

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import select

from accessibility.dressing import Dressing, Mark
from portal import background
from portal.errors import NotAllowed
from portal.models import Copy, RecordVersion
from portal.services import backups, bodies, dressings, editions, looking, prepared_pictures, symbol_choices
from portal.services.symbol_choices import PicturedSentence, Pictures
from tests.families import DANI, KEZ, NEIL, YASMIN, Plan, a_plan


@pytest.fixture
def plan(tmp_path: Path) -> Iterator[Plan]:
    """The plan, prepared as it was, and nobody has a copy of it."""
    with a_plan(tmp_path) as made:
        editions.recall(made.people[YASMIN], *of_kez(made), 1)
        made.session.commit()
        yield made


def of_kez(plan: Plan) -> tuple[str, str]:
    return plan.record.public_id, plan.people[KEZ].public_id


def told(plan: Plan) -> list[tuple[str, tuple[int, ...]]]:
    """What the background was told once this was through."""
    tasks = plan.session.info.pop("after_commit", [])
    return [one for one in tasks if one[0] == "dress_prepared"]


def work(plan: Plan) -> None:
    """What the background does when it is told."""
    for name, values in told(plan):
        background.work_at(background.TASKS[name])(plan.session, *values)


def pictures(plan: Plan, who: str = YASMIN) -> Pictures:
    return symbol_choices.pictures(plan.people[who], *of_kez(plan), "en")


def looked_at(plan: Plan, person: str = DANI) -> Dressing | None:
    ready, look = looking.look(plan.people[YASMIN], *of_kez(plan), plan.people[person].public_id)
    return prepared_pictures.pictures_for(ready, look.document)


def a_sentence(plan: Plan) -> PicturedSentence:
    """One that is shown to Dani, with a picture."""
    dressing = looked_at(plan)
    assert dressing is not None
    return next(one for one in pictures(plan).sentences.values() if one.key and one.name in dressing.marks)


def put_right(plan: Plan) -> tuple[PicturedSentence, Mark]:
    one = a_sentence(plan)
    mark = one.key[0]
    place = (mark.start, mark.end)
    symbol_choices.choose(plan.people[YASMIN], *of_kez(plan), "en", one.name, place, sense="advocate")
    return one, mark


def test_pictures_of_what_nobody_has_yet_are_found_in_the_background(plan: Plan) -> None:
    before = pictures(plan)
    assert (before.is_waiting, before.is_published, before.sentences) == (True, False, {})
    assert looked_at(plan) is None
    work(plan)
    after = pictures(plan)
    assert (after.is_waiting, after.is_published) == (False, False)
    assert len(after.sentences) > 10
    assert told(plan) == []


def test_what_is_put_right_is_in_the_look_at_each_copy_and_in_the_copy_that_is_published(plan: Plan) -> None:
    looked_at(plan)
    work(plan)
    one, mark = put_right(plan)
    for person in (DANI, KEZ):
        look = looked_at(plan, person)
        assert look is not None
        assert [found.sense for found in look.marks[one.name] if found.start == mark.start] == ["advocate"]
    assert pictures(plan).sentences[one.name].is_chosen((mark.start, mark.end))
    editions.publish(plan.people[YASMIN], *of_kez(plan), [plan.people[DANI].public_id])
    copy = plan.copy(DANI, KEZ)
    dressings.dress(plan.session, copy.id)
    kept = bodies.dressing_of(copy.dressing)
    assert [found.sense for found in kept.every[one.name] if found.start == mark.start] == ["advocate"]


def test_what_is_taken_back_is_as_it_was(plan: Plan) -> None:
    looked_at(plan)
    work(plan)
    before = looked_at(plan)
    one, mark = put_right(plan)
    assert looked_at(plan) != before
    symbol_choices.undo(plan.people[YASMIN], *of_kez(plan), one.name, (mark.start, mark.end))
    assert looked_at(plan) == before


def test_a_copy_gets_the_pictures_that_were_looked_at(plan: Plan) -> None:
    looked_at(plan, NEIL)
    work(plan)
    before = looked_at(plan, NEIL)
    assert before is not None
    editions.publish(plan.people[YASMIN], *of_kez(plan), [plan.people[NEIL].public_id])
    [copy] = plan.session.scalars(select(Copy).where(Copy.recalled_at.is_(None), Copy.edition_id == newest(plan)))
    dressings.dress(plan.session, copy.id)
    assert bodies.dressing_of(copy.dressing) == before


def newest(plan: Plan) -> int:
    return plan.copy(NEIL, KEZ).edition_id


def test_nobody_but_the_childs_worker_sees_them(plan: Plan) -> None:
    looked_at(plan)
    work(plan)
    with pytest.raises(NotAllowed):
        pictures(plan, DANI)


def test_what_is_kept_of_them_has_no_words_in_it_and_is_made_again(plan: Plan, tmp_path: Path) -> None:
    looked_at(plan)
    work(plan)
    kept = list((tmp_path / "pictures").iterdir())
    assert kept
    for path in kept:
        assert len(path.name) == 64
        assert b"canary" not in path.read_bytes()
        os.utime(path, (0, 0))
    assert "portal.services.prepared_pictures:forget_old" in background.TIDYINGS
    assert "pictures" in backups.MADE_AGAIN
    prepared_pictures.forget_old(plan.session)
    assert list((tmp_path / "pictures").iterdir()) == []
    assert looked_at(plan) is None


def test_what_is_being_prepared_no_more_does_no_harm(plan: Plan) -> None:
    prepared_pictures.make(plan.session, 0, 0)
    version = plan.session.scalars(select(RecordVersion.id)).first()
    assert version is not None
    prepared_pictures.make(plan.session, version, 0)
