"""A copy as braille, letter by letter (grade 1): a file for an embosser or a braille display."""

from accessibility.braille import pages
from accessibility.document import Document
from accessibility.dressing import Dressing
from accessibility.outline import outline
from accessibility.profile import ReadingProfile

LABEL = {"en": "Braille, not contracted (grade 1)", "cy": "Braille heb ei gywasgu (gradd 1)"}
PURPOSE = {
    "en": "Letter by letter, to print as dots or for a braille display. No braille reader has checked it yet.",
    "cy": "Llythyren wrth lythyren, i'w argraffu'n ddotiau neu ar gyfer dangosydd braille. "
    "Does neb sy'n darllen braille wedi ei wirio eto.",
}
MEDIA_TYPE = "application/x-brf"
SUFFIX = "brf"


def render(document: Document, profile: ReadingProfile, _dressing: Dressing | None = None) -> bytes:
    """The copy in braille ASCII, pages of 25 lines of 40 cells. Raises BrailleMissing where there is no liblouis."""
    return pages(outline(document, profile, "files.braille-unchecked"), grade=1).encode("ascii")
