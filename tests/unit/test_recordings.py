"""A worker reads words aloud: heard by whoever gets just those words, and by nobody else; only sound comes through."""

import io
import math
import os
import struct
import wave
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import miniaudio
import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from accessibility import recording
from accessibility.profile import ReadingProfile
from accessibility.sound import RATE_HZ, Cue
from portal import background
from portal.database import now
from portal.errors import NotAllowed, NotFound
from portal.models import AuditEvent, Copy, Recording
from portal.services import copies, files, recordings, sounds
from tests.families import DANI, KEZ, LEAH, NEIL, YASMIN, Plan, a_plan


@pytest.fixture
def plan(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Plan]:
    monkeypatch.setattr(sounds, "WAIT_SECONDS", 0.0)
    with a_plan(tmp_path) as made:
        yield made


def a_wav(seconds: float = 1.5, hertz: int = 44100, loud: int = 12000, after: bytes = b"") -> bytes:
    """A note in both channels, and what a telephone may write behind it."""
    held = io.BytesIO()
    with wave.open(held, "wb") as file:
        file.setnchannels(2)
        file.setsampwidth(2)
        file.setframerate(hertz)
        notes = (int(loud * math.sin(number / 20)) for number in range(int(seconds * hertz)))
        file.writeframes(b"".join(struct.pack("<hh", one, one) for one in notes))
    return held.getvalue() + after


def where(plan: Plan, person: str = DANI) -> tuple[str, str, str]:
    record = plan.copy(KEZ, KEZ).edition.record.public_id
    return record, plan.people[KEZ].public_id, plan.people[person].public_id


def the_reason(plan: Plan) -> str:
    _, _, passages = recordings.to_read(plan.people[YASMIN], *where(plan), "en", "full")
    return next(one.key for one in passages if "canary-reason" in str(one.said))


def read(plan: Plan, content: bytes | None = None, who: str = YASMIN) -> Recording:
    content = a_wav() if content is None else content
    kept = recordings.keep(plan.people[who], *where(plan), "en", "full", the_reason(plan), content)
    recordings.make(plan.session, kept.id)
    plan.session.commit()
    return kept


def heard(plan: Plan, person: str, field: str = "reason") -> sounds.Sound | None:
    copy = plan.copy(person, KEZ)
    try:
        passage = plan.passage(copy, field)
        return sounds.listen(plan.people[person], copy.public_id, passage, "en", "full", lambda *_: None)
    except sounds.BeingMade:
        return None


def test_whoever_gets_just_these_words_hears_the_worker_and_is_told_who_it_is(plan: Plan) -> None:
    assert heard(plan, DANI) is None
    read(plan)
    mothers, fathers = heard(plan, DANI), heard(plan, NEIL)
    assert mothers is not None
    assert mothers == fathers
    assert mothers.read_by == plan.people[YASMIN].known_as
    # One sentence needs no mark.
    assert mothers.cues == (Cue(0, mothers.duration_ms),)
    assert 1400 < mothers.duration_ms < 1800
    assert heard(plan, KEZ, "health") is None


def a_file(plan: Plan, kind: str = "audio") -> tuple[str, bytes]:
    """A file of the mother's copy to take away, made: its key and what is in it."""
    asked = files.ask(plan.people[DANI], plan.copy(DANI, KEZ).public_id, kind, ReadingProfile(level="full"))
    plan.session.commit()
    files.make(plan.session, asked.id)
    plan.session.commit()
    assert not asked.problem
    return asked.key, files.path_of(asked).read_bytes()


def test_it_is_in_what_is_taken_away_too_and_only_in_what_is_heard(plan: Plan) -> None:
    before, paper = a_file(plan), a_file(plan, "text")
    kept = read(plan)
    after = a_file(plan)
    sound = recordings.path_of(plan.session, kept).read_bytes()
    assert before[0] != after[0]
    assert sound not in before[1]
    assert sound in after[1]
    assert a_file(plan, "text") == paper


def test_it_falls_away_when_a_word_changes(plan: Plan) -> None:
    kept = read(plan)
    said = recordings.to_read(plan.people[YASMIN], *where(plan), "en", "full")[2][0].said
    other = tuple(tuple((f"{text}!", language) for text, language in one) for one in said)
    assert recordings.find(plan.session, kept.record_id, kept.child_id, other) is None
    assert recordings.find(plan.session, kept.record_id, kept.child_id + 1, said) is None


def test_only_a_worker_of_the_child_reads_aloud_and_it_is_noted(plan: Plan) -> None:
    with pytest.raises(NotAllowed):
        read(plan, who=LEAH)
    with pytest.raises(NotAllowed):
        read(plan, who=DANI)
    read(plan)
    assert plan.session.scalar(select(AuditEvent).where(AuditEvent.action == "record:read-aloud"))


def test_words_that_are_not_in_the_copy_cannot_be_read_aloud(plan: Plan) -> None:
    with pytest.raises(NotFound):
        recordings.keep(plan.people[YASMIN], *where(plan), "en", "full", "0" * 64, a_wav())


@pytest.mark.parametrize("content", [b"", b"%PDF-1.7 not a sound", b"<svg>", b"OggS then more"])
def test_the_kind_of_file_is_told_by_what_is_in_it(plan: Plan, content: bytes) -> None:
    with pytest.raises(recordings.NotASound):
        read(plan, content)


def test_a_file_that_is_too_big_is_not_taken(plan: Plan, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(recordings, "MOST_BYTES", 1000)
    with pytest.raises(recordings.NotASound):
        read(plan)


@pytest.mark.parametrize(
    ("content", "problem"),
    [(a_wav(loud=20), "quiet"), (b"RIFF\0\0\0\0WAVE nothing more", "kind"), (a_wav(601, 1000), "long")],
)
def test_what_cannot_be_heard_says_why_and_the_voice_reads_on(plan: Plan, content: bytes, problem: str) -> None:
    kept = read(plan, content)
    assert (kept.problem, kept.sha256) == (problem, "")
    assert heard(plan, DANI) is None


def test_nothing_but_sound_is_kept_and_the_name_tells_nothing(plan: Plan, tmp_path: Path) -> None:
    kept = read(plan, a_wav(after=b"LIST\x10\0\0\0canary-place-and"))
    [path] = (tmp_path / "recordings").iterdir()
    assert path.name == f"{kept.sha256}.mp3"
    content = path.read_bytes()
    assert b"canary" not in content
    decoded = miniaudio.decode(content, nchannels=1, sample_rate=RATE_HZ).samples
    assert max(decoded) > 5000
    assert recording.count_frames(content) * 576 == len(decoded)


def test_a_reading_that_is_taken_away_is_heard_no_more_and_its_file_goes(plan: Plan, tmp_path: Path) -> None:
    read(plan)
    [path] = (tmp_path / "recordings").iterdir()
    recordings.take_back(plan.people[YASMIN], *where(plan), "en", "full", the_reason(plan))
    plan.session.commit()
    assert heard(plan, DANI) is None
    os.utime(path, (0, 0))
    recordings.forget_unused(plan.session)
    assert not path.exists()


def test_a_reading_that_is_in_use_stays_and_a_new_one_takes_its_place(plan: Plan, tmp_path: Path) -> None:
    before = read(plan).sha256
    after = read(plan, a_wav(2.5)).sha256
    for path in (tmp_path / "recordings").iterdir():
        os.utime(path, (0, 0))
    recordings.forget_unused(plan.session)
    assert [path.stem for path in (tmp_path / "recordings").iterdir()] == [after]
    assert before != after


def a_while_ago(plan: Plan, kept: Recording, ago: timedelta) -> None:
    kept.read_at = now() - ago
    plan.session.commit()


def test_a_reading_that_was_missed_is_made_by_the_sweep_and_one_just_sent_is_left_to_its_task(plan: Plan) -> None:
    kept = recordings.keep(plan.people[YASMIN], *where(plan), "en", "full", the_reason(plan), a_wav())
    plan.session.commit()
    assert heard(plan, DANI) is None
    assert "portal.services.recordings:make_missed" in background.SWEEPS
    assert "portal.services.recordings:forget_unused" in background.TIDYINGS
    recordings.make_missed(plan.session)
    assert heard(plan, DANI) is None
    a_while_ago(plan, kept, recordings.MISSED_AFTER)
    recordings.make_missed(plan.session)
    assert heard(plan, DANI) is not None


def test_what_is_read_anew_while_the_first_is_being_made_is_what_is_kept(
    plan: Plan, monkeypatch: pytest.MonkeyPatch
) -> None:
    def take_and_be_overtaken(sent: Path, made: Path) -> int:
        monkeypatch.undo()
        with Session(plan.session.connection()) as other:
            [row] = other.scalars(select(Recording))
            row.sent = "another"
            other.flush()
        (sent.parent / "another.sent").write_bytes(a_wav(3))
        return recording.take(sent, made)

    monkeypatch.setattr(recordings, "take", take_and_be_overtaken)
    kept = read(plan)
    plan.session.refresh(kept)
    assert (kept.sent, kept.sha256) == ("another", "")
    recordings.make(plan.session, kept.id)
    assert kept.duration_ms > 2800


def test_words_that_no_copy_has_any_more_lose_their_reading_but_not_while_they_are_prepared(plan: Plan) -> None:
    kept = read(plan)
    a_while_ago(plan, kept, 2 * recordings.KEPT)
    recordings.forget_unused(plan.session)
    assert heard(plan, DANI) is not None
    for copy in plan.session.scalars(select(Copy)):
        copy.recalled_at = now()
    kept.read_at = now()
    plan.session.commit()
    recordings.forget_unused(plan.session)
    assert plan.session.scalars(select(Recording)).all() == [kept]
    a_while_ago(plan, kept, 2 * recordings.KEPT)
    recordings.forget_unused(plan.session)
    assert plan.session.scalars(select(Recording)).all() == []


def test_nobody_hears_a_reading_through_a_copy_that_was_recalled(plan: Plan) -> None:
    read(plan)
    passage = plan.passage(plan.copy(NEIL, KEZ), "reason")
    plan.copy(NEIL, KEZ).recalled_at = now()
    plan.session.commit()
    with pytest.raises(NotFound):
        sounds.listen(plan.people[NEIL], plan.copy(NEIL, KEZ).public_id, passage, "en", "full", lambda *_: None)
    assert heard(plan, DANI) is not None


def test_what_is_read_to_others_leaves_no_trace_in_somebodys_file(plan: Plan) -> None:
    before = a_file(plan)
    dani = recordings.words_of(copies.read(plan.people[DANI], plan.copy(DANI, KEZ).public_id).document)
    _, _, passages = recordings.to_read(plan.people[YASMIN], *where(plan, KEZ), "en", "full")
    childs = next(one.key for one in passages if one.key not in dani)
    kept = recordings.keep(plan.people[YASMIN], *where(plan, KEZ), "en", "full", childs, a_wav())
    recordings.make(plan.session, kept.id)
    plan.session.commit()
    assert kept.sha256
    assert a_file(plan) == before


@pytest.mark.parametrize("how", ["taken away", "read anew"])
def test_a_file_with_a_reading_in_it_closes_when_that_reading_goes(plan: Plan, how: str) -> None:
    read(plan)
    dani, copy = plan.people[DANI], plan.copy(DANI, KEZ).public_id
    asked = [files.ask(dani, copy, kind, ReadingProfile(level="full")).public_id for kind in ("audio", "text")]
    plan.session.commit()
    if how == "taken away":
        recordings.take_back(plan.people[YASMIN], *where(plan), "en", "full", the_reason(plan))
    else:
        read(plan, a_wav(2.5))
    plan.session.commit()
    with pytest.raises(NotFound):
        files.find(dani, asked[0])
    assert files.find(dani, asked[1])
