"""Where something came from, as the case record keeps it beside the words: who, and which words of which copy."""

from collections.abc import Iterable
from typing import Any

from sqlalchemy import bindparam, select
from sqlalchemy.orm import Session

from portal.models.person import Person
from portal.models.record import Record
from portal.models.tie import Part
from portal.permissions import parts
from portal.services.copies import Known

_REFERENCE = select(Record.reference).where(Record.id == bindparam("record"))


def named(person: Person, held: Iterable[Part]) -> dict[str, Any]:
    """A person by reference and name, and the parts they hold towards a child."""
    return {"reference": person.reference, "name": person.name, "parts": sorted(held)}


def somebody(session: Session, person: Person, child: Person) -> dict[str, Any]:
    """A person by reference and name, and what they are to this child on this day."""
    return named(person, parts(session, person, child.id))


def about(session: Session, copy: Known | None, passage: str = "", words: str = "") -> dict[str, Any]:
    """Which words of which copy of which record; {} for none. The hash binds it to those very words."""
    if copy is None:
        return {}
    return {
        "record": session.connection().scalar(_REFERENCE, {"record": copy.record_id}),
        "title": {"en": copy.title_en, "cy": copy.title_cy},
        "copy": copy.public_id,
        "copy_number": copy.number,
        "copy_sha256": copy.sha256,
        "passage": passage,
        "words": words,
    }
