"""A copy as one sound: frame joined to frame, with a chapter for each section."""

import struct
from pathlib import Path
from typing import NamedTuple

import pytest

from accessibility.formats import audio
from accessibility.in_line import in_line
from accessibility.narration import QUIET_MS, Narrator
from accessibility.outline import outline
from accessibility.profile import ReadingProfile
from accessibility.sound import FRAME_SAMPLES, Manner, count_frames, milliseconds
from tests.unit.a_copy import COPY, DRESSING, OWN
from tests.unit.opened_files import QuietNarrator, a_reading

PROFILE = ReadingProfile(level="full")


class Frame(NamedTuple):
    """A frame of what an MP3 tells of itself."""

    name: str
    data: bytes


def size(data: bytes) -> int:
    return sum(byte << shift for byte, shift in zip(data, (21, 14, 7, 0), strict=True))


def taken_apart(made: bytes) -> tuple[list[Frame], bytes]:
    """What an MP3 tells of itself, and its sound."""
    assert made[:6] == b"ID3\x04\x00\x00"
    end = 10 + size(made[6:10])
    return frames(made[10:end]), made[end:]


def frames(data: bytes) -> list[Frame]:
    found, at = [], 0
    while at < len(data):
        length = size(data[at + 4 : at + 8])
        found.append(Frame(data[at : at + 4].decode(), data[at + 10 : at + 10 + length]))
        at += 10 + length
    return found


def text(frame: Frame) -> str:
    return frame.data.removeprefix(b"\x03").decode("utf-8")


def chapters(found: list[Frame]) -> list[tuple[str, int, int]]:
    """The chapters' titles and times, in the order of the list of them."""
    by_name = {}
    for one in found:
        if one.name == "CHAP":
            name, _, rest = one.data.partition(b"\x00")
            start, end = struct.unpack(">2I", rest[:8])
            by_name[name] = (text(frames(rest[16:])[0]), start, end)
    [toc] = [one.data for one in found if one.name == "CTOC"]
    assert toc[:5] == b"toc\x00\x03"
    names = toc[6:].split(b"\x00")[:-1]
    assert len(names) == toc[5] == len(by_name)
    return [by_name[name] for name in names]


def test_the_sound_is_whole_frames_and_nothing_else(tmp_path: Path) -> None:
    narrator = QuietNarrator(tmp_path)
    _, sound = taken_apart(audio.render(COPY, PROFILE, DRESSING, narrator))
    told = narrator.tell(outline(COPY, PROFILE))
    assert sound == told.mp3
    position = 0
    while position < len(sound):
        assert sound[position] == 0xFF
        position += 72 * 48000 // 22050 + (sound[position + 2] >> 1 & 1)
    assert position == len(sound)
    assert told.duration_ms == milliseconds(count_frames(sound) * FRAME_SAMPLES)


def test_each_thing_said_has_its_time_and_headings_have_quiet_round_them(tmp_path: Path) -> None:
    entries = outline(COPY, PROFILE)
    told = QuietNarrator(tmp_path).tell(entries)
    assert [cue.id for cue in told.cues] == [saying.id for entry in entries for saying in entry.sayings]
    ends = {cue.id: number for number, cue in enumerate(told.cues)}
    section = ends["part-2"]
    quiet = told.cues[section].start_ms - told.cues[section - 1].end_ms
    assert quiet >= QUIET_MS["section"]
    assert quiet > told.cues[1].start_ms - told.cues[0].end_ms - QUIET_MS["title"]


def test_it_has_its_title_its_language_and_a_chapter_for_each_section(tmp_path: Path) -> None:
    profile = ReadingProfile(language="cy", level="full")
    found, sound = taken_apart(audio.render(COPY, profile, DRESSING, QuietNarrator(tmp_path)))
    assert text(next(one for one in found if one.name == "TIT2")) == "Fy adolygiad"
    assert next(one for one in found if one.name == "TLAN").data == b"\x03cym"
    told = chapters(found)
    assert [title for title, _, _ in told] == ["Fy adolygiad", *(one.heading.cy for one in in_line(COPY).sections)]
    assert told[0][1] == 0
    assert all(end == start for (_, _, end), (_, start, _) in zip(told, told[1:], strict=False))
    assert told[-1][2] == milliseconds(count_frames(sound) * FRAME_SAMPLES)


def test_a_sound_without_anybody_to_speak_it_is_refused() -> None:
    with pytest.raises(ValueError, match="somebody to speak"):
        audio.render(COPY, PROFILE)


def test_the_readers_pause_stands_after_every_sentence(tmp_path: Path) -> None:
    entries = outline(COPY, PROFILE)
    short = QuietNarrator(tmp_path)
    long = QuietNarrator(tmp_path)
    long.pause_ms = 1500
    more = long.tell(entries).duration_ms - short.tell(entries).duration_ms
    assert more == pytest.approx(1500 * sum(len(entry.sayings) for entry in entries), rel=0.02)


def test_what_somebody_has_read_aloud_is_heard_in_the_place_of_its_sentences(tmp_path: Path) -> None:
    own = OWN.sentences
    entries = outline(COPY, PROFILE)
    by_voice, by_person = QuietNarrator(tmp_path), QuietNarrator(tmp_path, a_reading(tmp_path, own))
    voice, person = by_voice.tell(entries), by_person.tell(entries)
    assert person.duration_ms - voice.duration_ms == pytest.approx(3000 - 200 * len(own), abs=60)
    [read] = [cue for cue in person.cues if cue.id.endswith("-text")]
    assert read.end_ms - read.start_ms == pytest.approx(3000, abs=30)
    name = read.id.removesuffix("-text")
    left_out = {f"{name}-{number}" for number in range(len(own))}
    assert [cue.id for cue in voice.cues if cue.id not in left_out] == [
        cue.id for cue in person.cues if cue is not read
    ]


def test_a_reading_of_other_words_is_not_heard(tmp_path: Path) -> None:
    own = OWN.sentences
    other = a_reading(tmp_path, own[:-1])
    entries = outline(COPY, PROFILE)
    assert QuietNarrator(tmp_path, other).tell(entries) == QuietNarrator(tmp_path).tell(entries)


def test_a_real_voice_says_all_of_it(tmp_path: Path) -> None:
    told = Narrator(tmp_path, Manner(140), pause_ms=0).tell(outline(COPY, PROFILE))
    words = sum(len("".join(t for t, _ in entry.spans).split()) for entry in outline(COPY, PROFILE))
    assert words * 150 < told.duration_ms < words * 1500
