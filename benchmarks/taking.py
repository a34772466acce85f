"""Files to take away: how long every format of a record of three thousand words takes, made as the background makes it.

The words are those of the demo's longest copy, as often as it takes, with no sound spoken yet.
"""

import io
import shutil
import time
from pathlib import Path

import msgspec
from pyhanko.pdf_utils.reader import PdfFileReader
from sqlalchemy import select
from sqlalchemy.orm import Session

from accessibility.document import Document, Section
from accessibility.formats import to_take_away
from accessibility.profile import ReadingProfile
from benchmarks.load import VoidRun
from benchmarks.table import ROUNDS, Line, at_most, median, spread
from portal.database import Database
from portal.models import Copy
from portal.services import copies
from portal.services.file_kinds import KINDS

WORDS = 3000
# As it is read first: plain words with pictures, in letters of the usual size.
PROFILE = ReadingProfile(symbols="key")


def taken(data: Path) -> list[Line]:
    """Every format once; and the PDF again, whole and of its first part, for what a further page costs."""
    database = Database(f"sqlite:///{data / 'clywed.sqlite'}", data=data)
    try:
        with database.session() as session:
            return _measured(session, data)
    finally:
        database.engine.dispose()


def _measured(session: Session, data: Path) -> list[Line]:
    copy = max(session.scalars(select(Copy)), key=lambda one: words_in(copies.whole(one)))
    document = lengthened(copies.whole(copy))
    short = msgspec.structs.replace(document, sections=document.sections[:1])
    _make(session, copy, short, "pdf")
    each = [_page(session, copy, document, short) for _ in range(ROUNDS)]
    shutil.rmtree(data / "sounds", ignore_errors=True)
    times = {about.name: _make(session, copy, document, about.name)[1] for about in to_take_away()}
    told = ", ".join(f"{name} {seconds:.1f}" for name, seconds in times.items())
    return [
        at_most("PDF, milliseconds a page after the first", median(each), 60, "{:.0f}"),
        Line("The same, least to most", spread(each)),
        at_most(f"Every format of {words_in(document):,} words, seconds", sum(times.values()), 20),
        Line("Each, seconds", told),
    ]


def _page(session: Session, copy: Copy, document: Document, short: Document) -> float:
    """Milliseconds for each page that a long document has more than a short one."""
    whole, whole_seconds = _make(session, copy, document, "pdf")
    first, first_seconds = _make(session, copy, short, "pdf")
    more = _pages(whole) - _pages(first)
    if more < ROUNDS:
        raise VoidRun(f"the long document has only {more} pages more than the short one")
    return (whole_seconds - first_seconds) * 1000 / more


def _make(session: Session, copy: Copy, document: Document, name: str) -> tuple[bytes, float]:
    began = time.perf_counter()
    made = KINDS[name].make(session, copy, document, PROFILE)
    if not made:
        raise VoidRun(f"the {name} is empty")
    return made, time.perf_counter() - began


def _pages(pdf: bytes) -> int:
    return int(PdfFileReader(io.BytesIO(pdf)).root["/Pages"]["/Count"])


def words_in(document: Document) -> int:
    """How many words somebody reads of a document who reads as PROFILE does."""
    said = (one.wording(PROFILE.language, PROFILE.level).sentences for one in document.passages())
    return sum(len(sentence.text.split()) for sentences in said for sentence in sentences)


def lengthened(document: Document) -> Document:
    """The document's sections again and again until it has enough words, each passage with an id of its own."""
    times = -(-WORDS // words_in(document))
    sections = [_again(section, number) for number in range(times) for section in document.sections]
    return msgspec.structs.replace(document, sections=tuple(sections))


def _again(section: Section, number: int) -> Section:
    kept = tuple(msgspec.structs.replace(one, id=f"{one.id}{number}") for one in section.passages)
    return msgspec.structs.replace(section, passages=kept)
