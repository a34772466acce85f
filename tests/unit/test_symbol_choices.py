"""A worker puts a picture right: for one sentence of a record for a child, in every copy, now and later."""

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import select

from accessibility.dressing import Mark, changed
from accessibility.symbol_search import found_by
from portal.errors import AlreadyChanged, NotAllowed, NotFound
from portal.models import AuditEvent, Copy, SymbolChoice
from portal.services import bodies, dressings, symbol_choices
from portal.services.symbol_choices import PicturedSentence
from tests.families import DANI, KEZ, LEAH, NEIL, YASMIN, Plan, a_plan


@pytest.fixture
def plan(tmp_path: Path) -> Iterator[Plan]:
    with a_plan(tmp_path) as made:
        for copy in made.session.scalars(select(Copy)):
            dressings.dress(made.session, copy.id)
        made.session.commit()
        yield made


def of_kez(plan: Plan) -> tuple[str, str]:
    return plan.copy(KEZ, KEZ).edition.record.public_id, plan.people[KEZ].public_id


def sentences(plan: Plan) -> dict[str, PicturedSentence]:
    return dict(symbol_choices.pictures(plan.people[YASMIN], *of_kez(plan), "en").sentences)


def a_sentence(plan: Plan) -> PicturedSentence:
    """One that Dani and Kez have too, with a picture."""
    dressing = bodies.dressing_of(plan.copy(DANI, KEZ).dressing)
    return next(one for one in sentences(plan).values() if one.key and one.name in dressing.marks)


def choose(
    plan: Plan, one: PicturedSentence, mark: Mark, sense: str, *, negated: bool = False, who: str = YASMIN
) -> None:
    place = (mark.start, mark.end)
    worker = plan.people[who]
    symbol_choices.choose(worker, *of_kez(plan), "en", one.name, place, sense=sense, negated=negated)


def dressed(plan: Plan, person: str, one: PicturedSentence) -> tuple[Mark, ...]:
    """The pictures for every word of a sentence in somebody's copy, once the background has been by."""
    copy = plan.copy(person, KEZ)
    dressings.dress(plan.session, copy.id)
    return bodies.dressing_of(copy.dressing).every.get(one.name, ())


def test_a_picture_that_was_taken_away_is_in_nobodys_copy(plan: Plan) -> None:
    one = a_sentence(plan)
    mark = one.key[0]
    choose(plan, one, mark, "")
    assert mark not in dressed(plan, DANI, one)
    assert mark not in dressed(plan, KEZ, one)
    assert mark not in sentences(plan)[one.name].marks


def test_another_sense_stands_in_its_place_with_not_before_it_if_so_chosen(plan: Plan) -> None:
    one = a_sentence(plan)
    mark = one.key[0]
    choose(plan, one, mark, "advocate", negated=True)
    for marks in (dressed(plan, DANI, one), bodies.dressing_of(plan.copy(DANI, KEZ).dressing).marks[one.name]):
        [found] = [other for other in marks if other.start == mark.start]
        assert (found.sense, found.negated, found.time) == ("advocate", True, mark.time)


def test_a_choice_is_remembered_for_copies_that_come_later(plan: Plan) -> None:
    one = a_sentence(plan)
    choose(plan, one, one.key[0], "advocate")
    later = dressings.choices_for(plan.session, plan.copy(KEZ, KEZ).record_id, plan.people[KEZ].id)
    assert [mark.sense for mark in later[one.name]] == ["advocate"]


def test_every_copy_is_dressed_anew_and_the_background_is_told(plan: Plan) -> None:
    one = a_sentence(plan)
    choose(plan, one, one.key[0], "")
    copy = plan.copy(DANI, KEZ)
    assert copy.dressed == ""
    assert ("dress_copy", (copy.id,)) in plan.session.info["after_commit"]


def test_a_second_choice_takes_the_place_of_the_first_and_going_back_takes_it_away(plan: Plan) -> None:
    one = a_sentence(plan)
    mark = one.key[0]
    before = one.marks
    choose(plan, one, mark, "advocate")
    choose(plan, one, mark, "judge")
    [kept] = plan.session.scalars(select(SymbolChoice)).all()
    assert kept.sense == "judge"
    symbol_choices.undo(plan.people[YASMIN], *of_kez(plan), one.name, (mark.start, mark.end))
    assert plan.session.scalars(select(SymbolChoice)).all() == []
    assert dressed(plan, KEZ, one) == before


def test_it_is_noted_who_chose(plan: Plan) -> None:
    one = a_sentence(plan)
    choose(plan, one, one.key[0], "")
    plan.session.commit()
    events = plan.session.scalars(select(AuditEvent).where(AuditEvent.action == "symbol:choose")).all()
    assert [(event.person_id, event.child_id) for event in events] == [(plan.people[YASMIN].id, plan.people[KEZ].id)]


@pytest.mark.parametrize("who", [LEAH, DANI, KEZ, NEIL])
def test_nobody_but_the_childs_worker_may(plan: Plan, who: str) -> None:
    one = a_sentence(plan)
    with pytest.raises(NotAllowed):
        symbol_choices.pictures(plan.people[who], *of_kez(plan), "en")
    with pytest.raises(NotAllowed):
        choose(plan, one, one.key[0], "", who=who)


def test_only_what_is_there_can_be_chosen(plan: Plan) -> None:
    one = a_sentence(plan)
    with pytest.raises(NotFound):
        choose(plan, one, one.key[0], "no such sense")
    with pytest.raises(NotFound):
        symbol_choices.choose(plan.people[YASMIN], *of_kez(plan), "cy", one.name, one.places[0], sense="")
    with pytest.raises(AlreadyChanged):
        choose(plan, one, Mark(0, 999, ""), "advocate")


def test_words_that_were_not_written_for_the_family_are_not_among_the_sentences(plan: Plan) -> None:
    theirs = {
        sentence.text
        for passage in symbol_choices.thaw(plan.copy(KEZ, KEZ).document).passages()
        for wording in dressings.wordings_of(passage)
        if wording.voice not in ("ours", "family")
        for sentence in wording.sentences
    }
    assert theirs
    assert theirs.isdisjoint(one.sentence.text for one in sentences(plan).values())


def test_a_choice_touches_only_the_words_that_it_is_about() -> None:
    marks = (Mark(0, 3, "you"), Mark(4, 8, "see", time="in_past"), Mark(9, 12, "dad"))
    assert changed(marks, [Mark(4, 8, "")]) == (marks[0], marks[2])
    assert changed(marks, [Mark(4, 8, "visit", negated=True)])[1] == Mark(4, 8, "visit", True, "in_past")
    assert changed(marks, [Mark(13, 17, "home")]) == (*marks, Mark(13, 17, "home"))
    assert changed(marks, []) == marks


@pytest.mark.parametrize(
    ("typed", "first"),
    [
        ("court", "court"),
        ("Llys", "court"),
        ("lys", "court"),
        ("social worker", "social_worker"),
        ("eiriolwr", "advocate"),
    ],
)
def test_a_picture_is_found_by_a_word_of_either_language(typed: str, first: str) -> None:
    assert first in [sense.name for sense in found_by(typed)][:3]


@pytest.mark.parametrize("typed", ["", "   ", "zzzz", "%"])
def test_nothing_is_found_by_nothing(typed: str) -> None:
    assert found_by(typed) == ()


def test_a_web_worker_that_shows_and_looks_up_pictures_loads_no_lemma_tables() -> None:
    code = (
        "import sys; from portal.services import symbol_choices; from accessibility.symbol_words import cut;"
        "symbol_choices.search('llys'); cut('Rwyt ti yma.', 'cy'); print('simplemma' in sys.modules)"
    )
    printed = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout
    assert printed.strip() == "False"
