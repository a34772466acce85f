"""Pictures beside sentences: found in the background, for every language and level, never for somebody's own words."""

import msgspec
import pytest
from sqlalchemy import select

from accessibility import symbols
from accessibility.document import Block, Passage, Run, Section, Sentence, Wording, Words
from accessibility.dressing import Dressing
from portal.models import Copy
from portal.services import bodies, dressings
from tests.builders import a_document
from tests.families import DANI, KEZ, Plan


def said(voice: str) -> Passage:
    """A passage of one sentence with a word that has a picture."""
    wording = Wording(voice, "en", "full", (Block((Sentence((Run("I like my house.", "en"),)),)),))
    levels = {"full": wording, "plain": wording, "easy": wording}
    return Passage(id="p2", wordings={"en": levels, "cy": levels})


def dressed(voice: str) -> Dressing:
    section = Section(6, Words(en="What I said", cy="Beth ddywedais i"), (said(voice),))
    return dressings.dressing_for(msgspec.structs.replace(a_document(), sections=(section,)))


def test_sentences_get_pictures_in_both_languages() -> None:
    found = dressings.dressing_for(a_document())
    passage = a_document().passages()[0]
    for language in ("en", "cy"):
        [sentence] = passage.wording(language, "easy").sentences
        assert "house" in [mark.sense for mark in found.of(sentence, language)]


def test_nobodys_own_words_get_pictures() -> None:
    assert dressed("family").marks
    assert dressed("own").marks == {}


def test_a_copy_is_dressed_and_says_so(plan: Plan) -> None:
    copy = plan.copy(DANI, KEZ)
    assert (copy.dressing, copy.dressed) == ("", "")
    dressings.dress(plan.session, copy.id)
    assert len(copy.dressed) == 64
    assert bodies.dressing_of(copy.dressing).marks


def test_dressing_again_gives_the_same(plan: Plan) -> None:
    copy = plan.copy(DANI, KEZ)
    dressings.dress(plan.session, copy.id)
    first = copy.dressed
    dressings.dress(plan.session, copy.id)
    assert copy.dressed == first


def test_a_copy_that_is_gone_is_passed_over(plan: Plan) -> None:
    dressings.dress(plan.session, 9999)


def test_what_the_background_was_not_told_of_is_found_by_the_sweep(plan: Plan, monkeypatch: pytest.MonkeyPatch) -> None:
    copy = plan.copy(DANI, KEZ)
    monkeypatch.setattr(dressings, "MOST_AT_ONCE", 99)
    dressings.dress_missed(plan.session)
    assert copy.dressed


def test_the_sweep_does_a_few_at_a_time(plan: Plan, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(dressings, "MOST_AT_ONCE", 1)
    dressings.dress_missed(plan.session)
    dressed_now = [copy for copy in plan.session.identity_map.values() if getattr(copy, "dressed", "")]
    assert len(dressed_now) == 1


def test_each_sentence_is_dressed_for_key_words_and_for_every_word() -> None:
    found = dressed("family")
    [sentence] = said("family").wording("en", "full").sentences
    assert [mark.sense for mark in found.of(sentence, "en")] == ["like", "house"]
    assert [mark.sense for mark in found.of(sentence, "en", "every")] == ["me", "like", "house"]


def test_a_copy_dressed_by_an_earlier_version_is_dressed_anew(plan: Plan, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(dressings, "MOST_AT_ONCE", 99)
    copy = plan.copy(DANI, KEZ)
    copy.dressing, copy.dressed = '{"marks":{}}', "0" * 64
    plan.session.flush()
    dressings.dress_missed(plan.session)
    assert copy.dressed.startswith(symbols.version())
    assert bodies.dressing_of(copy.dressing).every


def test_a_copy_dressed_by_this_version_is_left_alone(plan: Plan, monkeypatch: pytest.MonkeyPatch) -> None:
    copy = plan.copy(DANI, KEZ)
    dressings.dress(plan.session, copy.id)
    plan.session.flush()
    monkeypatch.setattr(dressings, "MOST_AT_ONCE", 99)
    monkeypatch.setattr(dressings, "dressing_for", lambda document: pytest.fail("dressed again") if document else None)
    for one in plan.session.scalars(select(Copy)):
        one.dressed = copy.dressed
    plan.session.flush()
    dressings.dress_missed(plan.session)


def test_what_an_earlier_version_kept_can_still_be_read() -> None:
    old = '{"marks":{"abc":[{"start":0,"end":3,"sense":"house","negated":true}]}}'
    [mark] = bodies.dressing_of(old).marks["abc"]
    assert (mark.sense, mark.negated, mark.time) == ("house", True, "")
