"""The kinds of file that can be made from a copy: every format there is to take away, and the sealed copy."""

from collections.abc import Callable
from dataclasses import dataclass

from sqlalchemy.orm import Session

from accessibility import formats
from accessibility.document import Document, Words
from accessibility.formats import About
from accessibility.profile import ReadingProfile
from portal.models import Copy
from portal.services import signed_copies
from portal.services.bodies import dressing_of

Make = Callable[[Session, Copy, Document, ReadingProfile], bytes]


def _nothing(_session: Session, _copy: Copy) -> str:
    return ""


@dataclass(frozen=True)
class Kind:
    """How one kind of file is made, in the background; `beside` tells what else than the copy goes into it."""

    make: Make
    beside: Callable[[Session, Copy], str] = _nothing
    suffix: str = "pdf"
    media_type: str = "application/pdf"
    label: Words = Words(en="PDF", cy="PDF")


def _of_format(about: About) -> Kind:
    def make(_session: Session, copy: Copy, document: Document, profile: ReadingProfile) -> bytes:
        made: bytes = formats.load(about.name).render(document, profile, dressing_of(copy.dressing))
        return made

    return Kind(make, suffix=about.suffix, media_type=about.media_type, label=about.label)


KINDS: dict[str, Kind] = {
    **{about.name: _of_format(about) for about in formats.to_take_away()},
    "sealed": Kind(signed_copies.make_sealed, signed_copies.beside),
}


def offered() -> tuple[About, ...]:
    """The formats in the order in which they are offered: what most people want first, then by name."""
    return tuple(sorted(formats.to_take_away(), key=lambda one: (one.name != "pdf", one.label.en)))
