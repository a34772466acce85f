"""What is new or changed in a reader's copy since the one before it, and where to find it."""

from collections.abc import Iterator
from typing import NamedTuple

from accessibility.document import Document
from accessibility.labels import Labels
from accessibility.profile import ReadingProfile


class Change(NamedTuple):
    """A part that is new or changed: what it is called, how it changed in words, and its place in the copy."""

    heading: str
    how: str
    place: str


def changes(document: Document, profile: ReadingProfile) -> Iterator[Change]:
    """Every change in reading order; `place` follows the copy's own address, whole or one part at a time."""
    labels = Labels(profile.language, document.audience)
    for position, section in enumerate(document.sections, 1):
        part = "" if profile.pace == "page" else f"section/{position}/"
        for passage in section.passages:
            if passage.change:
                heading = (passage.heading or section.heading).to(profile.language)
                yield Change(heading, labels(f"labels.{passage.change}"), f"{part}#p-{passage.id}")
