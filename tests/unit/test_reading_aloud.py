"""Parts of what somebody reads aloud: each sentence where it was marked, and nothing of it lost or changed."""

import math
from array import array
from pathlib import Path

import miniaudio
import pytest

from accessibility.document import Sentence
from accessibility.narration import Narrator
from accessibility.outline import outline
from accessibility.profile import ReadingProfile
from accessibility.reading_aloud import Reading, Voice, between, cues_of, guessed, only
from accessibility.sound import (
    FRAME_SAMPLES,
    RATE_HZ,
    Cue,
    Manner,
    Sound,
    count_frames,
    frames_of,
    milliseconds,
    spoken,
    words_key,
)
from accessibility.speech_job import encode
from tests.unit.a_copy import COPY, OWN
from tests.unit.opened_files import QuietNarrator, a_reading

THREE = ((("One.", "en"),), (("Then a longer one.", "en"),), (("Tri.", "cy"),))
WITH_A_LINE = (THREE[0], (("* * *", "en"),), THREE[1], (("-", "en"),))


def notes(*hertz: int) -> bytes:
    """A second of each note, one after the other, as an MP3 of ours."""
    waves = (round(9000 * math.sin(2 * math.pi * one * number / RATE_HZ)) for one in hertz for number in range(RATE_HZ))
    return encode(array("h", waves).tobytes())


def decoded(mp3: bytes) -> "array[int]":
    samples: array[int] = miniaudio.decode(mp3, nchannels=1, sample_rate=RATE_HZ).samples
    return samples


def test_each_sentence_lasts_until_the_next_begins() -> None:
    assert cues_of(THREE, (0, 900, 2000), 3000) == (Cue(0, 900), Cue(900, 2000), Cue(2000, 3000))


def test_what_cannot_be_said_has_no_mark_and_takes_no_time() -> None:
    cues = cues_of(WITH_A_LINE, (0, 700), 2000)
    assert cues == (Cue(0, 700), Cue(700, 700), Cue(700, 2000), Cue(2000, 2000))


def test_marks_of_other_sentences_are_none_and_one_sentence_needs_none() -> None:
    assert cues_of(THREE, (), 3000) == cues_of(THREE, (0, 900), 3000) == ()
    assert cues_of(THREE[:1], (), 3000) == (Cue(0, 3000),)


def test_a_guess_is_by_how_long_each_sentence_is() -> None:
    begins = guessed(WITH_A_LINE + THREE[2:], 10_000)
    assert begins == (0, 1500, 8500)


def test_a_reading_cut_at_its_marks_is_the_same_to_the_byte() -> None:
    whole = notes(300, 500, 800)
    duration = milliseconds(count_frames(whole) * FRAME_SAMPLES)
    parts = [between(whole, start, end)[0] for start, end in ((0, 960), (960, 2040), (2040, duration))]
    assert b"".join(parts) == whole
    assert all(map(count_frames, parts))


@pytest.mark.parametrize("number", [0, 1, 2])
def test_one_sentence_by_itself_sounds_as_it_does_in_the_whole(number: int) -> None:
    whole = notes(300, 500, 800)
    duration = milliseconds(count_frames(whole) * FRAME_SAMPLES)
    cues = cues_of(THREE, (0, 1000, 2000), duration)
    part = only(Sound(whole, duration, cues, "Yasmin"), number, number)
    assert part.read_by == "Yasmin"
    [cue] = part.cues
    assert cue.end_ms <= part.duration_ms
    assert cue.start_ms <= 4 * 27 + 14
    # From the mark on it is the same to the sample, in whole frames.
    frames = (count_frames(part.mp3) - frames_of(cue.start_ms)) * FRAME_SAMPLES
    there = decoded(whole)[frames_of(cues[number].start_ms) * FRAME_SAMPLES :][:frames]
    assert decoded(part.mp3)[-frames:] == there
    assert len(decoded(part.mp3)) == count_frames(part.mp3) * FRAME_SAMPLES


def test_in_a_file_each_marked_sentence_has_a_time_of_its_own_and_no_voice_says_it(tmp_path: Path) -> None:
    entries = outline(COPY, ReadingProfile(level="full"))
    own = OWN.sentences
    narrator = QuietNarrator(tmp_path, a_reading(tmp_path, own, (0, 1200)))
    told = narrator.tell(entries)
    first, second = [cue for cue in told.cues if cue.id in ("bbb-0", "bbb-1")]
    assert second.start_ms - first.start_ms == pytest.approx(1200, abs=14)
    assert second.end_ms - second.start_ms == pytest.approx(1800, abs=27)
    assert first.end_ms <= second.start_ms
    assert not {one.text for one in own} & set(narrator.told)
    assert {one.text for one in own} <= set(unread_texts(QuietNarrator(tmp_path)))


def unread_texts(narrator: Narrator) -> list[str]:
    entries = outline(COPY, ReadingProfile(level="full"))
    return ["".join(text for text, _ in said) for said in narrator.unread(entries)]


def test_a_sentence_that_also_stands_where_nobody_has_read_it_is_still_said_by_the_voice(tmp_path: Path) -> None:
    own = OWN.sentences
    other = a_reading(tmp_path, own[:1])
    assert {one.text for one in own} <= set(unread_texts(QuietNarrator(tmp_path, other)))


def test_nothing_stands_between_two_pieces_of_a_reading(tmp_path: Path) -> None:
    mp3 = tmp_path / "reading.mp3"
    mp3.write_bytes(notes(300, 500))
    words = words_key([spoken(Sentence(one.runs)) for one in OWN.sentences])
    reading = Reading(mp3, Voice("Yasmin", is_theirs=True), (0, 1000))
    narrator = QuietNarrator(tmp_path, {words: reading})
    narrator.pause_ms = 1500
    assert mp3.read_bytes() in narrator.tell(outline(COPY, ReadingProfile(level="full"))).mp3


def test_the_voice_of_a_file_says_what_is_left(tmp_path: Path) -> None:
    [(words, reading)] = a_reading(tmp_path, OWN.sentences).items()
    narrator = Narrator(tmp_path, Manner(140), 0, {words: reading})
    assert len(narrator.unread(outline(COPY, ReadingProfile(level="full")))) > 5
