"""A copy as one sound (MP3): its headings and all its sentences, with a chapter for each section.

It is made of the sounds of its sentences, joined frame to frame, so nothing is encoded twice.
"""

import struct
from collections.abc import Sequence
from typing import NamedTuple

from accessibility.document import Document
from accessibility.dressing import Dressing
from accessibility.in_line import in_line
from accessibility.narration import Narrator, Told
from accessibility.outline import Entry, outline
from accessibility.profile import ReadingProfile

LABEL = {"en": "Sound", "cy": "Sain"}
PURPOSE = {
    "en": "All of it read aloud by a computer's voice or a worker, to play on anything (MP3).",
    "cy": "Y cyfan yn cael ei ddarllen yn uchel gan lais cyfrifiadur neu weithiwr, i'w chwarae ar unrhyw beth (MP3).",
}
MEDIA_TYPE = "audio/mpeg"
SUFFIX = "mp3"
SPOKEN = True
# ID3's own names of the two languages (ISO 639-2), and its number for UTF-8.
LANGUAGES = {"en": b"eng", "cy": b"cym"}
UTF_8 = b"\x03"


class Chapter(NamedTuple):
    """A part of the sound that a player can go to; times in milliseconds."""

    title: str
    start_ms: int
    end_ms: int


def said(document: Document, profile: ReadingProfile, _dressing: Dressing | None = None) -> tuple[Entry, ...]:
    """Everything that is spoken in the file."""
    return outline(document, profile)


def render(
    document: Document, profile: ReadingProfile, _dressing: Dressing | None = None, narrator: Narrator | None = None
) -> bytes:
    """The whole copy as an MP3. Raises SpeechFailed; ValueError without a narrator: a sound can't be silent."""
    if narrator is None:
        raise ValueError("a sound needs somebody to speak it")
    told = narrator.tell(said(document, profile))
    title = document.title.to(profile.language)
    sections = enumerate(in_line(document).sections, 1)
    headings = {f"part-{number}": one.heading.to(profile.language) for number, one in sections}
    return tag(title, LANGUAGES[profile.language], _chapters(title, told, headings)) + told.mp3


def _chapters(title: str, told: Told, headings: dict[str, str]) -> list[Chapter]:
    """What stands before the first section, and each section until the next."""
    starts = [(title, 0), *((headings[cue.id], cue.start_ms) for cue in told.cues if cue.id in headings)]
    ends = [*(start for _, start in starts[1:]), told.duration_ms]
    return [Chapter(name, start, end) for (name, start), end in zip(starts, ends, strict=True)]


def tag(title: str, language: bytes, chapters: Sequence[Chapter]) -> bytes:
    """What an MP3 tells of itself (ID3 2.4, and its addendum on chapters): title, language, chapters."""
    names = [f"part{number}".encode() for number in range(len(chapters))]
    contents = b"toc\x00\x03" + bytes([len(names)]) + b"".join(name + b"\x00" for name in names)
    frames = _text(b"TIT2", title) + _frame(b"TLAN", UTF_8 + language) + _frame(b"CTOC", contents)
    for name, chapter in zip(names, chapters, strict=True):
        times = struct.pack(">4I", chapter.start_ms, chapter.end_ms, 0xFFFFFFFF, 0xFFFFFFFF)
        frames += _frame(b"CHAP", name + b"\x00" + times + _text(b"TIT2", chapter.title))
    return b"ID3\x04\x00\x00" + _size(len(frames)) + frames


def _text(name: bytes, text: str) -> bytes:
    return _frame(name, UTF_8 + text.encode("utf-8"))


def _frame(name: bytes, data: bytes) -> bytes:
    return name + _size(len(data)) + b"\x00\x00" + data


def _size(length: int) -> bytes:
    """A length in ID3's way: seven bits a byte, so that it is never taken for the beginning of a sound."""
    return bytes(length >> shift & 0x7F for shift in (21, 14, 7, 0))
