"""What somebody has read aloud: who it was, when each sentence begins in it, and parts of it.

When a sentence begins is marked by ear, in milliseconds of the MP3. One with nothing to say has no mark: it begins and
ends where the next begins.
"""

from collections.abc import Mapping, Sequence
from itertools import accumulate, pairwise
from pathlib import Path
from typing import NamedTuple

import msgspec

from accessibility.document import Audience, Language, Level, Passage, Section
from accessibility.explained import words_shown
from accessibility.labels import Labels
from accessibility.layout import Laid, LaidSection
from accessibility.profile import ReadingProfile
from accessibility.sound import (
    FRAME_SAMPLES,
    Cue,
    Sound,
    Spoken,
    can_be_said,
    frame_edges,
    frames_of,
    milliseconds,
    spoken,
    words_key,
)

# A frame is heard right after two whole ones, and each may be written in part in the two before itself (MPEG-2 layer
# III: main_data_begin is at most 255 bytes, and a frame of ours has at least 143 of its own).
LEAD_FRAMES, FILLING = 4, 2
_HEADER, _SIDE_INFO = 4, 9
# How exactly a mark is told.
STEP_MS = 100


class Voice(msgspec.Struct, frozen=True):
    """Who reads aloud: a worker of the council, by name, and whether they are the child's worker now."""

    name: str
    is_theirs: bool


class Reading(NamedTuple):
    """An MP3 of ours in which somebody reads a passage, and when its sentences begin, () where nobody marked that."""

    path: Path
    voice: Voice
    begins: tuple[int, ...] = ()


def spoken_in(passage: Passage, language: Language, level: Level, audience: Audience) -> tuple[Spoken, ...]:
    """What is said of a passage: its sentences in the order of the page, each stretch in its own language."""
    return tuple(spoken(sentence) for sentence in words_shown(passage, language, level, audience).sentences)


def cues_of(said: Sequence[Spoken], begins: Sequence[int], duration_ms: int) -> tuple[Cue, ...]:
    """When each sentence is heard, until the next begins; () where nobody has marked it. One alone needs no mark."""
    marks = begins or (0,)
    if len(marks) != sum(map(can_be_said, said)):
        return ()
    spans = pairwise((*marks, duration_ms))
    cues, end = list[Cue](), 0
    for one in said:
        start, end = next(spans) if can_be_said(one) else (end, end)
        cues.append(Cue(start, end))
    return tuple(cues)


def guessed(said: Sequence[Spoken], duration_ms: int) -> tuple[int, ...]:
    """When each sentence that can be said may begin, if all were read equally fast."""
    lengths = [sum(len(text) for text, _ in one) for one in said if can_be_said(one)]
    before = accumulate(lengths[:-1], initial=0)
    return tuple(round(duration_ms * letters / sum(lengths) / STEP_MS) * STEP_MS for letters in before)


def between(mp3: bytes, start_ms: int, end_ms: int, lead: int = 0) -> tuple[bytes, int]:
    """The frames of an MP3 of ours from one moment to another, with `lead` frames before them; and the moment at which
    the first of all these begins.
    """
    edges = frame_edges(mp3)
    first = max(0, frames_of(start_ms) - lead)
    return mp3[edges[first] : edges[min(frames_of(end_ms), len(edges) - 1)]], milliseconds(first * FRAME_SAMPLES)


def _alone(mp3: bytes) -> bytes:
    """Frames out of the middle of an MP3 of ours, made to stand by themselves: those before the first whole one are
    silent, and hold nothing but what is written in them of those after.
    """
    edges, made = frame_edges(mp3), bytearray(mp3)
    held = 0
    for edge, end in pairwise(edges[: FILLING + 1]):
        side_info = edge + _HEADER
        made[side_info : side_info + _SIDE_INFO] = bytes([min(held, 255), *bytes(_SIDE_INFO - 1)])
        held += end - side_info - _SIDE_INFO
    return bytes(made)


def only(sound: Sound, first: int, last: int) -> Sound:
    """The sentences `first` to `last` of a sound that has a cue for each, counted from 0."""
    cues = sound.cues[first : last + 1]
    mp3, begins = between(sound.mp3, cues[0].start_ms, cues[-1].end_ms, LEAD_FRAMES)
    mp3 = _alone(mp3) if begins else mp3
    duration = milliseconds((len(frame_edges(mp3)) - 1) * FRAME_SAMPLES)
    moved = tuple(Cue(cue.start_ms - begins, min(cue.end_ms - begins, duration)) for cue in cues)
    return Sound(mp3, duration, moved, sound.read_by)


def with_readers(
    laid: LaidSection, section: Section, voices: Mapping[str, Voice], profile: ReadingProfile, audience: Audience
) -> LaidSection:
    """A section laid out, where each passage that somebody reads aloud says who. `voices` are by the hash of the words
    that they read.
    """
    if not voices:
        return laid
    labels, other = Labels(profile.language, audience), profile.in_other_language().language
    passages = {one.id: one for one in section.passages}

    def told(one: Laid, language: Language) -> Laid:
        key = words_key(spoken_in(passages[one.id], language, profile.level, audience))
        found = one._replace(other=told(one.other, other)) if one.other else one
        return found._replace(read_by=_told(voices[key], labels)) if key in voices else found

    return laid._replace(
        passages=tuple(told(one, profile.language) for one in laid.passages),
        more=tuple(told(one, profile.language) for one in laid.more),
    )


def _told(voice: Voice, labels: Labels) -> str:
    return labels("page.read-by" if voice.is_theirs else "page.read-by-a-worker", name=voice.name)
