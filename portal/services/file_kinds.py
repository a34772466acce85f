"""The kinds of file that can be made from a copy: every format there is to take away, and the sealed copy."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from sqlalchemy.orm import Session

from accessibility import formats
from accessibility.document import Document, Words
from accessibility.formats import About
from accessibility.outline import Entry
from accessibility.profile import ReadingProfile
from portal.models import Copy
from portal.services import recordings, signed_copies, sounds
from portal.services.bodies import dressing_of

if TYPE_CHECKING:
    from accessibility.narration import Narrator

Beside = Callable[[Session, Copy, Document, ReadingProfile], str]
Said = Callable[[Copy, Document, ReadingProfile], Sequence[Entry]]
Make = Callable[[Session, Copy, Document, ReadingProfile], bytes]


def _nothing(_session: Session, _copy: Copy, _document: Document, _profile: ReadingProfile) -> str:
    return ""


def _silent(_copy: Copy, _document: Document, _profile: ReadingProfile) -> Sequence[Entry]:
    return ()


@dataclass(frozen=True)
class Kind:
    """How one kind of file is made, in the background; `beside` tells what else than the copy goes into it, and `said`
    what is spoken in it.
    """

    make: Make
    beside: Beside = _nothing
    suffix: str = "pdf"
    media_type: str = "application/pdf"
    label: Words = Words(en="PDF", cy="PDF")
    said: Said = _silent


def _of_format(about: About) -> Kind:
    def make(session: Session, copy: Copy, document: Document, profile: ReadingProfile) -> bytes:
        spoken = {"narrator": narrator_for(session, profile, copy)} if about.spoken else {}
        made: bytes = formats.load(about.name).render(document, profile, dressing_of(copy.dressing), **spoken)
        return made

    def said(copy: Copy, document: Document, profile: ReadingProfile) -> Sequence[Entry]:
        found: Sequence[Entry] = formats.load(about.name).said(document, profile, dressing_of(copy.dressing))
        return found

    return Kind(
        make,
        _readings if about.spoken else _nothing,
        suffix=about.suffix,
        media_type=about.media_type,
        label=about.label,
        said=said if about.spoken else _silent,
    )


def _readings(session: Session, copy: Copy, document: Document, profile: ReadingProfile) -> str:
    """Whoever has read aloud what is heard in a file changes it, and so do marks in what they read. What they read to
    others leaves no trace in it.
    """
    readings = recordings.of_copy(session, copy)
    words = recordings.words_of(document, (profile.level,)) if readings else set()
    return ",".join(sorted(f"{one.path.stem}:{one.begins}" for key, one in readings.items() if key in words))


def narrator_for(session: Session, profile: ReadingProfile, copy: Copy) -> "Narrator":
    """Who speaks a copy for somebody who reads like this. In the background only: speaking is heavy."""
    from accessibility.narration import Narrator

    manner = sounds.manner_for(session, profile, profile.level)
    readings = recordings.of_copy(session, copy)
    return Narrator(sounds.folder_of(session), manner, sounds.PAUSES_MS[profile.pause], readings)


KINDS: dict[str, Kind] = {
    **{about.name: _of_format(about) for about in formats.to_take_away()},
    "sealed": Kind(signed_copies.make_sealed, signed_copies.beside),
}


def offered() -> tuple[About, ...]:
    """The formats in the order in which they are offered: what most people want first, then by name."""
    return tuple(sorted(formats.to_take_away(), key=lambda one: (one.name != "pdf", one.label.en)))
