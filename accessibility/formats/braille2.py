"""A copy as braille, contracted (grade 2): a file for an embosser or a braille display."""

from accessibility.braille import pages
from accessibility.document import Document
from accessibility.dressing import Dressing
from accessibility.outline import outline
from accessibility.profile import ReadingProfile

LABEL = {"en": "Braille, contracted (grade 2)", "cy": "Braille wedi'i gywasgu (gradd 2)"}
PURPOSE = {
    "en": "Shorter, to print as dots or for a braille display. No braille reader has checked it yet.",
    "cy": "Yn fyrrach, i'w argraffu'n ddotiau neu ar gyfer dangosydd braille. "
    "Does neb sy'n darllen braille wedi ei wirio eto.",
}
MEDIA_TYPE = "application/x-brf"
SUFFIX = "brf"


def render(document: Document, profile: ReadingProfile, _dressing: Dressing | None = None) -> bytes:
    """The copy in braille ASCII, pages of 25 lines of 40 cells. Raises BrailleMissing where there is no liblouis."""
    return pages(outline(document, profile, "files.braille-unchecked"), grade=2).encode("ascii")
