"""A copy as plain text: for a braille display, an old phone, a reader of one's own, or to paste into a message."""

import textwrap
from collections.abc import Iterator

from accessibility.document import Document
from accessibility.dressing import Dressing
from accessibility.outline import Entry, outline
from accessibility.profile import ReadingProfile
from accessibility.unbroken import parts_of

LABEL = {"en": "Plain text", "cy": "Testun plaen"}
PURPOSE = {
    "en": "The words and nothing else. It opens on anything.",
    "cy": "Y geiriau a dim byd arall. Mae'n agor ar unrhyw beth.",
}
MEDIA_TYPE = "text/plain; charset=utf-8"
SUFFIX = "txt"
WIDTH = 72
# Blank lines before an entry: that is all the structure that a plain text can have.
BLANK = {"section": 2, "heading": 1, "paragraph": 1, "note": 1, "label": 1}
# These stand one below the other, and the first of them a blank line below what is before; what follows a label is
# right below it.
TOGETHER = ("row", "item", "meaning")
# Where there is no break: dates and telephone numbers stay whole.
NO_BREAK = "\u00a0"


def render(document: Document, profile: ReadingProfile, _dressing: Dressing | None = None) -> bytes:
    """The copy in UTF-8, in lines of 72 characters at most; the structure is told by blank lines."""
    lines: list[str] = []
    before = ""
    for entry in outline(document, profile):
        lines += [""] * _blank(before, entry.kind)
        lines += _lines(entry)
        before = entry.kind
    return ("\n".join(lines) + "\n").encode("utf-8")


def _blank(before: str, kind: str) -> int:
    """How many blank lines stand between two kinds of entry."""
    if before in ("", "label") or (before == kind and kind in TOGETHER):
        return 0
    return BLANK.get(kind, 1)


def _lines(entry: Entry) -> Iterator[str]:
    """The entry in lines. A line that somebody ended themselves in their own words ends here too."""
    first, rest = ("- ", "  ") if entry.kind == "item" else ("", "")
    for line in entry.text.split("\n") if entry.own else [" ".join(entry.text.split())]:
        whole = "".join(
            part.replace(" ", NO_BREAK) if kept % 2 else part for kept, part in enumerate(parts_of(line.strip()))
        )
        found = textwrap.wrap(
            whole, WIDTH, initial_indent=first, subsequent_indent=rest, break_on_hyphens=False, expand_tabs=False
        )
        yield from (one.replace(NO_BREAK, " ") for one in found or [first.rstrip()])
        first = rest
