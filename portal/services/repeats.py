"""What repeats across a reader's documents about a child: noted when a copy is published, shown only while both may be
seen.

The note stays on the server, beside the copy and not in it: what is frozen and signed is whole, and so is every file
made from it.
"""

from collections.abc import Iterator, Mapping
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from accessibility.document import Passage, Words, thaw
from accessibility.profile import ReadingProfile
from accessibility.repeats import Repeat
from portal.models import Copy, Edition, Person
from portal.services import copies
from portal.services.copies import OpenCopy
from portal.services.documents import Built
from portal.services.passages import is_ours

# "The same" is the same words in every language and level, said by the same person in the same way on the same day.
Place = dict[str, str]


def note(session: Session, built: Built, edition: Edition, person_id: int, before: Copy | None) -> None:
    """Keep with each passage where this reader was told the same before, in another document about this child.

    What stood in the reader's copy before this one was not told again: it keeps what was noted then, whatever other
    documents came since.
    """
    earlier = list(_earlier(session, edition, person_id))
    if not earlier:
        return
    passages = {one.id: one for one in built.document.passages()}
    stood = {one["words"]: one.get("told") for one in before.origins.values()} if before is not None else {}
    for passage_id, origin in built.origins.items():
        if is_ours(origin):
            continue
        was = origin["words"] in stood
        place = stood[origin["words"]] if was else _place(origin, passages[passage_id], earlier)
        if place is not None:
            origin["told"] = place


def _earlier(session: Session, edition: Edition, person_id: int) -> Iterator[Copy]:
    """The reader's copies of other records about the same child, newest first."""
    mine = (
        select(Copy)
        .join(Edition)
        .where(
            Copy.person_id == person_id,
            Copy.child_id == edition.child_id,
            Copy.record_id != edition.record_id,
            Copy.recalled_at.is_(None),
            Edition.recalled_at.is_(None),
        )
    )
    yield from session.scalars(mine.order_by(Copy.id.desc()))


def _place(origin: Mapping[str, Any], passage: Passage, earlier: list[Copy]) -> Place | None:
    for copy in earlier:
        same = [one for one, other in copy.origins.items() if other["words"] == origin["words"] and not is_ours(other)]
        for one in same:
            before = thaw(copy.document).passage(one)
            if before is not None and _is_same(before, passage):
                return {"copy": copy.public_id, "passage": one}
    return None


def _is_same(before: Passage, passage: Passage) -> bool:
    """Whether it is the same thing said: of somebody's words, also by the same person, on the same day."""
    return (before.attribution, before.said_by_reader) == (passage.attribution, passage.said_by_reader)


def shown_to(reader: Person, opened: OpenCopy, profile: ReadingProfile, address: str) -> dict[str, Repeat]:
    """Where the reader was told passages of this copy before, by passage, as far as they may see that now. `address` is
    this copy's own ("/en/documents/AbC123/"). Most copies repeat nothing: for them nothing is asked.
    """
    told = {
        passage: origin["told"]
        for passage, origin in opened.known.origins.items()
        if "told" in origin and passage not in opened.hidden
    }
    if not told:
        return {}
    before = {one.known.public_id: one for one in copies.glance(reader, {place["copy"] for place in told.values()})}
    start = address.removesuffix(f"{opened.known.public_id}/")
    return {
        passage: Repeat(_title(found), start + _place_of(found, place, profile))
        for passage, place in told.items()
        if (found := before.get(place["copy"])) is not None and place["passage"] not in found.hidden
    }


def _title(opened: OpenCopy) -> Words:
    return Words(en=opened.known.title_en, cy=opened.known.title_cy)


def _place_of(opened: OpenCopy, place: Place, profile: ReadingProfile) -> str:
    """The passage's address in its document, whole or in the part that it is in."""
    if profile.pace == "page":
        return f"{opened.known.public_id}/#p-{place['passage']}"
    sections = opened.document.sections
    numbers = {one.id: number for number, section in enumerate(sections, 1) for one in section.passages}
    return f"{opened.known.public_id}/section/{numbers[place['passage']]}/#p-{place['passage']}"
