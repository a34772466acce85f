"""Sounds of copies: at the reader's own speed, with their pauses, shared by hash, gone when nothing uses them."""

import os
import time
from pathlib import Path

import pytest

from accessibility import voices
from accessibility.document import LANGUAGES, LEVELS
from accessibility.reading_aloud import spoken_in
from accessibility.sound import Manner, Piece, Spoken, Times, piece_path, store_piece
from portal import background
from portal.database import now
from portal.services import copies, sounds
from tests.families import DANI, KEZ, NEIL, Plan

LONG_AGO = time.time() - 2 * sounds.SPARED_SECONDS


def sentences(plan: Plan, person: str, field: str = "reason") -> tuple[Spoken, ...]:
    copy = plan.copy(person, KEZ)
    passage = copies.whole(copy).passage(plan.passage(copy, field))
    assert passage is not None
    return spoken_in(passage, "en", "plain", "adult")


def kept(folder: Path, said: Spoken, manner: Manner | None = None, when: float = LONG_AGO) -> Path:
    """A sentence as it is kept since long ago."""
    manner = manner or Manner(sounds.RATES["plain"])
    store_piece(folder / "sounds", said, manner, Piece(Times(40, 3, 50, 900), b"mp3"))
    path = piece_path(folder / "sounds", said, manner)
    os.utime(path, (when, when))
    return path


def listened(plan: Plan, person: str = DANI) -> tuple[sounds.Sound | None, list[tuple[object, ...]]]:
    """What a person hears of the passage, and what was asked for because it was not there."""
    copy, asked = plan.copy(person, KEZ), list[tuple[object, ...]]()
    passage = plan.passage(copy, "reason")
    try:
        heard = sounds.listen(
            plan.people[person], copy.public_id, passage, "en", "plain", lambda *task: asked.append(task)
        )
    except sounds.BeingMade:
        return None, asked
    return heard, asked


def test_two_readers_of_the_same_words_hear_the_same_file(plan: Plan, tmp_path: Path) -> None:
    for said in sentences(plan, DANI):
        kept(tmp_path, said)
    assert sentences(plan, DANI) == sentences(plan, NEIL)
    (mine, asked), (his, also_asked) = listened(plan), listened(plan, NEIL)
    assert mine is not None
    assert mine == his
    assert asked == also_asked == []


@pytest.mark.parametrize(("speed", "rate"), [("slowest", 98), ("slower", 119), ("usual", 140), ("faster", 175)])
def test_a_reader_hears_it_at_their_own_speed(speed: str, rate: int, plan: Plan, tmp_path: Path, monkeypatch) -> None:
    monkeypatch.setattr(sounds, "WAIT_SECONDS", 0.0)
    plan.people[DANI].reading = {"level": "plain", "speed": speed}
    assert listened(plan)[0] is None
    for said in sentences(plan, DANI):
        kept(tmp_path, said, Manner(rate))
    assert listened(plan)[0] is not None


def test_a_reader_who_likes_a_pause_gets_one_after_each_sentence(plan: Plan, tmp_path: Path) -> None:
    for said in sentences(plan, DANI):
        kept(tmp_path, said)
    lengths = []
    for pause in sounds.PAUSES_MS:
        plan.people[DANI].reading = {"level": "plain", "pause": pause}
        heard, _ = listened(plan)
        assert heard is not None
        lengths.append(heard.duration_ms)
    per_sentence = [(length - lengths[0]) / len(sentences(plan, DANI)) for length in lengths]
    assert per_sentence == pytest.approx(list(sounds.PAUSES_MS.values()), abs=15)


def test_what_a_copy_says_is_kept_whatever_language_or_level_it_is_in(plan: Plan, tmp_path: Path) -> None:
    copy = plan.copy(DANI, KEZ)
    document = copies.whole(copy)
    said = {
        one
        for passage in document.passages()
        for language in LANGUAGES
        for level in LEVELS
        for one in spoken_in(passage, language, level, document.audience)
    }
    paths = [kept(tmp_path, one) for one in said]
    sounds.forget_unused(plan.session)
    assert len(paths) > 3
    assert all(path.exists() for path in paths)


def test_what_no_copy_says_any_more_is_gone(plan: Plan, tmp_path: Path) -> None:
    words_of_nobody = kept(tmp_path, (("canary-nobody says this", "en"),))
    still = [kept(tmp_path, one) for one in sentences(plan, DANI)]
    sounds.forget_unused(plan.session)
    assert not words_of_nobody.exists()
    assert all(path.exists() for path in still)


def test_a_sentence_goes_when_the_last_copy_that_says_it_is_recalled(plan: Plan, tmp_path: Path) -> None:
    path = kept(tmp_path, sentences(plan, DANI, "health")[0])
    mothers, fathers, own = (plan.copy(person, KEZ) for person in (DANI, NEIL, KEZ))
    mothers.recalled_at = fathers.recalled_at = now()
    plan.session.commit()
    sounds.forget_unused(plan.session)
    assert path.exists()
    own.recalled_at = now()
    plan.session.commit()
    sounds.forget_unused(plan.session)
    assert not path.exists()


def test_what_an_older_code_or_another_voice_spoke_is_gone(plan: Plan, tmp_path: Path) -> None:
    [said, *_] = sentences(plan, DANI)
    now_spoken = kept(tmp_path, said)
    before = now_spoken.with_name(f"{now_spoken.stem.split('-')[0]}-{'0' * 16}.sound")
    before.write_bytes(b"older")
    os.utime(before, (LONG_AGO, LONG_AGO))
    another = kept(tmp_path, said, Manner(140, (("cy", "espeak"), ("en", "another"))))
    sounds.forget_unused(plan.session)
    assert [path.exists() for path in (now_spoken, before, another)] == [True, False, False]


def test_what_was_spoken_just_now_is_spared_for_its_copy_may_be_on_its_way(plan: Plan, tmp_path: Path) -> None:
    path = kept(tmp_path, (("words of a copy that is being published", "en"),), when=time.time())
    sounds.forget_unused(plan.session)
    assert path.exists()


def test_the_background_tidies_sounds_away(plan: Plan, tmp_path: Path) -> None:
    assert "portal.services.sounds:forget_unused" in background.TIDYINGS
    assert background.work_at("portal.services.sounds:forget_unused") is sounds.forget_unused


def test_the_voices_of_the_setting_are_those_that_speak(plan: Plan) -> None:
    assert sounds.manner_for(plan.session, sounds.ReadingProfile(), "easy").voices == voices.chosen("")
    plan.session.info["voices"] = (("cy", "espeak"), ("en", "another"))
    assert sounds.manner_for(plan.session, sounds.ReadingProfile(), "easy").driver("en") == "another"
