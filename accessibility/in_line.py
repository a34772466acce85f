"""A copy in the order in which it is read from front to back: in print, in a file, by finger or by ear.

On a page the rest of "About me" waits behind one press. Where there is nothing to press it would stand between the
first words and the main points, so there it is a part of its own, right before the reader's rights.
"""

import msgspec

from accessibility.document import Document, Section, Words
from accessibility.labels import Labels

# Not one of the eleven: it only stands where nothing can be opened.
THE_REST, RIGHTS = 12, 11


def in_line(document: Document) -> Document:
    """The document with what waits on a page put last but for the rights; the same where nothing waits."""
    waiting = tuple(one for one in document.passages() if one.more)
    if not waiting:
        return document
    first = document.without(frozenset(one.id for one in waiting)).sections
    en, cy = (Labels(language, document.audience)("page.the-rest") for language in ("en", "cy"))
    rest = Section(THE_REST, Words(en, cy), tuple(msgspec.structs.replace(one, more=False) for one in waiting))
    last = tuple(one for one in first if one.number == RIGHTS)
    return msgspec.structs.replace(document, sections=(*(one for one in first if one not in last), rest, *last))
