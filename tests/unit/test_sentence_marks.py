"""A worker marks where each sentence of a reading begins: kept with that recording, used wherever it is heard."""

from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest
from sqlalchemy import func, select

from accessibility.profile import ReadingProfile
from accessibility.sound import Cue, Spoken
from portal.database import now
from portal.errors import AlreadyChanged, NotAllowed, NotFound
from portal.models import AuditEvent, Recording
from portal.services import editions, files, recordings, sentence_marks, sounds
from portal.services.sentence_marks import WrongMark
from tests.builders import received
from tests.families import DANI, KEZ, LEAH, NEIL, YASMIN, Plan, a_plan, a_small_plan
from tests.unit.opened_files import members
from tests.unit.test_recordings import a_wav, where

TEXT = "Kez came in May. She likes her room and the dog next door. It goes well."
MARKS = (0, 800, 2100)


@pytest.fixture
def plan(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Plan]:
    monkeypatch.setattr(sounds, "WAIT_SECONDS", 0.0)
    with a_plan(tmp_path) as made:
        with_sentences(made)
        yield made


def with_sentences(plan: Plan, text: str = TEXT, version: int = 3) -> None:
    """A new version comes in, in which the passage that everybody gets has three sentences, and is published."""
    record = a_small_plan(version=version)
    record["passages"][0]["text"] = text
    received(plan.session, record)
    ids = [plan.people[one].public_id for one in (KEZ, DANI, NEIL)]
    editions.publish(plan.people[YASMIN], plan.record.public_id, plan.people[KEZ].public_id, ids)
    plan.session.commit()


def key_of(plan: Plan, begins: str = "Kez came") -> str:
    _, _, passages = recordings.to_read(plan.people[YASMIN], *where(plan), "en", "full")
    return next(one.key for one in passages if begins in str(one.said))


def read(plan: Plan, seconds: float = 3.0) -> Recording:
    """The passage, read aloud and made fit."""
    kept = recordings.keep(plan.people[YASMIN], *where(plan), "en", "full", key_of(plan), a_wav(seconds))
    recordings.make(plan.session, kept.id)
    plan.session.commit()
    return kept


def mark(plan: Plan, sha256: str, begins: Sequence[int] = MARKS, who: str = YASMIN) -> None:
    sentence_marks.mark(plan.people[who], sha256, begins, key_of(plan), *where(plan), "en", "full")
    plan.session.commit()


def heard(plan: Plan, person: str = KEZ, part: tuple[int, int] | None = None) -> sounds.Sound:
    copy = plan.copy(person, KEZ)
    place = (copy.public_id, plan.passage(copy, "reason"), "en", "full")
    return sounds.listen(plan.people[person], *place, lambda *_: None, part)


def test_until_it_is_marked_all_of_a_reading_is_heard_at_once(plan: Plan) -> None:
    read(plan)
    assert heard(plan).cues == ()
    assert heard(plan, part=(1, 1)) == heard(plan)


def test_every_reader_of_these_words_gets_a_time_for_each_sentence(plan: Plan) -> None:
    kept = read(plan)
    mark(plan, kept.sha256)
    whole = heard(plan)
    assert whole.cues == (Cue(0, 800), Cue(800, 2100), Cue(2100, kept.duration_ms))
    assert whole == heard(plan, NEIL)


def test_one_sentence_by_itself_is_just_that_part_of_the_reading(plan: Plan) -> None:
    kept = read(plan)
    mark(plan, kept.sha256)
    second = heard(plan, part=(1, 1))
    assert 1300 <= second.duration_ms <= 1300 + 5 * 27
    assert len(second.cues) == 1
    assert second.mp3[-1000:] in recordings.path_of(plan.session, kept).read_bytes()
    assert heard(plan, part=(1, 2)).duration_ms > second.duration_ms + 500


@pytest.mark.parametrize("part", [(-1, 0), (2, 1), (0, 3), (7, 7)])
def test_sentences_that_are_not_there_are_not_found(plan: Plan, part: tuple[int, int]) -> None:
    read(plan)
    with pytest.raises(NotFound):
        heard(plan, part=part)


def test_a_guess_stands_there_until_somebody_marks(plan: Plan) -> None:
    kept = read(plan)
    _, before = sentence_marks.to_mark(plan.people[YASMIN], key_of(plan), *where(plan), "en", "full")
    assert (before.is_marked, before.begins[0], len(before.begins)) == (False, 0, 3)
    mark(plan, kept.sha256)
    _, after = sentence_marks.to_mark(plan.people[YASMIN], key_of(plan), *where(plan), "en", "full")
    assert (after.is_marked, after.begins) == (True, MARKS)


@pytest.mark.parametrize(
    ("begins", "field"),
    [
        ((0, 800, 800), "begins-2"),
        ((0, 0, 900), "begins-1"),
        ((0, 900, 60_000), "begins-2"),
        ((0, 5000, 6000), "begins-1"),
    ],
)
def test_a_mark_that_cannot_be_is_refused_beside_its_field(plan: Plan, begins: tuple[int, ...], field: str) -> None:
    kept = read(plan)
    with pytest.raises(WrongMark) as refused:
        mark(plan, kept.sha256, begins)
    assert refused.value.field == field
    assert kept.begins == []


@pytest.mark.parametrize("begins", [(), (0,), (0, 1, 2, 3), (5, 800, 900)])
def test_as_many_marks_as_sentences_and_the_first_at_the_beginning(plan: Plan, begins: tuple[int, ...]) -> None:
    kept = read(plan)
    with pytest.raises(AlreadyChanged):
        mark(plan, kept.sha256, begins)


def test_marks_go_with_their_recording(plan: Plan) -> None:
    before = read(plan).sha256
    mark(plan, before)
    kept = read(plan, 4.0)
    assert kept.begins == []
    assert heard(plan).cues == ()
    with pytest.raises(AlreadyChanged):
        mark(plan, before)


def test_words_that_change_have_no_marks(plan: Plan) -> None:
    mark(plan, read(plan).sha256)
    with_sentences(plan, TEXT.replace("May", "June"), 4)
    with pytest.raises(sounds.BeingMade):
        heard(plan)


def test_only_a_worker_of_the_child_marks_and_it_is_noted(plan: Plan) -> None:
    kept = read(plan)
    for who in (LEAH, DANI):
        with pytest.raises(NotAllowed):
            mark(plan, kept.sha256, who=who)
    of_aloud = select(func.count()).where(AuditEvent.action == "record:read-aloud")
    before = plan.session.scalar(of_aloud)
    mark(plan, kept.sha256)
    assert plan.session.scalar(of_aloud) == (before or 0) + 1


def test_there_is_nothing_to_mark_in_what_is_not_ready_or_is_one_sentence(plan: Plan) -> None:
    recordings.keep(plan.people[YASMIN], *where(plan), "en", "full", key_of(plan), a_wav())
    with pytest.raises(NotFound):
        sentence_marks.to_mark(plan.people[YASMIN], key_of(plan), *where(plan), "en", "full")
    with_sentences(plan, "Kez came in May.", 4)
    read(plan)
    with pytest.raises(NotFound):
        sentence_marks.to_mark(plan.people[YASMIN], key_of(plan), *where(plan), "en", "full")


def test_a_talking_book_made_before_is_made_anew_with_the_marks(plan: Plan) -> None:
    kept = read(plan)
    before = a_book(plan)
    mark(plan, kept.sha256)
    after = a_book(plan)
    name = plan.passage(plan.copy(DANI, KEZ), "reason")
    assert f"#{name}-text" in before
    assert f"#{name}-text" not in after
    assert all(f"#{name}-{number}" in after for number in range(3))


def a_book(plan: Plan) -> str:
    asked = files.ask(plan.people[DANI], plan.copy(DANI, KEZ).public_id, "book", ReadingProfile(level="full"))
    plan.session.commit()
    files.make(plan.session, asked.id)
    plan.session.commit()
    assert not asked.problem
    parts = members(files.path_of(asked).read_bytes())
    return "".join(text.decode() for one, text in parts.items() if one.endswith(".smil"))


def test_what_a_worker_reads_is_not_spoken_at_publishing_and_is_once_nobody_reads_it(
    plan: Plan, monkeypatch: pytest.MonkeyPatch
) -> None:
    spoken: set[Spoken] = set()
    monkeypatch.setattr(sounds, "_speak", lambda _session, said, _manner: spoken.update(said))
    copy = plan.copy(DANI, KEZ)
    plan.people[DANI].reading = {"level": "full"}
    plan.session.commit()
    sounds.make_for_reader(plan.session, copy.id)
    assert any("Kez came" in str(one) for one in spoken)
    everything = set(spoken)
    spoken.clear()
    read(plan)
    sounds.make_for_reader(plan.session, copy.id)
    assert {str(one)[:12] for one in everything - spoken} == {"(('Kez came ", "(('She likes", "(('It goes w"}
    spoken.clear()
    recordings.take_back(plan.people[YASMIN], *where(plan), "en", "full", key_of(plan))
    sounds.make_for_reader(plan.session, copy.id)
    assert spoken == everything


def test_a_worker_who_is_no_longer_theirs_is_not_said_to_be(plan: Plan) -> None:
    read(plan)
    copy = plan.copy(DANI, KEZ)
    [before] = recordings.of_copy(plan.session, copy).values()
    plan.ties[YASMIN, KEZ].until_on = now().date()
    plan.session.commit()
    [after] = recordings.of_copy(plan.session, copy).values()
    assert (before.voice.name, before.voice.is_theirs) == (plan.people[YASMIN].known_as, True)
    assert (after.voice.name, after.voice.is_theirs) == (plan.people[YASMIN].known_as, False)
